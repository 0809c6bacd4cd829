use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{
	served_digest, Hash32, InstitutionId, Receipt, RecordId, Served, UnableReason,
};
use sp_core::Pair;
use sp_runtime::DispatchResult;

const SILENT: InstitutionId = InstitutionId(12);

fn fine() -> DispatchResult {
	Redaction::fine(signed(STRANGER), case(), SILENT, 1, 1)
}

fn apply(penalty: u32) -> DispatchResult {
	Redaction::apply_penalty(signed(STRANGER), penalty)
}

#[test]
fn silence_costs_a_slice_each_time_the_period_passes_again() {
	run(|| {
		assert_noop!(fine(), Error::<Test>::NotFound);
		assert_ok!(request(PATIENT, SALT));
		assert_noop!(fine(), Error::<Test>::NoSuchSlot);
		assert_ok!(accept());
		let mut end = not_before() + rules().receipts_within;
		for n in 0..3 {
			at(end);
			assert_noop!(fine(), Error::<Test>::NotLate);
			at(end + 1);
			assert_ok!(fine());
			System::assert_last_event(
				Event::CustodianFined { case: case(), custodian: SILENT, penalty: n }.into(),
			);
			assert_noop!(fine(), Error::<Test>::NotLate);
			end = now() + rules().receipts_within;
		}
		let views = Redaction::penalties(10);
		assert_eq!(views.len(), 3);
		assert!(views.iter().all(|it| it.share == rules().slice && it.custodian == SILENT));
	});
}

#[test]
fn a_custodian_that_sent_its_receipt_is_not_fined() {
	run(|| {
		due();
		assert_ok!(submit(receipt(12, 1)));
		at(now() + 10 * rules().receipts_within);
		assert_noop!(fine(), Error::<Test>::NoSuchSlot);
		assert_ok!(Redaction::fine(signed(STRANGER), case(), SILENT, 2, 1));
	});
}

#[test]
fn silence_is_fined_after_the_record_is_gone_too() {
	run(|| {
		due();
		erase();
		at(not_before() + rules().receipts_within + 1);
		assert_ok!(fine());
	});
}

#[test]
fn one_who_is_unable_has_until_then() {
	run(|| {
		due();
		let until = now() + rules().unable_at_most;
		let reason = UnableReason::OutOfOrder;
		assert_ok!(Redaction::declare_unable(signed(12), case(), 1, 1, reason, until));
		at(until);
		assert_noop!(fine(), Error::<Test>::NotLate);
		at(until + 1);
		assert_ok!(fine());
	});
}

#[test]
fn a_penalty_takes_effect_only_after_it_could_be_contested() {
	run(|| {
		due();
		at(not_before() + rules().receipts_within + 1);
		assert_ok!(fine());
		let from = now() + rules().penalty_delay;
		at(from - 1);
		assert_noop!(apply(0), Error::<Test>::NotDueYet);
		assert!(Redaction::owes(SILENT));
		at(from);
		let call: RuntimeCall = crate::Call::apply_penalty { penalty: 0 }.into();
		assert!(call.is_feeless(&signed(STRANGER)));
		assert_ok!(apply(0));
		System::assert_last_event(Event::PenaltyApplied { penalty: 0, custodian: SILENT }.into());
		assert_eq!(MockBonds::get(SILENT), Some(950_000));
		assert_noop!(apply(0), Error::<Test>::NoSuchPenalty);
		assert!(!call.is_feeless(&signed(STRANGER)));
	});
}

#[test]
fn a_contested_penalty_is_cancelled_and_its_id_not_used_again() {
	run(|| {
		due();
		let end = not_before() + rules().receipts_within + 1;
		at(end);
		assert_ok!(fine());
		assert_ok!(Redaction::cancel_penalty(RuntimeOrigin::root(), 0));
		System::assert_last_event(Event::PenaltyCancelled { penalty: 0, custodian: SILENT }.into());
		let again = Redaction::cancel_penalty(RuntimeOrigin::root(), 0);
		assert_noop!(again, Error::<Test>::NoSuchPenalty);
		assert_eq!(MockBonds::get(SILENT), None);
		at(end + rules().receipts_within + 1);
		assert_ok!(fine());
		assert_eq!(Penalties::<Test>::iter_keys().collect::<Vec<_>>(), [1]);
	});
}

