//! Fees go to the institutions whose validators make the blocks.

use crate::*;
use frame_support::traits::{
	fungible::{Balanced, Credit, Inspect, Mutate},
	tokens::{Fortitude, Preservation},
	Get, OnUnbalanced,
};
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding,
	traits::{AccountIdConversion, Saturating, Zero},
	Rounding, SaturatedConversion,
};

/// Where a runtime sends fees: into the pot, which is shared out when the session ends. What the pot
/// cannot take is burned.
pub struct ToAuthors<T>(core::marker::PhantomData<T>);

impl<T: Config> OnUnbalanced<Credit<T::AccountId, CurrencyOf<T>>> for ToAuthors<T> {
	fn on_nonzero_unbalanced(fees: Credit<T::AccountId, CurrencyOf<T>>) {
		drop(CurrencyOf::<T>::resolve(&Pallet::<T>::pot(), fees));
	}
}

impl<T: Config> Pallet<T> {
	/// The account that collects fees within a session.
	pub fn pot() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Shares the pot by blocks made. Rounding leaves the rest to the next session.
	pub(crate) fn share_fees(session: SessionIndex, blocks: u32, turns: &[(u32, T::AccountId)]) {
		let pot = Self::pot();
		let fees =
			CurrencyOf::<T>::reducible_balance(&pot, Preservation::Preserve, Fortitude::Polite);
		if fees.is_zero() || blocks.is_zero() {
			return;
		}
		let mut amount = BalanceOf::<T>::zero();
		for (made, validator) in turns {
			let share = multiply_by_rational_with_rounding(
				fees.saturated_into(),
				(*made).into(),
				blocks.into(),
				Rounding::Down,
			);
			let share: BalanceOf<T> = share.unwrap_or_default().saturated_into();
			let Some(row) = Validators::<T>::get(validator) else { continue };
			if !share.is_zero()
				&& CurrencyOf::<T>::transfer(&pot, &row.account, share, Preservation::Preserve)
					.is_ok()
			{
				amount = amount.saturating_add(share);
			}
		}
		Self::deposit_event(Event::FeesShared { session, amount });
	}
}
