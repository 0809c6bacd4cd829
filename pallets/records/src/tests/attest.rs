use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{InstitutionId, RecordId};

fn attested() -> Vec<(u32, u32)> {
	let mut rows: Vec<_> =
		Attestations::<Test>::iter_prefix(RECORD).map(|(id, version)| (id.0, version)).collect();
	rows.sort();
	rows
}

#[test]
fn other_institutions_co_sign_the_version_in_force() {
	run(|| {
		issued();
		for by in [CLINIC, ADVOCATE, REGULATOR] {
			assert_ok!(attest(by, RECORD, 1));
			let institution = InstitutionId(by as u32);
			assert_last(Event::RecordAttested { record: RECORD, institution, version: 1 });
		}
		assert_eq!(attested(), [(3, 1), (31, 1), (32, 1)]);
		assert_eq!(row().attestations, 3);
	});
}

#[test]
fn a_newer_attestation_by_the_same_institution_replaces_the_older() {
	run(|| {
		issued();
		assert_ok!(attest(CLINIC, RECORD, 1));
		assert_noop!(attest(CLINIC, RECORD, 1), Error::<Test>::AlreadyAttested);
		assert_ok!(amend(HOSPITAL, RECORD));
		assert_eq!(attested(), [(3, 1)]);
		assert_ok!(attest(CLINIC, RECORD, 2));
		assert_eq!(attested(), [(3, 2)]);
		assert_eq!(row().attestations, 1);
	});
}

#[test]
fn what_is_co_signed_is_what_was_seen() {
	run(|| {
		issued();
		assert_ok!(amend(HOSPITAL, RECORD));
		for version in [0, 1, 3] {
			assert_noop!(attest(CLINIC, RECORD, version), Error::<Test>::NotThisVersion);
		}
	});
}

#[test]
fn nobody_else_co_signs() {
	run(|| {
		issued();
		for by in [VAULT, DESK, RESEARCHER, OWNER, AGENT, STRANGER] {
			assert_noop!(attest(by, RECORD, 1), Error::<Test>::NotAnAttester);
		}
		assert_noop!(attest(HOSPITAL, RECORD, 1), Error::<Test>::OwnRecord);
		assert_noop!(attest(CLINIC, RecordId([1; 16]), 1), Error::<Test>::NotFound);
		Suspended::set(vec![31]);
		assert_noop!(attest(ADVOCATE, RECORD, 1), Error::<Test>::NotAnAttester);
	});
}

#[test]
fn eight_institutions_co_sign_and_each_of_them_can_anew() {
	run(|| {
		issued();
		for by in 41..49 {
			assert_ok!(attest(by, RECORD, 1));
		}
		assert_noop!(attest(49, RECORD, 1), Error::<Test>::TooManyAttestations);
		assert_ok!(amend(HOSPITAL, RECORD));
		assert_noop!(attest(49, RECORD, 2), Error::<Test>::TooManyAttestations);
		assert_ok!(attest(48, RECORD, 2));
		assert_eq!(row().attestations, 8);
	});
}

#[test]
fn a_restricted_record_is_not_co_signed() {
	run(|| {
		issued();
		assert_ok!(RecordsPallet::restrict(RECORD, CASE));
		assert_noop!(attest(CLINIC, RECORD, 1), Error::<Test>::Restricted);
	});
}
