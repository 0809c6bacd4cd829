//! What the controller answers, and what follows when it does not.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{
	CaseId, ErasureGround, InstitutionId, LawfulBasis, RecordId, RefusalGround, MAX_CUSTODIANS,
};

/// A controller waits for so many pauses after a case was withdrawn or refused before it retires the
/// record. The subject waits for one.
const PAUSES_BEFORE_RETIRING: salus_primitives::Moment = 30;

impl<T: Config> Pallet<T> {
	/// Whether `who` may accept this case now.
	pub fn ensure_may_accept(
		who: &T::AccountId,
		case: CaseId,
		own_copy: OwnCopy,
	) -> Result<(Case, RecordId), Error<T>> {
		let (row, record) = Self::ensure_may_answer(who, case)?;
		if let OwnCopy::Kept { ground, until } = own_copy {
			Self::ensure_ground(row.controller, ground)?;
			ensure!(T::Clock::now() < until, Error::<T>::BadTime);
		}
		Self::ensure_erasable(&row, record)?;
		Ok((row, record))
	}

	/// Whether `who` may refuse this case now, on this ground.
	pub fn ensure_may_refuse(
		who: &T::AccountId,
		case: CaseId,
		ground: RefusalGround,
	) -> Result<(Case, RecordId), Error<T>> {
		let (row, record) = Self::ensure_may_answer(who, case)?;
		Self::ensure_ground(row.controller, ground)?;
		Ok((row, record))
	}

	/// Whether `who` may accept now for the superseded sealings alone.
	pub fn ensure_may_accept_partly(
		who: &T::AccountId,
		case: CaseId,
		ground: RefusalGround,
	) -> Result<(Case, RecordId), Error<T>> {
		let (row, record) = Self::ensure_may_refuse(who, case, ground)?;
		ensure!(
			T::Records::custody(record).iter().any(|it| it.superseded),
			Error::<T>::NothingSuperseded
		);
		Self::ensure_erasable(&row, record)?;
		Ok((row, record))
	}

	/// Whether `who` may take more time now.
	pub fn ensure_may_extend(who: &T::AccountId, case: CaseId) -> Result<Case, Error<T>> {
		let (row, _) = Self::ensure_may_answer(who, case)?;
		ensure!(!row.extended, Error::<T>::AlreadyExtended);
		let now = T::Clock::now();
		ensure!(now < row.due(now), Error::<T>::TooLate);
		Ok(row)
	}

	/// Whether the controller's silence accepts this case now.
	pub fn ensure_may_accept_by_silence(case: CaseId) -> Result<(Case, RecordId), Error<T>> {
		let (row, record) = Self::waiting(case)?;
		ensure!(row.is_late(T::Clock::now()), Error::<T>::NotLate);
		let rights = *T::Policy::get().rights(T::Parties::jurisdiction(row.controller));
		let kept = match T::Records::keep(record) {
			Some((basis, over)) => !over && basis != LawfulBasis::Consent,
			None => true,
		};
		ensure!(rights.erasure && !kept, Error::<T>::KeptByLaw);
		Self::ensure_erasable(&row, record)?;
		Ok((row, record))
	}

	/// Whether there is something to report: the controller is late and nobody said so.
	pub fn ensure_may_report_overdue(case: CaseId) -> Result<Case, Error<T>> {
		let (row, _) = Self::waiting(case)?;
		ensure!(row.is_late(T::Clock::now()), Error::<T>::NotLate);
		ensure!(!row.told, Error::<T>::AlreadyTold);
		Ok(row)
	}

	/// Whether `who` may have this record erased because the time for keeping it is over.
	pub fn ensure_may_retire(
		who: &T::AccountId,
		record: RecordId,
		salt: &[u8; 16],
	) -> Result<CaseId, Error<T>> {
		let (_, controller) =
			T::Records::subject_and_issuer(record).ok_or(Error::<T>::NoSuchRecord)?;
		ensure!(T::Parties::answers_for(who, controller), Error::<T>::NotTheController);
		ensure!(
			T::Records::keep(record).is_some_and(|(_, over)| over),
			Error::<T>::RetentionNotOver
		);
		let case = Self::ensure_may_open(record, salt)?;
		let more = T::Policy::get().erasure.pause.saturating_mul(PAUSES_BEFORE_RETIRING - 1);
		ensure!(
			Pauses::<T>::get(record)
				.is_none_or(|until| until.saturating_add(more) <= T::Clock::now()),
			Error::<T>::TooSoon
		);
		ensure!(!Self::is_held(record), Error::<T>::OnHold);
		Ok(case)
	}

	/// The case and its record, if nobody has answered yet.
	pub(crate) fn waiting(case: CaseId) -> Result<(Case, RecordId), Error<T>> {
		let row = Self::case(case)?;
		match (row.life, row.record) {
			(Life::Requested, Some(record)) => Ok((row, record)),
			_ => Err(Error::<T>::AlreadyAnswered),
		}
	}

	/// The same, if `who` is the one to answer.
	pub(crate) fn ensure_may_answer(
		who: &T::AccountId,
		case: CaseId,
	) -> Result<(Case, RecordId), Error<T>> {
		let row = Self::case(case)?;
		ensure!(T::Parties::answers_for(who, row.controller), Error::<T>::NotTheController);
		Self::waiting(case)
	}

