//! Sixteen mistakes that other systems made, each as a test that it is not made here.

mod common;

use codec::Encode;
use common::{samples::samples, *};
use polkadot_sdk::{
	frame_support::{
		dispatch::GetDispatchInfo,
		traits::{fungible::InspectHold, Get, GetCallMetadata, StorageInfoTrait},
	},
	sp_runtime::traits::Dispatchable,
	*,
};
use salus_primitives::*;
use salus_runtime::{Policy, *};

/// A record of [`SUBJECT`], whose account is "Patient".
fn begin() {
	enrol("Patient");
	done("Alice", issue());
}

fn erase() {
	done("Patient", request());
	let own_copy = pallet_redaction::OwnCopy::Erased;
	done("Alice", pallet_redaction::Call::accept { case: case(), own_copy });
	at(NOW + 6_000);
	done("Charlie", receipt(3, NOW + 6_000));
	done("Dave", receipt(4, NOW + 6_000));
}

/// The pallets with calls of our own.
const OURS: &[&str] =
	&["Registry", "Records", "Consent", "Redaction", "Policy", "Chambers", "Stake"];

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
	bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn mistake_1_events_carry_the_deleted_data() {
	on_new_chain(|| {
		begin();
		next_block();
		erase();
		let events = System::events().encode();
		assert!(!holds(&events, &sealing().commitment.0 .0));
		assert!(!holds(&events, &sealing().manifest.0));
	});
}

#[test]
fn mistake_2_the_grantee_owns_the_grant() {
	on_new_chain(|| {
		begin();
		done("Patient", grant());
		let until = NOW + 100_000_000;
		let terms = TermsOnChain::Sealed(TermsCommitment(Hash32([5; 32])));
		let new = GrantId([0x6b; 16]);
		let extend = pallet_consent::Call::narrow {
			subject: SUBJECT,
			grant: GRANT,
			new,
			terms,
			until,
			policy: 1,
		};
		assert!(apply("Bob", extend).is_err());
		assert!(apply("Bob", revoke()).is_err());
		done("Patient", revoke());
	});
}

#[test]
fn mistake_3_a_grant_without_an_end() {
	on_new_chain(|| {
		begin();
		let terms = TermsOnChain::Sealed(TermsCommitment(Hash32([5; 32])));
		let endless = |until| pallet_consent::Call::grant {
			grant: GRANT,
			subject: SUBJECT,
			terms,
			until,
			policy: 1,
		};
		assert!(apply("Patient", endless(Moment::MAX)).is_err());
		let longest = NOW + Policy::get().consent.grant_at_most;
		assert!(apply("Patient", endless(longest + 1)).is_err());
		done("Patient", endless(longest));
	});
}

#[test]
fn mistake_4_events_name_somebody_else_than_the_state() {
	on_new_chain(|| {
		begin();
		let row = pallet_records::Records::<Runtime>::get(RECORD).expect("it was issued");
		let told = System::events().into_iter().any(|it| {
			matches!(
				it.event,
				RuntimeEvent::Records(pallet_records::Event::RecordIssued { record, subject, issuer })
					if (record, subject, issuer) == (RECORD, row.subject, row.issuer)
			)
		});
		assert!(told);
		let provider = Registry::subject(SUBJECT).expect("enrolled").provider;
		let told = System::events().into_iter().any(|it| {
			matches!(
				it.event,
				RuntimeEvent::Registry(pallet_registry::Event::SubjectEnrolled { subject, provider: by })
					if (subject, by) == (SUBJECT, provider)
			)
		});
		assert!(told);
	});
}

#[test]
fn mistake_5_calls_without_a_check_of_who_sends_them() {
	on_new_chain(|| {
		begin();
		done("Patient", grant());
		let mut seen = Vec::new();
		for call in samples() {
			let metadata = call.get_call_metadata();
			seen.push(format!("{}.{}", metadata.pallet_name, metadata.function_name));
			let before = sp_io::storage::root(sp_core::storage::StateVersion::V1);
			let stranger = RuntimeOrigin::signed(account("Stranger"));
			for origin in [stranger, RuntimeOrigin::none()] {
				assert!(call.clone().dispatch(origin).is_err(), "{call:?}");
			}
			let after = sp_io::storage::root(sp_core::storage::StateVersion::V1);
			assert_eq!(before, after, "{call:?} left something");
			assert!(apply("Stranger", call.clone()).is_err(), "{call:?}");
		}
		let mut all: Vec<_> = OURS
			.iter()
			.flat_map(|pallet| {
				let calls = RuntimeCall::get_call_names(pallet);
				calls.iter().map(move |call| format!("{pallet}.{call}"))
			})
			.collect();
		all.sort();
		seen.sort();
		assert_eq!(seen, all, "a call is missing among the samples");
	});
}

