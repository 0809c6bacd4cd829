//! Recovery: a subject whose key is lost moves to another account, slowly and in the open.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{InstitutionId, KeyRef, Moment, SubjectId};

type RecoveryOf<T> = Recovery<<T as frame_system::Config>::AccountId>;

impl<T: Config> Pallet<T> {
	/// The recovery of a subject that is pending, confirmed or not.
	pub fn recovery(subject: SubjectId) -> Option<Recovery<T::AccountId>> {
		Recoveries::<T>::get(subject).filter(|it| !Self::has_lapsed(it))
	}

	/// Whether a confirmed recovery of the subject is pending.
	pub fn is_recovering(subject: SubjectId) -> bool {
		Self::recovery(subject).is_some_and(|it| it.due.is_some())
	}

	/// When the subject was recovered last; 0 if never.
	pub fn recovered_at(subject: SubjectId) -> Moment {
		Subjects::<T>::get(subject).map(|it| it.recovered).unwrap_or_default()
	}

	/// Whether `start_recovery` would succeed, and by whom. Any key will do: the owner may not know
	/// the last one's id, and a thief may have used up the ids.
	pub fn ensure_may_start_recovery(
		who: &T::AccountId,
		subject: SubjectId,
		account: &T::AccountId,
		key: &KeyRef,
		expires: Moment,
		signature: &T::Signature,
	) -> Result<InstitutionId, Error<T>> {
		let by = Self::acting_in(who, RECOVERERS)?;
		let row = Subjects::<T>::get(subject).ok_or(Error::<T>::NoSuchSubject)?;
		// What one institution started keeps no other one out, or it could hold off every recovery.
		let blocks = |it: &Recovery<T::AccountId>| {
			it.due.is_some() || Self::control_group(it.by) == Self::control_group(by)
		};
		ensure!(
			!Self::recovery(subject).is_some_and(|it| blocks(&it)),
			Error::<T>::RecoveryPending
		);
		Self::ensure_takes_over(&row, subject, account, key, expires, signature)?;
		Ok(by)
	}

	pub(crate) fn do_start_recovery(
		who: T::AccountId,
		subject: SubjectId,
		account: T::AccountId,
		key: KeyRef,
		expires: Moment,
		signature: T::Signature,
	) -> DispatchResult {
		let by =
			Self::ensure_may_start_recovery(&who, subject, &account, &key, expires, &signature)?;
		let started = T::Clock::now();
		let recovery = Recovery { account, key, by, started, due: None };
		Recoveries::<T>::insert(subject, recovery);
		Self::deposit_event(Event::RecoveryStarted { subject, by });
		Ok(())
	}

	/// Whether `confirm_recovery` would succeed, and by whom.
	pub fn ensure_may_confirm_recovery(
		who: &T::AccountId,
		subject: SubjectId,
		account: &T::AccountId,
	) -> Result<(InstitutionId, Recovery<T::AccountId>), Error<T>> {
		let by = Self::acting_in(who, RECOVERERS)?;
		let recovery = Recoveries::<T>::get(subject).ok_or(Error::<T>::NoRecovery)?;
		ensure!(!Self::has_lapsed(&recovery), Error::<T>::RecoveryLapsed);
		ensure!(recovery.due.is_none(), Error::<T>::AlreadyConfirmed);
		ensure!(recovery.account == *account, Error::<T>::RecoveryOfAnother);
		let starter = Self::in_good_standing(recovery.by, T::Clock::now())
			.ok_or(Error::<T>::NotInGoodStanding)?;
		ensure!(starter.roles.has_any(RECOVERERS), Error::<T>::RoleMissing);
		ensure!(
			Self::control_group(by) != Some(starter.control_group),
			Error::<T>::SameControlGroup
		);
		Ok((by, recovery))
	}

	pub(crate) fn do_confirm_recovery(
		who: T::AccountId,
		subject: SubjectId,
		account: T::AccountId,
	) -> DispatchResult {
		let (by, recovery) = Self::ensure_may_confirm_recovery(&who, subject, &account)?;
		let due = T::Clock::now().saturating_add(T::Policy::get().parties.recovery_delay);
		Recoveries::<T>::insert(subject, Recovery { due: Some(due), ..recovery });
		Self::deposit_event(Event::RecoveryConfirmed { subject, by, due });
		Ok(())
	}

	/// Whether `veto_recovery` would succeed: until the recovery has taken effect, due or not.
	pub fn ensure_may_veto_recovery(
		who: &T::AccountId,
		subject: SubjectId,
	) -> Result<(), Error<T>> {
		Self::ensure_own(who, subject)?;
		ensure!(Recoveries::<T>::contains_key(subject), Error::<T>::NoRecovery);
		Ok(())
	}

	pub(crate) fn do_veto_recovery(who: T::AccountId, subject: SubjectId) -> DispatchResult {
		Self::ensure_may_veto_recovery(&who, subject)?;
		Recoveries::<T>::remove(subject);
		Self::deposit_event(Event::RecoveryVetoed { subject });
		Ok(())
	}

	/// Whether `finish_recovery` would succeed.
	pub fn ensure_may_finish_recovery(
		subject: SubjectId,
	) -> Result<(SubjectOf<T>, RecoveryOf<T>), Error<T>> {
		let row = Subjects::<T>::get(subject).ok_or(Error::<T>::NoSuchSubject)?;
		let recovery = Recoveries::<T>::get(subject).ok_or(Error::<T>::NoRecovery)?;
		let now = T::Clock::now();
		ensure!(recovery.due.is_some_and(|due| due <= now), Error::<T>::NotDue);
		ensure!(!Self::has_lapsed(&recovery), Error::<T>::RecoveryLapsed);
		// It may have been admitted or suspended in the meantime.
		ensure!(!InstitutionOf::<T>::contains_key(&recovery.account), Error::<T>::AccountInUse);
		Self::ensure_not_stopped(subject, &recovery.account)?;
		Ok((row, recovery))
	}

	pub(crate) fn do_finish_recovery(subject: SubjectId) -> DispatchResult {
		let (row, recovery) = Self::ensure_may_finish_recovery(subject)?;
		let row = Self::hand_over(subject, row, recovery.account, recovery.key);
		// Whoever had the key may have used the allowance up.
		let allowance = row.allowance.max(T::Policy::get().parties.allowance);
		let recovered = T::Clock::now();
		Subjects::<T>::insert(subject, Subject { allowance, recovered, ..row });
		Self::deposit_event(Event::RecoveryFinished { subject });
		Ok(())
	}

	/// Whether nobody confirmed it in time, or finished it in time once it was due.
	fn has_lapsed(recovery: &Recovery<T::AccountId>) -> bool {
		let since = recovery.due.unwrap_or(recovery.started);
		since.saturating_add(T::Policy::get().parties.recovery_delay) <= T::Clock::now()
	}
}
