use super::mock::*;
use crate::*;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchClass, GetDispatchInfo},
};
use salus_primitives::{CaseState, ErasureGround, RecordId};
use sp_runtime::DispatchError;

fn request_call() -> RuntimeCall {
	let ground = ErasureGround::ConsentWithdrawn;
	crate::Call::<Test>::request { record: RECORD, salt: SALT, ground }.into()
}

fn withdraw_call() -> RuntimeCall {
	crate::Call::<Test>::withdraw { case: case() }.into()
}

#[test]
fn a_request_restricts_the_record_in_the_same_block() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_eq!(RestrictedBy::get(), Some(case()));
		let row = Cases::<Test>::get(case()).unwrap();
		assert_eq!(row.state(NOW), CaseState::Requested);
		assert_eq!(row.due, NOW + POLICY.answer_within);
		System::assert_last_event(
			Event::ErasureRequested { case: case(), controller: HOSPITAL_ID, due: row.due }.into(),
		);
	});
}

#[test]
fn only_the_subject_requests_and_withdraws() {
	run(|| {
		assert_noop!(request(8, SALT), Error::<Test>::NotTheSubject);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let ground = ErasureGround::Objection;
			let call = Redaction::request(origin.clone(), RECORD, SALT, ground);
			assert_noop!(call, DispatchError::BadOrigin);
			assert_noop!(Redaction::withdraw(origin, case()), DispatchError::BadOrigin);
		}
		assert_ok!(request(PATIENT, SALT));
		assert_noop!(Redaction::withdraw(signed(8), case()), Error::<Test>::NotTheSubject);
	});
}

#[test]
fn one_case_at_a_time_and_only_for_records_that_exist() {
	run(|| {
		let unknown =
			Redaction::request(signed(PATIENT), RecordId([1; 16]), SALT, ErasureGround::Objection);
		assert_noop!(unknown, Error::<Test>::NoSuchRecord);
		assert_ok!(request(PATIENT, SALT));
		assert_noop!(request(PATIENT, [5; 16]), Error::<Test>::CaseOpen);
		assert_ok!(refuse());
		assert_noop!(request(PATIENT, SALT), Error::<Test>::CaseExists);
		assert_ok!(request(PATIENT, [5; 16]));
	});
}

#[test]
fn rights_calls_are_free_and_operational_while_they_change_something() {
	run(|| {
		let patient = signed(PATIENT);
		assert!(request_call().is_feeless(&patient) && !withdraw_call().is_feeless(&patient));
		assert!(!request_call().is_feeless(&signed(8)));
		assert_eq!(request_call().get_dispatch_info().class, DispatchClass::Operational);
		assert_eq!(withdraw_call().get_dispatch_info().class, DispatchClass::Operational);
		assert_ok!(request(PATIENT, SALT));
		assert!(!request_call().is_feeless(&patient) && withdraw_call().is_feeless(&patient));
		assert!(!withdraw_call().is_feeless(&signed(8)));
	});
}

#[test]
fn withdrawing_lifts_the_restriction_until_cooling_ends() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(accept());
		assert_ok!(Redaction::withdraw(signed(PATIENT), case()));
		assert_eq!(RestrictedBy::get(), None);
		assert_eq!(Slots::<Test>::iter().count(), 0);
		let gone = Redaction::withdraw(signed(PATIENT), case());
		assert_noop!(gone, Error::<Test>::NotFound);
	});
}

#[test]
fn withdrawing_is_too_late_once_custodians_may_have_erased() {
	run(|| {
		due();
		let late = Redaction::withdraw(signed(PATIENT), case());
		assert_noop!(late, Error::<Test>::TooLateToWithdraw);
	});
}

#[test]
fn asking_and_withdrawing_in_turns_is_paced() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(Redaction::withdraw(signed(PATIENT), case()));
		assert_noop!(request(PATIENT, SALT), Error::<Test>::TooSoonAfterWithdrawal);
		assert!(!request_call().is_feeless(&signed(PATIENT)));
		Timestamp::set_timestamp(NOW + POLICY.pause);
		assert_ok!(request(PATIENT, SALT));
	});
}
