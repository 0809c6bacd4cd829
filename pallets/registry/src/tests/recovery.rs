use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{GuardianScope, Moment, Role};
use sp_runtime::DispatchResult;

fn delay() -> Moment {
	Rules::get().parties.recovery_delay
}

fn confirm(by: &str) -> DispatchResult {
	Registry::confirm_recovery(signed(by), SUBJECT, account("phone"))
}

fn veto(who: &str) -> DispatchResult {
	Registry::veto_recovery(signed(who), SUBJECT)
}

fn finish(who: &str) -> DispatchResult {
	Registry::finish_recovery(signed(who), SUBJECT)
}

/// Started by the hospital and confirmed by the advocate: the phone takes over.
fn confirmed() {
	enrolled();
	assert_ok!(start_recovery("hospital", "phone"));
	assert_ok!(confirm("advocate"));
}

#[test]
fn a_recovered_account_acts_and_the_old_one_is_gone() {
	run(|| {
		enrolled();
		assert_ok!(start_recovery("hospital", "phone"));
		let started = Event::RecoveryStarted { subject: SUBJECT, by: HOSPITAL };
		System::assert_last_event(started.into());
		assert!(!Registry::is_recovering(SUBJECT));
		at(NOW + 5);
		assert_ok!(confirm("advocate"));
		let due = NOW + 5 + delay();
		let confirmed = Event::RecoveryConfirmed { subject: SUBJECT, by: ADVOCATE, due };
		System::assert_last_event(confirmed.into());
		assert!(Registry::is_recovering(SUBJECT));
		assert_eq!(Registry::recovery(SUBJECT).unwrap().due, Some(due));
		at(due - 1);
		assert_noop!(finish("stranger"), Error::<Test>::NotDue);
		at(due);
		assert!(Registry::is_recovering(SUBJECT));
		assert_ok!(finish("stranger"));
		System::assert_last_event(Event::RecoveryFinished { subject: SUBJECT }.into());
		assert!(!Registry::is_recovering(SUBJECT));
		assert!(Registry::controls(&account("phone"), SUBJECT));
		assert!(!Registry::controls(&account("patient"), SUBJECT));
		assert_eq!(System::sufficients(&account("phone")), 1);
		assert!(!System::account_exists(&account("patient")));
		assert_eq!(Registry::subject(SUBJECT).unwrap().key, key(1));
		assert_noop!(finish("stranger"), Error::<Test>::NoRecovery);
	});
}

#[test]
fn a_key_thief_cannot_finish_a_recovery_that_the_owner_vetoes() {
	run(|| {
		confirmed();
		at(NOW + delay());
		assert_noop!(veto("phone"), Error::<Test>::NotTheSubject);
		assert_ok!(veto("patient"));
		System::assert_last_event(Event::RecoveryVetoed { subject: SUBJECT }.into());
		assert_noop!(finish("phone"), Error::<Test>::NoRecovery);
		assert_noop!(veto("patient"), Error::<Test>::NoRecovery);
		assert!(Registry::controls(&account("patient"), SUBJECT));
		// Somebody else may start again.
		assert_ok!(start_recovery("practice", "phone"));
	});
}

#[test]
fn a_recovery_that_nobody_confirms_lapses() {
	run(|| {
		enrolled();
		assert_ok!(start_recovery("hospital", "phone"));
		at(NOW + delay());
		assert_noop!(confirm("advocate"), Error::<Test>::RecoveryLapsed);
		assert_noop!(finish("phone"), Error::<Test>::NotDue);
		assert!(Registry::recovery(SUBJECT).is_none());
		assert_ok!(start_recovery("practice", "tablet"));
		assert_eq!(Registry::recovery(SUBJECT).unwrap().by, PRACTICE);
	});
}

