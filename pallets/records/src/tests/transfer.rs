use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{FolderId, RecordId, SubjectId};

#[test]
fn an_offered_record_moves_when_the_issuer_attests() {
	for at in [NOW, NOW + 1] {
		run(|| {
			let folder = Some(FolderId([3; 16]));
			let sealing = sealing(&[11, 12, 13], 2);
			let new = Call::issue { subject: SUBJECT, record: RECORD, folder, keep: KEEP, sealing };
			assert_ok!(sign(HOSPITAL, new));
			assert_ok!(attest(CLINIC, RECORD, 1));
			assert_ok!(decline(OWNER, RECORD));
			let relation = Relation::Newborn;
			assert_ok!(sign(OWNER, Call::offer_transfer { record: RECORD, to: OTHER, relation }));
			assert_eq!(Transfers::<Test>::get(RECORD), Some(Transfer { to: OTHER, relation }));
			assert_last(Event::TransferOffered { record: RECORD, to: OTHER, relation });
			let before = row();
			assert_eq!((before.issued, before.since), (NOW, NOW));
			Timestamp::set_timestamp(at);
			assert_ok!(attest_transfer(HOSPITAL, RECORD, OTHER));
			let (subject, folder, since) = (OTHER, None, at);
			let expected = Record { subject, since, folder, declined: false, ..before };
			assert_eq!(row(), expected);
			assert_eq!(row().attestations, 1);
			assert_eq!(Ledger::get(RECORD), Some(OTHER));
			assert_eq!(Transfers::<Test>::get(RECORD), None);
			assert_last(Event::RecordTransferred { record: RECORD, to: OTHER });
			// It is the other's now.
			assert_noop!(decline(OWNER, RECORD), Error::<Test>::NotYours);
			assert_ok!(decline(OTHER_OWNER, RECORD));
		});
	}
}

#[test]
fn nothing_moves_without_the_issuers_attestation() {
	run(|| {
		offered();
		for by in [OWNER, AGENT, OTHER_OWNER, VAULT, STRANGER] {
			let call = attest_transfer(by, RECORD, OTHER);
			assert_noop!(call, Error::<Test>::NotAProvider);
		}
		assert_noop!(attest_transfer(CLINIC, RECORD, OTHER), Error::<Test>::NotTheIssuer);
		Suspended::set(vec![1]);
		assert_noop!(attest_transfer(HOSPITAL, RECORD, OTHER), Error::<Test>::NotAProvider);
		assert_eq!((row().subject, Ledger::get(RECORD)), (SUBJECT, Some(SUBJECT)));
	});
}

#[test]
fn the_successor_of_a_removed_issuer_attests() {
	run(|| {
		offered();
		assert_noop!(attest_transfer(CLINIC, RECORD, OTHER), Error::<Test>::NotTheIssuer);
		// A successor that is no provider attests nothing.
		Removed::set(vec![(1, 21)]);
		assert_noop!(attest_transfer(DESK, RECORD, OTHER), Error::<Test>::NotAProvider);
		assert_noop!(attest_transfer(CLINIC, RECORD, OTHER), Error::<Test>::NotTheIssuer);
		Removed::set(vec![(1, 3)]);
		assert_noop!(attest_transfer(HOSPITAL, RECORD, OTHER), Error::<Test>::NotAProvider);
		assert_ok!(attest_transfer(CLINIC, RECORD, OTHER));
		assert_eq!((row().subject, row().issuer.0), (OTHER, 1));
	});
}

#[test]
fn the_issuer_alone_moves_nothing() {
	run(|| {
		issued();
		assert_noop!(attest_transfer(HOSPITAL, RECORD, OTHER), Error::<Test>::NoTransfer);
		let nothing = RecordId([1; 16]);
		assert_noop!(attest_transfer(HOSPITAL, nothing, OTHER), Error::<Test>::NotFound);
	});
}

#[test]
fn what_is_attested_is_the_offer_that_was_seen() {
	run(|| {
		offered();
		let other = SubjectId([1; 16]);
		assert_noop!(attest_transfer(HOSPITAL, RECORD, other), Error::<Test>::NotThisSubject);
		assert_noop!(attest_transfer(HOSPITAL, RECORD, SUBJECT), Error::<Test>::NotThisSubject);
	});
}

