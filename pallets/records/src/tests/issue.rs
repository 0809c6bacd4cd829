use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{FolderId, InstitutionId, RecordId, SubjectId};
use sp_runtime::TokenError;

#[test]
fn a_provider_issues_to_an_enrolled_subject() {
	run(|| {
		let folder = Some(FolderId([3; 16]));
		let sealing = sealing(&[11, 12, 13], 2);
		let call = Call::issue {
			subject: SUBJECT,
			record: RECORD,
			folder,
			keep: KEEP,
			sealing: sealing.clone(),
		};
		assert_ok!(sign(HOSPITAL, call));
		let expected = Record {
			subject: SUBJECT,
			issuer: InstitutionId(1),
			folder,
			keep: KEEP,
			issued: NOW,
			since: NOW,
			restricted_by: None,
			declined: false,
			superseded: 0,
			attestations: 0,
			last_epoch: 1,
			deposit: 10,
			current: Sealing { version: 1, epoch: 1, sealed: NOW, of: sealing },
		};
		assert_eq!(row(), expected);
		assert_eq!(held(), 10);
		let issuer = InstitutionId(1);
		assert_last(Event::RecordIssued { record: RECORD, subject: SUBJECT, issuer });
	});
}

#[test]
fn an_unknown_or_closed_subject_gets_no_record() {
	run(|| {
		let call = issue(HOSPITAL, SubjectId([1; 16]), RECORD, sealing(&[11, 12, 13], 2));
		assert_noop!(call, Error::<Test>::NoSuchSubject);
		Closed::set(vec![SUBJECT]);
		let call = issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 12, 13], 2));
		assert_noop!(call, Error::<Test>::NoSuchSubject);
	});
}

#[test]
fn a_suspended_provider_issues_nothing() {
	run(|| {
		Suspended::set(vec![1]);
		let call = issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 12, 13], 2));
		assert_noop!(call, Error::<Test>::NotAProvider);
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
		for (custodians, threshold) in [(&[][..], 2), (&[12][..], 1), (&[12][..], 2)] {
			let few = issue(HOSPITAL, SUBJECT, RECORD, sealing(custodians, threshold));
			assert_noop!(few, Error::<Test>::BadThreshold);
		}
		assert_ok!(issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 12, 13], 3)));
		let all = sealing(&[11, 12, 13, 16, 17, 18, 19], 7);
		assert_ok!(issue(HOSPITAL, SUBJECT, RecordId([1; 16]), all));
	});
}

#[test]
fn custodians_are_known_in_good_standing_and_independent() {
	run(|| {
		for (custodians, error) in [
			(&[11, 12, 99], Error::<Test>::NotACustodian),
			(&[11, 12, 21], Error::<Test>::NotACustodian),
			(&[12, 12, 13], Error::<Test>::CustodiansNotIndependent),
			(&[12, 13, 14], Error::<Test>::CustodiansNotIndependent),
		] {
			assert_noop!(issue(HOSPITAL, SUBJECT, RECORD, sealing(custodians, 2)), error);
		}
		Suspended::set(vec![13]);
		let lapsed = issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 12, 13], 2));
		assert_noop!(lapsed, Error::<Test>::NotACustodian);
	});
}

#[test]
fn issuer_and_desks_hold_less_than_a_threshold() {
	run(|| {
		// 11 is the issuer's, 15 a desk's.
		let two_of = issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 15, 12], 2));
		assert_noop!(two_of, Error::<Test>::IssuerAndDesksHoldTooMuch);
		assert_ok!(issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 15, 12], 3)));
		// The hospital's group runs a desk, so its vault counts for every issuer.
		let others = issue(CLINIC, SUBJECT, RecordId([1; 16]), sealing(&[11, 15, 12], 2));
		assert_noop!(others, Error::<Test>::IssuerAndDesksHoldTooMuch);
		assert_ok!(issue(CLINIC, SUBJECT, RecordId([1; 16]), sealing(&[11, 16, 12], 2)));
	});
}

#[test]
fn an_issuer_that_cannot_pay_the_deposit_leaves_nothing_behind() {
	run(|| {
		let call = issue(PRACTICE, SUBJECT, RecordId([1; 16]), sealing(&[11, 12, 13], 2));
		assert_noop!(call, TokenError::FundsUnavailable);
	});
}
