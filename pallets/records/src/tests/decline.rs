use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::RecordId;

#[test]
fn the_subject_or_its_guardian_declines_once() {
	for by in [OWNER, AGENT] {
		run(|| {
			issued();
			assert_ok!(decline(by, RECORD));
			assert!(row().declined);
			assert_last(Event::RecordDeclined { record: RECORD });
			assert_noop!(decline(by, RECORD), Error::<Test>::AlreadyDeclined);
		});
	}
}

#[test]
fn decline_works_at_zero_balance() {
	run(|| {
		issued();
		assert_eq!(Balances::free_balance(OWNER), 0);
		assert_ok!(decline(OWNER, RECORD));
		assert_eq!(held(), 10);
	});
}

#[test]
fn decline_works_whatever_else_is_under_way() {
	run(|| {
		resealed();
		Held::set(vec![RECORD]);
		Suspended::set((1..50).collect());
		assert_ok!(RecordsPallet::restrict(RECORD, CASE));
		assert_ok!(decline(OWNER, RECORD));
	});
}

#[test]
fn a_declined_record_stays_declined_when_amended() {
	run(|| {
		issued();
		assert_ok!(decline(OWNER, RECORD));
		assert_ok!(amend(HOSPITAL, RECORD));
		assert!(row().declined);
	});
}

#[test]
fn nobody_else_declines() {
	run(|| {
		issued();
		for by in [HOSPITAL, CLINIC, DESK, OTHER_OWNER, VIEWER, ERASER, STRANGER] {
			assert_noop!(decline(by, RECORD), Error::<Test>::NotYours);
		}
		assert_noop!(decline(OWNER, RecordId([1; 16])), Error::<Test>::NotFound);
	});
}

#[test]
fn a_guardian_declines_until_its_time_is_over() {
	for (now, may) in
		[(GUARDIANS_UNTIL - 1, true), (GUARDIANS_UNTIL, false), (GUARDIANS_UNTIL + 1, false)]
	{
		run(|| {
			issued();
			Timestamp::set_timestamp(now);
			assert_eq!(decline(AGENT, RECORD).is_ok(), may);
		});
	}
}
