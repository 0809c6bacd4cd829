use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Hash32, RecordCommitment, RecordId, MAX_SEALINGS};
use sp_runtime::TokenError;

#[test]
fn a_reseal_waits_and_the_sealing_in_force_stays() {
	run(|| {
		resealed();
		assert_eq!((row().current.version, row().current.epoch), (1, 1));
		assert_eq!(Pending::<Test>::get(RECORD).unwrap().sealing.epoch, 2);
		// An erasure asks the new custodians too; what is in force comes last.
		assert_eq!(epochs(), [(1, 2), (1, 1)]);
		assert_eq!((held(), row().deposit), (20, 10));
		assert_last(Event::RecordResealed { record: RECORD, epoch: 2 });
	});
}

#[test]
fn a_reseal_counts_once_somebody_else_opened_it() {
	for confirmer in [OWNER, VIEWER, DESK] {
		run(|| {
			resealed();
			for sealer in [HOSPITAL, OWN_DESK] {
				assert_noop!(confirm(sealer, RECORD, 2), Error::<Test>::NotARecipient);
			}
			assert_ok!(confirm(confirmer, RECORD, 2));
			assert_eq!(epochs(), [(1, 1), (1, 2)]);
			assert_eq!(
				row().current.of.custodians.to_vec(),
				sealing(&[16, 17, 18], 2).custodians.to_vec()
			);
			assert_eq!((held(), row().deposit), (20, 20));
			assert_last(Event::ResealConfirmed { record: RECORD, epoch: 2 });
			assert_noop!(confirm(confirmer, RECORD, 2), Error::<Test>::NothingPending);
		});
	}
}

#[test]
fn nobody_but_recipients_confirms() {
	run(|| {
		resealed();
		for by in [CLINIC, VAULT, ADVOCATE, REGULATOR, OTHER_OWNER, AGENT, ERASER, STRANGER] {
			assert_noop!(confirm(by, RECORD, 2), Error::<Test>::NotARecipient);
		}
		Suspended::set(vec![21]);
		assert_noop!(confirm(DESK, RECORD, 2), Error::<Test>::NotARecipient);
	});
}

#[test]
fn a_sealer_that_is_a_guardian_too_does_not_confirm() {
	run(|| {
		resealed();
		Carers::set(vec![HOSPITAL, CLINIC]);
		assert_noop!(confirm(HOSPITAL, RECORD, 2), Error::<Test>::NotARecipient);
		assert_ok!(confirm(CLINIC, RECORD, 2));
	});
}

#[test]
fn a_guardian_confirms_until_its_time_is_over() {
	for (now, may) in
		[(GUARDIANS_UNTIL - 1, true), (GUARDIANS_UNTIL, false), (GUARDIANS_UNTIL + 1, false)]
	{
		run(|| {
			resealed();
			Timestamp::set_timestamp(now);
			assert_eq!(confirm(VIEWER, RECORD, 2).is_ok(), may);
		});
	}
}

#[test]
fn what_is_confirmed_is_what_was_opened() {
	run(|| {
		resealed();
		for epoch in [0, 1, 3] {
			assert_noop!(confirm(OWNER, RECORD, epoch), Error::<Test>::NotThisEpoch);
		}
		// The issuer swaps the sealing while the confirmation is under way: no epoch is given twice.
		assert_ok!(abandon(HOSPITAL, RECORD));
		assert_ok!(reseal(HOSPITAL, RECORD));
		assert_noop!(confirm(OWNER, RECORD, 2), Error::<Test>::NotThisEpoch);
		assert_eq!(RecordsPallet::next_epoch(RECORD), Some(4));
		assert_ok!(confirm(OWNER, RECORD, 3));
		assert_eq!(epochs(), [(1, 2), (1, 1), (1, 3)]);
	});
}

#[test]
fn only_what_is_there_is_confirmed_or_abandoned() {
	run(|| {
		issued();
		assert_noop!(confirm(OWNER, RECORD, 2), Error::<Test>::NothingPending);
		assert_noop!(abandon(HOSPITAL, RECORD), Error::<Test>::NothingPending);
		let nothing = RecordId([1; 16]);
		assert_noop!(confirm(OWNER, nothing, 2), Error::<Test>::NotFound);
		assert_noop!(abandon(HOSPITAL, nothing), Error::<Test>::NotFound);
		assert_noop!(reseal(HOSPITAL, nothing), Error::<Test>::NotFound);
	});
}

