use super::mock::*;
use crate::*;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchClass, GetDispatchInfo},
};
use salus_primitives::{CaseState, ErasureGround, RecordId};

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
		assert_eq!(restricted_by(), Some(case()));
		assert_eq!(state(), CaseState::Requested);
		let due = NOW + Rules::get().eu.erasure_within;
		assert_eq!(row().due, due);
		System::assert_last_event(
			Event::ErasureRequested { case: case(), controller: HOSPITAL_ID, due }.into(),
		);
	});
}

#[test]
fn only_the_subject_requests_and_withdraws() {
	run(|| {
		assert_noop!(request(STRANGER, SALT), Error::<Test>::NotTheSubject);
		assert_ok!(request(PATIENT, SALT));
		assert_noop!(Redaction::withdraw(signed(STRANGER), case()), Error::<Test>::NotTheSubject);
		let guardian = Redaction::withdraw(signed(GUARDIANS[0]), case());
		assert_noop!(guardian, Error::<Test>::NotTheSubject);
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
		assert_noop!(request(PATIENT, [5; 16]), Error::<Test>::TooSoon);
		at(NOW + rules().pause);
		assert_noop!(request(PATIENT, SALT), Error::<Test>::CaseExists);
		assert_ok!(request(PATIENT, [5; 16]));
	});
}

#[test]
fn that_retention_has_expired_is_not_for_persons_to_say() {
	run(|| {
		let ground = ErasureGround::RetentionExpired;
		let call = Redaction::request(signed(PATIENT), RECORD, SALT, ground);
		assert_noop!(call, Error::<Test>::BadGround);
	});
}

#[test]
fn rights_calls_are_free_and_operational_while_they_change_something() {
	run(|| {
		let patient = signed(PATIENT);
		assert!(request_call().is_feeless(&patient) && !withdraw_call().is_feeless(&patient));
		assert!(!request_call().is_feeless(&signed(STRANGER)));
		assert!(request_call().is_feeless(&signed(GUARDIANS[0])));
		assert_eq!(request_call().get_dispatch_info().class, DispatchClass::Operational);
		assert_eq!(withdraw_call().get_dispatch_info().class, DispatchClass::Operational);
		assert_ok!(request(PATIENT, SALT));
		assert!(!request_call().is_feeless(&patient) && withdraw_call().is_feeless(&patient));
		assert!(!withdraw_call().is_feeless(&signed(STRANGER)));
	});
}

#[test]
fn rights_work_whatever_the_standing_of_any_institution() {
	run(|| {
		Suspended::set((1..30).collect());
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(Redaction::withdraw(signed(PATIENT), case()));
		assert_ok!(rectify(PATIENT));
		assert_ok!(Redaction::withdraw_rectification(signed(PATIENT), rectification()));
	});
}

#[test]
fn withdrawing_lifts_the_restriction_until_cooling_ends() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(accept());
		at(not_before() - 1);
		assert_ok!(Redaction::withdraw(signed(PATIENT), case()));
		System::assert_last_event(Event::RequestWithdrawn { case: case() }.into());
		assert_eq!(restricted_by(), None);
		assert_eq!(Slots::<Test>::iter().count() + Duties::<Test>::iter().count(), 0);
		let gone = Redaction::withdraw(signed(PATIENT), case());
		assert_noop!(gone, Error::<Test>::NotFound);
	});
}

#[test]
fn withdrawing_is_too_late_once_custodians_may_have_erased() {
	run(|| {
		due();
		let late = || Redaction::withdraw(signed(PATIENT), case());
		assert_noop!(late(), Error::<Test>::TooLateToWithdraw);
		erase();
		assert_noop!(late(), Error::<Test>::TooLateToWithdraw);
	});
}

#[test]
fn a_refused_case_cannot_be_withdrawn() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(refuse());
		let late = Redaction::withdraw(signed(PATIENT), case());
		assert_noop!(late, Error::<Test>::AlreadyAnswered);
	});
}

#[test]
fn asking_and_withdrawing_in_turns_is_paced() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(Redaction::withdraw(signed(PATIENT), case()));
		at(NOW + rules().pause - 1);
		assert_noop!(request(PATIENT, SALT), Error::<Test>::TooSoon);
		assert!(!request_call().is_feeless(&signed(PATIENT)));
		at(NOW + rules().pause);
		assert_ok!(request(PATIENT, SALT));
	});
}

#[test]
fn withdrawing_weighs_what_it_removes() {
	run(|| {
		let withdraw = || Redaction::withdraw(signed(PATIENT), case()).unwrap().actual_weight;
		assert_ok!(request(PATIENT, SALT));
		assert_eq!(withdraw(), Some(<Test as Config>::WeightInfo::withdraw(0)));
		at(NOW + rules().pause);
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(accept());
		assert_eq!(withdraw(), Some(<Test as Config>::WeightInfo::withdraw(2)));
	});
}
