//! Whatever is called in whatever order: what holds stays within bounds, and an emergency never adds.

use super::mock::*;
use crate::Limits;
use frame_support::traits::Get;
use proptest::prelude::*;
use salus_primitives::{Adoption, Moment, Policy, Purposes, Suites, PARAMETERS};

#[derive(Clone, Debug)]
enum Step {
	/// One parameter is set to some way between its bounds, or beyond, in percent.
	Adopt {
		parameter: usize,
		percent: u8,
		ahead: Moment,
		asks: Option<Moment>,
		skip: bool,
	},
	/// Purposes are set.
	Allow {
		purposes: u64,
		ahead: Moment,
	},
	Restrict {
		purposes: u64,
		suites: u8,
	},
	Lift,
	Wait(Moment),
}

fn moments() -> impl Strategy<Value = Moment> {
	prop_oneof![Just(0), Just(DAY), 0..200 * DAY, 0..800 * DAY]
}

fn purposes() -> impl Strategy<Value = u64> {
	prop_oneof![0..1u64 << 62, (0..62u32).prop_map(|bit| 1 << bit), any::<u64>()]
}

fn steps() -> impl Strategy<Value = Step> {
	let parameter = 0..PARAMETERS.len();
	let asks = proptest::option::weighted(0.2, moments());
	prop_oneof![
		4 => (parameter, 0..=110u8, moments(), asks, prop::bool::weighted(0.1)).prop_map(
			|(parameter, percent, ahead, asks, skip)| Step::Adopt {
				parameter, percent, ahead, asks, skip
			}
		),
		2 => (purposes(), moments()).prop_map(|(purposes, ahead)| Step::Allow { purposes, ahead }),
		3 => (purposes(), 0..3u8).prop_map(|(purposes, suites)| Step::Restrict { purposes, suites }),
		1 => Just(Step::Lift),
		5 => moments().prop_map(Step::Wait),
	]
}

/// Carries out a step; what is refused changes nothing, and that is tested elsewhere.
fn take(step: Step) -> bool {
	match step {
		Step::Adopt { parameter, percent, ahead, asks: notice, skip } => {
			let bounds = Limits::<Test>::get();
			let least = bounds.least.parameters()[parameter];
			let most = bounds.most.parameters()[parameter];
			let value = least.value + (most.value - least.value) * u128::from(percent) / 100;
			let in_force = Present::get() + ahead;
			let adoption = next(|it| {
				it.version += u32::from(skip);
				let _ = it.set(least.name, value);
				if let Some(notice) = notice {
					it.reconsent = asks(it.version, in_force, notice);
				}
			});
			adopt(Adoption { in_force, ..adoption }).is_ok()
		},
		Step::Allow { purposes, ahead } => {
			let least = Limits::<Test>::get().least.consent.purposes;
			let adoption = next(|it| it.consent.purposes = Purposes(purposes).and(least));
			adopt(Adoption { in_force: Present::get() + ahead, ..adoption }).is_ok()
		},
		Step::Restrict { purposes, suites } => restrict(Purposes(purposes), Suites(suites)).is_ok(),
		Step::Lift => lift().is_ok(),
		Step::Wait(time) => {
			at(Present::get() + time);
			true
		},
	}
}

/// What must be so after every step.
fn check() {
	let now = Present::get();
	let chapter = crate::Book::<Test>::get();
	let holds = <Book as Get<Policy>>::get();
	let adopted = *chapter.adopted(now);
	assert_eq!(Limits::<Test>::get().check(&holds), Ok(()));
	assert_eq!(holds.consent.purposes.within(adopted.consent.purposes), holds.consent.purposes);
	assert_eq!(holds.suites.within(adopted.suites), holds.suites);
	let but_for_sets = Policy { suites: adopted.suites, ..holds };
	let mut expected = adopted;
	expected.consent.purposes = holds.consent.purposes;
	assert_eq!(but_for_sets, expected);
	Book::do_try_state().expect("invariants hold");
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]

	#[test]
	fn what_holds_stays_within_bounds(steps in prop::collection::vec(steps(), 1..40)) {
		externalities().execute_with(|| {
			for step in steps {
				take(step);
				check();
			}
		});
	}

	/// An emergency alone, whatever it does, leaves the policy whole at least half of the time.
	#[test]
	fn no_emergency_lasts(tries in prop::collection::vec((purposes(), 0..100 * DAY), 1..60)) {
		externalities().execute_with(|| {
			let whole = policy();
			let mut restricted = 0;
			for (purposes, wait) in tries {
				let _ = restrict(Purposes(purposes), NO_SUITE);
				check();
				let end = Present::get() + wait;
				while Present::get() < end {
					let before = Present::get();
					let taken_out = policy() != whole;
					at((before + DAY).min(end));
					restricted += if taken_out { Present::get() - before } else { 0 };
				}
			}
			let total = Present::get() - NOW;
			let lasts = whole.parties.restriction;
			// The last one may still hold, and the last day of each counts as a whole one.
			let ends = total / lasts + 1;
			assert!(2 * restricted <= total + lasts + 2 * ends * DAY, "{restricted} of {total}");
		});
	}
}

/// The steps do happen: a test of refusals alone would prove nothing.
#[test]
fn random_steps_are_carried_out() {
	use proptest::{strategy::ValueTree, test_runner::TestRunner};
	let mut runner = TestRunner::deterministic();
	let mut done = [0; 4];
	externalities().execute_with(|| {
		for _ in 0..2_000 {
			let step = steps().new_tree(&mut runner).unwrap().current();
			let kind = match step {
				Step::Adopt { .. } => 0,
				Step::Allow { .. } => 1,
				Step::Restrict { .. } => 2,
				Step::Lift => 3,
				Step::Wait(_) => continue,
			};
			done[kind] += u32::from(take(step));
			at(Present::get() + DAY);
		}
	});
	assert!(done.iter().all(|it| *it > 3), "{done:?}");
}
