//! A policy that widens asks again, for what it widened and from its date.

use super::mock::*;
use frame_support::assert_ok;
use salus_primitives::{
	Ground, LawfulBasis, OpenScope, Policy, Purpose, Purposes, Query, Reason, Reconsent, Terms,
	Verdict,
};

fn wide(basis: LawfulBasis) -> Terms<OpenScope> {
	let purposes = Purposes::of(&[Purpose::TREAT, Purpose::HRESCH, Purpose::POARCH]);
	Terms { purposes, basis, until: NOW + 1000, ..open_terms() }
}

fn widen_research() {
	let widened = Purposes::of(&[Purpose::HRESCH]);
	let reconsent = Some(Reconsent { before: 2, widened, from: NOW + 90 });
	Rules::set(Policy { version: 2, reconsent, ..policy() });
}

fn verdict(n: u8, basis: LawfulBasis, purpose: Purpose, now: u64) -> Verdict {
	Consent::verdict(&Query { purpose, now, ..relying_on(id(n), wide(basis)) })
}

#[test]
fn only_what_was_widened_needs_new_consent_and_only_from_the_date() {
	run(|| {
		let bases = [LawfulBasis::Consent, LawfulBasis::PublicTask];
		give(id(0), wide(bases[0]));
		give(id(1), wide(bases[1]));
		widen_research();
		let asked = Verdict::Denied(Reason::NeedsNewConsent);
		for (n, basis) in bases.into_iter().enumerate() {
			let n = n as u8;
			let granted = Verdict::Allowed(Ground::Grant(id(n)));
			for purpose in [Purpose::HRESCH, Purpose::DSRCH, Purpose::POARCH] {
				assert_eq!(verdict(n, basis, purpose, NOW + 89), granted, "{purpose:?}");
				assert_eq!(verdict(n, basis, purpose, NOW + 90), asked, "{purpose:?}");
			}
			for purpose in [Purpose::TREAT, Purpose::COC] {
				assert_eq!(verdict(n, basis, purpose, NOW + 90), granted, "{purpose:?}");
			}
		}
	});
}

#[test]
fn a_grant_under_the_new_policy_carries_what_was_widened() {
	run(|| {
		give(id(1), wide(LawfulBasis::Consent));
		widen_research();
		give(id(2), wide(LawfulBasis::Consent));
		at(NOW + 90);
		let verdict = |n| verdict(n, LawfulBasis::Consent, Purpose::HRESCH, 0);
		assert_eq!(verdict(1), Verdict::Denied(Reason::NeedsNewConsent));
		assert_eq!(verdict(2), Verdict::Allowed(Ground::Grant(id(2))));
	});
}

#[test]
fn a_policy_that_asks_again_takes_no_right_away() {
	run(|| {
		give(id(1), wide(LawfulBasis::Consent));
		widen_research();
		at(NOW + 90);
		assert_ok!(Consent::revoke(signed(PATIENT), SUBJECT, id(1)));
	});
}
