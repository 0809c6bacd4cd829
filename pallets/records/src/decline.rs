//! A record that its subject does not want.

use crate::*;
use frame_support::pallet_prelude::*;
use salus_primitives::{GuardianScope, RecordId};

impl<T: Config> Pallet<T> {
	/// Whether the account may decline the record: whatever else is under way with it.
	pub fn ensure_may_decline(
		who: &T::AccountId,
		record: RecordId,
	) -> Result<RecordOf<T>, Error<T>> {
		let row = Self::ensure_speaks_for_subject(who, record)?;
		ensure!(!row.declined, Error::<T>::AlreadyDeclined);
		Ok(row)
	}

	pub(crate) fn do_decline(who: T::AccountId, record: RecordId) -> DispatchResult {
		let row = Self::ensure_may_decline(&who, record)?;
		Records::<T>::insert(record, Record { declined: true, ..row });
		Self::deposit_event(Event::RecordDeclined { record });
		Ok(())
	}

	/// The record, if the account is its subject's or a guardian's who may consent.
	pub(crate) fn ensure_speaks_for_subject(
		who: &T::AccountId,
		record: RecordId,
	) -> Result<RecordOf<T>, Error<T>> {
		let row = Records::<T>::get(record).ok_or(Error::<T>::NotFound)?;
		T::Parties::authority(who, row.subject, GuardianScope::CONSENT)
			.ok_or(Error::<T>::NotYours)?;
		Ok(row)
	}
}
