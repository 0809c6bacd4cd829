//! Parameters of the policy as people type and read them.

use crate::{codes, terms, time};
use salus_primitives::{
	Moment, OffenceMeasure, Parameter, Policy, Purpose, Purposes, Suite, Suites, Unit,
	EVERY_PURPOSE,
};
use serde_json::{json, Value};
use std::str::FromStr;

/// Digits behind the point of a unit: it has 10^12 planck.
const PLACES: usize = 12;
/// Digits behind the point of a percent that are millionths.
const PERCENT_PLACES: usize = 4;
/// A set is told by what it lacks if that is not more.
const FEW: u32 = 8;

/// A new value of a parameter, from the command line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Setting {
	/// The parameter.
	pub name: &'static str,
	to: To,
}

/// What a parameter is set to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum To {
	/// This.
	Value(u128),
	/// What it was, with these bits and without those.
	Bits { with: u128, without: u128 },
}

impl FromStr for Setting {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
		let known = Policy::default().parameters();
		let Parameter { name, unit, .. } =
			*known.iter().find(|it| it.name == name).ok_or_else(|| {
				format!("there is no parameter {name}; do you mean {}?", near(name, &known))
			})?;
		let to = to(unit, value).map_err(|expected| format!("{name}: {expected}"))?;
		Ok(Self { name, to })
	}
}

impl Setting {
	/// Changes the policy.
	pub fn apply(self, policy: &mut Policy) -> anyhow::Result<()> {
		let before = policy.parameters().into_iter().find(|it| it.name == self.name);
		let value = match self.to {
			To::Value(value) => value,
			To::Bits { with, without } => before.map_or(0, |it| it.value) & !without | with,
		};
		policy.set(self.name, value).map_err(|error| anyhow::anyhow!("{}: {error}", self.name))
	}
}

/// The three names that are most like this one.
fn near(name: &str, known: &[Parameter]) -> String {
	let name = name.to_lowercase();
	let mut names: Vec<_> = known.iter().map(|it| it.name).collect();
	names.sort_by_key(|it| {
		let it = it.to_lowercase();
		let last = it.rsplit('.').next().unwrap_or_default();
		edits(&name, &it).min(edits(&name, last))
	});
	names.truncate(3);
	names.join(", ")
}

/// How many letters have to be put in, taken out or changed to get from one word to the other.
fn edits(from: &str, to: &str) -> usize {
	let to: Vec<char> = to.chars().collect();
	let mut row: Vec<usize> = (0..=to.len()).collect();
	for (line, letter) in from.chars().enumerate() {
		let mut corner = line;
		row[0] = line + 1;
		for (at, other) in to.iter().enumerate() {
			let change = corner + usize::from(letter != *other);
			corner = row[at + 1];
			row[at + 1] = change.min(row[at] + 1).min(corner + 1);
		}
	}
	row[to.len()]
}

fn to(unit: Unit, text: &str) -> Result<To, String> {
	let value = match unit {
		Unit::Time => time::span_of(text)
			.map(u128::from)
			.ok_or("expected a time such as 90s, 10m, 72h or 20d"),
		Unit::Count => decimal(text, 0).ok_or("expected a number"),
		Unit::Planck => match text.strip_suffix("UNIT") {
			Some(units) => decimal(units.trim_end(), PLACES),
			None => decimal(text, 0),
		}
		.ok_or("expected units such as 500UNIT or 0.5UNIT, or planck as a plain number"),
		Unit::Millionths => match text.strip_suffix('%') {
			Some(percent) => decimal(percent.trim_end(), PERCENT_PLACES),
			None => decimal(text, 0),
		}
		.ok_or("expected a share such as 10% or 0.5%, or millionths as a plain number"),
		Unit::Flag => match text {
			"true" => Ok(1),
			"false" => Ok(0),
			_ => Err("expected true or false"),
		},
		Unit::Measure => {
			return codes::code::<OffenceMeasure>(text).map(|it| To::Value(it as u128))
		},
		Unit::Purposes => {
			return set(text, |code| {
				let purpose: Purpose =
					code.parse().map_err(|error| format!("{code} is {error}"))?;
				let named = Purposes::of(&[purpose]);
				Ok((named.0.into(), named.and_below().0.into()))
			})
		},
		Unit::Suites => {
			return set(text, |code| {
				let bit = 1 << codes::code::<Suite>(code)? as u128;
				Ok((bit, bit))
			})
		},
	};
	Ok(To::Value(value?))
}

/// Reads a set: codes with commas between. If each comes with a sign, they are added to what there
/// was or taken from it. `bits` tells what a code adds, and what it takes away.
fn set(text: &str, bits: impl Fn(&str) -> Result<(u128, u128), String>) -> Result<To, String> {
	let (mut plain, mut with, mut without) = (0, 0, 0);
	for word in text.split(',') {
		match (word.strip_prefix('+'), word.strip_prefix('-')) {
			(Some(code), _) => with |= bits(code)?.0,
			(_, Some(code)) => without |= bits(code)?.1,
			_ => plain |= bits(word)?.0,
		}
	}
	match (plain, with | without) {
		(plain, 0) => Ok(To::Value(plain)),
		(0, _) if with & without == 0 => Ok(To::Bits { with, without }),
		(0, _) => Err("a code is both added and taken away".into()),
		_ => Err("either every code comes with + or -, or none does".into()),
	}
}

