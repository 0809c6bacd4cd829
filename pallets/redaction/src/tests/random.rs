//! Random actors send random calls while time passes. Invariants hold after every step, and a call
//! that fails changes nothing.

use super::mock::*;
use crate::*;
use frame_support::dispatch::CheckIfFeeless;
use proptest::prelude::*;
use salus_primitives::{
	case_id, rectification_id, tombstone_hash, CaseId, ErasureGround, HoldBasis, InstitutionId,
	LawfulBasis, NoticeCounts, Receipt, RecordId, RectificationRefusal, RefusalGround, Served,
	UnableReason,
};
use sp_runtime::{traits::Dispatchable, StateVersion};

type C = crate::Call<Test>;

const RECORDS: [RecordId; 4] = [RECORD, RecordId([10; 16]), RecordId([11; 16]), RecordId([12; 16])];

/// One of what there is.
fn pick<I: Iterator>(all: I, n: u8) -> Option<I::Item> {
	let mut all: Vec<_> = all.collect();
	let index = usize::from(n).checked_rem(all.len())?;
	Some(all.swap_remove(index))
}

/// Call number `kind`. Its ids are mostly of rows that exist, as `a` and `b` pick them.
fn call(kind: u8, a: u8, b: u8) -> C {
	let record = RECORDS[usize::from(a % 4)];
	let salt = [b % 8; 16];
	let case = pick(Cases::<Test>::iter_keys(), a).unwrap_or(case_id(record, &salt));
	let rectification =
		pick(Rectifications::<Test>::iter_keys(), a).unwrap_or(rectification_id(record, &salt));
	let (held, authority) =
		pick(Holds::<Test>::iter_keys(), a).unwrap_or((record, InstitutionId(4)));
	let (custodian, version, epoch) =
		pick(Duties::<Test>::iter_key_prefix(case), b).unwrap_or((InstitutionId(11), 1, 1));
	let later = now() + u64::from(b) * 7;
	let ground = RefusalGround::LegalClaims;
	match kind {
		0 => C::request { record, salt, ground: ErasureGround::ConsentWithdrawn },
		1 => C::withdraw { case },
		2 => C::accept { case, own_copy: OwnCopy::Erased },
		3 => C::refuse { case, ground },
		4 => {
			let owed = pick(Slots::<Test>::iter_keys(), b);
			let (custodian, (case, version, epoch)) =
				owed.unwrap_or((custodian, (case, version, epoch)));
			let record = named(case).unwrap_or(record);
			let time = now() - u64::from(a) / 4;
			let receipt =
				Receipt { case, record, custodian, version, epoch, time, ..receipt(11, 1) };
			// Signing is slow, and where nothing is owed the signature is not looked at.
			let signature = if owed.is_some() { sign(&receipt) } else { [0; 64] };
			C::submit_receipt { receipt, signature }
		},
		5 => C::extend { case },
		6 => C::challenge_identity { case },
		7 => C::attest { case },
		8 => C::accept_partly { case, ground },
		9 => C::accept_by_silence { case },
		10 => C::report_overdue { case },
		11 => C::place_hold { record, basis: HoldBasis::Investigation, until: later },
		12 => C::lift_hold { record: held },
		13 => C::drop_hold { record: held, authority },
		14 => {
			let reason = UnableReason::OutOfOrder;
			C::declare_unable { case, version, epoch, reason, until: later }
		},
		15 => C::fine { case, custodian, version, epoch },
		16 => {
			let sworn = Duties::<Test>::get(case, (custodian, version, epoch))
				.is_some_and(|it| it.received.is_some());
			let record = named(case).unwrap_or(record);
			let served = Served { record, custodian, version, epoch, time: now() + 1 };
			let signature = if sworn { sign_served(&served) } else { [0; 64] };
			C::prove_false { case, served, signature }
		},
		17 => C::apply_penalty {
			penalty: pick(Penalties::<Test>::iter_keys(), b).unwrap_or_default(),
		},
		18 => C::cancel_penalty {
			penalty: pick(Penalties::<Test>::iter_keys(), b).unwrap_or_default(),
		},
		19 => {
			let sent = u32::from(b);
			C::report_notices {
				case,
				counts: NoticeCounts { sent, acknowledged: sent / 2, unreachable: 0 },
			}
		},
		20 => C::retire { record, salt },
		21 => C::request_rectification { record, salt },
		22 => {
			let answer = if b.is_multiple_of(2) {
				Answer::Amended
			} else {
				Answer::Refused(RectificationRefusal::Accurate)
			};
			C::answer_rectification { rectification, answer }
		},
		23 => C::extend_rectification { rectification },
		24 => C::dispute { rectification },
		25 => C::withdraw_rectification { rectification },
		26 => C::prune_case { case },
		_ => C::prune_rectification { rectification },
	}
}

