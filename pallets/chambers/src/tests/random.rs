//! Random institutions join, leave, lose their vote, come under another's control, propose, vote,
//! close, veto, enact, while time passes. A model that knows only what happened decides what must
//! have carried.

use super::{mock::*, target};
use crate::*;
use proptest::prelude::*;
use salus_primitives::{Chamber, InstitutionId, Moment, MotionId, Track, CHAMBERS, TRACKS};
use sp_runtime::StateVersion;
use std::collections::{BTreeMap, BTreeSet};

/// What the model remembers of a motion.
struct Seen {
	track: Track,
	opened: Moment,
	widens: bool,
	approved: bool,
	votes: BTreeMap<u32, bool>,
	vetoes: BTreeSet<u32>,
}

struct Model {
	/// Since when an institution sits in its chamber.
	seats: BTreeMap<u32, Moment>,
	motions: BTreeMap<MotionId, Seen>,
}

impl Model {
	/// Whether a member may vote on a motion. Its vote may be one too many of its control group.
	fn may_vote(&self, motion: &Seen, id: u32) -> bool {
		self.seats.get(&id).is_some_and(|since| *since < motion.opened)
			&& !Removed::get().contains(&id)
	}

	/// Whose votes on a motion count in a chamber: one of each control group.
	fn voters(&self, motion: &Seen, chamber: usize) -> Vec<u32> {
		let first = |id: u32| self.others(id).into_iter().all(|it| (self.seats[&id], id) < it);
		self.seats
			.keys()
			.copied()
			.filter(|id| *id as usize / 100 == chamber && self.may_vote(motion, *id) && first(*id))
			.collect()
	}

	/// Which chambers approve, in percent and by division.
	fn approving(&self, motion: &Seen) -> Vec<Chamber> {
		let rules = track_rules();
		let rule = rules.rule(motion.track);
		let approves = |chamber: usize| {
			let voters = self.voters(motion, chamber);
			let cast: Vec<_> = voters.iter().filter_map(|it| motion.votes.get(it)).collect();
			let ayes = cast.iter().filter(|it| ***it).count() as f64;
			let turnout = cast.len() as f64 / voters.len().max(1) as f64;
			!cast.is_empty()
				&& turnout >= f64::from(rule.quorum) / 100.0
				&& ayes / cast.len() as f64 > f64::from(rule.majority) / 100.0
		};
		(0..CHAMBERS.len()).filter(|it| approves(*it)).map(|it| CHAMBERS[it]).collect()
	}

	fn carries(&self, motion: &Seen) -> bool {
		let rules = track_rules();
		let rule = rules.rule(motion.track);
		let approving = self.approving(motion);
		let asked = |it: &Chamber| !self.voters(motion, *it as usize).is_empty();
		approving.len() >= rule.chambers.into()
			&& rule.always.is_none_or(|it| approving.contains(&it))
			&& Concerned::get().iter().filter(|it| asked(it)).all(|it| approving.contains(it))
	}

	/// Others with a seat and a vote under the same control, and since when they sit.
	fn others(&self, id: u32) -> Vec<(Moment, u32)> {
		let group = |id| Wiring::control_group(InstitutionId(id));
		let removed = Removed::get();
		self.seats
			.iter()
			.filter(|(other, _)| {
				**other != id && group(**other) == group(id) && !removed.contains(other)
			})
			.map(|(other, since)| (*since, *other))
			.collect()
	}

	/// Whether the chamber of patients, which has the power on every track that knows it, stops it.
	fn is_stopped(&self, motion: &Seen) -> bool {
		let voters = self.voters(motion, 2);
		let vetoes = voters.iter().filter(|it| motion.vetoes.contains(it)).count();
		vetoes * 2 > voters.len()
	}
}

/// How many institutions take part: four of each kind, one more than sit at the beginning.
const INSTITUTIONS: u8 = 20;

fn institution(n: u8) -> u32 {
	u32::from(n % 5) * 100 + u32::from(n / 5 % 4) + 1
}

fn pick(n: u8) -> MotionId {
	let ids = Chambers::motions();
	usize::from(n).checked_rem(ids.len()).map_or(0, |it| ids[it])
}

