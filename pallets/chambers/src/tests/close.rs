use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Chamber, MotionId, Track};

const MEMBERSHIP: Track = Track::Membership;

fn carries(id: MotionId) -> bool {
	at(motion(id).decides);
	Chambers::ensure_may_close(id).unwrap().1
}

#[test]
fn a_motion_is_closed_by_anyone_when_its_time_is_over() {
	run(|| {
		let id = proposed(MEMBERSHIP);
		all_vote(id);
		at(motion(id).decides - 1);
		assert_noop!(Chambers::close(signed(STRANGER), id), Error::<Test>::StillDeciding);
		at(motion(id).decides);
		assert_ok!(Chambers::close(signed(STRANGER), id));
		let enacts = now() + track_rules().membership.delay;
		assert_eq!(last_event(), Event::MotionApproved { motion: id, track: MEMBERSHIP, enacts });
		assert_eq!(motion(id).approved, Some(enacts));
		assert_eq!(held(1), DEPOSIT);
		assert_noop!(Chambers::close(signed(STRANGER), id), Error::<Test>::AlreadyApproved);
		assert_noop!(Chambers::close(signed(STRANGER), id + 1), Error::<Test>::NoSuchMotion);
	});
}

#[test]
fn a_rejected_motion_leaves_nothing() {
	run(|| {
		let before = rows();
		let id = proposed(Track::Policy);
		vote(id, &[1, 101, 201, 301, 401], true);
		vote(id, &[2, 102, 202, 302, 402], false);
		close(id);
		assert_eq!(last_event(), Event::MotionRejected { motion: id, track: Track::Policy });
		assert_eq!((rows(), held(1)), (before, 0));
	});
}

#[test]
fn enough_chambers_must_approve() {
	run(|| {
		let id = proposed(MEMBERSHIP);
		vote(id, &[1, 2, 101, 102], true);
		assert!(!carries(id));
		at(NOW);
		vote(id, &[401, 402], true);
		assert!(carries(id));
	});
}

#[test]
fn without_the_chamber_that_always_has_to_nothing_carries() {
	run(|| {
		let id = proposed(Track::Policy);
		vote(id, &[1, 2, 101, 102, 301, 302, 401, 402], true);
		assert!(!carries(id));
		at(NOW);
		vote(id, &[201, 202], true);
		assert!(carries(id));
		set_rule(Track::Policy, |it| it.always = None);
		at(NOW);
		for who in [201, 202] {
			assert_ok!(Chambers::withdraw_vote(signed(who), id));
		}
		assert!(carries(id));
	});
}

#[test]
fn a_quorum_counts_when_it_is_met_exactly() {
	run(|| {
		seated(4);
		let id = proposed(MEMBERSHIP);
		vote(id, &[101, 102, 201, 202, 1], true);
		// One of four is less than half.
		assert!(!carries(id));
		at(NOW + 1);
		vote(id, &[2], true);
		assert!(carries(id));
		// 66 % of three is more than one and less than two.
		set_rule(MEMBERSHIP, |it| it.quorum = 67);
		assert!(!carries(id));
	});
}

#[test]
fn a_tie_never_carries() {
	run(|| {
		let id = proposed(MEMBERSHIP);
		vote(id, &[101, 102, 201, 202, 1], true);
		vote(id, &[2], false);
		assert!(!carries(id));
		at(NOW);
		vote(id, &[3], true);
		assert!(carries(id));
	});
}

#[test]
fn the_majority_is_of_the_votes_cast() {
	run(|| {
		let id = proposed(Track::Upgrade);
		// Two of three are more than 66 %, and two of two as well.
		vote(id, &[1, 2, 101, 102, 201, 202, 301, 302], true);
		vote(id, &[3], false);
		assert!(carries(id));
		set_rule(Track::Upgrade, |it| it.majority = 67);
		assert!(!carries(id));
	});
}

#[test]
fn an_empty_chamber_does_not_approve() {
	run(|| {
		let id = proposed(MEMBERSHIP);
		vote(id, &[1, 2, 3, 101, 102, 201, 202], true);
		assert!(carries(id));
		for who in 1..=3 {
			assert_ok!(Chambers::leave(signed(who)));
		}
		assert!(!carries(id));
	});
}