#[test]
fn a_confirmed_recovery_that_nobody_finishes_lapses() {
	run(|| {
		confirmed();
		let lapse = NOW + 2 * delay();
		at(lapse - 1);
		assert!(Registry::is_recovering(SUBJECT));
		assert!(is_free("phone", Call::finish_recovery { subject: SUBJECT }));
		let second = start_recovery("practice", "tablet");
		assert_noop!(second, Error::<Test>::RecoveryPending);
		at(lapse);
		assert!(!Registry::is_recovering(SUBJECT));
		assert!(Registry::recovery(SUBJECT).is_none());
		assert_noop!(finish("phone"), Error::<Test>::RecoveryLapsed);
		assert_noop!(confirm("advocate"), Error::<Test>::RecoveryLapsed);
		assert_ok!(start_recovery("hospital", "tablet"));
		assert!(!Registry::is_recovering(SUBJECT));
	});
}

#[test]
fn a_confirmed_recovery_is_finished_until_just_before_it_lapses() {
	run(|| {
		confirmed();
		at(NOW + 2 * delay() - 1);
		assert_ok!(finish("phone"));
	});
}

#[test]
fn an_unconfirmed_recovery_is_replaced_at_once_by_another_control_group_only() {
	run(|| {
		enrolled();
		assert_ok!(start_recovery("hospital", "phone"));
		for same in ["hospital", "branch"] {
			let again = start_recovery(same, "tablet");
			assert_noop!(again, Error::<Test>::RecoveryPending);
		}
		assert_ok!(start_recovery("practice", "tablet"));
		assert_eq!(Registry::recovery(SUBJECT).unwrap().by, PRACTICE);
		at(NOW + delay() - 1);
		let again = start_recovery("practice", "phone");
		assert_noop!(again, Error::<Test>::RecoveryPending);
		at(NOW + delay());
		assert_ok!(start_recovery("practice", "phone"));
	});
}

#[test]
fn a_confirmation_in_flight_does_not_confirm_a_new_start() {
	run(|| {
		enrolled();
		assert_ok!(start_recovery("hospital", "phone"));
		assert_ok!(start_recovery("practice", "thief"));
		assert_noop!(confirm("advocate"), Error::<Test>::RecoveryOfAnother);
		let thief = account("thief");
		assert_ok!(Registry::confirm_recovery(signed("advocate"), SUBJECT, thief));
	});
}

#[test]
fn the_confirmer_is_of_another_control_group_and_confirms_once() {
	run(|| {
		enrolled();
		assert_noop!(confirm("advocate"), Error::<Test>::NoRecovery);
		assert_ok!(start_recovery("hospital", "phone"));
		assert_noop!(confirm("hospital"), Error::<Test>::SameControlGroup);
		assert_noop!(confirm("branch"), Error::<Test>::SameControlGroup);
		assert_noop!(confirm("authority"), Error::<Test>::RoleMissing);
		assert_ok!(confirm("practice"));
		assert_noop!(confirm("advocate"), Error::<Test>::AlreadyConfirmed);
	});
}

#[test]
fn the_starter_still_stands_well_when_another_confirms() {
	run(|| {
		enrolled();
		assert_ok!(start_recovery("hospital", "phone"));
		assert_ok!(Registry::suspend(signed("suspender"), HOSPITAL));
		assert_noop!(confirm("advocate"), Error::<Test>::NotInGoodStanding);
		assert_ok!(Registry::reinstate(signed("reinstater"), HOSPITAL));
		Registry::withdraw_role(HOSPITAL, Role::Provider);
		assert_noop!(confirm("advocate"), Error::<Test>::RoleMissing);
	});
}

#[test]
fn a_recovery_needs_an_existing_subject_and_an_account_that_agreed() {
	run(|| {
		let none = start_recovery("hospital", "phone");
		assert_noop!(none, Error::<Test>::NoSuchSubject);
		enrolled();
		assert_noop!(start_recovery("hospital", "patient"), Error::<Test>::SameAccount);
		assert_noop!(start_recovery("hospital", "practice"), Error::<Test>::AccountInUse);
		let start = |expires, signature| {
			let phone = account("phone");
			Registry::start_recovery(signed("hospital"), SUBJECT, phone, key(1), expires, signature)
		};
		let forged = takeover("thief", SUBJECT, &key(1), NOW + 1);
		assert_noop!(start(NOW + 1, forged), Error::<Test>::BadAccountSignature);
		let expired = takeover("phone", SUBJECT, &key(1), NOW);
		assert_noop!(start(NOW, expired), Error::<Test>::SignatureExpired);
		let long = takeover("phone", SUBJECT, &key(1), NOW + DAY + 1);
		assert_noop!(start(NOW + DAY + 1, long), Error::<Test>::SignatureTooLong);
	});
}