/// One thing that happens. Some things happen in bursts, or else little would carry.
fn step(model: &mut Model, kind: u8, a: u8, b: u8) {
	let motion = pick(b);
	let row = Motions::<Test>::get(motion);
	let is_a = |n: &u8| n % INSTITUTIONS != a % INSTITUTIONS;
	match kind {
		0 => at(now() + u64::from(b) * 4),
		1 => at(row.map_or(now(), |it| it.decides.max(now()))),
		2 => {
			let enacts = row.and_then(|it| it.approved).unwrap_or_default();
			at(now().max(enacts.saturating_sub((a % 2).into())));
		},
		3 => Removed::mutate(|it| it.push(institution(a))),
		4 => Removed::mutate(|it| it.retain(|other| *other != institution(a))),
		// Everybody but one votes.
		5 => (0..INSTITUTIONS).filter(is_a).for_each(|it| {
			send(model, it, Call::vote { motion, call: call_hash(motion), aye: it % 9 != a % 9 });
		}),
		// Some veto.
		6 => (0..INSTITUTIONS).filter(|it| it % 4 != a % 4).for_each(|it| {
			send(model, it, Call::veto { motion });
		}),
		// One call concerns a chamber or two, another none.
		18 => Concerned::set(
			CHAMBERS.into_iter().filter(|it| (a & b) >> (*it as u8) & 1 == 1).collect(),
		),
		// One comes under the control of another, or out of it.
		19 => Groups::mutate(|it| match b.is_multiple_of(4) {
			true => drop(it.insert(institution(a), institution(b / 4))),
			false => drop(it.remove(&institution(a))),
		}),
		_ => send(model, a, call_of(kind, a, b, motion)),
	}
}

fn call_of(kind: u8, a: u8, b: u8, motion: MotionId) -> Call<Test> {
	let id = institution(a);
	match kind {
		7 => Call::join { chamber: CHAMBERS[id as usize / 100] },
		8 => Call::leave {},
		9 => Call::expel { institution: InstitutionId(institution(b)) },
		10 => Call::withdraw_vote { motion },
		11 => Call::withdraw { motion },
		12 => Call::lapse { motion },
		13 => Call::enact { motion },
		14 => Call::veto { motion },
		15 => Call::close { motion },
		16 => {
			let number = b.into();
			let track = TRACKS[usize::from(b % 4)];
			let call = match track {
				Track::Policy => {
					target::Call::adopt { number, widens: !a.is_multiple_of(3) }.into()
				},
				_ if b.is_multiple_of(7) => target::Call::fail {}.into(),
				_ => call(track),
			};
			Call::propose { call: Box::new(call), documents: papers() }
		},
		_ => {
			// Sometimes the one that looked at another motion.
			let seen = if b.is_multiple_of(5) { motion.wrapping_add(1) } else { motion };
			Call::vote { motion, call: call_hash(seen), aye: !a.is_multiple_of(6) }
		},
	}
}

fn send(model: &mut Model, n: u8, call: Call<Test>) {
	let id = institution(n);
	let root = || sp_io::storage::root(StateVersion::V1);
	// Computing it takes longer than everything else.
	let before = n.is_multiple_of(16).then(root);
	let next = NextMotion::<Test>::get();
	let numbered = number();
	if dispatch(call.clone(), signed(id.into())).is_err() {
		assert!(before.is_none_or(|it| it == root()), "{call:?} failed and changed something");
		return;
	}
	follow(model, id, &call, next);
	if !matches!(call, Call::enact { .. }) {
		assert_eq!(number(), numbered, "{call:?} made the call of a motion");
	}
}

