//! An emergency takes out, for a while, and is not renewed.

use super::mock::*;
use crate::{Error, Event, GenesisConfig};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Adoption, Bounds, Moment, Policy, Purpose, Purposes, Restriction, Suites};

const LASTS: Moment = 90 * DAY;

#[test]
fn what_was_taken_out_comes_back_by_itself() {
	run(|| {
		let before = policy();
		assert_ok!(restrict(MARKETING, NO_SUITE));
		assert!(!policy().consent.purposes.contains(Purpose::HMARKT));
		let taken = Restriction { purposes: MARKETING, suites: NO_SUITE, until: NOW + LASTS };
		assert_eq!(policy(), taken.apply(before));
		at(NOW + LASTS - 1);
		assert!(!policy().consent.purposes.contains(Purpose::HMARKT));
		at(NOW + LASTS);
		assert_eq!(policy(), before);
		let Restriction { purposes, suites, until } = taken;
		assert_eq!(events(), [Event::PolicyRestricted { purposes, suites, until }]);
	});
}

#[test]
fn a_purpose_goes_with_all_below_it() {
	run(|| {
		assert_ok!(restrict(RESEARCH, NO_SUITE));
		for below in [Purpose::HRESCH, Purpose::CLINTRCH, Purpose::CLINTRCHNPC, Purpose::POARCH] {
			assert!(!policy().consent.purposes.contains(below), "{below:?}");
		}
	});
}

#[test]
fn more_can_be_taken_out_but_the_end_stays() {
	run(|| {
		assert_ok!(restrict(MARKETING, NO_SUITE));
		at(NOW + DAY);
		assert_noop!(restrict(MARKETING, NO_SUITE), Error::<Test>::NothingToRestrict);
		assert_ok!(restrict(RESEARCH, NO_SUITE));
		assert!(!policy().consent.purposes.contains(Purpose::HMARKT));
		assert!(!policy().consent.purposes.contains(Purpose::HRESCH));
		at(NOW + LASTS);
		assert_eq!(policy(), Policy::default());
	});
}

#[test]
fn an_emergency_cannot_become_permanent_by_renewal() {
	run(|| {
		assert_ok!(restrict(MARKETING, NO_SUITE));
		let ended = NOW + LASTS;
		for moment in [ended, ended + LASTS - 1] {
			at(moment);
			assert_noop!(restrict(MARKETING, NO_SUITE), Error::<Test>::RestrictedLately);
			assert_noop!(restrict(RESEARCH, NO_SUITE), Error::<Test>::RestrictedLately);
		}
		at(ended + LASTS);
		assert_ok!(restrict(MARKETING, NO_SUITE));
	});
}

#[test]
fn a_lifted_restriction_is_not_renewed_either() {
	run(|| {
		assert_noop!(lift(), Error::<Test>::NotRestricted);
		assert_ok!(restrict(RESEARCH, NO_SUITE));
		assert!(Book::lifting_widens());
		at(NOW + DAY);
		assert_ok!(lift());
		assert!(!Book::lifting_widens());
		assert_eq!(policy(), Policy::default());
		assert_eq!(events()[1], Event::RestrictionLifted);
		assert_noop!(lift(), Error::<Test>::NotRestricted);
		at(NOW + DAY + LASTS - 1);
		assert_noop!(restrict(RESEARCH, NO_SUITE), Error::<Test>::RestrictedLately);
		at(NOW + DAY + LASTS);
		assert_ok!(restrict(RESEARCH, NO_SUITE));
		at(NOW + DAY + 2 * LASTS);
		assert_noop!(lift(), Error::<Test>::NotRestricted);
	});
}

#[test]
fn lifting_what_is_not_secondary_widens_no_secondary_use() {
	run(|| {
		assert_ok!(restrict(MARKETING, NO_SUITE));
		assert!(!Book::lifting_widens());
	});
}

#[test]
fn what_bounds_guarantee_cannot_be_taken_out() {
	run(|| {
		for guaranteed in [Purpose::TREAT, Purpose::ETREAT, Purpose::PATRQT] {
			let purposes = MARKETING.and(Purposes::of(&[guaranteed]));
			assert_noop!(restrict(purposes, NO_SUITE), Error::<Test>::Guaranteed);
		}
		assert_noop!(restrict(NO_PURPOSE, Suites::ALL), Error::<Test>::LastSuite);
	});
	let mut bounds = Bounds::default();
	bounds.least.suites = Suites::ALL;
	starts_with(GenesisConfig { bounds, ..Default::default() }).execute_with(|| {
		assert_noop!(restrict(NO_PURPOSE, Suites::ALL), Error::<Test>::Guaranteed);
	});
}

