use super::{mock::*, target};
use crate::*;
use frame_support::{assert_noop, assert_ok, weights::Weight};
use salus_primitives::{Outcome, Track, TRACKS};
use sp_runtime::{DispatchError, DispatchResult};

fn enacted(motion: u32, track: Track, result: DispatchResult) {
	let documents = papers();
	assert_eq!(last_event(), Event::MotionEnacted { motion, track, documents, result });
}

fn outcome() -> Outcome {
	Chambers::outcomes()[0].outcome
}

#[test]
fn an_approved_motion_makes_its_call_by_the_power_of_its_track() {
	run(|| {
		let before = rows();
		for track in TRACKS {
			let id = passed(track);
			target::Number::<Test>::kill();
			enact(id);
			assert_eq!(number(), 5);
			enacted(id, track, Ok(()));
			assert_eq!(outcome(), Outcome::Done);
			assert_eq!(held(1), 0);
			let again = Chambers::enact(signed(1), id).map_err(|it| it.error);
			assert_eq!(again, Err(Error::<Test>::NoSuchMotion.into()));
		}
		assert_eq!(target::Papers::<Test>::get(), Some(papers()));
		let _ = Outcomes::<Test>::clear(u32::MAX, None);
		NextOutcome::<Test>::kill();
		assert_eq!(rows(), before);
	});
}

#[test]
fn it_may_be_carried_out_from_its_delay_until_it_lapses() {
	run(|| {
		let refused = |id, error: Error<Test>| {
			assert_noop!(Chambers::enact(signed(STRANGER), id).map_err(|it| it.error), error);
		};
		let id = proposed(Track::Membership);
		refused(id, Error::NotApproved);
		pass(id);
		let enacts = motion(id).approved.unwrap();
		let lapses = enacts + track_rules().membership.lapses;
		at(enacts - 1);
		refused(id, Error::TooEarly);
		at(lapses);
		refused(id, Error::Lapsed);
		at(lapses - 1);
		assert_noop!(Chambers::lapse(signed(STRANGER), id), Error::<Test>::NotLapsed);
		assert_ok!(Chambers::enact(signed(STRANGER), id));
	});
}

#[test]
fn what_nobody_carries_out_lapses() {
	run(|| {
		let before = rows();
		let id = proposed(Track::Membership);
		assert_noop!(Chambers::lapse(signed(STRANGER), id), Error::<Test>::NotApproved);
		pass(id);
		at(motion(id).approved.unwrap() + track_rules().membership.lapses);
		assert_ok!(Chambers::lapse(signed(STRANGER), id));
		assert_eq!(last_event(), Event::MotionLapsed { motion: id, track: Track::Membership });
		assert_eq!((rows(), held(1), number()), (before, 0, 0));
		assert_noop!(Chambers::lapse(signed(STRANGER), id), Error::<Test>::NoSuchMotion);
	});
}

#[test]
fn an_emergency_is_approved_and_carried_out_in_one_block() {
	run(|| {
		let id = proposed(Track::Emergency);
		all_vote(id);
		assert_ok!(Chambers::close(signed(1), id));
		assert_eq!((motion(id).opened, motion(id).approved), (now(), Some(now())));
		assert_ok!(Chambers::enact(signed(1), id));
		assert_eq!(number(), 5);
	});
}

#[test]
fn a_call_that_fails_is_recorded_and_changes_nothing() {
	run(|| {
		let id = passed_call(target::Call::fail {});
		enact(id);
		assert_eq!(number(), 0);
		enacted(id, Track::Membership, Err(target::Error::<Test>::Failed.into()));
		assert_eq!(outcome(), Outcome::Failed);
		assert_eq!((Motions::<Test>::iter().count(), held(1)), (0, 0));
	});
}

#[test]
fn a_call_that_is_filtered_is_recorded() {
	run(|| {
		let id = passed(Track::Membership);
		Closed::set(true);
		enact(id);
		assert_eq!(number(), 0);
		enacted(id, Track::Membership, Err(frame_system::Error::<Test>::CallFiltered.into()));
		assert_eq!(outcome(), Outcome::Failed);
	});
}

