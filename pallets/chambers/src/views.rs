//! What others may ask.

use crate::*;
use alloc::vec::Vec;
use salus_primitives::{
	ChamberView, InstitutionId, MemberView, MotionId, MotionView, OutcomeView, TallyView, CHAMBERS,
};

impl<T: Config> Pallet<T> {
	/// Every chamber with its members.
	pub fn chambers() -> Vec<ChamberView> {
		let voters = Self::voters();
		CHAMBERS
			.into_iter()
			.map(|chamber| {
				let member = |institution: InstitutionId| {
					let since = Members::<T>::get(institution)?.since;
					let may_vote = voters.contains_key(&institution);
					Some(MemberView { institution, since, may_vote })
				};
				let members = Benches::<T>::get(chamber).into_iter().filter_map(member).collect();
				ChamberView { chamber, members }
			})
			.collect()
	}

	/// The open motions, oldest first: [`MAX_OPEN`] per institution at most.
	pub fn motions() -> Vec<MotionId> {
		let mut ids: Vec<_> = Motions::<T>::iter_keys().collect();
		ids.sort_unstable();
		ids
	}

	/// An open motion, with the votes that count now.
	pub fn motion(id: MotionId) -> Option<MotionView> {
		let motion = Motions::<T>::get(id)?;
		let rule = Self::rule(&motion);
		let tallies = Self::tallies(id, &motion);
		let voters = Self::voters();
		let votes = CHAMBERS
			.into_iter()
			.flat_map(|chamber| Self::votes(id, &motion, chamber, &voters))
			.filter_map(|(institution, ballot)| Some((institution, ballot?.aye?)))
			.collect();
		let tally = tallies
			.iter()
			.map(|(chamber, it)| TallyView {
				chamber: *chamber,
				members: it.members,
				ayes: it.ayes,
				nays: it.nays,
				vetoes: it.vetoes,
				approves: it.approves(&rule),
			})
			.collect();
		Some(MotionView {
			id,
			track: motion.track,
			proposer: motion.proposer,
			documents: motion.documents,
			opened: motion.opened,
			decides: motion.decides,
			enacts: motion.approved,
			lapses: motion.approved.map(|enacts| Self::lapses(&motion, enacts)),
			veto: Self::veto_chamber(&motion),
			tally,
			approved: Self::is_carried(&motion, &tallies, Tally::approves),
			votes,
			call: motion.call.into_inner(),
		})
	}

	/// What was carried out last, newest first: at most 256 motions.
	pub fn outcomes() -> Vec<OutcomeView> {
		let next = NextOutcome::<T>::get();
		(1..=u8::MAX)
			.chain([0])
			.map_while(|back| Outcomes::<T>::get(next.wrapping_sub(back)))
			.map(|it| OutcomeView {
				id: it.motion,
				track: it.track,
				documents: it.documents,
				at: it.at,
				outcome: it.outcome,
			})
			.collect()
	}

	/// What each track asks for.
	pub fn rules() -> TrackRules {
		Rules::<T>::get()
	}
}
