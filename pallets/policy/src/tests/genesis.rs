//! What a chain starts with.

use super::mock::*;
use crate::{Chapter, GenesisConfig, History, Limits};
use salus_primitives::{Bounds, Documents, Hash32, Languages, Policy};

fn refused(change: impl FnOnce(&mut GenesisConfig<Test>)) -> String {
	let mut genesis = GenesisConfig::<Test>::default();
	change(&mut genesis);
	let panic = std::panic::catch_unwind(|| drop(starts_with(genesis))).unwrap_err();
	let literal = || panic.downcast_ref::<&str>().map(ToString::to_string);
	panic.downcast_ref::<String>().cloned().or_else(literal).unwrap()
}

#[test]
fn genesis_writes_the_first_entry() {
	run(|| {
		assert_eq!(policy(), Policy::default());
		assert_eq!(Limits::<Test>::get(), Bounds::default());
		let entry = Book::entry(1).unwrap();
		assert_eq!(entry.documents, Documents { text: Hash32([0; 32]), assessment: None });
		assert_eq!((entry.adopted, entry.in_force), (0, 0));
		assert_eq!(History::<Test>::iter().count(), 1);
	});
}

#[test]
fn genesis_may_name_papers_and_languages() {
	let languages = Languages::try_from(vec![*b"de", *b"pl"]).unwrap();
	let genesis = GenesisConfig {
		documents: Some(PAPERS),
		languages: languages.clone(),
		..Default::default()
	};
	starts_with(genesis).execute_with(|| {
		let entry = Book::entry(1).unwrap();
		assert_eq!((entry.documents, entry.languages), (PAPERS, languages));
	});
}

#[test]
fn no_chain_starts_beyond_its_bounds() {
	let message = refused(|it| it.policy.eu.erasure = false);
	assert_eq!(message, "policy: eu.erasure is out of bounds");
	let message = refused(|it| it.bounds.most.erasure.cooling = 0);
	assert_eq!(message, "policy: erasure.cooling is out of bounds");
	let message = refused(|it| it.bounds.least.consent.notice = 1_000 * DAY);
	assert_eq!(message, "policy: the bounds of consent.notice leave no room");
	assert!(refused(|it| it.policy.version = 0).contains("version 1"));
	assert!(refused(|it| it.policy.reconsent = asks(1, 0, 0)).contains("consented"));
}

#[test]
fn a_chain_that_shows_months_in_minutes_may_have_short_times() {
	let mut policy = Policy::default();
	policy.erasure.pause = 10_000;
	policy.consent.notice = 1_000;
	let bounds = Bounds::default().with_times_from(1_000);
	starts_with(GenesisConfig { policy, bounds, ..Default::default() }).execute_with(|| {
		assert_eq!(super::mock::policy(), policy);
		Book::do_try_state().unwrap();
	});
}

#[test]
fn the_json_form_is_the_documented_one() {
	let json = serde_json::to_value(GenesisConfig::<Test>::default()).unwrap();
	let names: Vec<_> = json.as_object().unwrap().keys().collect();
	assert_eq!(names, ["bounds", "documents", "languages", "policy"]);
	assert_eq!(json["policy"]["erasure"]["cooling"], 72 * 60 * 60 * 1000);
	assert_eq!(json["bounds"]["least"]["eu"]["erasure"], true);
	let back: GenesisConfig<Test> = serde_json::from_value(json).unwrap();
	assert_eq!(back.policy, Policy::default());
	assert_eq!(back.bounds, Bounds::default());
}

#[test]
fn a_chain_without_genesis_has_the_default_policy() {
	sp_io::TestExternalities::default().execute_with(|| {
		assert_eq!(policy(), Policy::default());
		assert_eq!(Book::book().entry.policy, Policy::default());
		assert_eq!(crate::Book::<Test>::get(), Chapter::default());
	});
}
