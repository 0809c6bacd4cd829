//! Doubts about who asks, and who ends them.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{CaseId, InstitutionId, Role, Roles};

/// Who may attest that those who ask may ask.
const ATTESTERS: Roles =
	Roles::of(&[Role::Provider, Role::PatientAdvocate, Role::LegalAuthority, Role::Regulator]);

impl<T: Config> Pallet<T> {
	/// Whether `who` may doubt now who asks.
	pub fn ensure_may_challenge_identity(
		who: &T::AccountId,
		case: CaseId,
	) -> Result<Case, Error<T>> {
		let (row, _) = Self::ensure_may_answer(who, case)?;
		ensure!(!row.challenged, Error::<T>::AlreadyChallenged);
		ensure!(T::Clock::now() < row.due, Error::<T>::TooLate);
		Ok(row)
	}

	/// Whether `who` may attest now that those who ask may ask, and that says something new.
	pub fn ensure_may_attest(
		who: &T::AccountId,
		case: CaseId,
	) -> Result<(Case, InstitutionId), Error<T>> {
		let (row, _) = Self::waiting(case)?;
		let attester = T::Parties::acting_any(who, ATTESTERS).ok_or(Error::<T>::NotAnAttester)?;
		ensure!(Self::are_independent(attester, row.controller), Error::<T>::NotIndependent);
		let challenged = row.challenged_until(T::Clock::now()).is_some();
		ensure!(challenged || row.needs_attester(), Error::<T>::NothingToAttest);
		Ok((row, attester))
	}

	/// Whether two institutions are under different control.
	pub(crate) fn are_independent(one: InstitutionId, other: InstitutionId) -> bool {
		match (T::Parties::control_group(one), T::Parties::control_group(other)) {
			(Some(one), Some(other)) => one != other,
			_ => false,
		}
	}

	pub(crate) fn do_challenge_identity(who: T::AccountId, case: CaseId) -> DispatchResult {
		let mut row = Self::ensure_may_challenge_identity(&who, case)?;
		let since = T::Clock::now();
		let until = since.saturating_add(T::Policy::get().erasure.challenge_at_most);
		row.challenge = Some(Challenge { since, until });
		row.challenged = true;
		Cases::<T>::insert(case, row);
		Self::deposit_event(Event::IdentityChallenged { case, until });
		Ok(())
	}

	pub(crate) fn do_attest(who: T::AccountId, case: CaseId) -> DispatchResult {
		let (mut row, attester) = Self::ensure_may_attest(&who, case)?;
		row.due = row.due(T::Clock::now());
		row.challenge = None;
		row.attester.get_or_insert(attester);
		Cases::<T>::insert(case, row);
		Self::deposit_event(Event::Attested { case, attester });
		Ok(())
	}
}
