//! Voting, and the decision.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{Chamber, Hash32, InstitutionId, MotionId};
use sp_runtime::traits::{BlakeTwo256, Hash};

impl<T: Config> Pallet<T> {
	/// A motion that is voted on now.
	fn deciding(id: MotionId) -> Result<MotionOf<T>, Error<T>> {
		let motion = Self::open_motion(id)?;
		ensure!(motion.approved.is_none(), Error::<T>::AlreadyApproved);
		ensure!(T::Clock::now() < motion.decides, Error::<T>::VotingOver);
		Ok(motion)
	}

	/// What names the call of a motion.
	pub(crate) fn hash_of_call(motion: &MotionOf<T>) -> Hash32 {
		Hash32(BlakeTwo256::hash(&motion.call).0)
	}

	/// Whether `who` may vote like this now.
	pub fn ensure_may_vote(
		who: &T::AccountId,
		id: MotionId,
		call: Hash32,
		aye: bool,
	) -> Result<(InstitutionId, Chamber), Error<T>> {
		let motion = Self::deciding(id)?;
		ensure!(Self::hash_of_call(&motion) == call, Error::<T>::WrongCall);
		let (institution, seat) = Self::eligible(who, &motion)?;
		let before = Ballots::<T>::get(id, institution).and_then(|it| it.aye);
		ensure!(before != Some(aye), Error::<T>::NothingChanges);
		Ok((institution, seat.chamber))
	}

	pub(crate) fn do_vote(
		who: T::AccountId,
		id: MotionId,
		call: Hash32,
		aye: bool,
	) -> DispatchResult {
		let (institution, chamber) = Self::ensure_may_vote(&who, id, call, aye)?;
		Ballots::<T>::insert(id, institution, Ballot { chamber, aye: Some(aye), veto: false });
		Self::deposit_event(Event::Voted { motion: id, institution, aye });
		Ok(())
	}

	/// Whether `who` has a vote to take back now.
	pub fn ensure_may_withdraw_vote(
		who: &T::AccountId,
		id: MotionId,
	) -> Result<InstitutionId, Error<T>> {
		Self::deciding(id)?;
		let institution = Self::institution_of(who)?;
		ensure!(Ballots::<T>::contains_key(id, institution), Error::<T>::NotVoted);
		Ok(institution)
	}

	pub(crate) fn do_withdraw_vote(who: T::AccountId, id: MotionId) -> DispatchResult {
		let institution = Self::ensure_may_withdraw_vote(&who, id)?;
		Ballots::<T>::remove(id, institution);
		Self::deposit_event(Event::VoteWithdrawn { motion: id, institution });
		Ok(())
	}

	/// Whether this motion may be decided now, and whether it carries.
	pub fn ensure_may_close(id: MotionId) -> Result<(MotionOf<T>, bool), Error<T>> {
		let motion = Self::open_motion(id)?;
		ensure!(motion.approved.is_none(), Error::<T>::AlreadyApproved);
		let rule = Self::rule(&motion);
		let tallies = Self::tallies(id, &motion);
		let certain = rule.early && Self::is_carried(&motion, &tallies, Tally::is_certain);
		ensure!(certain || motion.decides <= T::Clock::now(), Error::<T>::StillDeciding);
		let carried = Self::is_carried(&motion, &tallies, Tally::approves);
		Ok((motion, carried))
	}

	pub(crate) fn do_close(id: MotionId) -> DispatchResult {
		let (mut motion, carried) = Self::ensure_may_close(id)?;
		let track = motion.track;
		if carried {
			let enacts = T::Clock::now().saturating_add(Self::rule(&motion).delay);
			motion.approved = Some(enacts);
			Motions::<T>::insert(id, motion);
			Self::deposit_event(Event::MotionApproved { motion: id, track, enacts });
		} else {
			Self::end(id, &motion);
			Self::deposit_event(Event::MotionRejected { motion: id, track });
		}
		Ok(())
	}
}
