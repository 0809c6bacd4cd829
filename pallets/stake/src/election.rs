//! Who serves next.
//!
//! Rules that collide give way in this order, the last one first: the floor, session keys, the cap of
//! a control group, good conduct, the wish to leave, the bond, good standing. Nobody serves without
//! keys, floor or not.

use crate::*;
use alloc::{collections::BTreeMap, vec::Vec};
use core::cmp::Reverse;
use frame_support::traits::Get;
use salus_primitives::ControlGroup;
use sp_runtime::SaturatedConversion;

/// Most members of one control group in a set of `members`: fewer than a third, so that no group
/// alone stops finality; one in a set too small for that.
pub fn cap(members: u32) -> u32 {
	(members.saturating_sub(1) / 3).max(1)
}

/// Why an account should not serve, if there is a reason; later ones are graver.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Flaw {
	None,
	Standing,
	Bond,
	Leaving,
	Offender,
}

/// An account with keys. The order is that of preference: without flaw before with one, who took its
/// turns before who missed them, then the larger bond, the longer time, and the account.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate<AccountId, Balance> {
	flaw: Flaw,
	idle: bool,
	bond: Reverse<Balance>,
	since: Moment,
	validator: AccountId,
	group: Option<ControlGroup>,
}

type CandidateOf<T> = Candidate<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// How many members of each control group a set has.
#[derive(Default)]
struct Groups(BTreeMap<Option<ControlGroup>, u32>);

impl Groups {
	/// Counts one more, unless its group has `cap` already.
	fn admit(&mut self, group: Option<ControlGroup>, cap: u32) -> bool {
		let count = self.0.entry(group).or_default();
		let fits = *count < cap;
		*count = count.saturating_add(fits.into());
		fits
	}
}

impl<T: Config> Pallet<T> {
	/// Elects the set of a session. Says nothing if the set that serves before it stays, keys
	/// included, nobody in it has to be enabled again, and finality has not lost it.
	pub(crate) fn elect(session: SessionIndex) -> Option<Vec<T::AccountId>> {
		Self::note_short_bonds(session);
		let (members, bent) = Self::choose(session);
		if members.is_empty() {
			// A chain without validators stops for good.
			return None;
		}
		if bent != Bent::default() {
			Self::deposit_event(Event::FloorHeld { session, bent });
		}
		LastBent::<T>::put(bent);
		let elected: Vec<_> = members.iter().map(|it| it.validator.clone()).collect();
		let before = pallet_session::Pallet::<T>::queued_keys();
		let stays = elected.len() == before.len()
			&& elected.iter().zip(&before).all(|(now, (then, keys))| {
				now == then && pallet_session::Pallet::<T>::load_keys(now).as_ref() == Some(keys)
			});
		for (validator, _) in before.iter().filter(|(it, _)| !elected.contains(it)) {
			Self::set_left(validator, Some(session));
		}
		elected.iter().for_each(|it| Self::set_left(it, None));
		Elected::<T>::put(frame_support::BoundedVec::truncate_from(members));
		if stays && !Self::somebody_has_served_its_time() && !Self::finality_lost_a_change() {
			return None;
		}
		Self::deposit_event(Event::SetElected { session, members: elected.len() as u32 });
		Some(elected)
	}

	/// Remembers since when the bonds of accounts that stand are short of what policy asks.
	fn note_short_bonds(session: SessionIndex) {
		let full = Self::full_bond();
		let changed: Vec<_> = Validators::<T>::iter()
			.filter(|(_, row)| row.state == State::Standing)
			.filter(|(_, row)| (row.bond < full) != row.short_since.is_some())
			.collect();
		for (validator, row) in changed {
			let short_since = (row.bond < full).then_some(session);
			Validators::<T>::insert(validator, Validator { short_since, ..row });
		}
	}

	/// Whether the bond of an account is short of what policy asks, and has been for so long that it
	/// counts. Every account that stands had a full bond when it began to: only policy makes it short.
	fn is_short(row: &ValidatorOf<T>, session: SessionIndex) -> bool {
		let grace = T::BondGraceSessions::get();
		row.short_since.is_some_and(|since| since.saturating_add(grace) <= session)
	}

