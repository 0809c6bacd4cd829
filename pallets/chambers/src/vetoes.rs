//! Stopping what was approved.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{Chamber, InstitutionId, MotionId};

impl<T: Config> Pallet<T> {
	/// The chamber that may stop a motion once it is approved.
	pub(crate) fn veto_chamber(motion: &MotionOf<T>) -> Option<Chamber> {
		Self::rule(motion).veto.filter(|it| motion.widens || !it.only_widening).map(|it| it.chamber)
	}

	/// Whether `who` may help to stop this motion now.
	pub fn ensure_may_veto(
		who: &T::AccountId,
		id: MotionId,
	) -> Result<(InstitutionId, MotionOf<T>, Chamber), Error<T>> {
		let motion = Self::open_motion(id)?;
		let enacts = motion.approved.ok_or(Error::<T>::NotApproved)?;
		let chamber = Self::veto_chamber(&motion).ok_or(Error::<T>::NoVeto)?;
		ensure!(T::Clock::now() < enacts, Error::<T>::VetoOver);
		let (institution, seat) = Self::eligible(who, &motion)?;
		ensure!(seat.chamber == chamber, Error::<T>::NotTheVetoChamber);
		// Others may have left since, so that what was too few before is enough.
		ensure!(
			!Ballots::<T>::get(id, institution).is_some_and(|it| it.veto)
				|| Self::tally(id, &motion, chamber).is_vetoed(),
			Error::<T>::AlreadyVetoed
		);
		Ok((institution, motion, chamber))
	}

	pub(crate) fn do_veto(who: T::AccountId, id: MotionId) -> DispatchResult {
		let (institution, motion, chamber) = Self::ensure_may_veto(&who, id)?;
		let aye = Ballots::<T>::get(id, institution).and_then(|it| it.aye);
		Ballots::<T>::insert(id, institution, Ballot { chamber, aye, veto: true });
		Self::deposit_event(Event::VetoCast { motion: id, institution });
		if Self::tally(id, &motion, chamber).is_vetoed() {
			Self::end(id, &motion);
			Self::deposit_event(Event::MotionVetoed { motion: id, track: motion.track });
		}
		Ok(())
	}
}
