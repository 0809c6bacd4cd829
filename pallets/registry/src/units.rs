//! Units: what institutions pay deposits, bonds and fees with.

use crate::*;
use frame_support::{pallet_prelude::*, traits::fungible::Mutate};
use salus_primitives::InstitutionId;
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_allot(institution: InstitutionId, units: BalanceOf<T>) -> DispatchResult {
		let row = Self::ensure_not_removed(institution)?;
		ensure!(!units.is_zero(), Error::<T>::NoUnits);
		Self::give_units(institution, &row.account, units)
	}

	/// Makes new units for an institution, never more at once than the runtime lets a motion make.
	pub(crate) fn give_units(
		institution: InstitutionId,
		account: &T::AccountId,
		units: BalanceOf<T>,
	) -> DispatchResult {
		ensure!(units <= T::MaxAllotment::get(), Error::<T>::TooManyUnits);
		T::Currency::mint_into(account, units)?;
		Self::deposit_event(Event::UnitsAllotted { institution, units });
		Ok(())
	}
}
