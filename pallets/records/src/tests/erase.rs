use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{CaseId, RecordId};

/// A record with a row of every kind: superseded and pending sealings, attestations, an offer.
fn full() {
	issued();
	amend(HOSPITAL, RECORD).unwrap();
	for by in 41..49 {
		attest(by, RECORD, 2).unwrap();
	}
	offer(OWNER, RECORD, OTHER).unwrap();
	reseal(HOSPITAL, RECORD).unwrap();
}

#[test]
fn one_case_restricts_and_only_it_lifts() {
	run(|| {
		issued();
		assert_ok!(RecordsPallet::restrict(RECORD, CASE));
		assert_last(Event::RecordRestricted { record: RECORD });
		assert_noop!(RecordsPallet::restrict(RECORD, CaseId([2; 16])), Error::<Test>::Restricted);
		assert_noop!(RecordsPallet::lift(RECORD, CaseId([2; 16])), Error::<Test>::NotRestricted);
		assert_ok!(RecordsPallet::lift(RECORD, CASE));
		assert_last(Event::RestrictionLifted { record: RECORD });
		assert_noop!(RecordsPallet::lift(RECORD, CASE), Error::<Test>::NotRestricted);
		let nothing = RecordId([1; 16]);
		assert_noop!(RecordsPallet::restrict(nothing, CASE), Error::<Test>::NotFound);
		assert_noop!(RecordsPallet::lift(nothing, CASE), Error::<Test>::NotFound);
	});
}

#[test]
fn removing_leaves_no_trace_and_returns_every_deposit() {
	run(|| {
		let before = held();
		full();
		assert_eq!(held(), 30);
		// The record, its token, one superseded, one pending sealing, eight attestations, an offer.
		assert_eq!(traces(RECORD), 13);
		assert_ok!(RecordsPallet::remove(RECORD));
		assert_eq!(traces(RECORD), 0);
		assert_eq!(held(), before);
		assert_noop!(RecordsPallet::remove(RECORD), Error::<Test>::NotFound);
		assert!(RecordsPallet::sealings(RECORD).is_empty());
		assert_eq!(RecordsPallet::current_version(RECORD), None);
		assert_eq!(RecordsPallet::keep(RECORD), None);
	});
}

#[test]
fn removing_one_record_leaves_the_others_alone() {
	run(|| {
		let other = RecordId([1; 16]);
		assert_ok!(issue(HOSPITAL, SUBJECT, other, sealing(&[11, 12, 13], 2)));
		let state = state_of(other);
		full();
		assert_ok!(RecordsPallet::remove(RECORD));
		assert_eq!(state_of(other), state);
		assert_eq!(held(), 10);
	});
}

fn state_of(record: RecordId) -> (Option<RecordOf<Test>>, usize) {
	(Records::<Test>::get(record), traces(record))
}

#[test]
fn what_was_held_is_returned_whatever_the_deposit_is_by_then() {
	run(|| {
		issued();
		SealingDeposit::set(25);
		assert_ok!(amend(HOSPITAL, RECORD));
		assert_ok!(reseal(HOSPITAL, RECORD));
		SealingDeposit::set(3);
		assert_eq!((row().deposit, held()), (35, 60));
		assert_ok!(RecordsPallet::remove(RECORD));
		assert_eq!(held(), 0);
	});
}

#[test]
fn a_partial_erasure_keeps_the_sealing_in_force_and_its_share_of_the_deposit() {
	run(|| {
		full();
		assert_ok!(RecordsPallet::remove_superseded(RECORD));
		assert_eq!(epochs(), [(2, 2), (2, 1)]);
		assert_eq!(row().superseded, 0);
		assert_eq!((held(), row().deposit), (20, 10));
		assert_eq!(row().attestations, 8);
		assert_noop!(RecordsPallet::remove_superseded(RECORD), Error::<Test>::NothingSuperseded);
		assert_noop!(RecordsPallet::remove_superseded(RecordId([1; 16])), Error::<Test>::NotFound);
		// It lives on: versions and epochs go on from where they were.
		assert_ok!(confirm(OWNER, RECORD, 2));
		assert_ok!(reseal(HOSPITAL, RECORD));
		assert_ok!(confirm(OWNER, RECORD, 3));
		assert_ok!(amend(HOSPITAL, RECORD));
		assert_eq!(epochs(), [(2, 1), (2, 2), (2, 3), (3, 1)]);
		assert_ok!(RecordsPallet::remove(RECORD));
		assert_eq!(held(), 0);
	});
}

#[test]
fn a_partial_erasure_leaves_a_pending_sealing_to_be_confirmed_or_abandoned() {
	run(|| {
		resealed();
		assert_noop!(RecordsPallet::remove_superseded(RECORD), Error::<Test>::NothingSuperseded);
	});
	for confirmed in [true, false] {
		run(|| {
			issued();
			assert_ok!(amend(HOSPITAL, RECORD));
			SealingDeposit::set(7);
			assert_ok!(reseal(HOSPITAL, RECORD));
			let pending = Pending::<Test>::get(RECORD);
			assert_ok!(RecordsPallet::restrict(RECORD, CASE));
			assert_ok!(RecordsPallet::remove_superseded(RECORD));
			assert_eq!((Pending::<Test>::get(RECORD), held()), (pending, 17));
			assert_ok!(RecordsPallet::lift(RECORD, CASE));
			if confirmed {
				assert_ok!(confirm(OWNER, RECORD, 2));
				assert_eq!(epochs(), [(2, 1), (2, 2)]);
			} else {
				assert_ok!(abandon(HOSPITAL, RECORD));
				assert_eq!(epochs(), [(2, 2), (2, 1)]);
			}
			assert_eq!((held(), row().deposit), (17, 17));
			assert_ok!(RecordsPallet::remove(RECORD));
			assert_eq!(held(), 0);
		});
	}
}

#[test]
fn a_partial_erasure_takes_abandoned_sealings() {
	run(|| {
		resealed();
		assert_ok!(abandon(HOSPITAL, RECORD));
		assert_ok!(RecordsPallet::remove_superseded(RECORD));
		assert_eq!((epochs(), held()), (vec![(1, 1)], 10));
		// Its epoch is not given again.
		assert_eq!(RecordsPallet::next_epoch(RECORD), Some(3));
	});
}

#[test]
fn a_share_of_uneven_deposits_never_leaves_more_than_was_held() {
	run(|| {
		issued();
		SealingDeposit::set(15);
		assert_ok!(amend(HOSPITAL, RECORD));
		assert_ok!(RecordsPallet::remove_superseded(RECORD));
		assert_eq!((row().deposit, held()), (12, 12));
	});
}
