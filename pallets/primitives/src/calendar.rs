//! Spans of time, and years, for what the law counts in years.

use crate::Moment;

/// A second, in milliseconds.
pub const SECOND: Moment = 1000;
/// A minute.
pub const MINUTE: Moment = 60 * SECOND;
/// An hour.
pub const HOUR: Moment = 60 * MINUTE;
/// A day.
pub const DAY: Moment = 24 * HOUR;

/// The civil year (UTC, Gregorian) of a moment.
pub fn year_of(moment: Moment) -> u16 {
	// Days are counted from 1 March of year 0, so that a leap day ends its year; 719,468 of them lie
	// before the epoch. An era is the 400 years after which the calendar repeats.
	const DAYS_OF_ERA: u64 = 146_097;
	let days = moment / DAY + 719_468;
	let (era, day) = (days / DAYS_OF_ERA, days % DAYS_OF_ERA);
	let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
	let day_of_year = day - (365 * year + year / 4 - year / 100);
	let after_december = u64::from(day_of_year >= 306);
	u16::try_from(era * 400 + year + after_december).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn years_turn_at_midnight_and_know_leap_days() {
		assert_eq!(year_of(0), 1970);
		assert_eq!(year_of(365 * DAY - 1), 1970);
		assert_eq!(year_of(365 * DAY), 1971);
		// 2024-12-31 23:59:59.999 and the next millisecond.
		assert_eq!(year_of(1_735_689_599_999), 2024);
		assert_eq!(year_of(1_735_689_600_000), 2025);
		// 2100 is no leap year: 2100-12-31 and 2101-01-01.
		assert_eq!(year_of(4_133_894_400_000), 2100);
		assert_eq!(year_of(4_133_980_800_000), 2101);
	}

	#[test]
	fn every_day_of_a_long_time_belongs_to_the_year_that_counting_gives() {
		let mut at = 0;
		for year in 1970..2500u16 {
			let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
			let days = if leap { 366 } else { 365 };
			assert_eq!(year_of(at), year);
			at += days * DAY;
			assert_eq!(year_of(at - 1), year);
		}
	}
}
