use super::mock::*;
use crate::*;
use salus_primitives::{Hash32, Role};
use sp_runtime::BuildStorage;

fn found(change: impl FnOnce(&mut Founding<sp_runtime::AccountId32>)) {
	let mut vault = institution(VAULT, "vault", Role::Custodian);
	change(&mut vault);
	genesis(vec![vault]);
}

#[test]
fn the_default_genesis_is_empty_and_holds() {
	let storage = GenesisConfig::<Test>::default().build_storage().unwrap();
	sp_io::TestExternalities::new(storage).execute_with(|| {
		assert_eq!(Institutions::<Test>::iter().count(), 0);
		Registry::do_try_state().unwrap();
	});
}

#[test]
fn what_is_founded_stands_and_ids_count_on_after_the_highest() {
	run(|| {
		assert_eq!(NextInstitution::<Test>::get(), 10);
		assert_eq!(Registry::desks(), vec![DESK]);
		assert_eq!(Registry::receipt_key_at(VAULT, 0), Some(Hash32([9; 32])));
		assert_eq!(Registry::bond_of(VAULT), BOND);
		assert_eq!(Registry::custodian(VAULT), Some(VAULT.0));
		assert_eq!(Institutions::<Test>::get(VAULT).unwrap().country, *b"DE");
	});
}

#[test]
fn a_founding_comes_from_json_with_country_jurisdiction_and_bond() {
	let founding = institution(VAULT, "vault", Role::Custodian);
	let json = serde_json::to_value(&founding).unwrap();
	assert_eq!(json["country"], "DE");
	assert_eq!(json["jurisdiction"], "eu");
	assert_eq!(json["bond"], 1000);
	assert_eq!(serde_json::from_value::<Founding<_>>(json).unwrap(), founding);
}

#[test]
#[should_panic = "two upper-case letters"]
fn a_country_in_lower_case_is_refused() {
	found(|it| it.country = "de".into());
}

#[test]
#[should_panic = "needs a receipt key"]
fn a_custodian_without_receipt_key_is_refused() {
	found(|it| it.receipt_key = None);
}

#[test]
#[should_panic = "none or not all known"]
fn no_roles_are_refused() {
	found(|it| it.roles = 0);
}

#[test]
#[should_panic = "owns its bond"]
fn a_bond_that_nobody_has_is_refused() {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let institutions = vec![institution(VAULT, "vault", Role::Custodian)];
	let _ = GenesisConfig::<Test> { institutions }.assimilate_storage(&mut storage);
}

#[test]
#[should_panic = "institution 3 bonds but is no custodian"]
fn a_bond_of_somebody_else_is_refused() {
	found(|it| it.roles = salus_primitives::Roles::of(&[Role::Provider]).0);
}

#[test]
fn a_founding_may_bond_more_than_policy_asks() {
	let mut vault = institution(VAULT, "vault", Role::Custodian);
	vault.bond += 1;
	genesis(vec![vault]).execute_with(|| assert_eq!(Registry::bond_of(VAULT), BOND + 1));
}

#[test]
fn a_founding_names_its_key_whatever_suites_are_in_use() {
	Rules::mutate(|policy| policy.suites = salus_primitives::Suites(0));
	genesis(vec![institution(VAULT, "vault", Role::Custodian)])
		.execute_with(|| assert!(Registry::newest_key(VAULT).is_some()));
}

#[test]
#[should_panic = "listed twice"]
fn an_id_is_founded_once() {
	genesis(vec![
		institution(VAULT, "vault", Role::Custodian),
		institution(VAULT, "vault 2", Role::Custodian),
	]);
}
