use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{InstitutionId, Role};
use sp_runtime::{ArithmeticError, DispatchResult};

const NEW: InstitutionId = InstitutionId(10);

fn admit(units: u64) -> DispatchResult {
	let provider = admission(Role::Provider, 10);
	Registry::admit(signed("admitter"), account("new"), provider, None, units)
}

fn allot(institution: InstitutionId, units: u64) -> DispatchResult {
	Registry::allot(signed("allotter"), institution, units)
}

#[test]
fn an_institution_is_admitted_with_its_units() {
	run(|| {
		let issued = Balances::total_issuance();
		assert_noop!(admit(ALLOTMENT + 1), Error::<Test>::TooManyUnits);
		assert_ok!(admit(ALLOTMENT));
		System::assert_has_event(Event::InstitutionAdmitted { institution: NEW }.into());
		let event = Event::UnitsAllotted { institution: NEW, units: ALLOTMENT };
		System::assert_last_event(event.into());
		assert_eq!(Balances::free_balance(account("new")), ALLOTMENT);
		assert_eq!(Balances::total_issuance(), issued + ALLOTMENT);
		assert_eq!(System::sufficients(&account("new")), 1);
	});
}

#[test]
fn an_institution_may_be_admitted_without_units() {
	run(|| {
		assert_ok!(admit(0));
		System::assert_last_event(Event::InstitutionAdmitted { institution: NEW }.into());
		assert_eq!(Balances::free_balance(account("new")), 0);
	});
}

#[test]
fn units_are_allotted_up_to_so_many_at_once() {
	run(|| {
		assert_noop!(allot(HOSPITAL, 0), Error::<Test>::NoUnits);
		assert_noop!(allot(HOSPITAL, ALLOTMENT + 1), Error::<Test>::TooManyUnits);
		assert_noop!(allot(NEW, 1), Error::<Test>::NoSuchInstitution);
		for n in 1..=2 {
			assert_ok!(allot(HOSPITAL, ALLOTMENT));
			let event = Event::UnitsAllotted { institution: HOSPITAL, units: ALLOTMENT };
			System::assert_last_event(event.into());
			assert_eq!(Balances::free_balance(account("hospital")), ENDOWMENT + n * ALLOTMENT);
		}
	});
}

#[test]
fn a_suspended_institution_is_still_allotted_what_it_owes() {
	run(|| {
		assert_ok!(Registry::suspend_for_good(signed("changer"), VAULT));
		assert_ok!(allot(VAULT, 1));
	});
}

#[test]
fn no_more_units_are_made_than_can_be_counted() {
	run(|| {
		let rest = u64::MAX - Balances::total_issuance();
		Balances::force_set_balance(RuntimeOrigin::root(), account("stranger"), rest).unwrap();
		assert_noop!(allot(HOSPITAL, 1), ArithmeticError::Overflow);
	});
}

#[test]
fn a_removed_institution_is_allotted_nothing() {
	run(|| {
		assert_ok!(Registry::remove(signed("remover"), HOSPITAL, None));
		assert_noop!(allot(HOSPITAL, 1), Error::<Test>::InstitutionRemoved);
	});
}
