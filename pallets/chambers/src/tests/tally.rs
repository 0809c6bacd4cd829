//! The counting rule against another way to say it.

use super::mock::*;
use crate::{tally::carries, *};
use proptest::prelude::*;
use salus_primitives::{Chamber, Track, TrackRule, CHAMBERS};

fn tally(ayes: u32, nays: u32, silent: u32) -> Tally {
	Tally { members: ayes + nays + silent, ayes, nays, vetoes: 0 }
}

fn rule() -> TrackRule {
	TrackRules::default().membership
}

#[test]
fn ballots_are_counted() {
	let ballot = |aye, veto| Some(Ballot { chamber: Chamber::Payers, aye, veto });
	let ballots = [
		None,
		ballot(Some(true), false),
		ballot(Some(true), true),
		ballot(Some(false), false),
		ballot(None, true),
	];
	let expected = Tally { members: 5, ayes: 2, nays: 1, vetoes: 2 };
	assert_eq!(Tally::count(ballots), expected);
}

#[test]
fn a_tie_does_not_approve_and_one_more_does() {
	assert!(!tally(5, 5, 0).approves(&rule()));
	assert!(tally(6, 5, 0).approves(&rule()));
}

#[test]
fn a_chamber_of_nobody_approves_nothing_and_stops_nothing() {
	assert!(!tally(0, 0, 0).approves(&rule()));
	assert!(!tally(0, 0, 0).is_certain(&rule()));
	assert!(!tally(0, 0, 0).is_vetoed());
}

#[test]
fn half_of_the_vetoes_is_not_enough() {
	let with = |members, vetoes| Tally { members, vetoes, ..Tally::default() };
	assert!(!with(4, 2).is_vetoed());
	assert!(with(4, 3).is_vetoed());
	assert!(with(1, 1).is_vetoed());
}

proptest! {
	#[test]
	fn a_chamber_approves_by_quorum_and_majority(
		ayes in 0..33u32,
		nays in 0..33u32,
		silent in 0..33u32,
		quorum in 1..=100u8,
		majority in 50..=99u8,
	) {
		let it = tally(ayes, nays, silent);
		let rule = TrackRule { quorum, majority, ..rule() };
		let share = |part: u32, whole: u32| f64::from(part) * 100.0 / f64::from(whole.max(1));
		let approves = it.members > 0
			&& share(ayes + nays, it.members) >= f64::from(quorum) - 1e-9
			&& share(ayes, ayes + nays) > f64::from(majority) + 1e-9;
		prop_assert_eq!(it.approves(&rule), approves);
		// Certain means: whatever those say that said nothing, it approves.
		let worst = (0..=silent).all(|more| {
			(0..=silent - more).all(|aye| {
				let left = silent - more - aye;
				tally(ayes + aye, nays + more, left).approves(&rule)
			})
		});
		if it.is_certain(&rule) {
			prop_assert!(worst);
		}
		if worst && majority > 50 {
			prop_assert!(it.is_certain(&rule));
		}
	}

	#[test]
	fn a_motion_carries_by_enough_chambers_and_the_one_that_always_has_to(
		approving in prop::array::uniform5(any::<bool>()),
		chambers in 1..=5u8,
		always in prop::option::of(0..5usize),
	) {
		let rule = TrackRule { chambers, always: always.map(|it| CHAMBERS[it]), ..rule() };
		let mut at = 0;
		let tallies = CHAMBERS.map(|chamber| {
			at += 1;
			(chamber, if approving[at - 1] { tally(2, 1, 0) } else { tally(1, 1, 1) })
		});
		let count = approving.iter().filter(|it| **it).count();
		let expected = count >= chambers.into() && always.is_none_or(|it| approving[it]);
		prop_assert_eq!(carries(&tallies, &rule, Tally::approves), expected);
	}
}

#[test]
fn a_control_group_has_one_vote_before_anyone_expels_its_other_members() {
	run(|| {
		let id = proposed(Track::Membership);
		vote(id, &[1, 2, 101, 102], true);
		let count = |chamber| {
			let it = Chambers::tally(id, &motion(id), chamber);
			(it.members, it.ayes)
		};
		assert_eq!([count(Chamber::Providers), count(Chamber::Payers)], [(3, 2), (3, 2)]);
		// Of those that sat down at once the one with the lowest id counts, in whichever chamber.
		Groups::set([(2, 1), (102, 1)].into());
		assert_eq!([count(Chamber::Providers), count(Chamber::Payers)], [(2, 1), (2, 1)]);
		let votes = |id| Chambers::motion(id).unwrap().votes.into_iter().map(|it| it.0 .0);
		assert_eq!(votes(id).collect::<Vec<_>>(), [1, 101]);
		let payers = &Chambers::chambers()[1];
		let shown: Vec<_> = payers.members.iter().map(|it| it.may_vote).collect();
		assert_eq!(shown, [true, false, true]);
		// The next in line counts once the first does not.
		Removed::set(vec![1]);
		assert_eq!([count(Chamber::Providers), count(Chamber::Payers)], [(2, 1), (2, 1)]);
		Chambers::leave(signed(2)).unwrap();
		assert_eq!([count(Chamber::Providers), count(Chamber::Payers)], [(1, 0), (3, 2)]);
	});
}

#[test]
fn a_control_group_stops_no_motion_with_several_votes() {
	run(|| {
		let id = passed(Track::Upgrade);
		Groups::set([(202, 201)].into());
		for who in [202, 201] {
			Chambers::veto(signed(who), id).unwrap();
			// One of two that count is not more than half.
			assert!(Motions::<Test>::contains_key(id));
		}
		Chambers::veto(signed(203), id).unwrap();
		assert!(!Motions::<Test>::contains_key(id));
	});
}
