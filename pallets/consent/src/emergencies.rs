//! Emergency access: one subject, a few hours, announced at once, reviewed by somebody else.

use crate::*;
use frame_support::{
	pallet_prelude::*,
	traits::{Get, Time},
};
use salus_primitives::{InstitutionId, Role, Roles, SubjectId};

/// Who reviews.
const REVIEWERS: Roles = Roles::of(&[Role::Regulator, Role::PatientAdvocate]);

impl<T: Config> Pallet<T> {
	/// Whether `who` may open emergency access to the subject's records now, and for which desk.
	pub fn ensure_may_open_emergency(
		who: &T::AccountId,
		subject: SubjectId,
	) -> Result<InstitutionId, Error<T>> {
		let roles = Roles::of(&[Role::EmergencyDesk]);
		let desk = T::Parties::acting_any(who, roles).ok_or(Error::<T>::NotADesk)?;
		ensure!(T::Parties::is_subject(subject), Error::<T>::NoSuchSubject);
		let now = T::Clock::now();
		let earlier = Emergencies::<T>::get(subject, desk);
		ensure!(!earlier.is_some_and(|row| row.is_open(now)), Error::<T>::EmergencyOpen);
		// A patient may outlast the review, so only what adds an obligation waits for the others.
		if earlier.is_none_or(|row| row.justified.is_some()) {
			let open = Open::<T>::get(desk);
			let overdue = open.iter().any(|(review_by, _)| *review_by < now);
			ensure!(!overdue, Error::<T>::ReviewOverdue);
			ensure!(open.len() < MAX_UNREVIEWED as usize, Error::<T>::TooManyUnreviewed);
		}
		let budget = T::Policy::get().consent.emergencies_a_day;
		ensure!(Self::opened_today(desk) < budget, Error::<T>::BudgetSpent);
		Ok(desk)
	}

	/// Whether `who` may review the emergency access.
	pub fn ensure_may_review_emergency(
		who: &T::AccountId,
		subject: SubjectId,
		desk: InstitutionId,
	) -> Result<Emergency, Error<T>> {
		let reviewer = T::Parties::acting_any(who, REVIEWERS).ok_or(Error::<T>::NotAReviewer)?;
		let row = Emergencies::<T>::get(subject, desk).ok_or(Error::<T>::NoSuchEmergency)?;
		ensure!(
			T::Parties::control_group(reviewer) != T::Parties::control_group(desk),
			Error::<T>::SameControlGroup
		);
		ensure!(row.justified.is_none(), Error::<T>::AlreadyReviewed);
		Ok(row)
	}

	pub(crate) fn do_open_emergency(who: T::AccountId, subject: SubjectId) -> DispatchResult {
		let desk = Self::ensure_may_open_emergency(&who, subject)?;
		let now = T::Clock::now();
		let rules = T::Policy::get().consent;
		let review_by = now.saturating_add(rules.review_within);
		let unreviewed = Emergencies::<T>::get(subject, desk).filter(|row| row.justified.is_none());
		let row = Emergency {
			opened: now,
			until: now.saturating_add(rules.emergency),
			review_by: unreviewed.map_or(review_by, |row| row.review_by.min(review_by)),
			times: unreviewed.map_or(0, |row| row.times).saturating_add(1),
			justified: None,
		};
		Open::<T>::try_mutate(desk, |open| {
			open.retain(|(_, of)| *of != subject);
			open.try_push((row.review_by, subject)).map_err(|_| Error::<T>::TooManyUnreviewed)
		})?;
		DeskDays::<T>::insert(desk, (Self::today(), Self::opened_today(desk).saturating_add(1)));
		Emergencies::<T>::insert(subject, desk, row);
		let Emergency { until, review_by, .. } = row;
		Self::deposit_event(Event::EmergencyOpened { subject, desk, until, review_by });
		Ok(())
	}

	pub(crate) fn do_review_emergency(
		who: T::AccountId,
		subject: SubjectId,
		desk: InstitutionId,
		justified: bool,
	) -> DispatchResult {
		let row = Self::ensure_may_review_emergency(&who, subject, desk)?;
		let until = if justified { row.until } else { row.until.min(T::Clock::now()) };
		let reviewed = Emergency { until, justified: Some(justified), ..row };
		Emergencies::<T>::insert(subject, desk, reviewed);
		Self::end_obligation(subject, desk);
		if !justified {
			Self::count_unjustified(desk);
		}
		Self::deposit_event(Event::EmergencyReviewed { subject, desk, justified });
		Ok(())
	}

	/// The access needs no review any more.
	pub(crate) fn end_obligation(subject: SubjectId, desk: InstitutionId) {
		Open::<T>::mutate_exists(desk, |open| {
			let mut rest = open.take().unwrap_or_default();
			rest.retain(|(_, of)| *of != subject);
			*open = (!rest.is_empty()).then_some(rest);
		});
	}

	/// A desk that lost its role starts anew, should governance give it back.
	fn count_unjustified(desk: InstitutionId) {
		let count = Unjustified::<T>::get(desk).saturating_add(1);
		if count >= T::Policy::get().consent.unjustified_at_most && T::Parties::is_desk(desk) {
			T::Parties::withdraw_role(desk, Role::EmergencyDesk);
			Unjustified::<T>::remove(desk);
		} else {
			Unjustified::<T>::insert(desk, count);
		}
	}

	fn opened_today(desk: InstitutionId) -> u32 {
		let (day, count) = DeskDays::<T>::get(desk);
		if day == Self::today() {
			count
		} else {
			0
		}
	}
}
