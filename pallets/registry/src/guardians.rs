//! Guardians that a subject appoints, and how guardians end.

use crate::*;
use alloc::vec::Vec;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{
	Authority, GuardianScope, InstitutionId, Moment, Quorum, Role, Roles, SubjectId,
};

impl<T: Config> Pallet<T> {
	/// How `account` may act for the subject now, in everything that `scope` names.
	pub fn authority(
		account: &T::AccountId,
		subject: SubjectId,
		scope: GuardianScope,
	) -> Option<Authority> {
		if Subjects::<T>::get(subject)?.account == *account {
			return Some(Authority::Own);
		}
		let guardian = Guardians::<T>::get(subject, account)?;
		(scope.is_valid() && guardian.is_live(T::Clock::now()) && guardian.scope.has(scope))
			.then_some(Authority::Guardian)
	}

	/// The guardians of a subject, suspended and lapsed ones among them; at most
	/// [`MAX_GUARDIANS`].
	pub fn guardians(subject: SubjectId) -> Vec<(T::AccountId, Guardian)> {
		Guardians::<T>::iter_prefix(subject).collect()
	}

	/// Whether `appoint_guardian` would succeed.
	pub fn ensure_may_appoint_guardian(
		who: &T::AccountId,
		subject: SubjectId,
		guardian: &T::AccountId,
		scope: GuardianScope,
		until: Moment,
	) -> Result<SubjectOf<T>, Error<T>> {
		let row = Self::ensure_own(who, subject)?;
		Self::ensure_guardian_fits(&row, guardian, scope, until)?;
		match Guardians::<T>::get(subject, guardian) {
			None => ensure!(row.guardians < MAX_GUARDIANS, Error::<T>::TooManyGuardians),
			Some(link) => {
				let now = T::Clock::now();
				ensure!(link.appointed || link.until <= now, Error::<T>::GuardianAttested);
				ensure!((link.scope, link.until) != (scope, until), Error::<T>::NothingChanges);
				ensure!(
					!link.is_stopped(now) || link.until <= until,
					Error::<T>::GuardianSuspended
				);
			},
		}
		Ok(row)
	}

	pub(crate) fn do_appoint_guardian(
		who: T::AccountId,
		subject: SubjectId,
		guardian: T::AccountId,
		scope: GuardianScope,
		until: Moment,
	) -> DispatchResult {
		let row = Self::ensure_may_appoint_guardian(&who, subject, &guardian, scope, until)?;
		let row = Self::link(subject, row, &guardian, scope, until, true);
		Self::put_after_spending(subject, row);
		Self::deposit_event(Event::GuardianAppointed { subject, guardian, until });
		Ok(())
	}

	/// Whether `remove_guardian` would succeed.
	pub fn ensure_may_remove_guardian(
		who: &T::AccountId,
		subject: SubjectId,
		guardian: &T::AccountId,
	) -> Result<SubjectOf<T>, Error<T>> {
		let row = Subjects::<T>::get(subject).ok_or(Error::<T>::NoSuchSubject)?;
		let link = Guardians::<T>::get(subject, guardian).ok_or(Error::<T>::NoSuchGuardian)?;
		let now = T::Clock::now();
		let lapsed = link.until <= now;
		ensure!(
			who == guardian || lapsed || (link.appointed && row.account == *who),
			Error::<T>::NotYoursToRemove
		);
		ensure!(!link.is_stopped(now), Error::<T>::GuardianSuspended);
		Ok(row)
	}

	pub(crate) fn do_remove_guardian(
		who: T::AccountId,
		subject: SubjectId,
		guardian: T::AccountId,
	) -> DispatchResult {
		let row = Self::ensure_may_remove_guardian(&who, subject, &guardian)?;
		let guardians = row.guardians.saturating_sub(Self::unlink(subject, &guardian).into());
		Subjects::<T>::insert(subject, Subject { guardians, ..row });
		Self::deposit_event(Event::GuardianRemoved { subject, guardian });
		Ok(())
	}

	/// Whether `suspend_guardian` would succeed, and by whom.
	pub fn ensure_may_suspend_guardian(
		who: &T::AccountId,
		subject: SubjectId,
		guardian: &T::AccountId,
	) -> Result<(InstitutionId, Guardian), Error<T>> {
		let (by, link) = Self::ensure_supervises(who, subject, guardian)?;
		ensure!(!link.suspended, Error::<T>::GuardianAlreadySuspended);
		Ok((by, link))
	}

	pub(crate) fn do_suspend_guardian(
		who: T::AccountId,
		subject: SubjectId,
		guardian: T::AccountId,
	) -> DispatchResult {
		let (by, link) = Self::ensure_may_suspend_guardian(&who, subject, &guardian)?;
		Guardians::<T>::insert(subject, &guardian, Guardian { suspended: true, ..link });
		// What it agreed to before shall not count once it is reinstated.
		Agreements::<T>::remove(subject, &guardian);
		Self::deposit_event(Event::GuardianSuspended { subject, guardian, by });
		Ok(())
	}

