use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{InstitutionId, RecordId, SubjectId};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn a_provider_issues_to_an_enrolled_subject() {
	run(|| {
		issued();
		let row = Records::<Test>::get(RECORD).unwrap();
		assert_eq!((row.subject, row.issuer, row.issued), (SUBJECT, InstitutionId(1), NOW));
		assert_eq!((row.current.version, row.current.epoch), (1, 1));
		assert_eq!(held(), 10);
		System::assert_last_event(
			Event::RecordIssued { record: RECORD, subject: SUBJECT, issuer: InstitutionId(1) }
				.into(),
		);
	});
}

#[test]
fn nobody_else_issues() {
	run(|| {
		let sealing = || sealing(&[11, 12, 13], 2);
		assert_noop!(issue(3, SUBJECT, RECORD, sealing()), Error::<Test>::NotAProvider);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = RecordsPallet::issue(origin, SUBJECT, RECORD, None, KEEP, sealing());
			assert_noop!(call, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn an_unknown_subject_gets_no_record() {
	run(|| {
		let call = issue(HOSPITAL, SubjectId([8; 16]), RECORD, sealing(&[11, 12, 13], 2));
		assert_noop!(call, Error::<Test>::NoSuchSubject);
	});
}

#[test]
fn an_id_is_used_once() {
	run(|| {
		issued();
		let again = issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 12, 13], 2));
		assert_noop!(again, Error::<Test>::RecordExists);
	});
}

#[test]
fn the_id_of_an_erased_record_is_not_used_again() {
	run(|| {
		let call = issue(HOSPITAL, SUBJECT, BURIED, sealing(&[11, 12, 13], 2));
		assert_noop!(call, Error::<Test>::WasErased);
	});
}

#[test]
fn the_threshold_is_from_two_to_the_number_of_custodians() {
	run(|| {
		for threshold in [0, 1, 4, u8::MAX] {
			let call = issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 12, 13], threshold));
			assert_noop!(call, Error::<Test>::BadThreshold);
		}
		let none = issue(HOSPITAL, SUBJECT, RECORD, sealing(&[], 2));
		assert_noop!(none, Error::<Test>::BadThreshold);
		assert_ok!(issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 12, 13], 3)));
	});
}

#[test]
fn custodians_are_known_in_good_standing_and_independent() {
	run(|| {
		let unknown = issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 12, 99], 2));
		assert_noop!(unknown, Error::<Test>::NotACustodian);
		let twice = issue(HOSPITAL, SUBJECT, RECORD, sealing(&[12, 12, 13], 2));
		assert_noop!(twice, Error::<Test>::CustodiansNotIndependent);
		let one_group = issue(HOSPITAL, SUBJECT, RECORD, sealing(&[12, 13, 14], 2));
		assert_noop!(one_group, Error::<Test>::CustodiansNotIndependent);
		Standing::set(false);
		let lapsed = issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 12, 13], 2));
		assert_noop!(lapsed, Error::<Test>::NotACustodian);
		Standing::set(true);
	});
}

#[test]
fn an_issuer_that_cannot_pay_the_deposit_leaves_nothing_behind() {
	run(|| {
		let call = issue(2, SUBJECT, RecordId([1; 16]), sealing(&[11, 12, 13], 2));
		assert_noop!(call, TokenError::FundsUnavailable);
	});
}
