//! Random sequences of calls by random actors, with erasures, holds, suspensions and time in between.

use super::mock::*;
use crate::*;
use frame_support::storage::with_storage_layer;
use proptest::{
	collection::vec,
	prelude::*,
	sample::select,
	strategy::ValueTree,
	test_runner::{Config as Runs, TestRunner},
};
use salus_primitives::{Moment, RecordId, SubjectId};
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeMap;

const STEPS: usize = 40;
const RECORDS: [RecordId; 3] = [RECORD, RecordId([0xa1; 16]), RecordId([0xa2; 16])];

/// What happens.
#[derive(Clone, Debug)]
enum Step {
	/// Somebody sends a call.
	Sends(u64, Call<Test>),
	/// An erasure case does something to a record.
	Erasure(&'static str, RecordId),
	/// An institution loses its standing or gets it back.
	Suspends(Option<u32>),
	/// An institution is removed in favour of another, or is back.
	Removes(Option<(u32, u32)>),
	/// A hold is placed or ends.
	Holds(Option<RecordId>),
	/// A subject closes or enrols again.
	Closes(Option<SubjectId>),
	/// The deposit changes.
	Deposit(u64),
	/// Time passes.
	Waits(Moment),
}

fn call() -> impl Strategy<Value = Call<Test>> {
	let record = || prop_oneof![3 => Just(RECORD), 1 => select(&RECORDS[..])];
	let subject = || select(vec![SUBJECT, OTHER]);
	let sealing = || {
		select(vec![
			sealing(&[11, 12, 13], 2),
			sealing(&[16, 17, 18], 3),
			sealing(&[12, 13, 16, 17, 18], 3),
			sealing(&[16, 17, 18, 19], 2),
			sealing(&[13, 17, 19], 2),
			sealing(&[11, 12, 13, 16, 17, 18, 19], 4),
			sealing(&[11, 15, 12], 2),
			sealing(&[13, 14], 2),
			sealing(&[12, 99], 2),
		])
	};
	let relation = || select(vec![Relation::SamePerson, Relation::Ward, Relation::Newborn]);
	let new = (record(), sealing()).prop_map(|(record, sealing)| new_record(record, sealing));
	prop_oneof![
		2 => (subject(), record(), sealing()).prop_map(|(subject, record, sealing)| {
			Call::issue { subject, record, folder: None, keep: KEEP, sealing }
		}),
		1 => (subject(), vec(new, 0..3)).prop_map(|(subject, records)| {
			Call::issue_batch { subject, records: records.try_into().unwrap() }
		}),
		2 => (record(), sealing()).prop_map(|(record, sealing)| Call::amend { record, sealing }),
		4 => (record(), sealing()).prop_map(|(record, sealing)| Call::reseal { record, sealing }),
		4 => (record(), 2..4u32).prop_map(|(record, epoch)| Call::confirm { record, epoch }),
		1 => record().prop_map(|record| Call::abandon_reseal { record }),
		2 => (record(), 1..3u32).prop_map(|(record, version)| Call::attest { record, version }),
		1 => record().prop_map(|record| Call::decline { record }),
		4 => (record(), subject(), relation()).prop_map(|(record, to, relation)| {
			Call::offer_transfer { record, to, relation }
		}),
		4 => (record(), subject()).prop_map(|(record, to)| Call::attest_transfer { record, to }),
		1 => record().prop_map(|record| Call::retract_transfer { record }),
	]
}

/// Somebody who may send such a call if the state is right.
fn insider(call: &Call<Test>) -> u64 {
	match call {
		Call::confirm { .. } | Call::decline { .. } | Call::offer_transfer { .. } => OWNER,
		Call::retract_transfer { .. } => AGENT,
		Call::attest { .. } => ADVOCATE,
		_ => HOSPITAL,
	}
}

fn step() -> impl Strategy<Value = Step> {
	let anybody = select(vec![
		HOSPITAL,
		CLINIC,
		PRACTICE,
		DESK,
		OWN_DESK,
		ADVOCATE,
		OWNER,
		OTHER_OWNER,
		VIEWER,
		AGENT,
		ERASER,
		STRANGER,
	]);
	let erasures = select(vec!["restrict", "lift", "lift", "remove", "remove_superseded"]);
	prop_oneof![
		30 => (call(), anybody, any::<bool>()).prop_map(|(call, anybody, any)| {
			Step::Sends(if any { anybody } else { insider(&call) }, call)
		}),
		2 => (erasures, select(&RECORDS[..])).prop_map(|(what, record)| Step::Erasure(what, record)),
		1 => select(vec![Some(1), Some(13), None, None, None]).prop_map(Step::Suspends),
		1 => select(vec![Some((1, 3)), None, None]).prop_map(Step::Removes),
		1 => select(vec![Some(RECORD), None, None]).prop_map(Step::Holds),
		1 => select(vec![Some(OTHER), None, None]).prop_map(Step::Closes),
		1 => (0..30u64).prop_map(Step::Deposit),
		1 => (0..200_000u64).prop_map(Step::Waits),
	]
}

fn take(step: &Step) -> DispatchResult {
	match step {
		Step::Sends(by, call) => return sign(*by, call.clone()),
		Step::Erasure(what, record) => {
			return with_storage_layer::<_, DispatchError, _>(|| match *what {
				"restrict" => RecordsPallet::restrict(*record, CASE),
				"lift" => RecordsPallet::lift(*record, CASE),
				"remove" => RecordsPallet::remove(*record),
				_ => RecordsPallet::remove_superseded(*record),
			})
		},
		Step::Suspends(institution) => Suspended::set(institution.iter().copied().collect()),
		Step::Removes(both) => Removed::set(both.iter().copied().collect()),
		Step::Holds(record) => Held::set(record.iter().copied().collect()),
		Step::Closes(subject) => Closed::set(subject.iter().copied().collect()),
		Step::Deposit(units) => SealingDeposit::set(*units),
		Step::Waits(time) => Timestamp::set_timestamp(Timestamp::get() + time),
	}
	Ok(())
}

fn name(step: &Step) -> &'static str {
	use frame_support::traits::GetCallName;
	match step {
		Step::Sends(_, call) => call.get_call_name(),
		Step::Erasure(what, _) => what,
		_ => "",
	}
}

