//! Promise 7 (no single institution rules): every power of the runtime is reached by a motion of the
//! right track, and by nothing else. The table of powers in `docs/governance.md` is what this finds.

mod common;

use codec::{Decode, Encode};
use common::*;
use frame_metadata::{v14::RuntimeMetadataV14, RuntimeMetadata, RuntimeMetadataPrefixed};
use pallet_chambers::{Error, Scope as _};
use polkadot_sdk::{
	frame_support::traits::{Contains, GetCallMetadata, UnfilteredDispatchable},
	frame_system::RawOrigin,
	sp_runtime::{
		transaction_validity::{InvalidTransaction, TransactionValidityError},
		DispatchError,
	},
	*,
};
use salus_primitives::*;
use salus_runtime::{
	gate::{Refusal, Shape},
	governance::Scope,
	*,
};
use scale_info::TypeDef;
use std::fmt::Write;

const DOCUMENTS: Documents = Documents { text: Hash32([1; 32]), assessment: Some(Hash32([2; 32])) };

/// What root may do in the SDK's pallets and nobody may do here: no motion, no account.
const NOBODY: &[&str] = &[
	"System.set_heap_pages",
	"System.set_code",
	"System.set_code_without_checks",
	"System.set_storage",
	"System.kill_storage",
	"System.kill_prefix",
	"System.authorize_upgrade_without_checks",
	"Babe.plan_config_change",
	"Balances.force_transfer",
	"Balances.force_unreserve",
	"Balances.force_set_balance",
	"Balances.force_adjust_total_issuance",
	"Utility.dispatch_as",
	"Utility.dispatch_as_fallible",
	"Utility.with_weight",
];

/// Accounts that hold every role between them.
const EVERYBODY: &[&str] = &[
	"Alice",
	"Bob",
	"Charlie",
	"Dave",
	"Eve",
	"Ferdie",
	"One",
	"Two",
	"Alice//stash",
	"Bob//stash",
	"Stranger",
];

fn metadata() -> RuntimeMetadataV14 {
	let mut bytes = Vec::new();
	on_new_chain(|| bytes = Runtime::metadata().into());
	match RuntimeMetadataPrefixed::decode(&mut &bytes[..]).expect("metadata decodes").1 {
		RuntimeMetadata::V14(metadata) => metadata,
		_ => panic!("metadata is of version 14"),
	}
}

struct Sample {
	name: String,
	what: String,
	call: RuntimeCall,
}

/// One call of every kind that the runtime knows: a sample, or one with nothing but zeros for
/// arguments, or ones.
fn every_call() -> Vec<Sample> {
	let metadata = metadata();
	let mut known = Vec::new();
	on_new_chain(|| known = samples::samples());
	// Nothing has the hash zero, and a stalled set is not replaced at once.
	let code_hash = Hash::repeat_byte(1);
	known.push(frame_system::Call::authorize_upgrade { code_hash }.into());
	let stalled =
		pallet_grandpa::Call::note_stalled { delay: 1_000, best_finalized_block_number: 0 };
	known.push(stalled.into());
	let mut samples = Vec::new();
	for pallet in &metadata.pallets {
		let Some(calls) = &pallet.calls else { continue };
		let TypeDef::Variant(variants) =
			&metadata.types.resolve(calls.ty.id).expect("known").type_def
		else {
			panic!("calls are variants")
		};
		for variant in &variants.variants {
			let filled_with = |byte| {
				let mut bytes = vec![byte; 4096];
				bytes[0] = pallet.index;
				bytes[1] = variant.index;
				RuntimeCall::decode(&mut &bytes[..]).ok()
			};
			let name = format!("{}.{}", pallet.name, variant.name);
			let call = known
				.iter()
				.find(|it| name_of(it) == name)
				.cloned()
				.or_else(|| filled_with(0))
				.or_else(|| filled_with(1))
				.unwrap_or_else(|| panic!("no arguments for {name} are known"));
			let what = variant
				.docs
				.iter()
				.take_while(|line| !line.is_empty())
				.map(|line| line.trim())
				.collect::<Vec<_>>()
				.join(" ");
			samples.push(Sample { name, what, call });
		}
	}
	assert!(samples.len() > 100, "the walk saw only {} calls", samples.len());
	samples
}

