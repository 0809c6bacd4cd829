//! Promise 1 (no content on chain) and promise 2 (rights cannot be blocked) at the gate.

mod common;

use codec::Decode;
use common::*;
use frame_metadata::{v14::RuntimeMetadataV14, RuntimeMetadata, RuntimeMetadataPrefixed};
use polkadot_sdk::{
	frame_support::traits::Get,
	sp_runtime::{
		traits::{Dispatchable, Header as _},
		transaction_validity::{InvalidTransaction, TransactionValidityError},
	},
	*,
};
use salus_primitives::*;
use salus_runtime::{gate::Refusal, Policy, *};
use scale_info::{form::PortableForm, PortableRegistry, TypeDef};
use std::collections::BTreeMap;

/// Why a call may carry bytes, strings or lists. Everything else is of fixed size.
const CARRIERS: &[(&str, &str)] = &[
	// Checked at the gate.
	("Registry.set_endpoint", "an http(s) address of at most 128 bytes, from a custodian only"),
	("Records.issue", "at most seven custodians, each known to the registry, from a provider only"),
	("Records.amend", "as issue"),
	("Records.reseal", "as issue"),
	("Records.issue_batch", "at most sixteen records, each as issue"),
	("Consent.revoke_many", "at most 32 ids, each a live grant of the sender's subject"),
	("Multisig.as_multi_threshold_1", "signatories: only if together they are an institution"),
	("Multisig.as_multi", "as above"),
	("Multisig.approve_as_multi", "as above"),
	("Multisig.cancel_as_multi", "as above"),
	// Nothing but nested calls, each of which passes the gate itself.
	("Utility.batch", "nested calls"),
	("Utility.batch_all", "nested calls"),
	("Utility.force_batch", "nested calls"),
	("Stake.set_keys", "a signature by each session key over the account, and nothing else"),
	("Babe.report_equivocation_unsigned", "two signed headers, 8 KiB at most: `evidence.rs`"),
	("Grandpa.report_equivocation_unsigned", "two signed votes, likewise"),
	("Policy.adopt", "refused: by motion only, and then the codes of at most 32 languages"),
	// Refused at the gate from everybody: `whatever_is_not_listed_is_refused`.
	("System.remark", "refused"),
	("System.remark_with_event", "refused"),
	("System.set_code", "refused"),
	("System.set_code_without_checks", "refused"),
	("System.set_storage", "refused"),
	("System.kill_storage", "refused"),
	("System.kill_prefix", "refused"),
	(
		"System.apply_authorized_upgrade",
		"signed: refused; unsigned: only the blob whose hash was voted",
	),
	("Babe.report_equivocation", "refused"),
	("Grandpa.report_equivocation", "refused"),
	("Balances.upgrade_accounts", "refused"),
	("Multisig.poke_deposit", "refused"),
];

/// Whether a value of the type has no fixed upper size, not counting nested calls.
fn carries(types: &PortableRegistry, id: u32, call: u32, path: &mut Vec<u32>) -> bool {
	if id == call || path.contains(&id) {
		return false;
	}
	path.push(id);
	let ty = types.resolve(id).expect("every id is in the registry");
	let mut any = |ids: Vec<u32>| ids.into_iter().any(|id| carries(types, id, call, path));
	let fields = |fields: &[scale_info::Field<PortableForm>]| {
		fields.iter().map(|field| field.ty.id).collect::<Vec<_>>()
	};
	let found = match &ty.type_def {
		TypeDef::Sequence(_) | TypeDef::BitSequence(_) => true,
		TypeDef::Primitive(primitive) => *primitive == scale_info::TypeDefPrimitive::Str,
		TypeDef::Composite(it) => any(fields(&it.fields)),
		TypeDef::Variant(it) => any(it.variants.iter().flat_map(|it| fields(&it.fields)).collect()),
		TypeDef::Array(it) => any(vec![it.type_param.id]),
		TypeDef::Tuple(it) => any(it.fields.iter().map(|field| field.id).collect()),
		TypeDef::Compact(it) => any(vec![it.type_param.id]),
	};
	path.pop();
	found
}