#[test]
fn serving_after_the_own_receipt_costs_the_whole_bond_once() {
	run(|| {
		due();
		let sworn = receipt(11, 1).time;
		assert_noop!(prove(served(11, 1, sworn + 1)), Error::<Test>::NoReceipt);
		erase();
		at(not_before() + 50);
		assert_noop!(prove(served(11, 1, sworn)), Error::<Test>::BadTime);
		assert_ok!(prove(served(11, 1, sworn + 1)));
		System::assert_last_event(
			Event::ReceiptProvenFalse { case: case(), custodian: InstitutionId(11), penalty: 0 }
				.into(),
		);
		assert_noop!(prove(served(11, 1, sworn + 2)), Error::<Test>::AlreadyProven);
		at(now() + rules().penalty_delay);
		assert_ok!(apply(0));
		assert_eq!(MockBonds::get(InstitutionId(11)), Some(0));
	});
}

#[test]
fn nothing_else_proves_a_lie() {
	run(|| {
		due();
		erase();
		let time = receipt(11, 1).time + 1;
		let good = served(11, 1, time);
		let other = Served { record: RecordId([1; 16]), ..good };
		assert_noop!(prove(other), Error::<Test>::WrongRecord);
		assert_noop!(prove(served(12, 1, time)), Error::<Test>::NoReceipt);
		assert_noop!(prove(served(14, 1, time)), Error::<Test>::NoSuchSlot);
		assert_noop!(prove(Served { epoch: 2, ..good }), Error::<Test>::NoSuchSlot);
		let prove = |signature| Redaction::prove_false(signed(99), case(), good, signature);
		let by_another = key(13, time).sign(&served_digest(&GENESIS, &good).0).0;
		assert_noop!(prove(by_another), Error::<Test>::BadSignature);
		let elsewhere = key(11, time).sign(&served_digest(&Hash32([1; 32]), &good).0).0;
		assert_noop!(prove(elsewhere), Error::<Test>::BadSignature);
		let free = |signature| -> RuntimeCall {
			crate::Call::prove_false { case: case(), served: good, signature }.into()
		};
		assert!(!free(by_another).is_feeless(&signed(99)));
		assert!(free(sign_served(&good)).is_feeless(&signed(99)));
	});
}

#[test]
fn a_lie_proven_while_the_record_is_live_makes_the_receipt_owed_again() {
	run(|| {
		due();
		assert_ok!(submit(receipt(11, 1)));
		assert_eq!(row().missing(), 4);
		at(not_before() + 10);
		let lie = served(11, 1, now());
		assert_ok!(prove(lie));
		assert_eq!(row().missing(), 5);
		assert_eq!(Redaction::open_slots(InstitutionId(11), 10).len(), 2);
		assert_noop!(prove(lie), Error::<Test>::NoReceipt);
		// Neither the old receipt nor the old proof may be used again.
		assert_noop!(submit(receipt(11, 1)), Error::<Test>::BadTime);
		assert_noop!(submit(Receipt { time: now(), ..receipt(11, 1) }), Error::<Test>::BadTime);
		at(now() + 1);
		assert_ok!(submit(Receipt { time: now(), ..receipt(11, 1) }));
		assert_noop!(prove(lie), Error::<Test>::BadTime);
		assert_ok!(prove(served(11, 1, now() + 1)));
		assert_eq!(Penalties::<Test>::iter().count(), 2);
	});
}

#[test]
fn a_cancelled_lie_may_be_followed_by_a_proof_of_another() {
	run(|| {
		due();
		erase();
		let sworn = receipt(11, 1).time;
		assert_ok!(prove(served(11, 1, sworn + 1)));
		assert_eq!(row().missing(), 2);
		assert_ok!(Redaction::cancel_penalty(RuntimeOrigin::root(), 0));
		assert_noop!(prove(served(11, 1, sworn + 1)), Error::<Test>::BadTime);
		assert_ok!(prove(served(11, 1, sworn + 2)));
	});
}

#[test]
fn a_proof_is_not_dated_in_the_future() {
	run(|| {
		due();
		assert_ok!(submit(receipt(11, 1)));
		let ahead = now() + 60_001;
		assert_noop!(prove(served(11, 1, ahead)), Error::<Test>::BadTime);
		at(now() + 1);
		assert_ok!(prove(served(11, 1, ahead)));
	});
}