	/// Whether `reinstate_guardian` would succeed, and by whom.
	pub fn ensure_may_reinstate_guardian(
		who: &T::AccountId,
		subject: SubjectId,
		guardian: &T::AccountId,
	) -> Result<(InstitutionId, Guardian), Error<T>> {
		let (by, link) = Self::ensure_supervises(who, subject, guardian)?;
		ensure!(link.suspended, Error::<T>::NotSuspended);
		Ok((by, link))
	}

	pub(crate) fn do_reinstate_guardian(
		who: T::AccountId,
		subject: SubjectId,
		guardian: T::AccountId,
	) -> DispatchResult {
		let (by, link) = Self::ensure_may_reinstate_guardian(&who, subject, &guardian)?;
		Guardians::<T>::insert(subject, &guardian, Guardian { suspended: false, ..link });
		Self::deposit_event(Event::GuardianReinstated { subject, guardian, by });
		Ok(())
	}

	/// Whether `set_quorum` would succeed.
	pub fn ensure_may_set_quorum(
		who: &T::AccountId,
		subject: SubjectId,
		quorum: Quorum,
	) -> Result<SubjectOf<T>, Error<T>> {
		let row = Self::ensure_own(who, subject)?;
		ensure!(row.quorum != quorum, Error::<T>::NothingChanges);
		Ok(row)
	}

	pub(crate) fn do_set_quorum(
		who: T::AccountId,
		subject: SubjectId,
		quorum: Quorum,
	) -> DispatchResult {
		let row = Self::ensure_may_set_quorum(&who, subject, quorum)?;
		Self::put_after_spending(subject, Subject { quorum, ..row });
		Self::deposit_event(Event::QuorumSet { subject, quorum });
		Ok(())
	}

	/// Whether somebody may be a guardian of the subject in this scope until then.
	pub(crate) fn ensure_guardian_fits(
		row: &SubjectOf<T>,
		guardian: &T::AccountId,
		scope: GuardianScope,
		until: Moment,
	) -> Result<(), Error<T>> {
		ensure!(row.account != *guardian, Error::<T>::GuardianIsSubject);
		ensure!(scope.is_valid(), Error::<T>::BadScope);
		let now = T::Clock::now();
		ensure!(now < until, Error::<T>::EndsInThePast);
		let at_most = T::Policy::get().parties.guardian_at_most;
		ensure!(until <= now.saturating_add(at_most), Error::<T>::TermTooLong);
		Ok(())
	}

	/// Whether the account may stop being a guardian of the subject, if it is one.
	pub(crate) fn ensure_not_stopped(
		subject: SubjectId,
		guardian: &T::AccountId,
	) -> Result<(), Error<T>> {
		let now = T::Clock::now();
		let is_stopped =
			Guardians::<T>::get(subject, guardian).is_some_and(|it| it.is_stopped(now));
		ensure!(!is_stopped, Error::<T>::GuardianSuspended);
		Ok(())
	}

	/// Makes `guardian` one of the subject's, or renews it: that does not lift a suspension. The
	/// caller writes the row.
	pub(crate) fn link(
		subject: SubjectId,
		row: SubjectOf<T>,
		guardian: &T::AccountId,
		scope: GuardianScope,
		until: Moment,
		appointed: bool,
	) -> SubjectOf<T> {
		let before = Guardians::<T>::get(subject, guardian);
		let suspended = before.is_some_and(|it| it.suspended);
		Guardians::<T>::insert(subject, guardian, Guardian { scope, until, appointed, suspended });
		if before.is_some() {
			return row;
		}
		frame_system::Pallet::<T>::inc_sufficients(guardian);
		let guardians = row.guardians.saturating_add(1);
		Subject { guardians, ..row }
	}

	/// Ends a guardian, and says whether there was one. The caller writes the row.
	pub(crate) fn unlink(subject: SubjectId, guardian: &T::AccountId) -> bool {
		Agreements::<T>::remove(subject, guardian);
		let was = Guardians::<T>::take(subject, guardian).is_some();
		if was {
			frame_system::Pallet::<T>::dec_sufficients(guardian);
		}
		was
	}

	fn ensure_supervises(
		who: &T::AccountId,
		subject: SubjectId,
		guardian: &T::AccountId,
	) -> Result<(InstitutionId, Guardian), Error<T>> {
		let by = Self::acting_in(who, Roles::of(&[Role::Regulator]))?;
		let link = Guardians::<T>::get(subject, guardian).ok_or(Error::<T>::NoSuchGuardian)?;
		Ok((by, link))
	}
}
