//! What custodians stand to lose.

use crate::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{InspectHold, MutateHold},
		tokens::{Fortitude, Precision},
	},
};
use salus_primitives::{InstitutionId, Role, Roles};
use sp_runtime::{
	traits::{Saturating, Zero},
	Permill, SaturatedConversion,
};

impl<T: Config> Pallet<T> {
	/// What policy asks of a custodian now, in planck.
	pub fn custodian_bond() -> BalanceOf<T> {
		T::Policy::get().bonds.custodian.saturated_into()
	}

	/// What is held of an institution as a custodian, in planck. The hold is of its account, and an
	/// account acts for one institution.
	pub fn bond_of(custodian: InstitutionId) -> BalanceOf<T> {
		Institutions::<T>::get(custodian)
			.map(|it| T::Currency::balance_on_hold(&HoldReason::CustodianBond.into(), &it.account))
			.unwrap_or_default()
	}

	/// Burns a share of what is held of a custodian, rounded up, and says how much that was.
	pub fn take_bond(custodian: InstitutionId, millionths: u32) -> BalanceOf<T> {
		let Some(row) = Institutions::<T>::get(custodian) else { return Zero::zero() };
		let share = Permill::from_parts(millionths).mul_ceil(Self::bond_of(custodian));
		let taken = T::Currency::burn_held(
			&HoldReason::CustodianBond.into(),
			&row.account,
			share,
			Precision::BestEffort,
			Fortitude::Force,
		)
		.unwrap_or_default();
		if !taken.is_zero() {
			Self::deposit_event(Event::BondTaken { custodian });
		}
		taken
	}

	/// Whether `bond` would be accepted, and how much it would hold.
	pub fn ensure_may_bond(who: &T::AccountId) -> Result<(InstitutionId, BalanceOf<T>), Error<T>> {
		let custodian = Self::acting_in(who, Roles::of(&[Role::Custodian]))?;
		ensure!(Self::receipt_key(custodian).is_some(), Error::<T>::NeedsReceiptKey);
		let missing = Self::custodian_bond().saturating_sub(Self::bond_of(custodian));
		ensure!(!missing.is_zero(), Error::<T>::AlreadyBonded);
		Ok((custodian, missing))
	}

	pub(crate) fn do_bond(who: T::AccountId) -> DispatchResult {
		let (custodian, missing) = Self::ensure_may_bond(&who)?;
		T::Currency::hold(&HoldReason::CustodianBond.into(), &who, missing)?;
		Self::deposit_event(Event::Bonded { custodian });
		Ok(())
	}

	/// Whether `unbond` would succeed, and how much it would release: everything of a former
	/// custodian, of another one what is held beyond what policy asks.
	pub fn ensure_may_unbond(
		who: &T::AccountId,
	) -> Result<(InstitutionId, BalanceOf<T>), Error<T>> {
		let custodian = Self::institution_of(who).ok_or(Error::<T>::NotAnInstitution)?;
		let row = Institutions::<T>::get(custodian).ok_or(Error::<T>::NotAnInstitution)?;
		let bond = Self::bond_of(custodian);
		ensure!(!bond.is_zero(), Error::<T>::NoBond);
		let stays = if !row.is_removed() && row.roles.has(Role::Custodian) {
			Self::custodian_bond()
		} else {
			Zero::zero()
		};
		let surplus = bond.saturating_sub(stays);
		ensure!(!surplus.is_zero(), Error::<T>::StillCustodian);
		ensure!(!T::Liabilities::owes(custodian), Error::<T>::StillOwes);
		Ok((custodian, surplus))
	}

	pub(crate) fn do_unbond(who: T::AccountId) -> DispatchResult {
		let (custodian, surplus) = Self::ensure_may_unbond(&who)?;
		Self::release_bond(custodian, &who, surplus)
	}

	/// Gives so much of what is held back, if it is anything.
	pub(crate) fn release_bond(
		custodian: InstitutionId,
		account: &T::AccountId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		if !amount.is_zero() {
			let reason = HoldReason::CustodianBond.into();
			T::Currency::release(&reason, account, amount, Precision::Exact)?;
			Self::deposit_event(Event::Unbonded { custodian });
		}
		Ok(())
	}
}
