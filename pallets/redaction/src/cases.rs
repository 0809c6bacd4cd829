//! Asking, taking back, answering.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{
	case_id, tombstone_hash, CaseId, ErasureGround, Moment, RecordId, RefusalGround,
};

impl<T: Config> Pallet<T> {
	/// Whether `who` may open this case now: the record is theirs and no case is open.
	pub fn ensure_may_request(
		who: &T::AccountId,
		record: RecordId,
		salt: &[u8; 16],
	) -> Result<CaseId, Error<T>> {
		let (subject, _) =
			T::Records::subject_and_issuer(record).ok_or(Error::<T>::NoSuchRecord)?;
		ensure!(T::Parties::controls(who, subject), Error::<T>::NotTheSubject);
		ensure!(!T::Records::is_restricted(record), Error::<T>::CaseOpen);
		ensure!(
			Pauses::<T>::get(record).is_none_or(|until| until <= T::Clock::now()),
			Error::<T>::TooSoonAfterWithdrawal
		);
		let case = case_id(record, salt);
		ensure!(!Cases::<T>::contains_key(case), Error::<T>::CaseExists);
		Ok(case)
	}

	/// Whether `who` may take this case back now: it is theirs and nothing irreversible happened.
	pub fn ensure_may_withdraw(
		who: &T::AccountId,
		case: CaseId,
	) -> Result<(Case, RecordId), Error<T>> {
		let row = Cases::<T>::get(case).ok_or(Error::<T>::NotFound)?;
		ensure!(T::Parties::controls(who, row.subject), Error::<T>::NotTheSubject);
		let open = match row.life {
			Life::Requested => true,
			Life::Accepted { not_before, .. } => T::Clock::now() < not_before,
			Life::Refused(_) => return Err(Error::<T>::AlreadyAnswered),
			Life::Erased { .. } => false,
		};
		match row.record {
			Some(record) if open => Ok((row, record)),
			_ => Err(Error::<T>::TooLateToWithdraw),
		}
	}

	pub(crate) fn do_request(
		who: T::AccountId,
		record: RecordId,
		salt: [u8; 16],
		ground: ErasureGround,
	) -> DispatchResult {
		let case = Self::ensure_may_request(&who, record, &salt)?;
		let (subject, controller) =
			T::Records::subject_and_issuer(record).ok_or(Error::<T>::NoSuchRecord)?;
		T::Records::restrict(record, case)?;
		let opened = T::Clock::now();
		let due = opened.saturating_add(Parameters::<T>::get().answer_within);
		Cases::<T>::insert(
			case,
			Case {
				record: Some(record),
				subject,
				controller,
				ground,
				life: Life::Requested,
				opened,
				due,
				tombstone: tombstone_hash(&T::Parties::genesis(), record),
				backups_gone_by: 0,
				sealings: BoundedVec::new(),
			},
		);
		Self::deposit_event(Event::ErasureRequested { case, controller, due });
		Ok(())
	}

	pub(crate) fn do_withdraw(who: T::AccountId, case: CaseId) -> DispatchResult {
		let (_, record) = Self::ensure_may_withdraw(&who, case)?;
		for custody in T::Records::custody(record) {
			for custodian in custody.custodians {
				Slots::<T>::remove(custodian, (case, custody.version, custody.epoch));
			}
		}
		T::Records::lift(record, case)?;
		Cases::<T>::remove(case);
		let pause = Parameters::<T>::get().pause;
		Pauses::<T>::insert(record, T::Clock::now().saturating_add(pause));
		Self::deposit_event(Event::RequestWithdrawn { case });
		Ok(())
	}

	pub(crate) fn do_accept(who: T::AccountId, case: CaseId, own_copy: OwnCopy) -> DispatchResult {
		let (mut row, record) = Self::unanswered(&who, case)?;
		for custody in T::Records::custody(record) {
			let owed = custody.custodians.len() as u8;
			let due = SealingDue {
				version: custody.version,
				epoch: custody.epoch,
				needed: owed.saturating_sub(custody.threshold).saturating_add(1),
				owed,
				received: 0,
			};
			// Records has the same bound on sealings.
			row.sealings.try_push(due).map_err(|_| Error::<T>::NoSuchSlot)?;
			for custodian in custody.custodians {
				Slots::<T>::insert(custodian, (case, custody.version, custody.epoch), ());
			}
		}
		let not_before: Moment = T::Clock::now().saturating_add(Parameters::<T>::get().cooling);
		row.life = Life::Accepted { not_before, own_copy };
		Cases::<T>::insert(case, row);
		Self::deposit_event(Event::ErasureAccepted { case, not_before });
		Ok(())
	}

	pub(crate) fn do_refuse(
		who: T::AccountId,
		case: CaseId,
		ground: RefusalGround,
	) -> DispatchResult {
		let (row, record) = Self::unanswered(&who, case)?;
		T::Records::lift(record, case)?;
		Cases::<T>::insert(case, Case { record: None, life: Life::Refused(ground), ..row });
		Self::deposit_event(Event::ErasureRefused { case, ground });
		Ok(())
	}

	/// The case and its record, if `who` is the controller and has not answered yet.
	pub fn unanswered(who: &T::AccountId, case: CaseId) -> Result<(Case, RecordId), Error<T>> {
		let row = Cases::<T>::get(case).ok_or(Error::<T>::NotFound)?;
		ensure!(
			T::Parties::institution_of(who) == Some(row.controller),
			Error::<T>::NotTheController
		);
		match (row.life, row.record) {
			(Life::Requested, Some(record)) => Ok((row, record)),
			_ => Err(Error::<T>::AlreadyAnswered),
		}
	}
}