/// The record that a case is about.
fn named(case: CaseId) -> Option<RecordId> {
	let hash = Cases::<Test>::get(case)?.tombstone;
	RECORDS.into_iter().find(|it| tombstone_hash(&GENESIS, *it) == hash)
}

/// Who sends a call: most often one who may.
fn actor(kind: u8, b: u8) -> RuntimeOrigin {
	let likely: &[u64] = match kind {
		0 | 1 => &[PATIENT, PATIENT, 70, 71],
		2 | 3 | 5 | 6 | 8 | 20 | 22 | 23 => &[HOSPITAL],
		7 => &[3, 6, ADVOCATE],
		11 | 12 => &[COURT, 5],
		14 | 19 => &[11, 12, 13],
		21 | 24 | 25 => &[PATIENT, 70],
		_ => &[STRANGER],
	};
	match b % 16 {
		15 => signed(STRANGER),
		14 => signed(2),
		_ if kind == 18 => RuntimeOrigin::root(),
		other if kind == 26 && other % 2 == 0 => RuntimeOrigin::root(),
		other => signed(likely[usize::from(other) % likely.len()]),
	}
}

fn step(kind: u8, a: u8, b: u8, wait: u16) {
	at(now() + u64::from(wait));
	match kind {
		28 => {
			Recovering::set(a.is_multiple_of(4));
			if a % 4 == 1 {
				Recovered::set(now());
			}
		},
		29 => {
			let record = RECORDS[usize::from(a % 4)];
			if MockRecords::get(record).is_some_and(|it| it.restricted_by.is_none()) {
				amend(record);
			}
		},
		_ => {
			let call = RuntimeCall::from(call(kind, a, b));
			let origin = actor(kind, b);
			let free = call.is_feeless(&origin);
			let root = sp_io::storage::root(StateVersion::V1);
			let result = call.clone().dispatch(origin);
			if result.is_err() {
				let same = root == sp_io::storage::root(StateVersion::V1);
				assert!(same, "{call:?} failed and changed something");
				assert!(!free, "{call:?} was free and failed: {result:?}");
			}
		},
	}
	Redaction::do_try_state().expect("invariants hold");
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

	#[test]
	fn invariants_hold_whatever_anyone_does(
		// Early calls of a case are drawn more often, so that cases get far.
		steps in prop::collection::vec(
			(
				prop_oneof![4 => 0..30u8, 1 => Just(0u8), 1 => Just(2u8), 3 => Just(4u8)],
				any::<u8>(),
				any::<u8>(),
				prop_oneof![3 => 0..120u16, 1 => 0..2_000u16],
			),
			40,
		)
	) {
		new_test_ext().execute_with(|| {
			for (n, record) in RECORDS.into_iter().enumerate() {
				let basis = [LawfulBasis::LegalObligation, LawfulBasis::Consent][n % 2];
				let keep_until = NOW + [20_000, 500][n / 2];
				MockRecords::insert(record, MockRecord { basis, keep_until, ..sample() });
			}
			for (kind, a, b, wait) in steps {
				step(kind, a, b, wait);
			}
		});
	}
}