fn metadata() -> RuntimeMetadataV14 {
	let mut bytes = Vec::new();
	on_new_chain(|| bytes = Runtime::metadata().into());
	match RuntimeMetadataPrefixed::decode(&mut &bytes[..]).expect("metadata decodes").1 {
		RuntimeMetadata::V14(metadata) => metadata,
		_ => panic!("metadata is of version 14"),
	}
}

#[test]
fn every_call_that_can_carry_bytes_is_on_the_list_and_nothing_else_is() {
	let metadata = metadata();
	let types = &metadata.types;
	let call = types
		.types
		.iter()
		.find(|it| it.ty.path.segments == ["salus_runtime", "RuntimeCall"])
		.expect("there is a call type")
		.id;
	let mut found = Vec::new();
	let mut calls = 0;
	for pallet in &metadata.pallets {
		let Some(ty) = &pallet.calls else { continue };
		assert!(!["Nfts", "Session"].contains(&pallet.name.as_str()), "driven by ours only");
		let TypeDef::Variant(variants) = &types.resolve(ty.ty.id).expect("known").type_def else {
			panic!("calls are variants")
		};
		for variant in &variants.variants {
			calls += 1;
			let carries =
				variant.fields.iter().any(|it| carries(types, it.ty.id, call, &mut Vec::new()));
			if carries {
				found.push(format!("{}.{}", pallet.name, variant.name));
			}
		}
	}
	assert!(calls > 50, "the walk saw only {calls} calls");
	found.sort();
	let mut expected: Vec<_> = CARRIERS.iter().map(|(call, _)| call.to_string()).collect();
	expected.sort();
	assert_eq!(found, expected);
}

fn refused(who: &str, call: impl Into<RuntimeCall>, refusal: Refusal) {
	let call = call.into();
	let expected = TransactionValidityError::Invalid(InvalidTransaction::from(refusal));
	assert_eq!(validate(who, call.clone()).expect_err("refused"), expected, "{call:?}");
	assert_eq!(apply(who, call).expect_err("not in a block"), expected);
}

fn remark() -> RuntimeCall {
	frame_system::Call::remark { remark: b"diagnosis".to_vec() }.into()
}

#[test]
fn whatever_is_not_listed_is_refused() {
	on_new_chain(|| {
		let dest = account("Bob");
		let calls: Vec<RuntimeCall> = vec![
			remark(),
			frame_system::Call::remark_with_event { remark: vec![1] }.into(),
			frame_system::Call::set_code { code: vec![1] }.into(),
			frame_system::Call::set_code_without_checks { code: vec![1] }.into(),
			frame_system::Call::set_storage { items: vec![(vec![1], vec![1])] }.into(),
			frame_system::Call::kill_storage { keys: vec![vec![1]] }.into(),
			frame_system::Call::kill_prefix { prefix: vec![1], subkeys: 1 }.into(),
			frame_system::Call::apply_authorized_upgrade { code: vec![1] }.into(),
			pallet_balances::Call::transfer_all { dest: dest.clone(), keep_alive: true }.into(),
			pallet_balances::Call::upgrade_accounts { who: vec![dest.clone()] }.into(),
			pallet_utility::Call::as_derivative { index: 0, call: Box::new(revoke().into()) }
				.into(),
			pallet_multisig::Call::poke_deposit {
				threshold: 2,
				other_signatories: vec![dest.clone()],
				call_hash: [0; 32],
			}
			.into(),
			pallet_proxy::Call::create_pure { proxy_type: ProxyType::Any, delay: 0, index: 0 }
				.into(),
		];
		for call in calls {
			refused("Alice", call, Refusal::NotAllowed);
		}
	});
}

