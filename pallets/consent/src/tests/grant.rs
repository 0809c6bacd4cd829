use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{Actions, Purposes, Terms, TermsOnChain};

fn call(until: u64, policy: u32) -> RuntimeCall {
	let terms = sealed(&terms());
	crate::Call::<Test>::grant { grant: GRANT, subject: SUBJECT, terms, until, policy }.into()
}

#[test]
fn a_subject_grants_within_its_allowance() {
	run(|| {
		granted();
		assert_eq!(allowance(SUBJECT), 1);
		System::assert_last_event(Event::GrantGiven { grant: GRANT, subject: SUBJECT }.into());
		let row = Grants::<Test>::get(SUBJECT, GRANT).unwrap();
		assert_eq!((row.policy, row.generation, row.granted), (1, 0, NOW));
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
fn a_grant_names_the_policy_in_force() {
	run(|| {
		for policy in [0, 2] {
			let call =
				Consent::grant(signed(PATIENT), GRANT, SUBJECT, sealed(&terms()), NOW + 1, policy);
			assert_noop!(call, Error::<Test>::OldPolicy);
		}
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
fn subjects_do_not_share_the_space_of_ids() {
	run(|| {
		granted();
		let terms = sealed(&terms());
		assert_ok!(Consent::grant(signed(STRANGER), GRANT, STRANGERS, terms, NOW + 100, 1));
		assert_ok!(revoke(PATIENT));
		assert!(Consent::was_valid_at(STRANGERS, GRANT, NOW));
	});
}

#[test]
fn a_grant_does_not_take_the_id_of_a_request() {
	run(|| {
		requested();
		let call = grant(PATIENT, sealed(&terms()), NOW + 100);
		assert_noop!(call, Error::<Test>::GrantExists);
	});
}

#[test]
fn open_terms_must_make_sense() {
	run(|| {
		let bad = |terms, until| {
			let call = grant(PATIENT, TermsOnChain::Open(terms), until);
			assert_noop!(call, Error::<Test>::BadTerms);
		};
		bad(Terms { purposes: Purposes(0), ..open_terms() }, NOW + 100);
		bad(Terms { purposes: Purposes(1 << 62), ..open_terms() }, NOW + 100);
		bad(Terms { actions: Actions(0), ..open_terms() }, NOW + 100);
		bad(Terms { actions: Actions(32), ..open_terms() }, NOW + 100);
		bad(Terms { until: NOW, ..open_terms() }, NOW + 100);
		bad(open_terms(), NOW + 99);
		assert_ok!(grant(PATIENT, TermsOnChain::Open(open_terms()), NOW + 100));
	});
}

#[test]
fn a_grant_is_free_only_within_the_allowance_and_only_if_it_would_succeed() {
	run(|| {
		let patient = signed(PATIENT);
		assert!(call(NOW + 100, 1).is_feeless(&patient));
		assert!(!call(NOW, 1).is_feeless(&patient));
		assert!(!call(NOW + 100, 2).is_feeless(&patient));
		assert!(!call(NOW + 100, 1).is_feeless(&signed(STRANGER)));
		assert!(!call(NOW + 100, 1).is_feeless(&RuntimeOrigin::root()));
		set_allowance(SUBJECT, 0);
		assert!(!call(NOW + 100, 1).is_feeless(&patient));
		assert_ok!(grant(PATIENT, sealed(&terms()), NOW + 100));
	});
}
