use super::{mock::*, target};
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Chamber, InstitutionId, Track};

fn veto(who: u64, id: u32) -> sp_runtime::DispatchResult {
	Chambers::veto(signed(who), id)
}

#[test]
fn more_than_half_of_the_chamber_stops_an_approved_motion() {
	run(|| {
		let before = rows();
		let id = passed(Track::Upgrade);
		assert_ok!(veto(201, id));
		assert_eq!(last_event(), Event::VetoCast { motion: id, institution: InstitutionId(201) });
		assert_noop!(veto(201, id), Error::<Test>::AlreadyVetoed);
		// What it voted before is still there.
		assert_eq!(Ballots::<Test>::get(id, InstitutionId(201)).unwrap().aye, Some(true));
		assert_ok!(veto(202, id));
		assert_eq!(last_event(), Event::MotionVetoed { motion: id, track: Track::Upgrade });
		assert_eq!((rows(), held(1), number()), (before, 0, 0));
	});
}

#[test]
fn half_of_the_chamber_is_not_enough() {
	run(|| {
		seated(204);
		let id = proposed(Track::Upgrade);
		vote(id, &[204], false);
		pass(id);
		assert_ok!(veto(201, id));
		assert_ok!(veto(204, id));
		enact(id);
		assert_eq!(number(), 5);
	});
}

#[test]
fn one_veto_may_be_enough_once_others_are_gone() {
	run(|| {
		seated(204);
		let id = passed(Track::Upgrade);
		assert_ok!(veto(201, id));
		assert_ok!(veto(202, id));
		Removed::set(vec![203]);
		// Two of three now, and anyone of them says it again.
		assert_ok!(veto(201, id));
		assert_eq!(last_event(), Event::MotionVetoed { motion: id, track: Track::Upgrade });
	});
}

#[test]
fn the_veto_of_one_that_may_not_vote_any_more_does_not_count() {
	run(|| {
		seated(204);
		let id = passed(Track::Upgrade);
		assert_ok!(veto(201, id));
		Removed::set(vec![201]);
		assert_ok!(veto(202, id));
		assert!(Motions::<Test>::contains_key(id));
		assert_noop!(veto(201, id), Error::<Test>::MayNotVote);
	});
}

#[test]
fn the_window_is_from_approval_until_the_motion_takes_effect() {
	run(|| {
		let id = proposed(Track::Upgrade);
		assert_noop!(veto(201, id), Error::<Test>::NotApproved);
		pass(id);
		at(motion(id).approved.unwrap() - 1);
		assert_ok!(veto(201, id));
		at(motion(id).approved.unwrap());
		assert_noop!(veto(202, id), Error::<Test>::VetoOver);
		enact(id);
		assert_noop!(veto(202, id), Error::<Test>::NoSuchMotion);
	});
}

#[test]
fn only_members_of_the_chamber_that_sat_there_veto() {
	run(|| {
		let id = passed(Track::Upgrade);
		assert_noop!(veto(301, id), Error::<Test>::NotTheVetoChamber);
		assert_noop!(veto(204, id), Error::<Test>::NotAMember);
		assert_noop!(veto(STRANGER, id), Error::<Test>::NotAnInstitution);
		assert_ok!(Chambers::join(signed(204), Chamber::Patients));
		assert_noop!(veto(204, id), Error::<Test>::JoinedLater);
		Suspended::set(vec![201]);
		assert_ok!(veto(201, id));
	});
}

#[test]
fn a_policy_is_stopped_only_where_it_widens_secondary_use() {
	run(|| {
		let id = passed_call(target::Call::adopt { number: 5, widens: false });
		assert_noop!(veto(201, id), Error::<Test>::NoVeto);
		enact(id);
		let id = passed_call(target::Call::adopt { number: 6, widens: true });
		assert_ok!(veto(201, id));
		assert_ok!(veto(202, id));
		assert_eq!(number(), 5);
	});
}

#[test]
fn nobody_stops_what_no_chamber_may() {
	run(|| {
		for track in [Track::Membership, Track::Emergency] {
			let id = passed(track);
			assert_noop!(veto(201, id), Error::<Test>::NoVeto);
		}
	});
}

#[test]
fn another_chamber_may_have_the_power() {
	run(|| {
		set_rule(Track::Membership, |it| it.veto = veto_by(Chamber::Payers, false));
		let id = passed(Track::Membership);
		assert_noop!(veto(201, id), Error::<Test>::NotTheVetoChamber);
		assert_ok!(veto(101, id));
	});
}