#[test]
fn nesting_hides_nothing() {
	on_new_chain(|| {
		let nested = |call: RuntimeCall| -> Vec<RuntimeCall> {
			let boxed = || Box::new(call.clone());
			vec![
				pallet_utility::Call::batch { calls: vec![call.clone()] }.into(),
				pallet_utility::Call::batch_all { calls: vec![revoke().into(), call.clone()] }
					.into(),
				pallet_utility::Call::force_batch { calls: vec![call.clone()] }.into(),
				pallet_proxy::Call::proxy {
					real: account("Bob"),
					force_proxy_type: None,
					call: boxed(),
				}
				.into(),
				pallet_multisig::Call::as_multi_threshold_1 {
					other_signatories: vec![account("Bob")],
					call: boxed(),
				}
				.into(),
				pallet_multisig::Call::as_multi {
					threshold: 2,
					other_signatories: vec![account("Bob")],
					maybe_timepoint: None,
					call: boxed(),
					max_weight: Default::default(),
				}
				.into(),
			]
		};
		for once in nested(remark()) {
			refused("Alice", once.clone(), Refusal::NotAllowed);
			for twice in nested(once) {
				refused("Alice", twice, Refusal::NotAllowed);
			}
		}
		let mut deep: RuntimeCall = revoke().into();
		for _ in 0..5 {
			deep = pallet_utility::Call::batch { calls: vec![deep] }.into();
		}
		refused("Alice", deep, Refusal::NotAllowed);
	});
}

#[test]
fn lists_are_checked_before_the_pool() {
	on_new_chain(|| {
		enrol("Patient");
		// Sixty-four arbitrary bytes as signatories of a group that is no institution.
		let signatories = vec![AccountId::new([1; 32]), AccountId::new([2; 32])];
		let call = pallet_multisig::Call::as_multi_threshold_1 {
			other_signatories: signatories,
			call: Box::new(revoke().into()),
		};
		refused("Alice", call, Refusal::NotAnInstitution);
		let mut unknown = sealing();
		unknown.custodians[0] = InstitutionId(0x6c_65_61_6b);
		let call = pallet_records::Call::amend { record: RECORD, sealing: unknown };
		refused("Alice", call, Refusal::UnknownCustodian);
		// Lists and addresses come from institutions only.
		refused("Patient", issue(), Refusal::NotAnInstitution);
		let endpoint = b"https://vault.example".to_vec().try_into().unwrap();
		let call = pallet_registry::Call::set_endpoint { endpoint };
		refused("Patient", call, Refusal::NotAnInstitution);
	});
}

#[test]
fn the_second_line_holds_at_dispatch() {
	on_new_chain(|| {
		let origin = RuntimeOrigin::signed(account("Alice"));
		let error = remark().dispatch(origin).expect_err("filtered").error;
		assert_eq!(error, frame_system::Error::<Runtime>::CallFiltered.into());
	});
}

#[test]
fn rights_calls_work_at_zero_balance_and_outrank_every_tip() {
	on_new_chain(|| {
		enrol("Patient");
		done("Alice", issue());
		done("Patient", grant());
		let right = validate("Patient", revoke()).expect("valid");
		let tipped = signed(
			"Alice",
			*System::account_nonce(account("Alice")),
			100_000 * constants::UNIT,
			issue(),
		);
		let tipped = Executive::validate_transaction(
			sp_runtime::transaction_validity::TransactionSource::External,
			tipped,
			System::parent_hash(),
		)
		.expect("valid");
		assert_eq!(right.priority, u64::MAX);
		assert_eq!(tipped.priority, gate::PAID_AT_MOST);
		let request = validate("Patient", request()).expect("valid");
		assert_eq!(request.priority, u64::MAX);
		assert_ne!(right.provides, request.provides);
	});
}

#[test]
fn a_rights_call_that_changes_nothing_is_not_valid() {
	on_new_chain(|| {
		enrol("Patient");
		done("Alice", issue());
		refused("Patient", revoke(), Refusal::NothingToChange);
		done("Patient", grant());
		refused("Bob", revoke(), Refusal::NothingToChange);
		done("Patient", revoke());
		refused("Patient", revoke(), Refusal::NothingToChange);
		done("Patient", request());
		refused("Patient", request(), Refusal::NothingToChange);
		let withdraw = || pallet_redaction::Call::withdraw { case: case() };
		refused("Bob", withdraw(), Refusal::NothingToChange);
		done("Patient", withdraw());
		refused("Patient", withdraw(), Refusal::NothingToChange);
	});
}

