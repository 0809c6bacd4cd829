//! What an erasure case does to a record.

use crate::*;
use alloc::vec::Vec;
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::MutateHold, tokens::Precision},
};
use salus_primitives::{CaseId, RecordId};
use sp_runtime::traits::{SaturatedConversion, Saturating};

impl<T: Config> Pallet<T> {
	/// Restricts the record until the case lifts it or removes the record.
	pub fn restrict(record: RecordId, case: CaseId) -> DispatchResult {
		Records::<T>::try_mutate(record, |row| {
			let row = row.as_mut().ok_or(Error::<T>::NotFound)?;
			ensure!(row.restricted_by.is_none(), Error::<T>::Restricted);
			row.restricted_by = Some(case);
			Ok::<_, DispatchError>(())
		})?;
		Self::deposit_event(Event::RecordRestricted { record });
		Ok(())
	}

	/// Ends the restriction by `case`.
	pub fn lift(record: RecordId, case: CaseId) -> DispatchResult {
		Records::<T>::try_mutate(record, |row| {
			let row = row.as_mut().ok_or(Error::<T>::NotFound)?;
			ensure!(row.restricted_by == Some(case), Error::<T>::NotRestricted);
			row.restricted_by = None;
			Ok::<_, DispatchError>(())
		})?;
		Self::deposit_event(Event::RestrictionLifted { record });
		Ok(())
	}

	/// Every sealing of the record, oldest first, the one in force last.
	pub fn sealings(record: RecordId) -> Vec<Sealing> {
		let Some(row) = Records::<T>::get(record) else {
			return Vec::new();
		};
		(0..row.superseded)
			.filter_map(|number| Superseded::<T>::get(record, number))
			.chain(core::iter::once(row.current))
			.collect()
	}

	/// Removes every row of the record, burns its token and returns the deposit.
	pub fn remove(record: RecordId) -> DispatchResult {
		let row = Records::<T>::take(record).ok_or(Error::<T>::NotFound)?;
		for number in 0..row.superseded {
			Superseded::<T>::remove(record, number);
		}
		T::Tokens::burn(record)?;
		if let Some(issuer) = T::Parties::account(row.issuer) {
			T::Currency::release(
				&HoldReason::Record.into(),
				&issuer,
				Self::deposit_of(&row),
				Precision::BestEffort,
			)?;
		}
		Ok(())
	}

	/// What is held for the record.
	pub fn deposit_of(row: &Record) -> BalanceOf<T> {
		T::SealingDeposit::get().saturating_mul((row.superseded + 1).saturated_into())
	}
}
