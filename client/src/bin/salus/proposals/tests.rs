use super::*;
use crate::{
	policy::tests::{book, entry_of},
	time::When,
};
use salus_primitives::Purpose;

const DAY: Moment = 24 * 60 * 60 * 1000;
const NOW: Moment = 1000 * DAY;

/// Four weeks to decide and four to wait, as production has it.
const RULE: TrackRule = TrackRule {
	chambers: 4,
	always: None,
	quorum: 50,
	majority: 50,
	deciding: 28 * DAY,
	early: false,
	delay: 30 * DAY,
	lapses: 30 * DAY,
	veto: None,
};

fn change(set: &[&str]) -> PolicyChange {
	PolicyChange {
		set: set.iter().map(|it| it.parse().unwrap()).collect(),
		asks_anew: Vec::new(),
		from: None,
		in_force: None,
		languages: vec![*b"de", *b"en"],
	}
}

fn adopt(change: PolicyChange) -> anyhow::Result<Adoption> {
	adoption(change, &book(), &[], &RULE, NOW)
}

fn refused(change: PolicyChange) -> String {
	adopt(change).unwrap_err().to_string()
}

#[test]
fn a_new_policy_is_the_newest_with_changes() {
	let it = adopt(change(&["erasure.cooling=2d", "eu.erasureWithin=20d"])).unwrap();
	assert_eq!(it.policy.version, 2);
	assert_eq!(it.policy.erasure.cooling, 2 * DAY);
	assert_eq!(it.policy.eu.erasure_within, 20 * DAY);
	assert_eq!(it.policy.reconsent, None);
	assert_eq!(it.in_force, NOW + 58 * DAY + WEEK, "deciding, delay, and a week to carry it out");
	assert_eq!(it.languages.codes(), [*b"de", *b"en"]);
	let fast = TrackRule { deciding: 20_000, delay: 10_000, ..RULE };
	let soon = adoption(change(&["erasure.cooling=2d"]), &book(), &[], &fast, NOW).unwrap();
	assert_eq!(soon.in_force, NOW + 60_000);
	let mut book = book();
	book.current.consent.purposes = Purposes(1);
	let unrestricted = adoption(change(&["erasure.cooling=2d"]), &book, &[], &RULE, NOW).unwrap();
	assert_eq!(unrestricted.policy.consent.purposes, book.entry.policy.consent.purposes);
}

#[test]
fn a_policy_that_waits_comes_first() {
	let mut book = book();
	let mut next = Policy { version: 2, ..Policy::default() };
	next.erasure.pause = 2 * DAY;
	book.pending = Some(entry_of(next, NOW + 100 * DAY));
	let it = adoption(change(&["erasure.cooling=2d"]), &book, &[], &RULE, NOW).unwrap();
	assert_eq!((it.policy.version, it.policy.erasure.pause), (3, 2 * DAY));
	assert_eq!(it.in_force, NOW + 100 * DAY + WEEK);
	let mut early = change(&["erasure.cooling=2d"]);
	early.in_force = Some(When::In(99 * DAY));
	let error = adoption(early, &book, &[], &RULE, NOW).unwrap_err().to_string();
	assert!(error.contains("name a later --in-force"), "{error}");
}

#[test]
fn what_is_out_of_bounds_is_refused_with_the_range() {
	let error = refused(change(&["erasure.cooling=40d"]));
	assert_eq!(
		error,
		"erasure.cooling may be 0 ms to 30 days, not 40 days: no motion can change that"
	);
	assert!(refused(change(&["eu.erasure=false"])).contains("always true"));
	assert!(refused(change(&["bonds.custodian=0.5UNIT"])).contains("1 UNIT to 1000000 UNIT"));
	assert!(refused(change(&["consent.purposes=-TREAT"])).contains("at least TREAT"));
	assert!(refused(change(&["eu.erasureWithin=31d"])).contains("28 days"));
}

