//! What ends, ends: answered cases leave the state when their time is over.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{CaseId, Moment, MAX_CUSTODIANS, MAX_SEALINGS};

/// Most slots of one case.
pub const MAX_SLOTS: u32 = MAX_SEALINGS * MAX_CUSTODIANS;

impl<T: Config> Pallet<T> {
	/// Whether anyone may remove this case now: it was kept for long enough and nothing is owed.
	pub fn ensure_may_prune_case(case: CaseId) -> Result<Case, Error<T>> {
		let row = Self::ensure_over(case)?;
		ensure!(row.missing() == 0, Error::<T>::ReceiptsMissing);
		Ok(row)
	}

	/// Whether this case is over and was kept for long enough, whatever is still owed.
	pub(crate) fn ensure_over(case: CaseId) -> Result<Case, Error<T>> {
		let row = Self::case(case)?;
		let kept = T::Policy::get().erasure.tombstone_for;
		let until = match row.life {
			Life::Requested | Life::Accepted { .. } => return Err(Error::<T>::TooEarly),
			Life::Refused { at, .. } | Life::PartlyErased { at, .. } => at.saturating_add(kept),
			Life::Erased { at, .. } => {
				Tombstones::<T>::get(row.tombstone).map_or(at, |it| it.until)
			},
		};
		Self::ensure_older(until)?;
		Ok(row)
	}

	pub(crate) fn ensure_older(until: Moment) -> Result<(), Error<T>> {
		ensure!(until < T::Clock::now(), Error::<T>::TooEarly);
		Ok(())
	}

	pub(crate) fn do_prune_case(case: CaseId, row: Case) -> DispatchResultWithPostInfo {
		Self::clear(case);
		if matches!(row.life, Life::Erased { .. }) {
			Tombstones::<T>::remove(row.tombstone);
		}
		Cases::<T>::remove(case);
		Self::deposit_event(Event::CasePruned { case });
		Ok(Some(T::WeightInfo::prune_case(row.sealings.len() as u32)).into())
	}

	/// Removes what custodians owe and have said in a case.
	pub(crate) fn clear(case: CaseId) {
		for ((custodian, version, epoch), duty) in
			Duties::<T>::drain_prefix(case).take(MAX_SLOTS as usize)
		{
			if duty.received.is_none() {
				Slots::<T>::remove(custodian, (case, version, epoch));
			}
		}
		Notices::<T>::drain_prefix(case).take(MAX_SLOTS as usize).for_each(drop);
	}
}
