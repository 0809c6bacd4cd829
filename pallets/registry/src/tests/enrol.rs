use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{InstitutionId, Moment, ENROLMENT_VALID_AT_MOST};
use sp_runtime::MultiSignature;

fn try_enrol(
	by: &str,
	who: &str,
	n: u8,
	expires: Moment,
	signature: MultiSignature,
) -> sp_runtime::DispatchResult {
	Registry::enrol(
		RuntimeOrigin::signed(account(by)),
		subject(n),
		account(who),
		key(0),
		expires,
		signature,
	)
}

#[test]
fn a_provider_enrols_a_person_who_agreed() {
	run(|| {
		let signature = agreement("patient", subject(1), NOW + 1);
		assert_ok!(try_enrol("hospital", "patient", 1, NOW + 1, signature));
		assert!(Registry::controls(&account("patient"), subject(1)));
		assert!(!Registry::controls(&account("hospital"), subject(1)));
		System::assert_last_event(
			Event::SubjectEnrolled { subject: subject(1), provider: HOSPITAL }.into(),
		);
	});
}

#[test]
fn an_enrolled_account_can_act_at_zero_balance() {
	run(|| {
		assert_eq!(System::sufficients(&account("patient")), 0);
		let signature = agreement("patient", subject(1), NOW + 1);
		assert_ok!(try_enrol("hospital", "patient", 1, NOW + 1, signature));
		assert_eq!(System::sufficients(&account("patient")), 1);
	});
}

