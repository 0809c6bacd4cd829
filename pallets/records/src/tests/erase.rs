use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::CaseId;

const CASE: CaseId = CaseId([1; 16]);

#[test]
fn one_case_restricts_and_only_it_lifts() {
	run(|| {
		issued();
		assert_ok!(RecordsPallet::restrict(RECORD, CASE));
		assert_noop!(RecordsPallet::restrict(RECORD, CaseId([2; 16])), Error::<Test>::Restricted);
		assert_noop!(RecordsPallet::lift(RECORD, CaseId([2; 16])), Error::<Test>::NotRestricted);
		assert_ok!(RecordsPallet::lift(RECORD, CASE));
		assert_noop!(RecordsPallet::lift(RECORD, CASE), Error::<Test>::NotRestricted);
	});
}

#[test]
fn removing_leaves_no_row_and_returns_the_deposit() {
	run(|| {
		issued();
		let again = sealing(&[11, 12, 13], 2);
		assert_ok!(RecordsPallet::amend(RuntimeOrigin::signed(HOSPITAL), RECORD, again));
		assert_ok!(RecordsPallet::remove(RECORD));
		assert_eq!(Records::<Test>::iter().count(), 0);
		assert_eq!(Superseded::<Test>::iter().count(), 0);
		assert!(!<Test as Config>::Tokens::belongs(RECORD, SUBJECT));
		assert_eq!(held(), 0);
		assert_noop!(RecordsPallet::remove(RECORD), Error::<Test>::NotFound);
	});
}
