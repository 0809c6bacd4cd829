//! No motion crosses the bounds.

use super::mock::*;
use crate::{Error, Limits};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Policy, Unit, PARAMETERS};

/// A value just beyond each bound, where the type has one.
fn beyond(index: usize) -> Vec<u128> {
	let bounds = Limits::<Test>::get();
	let (least, most) = (bounds.least.parameters()[index], bounds.most.parameters()[index]);
	let values = match least.unit {
		// Without the one of lowest index that is guaranteed.
		Unit::Purposes => vec![most.value & !(least.value & least.value.wrapping_neg())],
		Unit::Suites => vec![0],
		_ => least.value.checked_sub(1).into_iter().chain([most.value + 1]).collect(),
	};
	let exists = |value: &u128| Policy::default().set(PARAMETERS[index], *value).is_ok();
	values.into_iter().filter(exists).collect()
}

#[test]
fn every_parameter_beyond_each_bound_is_refused_by_name() {
	run(|| {
		let mut tried = 0;
		for (index, name) in PARAMETERS.iter().enumerate() {
			for value in beyond(index) {
				let adoption = next(|it| it.set(name, value).unwrap());
				assert_noop!(adopt(adoption), Error::<Test>::OutOfBounds(index as u8));
				tried += 1;
			}
		}
		assert!(tried > PARAMETERS.len());
	});
}

#[test]
fn every_parameter_at_each_bound_is_adopted() {
	run(|| {
		let bounds = Limits::<Test>::get();
		for edge in [bounds.least, bounds.most] {
			for it in edge.parameters() {
				let suites = (it.unit == Unit::Suites && it.value == 0).then_some(1);
				let value = suites.unwrap_or(it.value);
				assert_ok!(adopt(next(|policy| policy.set(it.name, value).unwrap())));
			}
		}
	});
}

/// No parameter switches a right off: what the least and the most policies leave.
#[test]
fn at_every_bound_rights_stay() {
	run(|| {
		let bounds = Limits::<Test>::get();
		for edge in [bounds.least, bounds.most] {
			assert_ok!(adopt(next(|policy| {
				let version = policy.version;
				*policy = Policy { version, suites: policy.suites, ..edge };
			})));
			let policy = policy();
			assert!(policy.eu.erasure);
			assert!(policy.parties.allowance >= 10);
			assert!(policy.erasure.cooling <= 30 * DAY && policy.erasure.pause <= 30 * DAY);
			assert!(policy.eu.erasure_within + policy.eu.erasure_extension <= 84 * DAY);
			assert!(policy.eu.rectification_within <= 28 * DAY);
			assert!(policy.erasure.hold_at_most <= 366 * DAY);
			assert!(policy.erasure.receipts_within <= 30 * DAY && policy.erasure.slice > 0);
		}
	});
}
