//! Promise 2: rights cannot be blocked – not by an empty purse, a hold, a suspension, or money.

mod common;

use common::*;
use polkadot_sdk::{
	frame_support::{
		dispatch::{DispatchClass, GetDispatchInfo},
		traits::{fungible::Inspect, GetCallMetadata},
	},
	sp_runtime::transaction_validity::TransactionSource,
	*,
};
use salus_primitives::*;
use salus_runtime::*;

/// Every right of a person, each with what must be there for it to change something.
fn rights() -> Vec<(fn(), RuntimeCall)> {
	let id = || rectification_id(RECORD, &CASE_SALT);
	let rectify =
		|| pallet_redaction::Call::request_rectification { record: RECORD, salt: CASE_SALT };
	fn nothing() {}
	fn granted() {
		done("Patient", grant());
	}
	fn asked() {
		let terms = TermsOnChain::Sealed(TermsCommitment(Hash32([5; 32])));
		let until = NOW + 100_000;
		done("Bob", pallet_consent::Call::request { subject: SUBJECT, grant: GRANT, terms, until });
	}
	fn requested() {
		done("Patient", request());
	}
	fn recovering() {
		start_recovery("Bob", "Thief");
	}
	fn rectifying() {
		let salt = CASE_SALT;
		done("Patient", pallet_redaction::Call::request_rectification { record: RECORD, salt });
	}
	fn refused() {
		rectifying();
		let answer = pallet_redaction::Answer::Refused(RectificationRefusal::Accurate);
		let rectification = rectification_id(RECORD, &CASE_SALT);
		done("Alice", pallet_redaction::Call::answer_rectification { rectification, answer });
	}
	fn guarded() {
		let call = pallet_registry::Call::appoint_guardian {
			subject: SUBJECT,
			guardian: account("Guardian"),
			scope: GuardianScope::ALL,
			until: NOW + 1_000_000,
		};
		done("Patient", call);
	}
	let subject = SUBJECT;
	vec![
		(granted, revoke().into()),
		(
			granted,
			pallet_consent::Call::revoke_many {
				subject,
				grants: vec![GRANT].try_into().expect("it is short"),
			}
			.into(),
		),
		(granted, pallet_consent::Call::revoke_all { subject }.into()),
		(asked, pallet_consent::Call::decline { subject, grant: GRANT }.into()),
		(nothing, pallet_consent::Call::object { subject, purposes: SECONDARY }.into()),
		(nothing, pallet_consent::Call::opt_out { subject }.into()),
		(nothing, pallet_records::Call::decline { record: RECORD }.into()),
		(nothing, request().into()),
		(requested, pallet_redaction::Call::withdraw { case: case() }.into()),
		(nothing, rectify().into()),
		(rectifying, pallet_redaction::Call::withdraw_rectification { rectification: id() }.into()),
		(refused, pallet_redaction::Call::dispute { rectification: id() }.into()),
		(recovering, pallet_registry::Call::veto_recovery { subject }.into()),
		(
			guarded,
			pallet_registry::Call::remove_guardian { subject, guardian: account("Guardian") }
				.into(),
		),
	]
}

/// On a chain of its own for each right.
fn each_right(circumstances: fn(), check: impl Fn(RuntimeCall)) {
	for (prepare, call) in rights() {
		on_new_chain(|| {
			enrol("Patient");
			done("Alice", issue());
			prepare();
			circumstances();
			check(call.clone());
		});
	}
}

fn nothing_special() {}

#[test]
fn every_right_is_one_call_at_zero_balance_without_allowance() {
	fn poor() {
		pallet_registry::Subjects::<Runtime>::mutate_extant(SUBJECT, |row| row.allowance = 0);
	}
	each_right(poor, |call| {
		done("Patient", call);
		assert_eq!(Balances::total_balance(&account("Patient")), 0);
	});
}

#[test]
fn every_right_works_during_a_hold() {
	fn held() {
		let until = NOW + 100_000;
		let basis = HoldBasis::LegalClaims;
		done("One", pallet_redaction::Call::place_hold { record: RECORD, basis, until });
	}
	each_right(held, |call| done("Patient", call));
}

#[test]
fn every_right_works_while_the_institutions_are_suspended() {
	fn suspended() {
		for id in 1..=6 {
			done("One", pallet_registry::Call::suspend { institution: InstitutionId(id) });
		}
	}
	each_right(suspended, |call| done("Patient", call));
}

#[test]
fn every_right_outranks_every_tip_and_has_block_space_of_its_own() {
	each_right(nothing_special, |call| {
		assert_eq!(call.get_dispatch_info().class, DispatchClass::Operational, "{call:?}");
		let right = validate("Patient", call).expect("valid");
		let nonce = *System::account_nonce(account("Bob"));
		let terms = TermsOnChain::Sealed(TermsCommitment(Hash32([5; 32])));
		let grant = GrantId([0x6e; 16]);
		let ask =
			pallet_consent::Call::request { subject: SUBJECT, grant, terms, until: NOW + 1000 };
		let tipped = signed("Bob", nonce, 100_000 * constants::UNIT, ask);
		let tipped = Executive::validate_transaction(
			TransactionSource::External,
			tipped,
			System::parent_hash(),
		)
		.expect("valid");
		assert_eq!(right.priority, u64::MAX);
		assert!(tipped.priority <= gate::PAID_AT_MOST);
		assert_eq!(right.provides.len(), 2, "its nonce, and what it is about");
	});
}

#[test]
fn every_right_fits_into_a_block_that_is_full_of_whatever_pays() {
	each_right(nothing_special, |call| {
		let limits = <Runtime as frame_system::Config>::BlockWeights::get();
		let normal = limits.get(DispatchClass::Normal).max_total.expect("it is limited");
		System::set_block_consumed_resources(normal, 0);
		assert!(apply(
			"Bob",
			pallet_registry::Call::add_key { key: PublicKey::X25519(Hash32([9; 32])) }
		)
		.is_err());
		done("Patient", call);
	});
}

#[test]
fn a_right_that_was_used_is_not_valid_again() {
	each_right(nothing_special, |call| {
		let name = call.get_call_metadata().function_name;
		done("Patient", call.clone());
		assert!(apply("Patient", call).is_err(), "{name} twice");
	});
}

#[test]
fn nobody_else_has_the_right() {
	each_right(nothing_special, |call| {
		for who in ["Alice", "Bob", "One", "Stranger"] {
			assert!(validate(who, call.clone()).is_err(), "{who}: {call:?}");
		}
	});
}