/// Reads a number with at most so many digits behind the point, as a number of the last of them.
fn decimal(text: &str, places: usize) -> Option<u128> {
	let (whole, part) = text.split_once('.').unwrap_or((text, ""));
	let ends_well = !text.ends_with('.') && part.len() <= places;
	let digits = format!("{whole}{part:0<places$}");
	let is_number = !whole.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
	(ends_well && is_number).then(|| digits.parse().ok()).flatten()
}

/// Writes a number that counts the last of so many digits behind the point.
fn decimal_words(value: u128, places: usize) -> String {
	let digits = format!("{value:0>width$}", width = places + 1);
	let (whole, part) = digits.split_at(digits.len() - places);
	match part.trim_end_matches('0') {
		"" => whole.into(),
		part => format!("{whole}.{part}"),
	}
}

/// Reads units, such as `500` or `0.5`, as planck.
pub fn units(text: &str) -> Result<u128, &'static str> {
	let number = text.strip_suffix("UNIT").unwrap_or(text).trim_end();
	decimal(number, PLACES).ok_or("expected units such as 500 or 0.5")
}

/// Planck in units.
pub fn amount(planck: u128) -> String {
	format!("{} UNIT", decimal_words(planck, PLACES))
}

/// Purposes by their codes; nearly all of them by those that are missing.
pub fn purposes(purposes: Purposes) -> String {
	let missing = Purposes(EVERY_PURPOSE.0 & !purposes.0);
	match (purposes.0.count_ones(), missing.0.count_ones()) {
		(0, _) => "none".into(),
		(_, 0) => "every purpose".into(),
		(_, few) if few <= FEW => format!("every purpose but {}", terms::codes(missing)),
		_ => terms::codes(purposes),
	}
}

/// Suites by their names.
pub fn suites(suites: Suites) -> String {
	let named: Vec<_> =
		[Suite::X25519].into_iter().filter(|it| suites.has(*it)).map(codes::word).collect();
	match named.is_empty() {
		true => "none".into(),
		false => named.join(", "),
	}
}

/// A value of a parameter.
pub fn words(unit: Unit, value: u128) -> String {
	match unit {
		Unit::Time => time::span(Moment::try_from(value).unwrap_or(Moment::MAX)),
		Unit::Count => value.to_string(),
		Unit::Planck => amount(value),
		Unit::Millionths => format!("{} %", decimal_words(value, PERCENT_PLACES)),
		Unit::Flag => (value == 1).to_string(),
		Unit::Measure => {
			let known = [OffenceMeasure::Report, OffenceMeasure::Disable, OffenceMeasure::Slash];
			let measure = known.into_iter().find(|it| *it as u128 == value);
			measure.map_or_else(|| value.to_string(), codes::word)
		},
		Unit::Purposes => purposes(Purposes(value as u64)),
		Unit::Suites => suites(Suites(value as u8)),
	}
}

/// What a parameter may be.
pub fn range(unit: Unit, least: u128, most: u128) -> String {
	let (low, high) = (words(unit, least), words(unit, most));
	match unit {
		_ if least == most => format!("always {low}"),
		Unit::Flag => "true or false".into(),
		Unit::Purposes | Unit::Suites => format!("at least {low}; at most {high}"),
		_ => format!("{low} to {high}"),
	}
}

/// A parameter that differs between two policies.
pub struct Difference {
	/// Its name.
	pub name: &'static str,
	unit: Unit,
	from: u128,
	to: u128,
}

/// What differs, in the order of the policy.
pub fn differences(old: &Policy, new: &Policy) -> Vec<Difference> {
	let pairs = old.parameters().into_iter().zip(new.parameters());
	let changed = pairs.filter(|(old, new)| old.value != new.value);
	changed
		.map(|(old, new)| Difference {
			name: old.name,
			unit: old.unit,
			from: old.value,
			to: new.value,
		})
		.collect()
}

impl Difference {
	/// In a line.
	pub fn line(&self) -> String {
		let Self { name, unit, from, to } = *self;
		match unit {
			Unit::Purposes | Unit::Suites => {
				let (added, taken) = (to & !from, from & !to);
				let part = |word: &str, bits: u128| match bits {
					0 => String::new(),
					_ => format!(" {word} {}", words(unit, bits)),
				};
				let both = if added != 0 && taken != 0 { "," } else { "" };
				format!("{name}:{}{both}{}", part("adds", added), part("takes away", taken))
			},
			_ => format!("{name}: {} -> {}", words(unit, from), words(unit, to)),
		}
	}

	/// For programs: numbers as text, since they may be longer than what many can read.
	pub fn json(&self) -> Value {
		json!({
			"parameter": self.name,
			"unit": self.unit,
			"from": self.from.to_string(),
			"to": self.to.to_string(),
		})
	}
}

#[cfg(test)]
mod tests;
