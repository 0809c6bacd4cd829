use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{GuardianScope, Hash32, Quorum};
use sp_runtime::DispatchError;

const CONSENT: GuardianScope = GuardianScope::CONSENT;
const ACT: Hash32 = Hash32([1; 32]);
const OTHER: Hash32 = Hash32([2; 32]);

fn agree(who: &str, act: Hash32, all: bool) -> Result<bool, DispatchError> {
	let account = account(who);
	let may = Registry::ensure_may_agree(&account, SUBJECT, CONSENT, act, all);
	let did = Registry::agree(&account, SUBJECT, CONSENT, act, all);
	assert_eq!(may.map_err(DispatchError::from), did.map(drop), "the check and the act differ");
	did
}

/// Three guardians with consent and one without.
fn guarded() {
	enrolled();
	for guardian in ["anna", "bert", "cleo"] {
		appoint(guardian, CONSENT);
	}
	appoint("viewer", GuardianScope::VIEW);
}

#[test]
fn one_guardian_is_enough_where_any_may_act() {
	run(|| {
		guarded();
		assert_eq!(agree("anna", ACT, false), Ok(true));
		assert_eq!(Agreements::<Test>::iter().count(), 0);
	});
}

#[test]
fn erasure_takes_all_guardians_whatever_the_quorum() {
	run(|| {
		guarded();
		assert_eq!(agree("anna", ACT, true), Ok(false));
		assert_eq!(agree("bert", ACT, true), Ok(false));
		assert_eq!(Agreements::<Test>::iter().count(), 2);
		assert_eq!(agree("cleo", ACT, true), Ok(true));
		assert_eq!(Agreements::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_subject_can_ask_for_all_guardians() {
	run(|| {
		guarded();
		assert_ok!(Registry::set_quorum(signed("patient"), SUBJECT, Quorum::All));
		assert_eq!(agree("anna", ACT, false), Ok(false));
		assert_eq!(agree("bert", ACT, false), Ok(false));
		assert_eq!(agree("cleo", ACT, false), Ok(true));
	});
}

#[test]
fn an_only_guardian_agrees_alone() {
	run(|| {
		enrolled();
		appoint("anna", CONSENT);
		assert_eq!(agree("anna", ACT, true), Ok(true));
		assert_eq!(Agreements::<Test>::iter().count(), 0);
	});
}

#[test]
fn only_live_guardians_with_the_scope_agree() {
	run(|| {
		guarded();
		let none = Error::<Test>::NotAGuardian.into();
		for who in ["viewer", "patient", "hospital", "stranger"] {
			assert_eq!(agree(who, ACT, true), Err(none), "{who}");
		}
		assert_ok!(Registry::suspend_guardian(signed("regulator"), SUBJECT, account("anna")));
		assert_eq!(agree("anna", ACT, true), Err(none));
		at(NOW + 10 * DAY);
		assert_eq!(agree("bert", ACT, true), Err(none));
		let gone = Registry::agree(&account("bert"), subject(2), CONSENT, ACT, true);
		assert_noop!(gone, Error::<Test>::NoSuchSubject);
	});
}

#[test]
fn who_was_suspended_lapsed_or_left_is_not_waited_for() {
	run(|| {
		guarded();
		assert_eq!(agree("anna", ACT, true), Ok(false));
		assert_ok!(Registry::suspend_guardian(signed("regulator"), SUBJECT, account("bert")));
		assert_eq!(agree("anna", ACT, true), Err(Error::<Test>::AlreadyAgreed.into()));
		assert_ok!(Registry::remove_guardian(signed("cleo"), SUBJECT, account("cleo")));
		// Nobody else is left, so saying it again is enough.
		assert_eq!(agree("anna", ACT, true), Ok(true));
		assert_eq!(Agreements::<Test>::iter().count(), 0);
	});
}

#[test]
fn the_agreement_of_a_guardian_that_was_suspended_does_not_count() {
	run(|| {
		guarded();
		let bert = || account("bert");
		assert_ok!(Registry::remove_guardian(signed("cleo"), SUBJECT, account("cleo")));
		assert_eq!(agree("bert", ACT, true), Ok(false));
		assert_ok!(Registry::suspend_guardian(signed("regulator"), SUBJECT, bert()));
		assert_ok!(Registry::reinstate_guardian(signed("regulator"), SUBJECT, bert()));
		assert_eq!(agree("anna", ACT, true), Ok(false));
		assert_eq!(agree("bert", ACT, true), Ok(true));
	});
}

#[test]
fn an_agreement_waits_28_days_for_the_others() {
	run(|| {
		let until = NOW + 40 * DAY;
		enrolled();
		for guardian in ["anna", "bert"] {
			let guardian = account(guardian);
			let patient = signed("patient");
			assert_ok!(Registry::appoint_guardian(patient, SUBJECT, guardian, CONSENT, until));
		}
		assert_eq!(agree("anna", ACT, true), Ok(false));
		at(NOW + AGREEMENT_LASTS - 1);
		assert_eq!(agree("anna", ACT, true), Err(Error::<Test>::AlreadyAgreed.into()));
		assert_ok!(Registry::ensure_may_agree(&account("bert"), SUBJECT, CONSENT, ACT, true));
		at(NOW + AGREEMENT_LASTS);
		assert_eq!(agree("bert", ACT, true), Ok(false));
		// The first one has to say it again, and may.
		assert_eq!(agree("anna", ACT, true), Ok(true));
	});
}

#[test]
fn a_guardian_turns_to_something_else_only_after_a_pause() {
	run(|| {
		guarded();
		let pause = Rules::get().erasure.pause;
		assert_eq!(agree("anna", ACT, true), Ok(false));
		at(NOW + pause - 1);
		assert_eq!(agree("anna", OTHER, true), Err(Error::<Test>::TooSoonToChange.into()));
		at(NOW + pause);
		assert_eq!(agree("anna", OTHER, true), Ok(false));
		assert_eq!(agree("bert", ACT, true), Ok(false));
		assert_eq!(agree("cleo", ACT, true), Ok(false));
	});
}

#[test]
fn completing_one_act_leaves_agreements_to_another() {
	run(|| {
		guarded();
		appoint("eva", GuardianScope::ERASE);
		let eva = account("eva");
		assert_ok!(Registry::remove_guardian(signed("cleo"), SUBJECT, account("cleo")));
		appoint("dora", GuardianScope::ERASE);
		assert_eq!(Registry::agree(&eva, SUBJECT, GuardianScope::ERASE, OTHER, true), Ok(false));
		assert_eq!(agree("anna", ACT, true), Ok(false));
		assert_eq!(agree("bert", ACT, true), Ok(true));
		let left: Vec<_> = Agreements::<Test>::iter_values().map(|it| it.act).collect();
		assert_eq!(left, vec![OTHER]);
	});
}