#[test]
fn mistake_6_a_majority_by_integer_division() {
	on_new_chain(|| {
		begin();
		let guardians = ["One guardian", "Another guardian", "A third guardian"];
		for guardian in guardians {
			let call = pallet_registry::Call::appoint_guardian {
				subject: SUBJECT,
				guardian: account(guardian),
				scope: GuardianScope::ERASE,
				until: NOW + 1_000_000,
			};
			done("Patient", call);
		}
		for guardian in guardians {
			assert!(!pallet_redaction::Cases::<Runtime>::contains_key(case()));
			done(guardian, request());
		}
		assert!(pallet_redaction::Cases::<Runtime>::contains_key(case()));
	});
}

#[test]
fn mistake_7_a_state_without_an_exit() {
	on_new_chain(|| {
		begin();
		let gone = || pallet_redaction::Cases::<Runtime>::get(case()).is_none();
		done("Patient", request());
		done("Patient", pallet_redaction::Call::withdraw { case: case() });
		assert!(gone());
		at(NOW + 20_000);
		done("Patient", request());
		let refuse =
			pallet_redaction::Call::refuse { case: case(), ground: RefusalGround::LegalObligation };
		done("Alice", refuse);
		let later = NOW + 20_000 + Policy::get().erasure.tombstone_for + 1;
		at(later);
		done("Charlie", pallet_redaction::Call::prune_case { case: case() });
		assert!(gone());
		done("Patient", request());
		let own_copy = pallet_redaction::OwnCopy::Erased;
		done("Alice", pallet_redaction::Call::accept { case: case(), own_copy });
		let cooled = later + 6_000;
		at(cooled);
		done("Charlie", receipt(3, cooled));
		done("Dave", receipt(4, cooled));
		// The third custodian never answers: nobody forgets its debt, but a motion can end it.
		at(cooled + Policy::get().erasure.tombstone_for + 1);
		let prune = pallet_redaction::Call::prune_case { case: case() };
		assert!(apply("Charlie", prune.clone()).is_err());
		RuntimeCall::from(prune).dispatch(motion(Track::Membership)).expect("by motion");
		assert!(gone());
	});
}

#[test]
fn mistake_8_content_in_the_audit_trail() {
	on_new_chain(|| {
		let day = (NOW / 86_400_000 - 1) as u32;
		done("Charlie", pallet_consent::Call::anchor { day, root: Hash32([6; 32]) });
		let anchors = rows_of("Consent", Some("Anchors"));
		assert_eq!(anchors.iter().map(|(_, value)| value.len()).collect::<Vec<_>>(), [32]);
	});
}

#[test]
fn mistake_9_a_new_grant_rewrites_the_past() {
	on_new_chain(|| {
		begin();
		done("Patient", grant());
		at(NOW + 10);
		done("Patient", revoke());
		at(NOW + 20);
		assert!(apply("Patient", grant()).is_err(), "an id is used once");
		let again = GrantId([0x6b; 16]);
		let terms = TermsOnChain::Sealed(TermsCommitment::new(&SALT, again, &terms()));
		let until = NOW + 100_000;
		let call =
			pallet_consent::Call::grant { grant: again, subject: SUBJECT, terms, until, policy: 1 };
		done("Patient", call);
		let valid = |grant, moment| Consent::was_valid_at(SUBJECT, grant, moment);
		assert!(valid(GRANT, NOW + 9) && !valid(GRANT, NOW + 10));
		assert!(!valid(again, NOW + 19) && valid(again, NOW + 20));
	});
}

#[test]
fn mistake_10_a_grant_that_ends_with_the_format() {
	on_new_chain(|| {
		begin();
		done("Patient", grant());
		at(NOW + 10);
		done("Alice", pallet_records::Call::amend { record: RECORD, sealing: sealing() });
		assert_eq!(Consent::verdict(&question()), Verdict::Allowed(Ground::Grant(GRANT)));
	});
}

