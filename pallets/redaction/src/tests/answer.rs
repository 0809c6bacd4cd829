use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{CaseState, RefusalGround};
use sp_runtime::DispatchError;

#[test]
fn accepting_opens_a_slot_for_every_custodian_of_every_sealing() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(accept());
		let case = Cases::<Test>::get(case()).unwrap();
		assert_eq!(case.missing(), 5);
		assert_eq!(case.sealings.iter().map(|it| it.needed).collect::<Vec<_>>(), [2, 1]);
		assert_eq!(case.state(NOW + 99), CaseState::Cooling { until: NOW + 100 });
		assert_eq!(case.state(NOW + 100), CaseState::AwaitingReceipts);
		Timestamp::set_timestamp(NOW + POLICY.cooling);
		let own = |vault| Redaction::open_slots(salus_primitives::InstitutionId(vault), 10).len();
		assert_eq!((own(11), own(12), own(13), own(14)), (2, 2, 1, 0));
	});
}

#[test]
fn refusing_lifts_the_restriction_and_keeps_the_ground() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(refuse());
		assert_eq!(RestrictedBy::get(), None);
		let state = Cases::<Test>::get(case()).unwrap().state(NOW);
		assert_eq!(state, CaseState::Refused(RefusalGround::LegalObligation));
		let late = Redaction::withdraw(signed(PATIENT), case());
		assert_noop!(late, Error::<Test>::AlreadyAnswered);
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
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let call = Redaction::accept(origin.clone(), case(), OwnCopy::Erased);
			assert_noop!(call, DispatchError::BadOrigin);
			let call = Redaction::refuse(origin, case(), RefusalGround::LegalClaims);
			assert_noop!(call, DispatchError::BadOrigin);
		}
		let free: RuntimeCall =
			crate::Call::<Test>::accept { case: case(), own_copy: OwnCopy::Erased }.into();
		assert!(free.is_feeless(&signed(HOSPITAL)) && !free.is_feeless(&signed(2)));
		assert_ok!(accept());
		assert!(!free.is_feeless(&signed(HOSPITAL)));
		assert_noop!(accept(), Error::<Test>::AlreadyAnswered);
		assert_noop!(refuse(), Error::<Test>::AlreadyAnswered);
	});
}
