//! Moments as people type and read them: UTC, since the chain knows no other.

use salus_primitives::{words, Moment, DAY, HOUR, MINUTE, SECOND};
use std::str::FromStr;

const EXPECTED: &str =
	"expected a time from now, such as 90s, 5m, 12h or 30d, or a UTC date, such \
                        as 2027-01-31 or 2027-01-31T08:30Z";

/// A point in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
	/// So many milliseconds from now.
	In(Moment),
	/// Then.
	At(Moment),
}

impl When {
	/// The moment, as seen from `now`.
	pub fn from(self, now: Moment) -> Moment {
		match self {
			Self::In(span) => now.saturating_add(span),
			Self::At(moment) => moment,
		}
	}
}

impl FromStr for When {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		words::span(text).map(Self::In).or_else(|| moment_of(text).map(Self::At)).ok_or(EXPECTED)
	}
}

/// A date, for where two have to name the same moment.
pub fn date(text: &str) -> Result<When, &'static str> {
	moment_of(text)
		.map(When::At)
		.ok_or("expected a UTC date, such as 2027-01-31 or 2027-01-31T08:30Z")
}

/// Digits only: no sign, no space.
fn number(text: &str) -> Option<u64> {
	text.bytes().all(|it| it.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn moment_of(text: &str) -> Option<Moment> {
	let (date, clock) = match text.split_once('T') {
		Some((date, clock)) => (date, clock.strip_suffix('Z')?),
		None => (text, "00:00"),
	};
	let [year, month, day] = parts(date, '-', [4, 2, 2])?;
	let [hour, minute] = parts(clock, ':', [2, 2])?;
	let is_real = (1970..=9999).contains(&year)
		&& (1..=12).contains(&month)
		&& (1..=days_in(year, month)).contains(&day)
		&& hour < 24
		&& minute < 60;
	let days = (1970..year).map(days_of).sum::<u64>()
		+ (1..month).map(|it| days_in(year, it)).sum::<u64>()
		+ day.checked_sub(1)?;
	is_real.then_some(days * DAY + hour * HOUR + minute * MINUTE)
}

fn parts<const N: usize>(text: &str, between: char, lengths: [usize; N]) -> Option<[u64; N]> {
	let parts: Vec<&str> = text.split(between).collect();
	let fit = parts.len() == N && parts.iter().zip(lengths).all(|(it, length)| it.len() == length);
	let numbers: Option<Vec<u64>> = parts.into_iter().map(number).collect();
	numbers.filter(|_| fit)?.try_into().ok()
}

fn is_leap(year: u64) -> bool {
	year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of(year: u64) -> u64 {
	365 + u64::from(is_leap(year))
}

fn days_in(year: u64, month: u64) -> u64 {
	match month {
		2 => 28 + u64::from(is_leap(year)),
		4 | 6 | 9 | 11 => 30,
		_ => 31,
	}
}

/// A moment as `2027-01-31 08:30:00 UTC`.
pub fn utc(moment: Moment) -> String {
	let (mut year, mut month, mut days) = (1970, 1, moment / DAY);
	while year <= 9999 && days >= days_of(year) {
		days -= days_of(year);
		year += 1;
	}
	if year > 9999 {
		return "never".into();
	}
	while days >= days_in(year, month) {
		days -= days_in(year, month);
		month += 1;
	}
	let clock = moment % DAY;
	let (hour, minute, second) = (clock / HOUR, clock % HOUR / MINUTE, clock % MINUTE / SECOND);
	format!("{year}-{month:02}-{:02} {hour:02}:{minute:02}:{second:02} UTC", days + 1)
}

/// A span in the largest unit that leaves no rest.
pub fn span(span: Moment) -> String {
	let units = [(DAY, "days"), (HOUR, "hours"), (MINUTE, "minutes"), (SECOND, "seconds")];
	match units.into_iter().find(|(unit, _)| span >= *unit && span.is_multiple_of(*unit)) {
		Some((unit, name)) if span == unit => format!("1 {}", name.trim_end_matches('s')),
		Some((unit, name)) => format!("{} {name}", span / unit),
		None => format!("{span} ms"),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn spans_and_dates_are_read() {
		assert_eq!("90s".parse(), Ok(When::In(90_000)));
		assert_eq!("30d".parse(), Ok(When::In(30 * DAY)));
		assert_eq!("1970-01-02".parse(), Ok(When::At(DAY)));
		assert_eq!("2024-02-29T23:59Z".parse(), Ok(When::At(1_709_251_140_000)));
		assert_eq!(When::In(5).from(10), 15);
		assert_eq!(When::At(5).from(10), 5);
	}

	#[test]
	fn what_is_no_time_is_refused() {
		for text in [
			"",
			"s",
			"5",
			"5x",
			"-5s",
			"+5s",
			"5 s",
			"5é",
			"tomorrow",
			"2027-02-29",
			"2027-13-01",
			"2027-00-01",
			"2027-01-00",
			"1969-12-31",
			"27-01-31",
			"2027-01-31T24:00Z",
			"2027-01-31T08:30",
			"2027-01-31T8:30Z",
			"99999999999999999999d",
			"18446744073709551615d",
		] {
			assert_eq!(text.parse::<When>(), Err(EXPECTED), "{text}");
		}
		assert!(date("30d").is_err());
	}

	#[test]
	fn moments_and_spans_are_printed_for_people() {
		assert_eq!(utc(0), "1970-01-01 00:00:00 UTC");
		assert_eq!(utc(1_709_251_140_000), "2024-02-29 23:59:00 UTC");
		assert_eq!(utc(4_102_444_800_000), "2100-01-01 00:00:00 UTC");
		assert_eq!(utc(u64::MAX), "never");
		assert_eq!(span(6 * SECOND), "6 seconds");
		assert_eq!(span(DAY), "1 day");
		assert_eq!(span(90 * MINUTE), "90 minutes");
		assert_eq!(span(1), "1 ms");
	}
}