#[test]
fn an_abandoned_reseal_stays_listed_for_erasure_with_its_deposit() {
	run(|| {
		resealed();
		assert_noop!(abandon(CLINIC, RECORD), Error::<Test>::NotTheIssuer);
		let abandoned = Pending::<Test>::get(RECORD).unwrap().sealing;
		SealingDeposit::set(77);
		assert_ok!(abandon(HOSPITAL, RECORD));
		assert_last(Event::ResealAbandoned { record: RECORD, epoch: 2 });
		assert!(!Pending::<Test>::contains_key(RECORD));
		assert_eq!(RecordsPallet::superseded(RECORD), [abandoned]);
		assert_eq!(epochs(), [(1, 2), (1, 1)]);
		assert_eq!((held(), row().deposit, row().superseded), (20, 20, 1));
		assert_eq!((row().current.version, row().current.epoch), (1, 1));
		assert_noop!(abandon(HOSPITAL, RECORD), Error::<Test>::NothingPending);
		assert_noop!(confirm(OWNER, RECORD, 2), Error::<Test>::NothingPending);
	});
}

#[test]
fn abandoned_sealings_count_towards_the_most_there_may_be() {
	run(|| {
		issued();
		for _ in 1..MAX_SEALINGS {
			assert_ok!(reseal(HOSPITAL, RECORD));
			assert_ok!(abandon(HOSPITAL, RECORD));
		}
		assert_eq!(epochs().len() as u32, MAX_SEALINGS);
		assert_noop!(reseal(HOSPITAL, RECORD), Error::<Test>::TooManySealings);
		assert_ok!(RecordsPallet::remove_superseded(RECORD));
		assert_eq!(held(), 10);
		assert_ok!(reseal(HOSPITAL, RECORD));
	});
}

#[test]
fn whoever_answers_for_the_issuer_abandons() {
	run(|| {
		resealed();
		Removed::set(vec![(1, 3)]);
		assert_noop!(abandon(HOSPITAL, RECORD), Error::<Test>::NotTheIssuer);
		assert_ok!(abandon(CLINIC, RECORD));
		// The deposit is the issuer's still.
		assert_eq!((held(), held_from(CLINIC)), (20, 0));
		// Sealing anew is the issuer's own, because its deposits are.
		assert_noop!(reseal(CLINIC, RECORD), Error::<Test>::NotTheIssuer);
		assert_noop!(amend(CLINIC, RECORD), Error::<Test>::NotTheIssuer);
	});
	run(|| {
		resealed();
		Suspended::set(vec![1]);
		assert_ok!(abandon(HOSPITAL, RECORD));
	});
}

#[test]
fn a_reseal_keeps_the_content() {
	run(|| {
		issued();
		let mut other = sealing(&[16, 17, 18], 2);
		other.commitment = RecordCommitment(Hash32([8; 32]));
		let call = Call::reseal { record: RECORD, sealing: other };
		assert_noop!(sign(HOSPITAL, call), Error::<Test>::CommitmentDiffers);
	});
}

#[test]
fn a_reseal_needs_custodians_that_fit_and_its_deposit() {
	run(|| {
		issued();
		for (sealing, error) in [
			(sealing(&[11, 12], 3), Error::<Test>::BadThreshold),
			(sealing(&[11, 99], 2), Error::<Test>::NotACustodian),
			(sealing(&[13, 14], 2), Error::<Test>::CustodiansNotIndependent),
			(sealing(&[11, 15], 2), Error::<Test>::IssuerAndDesksHoldTooMuch),
		] {
			assert_noop!(sign(HOSPITAL, Call::reseal { record: RECORD, sealing }), error);
		}
		SealingDeposit::set(1000);
		assert_noop!(reseal(HOSPITAL, RECORD), TokenError::FundsUnavailable);
	});
}

#[test]
fn one_reseal_at_a_time_by_the_issuer() {
	run(|| {
		issued();
		assert_noop!(reseal(CLINIC, RECORD), Error::<Test>::NotTheIssuer);
		assert_noop!(reseal(OWNER, RECORD), Error::<Test>::NotAProvider);
		assert_ok!(reseal(HOSPITAL, RECORD));
		assert_noop!(reseal(HOSPITAL, RECORD), Error::<Test>::ResealPending);
	});
}

#[test]
fn a_held_record_is_not_resealed_but_what_waits_may_be_confirmed() {
	run(|| {
		resealed();
		Held::set(vec![RECORD]);
		assert_ok!(confirm(OWNER, RECORD, 2));
		assert_noop!(reseal(HOSPITAL, RECORD), Error::<Test>::OnHold);
		Held::take();
		assert_ok!(reseal(HOSPITAL, RECORD));
	});
}

#[test]
fn sealings_stand_still_while_an_erasure_is_under_way() {
	run(|| {
		resealed();
		assert_ok!(RecordsPallet::restrict(RECORD, CASE));
		assert_noop!(confirm(OWNER, RECORD, 2), Error::<Test>::Restricted);
		assert_noop!(abandon(HOSPITAL, RECORD), Error::<Test>::Restricted);
		assert_ok!(RecordsPallet::lift(RECORD, CASE));
		assert_ok!(abandon(HOSPITAL, RECORD));
		assert_ok!(RecordsPallet::restrict(RECORD, CASE));
		assert_noop!(reseal(HOSPITAL, RECORD), Error::<Test>::Restricted);
	});
}
