use super::mock::*;
use crate::*;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchResultWithPostInfo},
};
use salus_primitives::{InstitutionId, Moment, RefusalGround};

fn prune() -> DispatchResultWithPostInfo {
	Redaction::prune_case(signed(STRANGER), case())
}

/// It goes after `until` and leaves nothing but what lies outside cases.
fn goes_after(until: Moment) {
	at(until);
	assert_noop!(prune(), Error::<Test>::TooEarly);
	at(until + 1);
	let call: RuntimeCall = crate::Call::prune_case { case: case() }.into();
	assert!(call.is_feeless(&signed(STRANGER)));
	assert_ok!(prune());
	System::assert_last_event(Event::CasePruned { case: case() }.into());
	System::reset_events();
	assert!(!state_names(case().as_ref()));
	assert_noop!(prune(), Error::<Test>::NotFound);
}

#[test]
fn what_is_under_way_is_not_pruned() {
	run(|| {
		assert_noop!(prune(), Error::<Test>::NotFound);
		assert_ok!(request(PATIENT, SALT));
		at(NOW + 1_000_000);
		assert_noop!(prune(), Error::<Test>::TooEarly);
		assert_ok!(accept());
		at(NOW + 2_000_000);
		assert_noop!(prune(), Error::<Test>::TooEarly);
	});
}

#[test]
fn a_refused_case_goes_after_its_time() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		at(NOW + 5);
		assert_ok!(refuse());
		goes_after(NOW + 5 + rules().tombstone_for);
	});
}

#[test]
fn what_is_still_owed_goes_only_when_governance_gives_it_up() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		let ground = RefusalGround::PublicHealth;
		assert_ok!(Redaction::accept_partly(signed(HOSPITAL), case(), ground));
		at(not_before());
		assert_ok!(submit(receipt(11, 1)));
		assert_ok!(submit(receipt(12, 1)));
		assert!(Redaction::owes(InstitutionId(13)));
		at(not_before() + rules().tombstone_for + 1);
		assert_noop!(prune(), Error::<Test>::ReceiptsMissing);
		let call: RuntimeCall = crate::Call::prune_case { case: case() }.into();
		assert!(!call.is_feeless(&signed(STRANGER)));
		assert_ok!(Redaction::prune_case(RuntimeOrigin::root(), case()));
		assert!(!Redaction::owes(InstitutionId(13)));
	});
}

#[test]
fn an_erased_case_goes_with_its_tombstone_and_nothing_stays() {
	run(|| {
		due();
		erase();
		assert_ok!(submit(receipt(12, 1)));
		assert_ok!(submit(receipt(12, 2)));
		goes_after(Tombstones::<Test>::get(row().tombstone).unwrap().until);
		assert!(!Redaction::is_buried(RECORD));
		assert_eq!(Tombstones::<Test>::iter().count() + Slots::<Test>::iter().count(), 0);
	});
}

#[test]
fn penalties_outlive_the_case() {
	run(|| {
		due();
		erase();
		at(not_before() + rules().receipts_within + 1);
		assert_ok!(Redaction::fine(signed(STRANGER), case(), InstitutionId(12), 1, 1));
		at(NOW + 100_000);
		assert_noop!(prune(), Error::<Test>::ReceiptsMissing);
		assert!(Redaction::is_buried(RECORD));
		assert_ok!(Redaction::prune_case(RuntimeOrigin::root(), case()));
		assert!(!Redaction::is_buried(RECORD));
		assert_ok!(Redaction::apply_penalty(signed(STRANGER), 0));
		assert_eq!(MockBonds::get(InstitutionId(12)), Some(950_000));
	});
}

#[test]
fn governance_gives_up_nothing_before_its_time() {
	run(|| {
		due();
		erase();
		at(Tombstones::<Test>::get(row().tombstone).unwrap().until);
		let early = Redaction::prune_case(RuntimeOrigin::root(), case());
		assert_noop!(early, Error::<Test>::TooEarly);
	});
}