fn name_of(call: &RuntimeCall) -> String {
	let it = call.get_call_metadata();
	format!("{}.{}", it.pallet_name, it.function_name)
}

/// Whether the call refuses the origin as such.
fn refuses(call: &RuntimeCall, origin: RuntimeOrigin) -> bool {
	let storage = frame_support::storage::with_transaction(|| {
		let result = call.clone().dispatch_bypass_filter(origin);
		sp_runtime::TransactionOutcome::Rollback(Ok::<_, DispatchError>(result))
	});
	let result = storage.expect("rolled back");
	result.is_err_and(|it| it.error == DispatchError::BadOrigin)
}

/// The track of each call that has one.
fn powers() -> Vec<(Sample, Track)> {
	let samples = every_call();
	let mut powers = Vec::new();
	on_new_chain(|| {
		let track = |it: Sample| Scope::track(&it.call).map(|track| (it, track));
		powers = samples.into_iter().filter_map(track).collect();
	});
	powers.sort_by_key(|(sample, track)| (*track, sample.name.clone()));
	powers
}

#[test]
fn a_motion_reaches_its_own_powers_and_no_other() {
	let powers = powers();
	on_new_chain(|| {
		for (Sample { name, call, .. }, track) in &powers {
			let origin = Scope::origin(call, *track, 0, DOCUMENTS);
			assert!(!refuses(call, origin), "{name} is for {track:?}");
			for other in TRACKS.into_iter().filter(|it| it != track) {
				// A regulator may also reinstate; a chain of its own is not a track.
				assert!(refuses(call, motion(other)), "{name} is not for {other:?}");
			}
		}
	});
}

#[test]
fn whatever_a_motion_may_not_call_cannot_be_proposed() {
	let samples = every_call();
	on_new_chain(|| {
		for Sample { name, call, .. } in &samples {
			let may = Chambers::ensure_may_propose(&account("Alice"), call, &DOCUMENTS);
			match Scope::track(call) {
				Some(_) => assert!(may.is_ok(), "{name}: {may:?}"),
				None => assert!(
					matches!(may, Err(Error::<Runtime>::NotForMotions)),
					"{name} has no track: {may:?}"
				),
			}
		}
	});
}

#[test]
fn root_is_reached_by_motions_only() {
	let samples = every_call();
	on_new_chain(|| {
		let mut root_only = Vec::new();
		for Sample { name, call, .. } in &samples {
			let by_root = !refuses(call, RawOrigin::Root.into());
			let by_accounts =
				EVERYBODY.iter().any(|who| !refuses(call, RuntimeOrigin::signed(account(who))));
			if by_root && !by_accounts {
				root_only.push(name.clone());
			}
		}
		root_only.retain(|it| it != "System.authorize_upgrade" && it != "Grandpa.note_stalled");
		let mut expected: Vec<_> = NOBODY.iter().map(|it| it.to_string()).collect();
		root_only.sort();
		expected.sort();
		assert_eq!(root_only, expected, "what only root may do");
	});
}

#[test]
fn no_account_gets_a_power_past_the_gate() {
	let powers = powers();
	on_new_chain(|| {
		let nobody = every_call().into_iter().filter(|it| NOBODY.contains(&it.name.as_str()));
		let refusal =
			TransactionValidityError::Invalid(InvalidTransaction::from(Refusal::NotAllowed));
		for call in powers.iter().map(|(it, _)| it.call.clone()).chain(nobody.map(|it| it.call)) {
			for who in EVERYBODY {
				// A regulator stops and reinstates on its own, for a while; anyone clears away what is over.
				let own = ["Registry.suspend", "Registry.reinstate", "Redaction.prune_case"];
				if own.contains(&name_of(&call).as_str()) {
					continue;
				}
				let error = validate(who, call.clone()).expect_err("refused");
				let poor = TransactionValidityError::Invalid(InvalidTransaction::Payment);
				assert!(error == refusal || error == poor, "{who} sends {}", name_of(&call));
			}
		}
	});
}

#[test]
fn nobody_freezes_those_who_finalise() {
	on_new_chain(|| {
		let track = |delay, best_finalized_block_number| {
			Scope::track(
				&pallet_grandpa::Call::note_stalled { delay, best_finalized_block_number }.into(),
			)
		};
		assert_eq!(track(1_000, 0), Some(Track::Emergency));
		for (delay, best) in [(0, 0), (99, 0), (10_001, 0), (u32::MAX, 0), (1_000, 1_000)] {
			assert_eq!(track(delay, best), None, "{delay}, {best}");
		}
	});
}

