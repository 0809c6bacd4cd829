//! Each call by each kind of actor that may not send it changes nothing.

use super::mock::*;
use crate::*;
use salus_primitives::{
	ErasureGround, HoldBasis, InstitutionId, NoticeCounts, RectificationRefusal, RefusalGround,
	UnableReason,
};
use sp_runtime::{traits::Dispatchable, StateVersion};

type C = crate::Call<Test>;

/// A call, what has to happen before it, and who may send it.
type Row = (fn(), fn() -> C, &'static [u64]);

const ANYONE: &[u64] =
	&[PATIENT, GUARDIANS[0], HOSPITAL, 2, COURT, 5, 9, 6, ADVOCATE, 10, 11, 14, STRANGER];

fn asked() {
	request(PATIENT, SALT).unwrap();
}

fn late() {
	edit(|it| it.keep_until = 0);
	asked();
	at(row().due + 1);
}

fn challenged() {
	asked();
	Redaction::challenge_identity(signed(HOSPITAL), case()).unwrap();
}

fn held() {
	hold(COURT, NOW + 10).unwrap();
}

fn lapsed() {
	held();
	at(NOW + 10);
}

fn silent() {
	due();
	at(not_before() + rules().receipts_within + 1);
}

fn lied() {
	due();
	erase();
}

fn fined() {
	silent();
	Redaction::fine(signed(STRANGER), case(), InstitutionId(12), 1, 1).unwrap();
	at(now() + rules().penalty_delay);
}

fn kept_long_enough() {
	at(KEPT_UNTIL);
}

fn rectifying() {
	rectify(PATIENT).unwrap();
}

fn refused_rectification() {
	rectifying();
	Redaction::answer_rectification(signed(HOSPITAL), rectification(), no()).unwrap();
}

fn old_rectification() {
	refused_rectification();
	at(now() + rules().tombstone_for + 1);
}

fn old_case() {
	asked();
	refuse().unwrap();
	at(now() + rules().tombstone_for + 1);
}

fn no() -> Answer {
	Answer::Refused(RectificationRefusal::Accurate)
}

fn nothing() {}

fn table() -> Vec<Row> {
	const PERSONS: &[u64] = &[PATIENT, GUARDIANS[0]];
	const CONTROLLER: &[u64] = &[HOSPITAL];
	vec![
		(
			nothing,
			|| C::request { record: RECORD, salt: SALT, ground: ErasureGround::Objection },
			PERSONS,
		),
		(asked, || C::withdraw { case: case() }, &[PATIENT]),
		(asked, || C::accept { case: case(), own_copy: OwnCopy::Erased }, CONTROLLER),
		(asked, || C::refuse { case: case(), ground: RefusalGround::LegalClaims }, CONTROLLER),
		(
			due,
			|| {
				let receipt = receipt(11, 1);
				C::submit_receipt { receipt, signature: sign(&receipt) }
			},
			ANYONE,
		),
		(asked, || C::extend { case: case() }, CONTROLLER),
		(asked, || C::challenge_identity { case: case() }, CONTROLLER),
		(challenged, || C::attest { case: case() }, &[COURT, 5, 6, ADVOCATE]),
		(
			asked,
			|| C::accept_partly { case: case(), ground: RefusalGround::LegalClaims },
			CONTROLLER,
		),
		(late, || C::accept_by_silence { case: case() }, ANYONE),
		(late, || C::report_overdue { case: case() }, ANYONE),
		(
			nothing,
			|| C::place_hold { record: RECORD, basis: HoldBasis::ProductSafety, until: NOW + 10 },
			&[COURT, 5],
		),
		(held, || C::lift_hold { record: RECORD }, &[COURT]),
		(lapsed, || C::drop_hold { record: RECORD, authority: COURT_ID }, ANYONE),
		(
			due,
			|| C::declare_unable {
				case: case(),
				version: 1,
				epoch: 1,
				reason: UnableReason::ForbiddenByLaw,
				until: now() + 10,
			},
			&[11],
		),
		(
			silent,
			|| C::fine { case: case(), custodian: InstitutionId(12), version: 1, epoch: 1 },
			ANYONE,
		),
		(
			lied,
			|| {
				let served = served(11, 1, now() + 1);
				C::prove_false { case: case(), served, signature: sign_served(&served) }
			},
			ANYONE,
		),
		(fined, || C::apply_penalty { penalty: 0 }, ANYONE),
		(fined, || C::cancel_penalty { penalty: 0 }, &[]),
		(
			due,
			|| C::report_notices {
				case: case(),
				counts: NoticeCounts { sent: 1, ..Default::default() },
			},
			&[11],
		),
		(kept_long_enough, || C::retire { record: RECORD, salt: SALT }, CONTROLLER),
		(nothing, || C::request_rectification { record: RECORD, salt: SALT }, PERSONS),
		(
			rectifying,
			|| C::answer_rectification { rectification: rectification(), answer: no() },
			CONTROLLER,
		),
		(rectifying, || C::extend_rectification { rectification: rectification() }, CONTROLLER),
		(refused_rectification, || C::dispute { rectification: rectification() }, PERSONS),
		(rectifying, || C::withdraw_rectification { rectification: rectification() }, PERSONS),
		(old_case, || C::prune_case { case: case() }, ANYONE),
		(old_rectification, || C::prune_rectification { rectification: rectification() }, ANYONE),
	]
}

#[test]
fn whoever_may_not_send_a_call_changes_nothing_by_it() {
	use frame_support::traits::{GetCallIndex, GetCallName};
	let table = table();
	assert_eq!(table.len(), C::get_call_names().len());
	for (index, (before, call, may)) in table.into_iter().enumerate() {
		for who in ANYONE {
			run(|| {
				before();
				let call = call();
				assert_eq!(usize::from(call.get_call_index()), index);
				let root = sp_io::storage::root(StateVersion::V1);
				let result = RuntimeCall::from(call.clone()).dispatch(signed(*who));
				let name = call.get_call_name();
				assert_eq!(result.is_ok(), may.contains(who), "{name} by {who}: {result:?}");
				let same = root == sp_io::storage::root(StateVersion::V1);
				assert_eq!(same, result.is_err(), "{name} by {who}");
			});
		}
	}
}

#[test]
fn no_call_is_for_root_or_nobody_but_cancelling_and_pruning() {
	for (before, call, _) in table() {
		run(|| {
			before();
			let call = RuntimeCall::from(call());
			let root = sp_io::storage::root(StateVersion::V1);
			assert!(call.clone().dispatch(RuntimeOrigin::none()).is_err());
			assert_eq!(root, sp_io::storage::root(StateVersion::V1));
			let cancels = matches!(
				call,
				RuntimeCall::Redaction(C::cancel_penalty { .. } | C::prune_case { .. })
			);
			assert_eq!(call.dispatch(RuntimeOrigin::root()).is_ok(), cancels);
		});
	}
}
