use super::mock::*;
use crate::*;

#[test]
fn founders_serve_from_the_first_session_on() {
	run(|| {
		assert_eq!(active(), founders());
		assert_eq!(queued(), founders());
		assert_eq!(Elected::<Test>::get().len(), 4);
		for institution in FOUNDERS {
			assert_eq!(held(account_of(institution)), BOND);
			assert_eq!(Stake::seats(institution), 1);
			assert!(Stake::is_bound(institution));
		}
		check();
		rotate_times(3);
		assert_eq!(active(), founders());
	});
}

#[test]
fn a_founder_may_have_several_validators_on_accounts_that_own_nothing() {
	let several = Founder { seats: 3, validators: vec![10, 11], ..founder(HOSPITAL) };
	genesis(1, vec![several], vec![10, 11]).execute_with(|| {
		assert_eq!(active(), vec![10, 11]);
		assert_eq!(held(10), 2 * BOND);
		assert_eq!(System::providers(&11), 1);
		assert_eq!(System::consumers(&11), 1);
		check();
	});
}

#[test]
fn an_empty_genesis_is_sound() {
	genesis(0, vec![], vec![]).execute_with(check);
	sp_io::TestExternalities::new(
		<RuntimeGenesisConfig as sp_runtime::BuildStorage>::build_storage(&Default::default())
			.unwrap(),
	)
	.execute_with(check);
}

#[test]
#[should_panic(expected = "fewer validators than its floor")]
fn the_floor_is_met() {
	genesis(2, vec![founder(HOSPITAL)], vec![10]);
}

#[test]
#[should_panic(expected = "have session keys than its floor asks for")]
fn the_floor_is_met_with_keys() {
	genesis(2, vec![founder(HOSPITAL), founder(CLINIC)], vec![10]);
}

#[test]
#[should_panic(expected = "owns its bonds")]
fn bonds_are_affordable() {
	genesis(1, vec![Founder { account: 77, ..founder(HOSPITAL) }], vec![10]);
}

#[test]
#[should_panic(expected = "more validators than seats")]
fn validators_have_seats() {
	genesis(1, vec![Founder { seats: 0, ..founder(HOSPITAL) }], vec![10]);
}

#[test]
#[should_panic(expected = "founds twice")]
fn an_institution_founds_once() {
	let second = Founder { validators: vec![11], ..founder(HOSPITAL) };
	genesis(1, vec![founder(HOSPITAL), second], vec![10]);
}

#[test]
#[should_panic(expected = "is listed twice")]
fn a_validator_is_listed_once() {
	let second = Founder { institution: 2, ..founder(HOSPITAL) };
	genesis(1, vec![founder(HOSPITAL), second], vec![10]);
}

#[test]
fn a_session_is_as_long_as_genesis_says() {
	run(|| assert_eq!(Stake::session_slots(), 1_200));
	with_session_of(10).execute_with(|| assert_eq!(Stake::session_slots(), 10));
}

#[test]
#[should_panic(expected = "a session of 9 slots: give from 10 to 28800")]
fn a_session_has_ten_slots() {
	with_session_of(9);
}

fn with_session_of(slots: u32) -> sp_io::TestExternalities {
	let stake = GenesisConfig::<Test> { session_slots: Some(slots), ..Default::default() };
	let config = RuntimeGenesisConfig { stake, ..Default::default() };
	sp_runtime::BuildStorage::build_storage(&config).unwrap().into()
}

#[test]
fn the_json_of_genesis_is_what_chain_specs_say() {
	let config = GenesisConfig::<Test> {
		floor: 1,
		session_slots: Some(20),
		bond: 1_000,
		founders: vec![founder(HOSPITAL)],
	};
	let json = serde_json::to_value(&config).unwrap();
	let expected = serde_json::json!({
		"floor": 1,
		"sessionSlots": 20,
		"bond": 1_000,
		"founders": [{ "institution": 1, "account": 10, "seats": 1, "validators": [10] }],
	});
	assert_eq!(json, expected);
}
