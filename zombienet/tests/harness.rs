//! What the drills stand on.

use anyhow::bail;
use salus_zombienet::{rest, spec, state, within, Spec};
use std::time::{Duration, Instant};

#[test]
fn what_never_becomes_true_fails_with_the_last_reason() {
	let mut asked = 0;
	let limit = Duration::from_millis(500);
	let start = Instant::now();
	let failed = within("the sun is blue", limit, || {
		asked += 1;
		match asked {
			1 => Ok(false),
			_ => bail!("it is yellow"),
		}
	});
	let why = failed.expect_err("never true").to_string();
	assert!(why.contains("the sun is blue") && why.contains("it is yellow"), "{why}");
	assert!(asked > 1 && start.elapsed() >= limit);
	within("it is true at once", Duration::ZERO, || Ok(true)).expect("true");
}

#[test]
fn accounts_are_those_of_the_well_known_keys() {
	let alice = spec::account("alice").expect("salus-node is built");
	assert_eq!(alice, "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");
}

#[test]
fn the_runtime_refuses_a_genesis_with_sessions_too_short() {
	let folder = tempfile::tempdir().expect("a folder");
	let spec = Spec::local().expect("salus-node is built").session_slots(9);
	let why = spec.write(folder.path()).expect_err("nine slots").to_string();
	assert!(why.contains("pallet_stake::pallet::GenesisConfig"), "{why}");
}

#[test]
fn more_validators_get_the_role_each() {
	let spec = Spec::local().expect("salus-node is built");
	let spec = spec.validator(5, "eve").expect("institution 5");
	let spec = spec.validator(6, "ferdie").expect("institution 6");
	let roles = |id| spec.roles(id).expect("an institution");
	let validator = roles(1) & roles(3);
	assert_eq!(validator.count_ones(), 1);
	for id in 1..=6 {
		assert_eq!(roles(id) & validator, validator, "institution {id}");
	}
	assert_eq!(roles(7) & validator, 0);
}

#[test]
fn a_slot_has_the_secondary_author_that_babe_gives_it() {
	// The case that BABE itself is tested with.
	assert_eq!(rest::secondary_author(&[3; 32], 100, 1_000), 167);
}

#[test]
fn rows_are_found_where_the_runtime_puts_them() {
	let validators = "0xcec5070d609dd3497f72bde07fc96ba088dcde934c658227ee1dfafcd6e16903";
	assert_eq!(state::key("Session", "Validators"), validators);
	// The one that the runbook for stalled finality names.
	let set = "0x5f9cc45b7a00c5899361e1c6099678dc8a2d09463effcc78a22d75b9cb87dffc";
	assert_eq!(state::key("Grandpa", "CurrentSetId"), set);
}
