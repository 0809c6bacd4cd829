use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{InstitutionId, Moment, NoticeCounts, UnableReason};

fn unable(who: u64, version: u32, until: Moment) -> sp_runtime::DispatchResult {
	let reason = UnableReason::MediumOutOfReach;
	Redaction::declare_unable(signed(who), case(), version, 1, reason, until)
}

fn counts(sent: u32, acknowledged: u32, unreachable: u32) -> NoticeCounts {
	NoticeCounts { sent, acknowledged, unreachable }
}

fn notices(who: u64, counts: NoticeCounts) -> sp_runtime::DispatchResult {
	Redaction::report_notices(signed(who), case(), counts)
}

#[test]
fn a_custodian_declares_once_that_it_is_unable() {
	run(|| {
		due();
		let longest = now() + rules().unable_at_most;
		assert_noop!(unable(12, 1, now()), Error::<Test>::BadTime);
		assert_noop!(unable(12, 1, longest + 1), Error::<Test>::BadTime);
		assert_noop!(unable(14, 1, longest), Error::<Test>::NoSuchSlot);
		assert_noop!(unable(13, 2, longest), Error::<Test>::NoSuchSlot);
		assert_noop!(unable(STRANGER, 1, longest), Error::<Test>::NotACustodian);
		assert_ok!(unable(12, 1, longest));
		System::assert_last_event(
			Event::UnableDeclared {
				case: case(),
				custodian: InstitutionId(12),
				reason: UnableReason::MediumOutOfReach,
				until: longest,
			}
			.into(),
		);
		assert_noop!(unable(12, 1, longest), Error::<Test>::AlreadyDeclared);
		assert_ok!(unable(12, 2, longest));
		assert_ok!(submit(receipt(11, 1)));
		assert_noop!(unable(11, 1, longest), Error::<Test>::NoSuchSlot);
	});
}

#[test]
fn one_who_is_unable_may_erase_earlier_after_all() {
	run(|| {
		due();
		assert_ok!(unable(12, 1, now() + 100));
		assert_ok!(submit(receipt(12, 1)));
	});
}

#[test]
fn notices_are_counted_per_custodian_and_only_grow() {
	run(|| {
		due();
		assert_noop!(notices(12, counts(0, 0, 0)), Error::<Test>::BadCounts);
		assert_noop!(notices(12, counts(1, 1, 1)), Error::<Test>::BadCounts);
		assert_noop!(notices(12, counts(u32::MAX, u32::MAX, 1)), Error::<Test>::BadCounts);
		assert_noop!(notices(14, counts(1, 0, 0)), Error::<Test>::NoSuchSlot);
		assert_noop!(notices(STRANGER, counts(1, 0, 0)), Error::<Test>::NotACustodian);
		assert_ok!(notices(12, counts(3, 1, 0)));
		let event = Event::NoticesReported { case: case(), custodian: InstitutionId(12) };
		System::assert_last_event(event.into());
		for worse in [counts(2, 1, 0), counts(3, 0, 1), counts(3, 1, 0)] {
			assert_noop!(notices(12, worse), Error::<Test>::BadCounts);
		}
		assert_ok!(notices(12, counts(3, 2, 1)));
		assert_ok!(notices(13, counts(2, 0, 0)));
		assert_eq!(Redaction::notices(case()), counts(5, 2, 1));
	});
}

#[test]
fn erasure_never_waits_for_notices_and_notices_go_on_after_it() {
	run(|| {
		due();
		assert_ok!(notices(11, counts(3, 0, 0)));
		erase();
		assert_eq!(record(), None);
		assert_ok!(notices(11, counts(3, 2, 1)));
		assert_eq!(Redaction::case_view(case()).unwrap().notices, counts(3, 2, 1));
	});
}
