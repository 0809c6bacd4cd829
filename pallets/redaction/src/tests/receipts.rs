use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{
	receipt_digest, CaseId, CaseState, ErasureSteps, Hash32, InstitutionId, Receipt, RecordId,
};
use sp_core::Pair;

#[test]
fn the_record_goes_when_nobody_can_open_any_sealing() {
	run(|| {
		due();
		assert_ok!(submit(receipt(11, 1)));
		let event = Event::ReceiptAccepted { case: case(), custodian: InstitutionId(11) };
		System::assert_last_event(event.into());
		assert_ok!(submit(receipt(11, 2)));
		assert!(record().is_some(), "version 1 can still be opened by vaults 12 and 13");
		assert_ok!(submit(receipt(13, 1)));
		assert_eq!(record(), None);
		System::assert_last_event(Event::RecordErased { case: case() }.into());
		let until = NOW + 10_000;
		assert_eq!(state(), CaseState::ErasedPendingBackups { until });
		at(until);
		assert_eq!(state(), CaseState::Erased);
		let tombstone = Redaction::tombstone(row().tombstone).unwrap();
		assert_eq!((tombstone.case, tombstone.until), (case(), until + rules().tombstone_for));
		assert!(Redaction::is_buried(RECORD));
	});
}

#[test]
fn after_erasure_no_key_or_value_names_the_record() {
	run(|| {
		assert_ok!(rectify(PATIENT));
		assert_ok!(hold(COURT, NOW + 1));
		at(NOW + 1);
		assert_ok!(request(PATIENT, [5; 16]));
		let first = salus_primitives::case_id(RECORD, &[5; 16]);
		assert_ok!(Redaction::withdraw(signed(PATIENT), first));
		at(NOW + 1 + rules().pause);
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(accept());
		let time = now() + rules().cooling;
		at(time);
		assert!(state_names(RECORD.as_ref()));
		for (custodian, version) in [(11, 1), (11, 2), (13, 1)] {
			assert_ok!(submit(Receipt { time, ..receipt(custodian, version) }));
		}
		System::reset_events();
		assert!(!state_names(RECORD.as_ref()));
		assert_eq!(Rectifications::<Test>::iter().count(), 0);
	});
}

#[test]
fn missing_receipts_stay_owed_after_the_record_is_gone() {
	run(|| {
		due();
		erase();
		assert_eq!(row().missing(), 2);
		let slots = Redaction::open_slots(InstitutionId(12), 10);
		assert!(slots.len() == 2 && slots.iter().all(|it| it.record.is_none()));
		assert_ok!(submit(receipt(12, 1)));
		assert_ok!(submit(receipt(12, 2)));
		assert_eq!(row().missing(), 0);
		assert_eq!(Slots::<Test>::iter().count(), 0);
		assert!(!Redaction::owes(InstitutionId(12)));
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
		let early = Receipt { time: not_before() - 1, ..good };
		assert_noop!(submit(early), Error::<Test>::BadTime);
		let endless = Receipt { backups_gone_by: u64::MAX, ..good };
		assert_noop!(submit(endless), Error::<Test>::BadTime);
		let future = Receipt { time: now() + 60_001, ..good };
		assert_noop!(submit(future), Error::<Test>::BadTime);
		let forged = Redaction::submit_receipt(signed(99), good, sign(&receipt(12, 1)));
		assert_noop!(forged, Error::<Test>::BadSignature);
		let altered = Receipt { backups_gone_by: 0, ..good };
		let altered = Redaction::submit_receipt(signed(99), altered, sign(&good));
		assert_noop!(altered, Error::<Test>::BadSignature);
		let elsewhere = key(11, NOW).sign(&receipt_digest(&Hash32([1; 32]), &good).0).0;
		let replayed = Redaction::submit_receipt(signed(99), good, elsewhere);
		assert_noop!(replayed, Error::<Test>::BadSignature);
		assert_ok!(submit(good));
		assert_noop!(submit(good), Error::<Test>::NoSuchSlot);
	});
}

#[test]
fn a_receipt_is_signed_by_the_key_of_its_time() {
	run(|| {
		due();
		KeyChange::set(not_before() + 10);
		at(not_before() + 20);
		let early = receipt(11, 1);
		let late = Receipt { time: now(), ..receipt(11, 2) };
		let crossed = Redaction::submit_receipt(
			signed(99),
			late,
			key(11, NOW).sign(&receipt_digest(&GENESIS, &late).0).0,
		);
		assert_noop!(crossed, Error::<Test>::BadSignature);
		assert_ok!(submit(early));
		assert_ok!(submit(late));
	});
}

#[test]
fn no_receipt_is_taken_before_acceptance_or_while_cooling() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_noop!(submit(receipt(11, 1)), Error::<Test>::NoSuchSlot);
		assert_ok!(accept());
		at(not_before() - 1);
		assert_noop!(submit(receipt(11, 1)), Error::<Test>::NotDueYet);
		at(not_before());
		assert_ok!(submit(receipt(11, 1)));
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
		erase();
		let until = || Tombstones::<Test>::get(row().tombstone).unwrap().until;
		let before = until();
		assert_ok!(submit(Receipt { backups_gone_by: NOW + 20_000, ..receipt(12, 1) }));
		assert_eq!(until(), before + 10_000);
	});
}

#[test]
fn what_still_cools_does_not_hide_what_is_due() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(accept());
		let slots = || Redaction::open_slots(InstitutionId(11), 10).len();
		at(not_before() - 1);
		assert_eq!(slots(), 0);
		at(not_before());
		assert_eq!(slots(), 2);
		assert_eq!(Redaction::open_slots(InstitutionId(11), 1).len(), 1);
	});
}
