//! How a motion begins and ends.

use crate::*;
use alloc::boxed::Box;
use codec::Encode;
use frame_support::{
	dispatch::GetDispatchInfo,
	pallet_prelude::*,
	traits::{fungible::MutateHold, tokens::Precision, Time},
};
use salus_primitives::{Documents, InstitutionId, MotionId, Track};
use sp_runtime::ArithmeticError;

impl<T: Config> Pallet<T> {
	/// An open motion.
	pub(crate) fn open_motion(id: MotionId) -> Result<MotionOf<T>, Error<T>> {
		Motions::<T>::get(id).ok_or(Error::<T>::NoSuchMotion)
	}

	/// Whether `who` may propose this call now, and which way it takes. What the deposit needs is
	/// not looked at.
	pub fn ensure_may_propose(
		who: &T::AccountId,
		call: &<T as Config>::RuntimeCall,
		documents: &Documents,
	) -> Result<(InstitutionId, Track), Error<T>> {
		let (proposer, _) = Self::voting(who)?;
		let track = T::Scope::track(call).ok_or(Error::<T>::NotForMotions)?;
		ensure!(
			documents.assessment.is_some() || !track.needs_assessment(),
			Error::<T>::NeedsAssessment
		);
		ensure!(call.encoded_size() <= MAX_CALL as usize, Error::<T>::CallTooLong);
		let weight = call.get_dispatch_info().call_weight;
		ensure!(weight.all_lte(T::MaxWeight::get()), Error::<T>::TooHeavy);
		ensure!(Open::<T>::get(proposer) < MAX_OPEN, Error::<T>::TooManyOpen);
		Ok((proposer, track))
	}

	pub(crate) fn do_propose(
		who: T::AccountId,
		call: Box<<T as Config>::RuntimeCall>,
		documents: Documents,
	) -> DispatchResult {
		let (proposer, track) = Self::ensure_may_propose(&who, &call, &documents)?;
		let deposit = T::MotionDeposit::get();
		T::Currency::hold(&HoldReason::Motion.into(), &who, deposit)?;
		let id = NextMotion::<T>::get();
		NextMotion::<T>::put(id.checked_add(1).ok_or(ArithmeticError::Overflow)?);
		Open::<T>::mutate(proposer, |it| *it = it.saturating_add(1));
		let opened = T::Clock::now();
		let decides = opened.saturating_add(Rules::<T>::get().rule(track).deciding);
		let motion = Motion {
			track,
			proposer,
			account: who,
			deposit,
			call: call.encode().try_into().map_err(|_| Error::<T>::CallTooLong)?,
			transaction_version: Self::transaction_version(),
			documents,
			opened,
			decides,
			widens: T::Scope::widens(&call),
			approved: None,
		};
		Motions::<T>::insert(id, motion);
		Self::deposit_event(Event::MotionProposed { motion: id, track, proposer, decides });
		Ok(())
	}

	/// Whether `who` may take its motion back now.
	pub fn ensure_may_withdraw(who: &T::AccountId, id: MotionId) -> Result<MotionOf<T>, Error<T>> {
		let institution = Self::institution_of(who)?;
		let motion = Self::open_motion(id)?;
		ensure!(motion.proposer == institution, Error::<T>::NotTheProposer);
		ensure!(motion.approved.is_none(), Error::<T>::AlreadyApproved);
		Ok(motion)
	}

	pub(crate) fn do_withdraw(who: T::AccountId, id: MotionId) -> DispatchResult {
		let motion = Self::ensure_may_withdraw(&who, id)?;
		Self::end(id, &motion);
		Self::deposit_event(Event::MotionWithdrawn { motion: id, track: motion.track });
		Ok(())
	}

	/// Removes every row of a motion and gives the deposit back.
	pub(crate) fn end(id: MotionId, motion: &MotionOf<T>) {
		Motions::<T>::remove(id);
		// One for each seat that there was when the motion was proposed.
		let _ = Ballots::<T>::clear_prefix(id, u32::MAX, None);
		Open::<T>::mutate_exists(motion.proposer, |it| {
			*it = it.map(|open| open.saturating_sub(1)).filter(|open| *open > 0);
		});
		let reason = HoldReason::Motion.into();
		// A motion that could not end would be worse than a deposit that stays.
		let _ =
			T::Currency::release(&reason, &motion.account, motion.deposit, Precision::BestEffort);
	}
}
