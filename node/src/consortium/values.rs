//! How single values of the file are written.

use super::document::nearest;
use polkadot_sdk::*;
use salus_primitives::{
	words, Moment, Purpose, Purposes, Suite, Suites, Unit, DAY, HOUR, MEASURES, MINUTE, PURPOSES,
	SECOND,
};
use salus_runtime::AccountId;
use serde::Serialize;
use sp_core::{
	crypto::{Ss58AddressFormat, Ss58Codec},
	ed25519, sr25519, Pair,
};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// The address format of a chain without a registered one of its own.
pub const SS58: u16 = 42;

/// What allows a file what no chain with real data may have.
pub const REHEARSAL: &str = "(or, for a rehearsal, write test-keys = true at the top)";
const NO_TEST_KEYS: &str = "the development keys are open to everybody; make keys of your own \
                            (or, for a rehearsal, write test-keys = true at the top)";

/// The standard name of one of several, as `salus` writes it.
pub fn name<T: Serialize>(it: &T) -> String {
	let Ok(serde_json::Value::String(name)) = serde_json::to_value(it) else {
		return String::new();
	};
	let kebab = name.chars().flat_map(|letter| {
		let hyphen = letter.is_ascii_uppercase().then_some('-');
		hyphen.into_iter().chain([letter.to_ascii_lowercase()])
	});
	kebab.collect()
}

/// One of several, by its standard name.
pub fn named<T: Serialize + Copy>(text: &str, all: &[T]) -> Result<T, String> {
	let names: Vec<String> = all.iter().map(name).collect();
	let known: Vec<&str> = names.iter().map(String::as_str).collect();
	let found = known.iter().position(|it| *it == text).map(|at| all[at]);
	found.ok_or_else(|| match known.as_slice() {
		[one] => format!("{text:?} is not known: write {one}"),
		_ => format!(
			"{text:?} is not known: did you mean {}? There are {}",
			nearest(text, &known),
			known.join(", ")
		),
	})
}

/// Whether everybody has the secret of this key.
fn is_well_known(public: &[u8]) -> bool {
	Sr25519Keyring::iter().any(|it| it.to_raw_public() == public)
		|| Ed25519Keyring::iter().any(|it| it.to_raw_public() == public)
}

/// The public key of a development key such as `//Alice`, or the one that `read` finds.
fn public_key<P: Pair>(
	text: &str,
	test_keys: bool,
	read: impl FnOnce() -> Result<[u8; 32], String>,
) -> Result<[u8; 32], String>
where
	P::Public: Into<[u8; 32]>,
{
	let key = match text.starts_with("//") {
		true if !test_keys => return Err(NO_TEST_KEYS.into()),
		true => P::from_string(text, None)
			.map_err(|_| format!("{text} is no development key: write one such as //Alice"))?
			.public()
			.into(),
		false => read()?,
	};
	match is_well_known(&key) && !test_keys {
		true => Err(NO_TEST_KEYS.into()),
		false => Ok(key),
	}
}

/// 32 bytes as `0x` and 64 hexadecimal digits.
pub fn bytes32(text: &str) -> Result<[u8; 32], String> {
	bytes(text)
		.and_then(|it| it.try_into().ok())
		.ok_or_else(|| "expected 32 bytes: 0x and 64 hexadecimal digits".into())
}

/// Any bytes as `0x` and two hexadecimal digits each.
pub fn bytes(text: &str) -> Option<Vec<u8>> {
	text.starts_with("0x").then(|| sp_core::bytes::from_hex(text).ok()).flatten()
}

/// An address of this chain, or the 32 bytes of the account as `salus init` prints them.
pub fn address(text: &str) -> Result<AccountId, String> {
	if text.starts_with("0x") {
		return bytes32(text).map(Into::into);
	}
	match AccountId::from_ss58check_with_version(text) {
		Ok((account, format)) if format == Ss58AddressFormat::custom(SS58) => Ok(account),
		Ok((account, _)) => Err(format!(
			"{text} is an address in another chain's format; the same account is {} here",
			account.to_ss58check_with_version(Ss58AddressFormat::custom(SS58))
		)),
		Err(_) => Err(format!(
			"{text:?} is no address: write one in SS58 format {SS58}; it begins with a 5 and has \
			 48 letters and digits, so was one mistyped? Or write 0x and 64 hexadecimal digits"
		)),
	}
}

