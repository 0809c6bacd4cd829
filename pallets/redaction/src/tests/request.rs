use super::mock::*;
use crate::*;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchClass, GetDispatchInfo},
};
use salus_primitives::{CaseId, CaseState, ErasureGround, RecordId};
use sp_runtime::DispatchError;

fn request_call() -> RuntimeCall {
	let ground = ErasureGround::ConsentWithdrawn;
	crate::Call::<Test>::request {
		case: CASE,
		record: RECORD,
		ground,
	}
	.into()
}

fn withdraw_call() -> RuntimeCall {
	crate::Call::<Test>::withdraw { case: CASE }.into()
}

#[test]
fn a_request_restricts_the_record_in_the_same_block() {
	run(|| {
		assert_ok!(request(PATIENT, CASE));
		assert_eq!(RestrictedBy::get(), Some(CASE));
		let case = Cases::<Test>::get(CASE).unwrap();
		assert_eq!(case.state(NOW), CaseState::Requested);
		assert_eq!(case.due, NOW + POLICY.answer_within);
		System::assert_last_event(
			Event::ErasureRequested {
				case: CASE,
				controller: HOSPITAL_ID,
				due: case.due,
			}
			.into(),
		);
	});
}

#[test]
fn only_the_subject_requests_and_withdraws() {
	run(|| {
		assert_noop!(request(8, CASE), Error::<Test>::NotTheSubject);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let ground = ErasureGround::Objection;
			let call = Redaction::request(origin.clone(), CASE, RECORD, ground);
			assert_noop!(call, DispatchError::BadOrigin);
			assert_noop!(Redaction::withdraw(origin, CASE), DispatchError::BadOrigin);
		}
		assert_ok!(request(PATIENT, CASE));
		assert_noop!(
			Redaction::withdraw(signed(8), CASE),
			Error::<Test>::NotTheSubject
		);
	});
}

#[test]
fn one_case_at_a_time_and_only_for_records_that_exist() {
	run(|| {
		let unknown = Redaction::request(
			signed(PATIENT),
			CASE,
			RecordId([1; 16]),
			ErasureGround::Objection,
		);
		assert_noop!(unknown, Error::<Test>::NoSuchRecord);
		assert_ok!(request(PATIENT, CASE));
		assert_noop!(request(PATIENT, CaseId([5; 16])), Error::<Test>::CaseOpen);
		assert_ok!(refuse());
		assert_noop!(request(PATIENT, CASE), Error::<Test>::CaseExists);
		assert_ok!(request(PATIENT, CaseId([5; 16])));
	});
}

#[test]
fn rights_calls_are_free_and_operational_while_they_change_something() {
	run(|| {
		let patient = signed(PATIENT);
		assert!(request_call().is_feeless(&patient) && !withdraw_call().is_feeless(&patient));
		assert!(!request_call().is_feeless(&signed(8)));
		assert_eq!(
			request_call().get_dispatch_info().class,
			DispatchClass::Operational
		);
		assert_eq!(
			withdraw_call().get_dispatch_info().class,
			DispatchClass::Operational
		);
		assert_ok!(request(PATIENT, CASE));
		assert!(!request_call().is_feeless(&patient) && withdraw_call().is_feeless(&patient));
		assert!(!withdraw_call().is_feeless(&signed(8)));
	});
}

#[test]
fn withdrawing_lifts_the_restriction_until_cooling_ends() {
	run(|| {
		assert_ok!(request(PATIENT, CASE));
		assert_ok!(accept());
		assert_ok!(Redaction::withdraw(signed(PATIENT), CASE));
		assert_eq!(RestrictedBy::get(), None);
		assert_eq!(Slots::<Test>::iter().count(), 0);
		let gone = Redaction::withdraw(signed(PATIENT), CASE);
		assert_noop!(gone, Error::<Test>::NotFound);
	});
}

#[test]
fn withdrawing_is_too_late_once_custodians_may_have_erased() {
	run(|| {
		due();
		let late = Redaction::withdraw(signed(PATIENT), CASE);
		assert_noop!(late, Error::<Test>::TooLateToWithdraw);
	});
}

#[test]
fn asking_and_withdrawing_in_turns_is_paced() {
	run(|| {
		assert_ok!(request(PATIENT, CASE));
		assert_ok!(Redaction::withdraw(signed(PATIENT), CASE));
		assert_noop!(
			request(PATIENT, CASE),
			Error::<Test>::TooSoonAfterWithdrawal
		);
		assert!(!request_call().is_feeless(&signed(PATIENT)));
		Timestamp::set_timestamp(NOW + POLICY.pause);
		assert_ok!(request(PATIENT, CASE));
	});
}