#[test]
fn mistake_11_weights_that_are_constants() {
	on_new_chain(|| {
		let weights: Vec<_> =
			samples().iter().map(|it| it.get_dispatch_info().call_weight).collect();
		assert!(weights.iter().all(|it| it.ref_time() > 1_000_000));
		let mut distinct = weights.clone();
		distinct.sort_by_key(|it| it.ref_time());
		distinct.dedup();
		assert!(distinct.len() > weights.len() / 2, "most calls weigh the same");
	});
}

#[test]
fn mistake_12_rows_that_nobody_paid_for_and_rights_that_cost() {
	on_new_chain(|| {
		let held = |who: &str, reason: RuntimeHoldReason| {
			Balances::balance_on_hold(&reason, &account(who))
		};
		let enrolments = || held("Alice", pallet_registry::HoldReason::Enrolment.into());
		let records = || held("Alice", pallet_records::HoldReason::Record.into());
		assert_eq!((enrolments(), records()), (0, 0));
		begin();
		assert!(enrolments() > 0 && records() > 0);
		let terms = TermsOnChain::Sealed(TermsCommitment(Hash32([5; 32])));
		let grant = GrantId([0x6c; 16]);
		let until = NOW + 1000;
		done("Bob", pallet_consent::Call::request { subject: SUBJECT, grant, terms, until });
		assert!(held("Bob", pallet_consent::HoldReason::Request.into()) > 0);
		assert_eq!(Balances::free_balance(account("Patient")), 0);
		done("Patient", pallet_consent::Call::decline { subject: SUBJECT, grant });
		assert_eq!(held("Bob", pallet_consent::HoldReason::Request.into()), 0);
	});
}

#[test]
fn mistake_13_what_was_refused_stays_in_storage() {
	on_new_chain(|| {
		begin();
		let before = (rows_of("Consent", None), rows_of("Registry", Some("Recoveries")));
		let terms = TermsOnChain::Sealed(TermsCommitment(Hash32([5; 32])));
		let grant = GrantId([0x6c; 16]);
		let until = NOW + 1000;
		done("Bob", pallet_consent::Call::request { subject: SUBJECT, grant, terms, until });
		done("Patient", pallet_consent::Call::decline { subject: SUBJECT, grant });
		start_recovery("Bob", "Thief");
		done("Patient", pallet_registry::Call::veto_recovery { subject: SUBJECT });
		let after = (rows_of("Consent", None), rows_of("Registry", Some("Recoveries")));
		assert_eq!(before, after);
	});
}

#[test]
fn mistake_14_somebody_with_all_keys() {
	let names: Vec<_> = RuntimeCall::get_module_names().to_vec();
	assert!(!names.iter().any(|it| it.to_lowercase().contains("sudo")), "{names:?}");
	on_new_chain(|| {
		begin();
		// Not even an institution with every role may do what motions do.
		for call in samples() {
			let name = call.get_call_metadata().function_name;
			if ["admit", "change", "remove"].contains(&name) {
				for who in ["Alice", "One", "Two", "Alice//stash"] {
					let origin = RuntimeOrigin::signed(account(who));
					assert!(call.clone().dispatch(origin).is_err());
				}
			}
		}
	});
}

#[test]
fn mistake_15_a_hash_of_something_guessable() {
	// Whoever knows the content, the record and the version, but not the salt, can confirm nothing.
	let root = leaf_hash(&[0; LEAF_SALT], "/result", LeafKind::Bool, &[1]);
	let on_chain = RecordCommitment::new(&SALT, RECORD, 1, &root);
	for guess in 0..10_000u64 {
		let mut salt = [0; 64];
		salt[..8].copy_from_slice(&guess.to_le_bytes());
		assert_ne!(RecordCommitment::new(&salt, RECORD, 1, &root), on_chain);
	}
	assert_eq!(core::mem::size_of::<Salt>(), 64);
}

#[test]
fn mistake_16_rows_without_a_bound() {
	let mut rows = pallet_registry::Pallet::<Runtime>::storage_info();
	rows.extend(pallet_records::Pallet::<Runtime>::storage_info());
	rows.extend(pallet_consent::Pallet::<Runtime>::storage_info());
	rows.extend(pallet_redaction::Pallet::<Runtime>::storage_info());
	rows.extend(pallet_policy::Pallet::<Runtime>::storage_info());
	assert!(rows.len() > 25);
	for row in rows {
		let name = String::from_utf8_lossy(&row.storage_name).into_owned();
		let size = row.max_size.unwrap_or_else(|| panic!("{name} has no bound"));
		assert!(size < 16 * 1024, "{name} may take {size} bytes");
	}
}