/// An account or an sr25519 key: an address, hexadecimal, or a development key.
pub fn account(text: &str, test_keys: bool) -> Result<AccountId, String> {
	public_key::<sr25519::Pair>(text, test_keys, || address(text).map(Into::into)).map(Into::into)
}

/// The same as bytes.
pub fn sr25519_key(text: &str, test_keys: bool) -> Result<[u8; 32], String> {
	account(text, test_keys).map(Into::into)
}

/// An ed25519 key: hexadecimal, or a development key.
pub fn ed25519_key(text: &str, test_keys: bool) -> Result<[u8; 32], String> {
	public_key::<ed25519::Pair>(text, test_keys, || bytes32(text))
}

/// Reads a span such as `90s`.
pub fn span(text: &str) -> Result<Moment, String> {
	words::span(text)
		.ok_or_else(|| "expected a time such as \"90s\", \"10m\", \"72h\" or \"20d\"".into())
}

/// A span as [`span`] reads it.
pub fn span_words(span: u128) -> String {
	let units = [(DAY, "d"), (HOUR, "h"), (MINUTE, "m"), (SECOND, "s")];
	let fits = |unit: Moment| span >= unit.into() && span.is_multiple_of(unit.into());
	match units.into_iter().find(|(unit, _)| fits(*unit)) {
		Some((unit, name)) => format!("{}{name}", span / u128::from(unit)),
		None if span == 0 => "0s".into(),
		None => format!("{span} ms"),
	}
}

/// The end of a day (UTC).
pub fn end_of(date: toml_edit::Date) -> Moment {
	let year = u64::from(date.year);
	let (month, day) = (u64::from(date.month), u64::from(date.day));
	// Years begin in March, so that a leap day ends one; 719,468 days lie before the epoch.
	let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
	let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
	days.saturating_sub(719_468) * DAY
}

/// A value of a parameter as the words of `salus propose policy` have it.
pub fn parameter(unit: Unit, text: &str) -> Result<u128, String> {
	match unit {
		Unit::Time => span(text).map(Into::into),
		Unit::Count => words::whole(text).ok_or_else(|| "expected a whole number".into()),
		Unit::Planck => Some(text)
			.filter(|it| it.ends_with("UNIT"))
			.and_then(words::units)
			.ok_or_else(|| "expected units such as \"500 UNIT\" or \"0.5 UNIT\"".into()),
		Unit::Millionths => words::share(text)
			.ok_or_else(|| "expected a share such as \"10 %\" or \"0.5 %\"".into()),
		Unit::Flag => match text {
			"true" => Ok(1),
			"false" => Ok(0),
			_ => Err("expected true or false".into()),
		},
		Unit::Measure => named(text, &MEASURES).map(|it| it as u128),
		Unit::Purposes => text.split(',').try_fold(0, |set, code| {
			let purpose: Purpose = code.parse().map_err(|error| format!("{code} is {error}"))?;
			Ok(set | u128::from(Purposes::of(&[purpose]).0))
		}),
		Unit::Suites => text
			.split(',')
			.try_fold(0, |set, code| Ok(set | 1 << named(code, &[Suite::X25519])? as u128)),
	}
}

/// A value of a parameter as [`parameter`] reads it.
pub fn parameter_words(unit: Unit, value: u128) -> String {
	match unit {
		Unit::Time => span_words(value),
		Unit::Count => value.to_string(),
		Unit::Planck => words::amount(value),
		Unit::Millionths => words::share_words(value),
		Unit::Flag => (value == 1).to_string(),
		Unit::Measure => {
			MEASURES.iter().find(|it| **it as u128 == value).map(name).unwrap_or_default()
		},
		Unit::Purposes => {
			let set = Purposes(u64::try_from(value).unwrap_or_default());
			let codes = PURPOSES.into_iter().filter(|it| set.contains(*it)).map(Purpose::code);
			codes.collect::<Vec<_>>().join(", ")
		},
		Unit::Suites => {
			let has = Suites(u8::try_from(value).unwrap_or_default()).has(Suite::X25519);
			if has {
				name(&Suite::X25519)
			} else {
				"none".into()
			}
		},
	}
}

