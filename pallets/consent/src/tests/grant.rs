use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{OpenScope, Purposes, Terms, TermsOnChain};
use sp_runtime::DispatchError;

fn call(until: u64) -> RuntimeCall {
	let terms = sealed(&terms());
	pallet_call(terms, until)
}

fn pallet_call(terms: TermsOnChain, until: u64) -> RuntimeCall {
	crate::Call::<Test>::grant { grant: GRANT, subject: SUBJECT, terms, until }.into()
}

fn open() -> Terms<OpenScope> {
	let sealed = terms();
	Terms {
		grantee: sealed.grantee,
		scope: OpenScope::Everything { future: true },
		purposes: sealed.purposes,
		actions: sealed.actions,
		from: sealed.from,
		until: sealed.until,
		basis: sealed.basis,
		obligations: sealed.obligations,
	}
}

#[test]
fn a_subject_grants_within_its_allowance() {
	run(|| {
		granted();
		assert_eq!(Allowance::get(), 1);
		System::assert_last_event(Event::GrantGiven { grant: GRANT, subject: SUBJECT }.into());
	});
}

#[test]
fn only_the_subject_grants() {
	run(|| {
		let terms = sealed(&terms());
		assert_noop!(grant(8, terms, NOW + 100), Error::<Test>::NotTheSubject);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Consent::grant(origin, GRANT, SUBJECT, terms, NOW + 100);
			assert_noop!(call, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_grant_ends_in_time() {
	run(|| {
		let terms = sealed(&terms());
		assert_noop!(grant(PATIENT, terms, NOW), Error::<Test>::EndsInThePast);
		assert_noop!(grant(PATIENT, terms, NOW + 1001), Error::<Test>::WindowTooLong);
		assert_noop!(grant(PATIENT, terms, u64::MAX), Error::<Test>::WindowTooLong);
		assert_ok!(grant(PATIENT, terms, NOW + 1000));
	});
}

#[test]
fn a_grant_is_never_rewritten() {
	run(|| {
		granted();
		let again = grant(PATIENT, sealed(&terms()), NOW + 200);
		assert_noop!(again, Error::<Test>::GrantExists);
		assert_ok!(revoke(PATIENT));
		let after = grant(PATIENT, sealed(&terms()), NOW + 200);
		assert_noop!(after, Error::<Test>::GrantExists);
	});
}

#[test]
fn open_terms_must_make_sense() {
	run(|| {
		let no_purpose = TermsOnChain::Open(Terms { purposes: Purposes(0), ..open() });
		assert_noop!(grant(PATIENT, no_purpose, NOW + 100), Error::<Test>::BadTerms);
		let empty = TermsOnChain::Open(Terms { until: NOW, ..open() });
		assert_noop!(grant(PATIENT, empty, NOW + 100), Error::<Test>::BadTerms);
		let longer = TermsOnChain::Open(open());
		assert_noop!(grant(PATIENT, longer, NOW + 99), Error::<Test>::BadTerms);
		assert_ok!(grant(PATIENT, TermsOnChain::Open(open()), NOW + 100));
	});
}

#[test]
fn a_grant_is_free_only_within_the_allowance_and_only_if_it_would_succeed() {
	run(|| {
		let patient = RuntimeOrigin::signed(PATIENT);
		assert!(call(NOW + 100).is_feeless(&patient));
		assert!(!call(NOW).is_feeless(&patient));
		assert!(!call(NOW + 100).is_feeless(&RuntimeOrigin::signed(8)));
		assert!(!call(NOW + 100).is_feeless(&RuntimeOrigin::root()));
		Allowance::set(0);
		assert!(!call(NOW + 100).is_feeless(&patient));
		assert_ok!(grant(PATIENT, sealed(&terms()), NOW + 100));
	});
}
