//! Invariants.

use crate::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// 1. Seats and benches mirror each other: no institution sits twice, and no empty bench is kept.
	/// 2. A motion's id was given out, and its moments follow each other.
	/// 3. Each institution has as many motions open as are counted, and no more than [`MAX_OPEN`].
	/// 4. Of each account at least the deposits of its motions are held.
	/// 5. A ballot belongs to an open motion and says something. A veto is of an approved motion and
	///    by the chamber that has it.
	/// 6. What was carried out is not open, its id was given out, and no id is remembered twice. The
	///    ring has no gap behind the next place.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_state_seats()?;
		Self::try_state_motions()?;
		Self::try_state_ballots()?;
		Self::try_state_outcomes()
	}

	fn try_state_seats() -> Result<(), TryRuntimeError> {
		let mut seated = 0;
		for (chamber, bench) in Benches::<T>::iter() {
			ensure!(!bench.is_empty(), "an empty bench is kept");
			let distinct: BTreeSet<_> = bench.iter().collect();
			ensure!(distinct.len() == bench.len(), "an institution sits on a bench twice");
			for it in &bench {
				seated += 1;
				ensure!(
					Members::<T>::get(it).is_some_and(|seat| seat.chamber == chamber),
					"one on a bench has no seat there"
				);
			}
		}
		ensure!(Members::<T>::iter().count() == seated, "one with a seat is on no bench");
		Ok(())
	}

	fn try_state_motions() -> Result<(), TryRuntimeError> {
		let mut open = BTreeMap::<_, u8>::new();
		let mut deposits = BTreeMap::<_, BalanceOf<T>>::new();
		for (id, motion) in Motions::<T>::iter() {
			ensure!(id < NextMotion::<T>::get(), "a motion's id was not given out");
			ensure!(motion.opened <= motion.decides, "a motion is decided before it is opened");
			ensure!(
				motion.approved.is_none_or(|enacts| motion.opened <= enacts),
				"a motion takes effect before it is opened"
			);
			let count = open.entry(motion.proposer).or_default();
			*count = count.saturating_add(1);
			let sum = deposits.entry(motion.account).or_default();
			*sum = sum.saturating_add(motion.deposit);
		}
		ensure!(open.values().all(|it| *it <= MAX_OPEN), "an institution has too many motions");
		let counted: BTreeMap<_, _> = Open::<T>::iter().collect();
		ensure!(counted == open, "open motions are miscounted");
		for (account, sum) in deposits {
			ensure!(
				T::Currency::balance_on_hold(&HoldReason::Motion.into(), &account) >= sum,
				"less is held than the deposits of open motions"
			);
		}
		Ok(())
	}

	fn try_state_ballots() -> Result<(), TryRuntimeError> {
		for (id, _, ballot) in Ballots::<T>::iter() {
			let motion = Motions::<T>::get(id).ok_or("a ballot belongs to no open motion")?;
			ensure!(ballot.aye.is_some() || ballot.veto, "a ballot says nothing");
			ensure!(
				!ballot.veto
					|| (motion.approved.is_some()
						&& Self::veto_chamber(&motion) == Some(ballot.chamber)),
				"one without that power stopped a motion"
			);
		}
		Ok(())
	}

	fn try_state_outcomes() -> Result<(), TryRuntimeError> {
		let past: BTreeMap<_, _> = Outcomes::<T>::iter().collect();
		let ids: BTreeSet<_> = past.values().map(|it| it.motion).collect();
		ensure!(ids.len() == past.len(), "a motion was carried out twice");
		for id in ids {
			ensure!(!Motions::<T>::contains_key(id), "a motion was carried out and is open");
			ensure!(id < NextMotion::<T>::get(), "the id of what was carried out is unknown");
		}
		let full = past.len() == usize::from(u8::MAX).saturating_add(1);
		let next = NextOutcome::<T>::get();
		ensure!(
			full || (past.len() == usize::from(next) && past.keys().all(|place| *place < next)),
			"the ring of outcomes has a gap"
		);
		Ok(())
	}
}