/// What a call that succeeded means to the model, and whether it was right.
fn follow(model: &mut Model, id: u32, call: &Call<Test>, next: MotionId) {
	let open = |id: &MotionId| Motions::<Test>::contains_key(id);
	match call {
		Call::join { .. } => {
			assert!(model.others(id).is_empty(), "one control group took two seats");
			let removed = Removed::get();
			model.seats.retain(|it, _| it / 100 != id / 100 || !removed.contains(it));
			model.seats.insert(id, now());
		},
		Call::leave {} => drop(model.seats.remove(&id)),
		Call::expel { institution } => {
			let id = institution.0;
			let since = model.seats.remove(&id).expect("it had a seat");
			let doubled = model.others(id).into_iter().any(|other| other < (since, id));
			assert!(doubled || Removed::get().contains(&id), "a vote was taken away");
		},
		Call::propose { .. } => {
			let row = motion(next);
			let seen = Seen {
				track: row.track,
				opened: now(),
				widens: row.widens,
				approved: false,
				votes: BTreeMap::new(),
				vetoes: BTreeSet::new(),
			};
			model.motions.insert(next, seen);
		},
		Call::vote { motion, call, aye } => {
			assert_eq!(*call, call_hash(*motion), "{id} voted on another call");
			let seen = model.motions.get(motion).expect("it is open");
			assert!(model.may_vote(seen, id), "{id} may not vote");
			model.motions.entry(*motion).and_modify(|it| {
				it.votes.insert(id, *aye);
			});
		},
		Call::withdraw_vote { motion } => {
			model.motions.entry(*motion).and_modify(|it| {
				it.votes.remove(&id);
			});
		},
		Call::withdraw { motion } => {
			assert!(!model.motions.remove(motion).expect("it is open").approved);
		},
		Call::close { motion } => {
			let seen = model.motions.get(motion).expect("it is open");
			assert_eq!(open(motion), model.carries(seen), "motion {motion} was miscounted");
			if open(motion) {
				model.motions.entry(*motion).and_modify(|it| it.approved = true);
			} else {
				model.motions.remove(motion);
			}
		},
		Call::veto { motion } => {
			model.motions.entry(*motion).and_modify(|it| {
				it.vetoes.insert(id);
			});
			let seen = model.motions.get(motion).expect("it is open");
			let power = match seen.track {
				Track::Policy => seen.widens,
				other => other == Track::Upgrade,
			};
			assert!(power && seen.approved && id / 100 == 2 && model.may_vote(seen, id));
			assert_eq!(!open(motion), model.is_stopped(seen), "vetoes of {motion} miscounted");
			if !open(motion) {
				model.motions.remove(motion);
			}
		},
		Call::enact { motion } | Call::lapse { motion } => {
			assert!(model.motions.remove(motion).expect("it is open").approved);
		},
		Call::__Ignore(..) => unreachable!(),
	}
}

/// Views say what the model knows.
fn compare(model: &Model) {
	let ids: Vec<_> = model.motions.keys().copied().collect();
	assert_eq!(Chambers::motions(), ids);
	for (id, seen) in &model.motions {
		let view = Chambers::motion(*id).expect("it is open");
		assert_eq!(view.enacts.is_some(), seen.approved);
		let approving = model.approving(seen);
		assert_eq!(view.approved, model.carries(seen));
		for it in &view.tally {
			let voters = model.voters(seen, it.chamber as usize);
			assert_eq!(it.members as usize, voters.len());
			assert!(it.ayes + it.nays <= it.members && it.vetoes <= it.members);
			assert_eq!(it.approves, approving.contains(&it.chamber));
		}
		let cast: u32 = view.tally.iter().map(|it| it.ayes + it.nays).sum();
		assert_eq!(view.votes.len() as u32, cast);
		assert!(view.votes.iter().all(|(it, aye)| seen.votes.get(&it.0) == Some(aye)));
	}
	let seats: BTreeMap<_, _> =
		Members::<Test>::iter().map(|(id, seat)| (id.0, seat.since)).collect();
	assert_eq!(seats, model.seats);
	let deposits: u64 = (0..INSTITUTIONS).map(|n| held(institution(n).into())).sum();
	assert_eq!(deposits, ids.len() as u64 * DEPOSIT);
}

/// Ends everything that is open, as anyone may.
fn end_all() {
	for id in Chambers::motions() {
		if motion(id).approved.is_none() {
			at(now().max(motion(id).decides));
			Chambers::close(signed(STRANGER), id).expect("it is over");
		}
		if let Some(row) = Motions::<Test>::get(id) {
			let lapses = Chambers::lapses(&row, row.approved.expect("it is approved"));
			at(now().max(lapses));
			Chambers::lapse(signed(STRANGER), id).expect("it is over");
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

	#[test]
	fn nothing_carries_without_its_majorities(
		steps in prop::collection::vec(
			(
				prop_oneof![
					4 => 0..20u8,
					1 => Just(1u8),
					1 => Just(4u8),
					2 => Just(5u8),
					1 => Just(6u8),
					2 => 13..17u8,
				],
				any::<u8>(),
				any::<u8>(),
			),
			150,
		),
	) {
		externalities().execute_with(|| {
			let seats = founders().into_iter().map(|(id, _)| (id, 0)).collect();
			let mut model = Model { seats, motions: BTreeMap::new() };
			for (n, (kind, a, b)) in steps.into_iter().enumerate() {
				step(&mut model, kind, a, b);
				if n % 5 == 0 {
					compare(&model);
					Chambers::do_try_state().expect("invariants hold");
				}
			}
			compare(&model);
			end_all();
			let kept = (
				Motions::<Test>::iter().count(),
				Ballots::<Test>::iter().count(),
				Open::<Test>::iter().count(),
			);
			assert_eq!(kept, (0, 0, 0));
			assert!((0..INSTITUTIONS).all(|n| held(institution(n).into()) == 0));
			Chambers::do_try_state().expect("invariants hold");
		});
	}
}