#[test]
fn a_call_that_weighs_too_much_by_now_is_not_made() {
	run(|| {
		let id = passed_call(target::Call::weigh {});
		Heavy::set(MAX_WEIGHT + Weight::from_parts(1, 0));
		enact(id);
		enacted(id, Track::Membership, Err(Error::<Test>::TooHeavy.into()));
		assert_eq!(outcome(), Outcome::Failed);
	});
}

#[test]
fn a_call_that_takes_another_way_by_now_is_not_made() {
	run(|| {
		for way in [None, Some(Track::Policy)] {
			AdmitOn::set(Some(Track::Membership));
			let id = passed(Track::Membership);
			AdmitOn::set(way);
			enact(id);
			assert_eq!(number(), 0);
			enacted(id, Track::Membership, Err(Error::<Test>::NotForMotions.into()));
			assert_eq!(outcome(), Outcome::Failed);
		}
	});
}

#[test]
fn a_motion_of_another_version_of_the_runtime_is_not_made() {
	run(|| {
		let id = passed(Track::Membership);
		upgrade(id);
		enact(id);
		assert_eq!(number(), 0);
		enacted(id, Track::Membership, Err(Error::<Test>::OtherRuntime.into()));
		assert_eq!(outcome(), Outcome::OtherRuntime);
		assert_eq!(held(1), 0);
	});
}

#[test]
fn bytes_that_are_no_call_are_not_made() {
	run(|| {
		let good = encoded(call(Track::Membership));
		for bytes in [vec![], vec![255], good[..3].to_vec(), [good, vec![0]].concat()] {
			let id = passed(Track::Membership);
			Motions::<Test>::mutate(id, |it| {
				it.as_mut().unwrap().call = bytes.try_into().unwrap();
			});
			enact(id);
			enacted(id, Track::Membership, Err(Error::<Test>::OtherRuntime.into()));
			assert_eq!((outcome(), number()), (Outcome::OtherRuntime, 0));
		}
	});
}

#[test]
fn a_deposit_that_is_gone_does_not_hold_a_motion_up() {
	run(|| {
		use frame_support::traits::{
			fungible::MutateHold,
			tokens::{Fortitude, Precision},
		};
		let id = passed(Track::Membership);
		let reason = HoldReason::Motion.into();
		let (best, force) = (Precision::BestEffort, Fortitude::Force);
		assert_ok!(Balances::burn_held(&reason, &1, DEPOSIT, best, force));
		enact(id);
		enacted(id, Track::Membership, Ok(()));
	});
}

#[test]
fn the_power_of_a_track_is_nobody_elses() {
	run(|| {
		for track in TRACKS {
			let origin = Wiring::origin(&call(track), track, 0, papers());
			for of in TRACKS {
				assert_eq!(dispatch(call(of), origin.clone()).is_ok(), of == track, "{of:?}");
			}
			for origin in [RuntimeOrigin::none(), signed(1)] {
				assert_noop!(dispatch(call(track), origin), DispatchError::BadOrigin);
			}
		}
	});
}

#[test]
fn the_last_256_outcomes_are_kept() {
	run(|| {
		set_rule(Track::Emergency, |it| it.chambers = 1);
		let mut ids = vec![];
		for n in 0..300 {
			let id = proposed(Track::Emergency);
			vote(id, &[1, 2, 3], true);
			at(now() + 1);
			if n % 3 == 0 {
				assert_ok!(Chambers::withdraw(signed(1), id));
				continue;
			}
			assert_ok!(Chambers::close(signed(1), id));
			enact(id);
			ids.push(id);
		}
		for n in 0..70 {
			let id = proposed(Track::Emergency);
			vote(id, &[1, 2, 3], true);
			at(now() + 1);
			assert_ok!(Chambers::close(signed(1), id));
			enact(id);
			ids.push(id);
			assert!(n < 56 || Outcomes::<Test>::iter().count() == 256);
		}
		let newest: Vec<_> = ids.into_iter().rev().take(256).collect();
		let shown: Vec<_> = Chambers::outcomes().into_iter().map(|it| it.id).collect();
		assert_eq!(shown, newest);
	});
}
