use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
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
fn a_record_is_kept_until_a_year_from_this_one_to_a_hundred_ahead() {
	// 2023-11-14, 2023-12-31 23:59:59.999 and 2024-01-01 00:00 UTC.
	for (now, year) in
		[(1_700_000_000_000, 2023), (1_704_067_199_999, 2023), (1_704_067_200_000, 2024)]
	{
		for (until_year, fits) in [
			(0, false),
			(year - 1, false),
			(year, true),
			(year + MAX_KEEP_YEARS, true),
			(year + MAX_KEEP_YEARS + 1, false),
			(u16::MAX, false),
		] {
			run(|| {
				Timestamp::set_timestamp(now);
				let keep = Keep { until_year, ..KEEP };
				let new = NewRecord { keep, ..new_record(RECORD, sealing(&[11, 12, 13], 2)) };
				let NewRecord { record, folder, sealing, .. } = new.clone();
				let records = Batch::try_from(vec![new]).unwrap();
				let alone = Call::issue { subject: SUBJECT, record, folder, keep, sealing };
				let batch = Call::issue_batch { subject: SUBJECT, records };
				for call in [alone, batch] {
					if fits {
						assert_ok!(sign(HOSPITAL, call));
						RecordsPallet::remove(RECORD).unwrap();
					} else {
						assert_noop!(sign(HOSPITAL, call), Error::<Test>::BadKeep);
					}
				}
			});
		}
	}
}

#[test]
fn what_the_issuer_said_can_be_asked() {
	run(|| {
		issued();
		assert_eq!(RecordsPallet::keep(RECORD), Some(KEEP));
	});
}
