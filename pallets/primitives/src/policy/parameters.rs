//! The table of parameters: one row each, from which follow its name, how it is read and written,
//! and what production bounds it has.

use super::{Bounds, OffenceMeasure, Policy, DAY, HOUR, MINUTE, UNIT, YEAR};
use crate::{Purpose, Purposes, Suites, EVERY_PURPOSE};
use alloc::vec::Vec;

wire! {
	/// What the number of a parameter counts.
	pub enum Unit {
		/// Milliseconds.
		#[codec(index = 0)]
		Time,
		/// Things.
		#[codec(index = 1)]
		Count,
		/// The smallest part of the chain's unit, 10^-12 of it.
		#[codec(index = 2)]
		Planck,
		/// Millionths of a whole.
		#[codec(index = 3)]
		Millionths,
		/// No is 0, yes is 1.
		#[codec(index = 4)]
		Flag,
		/// A set of purposes: the bits of [`Purposes`].
		#[codec(index = 5)]
		Purposes,
		/// A set of suites: the bits of [`Suites`].
		#[codec(index = 6)]
		Suites,
		/// An [`OffenceMeasure`], by its index.
		#[codec(index = 7)]
		Measure,
	}
}

/// One governed parameter with its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Parameter {
	/// The path to it in the JSON form of [`Policy`].
	pub name: &'static str,
	/// What its value counts.
	pub unit: Unit,
	/// Its value.
	pub value: u128,
}

/// Why a parameter was not set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotSet {
	/// There is no parameter of this name.
	UnknownParameter,
	/// The parameter cannot have this value, whatever the bounds are.
	BadValue,
}

impl core::fmt::Display for NotSet {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.write_str(match self {
			Self::UnknownParameter => "there is no parameter of this name",
			Self::BadValue => "the parameter cannot have this value",
		})
	}
}

#[cfg(feature = "std")]
impl std::error::Error for NotSet {}

/// A parameter is beyond what it may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfBounds {
	/// Its name.
	pub parameter: &'static str,
	/// Its index in [`PARAMETERS`].
	pub index: u8,
}

impl core::fmt::Display for OutOfBounds {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		write!(f, "{} is out of bounds", self.parameter)
	}
}

#[cfg(feature = "std")]
impl std::error::Error for OutOfBounds {}

/// What a parameter may consist of.
trait Value: Copy {
	/// As a number.
	fn number(self) -> u128;
	/// From the number, if it stands for a value.
	fn read(number: u128) -> Option<Self>;
	/// Whether it lies between the two.
	fn lies_between(self, least: Self, most: Self) -> bool;
}

macro_rules! ordered {
	($($type:ty)*) => {
		$(
			impl Value for $type {
				fn number(self) -> u128 {
					self.into()
				}
				fn read(number: u128) -> Option<Self> {
					number.try_into().ok()
				}
				fn lies_between(self, least: Self, most: Self) -> bool {
					least <= self && self <= most
				}
			}
		)*
	};
}

ordered!(u32 u64 u128);

impl Value for bool {
	fn number(self) -> u128 {
		self.into()
	}
	fn read(number: u128) -> Option<Self> {
		(number < 2).then_some(number == 1)
	}
	fn lies_between(self, least: Self, most: Self) -> bool {
		least <= self && self <= most
	}
}

impl Value for OffenceMeasure {
	fn number(self) -> u128 {
		self as u128
	}
	fn read(number: u128) -> Option<Self> {
		[Self::Report, Self::Disable, Self::Slash].into_iter().find(|it| it.number() == number)
	}
	fn lies_between(self, least: Self, most: Self) -> bool {
		least <= self && self <= most
	}
}

impl Value for Purposes {
	fn number(self) -> u128 {
		self.0.into()
	}
	fn read(number: u128) -> Option<Self> {
		number.try_into().ok().map(Self).filter(|it| it.within(EVERY_PURPOSE) == *it)
	}
	/// Between the two sets: it holds all of the one and nothing beyond the other.
	fn lies_between(self, least: Self, most: Self) -> bool {
		least.within(self) == least && self.within(most) == self
	}
}

