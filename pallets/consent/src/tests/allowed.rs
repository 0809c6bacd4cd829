//! What policy lets nobody be granted: refused in the clear, and denied by the verdict where the terms
//! are sealed or older.

use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{
	Ground, Hash32, LawfulBasis, OpenScope, Opening, Purpose, Purposes, Query, Reason, Requester,
	Terms, TermsOnChain, Verdict, EVERY_PURPOSE, PURPOSES,
};

const DENIED: Verdict = Verdict::Denied(Reason::PurposeNotAllowed);

fn forbid(purposes: &[Purpose]) {
	let allowed = Purposes(EVERY_PURPOSE.0 & !Purposes::of(purposes).0);
	Rules::mutate(|policy| policy.consent.purposes = allowed);
}

fn research() -> Terms<OpenScope> {
	let purposes = Purposes::of(&[Purpose::TREAT, Purpose::HRESCH]);
	Terms { purposes, ..open_terms() }
}

fn open() -> TermsOnChain {
	TermsOnChain::Open(research())
}

#[test]
fn open_terms_name_allowed_purposes_only() {
	run(|| {
		forbid(&[Purpose::HRESCH]);
		let grant = grant(PATIENT, open(), NOW + 100);
		assert_noop!(grant, Error::<Test>::PurposeNotAllowed);
		let clinic = signed(account(CLINIC));
		let request = Consent::request(clinic, SUBJECT, GRANT, open(), NOW + 100);
		assert_noop!(request, Error::<Test>::PurposeNotAllowed);
		granted();
		let narrow = Consent::narrow(signed(PATIENT), SUBJECT, GRANT, NEW, open(), NOW + 100, 1);
		assert_noop!(narrow, Error::<Test>::PurposeNotAllowed);
		// A parent stands for what lies below it, and its name is allowed.
		forbid(&[Purpose::DSRCH]);
		give(NEW, research());
	});
}

#[test]
fn a_request_is_not_approved_once_its_purpose_is_forbidden_and_is_declined_all_the_same() {
	run(|| {
		let clinic = || signed(account(CLINIC));
		for n in 1..=2 {
			assert_ok!(Consent::request(clinic(), SUBJECT, id(n), open(), NOW + 100));
		}
		forbid(&[Purpose::HRESCH]);
		let approve = || Consent::approve(signed(PATIENT), SUBJECT, id(1));
		assert_noop!(approve(), Error::<Test>::PurposeNotAllowed);
		let call = crate::Call::<Test>::approve { subject: SUBJECT, grant: id(1) };
		assert!(!RuntimeCall::from(call).is_feeless(&signed(PATIENT)));
		assert_ok!(Consent::decline(signed(PATIENT), SUBJECT, id(1)));
		assert_ok!(Consent::close_request(clinic(), SUBJECT, id(2)));
	});
}

#[test]
fn sealed_terms_are_granted_unseen_and_denied_by_the_verdict() {
	run(|| {
		forbid(&[Purpose::HRESCH]);
		let terms = research().widened();
		assert_ok!(grant(PATIENT, sealed(&terms), NOW + 100));
		let opening = Some(Opening { grant: GRANT, terms, salt: SALT });
		let asks = |purpose| Query { purpose, opening: opening.clone(), ..question() };
		assert_eq!(Consent::verdict(&asks(Purpose::HRESCH)), DENIED);
		let granted = Verdict::Allowed(Ground::Grant(GRANT));
		assert_eq!(Consent::verdict(&asks(Purpose::TREAT)), granted);
		// What the terms do not say is denied for that reason.
		let not_covered = Verdict::Denied(Reason::NotCovered);
		assert_eq!(Consent::verdict(&asks(Purpose::HMARKT)), not_covered);
	});
}

#[test]
fn exactly_the_purposes_that_policy_names_are_allowed() {
	run(|| {
		for basis in [LawfulBasis::Consent, LawfulBasis::PublicTask] {
			let grant = id(basis as u8);
			let everything = Terms { purposes: EVERY_PURPOSE, basis, ..open_terms() };
			give(grant, everything);
			for forbidden in PURPOSES {
				forbid(&[forbidden]);
				for purpose in PURPOSES {
					let query = Query { purpose, ..relying_on(grant, everything) };
					let denied = Consent::verdict(&query) == DENIED;
					assert_eq!(denied, purpose == forbidden, "{forbidden:?}, asked {purpose:?}");
				}
			}
			forbid(&[]);
		}
	});
}

#[test]
fn an_older_grant_stands_again_when_its_purpose_does() {
	run(|| {
		give(GRANT, research());
		let query = Query { purpose: Purpose::HRESCH, ..relying_on(GRANT, research()) };
		forbid(&[Purpose::HRESCH]);
		assert_eq!(Consent::verdict(&query), DENIED);
		assert!(Consent::was_valid_at(SUBJECT, GRANT, NOW));
		forbid(&[]);
		assert_eq!(Consent::verdict(&query), Verdict::Allowed(Ground::Grant(GRANT)));
	});
}

#[test]
fn nobody_else_asks_policy_for_a_purpose() {
	run(|| {
		assert_ok!(Consent::open_emergency(signed(account(DESK)), SUBJECT));
		HeldUntil::set(NOW + 10);
		forbid(&PURPOSES);
		let asks = |requester, purpose| {
			Consent::verdict(&Query { requester, purpose, opening: None, ..question() })
		};
		let person = |n: u64| Requester::Account(Hash32([n as u8; 32]));
		let allowed = Verdict::Allowed;
		assert_eq!(asks(person(PATIENT), Purpose::PATRQT), allowed(Ground::Subject));
		assert_eq!(asks(person(AUNT), Purpose::FAMRQT), allowed(Ground::Guardian));
		let hospital = Requester::Institution(HOSPITAL);
		assert_eq!(asks(hospital, Purpose::TREAT), allowed(Ground::Issuer));
		let desk = Requester::Institution(DESK);
		assert_eq!(asks(desk, Purpose::BTG), allowed(Ground::Emergency));
		Restricted::set(true);
		let court = Requester::Institution(COURT);
		assert_eq!(asks(court, Purpose::HLEGAL), allowed(Ground::Hold));
	});
}

#[test]
fn no_right_hangs_on_what_policy_allows() {
	run(|| {
		give(GRANT, research());
		forbid(&PURPOSES);
		let purposes = Purposes::of(&[Purpose::HRESCH]);
		assert_ok!(Consent::object(signed(PATIENT), SUBJECT, purposes));
		assert_ok!(revoke(PATIENT));
	});
}
