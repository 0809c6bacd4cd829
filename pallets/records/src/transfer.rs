//! From one subject to another: offered by the one, attested by the issuer, who knows both.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{Authority, GuardianScope, RecordId, SubjectId};

impl<T: Config> Pallet<T> {
	/// Whether the account may offer the record to another subject. Nothing gives more away, so no
	/// guardian may. The relation is for the issuer to judge.
	pub fn ensure_may_offer_transfer(
		who: &T::AccountId,
		record: RecordId,
		to: SubjectId,
		_: Relation,
	) -> Result<SubjectId, Error<T>> {
		let row = Records::<T>::get(record).ok_or(Error::<T>::NotFound)?;
		let authority = T::Parties::authority(who, row.subject, GuardianScope::CONSENT);
		ensure!(authority == Some(Authority::Own), Error::<T>::NotTheSubject);
		ensure!(row.restricted_by.is_none(), Error::<T>::Restricted);
		ensure!(!Pending::<T>::contains_key(record), Error::<T>::ResealPending);
		ensure!(!Transfers::<T>::contains_key(record), Error::<T>::TransferOffered);
		ensure!(to != row.subject, Error::<T>::SameSubject);
		ensure!(T::Parties::is_subject(to), Error::<T>::NoSuchSubject);
		Ok(row.subject)
	}

	pub(crate) fn do_offer_transfer(
		who: T::AccountId,
		record: RecordId,
		to: SubjectId,
		relation: Relation,
	) -> DispatchResult {
		let subject = Self::ensure_may_offer_transfer(&who, record, to, relation)?;
		if T::Parties::has_allowance(subject) {
			T::Parties::spend_allowance(subject)?;
		}
		Transfers::<T>::insert(record, Transfer { to, relation });
		Self::deposit_event(Event::TransferOffered { record, to, relation });
		Ok(())
	}

	/// Whether the account may attest the transfer to this subject: a provider in good standing that
	/// answers for the issuer.
	pub fn ensure_may_attest_transfer(
		who: &T::AccountId,
		record: RecordId,
		to: SubjectId,
	) -> Result<RecordOf<T>, Error<T>> {
		Self::provider(who)?;
		let row = Self::ensure_answers_for_issuer(who, record)?;
		let offer = Transfers::<T>::get(record).ok_or(Error::<T>::NoTransfer)?;
		ensure!(offer.to == to, Error::<T>::NotThisSubject);
		ensure!(row.restricted_by.is_none(), Error::<T>::Restricted);
		// Whoever confirms it must be the one who has it then.
		ensure!(!Pending::<T>::contains_key(record), Error::<T>::ResealPending);
		ensure!(T::Parties::is_subject(to), Error::<T>::NoSuchSubject);
		Ok(row)
	}

	pub(crate) fn do_attest_transfer(
		who: T::AccountId,
		record: RecordId,
		to: SubjectId,
	) -> DispatchResult {
		let row = Self::ensure_may_attest_transfer(&who, record, to)?;
		T::Tokens::move_to(record, row.subject, to)?;
		Transfers::<T>::remove(record);
		let since = T::Clock::now();
		// A folder groups records of one subject, and declining was that one's choice.
		let row = Record { subject: to, since, folder: None, declined: false, ..row };
		Records::<T>::insert(record, row);
		Self::deposit_event(Event::RecordTransferred { record, to });
		Ok(())
	}

	/// Whether the account may take the offer back.
	pub fn ensure_may_retract_transfer(
		who: &T::AccountId,
		record: RecordId,
	) -> Result<(), Error<T>> {
		Self::ensure_speaks_for_subject(who, record)?;
		ensure!(Transfers::<T>::contains_key(record), Error::<T>::NoTransfer);
		Ok(())
	}

	pub(crate) fn do_retract_transfer(who: T::AccountId, record: RecordId) -> DispatchResult {
		Self::ensure_may_retract_transfer(&who, record)?;
		Self::cancel_transfer(record);
		Ok(())
	}

	/// Drops the offer, if there is one.
	pub(crate) fn cancel_transfer(record: RecordId) {
		if Transfers::<T>::take(record).is_some() {
			Self::deposit_event(Event::TransferRetracted { record });
		}
	}
}