impl Value for Suites {
	fn number(self) -> u128 {
		self.0.into()
	}
	fn read(number: u128) -> Option<Self> {
		number.try_into().ok().map(Self).filter(|it| it.within(Self::ALL) == *it)
	}
	/// As for purposes, and never empty: without a suite nobody could name a key.
	fn lies_between(self, least: Self, most: Self) -> bool {
		self.0 != 0 && least.within(self) == least && self.within(most) == self
	}
}

/// Every field of [`Policy`] that governance sets, but for its version and what it asks anew. New
/// rows go to the end: an error names a parameter by its place.
macro_rules! parameters {
	($($(#[doc = $why:literal])* $name:literal $unit:ident $($field:ident).+: $least:expr => $most:expr;)*) => {
		/// The name of every parameter.
		pub const PARAMETERS: &[&str] = &[$($name),*];

		impl Policy {
			/// Every parameter with its value.
			pub fn parameters(&self) -> Vec<Parameter> {
				alloc::vec![$(Parameter {
					name: $name,
					unit: Unit::$unit,
					value: self.$($field).+.number(),
				}),*]
			}

			/// Sets a parameter by its name. Says nothing about bounds.
			pub fn set(&mut self, name: &str, value: u128) -> Result<(), NotSet> {
				match name {
					$($name => self.$($field).+ = Value::read(value).ok_or(NotSet::BadValue)?,)*
					_ => return Err(NotSet::UnknownParameter),
				}
				Ok(())
			}
		}

		impl Bounds {
			/// Whether every parameter lies between the two policies; which one does not, otherwise.
			pub(super) fn hold(&self, policy: &Policy) -> Result<(), OutOfBounds> {
				let lies_between = [$(
					policy.$($field).+.lies_between(self.least.$($field).+, self.most.$($field).+)
				),*];
				match lies_between.into_iter().position(|it| !it) {
					Some(index) => Err(OutOfBounds {
						parameter: PARAMETERS[index],
						index: index as u8,
					}),
					None => Ok(()),
				}
			}
		}

		impl Default for Bounds {
			/// Production bounds. Why each is what it is stands in the table of parameters.
			fn default() -> Self {
				let mut least = Policy::default();
				let mut most = Policy::default();
				$(
					least.$($field).+ = $least;
					most.$($field).+ = $most;
				)*
				Self { least, most }
			}
		}
	};
}

parameters! {
	/// Zero would close the door to new patients.
	"parties.enrolmentsADay" Count parties.enrolments_a_day: 1 => 100_000;
	/// A person must be able to consent without money; whoever enrols pays for it.
	"parties.allowance" Count parties.allowance: 10 => 10_000;
	/// A parent's power ends by itself, since no date of birth is kept; but parents there are.
	"parties.guardianAtMost" Time parties.guardian_at_most: 30 * DAY => 366 * DAY;
	/// The owner needs a day to notice; who lost the account needs it back within the month.
	"parties.recoveryDelay" Time parties.recovery_delay: DAY => 30 * DAY;
	/// One power alone stops an institution for a month at most.
	"parties.suspension" Time parties.suspension: DAY => 30 * DAY;
	/// The emergency outlasts the motion that would confirm it, and not by much.
	"parties.restriction" Time parties.restriction: DAY => 120 * DAY;
	/// Care, emergency care and what a person asks for can always be granted.
	"consent.purposes" Purposes consent.purposes:
		Purposes::of(&[Purpose::TREAT, Purpose::ETREAT, Purpose::PATRQT]) => EVERY_PURPOSE;
	/// Consent is informed (GDPR Art. 4(11)): after five years nobody remembers to what.
	"consent.grantAtMost" Time consent.grant_at_most: 30 * DAY => 5 * YEAR;
	/// Ninety days are promised to everybody.
	"consent.notice" Time consent.notice: 90 * DAY => YEAR;
	"consent.requestOpen" Time consent.request_open: DAY => 90 * DAY;
	/// Consent can be shown (GDPR Art. 7(1)) as long as claims about it are usual, and no longer than
	/// needed (Art. 5(1)(e)).
	"consent.history" Time consent.history: 3 * YEAR => 10 * YEAR;
	/// 45 CFR 164.312(a)(2)(ii) requires emergency access; it is no way to treat for weeks.
	"consent.emergency" Time consent.emergency: 10 * MINUTE => 24 * HOUR;
	"consent.emergenciesADay" Count consent.emergencies_a_day: 1 => 1_000;
	/// A reviewer needs a day; a person hears of abuse within a month.
	"consent.reviewWithin" Time consent.review_within: DAY => 30 * DAY;
	"consent.unjustifiedAtMost" Count consent.unjustified_at_most: 1 => 5;
	/// EHDS Art. 9 asks for three years; 45 CFR 164.316 and 164.530(j), where they bind, for six.
	"consent.anchors" Time consent.anchors: 3 * YEAR => 10 * YEAR;
	/// It protects from haste; erasure is "without undue delay" (GDPR Art. 17(1)).
	"erasure.cooling" Time erasure.cooling: 0 => 30 * DAY;
	/// It bounds free calls, so it cannot be nothing; and a right cannot rest for more than a month.
	"erasure.pause" Time erasure.pause: HOUR => 30 * DAY;
	/// A controller may doubt who asks (GDPR Art. 12(6)), for one more month (Art. 12(3)).
	"erasure.challengeAtMost" Time erasure.challenge_at_most: DAY => 28 * DAY;
	/// A hold is renewed every year or ends.
	"erasure.holdAtMost" Time erasure.hold_at_most: DAY => 366 * DAY;
	/// Who said yes erases within a month, as Art. 12(3) asks for the answer.
	"erasure.receiptsWithin" Time erasure.receipts_within: DAY => 30 * DAY;
	/// A tape out of reach is fetched within half a year.
	"erasure.unableAtMost" Time erasure.unable_at_most: DAY => 180 * DAY;
	/// Silence costs a hundredth of the bond at least.
	"erasure.slice" Millionths erasure.slice: 10_000 => 1_000_000;
	/// A motion about members takes 17 days, so three weeks are needed to contest a penalty.
	"erasure.penaltyDelay" Time erasure.penalty_delay: 21 * DAY => 90 * DAY;
	/// A vault restored from a backup learns from tombstones what to erase again.
	"erasure.tombstoneFor" Time erasure.tombstone_for: 30 * DAY => 10 * YEAR;
	"bonds.custodian" Planck bonds.custodian: UNIT => 1_000_000 * UNIT;
	"bonds.validator" Planck bonds.validator: UNIT => 1_000_000 * UNIT;
	/// It may be that nobody is slashed, never that nothing is on record.
	"stake.offences" Measure stake.offences: OffenceMeasure::Report => OffenceMeasure::Slash;
	/// A single offence never costs more than half: it may be a mistake.
	"stake.slash" Millionths stake.slash: 1_000 => 500_000;
	/// As for penalties.
	"stake.slashDelay" Time stake.slash_delay: 21 * DAY => 90 * DAY;
	"stake.missedAtMost" Millionths stake.missed_at_most: 50_000 => 1_000_000;
	/// Which suites can be broken nobody knows; so none is guaranteed, but one there must be.
	"suites" Suites suites: Suites(0) => Suites::ALL;
	/// GDPR Art. 17.
	"eu.erasure" Flag eu.erasure: true => true;
	/// GDPR Art. 12(3): one month, which 28 days never exceed.
	"eu.erasureWithin" Time eu.erasure_within: DAY => 28 * DAY;
	/// GDPR Art. 12(3): two months more.
	"eu.erasureExtension" Time eu.erasure_extension: 0 => 56 * DAY;
	/// GDPR Art. 16 and 12(3).
	"eu.rectificationWithin" Time eu.rectification_within: DAY => 28 * DAY;
	/// GDPR Art. 12(3).
	"eu.rectificationExtension" Time eu.rectification_extension: 0 => 56 * DAY;
	/// HIPAA knows no such right; a state may.
	"us.erasure" Flag us.erasure: false => true;
	/// 45 days (Cal. Civ. Code 1798.130(a)(2)).
	"us.erasureWithin" Time us.erasure_within: DAY => 45 * DAY;
	/// 45 more (the same).
	"us.erasureExtension" Time us.erasure_extension: 0 => 45 * DAY;
	/// 45 CFR 164.526(b)(2): 60 days.
	"us.rectificationWithin" Time us.rectification_within: DAY => 60 * DAY;
	/// 45 CFR 164.526(b)(2): 30 more.
	"us.rectificationExtension" Time us.rectification_extension: 0 => 30 * DAY;
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::Value as Json;

	/// The path and the number of every leaf of a JSON object.
	fn leaves(path: &str, json: &Json, all: &mut Vec<(String, u128)>) {
		match json {
			Json::Object(fields) => fields.iter().for_each(|(name, field)| {
				let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
				leaves(&path, field, all);
			}),
			Json::Number(number) => all.push((path.into(), number.as_u64().unwrap().into())),
			Json::Bool(flag) => all.push((path.into(), u128::from(*flag))),
			Json::String(measure) => {
				let known = ["report", "disable", "slash"];
				let index = known.iter().position(|it| it == measure).unwrap();
				all.push((path.into(), index as u128));
			},
			_ => panic!("{path} is {json}"),
		}
	}

	#[test]
	fn every_leaf_of_a_policy_is_a_parameter() {
		let mut json = serde_json::to_value(Policy::default()).unwrap();
		let object = json.as_object_mut().unwrap();
		object.remove("version").unwrap();
		object.remove("reconsent").unwrap();
		let mut expected = Vec::new();
		leaves("", &json, &mut expected);
		expected.sort();
		let parameters = Policy::default().parameters();
		let mut actual: Vec<_> =
			parameters.iter().map(|it| (String::from(it.name), it.value)).collect();
		actual.sort();
		assert_eq!(actual, expected);
		assert!(parameters.iter().map(|it| it.name).eq(PARAMETERS.iter().copied()));
		assert!(PARAMETERS.len() <= u8::MAX as usize);
	}

	#[test]
	fn what_is_set_is_read_and_nothing_else_changes() {
		let least = Bounds::default().least;
		for it in least.parameters() {
			let mut policy = Policy::default();
			assert_eq!(policy.set(it.name, it.value), Ok(()));
			for (now, before) in policy.parameters().iter().zip(Policy::default().parameters()) {
				let expected = if now.name == it.name { it.value } else { before.value };
				assert_eq!(now.value, expected, "{}", now.name);
			}
		}
	}

	#[test]
	fn what_a_parameter_cannot_be_is_refused() {
		let mut policy = Policy::default();
		assert_eq!(policy.set("erasure.colling", 1), Err(NotSet::UnknownParameter));
		assert_eq!(policy.set("version", 2), Err(NotSet::UnknownParameter));
		for (name, value) in [
			("erasure.cooling", u128::from(u64::MAX) + 1),
			("parties.allowance", u128::from(u32::MAX) + 1),
			("eu.erasure", 2),
			("stake.offences", 3),
			("consent.purposes", 1 << 62),
			("suites", 1 << 7),
			("suites", 1 << 8),
		] {
			assert_eq!(policy.set(name, value), Err(NotSet::BadValue), "{name} {value}");
		}
		assert_eq!(policy, Policy::default());
	}
}