/// What a parameter may be.
pub fn range(unit: Unit, least: u128, most: u128) -> String {
	let (low, high) = (parameter_words(unit, least), parameter_words(unit, most));
	match unit {
		_ if least == most => format!("it is always {low}"),
		Unit::Flag => "give true or false".into(),
		Unit::Purposes => format!("name {low} at least"),
		Unit::Suites => "name one suite at least".into(),
		_ => format!("give from {low} to {high}"),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::{Bounds, Parameter, Policy};

	#[test]
	fn a_date_ends_where_the_next_day_begins() {
		let end = |year, month, day| end_of(toml_edit::Date { year, month, day });
		assert_eq!(end(1970, 1, 1), DAY);
		assert_eq!(end(2024, 2, 29), end(2024, 2, 28) + DAY);
		assert_eq!(end(2024, 3, 1), end(2024, 2, 29) + DAY);
		assert_eq!(end(2099, 12, 31), 4_102_444_800_000);
		for year in [1999, 2000, 2100, 2399] {
			assert_eq!(end(year + 1, 1, 1), end(year, 12, 31) + DAY, "{year}");
			assert_eq!(salus_primitives::year_of(end(year, 12, 31) - 1), year);
		}
	}

	#[test]
	fn every_parameter_can_be_written_as_the_words_that_name_its_value() {
		let bounds = Bounds::default();
		for policy in [bounds.least, bounds.most, Policy::default()] {
			for it in
				policy.parameters().into_iter().filter(|it| (it.name, it.value) != ("suites", 0))
			{
				let words = parameter_words(it.unit, it.value).replace(", ", ",");
				assert_eq!(parameter(it.unit, &words), Ok(it.value), "{} {words}", it.name);
			}
		}
	}

	#[test]
	fn development_keys_are_taken_in_a_rehearsal_only() {
		let alice = Sr25519Keyring::Alice;
		for text in ["//Alice".to_string(), alice.to_account_id().to_ss58check()] {
			assert_eq!(account(&text, true), Ok(alice.to_account_id()));
			assert_eq!(account(&text, false), Err(NO_TEST_KEYS.into()));
		}
		let grandpa = sp_core::bytes::to_hex(&Ed25519Keyring::Bob.to_raw_public(), false);
		assert_eq!(ed25519_key(&grandpa, false), Err(NO_TEST_KEYS.into()));
		assert_eq!(ed25519_key("//Bob", true), Ok(Ed25519Keyring::Bob.to_raw_public()));
	}

	#[test]
	fn an_address_of_another_chain_is_told_in_this_ones_format() {
		let account = AccountId::from([7; 32]);
		let foreign = account.to_ss58check_with_version(Ss58AddressFormat::custom(0));
		let refused = address(&foreign).unwrap_err();
		assert!(refused.contains(&account.to_ss58check()), "{refused}");
		assert_eq!(address(&account.to_ss58check()), Ok(account));
	}

	/// What the documentation says of a parameter.
	fn row(it: Parameter, bounds: &Bounds) -> String {
		let of = |policy: &Policy| {
			let all = policy.parameters();
			all.iter().find(|other| other.name == it.name).map(|it| it.value).unwrap()
		};
		let kind = match it.unit {
			Unit::Time => "time",
			Unit::Count => "number",
			Unit::Planck => "units",
			Unit::Millionths => "share",
			Unit::Flag => "true or false",
			Unit::Measure => "word",
			Unit::Purposes => "list of HL7 codes",
			Unit::Suites => "list",
		};
		let default = match it.unit {
			Unit::Purposes => "all".into(),
			unit => parameter_words(unit, it.value),
		};
		let bound = range(it.unit, of(&bounds.least), of(&bounds.most));
		let bound = bound.trim_start_matches("give ");
		format!("| `{}` | {kind} | {default} | {bound} |", it.name)
	}

	#[test]
	fn the_documentation_has_every_parameter_as_it_is() {
		let docs = include_str!("../../../docs/consortium.md");
		let rows = Policy::default().parameters().into_iter().map(|it| row(it, &Bounds::default()));
		let missing: Vec<_> = rows.filter(|row| !docs.contains(row)).collect();
		assert!(missing.is_empty(), "docs/consortium.md lacks\n{}", missing.join("\n"));
	}
}
