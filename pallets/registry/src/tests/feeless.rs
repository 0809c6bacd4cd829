use super::mock::*;
use crate::*;
use frame_support::{
	assert_ok,
	dispatch::{DispatchClass, GetDispatchInfo},
};
use salus_primitives::{GuardianScope, Quorum};

fn remove_guardian(guardian: &str) -> Call<Test> {
	Call::remove_guardian { subject: SUBJECT, guardian: account(guardian) }
}

fn appoint_guardian(guardian: &str) -> Call<Test> {
	Call::appoint_guardian {
		subject: SUBJECT,
		guardian: account(guardian),
		scope: GuardianScope::ALL,
		until: NOW + 1,
	}
}

fn rotate_to(who: &str) -> Call<Test> {
	Call::rotate_account {
		subject: SUBJECT,
		account: account(who),
		key: key(0),
		expires: NOW + 1,
		signature: takeover("phone", SUBJECT, &key(0), NOW + 1),
	}
}

#[test]
fn rights_calls_are_operational_and_free_only_when_they_change_something() {
	run(|| {
		enrolled();
		appoint("guardian", GuardianScope::ALL);
		assert_ok!(start_recovery("hospital", "phone"));
		let phone = account("phone");
		assert_ok!(Registry::confirm_recovery(signed("advocate"), SUBJECT, phone));
		let veto = || Call::veto_recovery { subject: SUBJECT };
		let close = || Call::close { subject: SUBJECT };
		for call in [remove_guardian("guardian"), veto(), close()] {
			let info = RuntimeCall::Registry(call).get_dispatch_info();
			assert_eq!(info.class, DispatchClass::Operational);
		}
		assert_eq!(Balances::free_balance(account("patient")), 0);
		assert!(is_free("patient", remove_guardian("guardian")));
		assert!(is_free("guardian", remove_guardian("guardian")));
		assert!(!is_free("stranger", remove_guardian("guardian")));
		assert!(!is_free("patient", remove_guardian("nobody")));
		assert!(!is_free("patient", close()));
		assert!(!is_free("hospital", veto()));
		assert!(is_free("patient", veto()));
		assert_ok!(Registry::veto_recovery(signed("patient"), SUBJECT));
		assert!(!is_free("patient", veto()));
		assert!(is_free("patient", close()));
		assert!(!is_free("guardian", close()));
	});
}

#[test]
fn finishing_a_recovery_is_free_for_anyone_once_it_is_due() {
	run(|| {
		enrolled();
		let finish = || Call::finish_recovery { subject: SUBJECT };
		assert_ok!(start_recovery("hospital", "phone"));
		assert!(!is_free("stranger", finish()));
		assert_ok!(Registry::confirm_recovery(signed("advocate"), SUBJECT, account("phone")));
		at(NOW + Rules::get().parties.recovery_delay);
		assert!(is_free("stranger", finish()));
		assert_ok!(Registry::finish_recovery(signed("stranger"), SUBJECT));
		assert!(!is_free("stranger", finish()));
	});
}

#[test]
fn what_spends_the_allowance_is_free_until_it_is_used_up() {
	run(|| {
		enrolled();
		let quorum = || Call::set_quorum { subject: SUBJECT, quorum: Quorum::All };
		let set_key = || Call::set_key { subject: SUBJECT, key: key(1) };
		let free = || [appoint_guardian("guardian"), quorum(), set_key(), rotate_to("phone")];
		assert!(free().into_iter().all(|call| is_free("patient", call)));
		assert!(free().into_iter().all(|call| !is_free("stranger", call)));
		assert!(!is_free("patient", appoint_guardian("patient")));
		assert!(!is_free("patient", rotate_to("tablet")));

		assert_ok!(Registry::set_quorum(signed("patient"), SUBJECT, Quorum::All));
		assert_ok!(Registry::set_key(signed("patient"), SUBJECT, key(1)));
		appoint("guardian", GuardianScope::ALL);
		assert!(!Registry::has_allowance(SUBJECT));
		assert!(!is_free("patient", appoint_guardian("other")));
		// With a fee it works all the same.
		appoint("other", GuardianScope::ALL);
		assert!(is_free("patient", remove_guardian("other")));
	});
}

#[test]
fn nothing_else_is_free() {
	run(|| {
		enrolled();
		let signature = agreement("other", subject(2), NOW + 1);
		let call = Call::enrol {
			subject: subject(2),
			account: account("other"),
			key: key(0),
			expires: NOW + 1,
			signature,
		};
		assert!(!is_free("hospital", call));
		assert!(!is_free("vault", Call::bond {}));
		assert_ok!(Registry::spend_allowance(SUBJECT));
		assert!(!is_free("hospital", Call::top_up { subject: SUBJECT }));
		assert!(!is_free(
			"hospital",
			Call::confirm_recovery { subject: SUBJECT, account: account("phone") }
		));
	});
}
