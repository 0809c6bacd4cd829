use super::{mock::*, target};
use crate::*;
use frame_support::{assert_noop, assert_ok, weights::Weight};
use salus_primitives::{Documents, Hash32, InstitutionId, Track, TRACKS};
use sp_runtime::TokenError;

#[test]
fn the_track_follows_from_the_call() {
	run(|| {
		for (id, track) in (0..).zip(TRACKS) {
			assert_eq!(proposed(track), id);
			let decides = NOW + track_rules().rule(track).deciding;
			let proposer = InstitutionId(1);
			assert_eq!(
				last_event(),
				Event::MotionProposed { motion: id, track, proposer, decides }
			);
			let row = motion(id);
			assert_eq!(row.call.to_vec(), encoded(call(track)));
			assert_eq!((row.track, row.opened, row.decides), (track, NOW, decides));
			assert_eq!(row.approved, None);
			assert_eq!(row.transaction_version, System::runtime_version().transaction_version);
			assert_eq!(row.documents, papers());
			assert_eq!(row.widens, track == Track::Policy);
		}
	});
}

#[test]
fn proposing_is_not_voting() {
	run(|| {
		let id = proposed(Track::Membership);
		assert_eq!(Ballots::<Test>::iter().count(), 0);
		assert_ok!(send_vote(signed(1), id, false));
	});
}

#[test]
fn only_a_member_with_a_vote_proposes() {
	run(|| {
		let call = || call(Track::Membership);
		assert_noop!(propose(STRANGER, call()), Error::<Test>::NotAnInstitution);
		assert_noop!(propose(4, call()), Error::<Test>::NotAMember);
		Suspended::set(vec![1]);
		assert_ok!(propose(1, call()));
		Removed::set(vec![1]);
		assert_noop!(propose(1, call()), Error::<Test>::MayNotVote);
	});
}

#[test]
fn other_calls_and_motions_about_motions_are_refused() {
	run(|| {
		let remark = frame_system::Call::remark { remark: vec![1] };
		assert_noop!(propose(1, remark), Error::<Test>::NotForMotions);
		let nested = Call::propose { call: Box::new(call(Track::Membership)), documents: papers() };
		assert_noop!(propose(1, nested), Error::<Test>::NotForMotions);
		assert_noop!(propose(1, Call::enact { motion: 0 }), Error::<Test>::NotForMotions);
	});
}

#[test]
fn policies_and_upgrades_need_an_assessment() {
	run(|| {
		let documents = Documents { text: Hash32([1; 32]), assessment: None };
		for track in TRACKS {
			let result = Chambers::propose(signed(1), Box::new(call(track)), documents);
			match track {
				Track::Policy | Track::Upgrade => {
					assert_noop!(result, Error::<Test>::NeedsAssessment);
				},
				_ => {
					assert_ok!(result);
				},
			}
		}
	});
}

#[test]
fn a_call_has_at_most_4096_bytes() {
	run(|| {
		let long = |len| target::Call::lengthen { bytes: vec![0; len] };
		let overhead = encoded(long(4_000)).len() - 4_000;
		let most = 4_096 - overhead;
		assert_noop!(propose(1, long(most + 1)), Error::<Test>::CallTooLong);
		assert_ok!(propose(1, long(most)));
	});
}

#[test]
fn a_call_weighs_no_more_than_motions_may() {
	run(|| {
		assert_ok!(propose(1, target::Call::weigh {}));
		for more in [Weight::from_parts(1, 0), Weight::from_parts(0, 1)] {
			Heavy::set(MAX_WEIGHT + more);
			assert_noop!(propose(1, target::Call::weigh {}), Error::<Test>::TooHeavy);
		}
	});
}

#[test]
fn a_deposit_is_held() {
	run(|| {
		proposed(Track::Membership);
		assert_eq!((held(1), Balances::free_balance(1)), (DEPOSIT, ENDOWMENT - DEPOSIT));
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), 2, DEPOSIT));
		assert_noop!(propose(2, call(Track::Membership)), TokenError::FundsUnavailable);
	});
}

#[test]
fn an_institution_has_four_motions_open() {
	run(|| {
		for _ in 0..4 {
			proposed(Track::Membership);
		}
		assert_noop!(propose(1, call(Track::Emergency)), Error::<Test>::TooManyOpen);
		assert_ok!(propose(2, call(Track::Emergency)));
		// Leaving and coming back makes no room.
		assert_ok!(Chambers::leave(signed(1)));
		assert_ok!(Chambers::join(signed(1), salus_primitives::Chamber::Providers));
		assert_noop!(propose(1, call(Track::Emergency)), Error::<Test>::TooManyOpen);
		assert_ok!(Chambers::withdraw(signed(1), 0));
		assert_ok!(propose(1, call(Track::Emergency)));
		assert_eq!(held(1), 4 * DEPOSIT);
	});
}

#[test]
fn the_proposer_takes_a_motion_back_until_it_is_approved() {
	run(|| {
		let before = rows();
		let id = proposed(Track::Membership);
		vote(id, &[2, 102], true);
		assert_noop!(Chambers::withdraw(signed(2), id), Error::<Test>::NotTheProposer);
		assert_noop!(Chambers::withdraw(signed(STRANGER), id), Error::<Test>::NotAnInstitution);
		assert_ok!(Chambers::withdraw(signed(1), id));
		assert_eq!(last_event(), Event::MotionWithdrawn { motion: id, track: Track::Membership });
		assert_eq!((rows(), held(1)), (before, 0));
		assert_noop!(Chambers::withdraw(signed(1), id), Error::<Test>::NoSuchMotion);
		let id = passed(Track::Membership);
		assert_noop!(Chambers::withdraw(signed(1), id), Error::<Test>::AlreadyApproved);
	});
}

#[test]
fn a_proposer_without_a_seat_takes_its_motion_back() {
	run(|| {
		let id = proposed(Track::Membership);
		assert_ok!(Chambers::leave(signed(1)));
		Removed::set(vec![1]);
		assert_ok!(Chambers::withdraw(signed(1), id));
	});
}

#[test]
fn ids_are_not_given_out_twice() {
	run(|| {
		NextMotion::<Test>::put(u32::MAX);
		let more = propose(1, call(Track::Membership));
		assert_noop!(more, sp_runtime::ArithmeticError::Overflow);
	});
}
