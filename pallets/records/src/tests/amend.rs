use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{CaseId, RecordId};
use sp_runtime::DispatchError;

fn amend(by: u64, record: RecordId) -> sp_runtime::DispatchResult {
	RecordsPallet::amend(RuntimeOrigin::signed(by), record, sealing(&[11, 12], 2))
}

#[test]
fn amending_keeps_the_version_before() {
	run(|| {
		issued();
		assert_ok!(amend(HOSPITAL, RECORD));
		let sealings = RecordsPallet::sealings(RECORD);
		assert_eq!(sealings.iter().map(|it| it.version).collect::<Vec<_>>(), [1, 2]);
		assert_eq!(sealings[0].of.custodians.len(), 3);
		assert_eq!(sealings[1].of.custodians.len(), 2);
		assert_eq!(held(), 20);
		System::assert_last_event(Event::RecordAmended { record: RECORD, version: 2 }.into());
	});
}

#[test]
fn only_the_issuer_amends() {
	run(|| {
		issued();
		assert_noop!(amend(2, RECORD), Error::<Test>::NotTheIssuer);
		assert_noop!(amend(3, RECORD), Error::<Test>::NotAProvider);
		assert_noop!(amend(HOSPITAL, RecordId([1; 16])), Error::<Test>::NotFound);
		let root = RecordsPallet::amend(RuntimeOrigin::root(), RECORD, sealing(&[11, 12], 2));
		assert_noop!(root, DispatchError::BadOrigin);
	});
}

#[test]
fn a_restricted_record_is_not_amended() {
	run(|| {
		issued();
		assert_ok!(RecordsPallet::restrict(RECORD, CaseId([1; 16])));
		assert_noop!(amend(HOSPITAL, RECORD), Error::<Test>::Restricted);
	});
}

#[test]
fn sealings_are_bounded() {
	run(|| {
		issued();
		for _ in 1..MAX_SEALINGS {
			assert_ok!(amend(HOSPITAL, RECORD));
		}
		assert_noop!(amend(HOSPITAL, RECORD), Error::<Test>::TooManySealings);
	});
}