#[test]
fn a_stranger_gets_nothing_into_a_block() {
	on_new_chain(|| {
		let calls: Vec<RuntimeCall> =
			vec![grant().into(), revoke().into(), request().into(), issue().into(), remark()];
		for call in calls {
			let error = apply("Stranger", call).expect_err("not in a block");
			let payment = TransactionValidityError::Invalid(InvalidTransaction::Payment);
			assert_eq!(error, payment);
		}
	});
}

#[test]
fn a_new_account_starts_counting_at_the_block_height() {
	on_new_chain(|| {
		System::set_block_number(1234);
		enrol("Patient");
		assert_eq!(*System::account_nonce(account("Patient")), 1234);
	});
}

#[test]
fn events_and_errors_carry_no_bytes() {
	let metadata = metadata();
	let types = &metadata.types;
	let mut seen = BTreeMap::<String, usize>::new();
	for pallet in &metadata.pallets {
		const OURS: [&str; 7] =
			["Registry", "Records", "Consent", "Redaction", "Policy", "Chambers", "Stake"];
		if !OURS.contains(&pallet.name.as_str()) {
			continue;
		}
		for ty in
			[pallet.event.as_ref().map(|it| it.ty.id), pallet.error.as_ref().map(|it| it.ty.id)]
		{
			let id = ty.expect("each of our pallets has events and errors");
			assert!(!carries(types, id, u32::MAX, &mut Vec::new()), "{}", pallet.name);
			*seen.entry(pallet.name.clone()).or_default() += 1;
		}
	}
	assert_eq!(seen.len(), 7);
}

#[test]
fn a_proxy_call_is_for_proxies_only() {
	on_new_chain(|| {
		let endpoint = b"https://diagnosis.example".to_vec().try_into().unwrap();
		let set_endpoint = pallet_registry::Call::set_endpoint { endpoint };
		let call = |real: &str| pallet_proxy::Call::proxy {
			real: account(real),
			force_proxy_type: None,
			call: Box::new(set_endpoint.clone().into()),
		};
		refused("Ferdie", call("Charlie"), Refusal::NotYours);
		done(
			"Charlie",
			pallet_proxy::Call::add_proxy {
				delegate: account("Ferdie"),
				proxy_type: ProxyType::Custody,
				delay: 0,
			},
		);
		done("Ferdie", call("Charlie"));
	});
}

#[test]
fn nested_calls_must_change_something_too() {
	on_new_chain(|| {
		enrol("Patient");
		done("Alice", issue());
		// Sixteen bytes of somebody's choice per call, in a batch that would only fail.
		let ids = (0..10u8).map(|n| {
			pallet_consent::Call::revoke { subject: SUBJECT, grant: GrantId([n; 16]) }.into()
		});
		let batch = pallet_utility::Call::batch { calls: ids.collect() };
		refused("Alice", batch, Refusal::NothingToChange);
		let batch = pallet_utility::Call::batch { calls: vec![grant().into()] };
		refused("Alice", batch, Refusal::NothingToChange);
		let many = pallet_utility::Call::batch { calls: vec![issue().into(); 256] };
		refused("Alice", many, Refusal::NotAllowed);
	});
}

fn bare(call: impl Into<RuntimeCall>) -> sp_runtime::ApplyExtrinsicResult {
	Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(call.into()))
}

#[test]
fn nothing_unsigned_gets_in_but_the_clock_the_voted_upgrade_and_evidence() {
	on_new_chain(|| {
		let refused = TransactionValidityError::Invalid(Refusal::NotAllowed.into());
		// frame-system knows by itself that a remark is never unsigned.
		let unknown = TransactionValidityError::Invalid(InvalidTransaction::Call);
		assert_eq!(bare(remark()).expect_err("refused"), unknown);
		assert_eq!(bare(revoke()).expect_err("refused"), refused);
	});
}