/// With one suite no call gets that far; with two, one that is broken could be the only one left.
#[test]
fn no_policy_is_adopted_whose_last_suite_was_taken_out() {
	externalities().execute_with(|| {
		let until = NOW + LASTS;
		let restriction = Restriction { purposes: MARKETING, suites: Suites::ALL, until };
		crate::Book::<Test>::mutate(|it| it.restriction = Some(restriction));
		let in_force = until - 1;
		let adoption = Adoption { in_force, ..next(|_| ()) };
		assert_noop!(adopt(adoption.clone()), Error::<Test>::LastSuite);
		assert_ok!(adopt(Adoption { in_force: until, ..adoption }));
	});
}

#[test]
fn nothing_and_unknown_things_cannot_be_taken_out() {
	run(|| {
		for (purposes, suites) in [
			(NO_PURPOSE, NO_SUITE),
			(MARKETING.and(Purposes(1 << 62)), NO_SUITE),
			(MARKETING, Suites(1 << 7)),
		] {
			assert_noop!(restrict(purposes, suites), Error::<Test>::NothingToRestrict);
		}
		assert_ok!(adopt(next(without(MARKETING))));
		assert_noop!(restrict(MARKETING, NO_SUITE), Error::<Test>::NothingToRestrict);
	});
}

#[test]
fn a_policy_that_allows_none_of_it_confirms_a_restriction_without_a_gap() {
	run(|| {
		assert_ok!(restrict(MARKETING, NO_SUITE));
		at(NOW + LASTS - 1);
		let in_force = NOW + LASTS + 10 * DAY;
		assert_ok!(adopt(Adoption { in_force, ..next(without(MARKETING)) }));
		for moment in [NOW + LASTS - 1, NOW + LASTS, in_force - 1, in_force, in_force + LASTS] {
			at(moment);
			assert!(!policy().consent.purposes.contains(Purpose::HMARKT));
		}
		let until = in_force;
		let confirmed = Event::PolicyRestricted { purposes: MARKETING, suites: NO_SUITE, until };
		assert!(events().contains(&confirmed));
		// What became policy was no renewal: another emergency may come at once.
		at(in_force);
		assert_eq!(Book::book().restrictable_from, None);
		assert_ok!(restrict(RESEARCH, NO_SUITE));
	});
}

#[test]
fn what_is_taken_out_beside_a_confirmed_restriction_lasts_no_longer_than_an_emergency() {
	run(|| {
		assert_ok!(restrict(MARKETING, NO_SUITE));
		let in_force = NOW + 300 * DAY;
		at(NOW + DAY);
		assert_ok!(adopt(Adoption { in_force, ..next(without(MARKETING)) }));
		assert_ok!(restrict(RESEARCH, NO_SUITE));
		at(NOW + DAY + LASTS - 1);
		assert!(!policy().consent.purposes.contains(Purpose::HRESCH));
		at(NOW + DAY + LASTS);
		assert!(policy().consent.purposes.contains(Purpose::HRESCH));
		assert_noop!(restrict(RESEARCH, NO_SUITE), Error::<Test>::RestrictedLately);
		at(in_force);
		assert!(!policy().consent.purposes.contains(Purpose::HMARKT));
	});
}

#[test]
fn a_confirmed_restriction_ends_when_the_policy_is_in_force() {
	run(|| {
		assert_ok!(restrict(MARKETING, NO_SUITE));
		assert_ok!(adopt(next(without(MARKETING))));
		assert_noop!(lift(), Error::<Test>::NotRestricted);
		assert!(!policy().consent.purposes.contains(Purpose::HMARKT));
	});
}

#[test]
fn a_policy_that_still_allows_some_of_it_confirms_nothing() {
	run(|| {
		assert_ok!(restrict(MARKETING.and(RESEARCH), NO_SUITE));
		assert_ok!(adopt(next(without(MARKETING))));
		assert!(!policy().consent.purposes.contains(Purpose::HRESCH));
		at(NOW + LASTS);
		assert!(policy().consent.purposes.contains(Purpose::HRESCH));
		assert!(!policy().consent.purposes.contains(Purpose::HMARKT));
		assert_noop!(restrict(RESEARCH, NO_SUITE), Error::<Test>::RestrictedLately);
	});
}

#[test]
fn a_restriction_holds_for_the_policy_that_comes_into_force_meanwhile() {
	run(|| {
		assert_ok!(adopt(next(without(RESEARCH))));
		let back = Adoption {
			in_force: NOW + DAY,
			..next(|it| it.consent.purposes = Policy::default().consent.purposes)
		};
		assert_ok!(adopt(back));
		assert_ok!(restrict(Purposes::of(&[Purpose::HPAYMT]), NO_SUITE));
		at(NOW + DAY);
		assert!(!policy().consent.purposes.contains(Purpose::HPAYMT));
		assert!(policy().consent.purposes.contains(Purpose::HRESCH));
	});
}
