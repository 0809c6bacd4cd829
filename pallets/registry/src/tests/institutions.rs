use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, BoundedVec};
use salus_primitives::{Hash32, PublicKey, Role};
use sp_runtime::DispatchError;

fn signed(name: &str) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(name))
}

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
fn a_suspended_institution_does_not_act() {
	run(|| {
		Institutions::<Test>::mutate(HOSPITAL, |row| row.as_mut().unwrap().suspended = true);
		assert_eq!(
			Registry::acting(&account("hospital"), Role::Provider),
			Err(Error::<Test>::NotInGoodStanding.into())
		);
	});
}

#[test]
fn keys_are_rotated_by_adding() {
	run(|| {
		let key = PublicKey::X25519(Hash32([9; 32]));
		assert_ok!(Registry::add_key(signed("hospital"), key));
		assert_eq!(Registry::newest_key(HOSPITAL), Some((1, key)));
		assert_eq!(Keys::<Test>::get(HOSPITAL, 0), Some(PublicKey::X25519(Hash32([1; 32]))));
		assert_noop!(Registry::add_key(signed("nobody"), key), Error::<Test>::NotAnInstitution);
		assert_noop!(Registry::add_key(RuntimeOrigin::none(), key), DispatchError::BadOrigin);
	});
}

#[test]
fn only_a_custodian_names_receipt_key_and_endpoint() {
	run(|| {
		let endpoint = BoundedVec::try_from(b"https://vault.example".to_vec()).unwrap();
		assert_ok!(Registry::set_receipt_key(signed("vault"), Hash32([5; 32])));
		assert_ok!(Registry::set_endpoint(signed("vault"), endpoint.clone()));
		assert_eq!(ReceiptKeys::<Test>::get(VAULT), Some(Hash32([5; 32])));
		assert_eq!(Endpoints::<Test>::get(VAULT), Some(endpoint.clone()));
		assert_noop!(
			Registry::set_receipt_key(signed("hospital"), Hash32([5; 32])),
			Error::<Test>::RoleMissing
		);
		assert_noop!(
			Registry::set_endpoint(signed("hospital"), endpoint.clone()),
			Error::<Test>::RoleMissing
		);
		let root = RuntimeOrigin::root();
		assert_noop!(Registry::set_endpoint(root, endpoint), DispatchError::BadOrigin);
		let root = RuntimeOrigin::root();
		assert_noop!(Registry::set_receipt_key(root, Hash32([5; 32])), DispatchError::BadOrigin);
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
