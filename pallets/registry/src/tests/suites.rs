//! A deprecated suite: no new key of it is named, and no right is lost.

use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{GuardianScope, Hash32, PublicKey, Suites};

fn deprecate() {
	Rules::mutate(|policy| policy.suites = Suites(0));
}

#[test]
fn an_institution_adds_no_key_of_a_deprecated_suite() {
	run(|| {
		deprecate();
		let call = Registry::add_key(signed("hospital"), PublicKey::X25519(Hash32([1; 32])));
		assert_noop!(call, Error::<Test>::SuiteDeprecated);
		// What signs receipts is no encryption key.
		assert_ok!(Registry::set_receipt_key(signed("vault"), Hash32([8; 32])));
	});
}

#[test]
fn nobody_is_enrolled_with_a_key_of_a_deprecated_suite() {
	run(|| {
		deprecate();
		let (expires, patient) = (NOW + 1, account("patient"));
		let signature = agreement("patient", SUBJECT, expires);
		let enrol = || {
			let signature = signature.clone();
			Registry::enrol(
				signed("hospital"),
				SUBJECT,
				patient.clone(),
				key(0),
				expires,
				signature,
			)
		};
		assert_noop!(enrol(), Error::<Test>::SuiteDeprecated);
		Rules::mutate(|policy| policy.suites = Suites::ALL);
		assert_ok!(enrol());
	});
}

#[test]
fn a_subject_names_no_key_of_a_deprecated_suite_and_moves_with_the_one_it_has() {
	run(|| {
		enrolled();
		deprecate();
		let set_key = || Registry::set_key(signed("patient"), SUBJECT, key(1));
		assert_noop!(set_key(), Error::<Test>::SuiteDeprecated);
		assert!(!is_free("patient", Call::set_key { subject: SUBJECT, key: key(1) }));
		let signature = takeover("phone", SUBJECT, &key(1), NOW + 1);
		let call = Registry::rotate_account(
			signed("patient"),
			SUBJECT,
			account("phone"),
			key(1),
			NOW + 1,
			signature,
		);
		assert_noop!(call, Error::<Test>::SuiteDeprecated);
		assert_ok!(rotate("patient", "phone"));
	});
}

#[test]
fn a_recovery_names_no_key_of_a_deprecated_suite() {
	run(|| {
		enrolled();
		deprecate();
		let start = start_recovery("hospital", "phone");
		assert_noop!(start, Error::<Test>::SuiteDeprecated);
	});
}

#[test]
fn a_recovery_under_way_is_finished() {
	run(|| {
		enrolled();
		assert_ok!(start_recovery("hospital", "phone"));
		deprecate();
		assert_ok!(Registry::confirm_recovery(signed("advocate"), SUBJECT, account("phone")));
		at(NOW + Rules::get().parties.recovery_delay);
		assert_ok!(Registry::finish_recovery(signed("phone"), SUBJECT));
	});
}

#[test]
fn no_right_hangs_on_a_suite() {
	run(|| {
		enrolled();
		appoint("guardian", GuardianScope::ALL);
		assert_ok!(start_recovery("hospital", "phone"));
		deprecate();
		let guardian = account("guardian");
		let calls = [
			Call::remove_guardian { subject: SUBJECT, guardian: guardian.clone() },
			Call::veto_recovery { subject: SUBJECT },
			Call::close { subject: SUBJECT },
		];
		assert!(calls.into_iter().all(|call| is_free("patient", call)));
		assert_ok!(Registry::remove_guardian(signed("patient"), SUBJECT, guardian));
		assert_ok!(Registry::veto_recovery(signed("patient"), SUBJECT));
		assert_ok!(Registry::close(signed("patient"), SUBJECT));
	});
}