#[test]
fn patients_and_regulators_are_chosen_with_them() {
	let concerns = |call: pallet_registry::Call<Runtime>| Scope::concerns(&call.into());
	on_new_chain(|| {
		let [regulator, advocate, hospital] = [7, 9, 1].map(InstitutionId);
		for (institution, chamber) in
			[(regulator, Chamber::Regulators), (advocate, Chamber::Patients)]
		{
			use pallet_registry::Call;
			assert_eq!(concerns(Call::suspend_for_good { institution }), [chamber]);
			assert_eq!(concerns(Call::remove { institution, successor: None }), [chamber]);
			let row = pallet_registry::Institutions::<Runtime>::get(hospital).unwrap();
			let admission = pallet_registry::Admission {
				roles: row.roles,
				accredited_until: row.accredited_until,
				control_group: row.control_group,
				country: row.country,
				jurisdiction: row.jurisdiction,
			};
			assert_eq!(concerns(Call::change { institution, admission }), [chamber]);
			let admission =
				pallet_registry::Admission { roles: Roles::of(&[chamber.role()]), ..admission };
			assert_eq!(concerns(Call::change { institution: hospital, admission }), [chamber]);
			let (account, receipt_key, units) = (account("Somebody"), None, 0);
			assert_eq!(concerns(Call::admit { account, admission, receipt_key, units }), [chamber]);
			let institution = hospital;
			assert_eq!(concerns(Call::suspend_for_good { institution }), []);
		}
	});
}

#[test]
fn no_filter_stops_what_chambers_decided() {
	for (Sample { name, call, .. }, _) in powers() {
		let is_root = matches!(call, RuntimeCall::System(_) | RuntimeCall::Grandpa(_));
		assert!(is_root || Shape::contains(&call), "{name} is filtered");
	}
}

/// The rights calls with the two bytes that begin each, for ever: an upgrade that moves one takes it
/// from every app that has it built in.
#[test]
fn rights_calls_keep_their_place() {
	let places: &[(&str, [u8; 2])] = &[
		("Consent.decline", [33, 7]),
		("Consent.object", [33, 9]),
		("Consent.opt_out", [33, 11]),
		("Consent.revoke", [33, 1]),
		("Consent.revoke_all", [33, 3]),
		("Consent.revoke_many", [33, 2]),
		("Records.decline", [32, 7]),
		("Redaction.dispute", [34, 24]),
		("Redaction.request", [34, 0]),
		("Redaction.request_rectification", [34, 21]),
		("Redaction.withdraw", [34, 1]),
		("Redaction.withdraw_rectification", [34, 25]),
		("Registry.close", [31, 23]),
		("Registry.remove_guardian", [31, 15]),
		("Registry.veto_recovery", [31, 21]),
	];
	let samples = every_call();
	for (name, place) in places {
		let sample = samples.iter().find(|it| it.name == *name);
		let bytes = sample.unwrap_or_else(|| panic!("{name} is gone")).call.encode();
		assert_eq!(bytes[..2], place[..], "{name} has moved");
	}
}

/// The table for people. Written by `SALUS_WRITE_DOCS=1`, compared otherwise.
#[test]
fn the_table_in_the_documents_is_what_the_runtime_does() {
	const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/governance.md");
	const BEGIN: &str = "<!-- powers: printed by runtime/tests/powers.rs -->\n";
	const END: &str = "<!-- /powers -->";

	let mut table = String::from("| track | call | what it does |\n|---|---|---|\n");
	for (Sample { name, what, .. }, track) in powers() {
		writeln!(table, "| {track:?} | `{name}` | {what} |").unwrap();
	}
	let document = std::fs::read_to_string(FILE).expect("the document is there");
	let (before, rest) = document.split_once(BEGIN).expect("the table begins");
	let (found, after) = rest.split_once(END).expect("the table ends");
	if std::env::var_os("SALUS_WRITE_DOCS").is_some() {
		std::fs::write(FILE, format!("{before}{BEGIN}{table}{END}{after}")).expect("written");
	} else {
		assert_eq!(found, table, "run this test with SALUS_WRITE_DOCS=1");
	}
}
