use super::mock::*;
use crate::*;
use salus_primitives::{LawfulBasis, Moment};

#[test]
fn keeping_is_over_when_the_last_year_is() {
	// 2036-12-31 23:59:59.999 UTC.
	const LAST: Moment = 2_114_380_799_999;
	for (now, over) in [(0, false), (LAST - 1, false), (LAST, false), (LAST + 1, true)] {
		assert_eq!(KEEP.is_over(now), over, "at {now}");
	}
	let forever = Keep { basis: LawfulBasis::LegalObligation, until_year: u16::MAX };
	assert!(!forever.is_over(Moment::MAX));
}

#[test]
fn what_the_issuer_said_can_be_asked() {
	run(|| {
		issued();
		assert_eq!(RecordsPallet::keep(RECORD), Some(KEEP));
	});
}
