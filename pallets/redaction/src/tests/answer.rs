use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{CaseState, InstitutionId, Jurisdiction, RecordId, RefusalGround};

fn partly() -> sp_runtime::DispatchResult {
	Redaction::accept_partly(signed(HOSPITAL), case(), RefusalGround::LegalObligation)
}

fn retire() -> sp_runtime::DispatchResult {
	Redaction::retire(signed(HOSPITAL), RECORD, SALT)
}

#[test]
fn accepting_opens_a_slot_for_every_custodian_of_every_sealing() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(accept());
		let event = Event::ErasureAccepted { case: case(), not_before: not_before() };
		System::assert_last_event(event.into());
		assert_eq!(row().missing(), 5);
		assert_eq!(row().sealings.iter().map(|it| it.needed).collect::<Vec<_>>(), [2, 1]);
		at(not_before() - 1);
		assert_eq!(state(), CaseState::Cooling { until: not_before() });
		at(not_before());
		assert_eq!(state(), CaseState::AwaitingReceipts);
		let own = |vault| Redaction::open_slots(InstitutionId(vault), 10).len();
		assert_eq!((own(11), own(12), own(13), own(14)), (2, 2, 1, 0));
		assert!(Redaction::owes(InstitutionId(13)) && !Redaction::owes(InstitutionId(14)));
	});
}

#[test]
fn refusing_lifts_the_restriction_and_keeps_the_ground() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(refuse());
		assert_eq!(restricted_by(), None);
		let ground = RefusalGround::LegalObligation;
		System::assert_last_event(Event::ErasureRefused { case: case(), ground }.into());
		assert_eq!(state(), CaseState::Refused(ground));
		assert_eq!(row().record, None);
	});
}

#[test]
fn only_the_controller_answers_and_only_once() {
	run(|| {
		assert_noop!(accept(), Error::<Test>::NotFound);
		assert_ok!(request(PATIENT, SALT));
		let other = Redaction::accept(signed(2), case(), OwnCopy::Erased);
		assert_noop!(other, Error::<Test>::NotTheController);
		let patient = Redaction::refuse(signed(PATIENT), case(), RefusalGround::LegalClaims);
		assert_noop!(patient, Error::<Test>::NotTheController);
		let free: RuntimeCall =
			crate::Call::<Test>::accept { case: case(), own_copy: OwnCopy::Erased }.into();
		assert!(free.is_feeless(&signed(HOSPITAL)) && !free.is_feeless(&signed(2)));
		assert_ok!(accept());
		assert!(!free.is_feeless(&signed(HOSPITAL)));
		for again in [accept, refuse, partly] {
			assert_noop!(again(), Error::<Test>::AlreadyAnswered);
		}
	});
}

#[test]
fn a_successor_answers_for_a_controller_that_is_gone() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		Successor::set(3);
		assert_ok!(Redaction::accept(signed(3), case(), OwnCopy::Erased));
	});
}

#[test]
fn an_own_copy_is_kept_for_a_reason_and_a_time() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		let accept = |ground, until| {
			Redaction::accept(signed(HOSPITAL), case(), OwnCopy::Kept { ground, until })
		};
		let law = RefusalGround::LegalObligation;
		assert_noop!(accept(law, NOW), Error::<Test>::BadTime);
		let unknown = RefusalGround::NotProvidedByLaw;
		assert_noop!(accept(unknown, NOW + 1), Error::<Test>::BadGround);
		assert_ok!(accept(law, NOW + 1));
	});
}

#[test]
fn only_a_law_without_erasure_is_a_ground_to_refuse() {
	run(|| {
		let refuse =
			|| Redaction::refuse(signed(HOSPITAL), case(), RefusalGround::NotProvidedByLaw);
		assert_ok!(request(PATIENT, SALT));
		assert_noop!(refuse(), Error::<Test>::BadGround);
		Law::set(Jurisdiction::Us);
		assert_ok!(refuse());
	});
}

#[test]
fn partial_erasure_takes_what_is_superseded_and_leaves_no_tombstone() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(partly());
		let ground = RefusalGround::LegalObligation;
		let not_before = not_before();
		let event = Event::ErasurePartlyAccepted { case: case(), ground, not_before };
		System::assert_last_event(event.into());
		at(not_before);
		assert_noop!(submit(receipt(11, 2)), Error::<Test>::NoSuchSlot);
		assert_ok!(submit(receipt(11, 1)));
		assert_eq!(record().unwrap().sealings.len(), 2);
		assert_ok!(submit(receipt(12, 1)));
		System::assert_last_event(Event::RecordPartlyErased { case: case() }.into());
		assert_eq!(record().unwrap().sealings, [(2, vec![11, 12], 2)]);
		assert_eq!(restricted_by(), None);
		assert_eq!(state(), CaseState::PartlyErased(ground));
		assert_eq!(Tombstones::<Test>::iter().count(), 0);
		assert_eq!(row().missing(), 1);
		assert_ok!(submit(receipt(13, 1)));
		assert!(!Redaction::is_buried(RECORD));
		at(not_before + rules().pause);
		assert_ok!(request(PATIENT, [5; 16]));
	});
}

#[test]
fn a_record_without_superseded_sealings_is_not_partly_erased() {
	run(|| {
		edit(|it| it.sealings.truncate(1));
		assert_ok!(request(PATIENT, SALT));
		assert_noop!(partly(), Error::<Test>::NothingSuperseded);
	});
}

#[test]
fn what_need_not_be_kept_is_retired_after_cooling() {
	run(|| {
		assert_noop!(retire(), Error::<Test>::RetentionNotOver);
		at(KEPT_UNTIL - 1);
		assert_noop!(retire(), Error::<Test>::RetentionNotOver);
		at(KEPT_UNTIL);
		let unknown = Redaction::retire(signed(HOSPITAL), RecordId([1; 16]), SALT);
		assert_noop!(unknown, Error::<Test>::NoSuchRecord);
		let other = Redaction::retire(signed(2), RECORD, SALT);
		assert_noop!(other, Error::<Test>::NotTheController);
		assert_ok!(hold(COURT, KEPT_UNTIL + 1));
		assert_noop!(retire(), Error::<Test>::OnHold);
		at(KEPT_UNTIL + 1);
		assert_ok!(retire());
		let not_before = now() + rules().cooling;
		System::assert_last_event(Event::RecordRetired { case: case(), not_before }.into());
		assert_eq!(state(), CaseState::Cooling { until: not_before });
		assert_noop!(retire(), Error::<Test>::CaseOpen);
	});
}

#[test]
fn the_subject_or_a_guardian_may_keep_what_the_controller_retires() {
	for who in [PATIENT, GUARDIANS[0]] {
		run(|| {
			at(KEPT_UNTIL);
			assert_ok!(retire());
			assert_ok!(Redaction::withdraw(signed(who), case()));
			assert_eq!(restricted_by(), None);
			at(KEPT_UNTIL + 30 * rules().pause - 1);
			assert_noop!(retire(), Error::<Test>::TooSoon);
			at(KEPT_UNTIL + 30 * rules().pause);
			assert_ok!(retire());
		});
	}
}
