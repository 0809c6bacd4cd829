use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Hash32, InstitutionId, Role};

fn free(who: &str) -> u64 {
	Balances::free_balance(account(who))
}

/// The hospital becomes a custodian too.
fn hospital_keeps_shares() {
	let mut admission = said(HOSPITAL);
	admission.roles = admission.roles.with(Role::Custodian);
	assert_ok!(Registry::change(signed("changer"), HOSPITAL, admission));
}

#[test]
fn a_new_custodian_counts_once_it_has_a_receipt_key_and_a_full_bond() {
	run(|| {
		hospital_keeps_shares();
		assert_eq!(Registry::custodian(HOSPITAL), None);
		let early = Registry::bond(signed("hospital"));
		assert_noop!(early, Error::<Test>::NeedsReceiptKey);
		assert_ok!(Registry::set_receipt_key(signed("hospital"), Hash32([3; 32])));
		assert_ok!(Registry::bond(signed("hospital")));
		System::assert_last_event(Event::Bonded { custodian: HOSPITAL }.into());
		assert_eq!(Registry::bond_of(HOSPITAL), BOND);
		assert_eq!(free("hospital"), ENDOWMENT - BOND);
		assert_eq!(Registry::custodian(HOSPITAL), Some(HOSPITAL.0));
		let again = Registry::bond(signed("hospital"));
		assert_noop!(again, Error::<Test>::AlreadyBonded);
	});
}

#[test]
fn what_was_taken_is_filled_up_again() {
	run(|| {
		let issued = Balances::total_issuance();
		assert_eq!(Registry::take_bond(VAULT, 50_000), 50);
		System::assert_last_event(Event::BondTaken { custodian: VAULT }.into());
		assert_eq!(Balances::total_issuance(), issued - 50);
		assert_eq!(Registry::bond_of(VAULT), BOND - 50);
		assert_eq!(Registry::custodian(VAULT), None);
		assert_ok!(Registry::bond(signed("vault")));
		assert_eq!(Registry::bond_of(VAULT), BOND);
		assert_eq!(free("vault"), ENDOWMENT - BOND - 50);
		assert!(Registry::custodian(VAULT).is_some());
	});
}

#[test]
fn no_more_is_taken_than_is_held() {
	run(|| {
		assert_eq!(Registry::take_bond(VAULT, 1), 1);
		assert_eq!(Registry::take_bond(VAULT, u32::MAX), BOND - 1);
		assert_eq!(Registry::take_bond(VAULT, 1_000_000), 0);
		assert_eq!(Registry::take_bond(HOSPITAL, 1_000_000), 0);
		assert_eq!(Registry::take_bond(InstitutionId(99), 1_000_000), 0);
		assert_eq!(free("vault"), ENDOWMENT - BOND);
	});
}

#[test]
fn a_bond_comes_back_when_nothing_is_owed_and_the_role_is_gone() {
	run(|| {
		assert_noop!(Registry::unbond(signed("vault")), Error::<Test>::StillCustodian);
		Registry::withdraw_role(VAULT, Role::Custodian);
		Owing::set(vec![VAULT]);
		assert_noop!(Registry::unbond(signed("vault")), Error::<Test>::StillOwes);
		Owing::set(vec![]);
		assert_ok!(Registry::unbond(signed("vault")));
		System::assert_last_event(Event::Unbonded { custodian: VAULT }.into());
		assert_eq!((Registry::bond_of(VAULT), free("vault")), (0, ENDOWMENT));
		assert_noop!(Registry::unbond(signed("vault")), Error::<Test>::NoBond);
	});
}

#[test]
fn a_suspended_custodian_is_given_no_shares_and_keeps_its_bond() {
	run(|| {
		assert_ok!(Registry::suspend(signed("suspender"), VAULT));
		assert_eq!(Registry::custodian(VAULT), None);
		assert_eq!(Registry::bond_of(VAULT), BOND);
		assert_noop!(Registry::unbond(signed("vault")), Error::<Test>::StillCustodian);
	});
}

#[test]
fn a_bond_that_the_account_cannot_pay_is_refused() {
	run(|| {
		let receipt_key = Some(Hash32([3; 32]));
		let custodian = admission(Role::Custodian, 10);
		assert_ok!(Registry::admit(signed("admitter"), account("poor"), custodian, receipt_key, 0));
		assert!(Registry::bond(signed("poor")).is_err());
		assert_eq!(Registry::bond_of(InstitutionId(10)), 0);
	});
}

#[test]
fn a_raised_bond_binds_for_new_shares_until_it_is_filled_up() {
	run(|| {
		Rules::mutate(|policy| policy.bonds.custodian += 200);
		assert_eq!(Registry::custodian(VAULT), None);
		assert_eq!(Registry::bond_of(VAULT), BOND);
		assert_ok!(Registry::bond(signed("vault")));
		assert_eq!(Registry::bond_of(VAULT), BOND + 200);
		assert_eq!(Registry::custodian(VAULT), Some(VAULT.0));
		assert_noop!(Registry::bond(signed("vault")), Error::<Test>::AlreadyBonded);
	});
}

#[test]
fn what_is_held_beyond_a_lowered_bond_comes_back_when_nothing_is_owed() {
	run(|| {
		Rules::mutate(|policy| policy.bonds.custodian -= 200);
		assert_eq!(Registry::custodian(VAULT), Some(VAULT.0));
		assert_noop!(Registry::bond(signed("vault")), Error::<Test>::AlreadyBonded);
		Owing::set(vec![VAULT]);
		assert_noop!(Registry::unbond(signed("vault")), Error::<Test>::StillOwes);
		Owing::set(vec![]);
		assert_ok!(Registry::unbond(signed("vault")));
		System::assert_last_event(Event::Unbonded { custodian: VAULT }.into());
		assert_eq!(Registry::bond_of(VAULT), BOND - 200);
		assert_eq!(free("vault"), ENDOWMENT - BOND + 200);
		assert_eq!(Registry::custodian(VAULT), Some(VAULT.0));
		assert_noop!(Registry::unbond(signed("vault")), Error::<Test>::StillCustodian);
	});
}

#[test]
fn a_bond_beyond_every_balance_is_nobodys() {
	run(|| {
		Rules::mutate(|policy| policy.bonds.custodian = u128::MAX);
		assert_eq!(Registry::custodian_bond(), u64::MAX);
		assert_eq!(Registry::custodian(VAULT), None);
		assert!(Registry::bond(signed("vault")).is_err());
		assert_eq!(Registry::bond_of(VAULT), BOND);
	});
}