/// Takes the steps, checks after each, erases what is left, and counts what succeeded.
fn walk(steps: &[Step], succeeded: &mut BTreeMap<&'static str, u32>) {
	new_test_ext().execute_with(|| {
		issued();
		for step in steps {
			let before = state();
			match take(step) {
				Ok(()) => *succeeded.entry(name(step)).or_default() += 1,
				Err(_) => assert_eq!(state(), before, "a failed step changed something: {step:?}"),
			}
			RecordsPallet::do_try_state().expect("invariants hold");
		}
		for record in RECORDS {
			if Records::<Test>::contains_key(record) {
				RecordsPallet::remove(record).unwrap();
			}
			assert_eq!(traces(record), 0);
		}
		assert_eq!([HOSPITAL, CLINIC, PRACTICE].map(held_from), [0; 3]);
	});
}

proptest! {
	#![proptest_config(Runs::with_cases(32))]

	#[test]
	fn whatever_happens_invariants_hold_and_deposits_balance(steps in vec(step(), STEPS)) {
		walk(&steps, &mut BTreeMap::new());
	}
}

#[test]
fn the_walk_reaches_every_call() {
	use frame_support::traits::GetCallName;
	let mut succeeded = BTreeMap::new();
	let mut runner = TestRunner::deterministic();
	for _ in 0..16 {
		let steps = vec(step(), STEPS).new_tree(&mut runner).unwrap().current();
		walk(&steps, &mut succeeded);
	}
	for call in Call::<Test>::get_call_names() {
		assert!(succeeded.contains_key(call), "{call} never succeeded: {succeeded:?}");
	}
}
