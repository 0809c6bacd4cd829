//! A record from enrolment to erasure, with the real token ledger and fees.

mod common;

use common::*;
use polkadot_sdk::frame_support::traits::fungible::{Inspect, InspectHold};
use salus_primitives::*;
use salus_runtime::*;

fn held_from_hospital() -> Balance {
	let reason = pallet_records::HoldReason::Record.into();
	Balances::balance_on_hold(&reason, &account("Alice"))
}

#[test]
fn a_patient_without_a_balance_lives_through_everything() {
	on_new_chain(|| {
		enrol("Patient");
		assert_eq!(Balances::total_balance(&account("Patient")), 0);
		done("Alice", issue());
		assert!(
			Consent::verdict(&Query { opening: None, ..question() })
				== Verdict::Denied(Reason::Unavailable)
		);

		done("Patient", grant());
		assert_eq!(Consent::verdict(&question()), Verdict::Allowed(Ground::Grant(GRANT)));
		done("Patient", revoke());
		assert_eq!(Consent::verdict(&question()), Verdict::Denied(Reason::Revoked));

		done("Patient", request());
		done(
			"Alice",
			pallet_redaction::Call::accept {
				case: case(),
				own_copy: pallet_redaction::OwnCopy::Erased,
			},
		);
		let cooled = NOW + 6_000;
		at(cooled);
		done("Charlie", receipt(3, cooled));
		assert!(Records::sealings(RECORD).len() == 1);
		done("Dave", receipt(4, cooled));
		assert!(Records::sealings(RECORD).is_empty());
		done("Eve", receipt(5, cooled));
		assert_eq!(Balances::total_balance(&account("Patient")), 0);
	});
}

#[test]
fn after_erasure_no_key_or_value_of_any_pallet_holds_the_record() {
	on_new_chain(|| {
		enrol("Patient");
		let empty = held_from_hospital();
		done("Alice", issue());
		assert!(!rows_with(&RECORD.0).is_empty() && held_from_hospital() > empty);
		done("Patient", request());
		done(
			"Alice",
			pallet_redaction::Call::accept {
				case: case(),
				own_copy: pallet_redaction::OwnCopy::Erased,
			},
		);
		at(NOW + 6_000);
		done("Charlie", receipt(3, NOW + 6_000));
		done("Dave", receipt(4, NOW + 6_000));
		next_block();
		assert_eq!(rows_with(&RECORD.0), []);
		assert_eq!(rows_with(&sealing().commitment.0 .0), []);
		assert_eq!(rows_with(subject_owner(SUBJECT).as_ref()), []);
		assert_eq!(held_from_hospital(), empty);
		let hash = tombstone_hash(&Registry::genesis_hash(), RECORD);
		assert!(pallet_redaction::Tombstones::<Runtime>::contains_key(hash));
	});
}

#[test]
fn a_record_and_its_token_take_less_than_700_bytes() {
	on_new_chain(|| {
		enrol("Patient");
		done("Alice", issue());
		next_block();
		let rows = rows_with(&RECORD.0);
		let bytes: usize = rows.iter().map(|(key, value)| key.len() + value.len()).sum();
		assert_eq!(rows.len(), 4, "three rows of the token ledger and ours");
		assert!(bytes < 700, "{bytes} bytes");
	});
}

#[test]
fn a_hold_opens_nothing_that_is_not_being_erased() {
	on_new_chain(|| {
		enrol("Patient");
		done("Alice", issue());
		let until = NOW + 100_000;
		let basis = HoldBasis::Investigation;
		done("One", pallet_redaction::Call::place_hold { record: RECORD, basis, until });
		let query = Query {
			requester: Requester::Institution(InstitutionId(7)),
			purpose: Purpose::HLEGAL,
			opening: None,
			..question()
		};
		assert!(!Consent::verdict(&query).is_allowed());
		done("Patient", request());
		assert_eq!(Consent::verdict(&query), Verdict::Allowed(Ground::Hold));
		pallet_registry::Institutions::<Runtime>::mutate_extant(InstitutionId(7), |row| {
			row.roles = row.roles.without(Role::LegalAuthority);
		});
		assert!(!Consent::verdict(&query).is_allowed());
	});
}

#[test]
fn a_record_that_comes_by_hand_over_is_a_later_one() {
	on_new_chain(|| {
		let newborn = SubjectId([0x52; 16]);
		enrol("Mother");
		enrol_as("Newborn", newborn);
		done("Alice", issue());
		at(NOW + 10);
		let terms = Terms { scope: Scope::Everything { future: false }, ..terms() };
		let commitment = TermsOnChain::Sealed(TermsCommitment::new(&SALT, GRANT, &terms));
		let call = pallet_consent::Call::grant {
			grant: GRANT,
			subject: newborn,
			terms: commitment,
			until: NOW + 100_000,
			policy: 1,
		};
		done("Newborn", call);
		at(NOW + 20);
		let relation = pallet_records::Relation::Newborn;
		let record = RECORD;
		done("Mother", pallet_records::Call::offer_transfer { record, to: newborn, relation });
		done("Alice", pallet_records::Call::attest_transfer { record, to: newborn });
		let opening = Some(Opening { grant: GRANT, terms, salt: SALT });
		let query = Query { opening, ..question() };
		assert_eq!(Consent::verdict(&query), Verdict::Denied(Reason::NotCovered));
	});
}
