//! Rectification: a person asks that a record be put right (GDPR Art. 16, 45 CFR 164.526).

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{rectification_id, GuardianScope, RecordId, RectificationId};

/// Most requests about one record that are kept; the oldest answered one makes room.
pub const MAX_RECTIFICATIONS: u32 = 32;

impl<T: Config> Pallet<T> {
	/// Whether `who` may ask for this now: the record is theirs or their ward's, and no request
	/// waits.
	pub fn ensure_may_request_rectification(
		who: &T::AccountId,
		record: RecordId,
		salt: &[u8; 16],
	) -> Result<RectificationId, Error<T>> {
		Self::ensure_speaks_for(who, record)?;
		ensure!(Self::open_rectification(record).is_none(), Error::<T>::RectificationOpen);
		ensure!(
			RectificationPauses::<T>::get(record).is_none_or(|until| until <= T::Clock::now()),
			Error::<T>::TooSoon
		);
		let id = rectification_id(record, salt);
		ensure!(!Rectifications::<T>::contains_key(id), Error::<T>::CaseExists);
		Ok(id)
	}

	/// Whether `who` may give this answer now.
	pub fn ensure_may_answer_rectification(
		who: &T::AccountId,
		id: RectificationId,
		answer: Answer,
	) -> Result<(Rectification, RectificationLife), Error<T>> {
		let row = Self::unanswered_rectification(who, id)?;
		let life = match answer {
			Answer::Refused(ground) => RectificationLife::Refused(ground),
			Answer::Amended => {
				let version = T::Records::current_version(row.record)
					.filter(|it| *it > row.version)
					.ok_or(Error::<T>::NotAmended)?;
				RectificationLife::Amended { version }
			},
		};
		Ok((row, life))
	}

	/// Whether `who` may take more time now.
	pub fn ensure_may_extend_rectification(
		who: &T::AccountId,
		id: RectificationId,
	) -> Result<Rectification, Error<T>> {
		let row = Self::unanswered_rectification(who, id)?;
		ensure!(!row.extended, Error::<T>::AlreadyExtended);
		ensure!(T::Clock::now() < row.due, Error::<T>::TooLate);
		Ok(row)
	}

	/// Whether `who` may disagree with this refusal now.
	pub fn ensure_may_dispute(
		who: &T::AccountId,
		id: RectificationId,
	) -> Result<Rectification, Error<T>> {
		let row = Rectifications::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		Self::ensure_speaks_for(who, row.record)?;
		ensure!(matches!(row.life, RectificationLife::Refused(_)), Error::<T>::NotRefused);
		ensure!(!row.disputed, Error::<T>::AlreadyDisputed);
		Ok(row)
	}

	/// Whether `who` may take this request back now.
	pub fn ensure_may_withdraw_rectification(
		who: &T::AccountId,
		id: RectificationId,
	) -> Result<Rectification, Error<T>> {
		let row = Rectifications::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		Self::ensure_speaks_for(who, row.record)?;
		ensure!(row.life == RectificationLife::Requested, Error::<T>::AlreadyAnswered);
		Ok(row)
	}

	/// Whether this request was answered so long ago that it may go.
	pub fn ensure_may_prune_rectification(id: RectificationId) -> Result<RecordId, Error<T>> {
		let row = Rectifications::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let at = row.at.ok_or(Error::<T>::TooEarly)?;
		Self::ensure_older(at.saturating_add(T::Policy::get().erasure.tombstone_for))?;
		Ok(row.record)
	}

	/// The request about this record that waits for an answer.
	pub fn open_rectification(record: RecordId) -> Option<RectificationId> {
		let newest = RectificationsOf::<T>::get(record).last().copied()?;
		Rectifications::<T>::get(newest)
			.is_some_and(|it| it.life == RectificationLife::Requested)
			.then_some(newest)
	}

	/// Whether `who` is the record's subject, or a guardian who may consent for it.
	fn ensure_speaks_for(who: &T::AccountId, record: RecordId) -> Result<(), Error<T>> {
		let (subject, _) =
			T::Records::subject_and_issuer(record).ok_or(Error::<T>::NoSuchRecord)?;
		ensure!(
			T::Parties::authority(who, subject, GuardianScope::CONSENT).is_some(),
			Error::<T>::NotTheSubject
		);
		Ok(())
	}

