//! What no motion may cross.

use super::{OutOfBounds, Policy, Unit};
use crate::Moment;

wire! {
	/// The least and the most that each parameter may be. They are set at genesis and change with the
	/// code alone. What the two policies say as version and reconsent means nothing.
	#[serde(deny_unknown_fields)]
	pub struct Bounds {
		/// Numbers are at least these, sets hold all of these, and what is true here stays true.
		pub least: Policy,
		/// Numbers are at most these, and sets hold nothing else.
		pub most: Policy,
	}
}

impl Bounds {
	/// Whether every parameter is within bounds; the first that is not, otherwise. A set of suites
	/// must not be empty, whatever the bounds are.
	pub fn check(&self, policy: &Policy) -> Result<(), OutOfBounds> {
		self.hold(policy)
	}

	/// Whether the bounds leave room: nothing must be at least more than it may be at most.
	pub fn check_themselves(&self) -> Result<(), OutOfBounds> {
		self.hold(&self.most)
	}

	/// The same bounds, but times may be as short as `least`: for a chain on which a visitor sees in
	/// minutes what takes months.
	pub fn with_times_from(mut self, least: Moment) -> Self {
		for it in self.least.parameters().into_iter().filter(|it| it.unit == Unit::Time) {
			let shorter = it.value.min(least.into());
			// A time takes any number of its size, and this one is not larger than what it is now.
			let _ = self.least.set(it.name, shorter);
		}
		self
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::policy::{PARAMETERS, YEAR};
	use crate::{Purpose, Purposes, Suites};

	/// The first numbers beyond what is least and most, where there are any.
	fn beyond(bounds: &Bounds, index: usize) -> Vec<u128> {
		let (least, most) = (bounds.least.parameters()[index], bounds.most.parameters()[index]);
		match least.unit {
			// One of the guaranteed taken out; for what may be beyond all, nothing is left to try.
			Unit::Purposes => vec![least.value & (least.value - 1)],
			Unit::Suites => vec![0],
			_ => least.value.checked_sub(1).into_iter().chain([most.value + 1]).collect(),
		}
	}

	#[test]
	fn each_parameter_beyond_each_bound_is_named() {
		let bounds = Bounds::default();
		for (index, name) in PARAMETERS.iter().enumerate() {
			for value in beyond(&bounds, index) {
				let mut policy = Policy::default();
				// What the type itself does not know can not even be set.
				if policy.set(name, value).is_ok() {
					let refused = OutOfBounds { parameter: name, index: index as u8 };
					assert_eq!(bounds.check(&policy), Err(refused), "{value}");
				}
			}
		}
	}

	#[test]
	fn each_parameter_may_be_at_each_of_its_bounds() {
		let bounds = Bounds::default();
		assert_eq!(bounds.check_themselves(), Ok(()));
		for edge in [bounds.least, bounds.most] {
			for it in
				edge.parameters().into_iter().filter(|it| (it.name, it.value) != ("suites", 0))
			{
				let mut policy = Policy::default();
				policy.set(it.name, it.value).unwrap();
				assert_eq!(bounds.check(&policy), Ok(()), "{it:?}");
			}
		}
	}

	#[test]
	fn the_least_that_bounds_allow_leaves_every_right() {
		let bounds = Bounds::default();
		let least = Policy { suites: Suites::ALL, ..bounds.least };
		for policy in [least, bounds.most] {
			assert_eq!(bounds.check(&policy), Ok(()));
			assert!(policy.eu.erasure);
			assert!(policy.eu.erasure_within <= bounds.most.eu.erasure_within);
			assert!(policy.parties.allowance >= 10);
			assert!(policy.parties.enrolments_a_day > 0);
			assert!(policy.consent.purposes.contains(Purpose::TREAT));
			assert!(policy.consent.emergencies_a_day > 0 && policy.consent.emergency > 0);
			assert!(policy.erasure.pause > 0);
			assert!(policy.consent.anchors >= 3 * YEAR);
		}
	}

	#[test]
	fn the_default_policy_is_within_the_default_bounds() {
		assert_eq!(Bounds::default().check(&Policy::default()), Ok(()));
	}

	#[test]
	fn purposes_stay_between_two_sets() {
		let mut bounds = Bounds::default();
		bounds.most.consent.purposes =
			Purposes::of(&[Purpose::TREAT, Purpose::ETREAT, Purpose::PATRQT]);
		let refused = bounds.check(&Policy::default()).map_err(|it| it.parameter);
		assert_eq!(refused, Err("consent.purposes"));
		let mut policy = Policy::default();
		policy.consent.purposes = bounds.most.consent.purposes;
		assert_eq!(bounds.check(&policy), Ok(()));
	}

	#[test]
	fn bounds_that_leave_no_room_are_found() {
		let mut bounds = Bounds::default();
		bounds.least.consent.emergency = bounds.most.consent.emergency + 1;
		let refused = bounds.check_themselves().map_err(|it| it.parameter);
		assert_eq!(refused, Err("consent.emergency"));
	}

	#[test]
	fn times_can_be_short_where_they_are_only_shown() {
		let production = Bounds::default();
		let bounds = production.with_times_from(1_000);
		assert_eq!(bounds.most, production.most);
		for (short, long) in bounds.least.parameters().iter().zip(production.least.parameters()) {
			let expected = if long.unit == Unit::Time { long.value.min(1_000) } else { long.value };
			assert_eq!(short.value, expected, "{}", short.name);
		}
	}
}
