use super::mock::*;
use frame_support::assert_ok;
use salus_primitives::{
	Action, Ground, Hash32, InstitutionId, Opening, Purpose, Query, Reason, RecordId, Requester,
	Scope, Terms, Verdict, PURPOSES,
};

fn denied(query: Query, reason: Reason) {
	assert_eq!(Consent::verdict(&query), Verdict::Denied(reason));
}

fn allowed(query: Query, ground: Ground) {
	assert_eq!(Consent::verdict(&query), Verdict::Allowed(ground));
}

fn account(n: u8) -> Requester {
	Requester::Account(Hash32([n; 32]))
}

#[test]
fn nobody_but_subject_and_issuer_reads_by_default() {
	run(|| {
		denied(Query { opening: None, ..question() }, Reason::Unavailable);
		denied(question(), Reason::Unavailable);
		allowed(Query { requester: account(7), ..question() }, Ground::Subject);
		denied(Query { requester: account(8), ..question() }, Reason::Unavailable);
	});
}

#[test]
fn the_issuer_reads_for_care_and_corrects() {
	run(|| {
		let issuer = |purpose, action| Query {
			requester: Requester::Institution(HOSPITAL),
			purpose,
			action,
			opening: None,
			..question()
		};
		allowed(issuer(Purpose::TREAT, Action::Access), Ground::Issuer);
		allowed(issuer(Purpose::COC, Action::Access), Ground::Issuer);
		allowed(issuer(Purpose::TREAT, Action::Correct), Ground::Issuer);
		denied(issuer(Purpose::HMARKT, Action::Correct), Reason::Unavailable);
		denied(issuer(Purpose::TREAT, Action::Disclose), Reason::Unavailable);
		denied(issuer(Purpose::CLINTRL, Action::Access), Reason::Unavailable);
		denied(issuer(Purpose::POPHLTH, Action::Access), Reason::Unavailable);
		denied(issuer(Purpose::HRESCH, Action::Access), Reason::Unavailable);
		denied(issuer(Purpose::BTG, Action::Access), Reason::Unavailable);
	});
}

#[test]
fn a_grant_allows_what_its_terms_say_and_nothing_else() {
	run(|| {
		granted();
		allowed(question(), Ground::Grant(GRANT));
		for purpose in PURPOSES {
			let verdict = Consent::verdict(&Query { purpose, ..question() });
			assert_eq!(verdict.is_allowed(), terms().purposes.cover(purpose), "{purpose:?}");
		}
		denied(Query { action: Action::Disclose, ..question() }, Reason::NotCovered);
		let other = Requester::Institution(InstitutionId(3));
		denied(Query { requester: other, ..question() }, Reason::NotCovered);
		denied(Query { record: RecordId([1; 16]), ..question() }, Reason::Unavailable);
	});
}

#[test]
fn only_the_granted_terms_count() {
	run(|| {
		granted();
		let shown = |terms: Terms, salt| Query {
			opening: Some(Opening { grant: GRANT, terms, salt }),
			..question()
		};
		let wider = Terms { scope: Scope::Everything { future: true }, ..terms() };
		denied(shown(wider, SALT), Reason::TermsDoNotMatch);
		denied(shown(terms(), [0; 64]), Reason::TermsDoNotMatch);
		let longer = Terms { until: NOW + 1000, ..terms() };
		denied(shown(longer, SALT), Reason::TermsDoNotMatch);
	});
}

#[test]
fn a_revoked_grant_is_denied_at_once() {
	run(|| {
		granted();
		assert_ok!(revoke(PATIENT));
		denied(question(), Reason::Revoked);
	});
}

#[test]
fn a_grant_ends_by_the_later_of_both_clocks() {
	run(|| {
		granted();
		allowed(Query { now: NOW + 99, ..question() }, Ground::Grant(GRANT));
		denied(Query { now: NOW + 100, ..question() }, Reason::OutsideWindow);
		Timestamp::set_timestamp(NOW + 100);
		denied(Query { now: 0, ..question() }, Reason::OutsideWindow);
	});
}

#[test]
fn a_fast_clock_opens_nothing_early() {
	run(|| {
		let later = Terms { from: NOW + 50, ..terms() };
		grant(PATIENT, sealed(&later), NOW + 100).unwrap();
		let opening = Some(Opening { grant: GRANT, terms: later, salt: SALT });
		denied(Query { now: NOW + 60, opening, ..question() }, Reason::OutsideWindow);
	});
}

#[test]
fn a_restricted_record_is_the_subjects_alone() {
	run(|| {
		granted();
		Restricted::set(true);
		denied(question(), Reason::Restricted);
		let issuer = Requester::Institution(HOSPITAL);
		denied(Query { requester: issuer, ..question() }, Reason::Restricted);
		allowed(Query { requester: account(7), ..question() }, Ground::Subject);
	});
}

#[test]
fn an_institution_without_standing_reads_nothing() {
	run(|| {
		granted();
		Suspended::set(Some(CLINIC));
		denied(question(), Reason::NotInGoodStanding);
		Suspended::set(Some(HOSPITAL));
		let issuer = Requester::Institution(HOSPITAL);
		denied(Query { requester: issuer, ..question() }, Reason::NotInGoodStanding);
		allowed(question(), Ground::Grant(GRANT));
	});
}