#[test]
fn a_thief_cannot_use_up_the_key_ids_before_a_recovery() {
	run(|| {
		enrolled();
		assert_ok!(Registry::set_key(signed("patient"), SUBJECT, key(u32::MAX)));
		assert_ok!(start_recovery("hospital", "phone"));
		assert_ok!(confirm("advocate"));
		at(NOW + delay());
		assert_ok!(finish("phone"));
		assert_eq!(Registry::subject(SUBJECT).unwrap().key, key(1));
	});
}

#[test]
fn a_guardian_that_recovers_the_subject_is_no_guardian_any_more() {
	run(|| {
		confirmed();
		appoint("phone", GuardianScope::ALL);
		at(NOW + delay());
		assert_ok!(finish("phone"));
		assert!(Registry::guardians(SUBJECT).is_empty());
		assert_eq!(System::sufficients(&account("phone")), 1);
	});
}

#[test]
fn an_account_that_was_admitted_meanwhile_recovers_nothing() {
	run(|| {
		confirmed();
		let provider = admission(Role::Provider, 10);
		assert_ok!(Registry::admit(signed("admitter"), account("phone"), provider, None, 0));
		at(NOW + delay());
		assert_noop!(finish("stranger"), Error::<Test>::AccountInUse);
		assert_ok!(veto("patient"));
	});
}

#[test]
fn a_recovery_restores_the_allowance_and_is_remembered() {
	run(|| {
		confirmed();
		while Registry::spend_allowance(SUBJECT).is_ok() {}
		assert_eq!(Registry::recovered_at(SUBJECT), 0);
		at(NOW + delay() + 7);
		assert_ok!(finish("phone"));
		assert_eq!(Registry::subject(SUBJECT).unwrap().allowance, 3);
		assert_eq!(Registry::recovered_at(SUBJECT), NOW + delay() + 7);
		assert_eq!(Registry::recovered_at(subject(2)), 0);
		assert_ok!(rotate_with_key("phone", "tablet"));
		assert_eq!(Registry::recovered_at(SUBJECT), NOW + delay() + 7);
	});
}

#[test]
fn a_recovery_takes_nothing_from_a_larger_allowance() {
	run(|| {
		confirmed();
		Rules::mutate(|policy| policy.parties.allowance = 2);
		at(NOW + delay());
		assert_ok!(finish("phone"));
		assert_eq!(Registry::subject(SUBJECT).unwrap().allowance, 3);
	});
}

#[test]
fn a_suspended_guardian_does_not_take_the_subject_over() {
	run(|| {
		enrolled();
		appoint("phone", GuardianScope::ALL);
		let suspend = || Registry::suspend_guardian(signed("regulator"), SUBJECT, account("phone"));
		assert_ok!(suspend());
		assert_noop!(rotate("patient", "phone"), Error::<Test>::GuardianSuspended);
		assert_noop!(start_recovery("hospital", "phone"), Error::<Test>::GuardianSuspended);
		let phone = account("phone");
		assert_ok!(Registry::reinstate_guardian(signed("regulator"), SUBJECT, phone));
		assert_ok!(start_recovery("hospital", "phone"));
		assert_ok!(confirm("advocate"));
		assert_ok!(suspend());
		at(NOW + delay());
		assert_noop!(finish("phone"), Error::<Test>::GuardianSuspended);
		// It lapses after ten days.
		at(NOW + 10 * DAY);
		assert_ok!(finish("phone"));
	});
}

fn rotate_with_key(by: &str, to: &str) -> DispatchResult {
	let expires = now() + 1;
	let signature = takeover(to, SUBJECT, &key(1), expires);
	Registry::rotate_account(signed(by), SUBJECT, account(to), key(1), expires, signature)
}
