use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{GuardianScope, Hash32, InstitutionId, Jurisdiction, Moment, Role, Roles};
use sp_runtime::DispatchResult;

const NEW: InstitutionId = InstitutionId(10);

fn admit(who: &str, admission: Admission) -> DispatchResult {
	Registry::admit(signed("admitter"), account(who), admission, None, 0)
}

fn change(id: InstitutionId, change: impl FnOnce(&mut Admission)) -> DispatchResult {
	let mut admission = said(id);
	change(&mut admission);
	Registry::change(signed("changer"), id, admission)
}

fn remove(id: InstitutionId, successor: Option<InstitutionId>) -> DispatchResult {
	Registry::remove(signed("remover"), id, successor)
}

#[test]
fn an_admitted_institution_acts_at_zero_balance() {
	run(|| {
		assert_ok!(admit("new", admission(Role::Provider, 10)));
		System::assert_last_event(Event::InstitutionAdmitted { institution: NEW }.into());
		assert_eq!(Registry::acting(&account("new"), Role::Provider), Ok(NEW));
		assert_eq!(said(NEW), admission(Role::Provider, 10));
		assert_eq!(System::sufficients(&account("new")), 1);
		assert_eq!(Registry::jurisdiction(NEW), Some(Jurisdiction::Eu));
	});
}

#[test]
fn an_admission_says_sensible_things() {
	run(|| {
		let fine = admission(Role::Provider, 10);
		let none = Admission { roles: Roles(0), ..fine };
		assert_noop!(admit("new", none), Error::<Test>::BadRoles);
		let unknown = Admission { roles: Roles(1 << 16), ..fine };
		assert_noop!(admit("new", unknown), Error::<Test>::BadRoles);
		let country = Admission { country: *b"De", ..fine };
		assert_noop!(admit("new", country), Error::<Test>::BadCountry);
		let over = Admission { accredited_until: NOW, ..fine };
		assert_noop!(admit("new", over), Error::<Test>::AccreditationOver);
		assert_ok!(admit("new", Admission { accredited_until: NOW + 1, ..fine }));
	});
}

#[test]
fn a_custodian_is_admitted_with_its_receipt_key() {
	run(|| {
		let custodian = admission(Role::Custodian, 10);
		assert_noop!(admit("new", custodian), Error::<Test>::NeedsReceiptKey);
		let receipt_key = Some(Hash32([4; 32]));
		assert_ok!(Registry::admit(signed("admitter"), account("new"), custodian, receipt_key, 0));
		assert_eq!(Registry::receipt_key(NEW), receipt_key);
		assert_eq!(Registry::receipt_key_at(NEW, NOW - 1), None);
	});
}

#[test]
fn an_account_of_an_institution_a_subject_or_a_guardian_is_in_use() {
	run(|| {
		enrolled();
		appoint("guardian", GuardianScope::VIEW);
		for who in ["hospital", "patient", "guardian"] {
			let call = admit(who, admission(Role::Provider, 10));
			assert_noop!(call, Error::<Test>::AccountInUse);
		}
		// The guardian itself can make its account free again.
		let guardian = account("guardian");
		assert_ok!(Registry::remove_guardian(signed("guardian"), SUBJECT, guardian));
		assert_ok!(admit("guardian", admission(Role::Provider, 10)));
	});
}

#[test]
fn there_are_at_most_eight_desks() {
	run(|| {
		let desk = admission(Role::EmergencyDesk, 10);
		for n in 2..=8 {
			assert_ok!(admit(&format!("desk {n}"), desk));
		}
		assert_eq!(Registry::desks().len(), 8);
		assert_noop!(admit("desk 9", desk), Error::<Test>::TooManyDesks);
		let ninth = change(HOSPITAL, |it| it.roles = it.roles.with(Role::EmergencyDesk));
		assert_noop!(ninth, Error::<Test>::TooManyDesks);
		Registry::withdraw_role(DESK, Role::EmergencyDesk);
		let event = Event::RoleWithdrawn { institution: DESK, role: Role::EmergencyDesk };
		System::assert_last_event(event.into());
		assert_ok!(admit("desk 9", desk));
	});
}

#[test]
fn desks_follow_changes_and_removals() {
	run(|| {
		assert_ok!(change(HOSPITAL, |it| it.roles = it.roles.with(Role::EmergencyDesk)));
		assert_eq!(Registry::desks(), vec![DESK, HOSPITAL]);
		assert_ok!(change(HOSPITAL, |it| it.roles = it.roles.without(Role::EmergencyDesk)));
		assert_eq!(Registry::desks(), vec![DESK]);
		// A suspended desk still holds keys that open what was sealed to it.
		assert_ok!(Registry::suspend(signed("suspender"), DESK));
		assert_eq!(Registry::desks(), vec![DESK]);
		assert_ok!(remove(DESK, None));
		assert!(Registry::desks().is_empty());
	});
}

#[test]
fn a_role_is_withdrawn_once_and_only_from_whoever_has_it() {
	run(|| {
		Registry::withdraw_role(HOSPITAL, Role::EmergencyDesk);
		Registry::withdraw_role(InstitutionId(99), Role::EmergencyDesk);
		assert!(System::events().is_empty());
		Registry::withdraw_role(HOSPITAL, Role::Provider);
		assert_eq!(
			Registry::acting(&account("hospital"), Role::Provider),
			Err(Error::<Test>::RoleMissing.into())
		);
	});
}

