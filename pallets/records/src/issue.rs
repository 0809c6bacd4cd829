//! Issuing and amending.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{InstitutionId, RecordId, Role, SubjectId};

impl<T: Config> Pallet<T> {
	/// Whether the account may issue to the subject, and in whose name.
	pub fn ensure_may_issue(
		who: &T::AccountId,
		subject: SubjectId,
	) -> Result<InstitutionId, Error<T>> {
		let issuer = Self::provider(who)?;
		ensure!(T::Parties::is_subject(subject), Error::<T>::NoSuchSubject);
		Ok(issuer)
	}

	pub(crate) fn do_issue(
		who: T::AccountId,
		subject: SubjectId,
		new: NewRecord,
	) -> DispatchResult {
		let issuer = Self::ensure_may_issue(&who, subject)?;
		Self::issue_one(issuer, subject, new)
	}

	/// All of them or, because a call that fails changes nothing, none.
	pub(crate) fn do_issue_batch(
		who: T::AccountId,
		subject: SubjectId,
		records: Batch,
	) -> DispatchResult {
		ensure!(!records.is_empty(), Error::<T>::EmptyBatch);
		let issuer = Self::ensure_may_issue(&who, subject)?;
		records.into_iter().try_for_each(|new| Self::issue_one(issuer, subject, new))
	}

	fn issue_one(issuer: InstitutionId, subject: SubjectId, new: NewRecord) -> DispatchResult {
		let NewRecord { record, folder, keep, sealing } = new;
		ensure!(!Records::<T>::contains_key(record), Error::<T>::RecordExists);
		ensure!(!T::Erasures::is_buried(record), Error::<T>::WasErased);
		let issued = T::Clock::now();
		ensure!(keep.fits(issued), Error::<T>::BadKeep);
		Self::ensure_custodians_fit(issuer, &sealing)?;
		let deposit = Self::hold_deposit(issuer)?;
		T::Tokens::mint(record, subject)?;
		Records::<T>::insert(
			record,
			Record {
				subject,
				issuer,
				folder,
				keep,
				issued,
				since: issued,
				restricted_by: None,
				declined: false,
				superseded: 0,
				attestations: 0,
				last_epoch: 1,
				deposit,
				current: Sealing { version: 1, epoch: 1, sealed: issued, of: sealing },
			},
		);
		Self::deposit_event(Event::RecordIssued { record, subject, issuer });
		Ok(())
	}

	/// Whether the account may amend the record with this sealing.
	pub fn ensure_may_amend(
		who: &T::AccountId,
		record: RecordId,
		sealing: &NewSealing,
	) -> Result<RecordOf<T>, Error<T>> {
		let row = Self::ensure_issuer(who, record)?;
		Self::ensure_may_seal_again(record, &row)?;
		Self::ensure_custodians_fit(row.issuer, sealing)?;
		Ok(row)
	}

	pub(crate) fn do_amend(
		who: T::AccountId,
		record: RecordId,
		sealing: NewSealing,
	) -> DispatchResult {
		let mut row = Self::ensure_may_amend(&who, record, &sealing)?;
		let deposit = Self::hold_deposit(row.issuer)?;
		let version = row.current.version.saturating_add(1);
		let next = Sealing { version, epoch: 1, sealed: T::Clock::now(), of: sealing };
		Self::supersede(record, &mut row, next, deposit);
		row.last_epoch = 1;
		Records::<T>::insert(record, row);
		Self::deposit_event(Event::RecordAmended { record, version });
		Ok(())
	}

	/// The record, if the account acts for the provider that issued it.
	pub(crate) fn ensure_issuer(
		who: &T::AccountId,
		record: RecordId,
	) -> Result<RecordOf<T>, Error<T>> {
		let issuer = Self::provider(who)?;
		let row = Records::<T>::get(record).ok_or(Error::<T>::NotFound)?;
		ensure!(row.issuer == issuer, Error::<T>::NotTheIssuer);
		Ok(row)
	}

	/// The record, if the account acts for the institution that issued it or for its successor.
	pub(crate) fn ensure_answers_for_issuer(
		who: &T::AccountId,
		record: RecordId,
	) -> Result<RecordOf<T>, Error<T>> {
		let row = Records::<T>::get(record).ok_or(Error::<T>::NotFound)?;
		ensure!(T::Parties::answers_for(who, row.issuer), Error::<T>::NotTheIssuer);
		Ok(row)
	}

	pub(crate) fn provider(who: &T::AccountId) -> Result<InstitutionId, Error<T>> {
		T::Parties::acting(who, Role::Provider).ok_or(Error::<T>::NotAProvider)
	}
}
