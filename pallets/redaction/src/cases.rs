//! Asking and taking back.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{
	case_id, tagged_hash, tombstone_hash, Authority, CaseId, ErasureGround, GuardianScope, Hash32,
	Moment, RecordId,
};

/// What guardians agree to when they ask for the erasure of a record: the same whatever salt each
/// of them draws.
pub fn erasure_act(record: RecordId) -> Hash32 {
	tagged_hash("salus/erase/v1", &[record.as_ref()])
}

impl<T: Config> Pallet<T> {
	/// Whether `who` may ask for this erasure now: the record is theirs or their ward's, and no case
	/// is open.
	pub fn ensure_may_request(
		who: &T::AccountId,
		record: RecordId,
		salt: &[u8; 16],
		ground: ErasureGround,
	) -> Result<(CaseId, Authority), Error<T>> {
		let (subject, _) =
			T::Records::subject_and_issuer(record).ok_or(Error::<T>::NoSuchRecord)?;
		let authority = T::Parties::authority(who, subject, GuardianScope::ERASE)
			.ok_or(Error::<T>::NotTheSubject)?;
		ensure!(ground != ErasureGround::RetentionExpired, Error::<T>::BadGround);
		let case = Self::ensure_may_open(record, salt)?;
		if authority == Authority::Guardian {
			T::Parties::ensure_may_agree(who, subject, erasure_act(record))
				.map_err(|_| Error::<T>::MayNotAgree)?;
		}
		Ok((case, authority))
	}

	/// Whether a case about this record may be opened now.
	pub(crate) fn ensure_may_open(record: RecordId, salt: &[u8; 16]) -> Result<CaseId, Error<T>> {
		ensure!(!T::Records::is_restricted(record), Error::<T>::CaseOpen);
		ensure!(
			Pauses::<T>::get(record).is_none_or(|until| until <= T::Clock::now()),
			Error::<T>::TooSoon
		);
		let case = case_id(record, salt);
		ensure!(!Cases::<T>::contains_key(case), Error::<T>::CaseExists);
		Ok(case)
	}

	/// Whether `who` may take this case back now: it is theirs and nothing irreversible happened.
	/// What the controller retires counts as the subject's, who may need it (GDPR Art. 18(1)(c)).
	pub fn ensure_may_withdraw(
		who: &T::AccountId,
		case: CaseId,
	) -> Result<(Case, RecordId), Error<T>> {
		let row = Self::case(case)?;
		let may = match T::Parties::authority(who, row.subject, GuardianScope::ERASE) {
			Some(Authority::Own) => true,
			Some(Authority::Guardian) => {
				row.by_guardians || row.ground == ErasureGround::RetentionExpired
			},
			None => false,
		};
		ensure!(may, Error::<T>::NotTheSubject);
		let open = match row.life {
			Life::Requested => true,
			Life::Accepted { not_before, .. } => {
				T::Clock::now() < not_before && !row.has_receipts()
			},
			Life::Refused { .. } => return Err(Error::<T>::AlreadyAnswered),
			Life::Erased { .. } | Life::PartlyErased { .. } => false,
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
		let (case, authority) = Self::ensure_may_request(&who, record, &salt, ground)?;
		let mut row = Self::draft(record, ground)?;
		if authority == Authority::Guardian {
			row.by_guardians = true;
			if !T::Parties::agree(&who, row.subject, erasure_act(record))? {
				Self::deposit_event(Event::AgreementNoted { subject: row.subject });
				return Ok(());
			}
		}
		Self::open(case, record)?;
		let event = Event::ErasureRequested { case, controller: row.controller, due: row.due };
		Cases::<T>::insert(case, row);
		Self::deposit_event(event);
		Ok(())
	}

	pub(crate) fn do_withdraw(who: T::AccountId, case: CaseId) -> DispatchResultWithPostInfo {
		let (row, record) = Self::ensure_may_withdraw(&who, case)?;
		Self::clear(case);
		Cases::<T>::remove(case);
		Self::release(case, record)?;
		Self::deposit_event(Event::RequestWithdrawn { case });
		Ok(Some(T::WeightInfo::withdraw(row.sealings.len() as u32)).into())
	}

	/// A case as it begins.
	pub(crate) fn draft(record: RecordId, ground: ErasureGround) -> Result<Case, Error<T>> {
		let (subject, controller) =
			T::Records::subject_and_issuer(record).ok_or(Error::<T>::NoSuchRecord)?;
		let opened = T::Clock::now();
		let within = T::Policy::get().rights(T::Parties::jurisdiction(controller)).erasure_within;
		Ok(Case {
			record: Some(record),
			subject,
			controller,
			ground,
			life: Life::Requested,
			opened,
			due: opened.saturating_add(within),
			extended: false,
			by_guardians: false,
			attester: None,
			challenge: None,
			challenged: false,
			told: false,
			receipts_from: Moment::MAX,
			tombstone: tombstone_hash(&T::Parties::genesis(), record),
			backups_gone_by: 0,
			sealings: BoundedVec::new(),
		})
	}

	/// Restricts the record in the name of the case.
	pub(crate) fn open(case: CaseId, record: RecordId) -> DispatchResult {
		T::Records::restrict(record, case)?;
		CaseOf::<T>::insert(record, case);
		Ok(())
	}

	/// Ends the restriction; the record stays, and a new case has to wait for a pause.
	pub(crate) fn release(case: CaseId, record: RecordId) -> DispatchResult {
		T::Records::lift(record, case)?;
		CaseOf::<T>::remove(record);
		let pause = T::Policy::get().erasure.pause;
		Pauses::<T>::insert(record, T::Clock::now().saturating_add(pause));
		Ok(())
	}

	/// A case as it stands after what happened to its subject's account.
	pub(crate) fn case(case: CaseId) -> Result<Case, Error<T>> {
		Cases::<T>::get(case).map(Self::postponed).ok_or(Error::<T>::NotFound)
	}

	/// Who recovered an account did not ask for the cases that a thief opened, and has the whole
	/// cooling time to withdraw them.
	pub(crate) fn postponed(mut row: Case) -> Case {
		if let Life::Accepted { not_before, .. } = &mut row.life {
			let recovered = T::Parties::recovered_at(row.subject);
			if row.opened < recovered {
				let cooling = T::Policy::get().erasure.cooling;
				*not_before = recovered.saturating_add(cooling).max(*not_before);
				row.receipts_from = row.receipts_from.max(*not_before);
			}
		}
		row
	}
}
