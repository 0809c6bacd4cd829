//! What an erasure case does to a record.

use crate::*;
use frame_support::pallet_prelude::*;
use salus_primitives::{CaseId, RecordId};
use sp_runtime::traits::{SaturatedConversion, Saturating};

impl<T: Config> Pallet<T> {
	/// Restricts the record until the case lifts it or removes the record. An offer to transfer it
	/// ends, so that the case keeps its subject.
	pub fn restrict(record: RecordId, case: CaseId) -> DispatchResult {
		Records::<T>::try_mutate(record, |row| {
			let row = row.as_mut().ok_or(Error::<T>::NotFound)?;
			ensure!(row.restricted_by.is_none(), Error::<T>::Restricted);
			row.restricted_by = Some(case);
			Ok::<_, DispatchError>(())
		})?;
		Self::cancel_transfer(record);
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

	/// Removes every row of the record, burns its token and returns the deposits.
	pub fn remove(record: RecordId) -> DispatchResult {
		let row = Records::<T>::take(record).ok_or(Error::<T>::NotFound)?;
		Self::drop_superseded(record, row.superseded);
		let pending = Pending::<T>::take(record).map(|it| it.deposit).unwrap_or_default();
		let _ = Attestations::<T>::clear_prefix(record, MAX_ATTESTATIONS.into(), None);
		Transfers::<T>::remove(record);
		T::Tokens::burn(record)?;
		Self::release_deposit(row.issuer, row.deposit.saturating_add(pending))
	}

	/// Removes the superseded sealings and returns their share of the deposit. A pending one stays:
	/// its custodians were not asked to erase.
	pub fn remove_superseded(record: RecordId) -> DispatchResult {
		let mut row = Records::<T>::get(record).ok_or(Error::<T>::NotFound)?;
		ensure!(row.superseded > 0, Error::<T>::NothingSuperseded);
		Self::drop_superseded(record, row.superseded);
		let sealings: BalanceOf<T> = row.superseded.saturating_add(1).saturated_into();
		let kept = row.deposit / sealings;
		let freed = row.deposit.saturating_sub(kept);
		row.deposit = kept;
		row.superseded = 0;
		let issuer = row.issuer;
		Records::<T>::insert(record, row);
		Self::release_deposit(issuer, freed)
	}

	fn drop_superseded(record: RecordId, superseded: u32) {
		for number in 0..superseded {
			Superseded::<T>::remove(record, number);
		}
	}
}
