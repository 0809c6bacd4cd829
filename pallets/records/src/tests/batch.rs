use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{InstitutionId, RecordId, SubjectId};
use sp_runtime::{DispatchResult, TokenError};

fn records(count: u8) -> Vec<NewRecord> {
	(1..=count).map(|id| new_record(RecordId([id; 16]), sealing(&[11, 12, 13], 2))).collect()
}

fn issue_batch(by: u64, subject: SubjectId, records: Vec<NewRecord>) -> DispatchResult {
	sign(by, Call::issue_batch { subject, records: records.try_into().unwrap() })
}

#[test]
fn sixteen_records_are_issued_at_once() {
	run(|| {
		assert_ok!(issue_batch(HOSPITAL, SUBJECT, records(16)));
		assert_eq!(Records::<Test>::iter().filter(|(_, row)| row.subject == SUBJECT).count(), 16);
		assert_eq!(held(), 160);
		let issuer = InstitutionId(1);
		for id in 1..=16 {
			let record = RecordId([id; 16]);
			let event = Event::<Test>::RecordIssued { record, subject: SUBJECT, issuer };
			System::assert_has_event(event.into());
		}
		assert!(Batch::try_from(records(17)).is_err());
	});
}

#[test]
fn a_batch_is_issued_whole_or_not_at_all() {
	run(|| {
		let mut unfit = records(3);
		unfit[2].sealing.threshold = 4;
		assert_noop!(issue_batch(HOSPITAL, SUBJECT, unfit), Error::<Test>::BadThreshold);
		let mut twice = records(3);
		twice[2].record = twice[0].record;
		assert_noop!(issue_batch(HOSPITAL, SUBJECT, twice), Error::<Test>::RecordExists);
		let mut buried = records(3);
		buried[2].record = BURIED;
		assert_noop!(issue_batch(HOSPITAL, SUBJECT, buried), Error::<Test>::WasErased);
		SealingDeposit::set(400);
		assert_noop!(issue_batch(HOSPITAL, SUBJECT, records(3)), TokenError::FundsUnavailable);
	});
}

#[test]
fn an_empty_batch_and_an_unknown_subject_are_refused() {
	run(|| {
		assert_noop!(issue_batch(HOSPITAL, SUBJECT, vec![]), Error::<Test>::EmptyBatch);
		let nobody = issue_batch(HOSPITAL, SubjectId([1; 16]), records(1));
		assert_noop!(nobody, Error::<Test>::NoSuchSubject);
		assert_noop!(issue_batch(STRANGER, SUBJECT, records(1)), Error::<Test>::NotAProvider);
	});
}

#[test]
fn a_batch_weighs_what_it_holds() {
	use frame_support::dispatch::GetDispatchInfo;
	let weight = |count| {
		let records = records(count).try_into().unwrap();
		Call::<Test>::issue_batch { subject: SUBJECT, records }.get_dispatch_info().call_weight
	};
	let one = weight(2) - weight(1);
	assert_eq!(weight(16), weight(1) + one * 15);
}