	/// The set of a session that the rows ask for now, in the order of the accounts, and what it takes
	/// to reach the floor.
	pub(crate) fn choose(session: SessionIndex) -> (Vec<Member<T::AccountId>>, Bent) {
		let mut candidates = Self::candidates(session);
		candidates.sort();
		let floor = Floor::<T>::get();
		let (chosen, bent) = match Self::without_flaw(&candidates) {
			set if set.len() as u32 >= floor => (set, Bent::default()),
			_ => Self::hold_floor(candidates, floor),
		};
		let mut members: Vec<_> = chosen
			.into_iter()
			.map(|it| Member { validator: it.validator, group: it.group })
			.collect();
		members.sort_by(|a, b| a.validator.cmp(&b.validator));
		(members, bent)
	}

	fn candidates(session: SessionIndex) -> Vec<CandidateOf<T>> {
		Validators::<T>::iter()
			.filter(|(it, _)| pallet_session::Pallet::<T>::load_keys(it).is_some())
			.map(|(validator, row)| Candidate {
				flaw: match row.state {
					State::Offender => Flaw::Offender,
					State::Leaving => Flaw::Leaving,
					State::Standing if Self::is_short(&row, session) => Flaw::Bond,
					State::Standing if !T::Parties::stands_well(row.institution) => Flaw::Standing,
					State::Standing => Flaw::None,
				},
				idle: row.idle,
				bond: Reverse(row.bond),
				since: row.since,
				validator,
				group: T::Parties::control_group(row.institution),
			})
			.collect()
	}

	/// The largest set of flawless candidates in which no group has more than the cap of that set.
	fn without_flaw(candidates: &[CandidateOf<T>]) -> Vec<CandidateOf<T>> {
		let fit: Vec<_> = candidates.iter().filter(|it| it.flaw == Flaw::None).cloned().collect();
		let mut size = fit.len();
		loop {
			let mut groups = Groups::default();
			let cap = cap(size.saturated_into());
			let set: Vec<_> =
				fit.iter().filter(|it| groups.admit(it.group, cap)).cloned().collect();
			// Each round is smaller, and none smaller than one of each group.
			if set.len() == size {
				return set;
			}
			size = set.len();
		}
	}

	/// A set of `floor` members: first with flaws, the slightest first, then beyond the cap.
	fn hold_floor(candidates: Vec<CandidateOf<T>>, floor: u32) -> (Vec<CandidateOf<T>>, Bent) {
		let mut groups = Groups::default();
		let cap = cap(floor);
		let (mut set, beyond): (Vec<_>, Vec<_>) =
			candidates.into_iter().partition(|it| groups.admit(it.group, cap));
		let size = floor.saturated_into();
		set.truncate(size);
		let within = set.len();
		set.extend(beyond.into_iter().take(size.saturating_sub(within)));
		let count = |flaw| set[..within].iter().filter(|it| it.flaw == flaw).count() as u32;
		let bent = Bent {
			standing: count(Flaw::Standing),
			bond: count(Flaw::Bond),
			leaving: count(Flaw::Leaving),
			offenders: count(Flaw::Offender),
			cap: set.len().saturating_sub(within) as u32,
			missing: floor.saturating_sub(set.len() as u32),
		};
		(set, bent)
	}

	/// Whether a validator is disabled that offended too little to be out of the next election. Only
	/// a new set enables it again.
	fn somebody_has_served_its_time() -> bool {
		let validators = pallet_session::Pallet::<T>::validators();
		pallet_session::Pallet::<T>::disabled_validators()
			.into_iter()
			.filter_map(|index| validators.get(index as usize))
			.any(|it| !Self::is_offender(it))
	}

	/// Whether others vote on finality than those who serve, and nothing would change that: it takes no
	/// change of set while it is being restarted. A new set makes up for it, once: a change that was
	/// announced for this session, the one that makes up for another among them, is to reach finality
	/// only after the election.
	fn finality_lost_a_change() -> bool {
		let serving = pallet_session::Pallet::<T>::queued_keys();
		!pallet_session::QueuedChanged::<T>::get()
			&& !T::Finality::follows(serving.iter().map(|(_, keys)| keys))
	}

	pub(crate) fn is_offender(validator: &T::AccountId) -> bool {
		Validators::<T>::get(validator).is_some_and(|it| it.state == State::Offender)
	}

	fn set_left(validator: &T::AccountId, left: Option<SessionIndex>) {
		match Validators::<T>::get(validator) {
			Some(row) if row.left != left => {
				Validators::<T>::insert(validator, Validator { left, ..row })
			},
			_ => {},
		}
	}
}
