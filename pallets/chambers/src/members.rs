//! Who sits where.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{Chamber, InstitutionId};

impl<T: Config> Pallet<T> {
	/// The institution that `who` acts for.
	pub(crate) fn institution_of(who: &T::AccountId) -> Result<InstitutionId, Error<T>> {
		T::Parties::institution_of(who).ok_or(Error::<T>::NotAnInstitution)
	}

	/// The institution that `who` acts for and its seat, if its vote counts.
	pub(crate) fn voting(who: &T::AccountId) -> Result<(InstitutionId, Seat), Error<T>> {
		let institution = Self::institution_of(who)?;
		let seat = Members::<T>::get(institution).ok_or(Error::<T>::NotAMember)?;
		ensure!(T::Parties::may_vote(institution, seat.chamber), Error::<T>::MayNotVote);
		Ok((institution, seat))
	}

	/// The same, if it sat there before the motion was proposed.
	pub(crate) fn eligible(
		who: &T::AccountId,
		motion: &MotionOf<T>,
	) -> Result<(InstitutionId, Seat), Error<T>> {
		let (institution, seat) = Self::voting(who)?;
		ensure!(seat.since < motion.opened, Error::<T>::JoinedLater);
		Ok((institution, seat))
	}

	/// Whether `who` may take a seat in this chamber now.
	pub fn ensure_may_join(
		who: &T::AccountId,
		chamber: Chamber,
	) -> Result<InstitutionId, Error<T>> {
		let institution = Self::institution_of(who)?;
		ensure!(!Members::<T>::contains_key(institution), Error::<T>::AlreadyMember);
		ensure!(T::Parties::may_sit(institution, chamber), Error::<T>::MayNotSit);
		// Another vote would be several of one.
		let group = T::Parties::control_group(institution);
		let votes = |it: &InstitutionId| T::Parties::control_group(*it) == group;
		ensure!(!Self::voters().keys().any(votes), Error::<T>::SameControlGroup);
		let votes = |it: &InstitutionId| T::Parties::may_vote(*it, chamber);
		let others = Benches::<T>::get(chamber).iter().filter(|it| votes(it)).count() as u32;
		ensure!(others < MAX_MEMBERS, Error::<T>::ChamberFull);
		Ok(institution)
	}

	/// Whether `who` has a seat to give up.
	pub fn ensure_may_leave(who: &T::AccountId) -> Result<(InstitutionId, Chamber), Error<T>> {
		let institution = Self::institution_of(who)?;
		let seat = Members::<T>::get(institution).ok_or(Error::<T>::NotAMember)?;
		Ok((institution, seat.chamber))
	}

	/// Whether this institution has a seat without a vote, or came under one control with a member
	/// that has sat for longer; of two that sat down at once, the one with the higher id goes.
	pub fn ensure_may_expel(institution: InstitutionId) -> Result<Chamber, Error<T>> {
		let seat = Members::<T>::get(institution).ok_or(Error::<T>::NotAMember)?;
		ensure!(!Self::voters().contains_key(&institution), Error::<T>::StillVotes);
		Ok(seat.chamber)
	}

	pub(crate) fn do_join(who: T::AccountId, chamber: Chamber) -> DispatchResult {
		let institution = Self::ensure_may_join(&who, chamber)?;
		// They make room. Were they to vote again later, one control group might have two votes.
		for other in Benches::<T>::get(chamber) {
			if !T::Parties::may_vote(other, chamber) {
				Self::unseat(other, chamber);
				Self::deposit_event(Event::MemberExpelled { institution: other, chamber });
			}
		}
		Benches::<T>::try_append(chamber, institution).map_err(|_| Error::<T>::ChamberFull)?;
		Members::<T>::insert(institution, Seat { chamber, since: T::Clock::now() });
		Self::deposit_event(Event::MemberJoined { institution, chamber });
		Ok(())
	}

	pub(crate) fn do_leave(who: T::AccountId) -> DispatchResult {
		let (institution, chamber) = Self::ensure_may_leave(&who)?;
		Self::unseat(institution, chamber);
		Self::deposit_event(Event::MemberLeft { institution, chamber });
		Ok(())
	}

	pub(crate) fn do_expel(institution: InstitutionId) -> DispatchResult {
		let chamber = Self::ensure_may_expel(institution)?;
		Self::unseat(institution, chamber);
		Self::deposit_event(Event::MemberExpelled { institution, chamber });
		Ok(())
	}

	/// Its ballots stay with their motions and count no more: whoever comes back does not sit there
	/// since before these were proposed.
	fn unseat(institution: InstitutionId, chamber: Chamber) {
		Members::<T>::remove(institution);
		Benches::<T>::mutate_exists(chamber, |bench| {
			let left = bench.take().map(|mut it| {
				it.retain(|other| *other != institution);
				it
			});
			*bench = left.filter(|it| !it.is_empty());
		});
	}
}
