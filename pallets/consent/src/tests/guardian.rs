//! Taking back needs one guardian; widening needs as many as the subject's quorum says.

use super::mock::*;
use crate::*;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchResultWithPostInfo},
};
use salus_primitives::{Purpose, Purposes, Quorum};

fn noted() -> bool {
	matches!(last_event(), RuntimeEvent::Consent(Event::AgreementNoted { subject: SUBJECT, .. }))
}

fn by(who: u64) -> DispatchResultWithPostInfo {
	grant(who, sealed(&terms()), NOW + 100)
}

#[test]
fn one_guardian_is_enough_where_the_quorum_is_any() {
	run(|| {
		assert_ok!(by(MOTHER));
		assert!(Grants::<Test>::contains_key(SUBJECT, GRANT));
		assert_eq!(allowance(SUBJECT), 1);
	});
}

#[test]
fn all_guardians_agree_where_the_quorum_is_all() {
	run(|| {
		Guardians::set(Quorum::All);
		assert_ok!(by(MOTHER));
		assert!(noted() && !Grants::<Test>::contains_key(SUBJECT, GRANT));
		assert_noop!(by(MOTHER), Error::<Test>::MayNotAgree);
		assert_ok!(by(FATHER));
		assert!(Grants::<Test>::contains_key(SUBJECT, GRANT));
		assert_eq!(allowance(SUBJECT), 0);
	});
}

#[test]
fn a_vote_is_free_within_the_allowance_and_only_if_it_counts() {
	run(|| {
		Guardians::set(Quorum::All);
		let (terms, until) = (sealed(&terms()), NOW + 100);
		let call =
			crate::Call::<Test>::grant { grant: GRANT, subject: SUBJECT, terms, until, policy: 1 };
		let call = RuntimeCall::from(call);
		assert!(call.is_feeless(&signed(MOTHER)) && !call.is_feeless(&signed(AUNT)));
		assert_ok!(by(MOTHER));
		assert!(!call.is_feeless(&signed(MOTHER)) && call.is_feeless(&signed(FATHER)));
		set_allowance(SUBJECT, 0);
		assert!(!call.is_feeless(&signed(FATHER)));
	});
}

#[test]
fn guardians_agree_to_the_same_act_or_to_nothing() {
	run(|| {
		Guardians::set(Quorum::All);
		assert_ok!(by(MOTHER));
		assert_ok!(grant(FATHER, sealed(&terms()), NOW + 101));
		assert!(noted() && !Grants::<Test>::contains_key(SUBJECT, GRANT));
		assert_ok!(by(FATHER));
		assert!(Grants::<Test>::contains_key(SUBJECT, GRANT));
	});
}

#[test]
fn the_subjects_own_account_needs_nobody() {
	run(|| {
		Guardians::set(Quorum::All);
		assert_ok!(by(PATIENT));
		assert!(Grants::<Test>::contains_key(SUBJECT, GRANT));
	});
}

#[test]
fn any_one_guardian_takes_back_declines_objects_and_opts_out() {
	run(|| {
		Guardians::set(Quorum::All);
		give(id(1), open_terms());
		give(id(2), open_terms());
		give(id(3), open_terms());
		requested();
		assert_ok!(Consent::revoke(signed(MOTHER), SUBJECT, id(1)));
		let grants = GrantIds::truncate_from(vec![id(2)]);
		assert_ok!(Consent::revoke_many(signed(FATHER), SUBJECT, grants));
		assert_ok!(Consent::revoke_all(signed(MOTHER), SUBJECT));
		assert_ok!(Consent::decline(signed(FATHER), SUBJECT, GRANT));
		let purposes = Purposes::of(&[Purpose::HRESCH]);
		assert_ok!(Consent::object(signed(MOTHER), SUBJECT, purposes));
		assert_ok!(Consent::opt_out(signed(FATHER), SUBJECT));
		assert_eq!(allowance(SUBJECT), 0);
	});
}

#[test]
fn narrowing_approving_and_coming_back_need_all() {
	run(|| {
		give(id(1), open_terms());
		requested();
		let purposes = Purposes::of(&[Purpose::HRESCH]);
		assert_ok!(Consent::object(signed(MOTHER), SUBJECT, purposes));
		assert_ok!(Consent::opt_out(signed(MOTHER), SUBJECT));
		Guardians::set(Quorum::All);
		let (terms, until) = (sealed(&terms()), NOW + 50);
		for who in [MOTHER, FATHER] {
			let row = Grants::<Test>::get(SUBJECT, id(1)).unwrap();
			assert_eq!(row.revoked, None);
			assert_ok!(Consent::narrow(signed(who), SUBJECT, id(1), NEW, terms, until, 1));
			assert_eq!(noted(), who == MOTHER);
		}
		for who in [MOTHER, FATHER] {
			assert_eq!(held(CLINIC), DEPOSIT);
			assert_ok!(Consent::approve(signed(who), SUBJECT, GRANT));
			assert_eq!(noted(), who == MOTHER);
		}
		for who in [MOTHER, FATHER] {
			assert_eq!(Objections::<Test>::get(SUBJECT), purposes);
			assert_ok!(Consent::withdraw_objection(signed(who), SUBJECT, purposes));
			assert_eq!(noted(), who == MOTHER);
		}
		for who in [MOTHER, FATHER] {
			assert!(OptOuts::<Test>::get(SUBJECT).unwrap().is_active());
			assert_ok!(Consent::opt_in(signed(who), SUBJECT));
			assert_eq!(noted(), who == MOTHER);
		}
		assert!(!OptOuts::<Test>::get(SUBJECT).unwrap().is_active());
	});
}

#[test]
fn an_agreement_does_not_count_for_a_later_request_under_the_same_id() {
	run(|| {
		Guardians::set(Quorum::All);
		requested();
		assert_ok!(Consent::approve(signed(MOTHER), SUBJECT, GRANT));
		assert_ok!(Consent::close_request(signed(account(CLINIC)), SUBJECT, GRANT));
		let clinic = signed(account(CLINIC));
		assert_ok!(Consent::request(clinic, SUBJECT, GRANT, sealed(&terms()), NOW + 900));
		assert_ok!(Consent::approve(signed(FATHER), SUBJECT, GRANT));
		assert!(noted() && !Grants::<Test>::contains_key(SUBJECT, GRANT));
	});
}

#[test]
fn an_agreement_does_not_outlive_a_change_of_mind() {
	run(|| {
		Guardians::set(Quorum::All);
		let research = Purposes::of(&[Purpose::HRESCH]);
		assert_ok!(Consent::opt_out(signed(PATIENT), SUBJECT));
		assert_ok!(Consent::opt_in(signed(MOTHER), SUBJECT));
		assert_ok!(Consent::opt_in(signed(PATIENT), SUBJECT));
		at(NOW + 1);
		assert_ok!(Consent::opt_out(signed(PATIENT), SUBJECT));
		assert_ok!(Consent::opt_in(signed(FATHER), SUBJECT));
		assert!(OptOuts::<Test>::get(SUBJECT).unwrap().is_active());
		assert_ok!(Consent::object(signed(PATIENT), SUBJECT, research));
		assert_ok!(Consent::withdraw_objection(signed(MOTHER), SUBJECT, research));
		let training = Purposes::of(&[Purpose::TRAIN]);
		assert_ok!(Consent::object(signed(PATIENT), SUBJECT, training));
		assert_ok!(Consent::withdraw_objection(signed(FATHER), SUBJECT, research));
		assert_eq!(Objections::<Test>::get(SUBJECT), research.and(training));
	});
}
