use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{RecordId, MAX_SEALINGS};
use sp_runtime::TokenError;

#[test]
fn amending_keeps_the_version_before() {
	run(|| {
		issued();
		Timestamp::set_timestamp(NOW + 1);
		assert_ok!(amend(HOSPITAL, RECORD));
		assert_eq!(epochs(), [(1, 1), (2, 1)]);
		let before = &RecordsPallet::superseded(RECORD)[0];
		assert_eq!((before.of.custodians.len(), before.sealed), (3, NOW));
		assert_eq!((row().current.of.custodians.len(), row().current.sealed), (2, NOW + 1));
		assert_eq!((held(), row().deposit), (20, 20));
		assert_eq!(RecordsPallet::current_version(RECORD), Some(2));
		assert_last(Event::RecordAmended { record: RECORD, version: 2 });
	});
}

#[test]
fn only_the_issuer_amends() {
	run(|| {
		issued();
		assert_noop!(amend(CLINIC, RECORD), Error::<Test>::NotTheIssuer);
		assert_noop!(amend(STRANGER, RECORD), Error::<Test>::NotAProvider);
		assert_noop!(amend(HOSPITAL, RecordId([1; 16])), Error::<Test>::NotFound);
		Suspended::set(vec![1]);
		assert_noop!(amend(HOSPITAL, RECORD), Error::<Test>::NotAProvider);
	});
}

#[test]
fn an_amended_version_needs_custodians_that_fit_and_its_deposit() {
	run(|| {
		issued();
		for (sealing, error) in [
			(sealing(&[11, 12], 1), Error::<Test>::BadThreshold),
			(sealing(&[11, 99], 2), Error::<Test>::NotACustodian),
			(sealing(&[13, 14], 2), Error::<Test>::CustodiansNotIndependent),
			(sealing(&[11, 15], 2), Error::<Test>::IssuerAndDesksHoldTooMuch),
		] {
			assert_noop!(sign(HOSPITAL, Call::amend { record: RECORD, sealing }), error);
		}
		SealingDeposit::set(1000);
		assert_noop!(amend(HOSPITAL, RECORD), TokenError::FundsUnavailable);
	});
}

#[test]
fn a_restricted_record_is_not_amended() {
	run(|| {
		issued();
		assert_ok!(RecordsPallet::restrict(RECORD, CASE));
		assert_noop!(amend(HOSPITAL, RECORD), Error::<Test>::Restricted);
		assert_ok!(RecordsPallet::lift(RECORD, CASE));
		assert_ok!(amend(HOSPITAL, RECORD));
	});
}

#[test]
fn a_record_that_waits_for_a_confirmation_is_not_amended() {
	run(|| {
		resealed();
		assert_noop!(amend(HOSPITAL, RECORD), Error::<Test>::ResealPending);
		assert_ok!(confirm(OWNER, RECORD, 2));
		assert_ok!(amend(HOSPITAL, RECORD));
		assert_eq!(epochs(), [(1, 1), (1, 2), (2, 1)]);
		assert_eq!(RecordsPallet::next_epoch(RECORD), Some(2));
	});
}

#[test]
fn a_held_record_may_be_amended() {
	run(|| {
		issued();
		Held::set(vec![RECORD]);
		assert_ok!(amend(HOSPITAL, RECORD));
		assert_eq!(epochs(), [(1, 1), (2, 1)]);
	});
}

#[test]
fn sealings_are_bounded() {
	run(|| {
		issued();
		for _ in 2..MAX_SEALINGS {
			assert_ok!(amend(HOSPITAL, RECORD));
		}
		assert_ok!(reseal(HOSPITAL, RECORD));
		assert_eq!(epochs().len() as u32, MAX_SEALINGS);
		assert_ok!(confirm(OWNER, RECORD, 2));
		assert_noop!(amend(HOSPITAL, RECORD), Error::<Test>::TooManySealings);
		assert_noop!(reseal(HOSPITAL, RECORD), Error::<Test>::TooManySealings);
	});
}
