//! Taking back: one, several, all. Never more than one guardian is needed.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{GrantId, SubjectId};

impl<T: Config> Pallet<T> {
	/// Whether `who` may take this grant back now: it is live and theirs.
	pub fn ensure_may_revoke(
		who: &T::AccountId,
		subject: SubjectId,
		grant: GrantId,
	) -> Result<Grant, Error<T>> {
		Self::authority(who, subject)?;
		Self::live(subject, grant)
	}

	/// Whether `who` may take all of these back now: they are some, distinct, live and theirs.
	pub fn ensure_may_revoke_many(
		who: &T::AccountId,
		subject: SubjectId,
		grants: &GrantIds,
	) -> Result<(), Error<T>> {
		Self::authority(who, subject)?;
		ensure!(!grants.is_empty(), Error::<T>::NothingNamed);
		let mut sorted = grants.clone().into_inner();
		sorted.sort_unstable();
		sorted.dedup();
		ensure!(sorted.len() == grants.len(), Error::<T>::NamedTwice);
		grants.iter().try_for_each(|grant| Self::live(subject, *grant).map(drop))
	}

	/// Whether `who` may take everything back now, and the generation that would end.
	pub fn ensure_may_revoke_all(who: &T::AccountId, subject: SubjectId) -> Result<u32, Error<T>> {
		Self::authority(who, subject)?;
		let generation = Current::<T>::get(subject);
		ensure!(Generations::<T>::get(subject, generation).live > 0, Error::<T>::NothingLive);
		Ok(generation)
	}

	pub(crate) fn do_revoke(
		who: T::AccountId,
		subject: SubjectId,
		grant: GrantId,
	) -> DispatchResult {
		let row = Self::ensure_may_revoke(&who, subject, grant)?;
		Self::take_back(subject, grant, row);
		Ok(())
	}

	pub(crate) fn do_revoke_many(
		who: T::AccountId,
		subject: SubjectId,
		grants: GrantIds,
	) -> DispatchResult {
		Self::ensure_may_revoke_many(&who, subject, &grants)?;
		for grant in grants {
			let row = Self::live(subject, grant)?;
			Self::take_back(subject, grant, row);
		}
		Ok(())
	}

	pub(crate) fn do_revoke_all(who: T::AccountId, subject: SubjectId) -> DispatchResult {
		let generation = Self::ensure_may_revoke_all(&who, subject)?;
		let next = generation.checked_add(1).ok_or(sp_runtime::ArithmeticError::Overflow)?;
		Generations::<T>::mutate(subject, generation, |it| it.ended = Some(T::Clock::now()));
		Current::<T>::insert(subject, next);
		Self::deposit_event(Event::AllGrantsRevoked { subject });
		Ok(())
	}

	/// Writes that a live grant is taken back.
	pub(crate) fn take_back(subject: SubjectId, grant: GrantId, row: Grant) {
		Grants::<T>::insert(subject, grant, Grant { revoked: Some(T::Clock::now()), ..row });
		Generations::<T>::mutate(subject, row.generation, |it| {
			it.live = it.live.saturating_sub(1);
		});
		Self::deposit_event(Event::GrantRevoked { grant, subject });
	}

	/// The grant, if it is live.
	fn live(subject: SubjectId, grant: GrantId) -> Result<Grant, Error<T>> {
		let row = Grants::<T>::get(subject, grant).ok_or(Error::<T>::NotFound)?;
		match Self::grant_state(subject, &row) {
			GrantState::Live => Ok(row),
			GrantState::Revoked(_) => Err(Error::<T>::AlreadyRevoked),
			GrantState::Ended(_) => Err(Error::<T>::AlreadyEnded),
		}
	}
}
