//! A policy that asks for consent anew gives time, and keeps asking.

use super::mock::*;
use crate::{Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Adoption, Moment, Purposes, Reconsent};

/// The next version asks anew, so long after it is in force.
fn asking(notice: Moment) -> Adoption {
	next(|it| it.reconsent = asks(it.version, Present::get(), notice))
}

#[test]
fn people_have_the_notice_that_policy_gives() {
	run(|| {
		assert_noop!(adopt(asking(90 * DAY - 1)), Error::<Test>::NoticeTooShort);
		assert_noop!(adopt(asking(366 * DAY + 1)), Error::<Test>::NoticeTooLong);
		let in_force = NOW + 10 * DAY;
		let counted_from_now = Adoption { in_force, ..asking(90 * DAY) };
		assert_noop!(adopt(counted_from_now), Error::<Test>::NoticeTooShort);
		assert_ok!(adopt(asking(90 * DAY)));
		assert!(matches!(events()[0], Event::PolicyAdopted { asks_anew: true, .. }));
	});
}

#[test]
fn the_longer_notice_of_two_policies_counts() {
	run(|| {
		let raises = |mut adoption: Adoption| {
			adoption.policy.consent.notice = 120 * DAY;
			adoption
		};
		assert_noop!(adopt(raises(asking(119 * DAY))), Error::<Test>::NoticeTooShort);
		assert_ok!(adopt(raises(next(|_| ()))));
		let lowers = |mut adoption: Adoption| {
			adoption.policy.consent.notice = 90 * DAY;
			adoption
		};
		assert_noop!(adopt(lowers(asking(119 * DAY))), Error::<Test>::NoticeTooShort);
		assert_ok!(adopt(lowers(asking(120 * DAY))));
	});
}

#[test]
fn a_policy_asks_of_older_versions_for_known_purposes() {
	run(|| {
		let asking = |before, widened| {
			let from = NOW + 90 * DAY;
			next(|it| it.reconsent = Some(Reconsent { before, widened, from }))
		};
		for (before, widened) in
			[(0, RESEARCH), (1, RESEARCH), (3, RESEARCH), (2, NO_PURPOSE), (2, Purposes(1 << 62))]
		{
			assert_noop!(adopt(asking(before, widened)), Error::<Test>::BadReconsent);
		}
		assert_ok!(adopt(asking(2, RESEARCH)));
	});
}

#[test]
fn older_grants_do_not_come_back_to_life() {
	run(|| {
		// Grants of version 1 last until a year after version 2 is in force.
		assert_ok!(adopt(asking(90 * DAY)));
		let last = NOW + policy().consent.grant_at_most;
		assert_ok!(adopt(next(|it| it.erasure.cooling = DAY)));
		assert_eq!(policy().reconsent, asks(2, NOW, 90 * DAY));
		at(last - 1);
		assert_noop!(adopt(next(|it| it.reconsent = None)), Error::<Test>::ReconsentStands);
		assert_noop!(adopt(asking(90 * DAY)), Error::<Test>::ReconsentStands);
		let later = Adoption { in_force: last, ..next(|it| it.reconsent = None) };
		assert_ok!(adopt(later));
		at(last);
		assert_eq!(policy().reconsent, None);
		assert_ok!(adopt(asking(90 * DAY)));
	});
}

#[test]
fn grants_of_a_generous_policy_are_waited_for() {
	run(|| {
		let five_years = 5 * 366 * DAY;
		assert_ok!(adopt(next(|it| it.consent.grant_at_most = five_years)));
		at(NOW + DAY);
		assert_ok!(adopt(next(|it| it.consent.grant_at_most = 30 * DAY)));
		at(NOW + 2 * DAY);
		assert_ok!(adopt(asking(90 * DAY)));
		at(NOW + DAY + five_years - 1);
		assert_noop!(adopt(next(|it| it.reconsent = None)), Error::<Test>::ReconsentStands);
		at(NOW + DAY + five_years);
		assert_ok!(adopt(next(|it| it.reconsent = None)));
	});
}