#[test]
fn only_a_provider_in_good_standing_enrols() {
	run(|| {
		let signature = || agreement("patient", subject(1), NOW + 1);
		let none = Error::<Test>::NotAnInstitution;
		assert_noop!(try_enrol("stranger", "patient", 1, NOW + 1, signature()), none);
		let lapsed = Error::<Test>::NotInGoodStanding;
		assert_noop!(try_enrol("clinic", "patient", 1, NOW + 1, signature()), lapsed);
		assert_noop!(
			try_enrol("vault", "patient", 1, NOW + 1, signature()),
			Error::<Test>::RoleMissing
		);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Registry::enrol(
				origin,
				subject(1),
				account("patient"),
				key(0),
				NOW + 1,
				signature(),
			);
			assert_noop!(call, sp_runtime::DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_signature_for_another_subject_provider_key_or_moment_is_refused() {
	run(|| {
		let other_subject = agreement("patient", subject(2), NOW + 1);
		assert_noop!(
			try_enrol("hospital", "patient", 1, NOW + 1, other_subject),
			Error::<Test>::BadEnrolmentSignature
		);
		let other_moment = agreement("patient", subject(1), NOW + 2);
		assert_noop!(
			try_enrol("hospital", "patient", 1, NOW + 1, other_moment),
			Error::<Test>::BadEnrolmentSignature
		);
		let other_person = agreement("mallory", subject(1), NOW + 1);
		assert_noop!(
			try_enrol("hospital", "patient", 1, NOW + 1, other_person),
			Error::<Test>::BadEnrolmentSignature
		);
		let digest = salus_primitives::enrolment_digest(
			&Registry::genesis_hash(),
			InstitutionId(9),
			subject(1),
			&key(0),
			NOW + 1,
		);
		let other_provider = sp_core::Pair::sign(&pair("patient"), &digest.0).into();
		assert_noop!(
			try_enrol("hospital", "patient", 1, NOW + 1, other_provider),
			Error::<Test>::BadEnrolmentSignature
		);
	});
}

#[test]
fn a_signature_is_good_until_it_expires_and_for_a_day_at_most() {
	run(|| {
		let expired = agreement("patient", subject(1), NOW);
		let error = Error::<Test>::EnrolmentExpired;
		assert_noop!(try_enrol("hospital", "patient", 1, NOW, expired), error);
		let late = NOW + ENROLMENT_VALID_AT_MOST + 1;
		let too_long = agreement("patient", subject(1), late);
		assert_noop!(
			try_enrol("hospital", "patient", 1, late, too_long),
			Error::<Test>::EnrolmentTooLong
		);
	});
}

#[test]
fn a_subject_is_enrolled_once() {
	run(|| {
		let signature = agreement("patient", subject(1), NOW + 1);
		assert_ok!(try_enrol("hospital", "patient", 1, NOW + 1, signature.clone()));
		let again = try_enrol("hospital", "patient", 1, NOW + 1, signature);
		assert_noop!(again, Error::<Test>::SubjectExists);
	});
}

#[test]
fn the_allowance_runs_out() {
	run(|| {
		let signature = agreement("patient", subject(1), NOW + 1);
		assert_ok!(try_enrol("hospital", "patient", 1, NOW + 1, signature));
		for _ in 0..3 {
			assert!(Registry::has_allowance(subject(1)));
			assert_ok!(Registry::spend_allowance(subject(1)));
		}
		assert!(!Registry::has_allowance(subject(1)));
		assert_noop!(Registry::spend_allowance(subject(1)), Error::<Test>::AllowanceUsedUp);
		assert_noop!(Registry::spend_allowance(subject(2)), Error::<Test>::NoSuchSubject);
	});
}

#[test]
fn the_providers_deposit_is_held() {
	run(|| {
		let before = Balances::free_balance(account("hospital"));
		enrolled();
		assert_eq!(Balances::free_balance(account("hospital")), before - DEPOSIT);
		assert_eq!(Registry::subject(SUBJECT).unwrap().deposit, DEPOSIT);
	});
}

#[test]
fn a_provider_that_cannot_pay_the_deposit_enrols_nobody() {
	run(|| {
		let provider = admission(salus_primitives::Role::Provider, 10);
		assert_ok!(Registry::admit(signed("admitter"), account("poor"), provider, None, 0));
		let signature = agreement_with(InstitutionId(10), "patient", SUBJECT, NOW + 1);
		assert!(try_enrol("poor", "patient", 1, NOW + 1, signature).is_err());
		assert!(Registry::subject(SUBJECT).is_none());
		assert!(!System::account_exists(&account("patient")));
	});
}

#[test]
fn enrolments_are_counted_by_provider_and_day_until_midnight_utc() {
	run(|| {
		let midnight = 20_001 * DAY;
		let fourth = || {
			let signature = agreement("patient", subject(4), now() + 1);
			try_enrol("hospital", "patient", 4, now() + 1, signature)
		};
		(1..=3).for_each(|n| enrol("patient", n));
		assert_noop!(fourth(), Error::<Test>::EnrolmentsUsedUp);
		let signature = agreement_with(PRACTICE, "patient", subject(5), NOW + 1);
		assert_ok!(try_enrol("practice", "patient", 5, NOW + 1, signature));
		at(midnight - 1);
		assert_noop!(fourth(), Error::<Test>::EnrolmentsUsedUp);
		at(midnight);
		assert_ok!(fourth());
		assert_eq!(Enrolled::<Test>::get(HOSPITAL), (20_001, 1));
	});
}

#[test]
fn an_institutions_account_controls_no_subject() {
	run(|| {
		let signature = agreement("practice", SUBJECT, NOW + 1);
		assert_noop!(
			try_enrol("hospital", "practice", 1, NOW + 1, signature),
			Error::<Test>::AccountInUse
		);
	});
}

#[test]
fn a_suspended_provider_enrols_nobody_while_its_subjects_keep_their_rights() {
	run(|| {
		enrolled();
		appoint("guardian", salus_primitives::GuardianScope::ALL);
		assert_ok!(Registry::suspend(signed("suspender"), HOSPITAL));
		let signature = agreement("patient", subject(2), NOW + 1);
		assert_noop!(
			try_enrol("hospital", "patient", 2, NOW + 1, signature),
			Error::<Test>::NotInGoodStanding
		);
		assert!(Registry::controls(&account("patient"), SUBJECT));
		let patient = account("patient");
		let guardian = account("guardian");
		assert_ok!(Registry::ensure_may_remove_guardian(&patient, SUBJECT, &guardian));
		assert_ok!(Registry::ensure_may_close(&patient, SUBJECT));
		assert_ok!(Registry::close(signed("patient"), SUBJECT));
	});
}
