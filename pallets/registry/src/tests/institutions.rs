use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, BoundedVec};
use salus_primitives::{Hash32, PublicKey, Role, BACKUPS_AT_MOST};

#[test]
fn standing_ends_with_the_accreditation() {
	run(|| {
		assert!(Registry::in_good_standing(CLINIC, NOW - 1).is_some());
		assert!(Registry::in_good_standing(CLINIC, NOW).is_none());
		assert_eq!(
			Registry::acting(&account("clinic"), Role::Provider),
			Err(Error::<Test>::NotInGoodStanding.into())
		);
	});
}

#[test]
fn acting_needs_one_of_the_roles() {
	run(|| {
		assert_eq!(Registry::acting_any(&account("advocate"), RECOVERERS), Some(ADVOCATE));
		assert_eq!(Registry::acting_any(&account("vault"), RECOVERERS), None);
		assert_eq!(Registry::acting_any(&account("clinic"), RECOVERERS), None);
		assert_eq!(Registry::acting_any(&account("stranger"), RECOVERERS), None);
	});
}

#[test]
fn keys_are_rotated_by_adding() {
	run(|| {
		let key = PublicKey::X25519(Hash32([9; 32]));
		assert_ok!(Registry::add_key(signed("hospital"), key));
		System::assert_last_event(Event::KeyAdded { institution: HOSPITAL, key: 1 }.into());
		assert_eq!(Registry::newest_key(HOSPITAL), Some((1, key)));
		assert_eq!(Keys::<Test>::get(HOSPITAL, 0), Some(PublicKey::X25519(Hash32([1; 32]))));
		assert_noop!(Registry::add_key(signed("nobody"), key), Error::<Test>::NotAnInstitution);
	});
}

#[test]
fn a_removed_institution_adds_no_key() {
	run(|| {
		let key = PublicKey::X25519(Hash32([9; 32]));
		assert_ok!(Registry::suspend(signed("suspender"), HOSPITAL));
		assert_ok!(Registry::add_key(signed("hospital"), key));
		assert_ok!(Registry::remove(signed("remover"), HOSPITAL, None));
		assert_noop!(Registry::add_key(signed("hospital"), key), Error::<Test>::InstitutionRemoved);
	});
}

#[test]
fn a_custodian_says_where_its_vault_answers() {
	run(|| {
		let endpoint = BoundedVec::try_from(b"https://vault.example".to_vec()).unwrap();
		assert_ok!(Registry::set_endpoint(signed("vault"), endpoint.clone()));
		System::assert_last_event(Event::EndpointSet { custodian: VAULT }.into());
		assert_eq!(Endpoints::<Test>::get(VAULT), Some(endpoint.clone()));
		assert_noop!(
			Registry::set_endpoint(signed("hospital"), endpoint),
			Error::<Test>::RoleMissing
		);
	});
}

#[test]
fn an_endpoint_is_an_address_and_nothing_else() {
	run(|| {
		for text in ["vault.example", "https://", "http://a b", "http://é", "ftp://vault.example"]
		{
			let endpoint = BoundedVec::try_from(text.as_bytes().to_vec()).unwrap();
			let call = Registry::set_endpoint(signed("vault"), endpoint);
			assert_noop!(call, Error::<Test>::BadEndpoint);
		}
	});
}

#[test]
fn a_receipt_key_counts_from_its_moment_on_and_not_before() {
	run(|| {
		assert_ok!(Registry::set_receipt_key(signed("vault"), Hash32([5; 32])));
		System::assert_last_event(Event::ReceiptKeySet { custodian: VAULT }.into());
		assert_eq!(Registry::receipt_key(VAULT), Some(Hash32([5; 32])));
		assert_eq!(Registry::receipt_key_at(VAULT, NOW - 1), Some(Hash32([9; 32])));
		assert_eq!(Registry::receipt_key_at(VAULT, NOW), Some(Hash32([5; 32])));
		assert_eq!(Registry::receipt_key_at(HOSPITAL, NOW), None);
		let again = Registry::set_receipt_key(signed("vault"), Hash32([5; 32]));
		assert_noop!(again, Error::<Test>::ReceiptKeyUnchanged);
		let other = Registry::set_receipt_key(signed("hospital"), Hash32([5; 32]));
		assert_noop!(other, Error::<Test>::RoleMissing);
	});
}

#[test]
fn a_second_receipt_key_in_the_same_moment_is_refused() {
	run(|| {
		let set = |n| Registry::set_receipt_key(signed("vault"), Hash32([n; 32]));
		assert_ok!(set(5));
		assert_noop!(set(6), Error::<Test>::ReceiptKeyTooSoon);
		assert_eq!(Registry::receipt_key_at(VAULT, NOW), Some(Hash32([5; 32])));
		at(NOW + 1);
		assert_ok!(set(6));
		assert_eq!(ReceiptKeys::<Test>::get(VAULT).len(), 3);
	});
}

#[test]
fn a_receipt_key_is_kept_while_it_may_be_needed() {
	run(|| {
		let set = |n| Registry::set_receipt_key(signed("vault"), Hash32([n; 32]));
		for n in 1..=15 {
			at(NOW + u64::from(n));
			assert_ok!(set(100 + n));
		}
		// The second key is in force since NOW + 1: the first signed nothing after it.
		let needed = NOW + 1 + BACKUPS_AT_MOST + Rules::get().erasure.tombstone_for;
		for moment in [NOW + 16, needed] {
			at(moment);
			assert_noop!(set(200), Error::<Test>::TooManyReceiptKeys);
		}
		assert_eq!(Registry::receipt_key_at(VAULT, NOW), Some(Hash32([9; 32])));
		at(needed + 1);
		assert_ok!(set(200));
		assert_eq!(ReceiptKeys::<Test>::get(VAULT).len(), 16);
		assert_eq!(Registry::receipt_key_at(VAULT, NOW), None);
		assert_eq!(Registry::receipt_key_at(VAULT, NOW + 1), Some(Hash32([101; 32])));
		at(needed + 2);
		assert_ok!(set(201));
		at(needed + 3);
		assert_ok!(set(202));
		assert_eq!(Registry::receipt_key_at(VAULT, NOW + 3), Some(Hash32([103; 32])));
	});
}