#[test]
fn only_the_subjects_own_account_offers_and_guardians_who_may_consent_retract_too() {
	run(|| {
		issued();
		Carers::set(vec![CLINIC]);
		for by in [HOSPITAL, CLINIC, OTHER_OWNER, VIEWER, AGENT, ERASER, STRANGER] {
			assert_noop!(offer(by, RECORD, OTHER), Error::<Test>::NotTheSubject);
		}
		Carers::take();
		assert_noop!(offer(OWNER, RecordId([1; 16]), OTHER), Error::<Test>::NotFound);
		assert_ok!(offer(OWNER, RECORD, OTHER));
		for by in [HOSPITAL, CLINIC, OTHER_OWNER, VIEWER, ERASER, STRANGER] {
			assert_noop!(retract(by, RECORD), Error::<Test>::NotYours);
		}
		assert_noop!(retract(OWNER, RecordId([1; 16])), Error::<Test>::NotFound);
	});
}

#[test]
fn an_offer_goes_to_another_enrolled_subject() {
	run(|| {
		issued();
		assert_noop!(offer(OWNER, RECORD, SUBJECT), Error::<Test>::SameSubject);
		let nobody = offer(OWNER, RECORD, SubjectId([1; 16]));
		assert_noop!(nobody, Error::<Test>::NoSuchSubject);
		assert_ok!(offer(OWNER, RECORD, OTHER));
		Closed::set(vec![OTHER]);
		assert_noop!(attest_transfer(HOSPITAL, RECORD, OTHER), Error::<Test>::NoSuchSubject);
	});
}

#[test]
fn one_offer_at_a_time_and_it_can_be_taken_back() {
	run(|| {
		offered();
		assert_noop!(offer(OWNER, RECORD, OTHER), Error::<Test>::TransferOffered);
		assert_ok!(retract(AGENT, RECORD));
		assert_last(Event::TransferRetracted { record: RECORD });
		assert_noop!(retract(OWNER, RECORD), Error::<Test>::NoTransfer);
		assert_noop!(attest_transfer(HOSPITAL, RECORD, OTHER), Error::<Test>::NoTransfer);
		assert_ok!(offer(OWNER, RECORD, OTHER));
	});
}

#[test]
fn nothing_moves_while_a_new_sealing_waits() {
	run(|| {
		resealed();
		assert_noop!(offer(OWNER, RECORD, OTHER), Error::<Test>::ResealPending);
		assert_ok!(confirm(OWNER, RECORD, 2));
		assert_ok!(offer(OWNER, RECORD, OTHER));
		assert_ok!(reseal(HOSPITAL, RECORD));
		assert_noop!(attest_transfer(HOSPITAL, RECORD, OTHER), Error::<Test>::ResealPending);
		assert_ok!(abandon(HOSPITAL, RECORD));
		assert_ok!(attest_transfer(HOSPITAL, RECORD, OTHER));
	});
}

#[test]
fn an_erasure_ends_the_offer() {
	run(|| {
		offered();
		assert_ok!(RecordsPallet::restrict(RECORD, CASE));
		System::assert_has_event(Event::<Test>::TransferRetracted { record: RECORD }.into());
		assert_noop!(offer(OWNER, RECORD, OTHER), Error::<Test>::Restricted);
		assert_ok!(RecordsPallet::lift(RECORD, CASE));
		assert_noop!(attest_transfer(HOSPITAL, RECORD, OTHER), Error::<Test>::NoTransfer);
	});
}

#[test]
fn a_guardian_retracts_until_its_time_is_over() {
	for (now, may) in
		[(GUARDIANS_UNTIL - 1, true), (GUARDIANS_UNTIL, false), (GUARDIANS_UNTIL + 1, false)]
	{
		run(|| {
			offered();
			Timestamp::set_timestamp(now);
			assert_eq!(retract(AGENT, RECORD).is_ok(), may);
		});
	}
}