/// A header of this slot that Alice signed, with some bytes in it.
fn signed_header(slot: u64, bytes: &[u8]) -> salus_runtime::Header {
	use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
	use sp_core::Pair;
	use sp_runtime::{Digest, DigestItem};

	let pre = SecondaryPlainPreDigest { authority_index: 0, slot: slot.into() };
	let pre = DigestItem::babe_pre_digest(PreDigest::SecondaryPlain(pre));
	let logs = vec![pre, DigestItem::Other(bytes.to_vec())];
	let nothing = Default::default();
	let mut header = Header::new(1, nothing, nothing, nothing, Digest { logs });
	let seal = pair("Alice").sign(header.hash().as_ref());
	header.digest.push(DigestItem::babe_seal(seal.into()));
	header
}

fn report(
	first_header: salus_runtime::Header,
	second_header: salus_runtime::Header,
) -> pallet_babe::Call<Runtime> {
	use frame_support::traits::KeyOwnerProofSystem;

	let offender: sp_consensus_babe::AuthorityId =
		sp_keyring::Sr25519Keyring::Alice.public().into();
	let key_owner_proof = Historical::prove((sp_consensus_babe::KEY_TYPE, offender.clone()));
	pallet_babe::Call::report_equivocation_unsigned {
		equivocation_proof: Box::new(sp_consensus_babe::EquivocationProof {
			offender,
			slot: 1.into(),
			first_header,
			second_header,
		}),
		key_owner_proof: key_owner_proof.expect("Alice is an authority"),
	}
}

#[test]
fn a_report_of_nothing_and_one_with_something_in_it_are_refused() {
	on_new_chain(|| {
		let refused = TransactionValidityError::Invalid(Refusal::NotAllowed.into());
		let header = signed_header(1, b"one");
		let same = report(header.clone(), header.clone());
		assert_eq!(bare(same).expect_err("nobody signed twice"), refused);
		let mut forged = signed_header(1, b"two");
		forged.number = 7;
		assert_eq!(bare(report(header.clone(), forged)).expect_err("not signed"), refused);
		let large = signed_header(1, &[7; 9_000]);
		assert_eq!(bare(report(header, large)).expect_err("too large"), refused);
	});
}

#[test]
fn a_validator_that_signs_twice_loses_some_of_its_bond() {
	use frame_support::traits::fungible::InspectHold;

	on_new_chain(|| {
		let reason = pallet_stake::HoldReason::Bond.into();
		let bond = || Balances::balance_on_hold(&reason, &account("Alice"));
		let before = bond();
		let twice = report(signed_header(1, b"one"), signed_header(1, b"two"));
		bare(twice.clone()).expect("valid").expect("proven");
		assert!(bare(twice).is_err(), "it is known");
		let slash = Stake::slashes().pop().expect("it waits");
		let apply = || pallet_stake::Call::apply_slash {
			session: slash.session,
			validator: slash.validator.clone(),
		};
		refused("Bob", apply(), Refusal::NothingToChange);
		at(slash.due);
		done("Bob", apply());
		let share = sp_runtime::Permill::from_parts(Policy::get().stake.slash);
		assert_eq!(before - bond(), share * before);
	});
}

#[test]
fn a_receipt_ranks_above_whatever_pays_and_below_the_rights() {
	on_new_chain(|| {
		enrol("Patient");
		done("Alice", issue());
		done("Patient", request());
		let accept = pallet_redaction::Call::accept {
			case: case(),
			own_copy: pallet_redaction::OwnCopy::Erased,
		};
		done("Alice", accept.clone());
		refused("Alice", accept, Refusal::NothingToChange);
		refused("Charlie", receipt(3, NOW + 6_000), Refusal::NothingToChange);
		at(NOW + 6_000);
		let valid = validate("Charlie", receipt(3, NOW + 6_000)).expect("valid");
		assert!((gate::PAID_AT_MOST + 1..u64::MAX).contains(&valid.priority));
	});
}