#[test]
fn a_motion_that_changes_nothing_is_refused() {
	assert!(refused(change(&[])).contains("--set"));
	assert!(refused(change(&["erasure.cooling=72h"])).contains("changes nothing"));
}

#[test]
fn asking_anew_leaves_the_notice() {
	let mut asks = change(&["consent.notice=100d"]);
	asks.asks_anew = vec![Purpose::HRESCH];
	let it = adopt(asks).unwrap();
	let reconsent = it.policy.reconsent.unwrap();
	assert_eq!((reconsent.before, reconsent.from), (2, it.in_force + 100 * DAY));
	assert!(reconsent.widened.contains(Purpose::BIORCH), "what lies below is meant too");
	let mut early = change(&["erasure.cooling=2d"]);
	early.asks_anew = vec![Purpose::HRESCH];
	early.from = Some(When::In(100 * DAY));
	assert!(refused(early).contains("people have 90 days"));
}

#[test]
fn who_was_asked_is_asked_on_until_older_grants_are_over() {
	let mut book = book();
	let first = book.entry.clone();
	let widened = Purposes::of(&[Purpose::HRESCH]);
	let asks = Some(Reconsent { before: 2, widened, from: NOW });
	book.entry =
		entry_of(Policy { version: 2, reconsent: asks, ..Policy::default() }, NOW - 100 * DAY);
	let history = [book.entry.clone(), first];
	let adopt = |change| adoption(change, &book, &history, &RULE, NOW);
	let kept = adopt(change(&["erasure.cooling=2d"])).unwrap();
	assert_eq!(kept.policy.reconsent, asks, "what was asked stays asked");
	let mut again = change(&["erasure.cooling=2d"]);
	again.asks_anew = vec![Purpose::HMARKT];
	let error = adopt(again).unwrap_err().to_string();
	assert!(error.contains("may live until"), "{error}");
	let mut later = change(&["erasure.cooling=2d"]);
	later.asks_anew = vec![Purpose::HMARKT];
	later.in_force = Some(When::In(266 * DAY));
	assert_eq!(adopt(later).unwrap().policy.reconsent.unwrap().before, 3);
}

#[test]
fn a_time_that_cannot_be_met_is_refused() {
	let mut early = change(&["erasure.cooling=2d"]);
	early.in_force = Some(When::In(58 * DAY));
	assert!(refused(early).contains("at the earliest"));
	let mut late = change(&["erasure.cooling=2d"]);
	late.in_force = Some(When::In(59 * DAY));
	assert_eq!(adopt(late).unwrap().in_force, NOW + 59 * DAY);
	let mut far = change(&["erasure.cooling=2d"]);
	far.in_force = Some(When::In(600 * DAY));
	assert!(refused(far).contains("a year"));
	let mut twice = change(&["erasure.cooling=2d"]);
	twice.languages = vec![*b"de"; 2];
	assert!(refused(twice).contains("ISO 639-1"));
}

#[test]
fn a_restriction_means_what_lies_below_too() {
	let mut book = book();
	let it = Restriction { purposes: vec![Purpose::HRESCH], suites: Vec::new() };
	let Ok(Proposal::Restrict { purposes, suites }) = restriction(&it, &book) else { panic!() };
	assert!(purposes.contains(Purpose::HRESCH) && purposes.contains(Purpose::CLINTRCHNPC));
	assert!(!purposes.contains(Purpose::TREAT));
	assert_eq!(suites, Suites(0));
	let care = Restriction { purposes: vec![Purpose::TREAT], suites: Vec::new() };
	let error = restriction(&care, &book).unwrap_err().to_string();
	assert!(error.starts_with("TREAT, ETREAT can always be granted"), "{error}");
	let last = Restriction { purposes: Vec::new(), suites: vec![Suite::X25519] };
	assert!(restriction(&last, &book).unwrap_err().to_string().contains("no suite would be left"));
	book.current.suites = Suites(3);
	assert!(restriction(&last, &book).is_ok());
}
