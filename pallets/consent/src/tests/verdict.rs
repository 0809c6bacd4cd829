use super::mock::*;
use frame_support::assert_ok;
use salus_primitives::{
	Action, Ground, Hash32, InstitutionId, Opening, Purpose, Purposes, Query, Reason, RecordId,
	Requester, Scope, Terms, Verdict, PURPOSES,
};

fn denied(query: Query, reason: Reason) {
	assert_eq!(Consent::verdict(&query), Verdict::Denied(reason));
}

fn allowed(query: Query, ground: Ground) {
	assert_eq!(Consent::verdict(&query), Verdict::Allowed(ground));
}

fn person(n: u64) -> Requester {
	Requester::Account(Hash32([n as u8; 32]))
}

fn court(purpose: Purpose, action: Action) -> Query {
	let requester = Requester::Institution(COURT);
	Query { requester, purpose, action, opening: None, ..question() }
}

#[test]
fn nobody_but_subject_and_issuer_reads_by_default() {
	run(|| {
		for n in 0..=9 {
			let requester = Requester::Institution(InstitutionId(n));
			for purpose in PURPOSES {
				let query = Query { requester, purpose, ..question() };
				let verdict = Consent::verdict(&query);
				assert!(!verdict.is_allowed() || n == HOSPITAL.0, "{n} {purpose:?}");
			}
		}
		denied(Query { opening: None, ..question() }, Reason::Unavailable);
		denied(question(), Reason::Unavailable);
		allowed(Query { requester: person(PATIENT), ..question() }, Ground::Subject);
		denied(Query { requester: person(STRANGER), ..question() }, Reason::Unavailable);
	});
}

#[test]
fn a_guardian_who_may_view_reads_and_does_nothing_else() {
	run(|| {
		for who in [MOTHER, FATHER, AUNT] {
			let asks = |action| Query { requester: person(who), action, ..question() };
			allowed(asks(Action::Access), Ground::Guardian);
			for action in [Action::Collect, Action::Use, Action::Disclose, Action::Correct] {
				denied(asks(action), Reason::Unavailable);
			}
			let other = Query { record: STRANGERS_RECORD, ..asks(Action::Access) };
			denied(other, Reason::Unavailable);
		}
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
		let other = Requester::Institution(RESEARCHER);
		denied(Query { requester: other, ..question() }, Reason::NotCovered);
		denied(Query { record: RecordId([1; 16]), ..question() }, Reason::Unavailable);
		denied(Query { record: STRANGERS_RECORD, ..question() }, Reason::Unavailable);
	});
}

#[test]
fn a_grant_breaks_the_glass_only_if_it_says_so() {
	run(|| {
		give(id(1), open_terms());
		let btg = Terms { purposes: Purposes::of(&[Purpose::BTG]), ..open_terms() };
		give(id(2), btg);
		let asks = |query| Query { purpose: Purpose::BTG, ..query };
		denied(asks(relying_on(id(1), open_terms())), Reason::NotCovered);
		allowed(asks(relying_on(id(2), btg)), Ground::Grant(id(2)));
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
fn a_grant_ends_by_time_without_any_transaction() {
	run(|| {
		granted();
		at(NOW + 99);
		allowed(question(), Ground::Grant(GRANT));
		at(NOW + 100);
		denied(question(), Reason::OutsideWindow);
	});
}

#[test]
fn a_grant_ends_by_the_later_of_both_clocks() {
	run(|| {
		granted();
		allowed(Query { now: NOW + 99, ..question() }, Ground::Grant(GRANT));
		denied(Query { now: NOW + 100, ..question() }, Reason::OutsideWindow);
	});
}

#[test]
fn the_terms_may_end_before_the_grant() {
	run(|| {
		grant(PATIENT, sealed(&terms()), NOW + 500).unwrap();
		at(NOW + 100);
		denied(question(), Reason::OutsideWindow);
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
fn a_restricted_record_is_the_subjects_and_its_guardians() {
	run(|| {
		granted();
		Restricted::set(true);
		denied(question(), Reason::Restricted);
		let issuer = Requester::Institution(HOSPITAL);
		denied(Query { requester: issuer, ..question() }, Reason::Restricted);
		allowed(Query { requester: person(PATIENT), ..question() }, Ground::Subject);
		allowed(Query { requester: person(AUNT), ..question() }, Ground::Guardian);
	});
}

#[test]
fn a_declined_record_is_given_to_nobody_but_subject_and_issuer() {
	run(|| {
		granted();
		Declined::set(true);
		HeldUntil::set(NOW + 10);
		denied(question(), Reason::Declined);
		denied(court(Purpose::HLEGAL, Action::Access), Reason::Declined);
		let issuer = Requester::Institution(HOSPITAL);
		allowed(Query { requester: issuer, ..question() }, Ground::Issuer);
		let other = Query { requester: issuer, purpose: Purpose::HRESCH, ..question() };
		denied(other, Reason::Declined);
		allowed(Query { requester: person(PATIENT), ..question() }, Ground::Subject);
	});
}

#[test]
fn a_record_declined_and_restricted_is_the_subjects_alone() {
	run(|| {
		Declined::set(true);
		Restricted::set(true);
		HeldUntil::set(NOW + 10);
		denied(court(Purpose::HLEGAL, Action::Access), Reason::Declined);
		denied(question(), Reason::Declined);
		let issuer = Requester::Institution(HOSPITAL);
		denied(Query { requester: issuer, ..question() }, Reason::Declined);
		allowed(Query { requester: person(PATIENT), ..question() }, Ground::Subject);
	});
}

#[test]
fn a_hold_opens_nothing_that_is_not_restricted() {
	run(|| {
		HeldUntil::set(NOW + 10);
		for purpose in PURPOSES {
			for action in [Action::Access, Action::Use, Action::Disclose, Action::Correct] {
				denied(court(purpose, action), Reason::Unavailable);
			}
		}
	});
}

#[test]
fn a_hold_opens_a_restricted_record_to_its_authority_for_legal_purposes_while_it_lasts() {
	let reason = Reason::Restricted;
	run(|| {
		Restricted::set(true);
		denied(court(Purpose::HLEGAL, Action::Access), reason);
		HeldUntil::set(NOW + 10);
		allowed(court(Purpose::HLEGAL, Action::Access), Ground::Hold);
		allowed(court(Purpose::HLEGAL, Action::Use), Ground::Hold);
		denied(court(Purpose::HLEGAL, Action::Disclose), reason);
		denied(court(Purpose::HOPERAT, Action::Access), reason);
		denied(court(Purpose::TREAT, Action::Access), reason);
		let clinic = Requester::Institution(CLINIC);
		let other = Query { requester: clinic, ..court(Purpose::HLEGAL, Action::Access) };
		denied(other, reason);
		let late = Query { now: NOW + 10, ..court(Purpose::HLEGAL, Action::Access) };
		denied(late, reason);
		at(NOW + 10);
		denied(court(Purpose::HLEGAL, Action::Access), reason);
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
