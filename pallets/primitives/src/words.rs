//! Amounts, shares and spans of time as people write and read them.

use crate::{Moment, DAY, HOUR, MINUTE, SECOND};

/// Digits behind the point of a unit: it has 10^12 planck.
const UNIT_PLACES: usize = 12;
/// Digits behind the point of a percent that are millionths.
const PERCENT_PLACES: usize = 4;

/// Reads digits: no sign, no space.
pub fn whole(text: &str) -> Option<u128> {
	decimal(text, 0)
}

/// Reads units, such as `500`, `0.5` or `0.5 UNIT`, as planck.
pub fn units(text: &str) -> Option<u128> {
	decimal(text.strip_suffix("UNIT").unwrap_or(text).trim_end(), UNIT_PLACES)
}

/// Writes planck in units.
pub fn amount(planck: u128) -> String {
	format!("{} UNIT", decimal_words(planck, UNIT_PLACES))
}

/// Reads percent, such as `0.5 %`, as millionths.
pub fn share(text: &str) -> Option<u128> {
	decimal(text.strip_suffix('%')?.trim_end(), PERCENT_PLACES)
}

/// Writes millionths in percent.
pub fn share_words(millionths: u128) -> String {
	format!("{} %", decimal_words(millionths, PERCENT_PLACES))
}

/// Reads a span such as `90s`, `10m`, `72h` or `20d`.
pub fn span(text: &str) -> Option<Moment> {
	let unit = match text.chars().last()? {
		's' => SECOND,
		'm' => MINUTE,
		'h' => HOUR,
		'd' => DAY,
		_ => return None,
	};
	Moment::try_from(whole(&text[..text.len() - 1])?).ok()?.checked_mul(unit)
}

/// Reads a number with at most so many digits behind the point, as a number of the last of them.
fn decimal(text: &str, places: usize) -> Option<u128> {
	let (whole, part) = text.split_once('.').unwrap_or((text, ""));
	let ends_well = !text.ends_with('.') && part.len() <= places;
	let digits = format!("{whole}{part:0<places$}");
	let is_number = !whole.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
	(ends_well && is_number).then(|| digits.parse().ok()).flatten()
}

fn decimal_words(value: u128, places: usize) -> String {
	let digits = format!("{value:0>width$}", width = places + 1);
	let (whole, part) = digits.split_at(digits.len() - places);
	match part.trim_end_matches('0') {
		"" => whole.into(),
		part => format!("{whole}.{part}"),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_is_written_is_read_again() {
		for value in [0, 1, 999_999, 1_000_000, 1_500_000_000_000, u64::MAX.into()] {
			assert_eq!(units(&amount(value)), Some(value), "{}", amount(value));
			assert_eq!(share(&share_words(value)), Some(value), "{}", share_words(value));
		}
		assert_eq!(amount(500_000_000_000), "0.5 UNIT");
		assert_eq!(share_words(100_000), "10 %");
		assert_eq!(units("500UNIT"), units("500"));
	}

	#[test]
	fn spans_are_whole_numbers_of_a_unit() {
		let read = ["90s", "10m", "72h", "20d", "0s"].map(span);
		assert_eq!(read, [90 * SECOND, 10 * MINUTE, 72 * HOUR, 20 * DAY, 0].map(Some));
	}

	#[test]
	fn what_is_no_number_is_refused() {
		for text in
			["", ".", "1.", ".5", "-1", "+1", "1 0", "1e3", "1.5.0", "é", "0x1", "UNIT", "%"]
		{
			assert_eq!(units(text), None, "{text}");
			assert_eq!(share(text), None, "{text}");
			assert_eq!(whole(text), None, "{text}");
			assert_eq!(span(text), None, "{text}");
		}
		assert_eq!(units("0.0000000000001"), None, "a tenth of a planck");
		assert_eq!(share("0.00001 %"), None);
		assert_eq!(share("10"), None, "percent are named");
		for text in ["1.5s", "5é", "5x", "-5s", "5 s", "18446744073709551615d"] {
			assert_eq!(span(text), None, "{text}");
		}
	}
}
