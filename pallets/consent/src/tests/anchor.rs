use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::Hash32;
use sp_runtime::DispatchResult;

/// The last day that is over.
const LAST: u32 = 19_999;

fn anchor(day: u32) -> DispatchResult {
	Consent::anchor(signed(account(VAULT)), day, Hash32([day as u8; 32]))
}

fn prune(day: u32) -> DispatchResult {
	Consent::prune_anchor(signed(STRANGER), VAULT, day)
}

fn free(day: u32) -> bool {
	RuntimeCall::from(crate::Call::<Test>::prune_anchor { custodian: VAULT, day })
		.is_feeless(&signed(STRANGER))
}

#[test]
fn a_custodian_anchors_day_by_day() {
	run(|| {
		assert_ok!(anchor(LAST - 1));
		let event = Event::LogAnchored { custodian: VAULT, day: LAST - 1 };
		System::assert_last_event(event.into());
		assert_ok!(anchor(LAST));
		assert_eq!(AnchorSpan::<Test>::get(VAULT), Some((LAST - 1, LAST)));
		let root = Anchors::<Test>::get(VAULT, LAST);
		assert_eq!(root, Some(Hash32([LAST as u8; 32])));
	});
}

#[test]
fn no_day_is_anchored_twice_left_out_or_filled_in_before() {
	run(|| {
		assert_ok!(anchor(LAST - 5));
		for day in [0, LAST - 6, LAST - 5, LAST - 3, LAST] {
			assert_noop!(anchor(day), Error::<Test>::NotTheNextDay);
		}
		assert_ok!(anchor(LAST - 4));
	});
}

#[test]
fn a_day_is_not_anchored_before_it_is_over() {
	run(|| {
		at(NOW + DAY - 1);
		assert_eq!(Consent::today(), LAST + 1);
		assert_noop!(anchor(LAST + 1), Error::<Test>::DayNotOver);
		assert_noop!(anchor(u32::MAX), Error::<Test>::DayNotOver);
		at(NOW + DAY);
		assert_ok!(anchor(LAST + 1));
	});
}

#[test]
fn only_a_custodian_in_good_standing_anchors() {
	run(|| {
		let clinic = Consent::anchor(signed(account(CLINIC)), LAST, Hash32([1; 32]));
		assert_noop!(clinic, Error::<Test>::NotACustodian);
		Suspended::set(Some(VAULT));
		assert_noop!(anchor(LAST), Error::<Test>::NotACustodian);
	});
}

#[test]
fn anchors_go_oldest_first_when_their_time_is_over() {
	run(|| {
		assert_ok!(anchor(LAST - 1));
		assert_ok!(anchor(LAST));
		at(NOW + 9 * DAY - 1);
		assert_noop!(prune(LAST - 1), Error::<Test>::StillNeeded);
		assert!(!free(LAST - 1));
		at(NOW + 9 * DAY);
		assert!(free(LAST - 1) && !free(LAST));
		assert_noop!(prune(LAST), Error::<Test>::NotTheOldest);
		assert_noop!(prune(LAST + 1), Error::<Test>::NoSuchAnchor);
		assert_ok!(prune(LAST - 1));
		let event = Event::AnchorPruned { custodian: VAULT, day: LAST - 1 };
		System::assert_last_event(event.into());
		assert_noop!(prune(LAST - 1), Error::<Test>::NoSuchAnchor);
		assert_noop!(prune(LAST), Error::<Test>::StillNeeded);
	});
}

#[test]
fn the_next_day_is_known_even_when_every_anchor_is_gone() {
	run(|| {
		assert_ok!(anchor(LAST));
		at(NOW + 10 * DAY);
		assert_ok!(prune(LAST));
		assert_eq!(AnchorSpan::<Test>::get(VAULT), Some((LAST + 1, LAST)));
		assert_noop!(anchor(LAST), Error::<Test>::NotTheNextDay);
		assert_noop!(anchor(LAST + 2), Error::<Test>::NotTheNextDay);
		assert_ok!(anchor(LAST + 1));
	});
}
