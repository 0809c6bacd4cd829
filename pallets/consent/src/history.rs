//! What was, and for how long it stays.

use crate::*;
use frame_support::{
	pallet_prelude::*,
	traits::{Get, Time},
};
use salus_primitives::{GrantId, InstitutionId, Moment, SubjectId};

impl<T: Config> Pallet<T> {
	/// When a grant was taken back while it lasted, alone or with all others.
	pub fn revoked_at(subject: SubjectId, grant: &Grant) -> Option<Moment> {
		grant
			.revoked
			.or_else(|| Generations::<T>::get(subject, grant.generation).ended)
			.filter(|at| *at < grant.until)
	}

	/// Where a grant stands now.
	pub fn grant_state(subject: SubjectId, grant: &Grant) -> GrantState {
		match Self::revoked_at(subject, grant) {
			Some(at) => GrantState::Revoked(at),
			None if T::Clock::now() < grant.until => GrantState::Live,
			None => GrantState::Ended(grant.until),
		}
	}

	/// Whether a grant was valid at `at`: given, not ended, not yet taken back. Later grants never
	/// change the answer.
	pub fn was_valid_at(subject: SubjectId, grant: GrantId, at: Moment) -> bool {
		Grants::<T>::get(subject, grant).is_some_and(|row| {
			(row.granted..row.until).contains(&at)
				&& Self::revoked_at(subject, &row).is_none_or(|revoked| at < revoked)
		})
	}

	/// From when on anyone may remove the row of a grant.
	pub fn prunable_from(subject: SubjectId, grant: &Grant) -> Moment {
		Self::revoked_at(subject, grant)
			.unwrap_or(grant.until)
			.saturating_add(T::Policy::get().consent.history)
	}

	/// From when on anyone may remove the row of an emergency access.
	pub fn emergency_prunable_from(emergency: &Emergency) -> Moment {
		emergency.until.saturating_add(T::Policy::get().consent.history)
	}

	/// Whether the history of the grant is over.
	pub fn ensure_may_prune(subject: SubjectId, grant: GrantId) -> Result<Grant, Error<T>> {
		let row = Grants::<T>::get(subject, grant).ok_or(Error::<T>::NotFound)?;
		ensure!(Self::prunable_from(subject, &row) <= T::Clock::now(), Error::<T>::StillNeeded);
		Ok(row)
	}

	/// Whether the history of the emergency access is over.
	pub fn ensure_may_prune_emergency(
		subject: SubjectId,
		desk: InstitutionId,
	) -> Result<(), Error<T>> {
		let row = Emergencies::<T>::get(subject, desk).ok_or(Error::<T>::NoSuchEmergency)?;
		ensure!(Self::emergency_prunable_from(&row) <= T::Clock::now(), Error::<T>::StillNeeded);
		Ok(())
	}

	pub(crate) fn do_prune(subject: SubjectId, grant: GrantId) -> DispatchResult {
		let row = Self::ensure_may_prune(subject, grant)?;
		Grants::<T>::remove(subject, grant);
		Generations::<T>::mutate_exists(subject, row.generation, |generation| {
			let mut rest = generation.take().unwrap_or_default();
			rest.given = rest.given.saturating_sub(1);
			rest.live = rest.live.saturating_sub(u32::from(row.revoked.is_none()));
			*generation = (rest.given > 0).then_some(rest);
		});
		if !T::Parties::is_subject(subject) {
			Self::forget_generation(subject);
		}
		Self::deposit_event(Event::GrantPruned { grant, subject });
		Ok(())
	}

	pub(crate) fn do_prune_emergency(subject: SubjectId, desk: InstitutionId) -> DispatchResult {
		Self::ensure_may_prune_emergency(subject, desk)?;
		Emergencies::<T>::remove(subject, desk);
		Self::end_obligation(subject, desk);
		Self::deposit_event(Event::EmergencyPruned { subject, desk });
		Ok(())
	}

	/// Removes what this pallet keeps of a subject that is gone, its requests included, whose
	/// deposits come back. Ended grants and emergencies stay until their history is over.
	pub fn forget(subject: SubjectId) {
		Objections::<T>::remove(subject);
		OptOuts::<T>::remove(subject);
		Self::end_requests(subject);
		Self::forget_generation(subject);
	}

	/// The count of generations goes with the last row that belongs to one: were it to start again
	/// earlier, somebody enrolled under the same id would give grants that have ended already.
	fn forget_generation(subject: SubjectId) {
		if Generations::<T>::iter_key_prefix(subject).next().is_none() {
			Current::<T>::remove(subject);
		}
	}
}