#[test]
fn when_all_members_are_gone_everything_is_rejected() {
	run(|| {
		let id = proposed(MEMBERSHIP);
		all_vote(id);
		Removed::set(founders().into_iter().map(|(id, _)| id).collect());
		close(id);
		assert_eq!(last_event(), Event::MotionRejected { motion: id, track: MEMBERSHIP });
		assert_eq!(held(1), 0);
	});
}

#[test]
fn an_emergency_is_closed_as_soon_as_nothing_could_turn_it_down() {
	run(|| {
		let close = |id| Chambers::close(signed(STRANGER), id);
		let id = proposed(Track::Emergency);
		vote(id, &[1, 2, 101, 401, 402], true);
		// Payers 102 and 103 could still say no.
		assert_noop!(close(id), Error::<Test>::StillDeciding);
		vote(id, &[102], true);
		assert_ok!(close(id));
		assert_eq!(motion(id).approved, Some(NOW));
	});
}

#[test]
fn an_emergency_that_carries_and_could_still_be_outvoted_waits() {
	run(|| {
		for who in 4..=6 {
			seated(who);
		}
		let id = proposed(Track::Emergency);
		// Three of six suffice for the quorum, and all of them are in favour.
		vote(id, &[1, 2, 3, 101, 102, 401, 402], true);
		assert_noop!(Chambers::close(signed(STRANGER), id), Error::<Test>::StillDeciding);
		assert!(carries(id));
	});
}

#[test]
fn other_tracks_do_not_close_early() {
	run(|| {
		let id = proposed(MEMBERSHIP);
		all_vote(id);
		assert_noop!(Chambers::close(signed(STRANGER), id), Error::<Test>::StillDeciding);
		set_rule(MEMBERSHIP, |it| it.early = true);
		assert_ok!(Chambers::close(signed(STRANGER), id));
	});
}

#[test]
fn nothing_is_rejected_early() {
	run(|| {
		let id = proposed(Track::Emergency);
		for (who, _) in founders() {
			vote(id, &[who.into()], false);
		}
		assert_noop!(Chambers::close(signed(STRANGER), id), Error::<Test>::StillDeciding);
	});
}

/// The other four chambers vote in favour.
fn all_but_patients(id: MotionId) {
	for (who, _) in founders().into_iter().filter(|it| it.1 != Chamber::Patients) {
		vote(id, &[who.into()], true);
	}
}

#[test]
fn whom_a_motion_concerns_must_approve_it() {
	run(|| {
		let id = proposed(MEMBERSHIP);
		all_but_patients(id);
		assert!(carries(id));
		assert!(Chambers::motion(id).unwrap().approved);
		Concerned::set(vec![Chamber::Payers, Chamber::Patients]);
		assert!(!carries(id));
		assert!(!Chambers::motion(id).unwrap().approved);
		at(NOW);
		vote(id, &[201, 202], true);
		assert!(carries(id));
		at(NOW);
		vote(id, &[202], false);
		close(id);
		assert_eq!(last_event(), Event::MotionRejected { motion: id, track: MEMBERSHIP });
	});
}

#[test]
fn a_chamber_of_nobody_that_a_motion_concerns_is_not_asked() {
	run(|| {
		Concerned::set(vec![Chamber::Patients]);
		let id = proposed(MEMBERSHIP);
		all_but_patients(id);
		assert!(!carries(id));
		for who in 201..=203 {
			assert_ok!(Chambers::leave(signed(who)));
		}
		assert!(carries(id));
		// Nor is one whose only member joined in the meantime.
		assert_ok!(Chambers::join(signed(204), Chamber::Patients));
		assert!(carries(id));
	});
}

#[test]
fn to_concern_a_chamber_does_not_replace_what_the_track_asks_for() {
	run(|| {
		Concerned::set(vec![Chamber::Patients]);
		let id = proposed(MEMBERSHIP);
		vote(id, &[1, 2, 201, 202], true);
		assert!(!carries(id));
		at(NOW);
		vote(id, &[101, 102], true);
		assert!(carries(id));
	});
}

#[test]
fn an_emergency_is_not_closed_early_while_whom_it_concerns_could_turn_it_down() {
	run(|| {
		Concerned::set(vec![Chamber::Patients]);
		let id = proposed(Track::Emergency);
		all_but_patients(id);
		vote(id, &[201], true);
		assert_noop!(Chambers::close(signed(STRANGER), id), Error::<Test>::StillDeciding);
		vote(id, &[202, 203], true);
		assert_ok!(Chambers::close(signed(STRANGER), id));
	});
}
