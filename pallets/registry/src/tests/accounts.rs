use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{GuardianScope, KeyRef, Moment, ENROLMENT_VALID_AT_MOST};
use sp_runtime::{DispatchResult, MultiSignature};

fn rotate_with(key: KeyRef, expires: Moment, signature: MultiSignature) -> DispatchResult {
	let account = account("phone");
	Registry::rotate_account(signed("patient"), SUBJECT, account, key, expires, signature)
}

#[test]
fn a_subject_moves_and_the_old_account_is_gone() {
	run(|| {
		enrolled();
		assert_ok!(rotate("patient", "phone"));
		System::assert_last_event(Event::AccountRotated { subject: SUBJECT }.into());
		assert!(Registry::controls(&account("phone"), SUBJECT));
		assert!(!Registry::controls(&account("patient"), SUBJECT));
		assert_eq!(System::sufficients(&account("phone")), 1);
		assert!(!System::account_exists(&account("patient")));
	});
}

#[test]
fn a_guardian_that_takes_over_is_no_guardian_any_more() {
	run(|| {
		enrolled();
		appoint("phone", GuardianScope::ALL);
		assert_ok!(rotate("patient", "phone"));
		assert!(Registry::guardians(SUBJECT).is_empty());
		assert_eq!(System::sufficients(&account("phone")), 1);
	});
}

#[test]
fn a_takeover_needs_the_new_accounts_signature_over_this_subject_key_and_moment() {
	run(|| {
		enrolled();
		let expires = NOW + 1;
		for signature in [
			takeover("patient", SUBJECT, &key(1), expires),
			takeover("phone", subject(2), &key(1), expires),
			takeover("phone", SUBJECT, &key(2), expires),
			takeover("phone", SUBJECT, &key(1), expires + 1),
			agreement("phone", SUBJECT, expires),
		] {
			let call = rotate_with(key(1), expires, signature);
			assert_noop!(call, Error::<Test>::BadAccountSignature);
		}
	});
}

#[test]
fn a_takeover_is_good_until_it_expires_and_for_a_day_at_most() {
	run(|| {
		enrolled();
		let expired = takeover("phone", SUBJECT, &key(1), NOW);
		assert_noop!(rotate_with(key(1), NOW, expired), Error::<Test>::SignatureExpired);
		let late = NOW + ENROLMENT_VALID_AT_MOST;
		let too_long = takeover("phone", SUBJECT, &key(1), late + 1);
		assert_noop!(rotate_with(key(1), late + 1, too_long), Error::<Test>::SignatureTooLong);
		let longest = takeover("phone", SUBJECT, &key(1), late);
		assert_ok!(rotate_with(key(1), late, longest));
	});
}

#[test]
fn a_subject_moves_to_another_account_of_a_person() {
	run(|| {
		enrolled();
		assert_noop!(rotate("patient", "patient"), Error::<Test>::SameAccount);
		assert_noop!(rotate("patient", "hospital"), Error::<Test>::AccountInUse);
		assert_noop!(rotate("mallory", "mallory"), Error::<Test>::NotTheSubject);
		let expires = NOW + 1;
		let signature = takeover("phone", subject(2), &key(1), expires);
		let call = Registry::rotate_account(
			signed("patient"),
			subject(2),
			account("phone"),
			key(1),
			expires,
			signature,
		);
		assert_noop!(call, Error::<Test>::NoSuchSubject);
	});
}

#[test]
fn keys_of_a_subject_count_on() {
	run(|| {
		enrolled();
		assert_ok!(Registry::set_key(signed("patient"), SUBJECT, key(2)));
		System::assert_last_event(Event::SubjectKeySet { subject: SUBJECT, key: 2 }.into());
		assert_eq!(Registry::subject(SUBJECT).unwrap().key, key(2));
		for id in [1, 2] {
			let call = Registry::set_key(signed("patient"), SUBJECT, key(id));
			assert_noop!(call, Error::<Test>::KeyNotNewer);
		}
		let signature = takeover("phone", SUBJECT, &key(1), NOW + 1);
		assert_noop!(rotate_with(key(1), NOW + 1, signature), Error::<Test>::KeyNotNewer);
		let other = Registry::set_key(signed("mallory"), SUBJECT, key(3));
		assert_noop!(other, Error::<Test>::NotTheSubject);
		let none = Registry::set_key(signed("patient"), subject(2), key(3));
		assert_noop!(none, Error::<Test>::NoSuchSubject);
	});
}

#[test]
fn rotation_drops_a_recovery_that_nobody_confirmed() {
	run(|| {
		enrolled();
		assert_ok!(start_recovery("hospital", "phone"));
		assert_ok!(rotate("patient", "tablet"));
		assert_eq!(Recoveries::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_confirmed_recovery_stops_rotation_until_it_lapses() {
	run(|| {
		enrolled();
		assert_ok!(start_recovery("hospital", "phone"));
		let phone = account("phone");
		assert_ok!(Registry::confirm_recovery(signed("advocate"), SUBJECT, phone));
		let lapse = NOW + 2 * Rules::get().parties.recovery_delay;
		for moment in [NOW, lapse - 1] {
			at(moment);
			assert_noop!(rotate("patient", "thief"), Error::<Test>::RecoveryPending);
		}
		at(lapse);
		assert_ok!(rotate("patient", "tablet"));
		assert_eq!(Recoveries::<Test>::iter().count(), 0);
	});
}
