use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{CaseId, CaseState, ErasureSteps, Receipt, RecordId};
use sp_runtime::DispatchError;

#[test]
fn the_record_goes_when_nobody_can_open_any_sealing() {
	run(|| {
		due();
		assert_ok!(submit(receipt(11, 1)));
		assert_ok!(submit(receipt(11, 2)));
		assert!(Live::get(), "version 1 can still be opened by vaults 12 and 13");
		assert_ok!(submit(receipt(13, 1)));
		assert!(!Live::get());
		System::assert_last_event(Event::RecordErased { case: case() }.into());
		let row = Cases::<Test>::get(case()).unwrap();
		assert_eq!(row.record, None);
		let until = NOW + 10_000;
		assert_eq!(row.state(NOW + 100), CaseState::ErasedPendingBackups { until });
		assert_eq!(row.state(until), CaseState::Erased);
		let tombstone = Tombstones::<Test>::get(row.tombstone).unwrap();
		assert_eq!((tombstone.case, tombstone.until), (case(), until + POLICY.tombstone_for));
	});
}

#[test]
fn missing_receipts_stay_owed_after_the_record_is_gone() {
	run(|| {
		due();
		for receipt in [receipt(11, 1), receipt(11, 2), receipt(13, 1)] {
			assert_ok!(submit(receipt));
		}
		assert_eq!(Cases::<Test>::get(case()).unwrap().missing(), 2);
		assert_ok!(submit(receipt(12, 1)));
		assert_ok!(submit(receipt(12, 2)));
		assert_eq!(Cases::<Test>::get(case()).unwrap().missing(), 0);
		assert_eq!(Slots::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_receipt_that_is_not_right_in_every_respect_is_refused() {
	run(|| {
		due();
		let good = receipt(11, 1);
		let other_case = Receipt { case: CaseId([5; 16]), ..good };
		assert_noop!(submit(other_case), Error::<Test>::NotFound);
		let other_record = Receipt { record: RecordId([1; 16]), ..good };
		assert_noop!(submit(other_record), Error::<Test>::WrongRecord);
		assert_noop!(submit(receipt(13, 2)), Error::<Test>::NoSuchSlot);
		assert_noop!(submit(receipt(14, 1)), Error::<Test>::NoSuchSlot);
		let half = Receipt { steps: ErasureSteps::STOPPED.and(ErasureSteps::KEYS_GONE), ..good };
		assert_noop!(submit(half), Error::<Test>::StepsMissing);
		let early = Receipt { time: NOW, ..good };
		assert_noop!(submit(early), Error::<Test>::BadTime);
		let endless = Receipt { backups_gone_by: u64::MAX, ..good };
		assert_noop!(submit(endless), Error::<Test>::BadTime);
		let future = Receipt { time: NOW + 1_000_000, ..good };
		assert_noop!(submit(future), Error::<Test>::BadTime);
		let signature = sign(&receipt(12, 1));
		let forged = Redaction::submit_receipt(signed(99), good, signature);
		assert_noop!(forged, Error::<Test>::BadReceiptSignature);
		let altered = Receipt { backups_gone_by: 0, ..good };
		let altered = Redaction::submit_receipt(signed(99), altered, sign(&good));
		assert_noop!(altered, Error::<Test>::BadReceiptSignature);
		let unsigned = Redaction::submit_receipt(RuntimeOrigin::none(), good, sign(&good));
		assert_noop!(unsigned, DispatchError::BadOrigin);
		assert_ok!(submit(good));
		assert_noop!(submit(good), Error::<Test>::NoSuchSlot);
	});
}

#[test]
fn no_receipt_is_taken_before_acceptance_or_while_cooling() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_noop!(submit(receipt(11, 1)), Error::<Test>::NoSuchSlot);
		assert_ok!(accept());
		Timestamp::set_timestamp(NOW + POLICY.cooling - 1);
		assert_noop!(submit(receipt(11, 1)), Error::<Test>::NotDueYet);
	});
}

#[test]
fn a_receipt_costs_nothing_if_it_fills_a_slot() {
	run(|| {
		due();
		let call = |receipt: Receipt| -> RuntimeCall {
			crate::Call::<Test>::submit_receipt { receipt, signature: sign(&receipt) }.into()
		};
		assert!(call(receipt(11, 1)).is_feeless(&signed(99)));
		assert!(!call(receipt(14, 1)).is_feeless(&signed(99)));
	});
}

#[test]
fn a_late_receipt_with_a_later_backup_keeps_the_tombstone_longer() {
	run(|| {
		due();
		for receipt in [receipt(11, 1), receipt(11, 2), receipt(13, 1)] {
			assert_ok!(submit(receipt));
		}
		let until = || {
			let hash = Cases::<Test>::get(case()).unwrap().tombstone;
			Tombstones::<Test>::get(hash).unwrap().until
		};
		let before = until();
		let late = Receipt { backups_gone_by: NOW + 20_000, ..receipt(12, 1) };
		assert_ok!(submit(late));
		assert_eq!(until(), before + 10_000);
	});
}

#[test]
fn what_still_cools_does_not_hide_what_is_due() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(accept());
		let slots = || Redaction::open_slots(salus_primitives::InstitutionId(11), 10).len();
		assert_eq!(slots(), 0);
		Timestamp::set_timestamp(NOW + POLICY.cooling);
		assert_eq!(slots(), 2);
	});
}
