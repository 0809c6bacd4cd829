use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{GuardianScope, RefusalGround};

#[test]
fn a_guardian_alone_erases_nothing() {
	run(|| {
		assert_ok!(request(70, SALT));
		System::assert_last_event(Event::AgreementNoted { subject: SUBJECT }.into());
		assert_eq!(restricted_by(), None);
		assert!(!Cases::<Test>::contains_key(case()));
		assert_noop!(request(70, SALT), Error::<Test>::MayNotAgree);
		assert_noop!(request(70, [5; 16]), Error::<Test>::MayNotAgree);
	});
}

#[test]
fn all_guardians_ask_whatever_salts_they_draw() {
	run(|| {
		assert_ok!(request(70, [5; 16]));
		assert_ok!(request(71, SALT));
		assert!(row().by_guardians);
		assert_eq!(restricted_by(), Some(case()));
	});
}

#[test]
fn a_guardian_without_the_scope_has_no_say() {
	run(|| {
		MockGuardians::insert(71, GuardianScope::VIEW.and(GuardianScope::CONSENT));
		assert_noop!(request(71, SALT), Error::<Test>::NotTheSubject);
		assert_ok!(request(70, SALT));
		let call = Redaction::withdraw(signed(71), case());
		assert_noop!(call, Error::<Test>::NotTheSubject);
	});
}

#[test]
fn nothing_is_erased_for_guardians_without_an_attester() {
	run(|| {
		assert_ok!(request(70, SALT));
		assert_ok!(request(71, SALT));
		edit(|it| it.keep_until = 0);
		assert_noop!(accept(), Error::<Test>::NeedsAttester);
		let ground = RefusalGround::LegalClaims;
		let partly = Redaction::accept_partly(signed(HOSPITAL), case(), ground);
		assert_noop!(partly, Error::<Test>::NeedsAttester);
		at(row().due + 1);
		let silence = || Redaction::accept_by_silence(signed(STRANGER), case());
		assert_noop!(silence(), Error::<Test>::NeedsAttester);
		assert!(Redaction::case_view(case()).unwrap().needs_attester);
		assert_ok!(Redaction::attest(signed(ADVOCATE), case()));
		assert_eq!(row().attester.map(|it| it.0), Some(8));
		assert_ok!(silence());
	});
}

#[test]
fn any_one_guardian_takes_back_what_guardians_asked() {
	run(|| {
		assert_ok!(request(70, SALT));
		assert_ok!(request(71, SALT));
		assert_ok!(Redaction::withdraw(signed(70), case()));
		at(NOW + rules().pause);
		assert_ok!(request(70, SALT));
		assert_ok!(request(71, SALT));
		assert_ok!(Redaction::withdraw(signed(PATIENT), case()));
	});
}

#[test]
fn whoever_is_under_the_controllers_control_does_not_attest() {
	run(|| {
		assert_ok!(request(70, SALT));
		assert_ok!(request(71, SALT));
		let attest = |who| Redaction::attest(signed(who), case());
		assert_noop!(attest(HOSPITAL), Error::<Test>::NotIndependent);
		assert_noop!(attest(2), Error::<Test>::NotIndependent);
		assert_noop!(attest(10), Error::<Test>::NotAnAttester);
		assert_noop!(attest(70), Error::<Test>::NotAnAttester);
		Suspended::set(vec![3]);
		assert_noop!(attest(3), Error::<Test>::NotAnAttester);
		Suspended::set(vec![]);
		assert_ok!(attest(3));
		let attester = salus_primitives::InstitutionId(3);
		System::assert_last_event(Event::Attested { case: case(), attester }.into());
		assert_noop!(attest(6), Error::<Test>::NothingToAttest);
		assert_ok!(accept());
		assert_noop!(attest(6), Error::<Test>::AlreadyAnswered);
	});
}

#[test]
fn a_case_of_the_subject_needs_no_attester() {
	run(|| {
		assert_noop!(Redaction::attest(signed(3), case()), Error::<Test>::NotFound);
		assert_ok!(request(PATIENT, SALT));
		assert_noop!(Redaction::attest(signed(3), case()), Error::<Test>::NothingToAttest);
	});
}