#[test]
fn nobody_can_occupy_the_id_of_somebody_elses_case() {
	on_new_chain(|| {
		enrol("Patient");
		done("Alice", issue());
		assert_ne!(case_id(RECORD, &CASE_SALT), case_id(RecordId([1; 16]), &CASE_SALT));
		done("Patient", request());
		assert!(pallet_redaction::Cases::<Runtime>::contains_key(case()));
	});
}

#[test]
fn units_move_to_own_hot_keys_only() {
	on_new_chain(|| {
		let pay = |dest: &str| pallet_balances::Call::transfer_keep_alive {
			dest: account(dest),
			value: 10 * constants::UNIT,
		};
		refused("Alice", pay("Hot"), Refusal::NotYours);
		refused("Alice", pay("Bob"), Refusal::NotYours);
		let add = |delegate: &str| pallet_proxy::Call::add_proxy {
			delegate: account(delegate),
			proxy_type: ProxyType::Issuing,
			delay: 0,
		};
		done("Alice", add("Hot"));
		done("Alice", add("Bob"));
		refused("Alice", pay("Bob"), Refusal::NotYours);
		done("Alice", pay("Hot"));
		// Not back, and not on.
		refused("Hot", pay("Alice"), Refusal::NotAnInstitution);
		refused("Hot", pay("Bob"), Refusal::NotAnInstitution);
		// The hot key issues in the hospital's name, pays for it, and can do nothing else.
		enrol("Patient");
		let as_hospital = |call: RuntimeCall| pallet_proxy::Call::proxy {
			real: account("Alice"),
			force_proxy_type: None,
			call: Box::new(call),
		};
		done("Hot", as_hospital(issue().into()));
		assert!(pallet_records::Records::<Runtime>::contains_key(RECORD));
		let key = PublicKey::X25519(Hash32([9; 32]));
		done("Hot", as_hospital(pallet_registry::Call::add_key { key }.into()));
		assert_eq!(Registry::newest_key(HOSPITAL), None, "the proxy type forbids it");
	});
}

#[test]
fn the_pool_keeps_one_free_call_per_object() {
	on_new_chain(|| {
		enrol("Patient");
		done("Alice", issue());
		let other = pallet_consent::Call::grant {
			grant: GrantId([0x6b; 16]),
			subject: SUBJECT,
			terms: TermsOnChain::Sealed(TermsCommitment(Hash32([5; 32]))),
			until: NOW + 100_000,
			policy: 1,
		};
		let nonce = 1;
		let tags = |call| validate("Patient", call).expect("valid").provides.split_off(nonce);
		let (one, two) = (tags(grant()), tags(other));
		assert_eq!(one.len(), 1);
		assert_eq!(one, two, "both live on the same allowance");
	});
}

#[test]
fn no_regulator_stops_another_and_none_spares_a_custodian() {
	on_new_chain(|| {
		let suspend = |id| pallet_registry::Call::suspend { institution: InstitutionId(id) };
		refused("One", suspend(7), Refusal::NotAllowed);
		let nested = pallet_utility::Call::batch { calls: vec![suspend(7).into()] };
		refused("One", nested, Refusal::NotAllowed);
		done("One", suspend(2));
		let spare = pallet_redaction::Call::cancel_penalty { penalty: 0 };
		refused("One", spare, Refusal::NotAllowed);
	});
}

#[test]
fn what_ends_by_itself_lasts_until_a_motion_can_confirm_it() {
	on_new_chain(|| {
		let policy = <Policy as Get<salus_primitives::Policy>>::get();
		assert!(Policy::is_confirmable(&policy));
		let mut short = policy;
		short.parties.suspension = Chambers::time_to_effect(Track::Membership);
		assert!(!Policy::is_confirmable(&short));
		let mut short = policy;
		short.parties.restriction = Chambers::time_to_effect(Track::Policy);
		assert!(!Policy::is_confirmable(&short));
	});
}
