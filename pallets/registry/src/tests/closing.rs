use super::mock::*;
use crate::*;
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{GuardianScope, Hash32};
use sp_runtime::DispatchResult;

fn close(who: &str) -> DispatchResult {
	Registry::close(signed(who), SUBJECT)
}

#[test]
fn closing_returns_the_deposit_and_reaps_the_account() {
	run(|| {
		let before = Balances::free_balance(account("hospital"));
		enrolled();
		assert_ok!(close("patient"));
		System::assert_last_event(Event::SubjectClosed { subject: SUBJECT }.into());
		assert_eq!(Balances::free_balance(account("hospital")), before);
		assert!(!System::account_exists(&account("patient")));
		assert_eq!(Forgotten::get(), vec![SUBJECT]);
		assert_noop!(close("patient"), Error::<Test>::NoSuchSubject);
	});
}

#[test]
fn nothing_of_a_closed_subject_is_left() {
	run(|| {
		enrolled();
		appoint("anna", GuardianScope::ALL);
		appoint("bert", GuardianScope::ALL);
		let act = Hash32([1; 32]);
		let anna = account("anna");
		assert_ok!(Registry::agree(&anna, SUBJECT, GuardianScope::ERASE, act, true));
		let (hospital, scope) = (signed("hospital"), GuardianScope::VIEW);
		let proposed = account("cleo");
		assert_ok!(Registry::attest_guardian(hospital, SUBJECT, proposed, scope, NOW + YEAR));
		assert_ok!(start_recovery("hospital", "phone"));
		at(NOW + Rules::get().parties.recovery_delay);
		System::reset_events();
		assert_ok!(close("patient"));
		System::reset_events();
		for guardian in ["anna", "bert", "patient"] {
			assert!(!System::account_exists(&account(guardian)));
		}
		let holds = |bytes: &[u8]| bytes.windows(16).any(|it| it == SUBJECT.encode());
		let mut place = vec![];
		while let Some(next) = sp_io::storage::next_key(&place) {
			let value = sp_io::storage::get(&next).unwrap_or_default();
			assert!(!holds(&next) && !holds(&value), "the subject's id is left in storage");
			place = next;
		}
	});
}

#[test]
fn a_subject_of_which_others_keep_something_is_not_closed() {
	run(|| {
		enrolled();
		Busy::set(vec![SUBJECT]);
		assert_noop!(close("patient"), Error::<Test>::StillInUse);
		Busy::set(vec![]);
		assert_noop!(close("mallory"), Error::<Test>::NotTheSubject);
		assert_ok!(close("patient"));
	});
}

#[test]
fn closing_drops_a_recovery_that_nobody_confirmed() {
	run(|| {
		enrolled();
		assert_ok!(start_recovery("hospital", "phone"));
		assert_ok!(close("patient"));
		assert_eq!(Recoveries::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_confirmed_recovery_stops_closing_until_it_is_vetoed_or_lapses() {
	run(|| {
		let confirmed = || {
			enrolled();
			assert_ok!(start_recovery("hospital", "phone"));
			let phone = account("phone");
			assert_ok!(Registry::confirm_recovery(signed("advocate"), SUBJECT, phone));
			assert_noop!(close("patient"), Error::<Test>::RecoveryPending);
		};
		confirmed();
		assert_ok!(Registry::veto_recovery(signed("patient"), SUBJECT));
		assert_ok!(close("patient"));
		confirmed();
		at(NOW + 2 * Rules::get().parties.recovery_delay - 1);
		assert_noop!(close("patient"), Error::<Test>::RecoveryPending);
		at(NOW + 2 * Rules::get().parties.recovery_delay);
		assert_ok!(close("patient"));
	});
}

#[test]
fn closing_one_subject_leaves_the_others_of_the_account() {
	run(|| {
		enrolled();
		enrol("patient", 2);
		assert_ok!(close("patient"));
		assert_eq!(System::sufficients(&account("patient")), 1);
		assert!(Registry::controls(&account("patient"), subject(2)));
	});
}

#[test]
fn closing_works_whatever_became_of_the_provider() {
	run(|| {
		let before = Balances::free_balance(account("hospital"));
		enrolled();
		assert_ok!(Registry::remove(signed("remover"), HOSPITAL, Some(PRACTICE)));
		assert_ok!(close("patient"));
		assert_eq!(Balances::free_balance(account("hospital")), before);
	});
}
