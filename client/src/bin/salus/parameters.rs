//! Parameters of the policy as people type and read them.

use crate::{codes, terms, time};
use salus_primitives::{
	words, Moment, OffenceMeasure, Parameter, Policy, Purpose, Purposes, Suite, Suites, Unit,
	EVERY_PURPOSE, MEASURES,
};
use serde_json::{json, Value};
use std::str::FromStr;
use strsim::damerau_levenshtein;

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
		damerau_levenshtein(&name, &it).min(damerau_levenshtein(&name, last))
	});
	names.truncate(3);
	names.join(", ")
}

fn to(unit: Unit, text: &str) -> Result<To, String> {
	let value = match unit {
		Unit::Time => {
			words::span(text).map(u128::from).ok_or("expected a time such as 90s, 10m, 72h or 20d")
		},
		Unit::Count => words::whole(text).ok_or("expected a number"),
		Unit::Planck => match text.ends_with("UNIT") {
			true => words::units(text),
			false => words::whole(text),
		}
		.ok_or("expected units such as 500UNIT or 0.5UNIT, or planck as a plain number"),
		Unit::Millionths => words::share(text)
			.or_else(|| words::whole(text))
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

/// Reads units, such as `500` or `0.5`, as planck.
pub fn units(text: &str) -> Result<u128, &'static str> {
	words::units(text).ok_or("expected units such as 500 or 0.5")
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
pub fn value_words(unit: Unit, value: u128) -> String {
	match unit {
		Unit::Time => time::span(Moment::try_from(value).unwrap_or(Moment::MAX)),
		Unit::Count => value.to_string(),
		Unit::Planck => words::amount(value),
		Unit::Millionths => words::share_words(value),
		Unit::Flag => (value == 1).to_string(),
		Unit::Measure => {
			let measure = MEASURES.into_iter().find(|it| *it as u128 == value);
			measure.map_or_else(|| value.to_string(), codes::word)
		},
		Unit::Purposes => purposes(Purposes(value as u64)),
		Unit::Suites => suites(Suites(value as u8)),
	}
}

/// What a parameter may be.
pub fn range(unit: Unit, least: u128, most: u128) -> String {
	let (low, high) = (value_words(unit, least), value_words(unit, most));
	match unit {
		_ if least == most => format!("always {low}"),
		Unit::Flag => "true or false".into(),
		Unit::Purposes => format!("at least {low}; at most {high}"),
		Unit::Suites => format!("one at least; at most {high}"),
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
					_ => format!(" {word} {}", value_words(unit, bits)),
				};
				let both = if added != 0 && taken != 0 { "," } else { "" };
				format!("{name}:{}{both}{}", part("adds", added), part("takes away", taken))
			},
			_ => format!("{name}: {} -> {}", value_words(unit, from), value_words(unit, to)),
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