	/// Whether nothing stands in the way of accepting.
	fn ensure_erasable(row: &Case, record: RecordId) -> Result<(), Error<T>> {
		let challenged = row.challenged_until(T::Clock::now()).is_some();
		ensure!(!challenged, Error::<T>::IdentityInDoubt);
		ensure!(!Self::is_held(record), Error::<T>::OnHold);
		ensure!(!row.needs_attester(), Error::<T>::NeedsAttester);
		Ok(())
	}

	/// Whether the law that binds the controller knows this ground.
	fn ensure_ground(controller: InstitutionId, ground: RefusalGround) -> Result<(), Error<T>> {
		let known = ground != RefusalGround::NotProvidedByLaw
			|| !T::Policy::get().rights(T::Parties::jurisdiction(controller)).erasure;
		ensure!(known, Error::<T>::BadGround);
		Ok(())
	}

	pub(crate) fn do_accept(who: T::AccountId, case: CaseId, own_copy: OwnCopy) -> DispatchResult {
		let (row, record) = Self::ensure_may_accept(&who, case, own_copy)?;
		let not_before = Self::start(case, row, record, Extent::Whole(own_copy))?;
		Self::deposit_event(Event::ErasureAccepted { case, not_before });
		Ok(())
	}

	pub(crate) fn do_accept_partly(
		who: T::AccountId,
		case: CaseId,
		ground: RefusalGround,
	) -> DispatchResult {
		let (row, record) = Self::ensure_may_accept_partly(&who, case, ground)?;
		let not_before = Self::start(case, row, record, Extent::Superseded(ground))?;
		Self::deposit_event(Event::ErasurePartlyAccepted { case, ground, not_before });
		Ok(())
	}

	pub(crate) fn do_accept_by_silence(case: CaseId) -> DispatchResult {
		let (row, record) = Self::ensure_may_accept_by_silence(case)?;
		let not_before = Self::start(case, row, record, Extent::Whole(OwnCopy::Erased))?;
		Self::deposit_event(Event::SilenceAccepted { case, not_before });
		Ok(())
	}

	pub(crate) fn do_retire(who: T::AccountId, record: RecordId, salt: [u8; 16]) -> DispatchResult {
		let case = Self::ensure_may_retire(&who, record, &salt)?;
		let row = Self::draft(record, ErasureGround::RetentionExpired)?;
		Self::open(case, record)?;
		let not_before = Self::start(case, row, record, Extent::Whole(OwnCopy::Erased))?;
		Self::deposit_event(Event::RecordRetired { case, not_before });
		Ok(())
	}

	pub(crate) fn do_refuse(
		who: T::AccountId,
		case: CaseId,
		ground: RefusalGround,
	) -> DispatchResult {
		let (row, record) = Self::ensure_may_refuse(&who, case, ground)?;
		Self::release(case, record)?;
		let life = Life::Refused { ground, at: T::Clock::now() };
		Cases::<T>::insert(case, Case { record: None, life, ..row });
		Self::deposit_event(Event::ErasureRefused { case, ground });
		Ok(())
	}

	pub(crate) fn do_extend(who: T::AccountId, case: CaseId) -> DispatchResult {
		let mut row = Self::ensure_may_extend(&who, case)?;
		let rights = *T::Policy::get().rights(T::Parties::jurisdiction(row.controller));
		row.due = row.due.saturating_add(rights.erasure_extension);
		row.extended = true;
		let due = row.due(T::Clock::now());
		Cases::<T>::insert(case, row);
		Self::deposit_event(Event::AnswerExtended { case, due });
		Ok(())
	}

	pub(crate) fn do_report_overdue(case: CaseId) -> DispatchResult {
		let mut row = Self::ensure_may_report_overdue(case)?;
		row.told = true;
		let controller = row.controller;
		Cases::<T>::insert(case, row);
		Self::deposit_event(Event::AnswerOverdue { case, controller });
		Ok(())
	}

	/// Opens a slot for every custodian of every sealing that is to be erased.
	fn start(
		case: CaseId,
		mut row: Case,
		record: RecordId,
		extent: Extent,
	) -> Result<salus_primitives::Moment, DispatchError> {
		let whole = matches!(extent, Extent::Whole(_));
		let concerned = T::Records::custody(record).into_iter().filter(|it| whole || it.superseded);
		for custody in concerned {
			let owed = u8::try_from(custody.custodians.len())
				.ok()
				.filter(|it| u32::from(*it) <= MAX_CUSTODIANS)
				.ok_or(Error::<T>::TooManySealings)?;
			let (version, epoch) = (custody.version, custody.epoch);
			let needed = owed.saturating_sub(custody.threshold).saturating_add(1);
			row.sealings
				.try_push(SealingDue { version, epoch, needed, owed, received: 0 })
				.map_err(|_| Error::<T>::TooManySealings)?;
			for custodian in custody.custodians {
				Slots::<T>::insert(custodian, (case, version, epoch), ());
				Duties::<T>::insert(case, (custodian, version, epoch), Duty::default());
				Notices::<T>::insert(case, custodian, salus_primitives::NoticeCounts::default());
			}
		}
		let not_before = T::Clock::now().saturating_add(T::Policy::get().erasure.cooling);
		row.life = Life::Accepted { not_before, extent };
		row.receipts_from = not_before;
		Cases::<T>::insert(case, row);
		Ok(not_before)
	}
}