	fn unanswered_rectification(
		who: &T::AccountId,
		id: RectificationId,
	) -> Result<Rectification, Error<T>> {
		let row = Rectifications::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		ensure!(T::Parties::answers_for(who, row.controller), Error::<T>::NotTheController);
		ensure!(row.life == RectificationLife::Requested, Error::<T>::AlreadyAnswered);
		Ok(row)
	}

	pub(crate) fn do_request_rectification(
		who: T::AccountId,
		record: RecordId,
		salt: [u8; 16],
	) -> DispatchResult {
		let id = Self::ensure_may_request_rectification(&who, record, &salt)?;
		let (_, controller) =
			T::Records::subject_and_issuer(record).ok_or(Error::<T>::NoSuchRecord)?;
		let version = T::Records::current_version(record).ok_or(Error::<T>::NoSuchRecord)?;
		let opened = T::Clock::now();
		let rights = *T::Policy::get().rights(T::Parties::jurisdiction(controller));
		let due = opened.saturating_add(rights.rectification_within);
		RectificationsOf::<T>::mutate(record, |ids| {
			// None of them is open, so the oldest has had its answer.
			if ids.is_full() {
				Rectifications::<T>::remove(ids.remove(0));
			}
			ids.try_push(id)
		})
		.map_err(|_| Error::<T>::RectificationOpen)?;
		Rectifications::<T>::insert(
			id,
			Rectification {
				record,
				controller,
				opened,
				due,
				extended: false,
				version,
				life: RectificationLife::Requested,
				disputed: false,
				at: None,
			},
		);
		Self::deposit_event(Event::RectificationRequested { rectification: id, controller, due });
		Ok(())
	}

	pub(crate) fn do_answer_rectification(
		who: T::AccountId,
		id: RectificationId,
		answer: Answer,
	) -> DispatchResult {
		let (row, life) = Self::ensure_may_answer_rectification(&who, id, answer)?;
		let at = Some(T::Clock::now());
		Rectifications::<T>::insert(id, Rectification { life, at, ..row });
		Self::pause_rectification(row.record);
		Self::deposit_event(Event::RectificationAnswered { rectification: id, answer });
		Ok(())
	}

	pub(crate) fn do_extend_rectification(
		who: T::AccountId,
		id: RectificationId,
	) -> DispatchResult {
		let row = Self::ensure_may_extend_rectification(&who, id)?;
		let rights = *T::Policy::get().rights(T::Parties::jurisdiction(row.controller));
		let due = row.due.saturating_add(rights.rectification_extension);
		Rectifications::<T>::insert(id, Rectification { due, extended: true, ..row });
		Self::deposit_event(Event::RectificationExtended { rectification: id, due });
		Ok(())
	}

	pub(crate) fn do_dispute(who: T::AccountId, id: RectificationId) -> DispatchResult {
		let row = Self::ensure_may_dispute(&who, id)?;
		Rectifications::<T>::insert(id, Rectification { disputed: true, ..row });
		Self::deposit_event(Event::RefusalDisputed { rectification: id });
		Ok(())
	}

	pub(crate) fn do_withdraw_rectification(
		who: T::AccountId,
		id: RectificationId,
	) -> DispatchResult {
		let row = Self::ensure_may_withdraw_rectification(&who, id)?;
		Self::remove_rectification(row.record, id);
		Self::pause_rectification(row.record);
		Self::deposit_event(Event::RectificationWithdrawn { rectification: id });
		Ok(())
	}

	pub(crate) fn do_prune_rectification(id: RectificationId) -> DispatchResult {
		let record = Self::ensure_may_prune_rectification(id)?;
		Self::remove_rectification(record, id);
		Self::deposit_event(Event::RectificationPruned { rectification: id });
		Ok(())
	}

	fn remove_rectification(record: RecordId, id: RectificationId) {
		Rectifications::<T>::remove(id);
		RectificationsOf::<T>::mutate_exists(record, |ids| {
			if let Some(list) = ids {
				list.retain(|it| *it != id);
				if list.is_empty() {
					*ids = None;
				}
			}
		});
	}

	fn pause_rectification(record: RecordId) {
		let until = T::Clock::now().saturating_add(T::Policy::get().erasure.pause);
		RectificationPauses::<T>::insert(record, until);
	}
}