#[test]
fn a_change_keeps_standing_and_account() {
	run(|| {
		assert_ok!(Registry::suspend(signed("suspender"), HOSPITAL));
		assert_ok!(change(HOSPITAL, |it| it.control_group = 77));
		System::assert_last_event(Event::InstitutionChanged { institution: HOSPITAL }.into());
		assert_eq!(Registry::control_group(HOSPITAL), Some(77));
		let row = Institutions::<Test>::get(HOSPITAL).unwrap();
		let until = Some(NOW + Rules::get().parties.suspension);
		let expected = (
			Standing::Suspended { by: Power::Alone { regulator: REGULATOR }, until, again: false },
			account("hospital"),
		);
		assert_eq!((row.standing, row.account), expected);
		let country = change(HOSPITAL, |it| it.country = *b"d1");
		assert_noop!(country, Error::<Test>::BadCountry);
		let nobody = Registry::change(signed("changer"), NEW, said(HOSPITAL));
		assert_noop!(nobody, Error::<Test>::NoSuchInstitution);
		assert_ok!(change(CLINIC, |it| it.accredited_until = Moment::MAX));
		assert!(Registry::in_good_standing(CLINIC, NOW).is_some());
	});
}

#[test]
fn the_successor_answers_for_a_removed_institution_over_up_to_four_links() {
	run(|| {
		let chain = [HOSPITAL, PRACTICE, ADVOCATE, BRANCH, AUTHORITY];
		for pair in chain.windows(2) {
			assert_ok!(remove(pair[0], Some(pair[1])));
		}
		let removed = Event::InstitutionRemoved { institution: BRANCH, successor: Some(AUTHORITY) };
		System::assert_last_event(removed.into());
		for institution in chain {
			assert!(Registry::answers_for(&account("authority"), institution));
			assert!(!Registry::answers_for(&account("stranger"), institution));
		}
		assert!(!Registry::answers_for(&account("hospital"), HOSPITAL));
		assert_ok!(Registry::suspend(signed("suspender"), AUTHORITY));
		assert!(Registry::answers_for(&account("authority"), HOSPITAL));
		// A fifth link is not followed.
		assert_ok!(remove(AUTHORITY, Some(REGULATOR)));
		assert!(Registry::answers_for(&account("regulator"), PRACTICE));
		assert!(!Registry::answers_for(&account("regulator"), HOSPITAL));
	});
}

#[test]
fn without_successor_a_removed_institution_still_answers() {
	run(|| {
		assert_ok!(remove(HOSPITAL, None));
		assert!(Registry::in_good_standing(HOSPITAL, NOW).is_none());
		assert!(Registry::answers_for(&account("hospital"), HOSPITAL));
	});
}

#[test]
fn removal_is_for_good() {
	run(|| {
		assert_ok!(remove(HOSPITAL, None));
		let gone = Error::<Test>::InstitutionRemoved;
		assert_noop!(Registry::suspend(signed("suspender"), HOSPITAL), gone);
		let gone = Error::<Test>::InstitutionRemoved;
		assert_noop!(Registry::suspend_for_good(signed("changer"), HOSPITAL), gone);
		for who in ["reinstater", "pardoner"] {
			let gone = Error::<Test>::InstitutionRemoved;
			assert_noop!(Registry::reinstate(signed(who), HOSPITAL), gone);
		}
		let gone = Error::<Test>::InstitutionRemoved;
		assert_noop!(Registry::allot(signed("allotter"), HOSPITAL, 1), gone);
		assert_noop!(remove(HOSPITAL, None), Error::<Test>::InstitutionRemoved);
		assert_noop!(change(HOSPITAL, |_| ()), Error::<Test>::InstitutionRemoved);
		let again = admit("hospital", admission(Role::Provider, 1));
		assert_noop!(again, Error::<Test>::AccountInUse);
	});
}

#[test]
fn a_successor_stands_well_and_is_somebody_else() {
	run(|| {
		for successor in [HOSPITAL, CLINIC, NEW] {
			assert_noop!(remove(HOSPITAL, Some(successor)), Error::<Test>::BadSuccessor);
		}
		assert_ok!(Registry::suspend(signed("suspender"), PRACTICE));
		assert_noop!(remove(HOSPITAL, Some(PRACTICE)), Error::<Test>::BadSuccessor);
		assert_noop!(remove(NEW, None), Error::<Test>::NoSuchInstitution);
	});
}

#[test]
fn a_custodian_leaves_only_when_it_owes_nothing_and_then_has_its_bond_back() {
	run(|| {
		Owing::set(vec![VAULT]);
		assert_noop!(remove(VAULT, None), Error::<Test>::StillOwes);
		Owing::set(vec![]);
		assert_ok!(remove(VAULT, None));
		System::assert_has_event(Event::Unbonded { custodian: VAULT }.into());
		assert_eq!(Registry::bond_of(VAULT), 0);
		assert_eq!(Balances::free_balance(account("vault")), ENDOWMENT);
	});
}

#[test]
fn an_institution_without_a_bond_gets_none_back() {
	run(|| {
		assert_ok!(remove(HOSPITAL, None));
		let unbonded = |it: &frame_system::EventRecord<RuntimeEvent, _>| {
			matches!(it.event, RuntimeEvent::Registry(Event::Unbonded { .. }))
		};
		assert!(!System::events().iter().any(unbonded));
	});
}
