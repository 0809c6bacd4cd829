use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::Hash32;
use sp_runtime::DispatchResult;

const TODAY: u32 = 20_000;

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
		assert_ok!(anchor(TODAY - 1));
		let event = Event::LogAnchored { custodian: VAULT, day: TODAY - 1 };
		System::assert_last_event(event.into());
		assert_ok!(anchor(TODAY));
		assert_eq!(AnchorSpan::<Test>::get(VAULT), Some((TODAY - 1, TODAY)));
		let root = Anchors::<Test>::get(VAULT, TODAY);
		assert_eq!(root, Some(Hash32([TODAY as u8; 32])));
	});
}

#[test]
fn no_day_is_anchored_twice_left_out_or_filled_in_before() {
	run(|| {
		assert_ok!(anchor(TODAY - 5));
		for day in [0, TODAY - 6, TODAY - 5, TODAY - 3, TODAY] {
			assert_noop!(anchor(day), Error::<Test>::NotTheNextDay);
		}
		assert_ok!(anchor(TODAY - 4));
	});
}

#[test]
fn a_day_is_not_anchored_before_it_begins() {
	run(|| {
		at(NOW + DAY - 1);
		assert_noop!(anchor(TODAY + 1), Error::<Test>::DayToCome);
		assert_noop!(anchor(u32::MAX), Error::<Test>::DayToCome);
		at(NOW + DAY);
		assert_ok!(anchor(TODAY + 1));
	});
}

#[test]
fn only_a_custodian_in_good_standing_anchors() {
	run(|| {
		let clinic = Consent::anchor(signed(account(CLINIC)), TODAY, Hash32([1; 32]));
		assert_noop!(clinic, Error::<Test>::NotACustodian);
		Suspended::set(Some(VAULT));
		assert_noop!(anchor(TODAY), Error::<Test>::NotACustodian);
	});
}

#[test]
fn anchors_go_oldest_first_when_their_time_is_over() {
	run(|| {
		assert_ok!(anchor(TODAY - 1));
		assert_ok!(anchor(TODAY));
		at(NOW + 10 * DAY - 1);
		assert_noop!(prune(TODAY - 1), Error::<Test>::StillNeeded);
		assert!(!free(TODAY - 1));
		at(NOW + 10 * DAY);
		assert!(free(TODAY - 1) && !free(TODAY));
		assert_noop!(prune(TODAY), Error::<Test>::NotTheOldest);
		assert_noop!(prune(TODAY + 1), Error::<Test>::NoSuchAnchor);
		assert_ok!(prune(TODAY - 1));
		let event = Event::AnchorPruned { custodian: VAULT, day: TODAY - 1 };
		System::assert_last_event(event.into());
		assert_noop!(prune(TODAY - 1), Error::<Test>::NoSuchAnchor);
		assert_noop!(prune(TODAY), Error::<Test>::StillNeeded);
	});
}

#[test]
fn the_next_day_is_known_even_when_every_anchor_is_gone() {
	run(|| {
		assert_ok!(anchor(TODAY));
		at(NOW + 11 * DAY);
		assert_ok!(prune(TODAY));
		assert_eq!(AnchorSpan::<Test>::get(VAULT), Some((TODAY + 1, TODAY)));
		assert_noop!(anchor(TODAY), Error::<Test>::NotTheNextDay);
		assert_noop!(anchor(TODAY + 2), Error::<Test>::NotTheNextDay);
		assert_ok!(anchor(TODAY + 1));
	});
}
