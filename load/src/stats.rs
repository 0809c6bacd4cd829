//! Percentiles and pacing.

use std::time::Duration;

/// How long things took.
#[derive(Clone, Default, Debug)]
pub struct Durations(Vec<Duration>);

impl Durations {
	/// How many.
	pub fn len(&self) -> usize {
		self.0.len()
	}

	/// Whether there are none.
	pub fn is_empty(&self) -> bool {
		self.0.is_empty()
	}

	/// The shortest that at least `percent` of all do not exceed (nearest rank). `None` of nothing.
	pub fn percentile(&self, percent: usize) -> Option<Duration> {
		let rank = (self.0.len() * percent.min(100)).div_ceil(100).max(1);
		self.0.get(rank - 1).copied()
	}

	/// The longest.
	pub fn max(&self) -> Option<Duration> {
		self.0.last().copied()
	}
}

impl FromIterator<Duration> for Durations {
	fn from_iter<I: IntoIterator<Item = Duration>>(iter: I) -> Self {
		let mut all: Vec<_> = iter.into_iter().collect();
		all.sort_unstable();
		Self(all)
	}
}

/// When the request of this number is due, counted from the first. Computed for each anew, so that
/// no error adds up.
pub fn due(number: u64, per_second: u32) -> Duration {
	let nanos = u128::from(number) * 1_000_000_000 / u128::from(per_second.max(1));
	Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}

/// How many a second.
pub fn rate(count: u64, span: Duration) -> Option<f64> {
	(!span.is_zero()).then(|| count as f64 / span.as_secs_f64())
}

#[cfg(test)]
mod tests {
	use super::*;

	fn ms(all: impl IntoIterator<Item = u64>) -> Durations {
		all.into_iter().map(Duration::from_millis).collect()
	}

	#[test]
	fn a_percentile_is_the_nearest_rank_whatever_the_order() {
		let hundred = ms((1..=100).rev());
		assert_eq!(hundred.percentile(50), Some(Duration::from_millis(50)));
		assert_eq!(hundred.percentile(99), Some(Duration::from_millis(99)));
		assert_eq!(hundred.percentile(100), hundred.max());
		assert_eq!(hundred.percentile(0), Some(Duration::from_millis(1)));
		assert_eq!(ms([7]).percentile(99), Some(Duration::from_millis(7)));
		assert_eq!(ms([3, 1, 2]).percentile(50), Some(Duration::from_millis(2)));
		assert_eq!(ms([4, 1, 3, 2]).percentile(51), Some(Duration::from_millis(3)));
	}

	#[test]
	fn of_nothing_there_is_no_percentile_and_in_no_time_no_rate() {
		assert_eq!(ms([]).percentile(50), None);
		assert_eq!(ms([]).max(), None);
		assert_eq!(rate(5, Duration::ZERO), None);
		assert_eq!(rate(30, Duration::from_secs(3)), Some(10.0));
	}

	#[test]
	fn pacing_does_not_drift() {
		assert_eq!(due(0, 1_000), Duration::ZERO);
		assert_eq!(due(1, 1_000), Duration::from_millis(1));
		assert_eq!(due(30_000, 1_000), Duration::from_secs(30));
		assert_eq!(due(3, 3), Duration::from_secs(1));
		assert_eq!(due(3_000_000_000, 3), Duration::from_secs(1_000_000_000));
	}
}
