use super::*;
use salus_primitives::{
	Bounds, Documents, Hash32, Purpose, Purposes, Reconsent, Restriction, Suites,
};

const DAY: u64 = 24 * 60 * 60 * 1000;

/// An entry of the book.
pub fn entry_of(policy: Policy, in_force: u64) -> PolicyEntryView {
	PolicyEntryView {
		version: policy.version,
		documents: Documents { text: Hash32([7; 32]), assessment: None },
		languages: Default::default(),
		adopted: 0,
		in_force,
		policy,
	}
}

/// A book that holds nothing but the default policy.
pub fn book() -> PolicyBookView {
	PolicyBookView {
		current: Policy::default(),
		entry: entry_of(Policy::default(), 0),
		pending: None,
		bounds: Bounds::default(),
		restriction: None,
		restrictable_from: None,
	}
}

#[test]
fn every_parameter_is_shown_with_value_and_range() {
	let lines = lines(&book());
	assert_eq!(lines.len(), 1 + Policy::default().parameters().len());
	assert!(lines[0].starts_with("policy 1, in force from 1970-01-01"), "{}", lines[0]);
	let find = |name: &str| lines.iter().find(|it| it.trim_start().starts_with(name)).unwrap();
	assert!(find("erasure.cooling ").ends_with("3 days (0 ms to 30 days)"));
	assert!(find("eu.erasure ").ends_with("true (always true)"));
	assert!(find("bonds.custodian ").ends_with("10000 UNIT (1 UNIT to 1000000 UNIT)"));
	assert!(find("consent.purposes ").contains("every purpose (at least TREAT"));
}

#[test]
fn restrictions_new_consent_and_what_comes_next_are_shown() {
	let mut book = book();
	let widened = Purposes::of(&[Purpose::HRESCH]);
	book.entry.policy.reconsent = Some(Reconsent { before: 1, widened, from: 90 * DAY });
	let purposes = Purposes::of(&[Purpose::HMARKT]);
	book.restriction = Some(Restriction { purposes, suites: Suites(0), until: 5 * DAY });
	let mut next = Policy { version: 2, ..Policy::default() };
	next.erasure.cooling = 2 * DAY;
	book.pending = Some(entry_of(next, 9 * DAY));
	let text = lines(&book).join("\n");
	for part in [
		"end at 1970-04-01 00:00:00 UTC for HRESCH",
		"forbids until 1970-01-06 00:00:00 UTC: purposes HMARKT; suites none",
		"comes next: policy 2, in force from 1970-01-10",
		"erasure.cooling: 3 days -> 2 days",
	] {
		assert!(text.contains(part), "{part}: {text}");
	}
}

#[test]
fn a_difference_is_between_the_two_newest_unless_others_are_named() {
	let versions = [3, 2, 1].map(|version| Policy { version, ..Policy::default() });
	let history = versions.map(|it| entry_of(it, 0));
	let two = |from, to| two(&history, from, to).map(|(old, new)| (old.version, new.version));
	assert_eq!(two(None, None).unwrap(), (2, 3));
	assert_eq!(two(None, Some(2)).unwrap(), (1, 2));
	assert_eq!(two(Some(1), None).unwrap(), (1, 3));
	assert!(two(None, Some(1)).unwrap_err().to_string().contains("no policy before 1"));
	assert!(two(Some(7), None).unwrap_err().to_string().contains("no policy 7"));
	assert!(super::two(&[], None, None).is_err());
}
