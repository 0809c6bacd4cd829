//! The book remembers.

use super::mock::*;
use crate::Limits;
use frame_support::assert_ok;
use salus_primitives::{Languages, Policy};

#[test]
fn history_lists_every_policy_newest_first() {
	run(|| {
		for version in 2..=5u32 {
			at(NOW + u64::from(version));
			let mut adoption = next(|it| it.erasure.cooling = version.into());
			adoption.languages = Languages::try_from(vec![*b"de"]).unwrap();
			adoption.in_force = NOW + u64::from(version) + 1;
			assert_ok!(adopt(adoption));
		}
		let history = Book::history(10);
		assert_eq!(history.iter().map(|it| it.version).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
		let newest = &history[0];
		assert_eq!((newest.adopted, newest.in_force), (NOW + 5, NOW + 6));
		assert_eq!((newest.documents, newest.policy.erasure.cooling), (PAPERS, 5));
		assert_eq!(newest.languages.codes(), [*b"de"]);
		assert_eq!(history[4].policy, Policy::default());
		assert_eq!(Book::entry(3).as_ref(), Some(&history[2]));
		assert_eq!(Book::entry(0), None);
		assert_eq!(Book::entry(6), None);
	});
}

#[test]
fn no_more_are_listed_than_asked_for() {
	run(|| {
		for _ in 2..=300 {
			assert_ok!(adopt(next(|_| ())));
		}
		let history = Book::history(256);
		assert_eq!((history.len(), history[0].version, history[255].version), (256, 300, 45));
	});
}

#[test]
fn the_book_shows_what_holds_what_waits_and_what_was_taken_out() {
	run(|| {
		let book = Book::book();
		assert_eq!(book.current, policy());
		assert_eq!(book.entry.version, 1);
		assert_eq!(book.bounds, Limits::<Test>::get());
		assert_eq!((book.pending, book.restriction, book.restrictable_from), (None, None, None));

		let mut adoption = next(|it| it.erasure.cooling = 1);
		adoption.in_force = NOW + DAY;
		assert_ok!(adopt(adoption));
		assert_ok!(restrict(RESEARCH, NO_SUITE));
		let book = Book::book();
		assert_eq!(book.current, policy());
		assert_ne!(book.current, book.entry.policy);
		assert_eq!((book.entry.version, book.pending.unwrap().version), (1, 2));
		let until = NOW + 90 * DAY;
		assert_eq!(book.restriction.unwrap().until, until);
		assert_eq!(book.restrictable_from, None);

		at(until);
		let book = Book::book();
		assert_eq!((book.entry.version, book.pending, book.restriction), (2, None, None));
		assert_eq!(book.restrictable_from, Some(until + 90 * DAY));
	});
}
