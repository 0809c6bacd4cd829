use super::mock::*;
use crate::*;
use codec::Encode;
use frame_support::{assert_noop, assert_ok};

#[test]
fn keys_come_with_a_proof_by_themselves() {
	run(|| {
		grant(GUILD, 1);
		assert_ok!(Stake::stand(signed(GUILD), 51));
		let set = |proof| Stake::set_keys(signed(GUILD), 51, keys(7), proof);
		// By another key, over another account, nothing, and with bytes behind it.
		assert_noop!(set(proof(51, 8)), Error::<Test>::BadProof);
		assert_noop!(set(proof(50, 7)), Error::<Test>::BadProof);
		assert_noop!(set(Proof::default()), Error::<Test>::BadProof);
		let mut longer = proof(51, 7);
		longer.try_push(0).unwrap();
		assert_noop!(set(longer), Error::<Test>::BadProof);
		assert_ok!(set(proof(51, 7)));
		assert!(happened(Event::KeysSet { validator: 51 }));
		assert_eq!(Session::load_keys(&51), Some(keys(7)));
		assert_eq!(row(51).keys_set, Some(0));
	});
}

#[test]
fn keys_of_another_validator_and_the_same_keys_are_refused() {
	run(|| {
		assert_noop!(set_keys(HOSPITAL, 10, 20), Error::<Test>::KeysTaken);
		assert_noop!(set_keys(HOSPITAL, 10, 10), Error::<Test>::KeysUnchanged);
	});
}

#[test]
fn keys_stay_for_a_while() {
	run(|| {
		assert_ok!(set_keys(HOSPITAL, 10, 100));
		for _ in 0..ROTATION {
			assert_noop!(set_keys(HOSPITAL, 10, 101), Error::<Test>::KeysTooFresh);
			rotate();
		}
		assert_ok!(set_keys(HOSPITAL, 10, 101));
	});
}

#[test]
fn new_keys_serve_from_the_session_after_next() {
	run(|| {
		rotate();
		assert_ok!(set_keys(HOSPITAL, 10, 100));
		assert_eq!(Session::queued_keys()[0], (10, keys(10)));
		rotate();
		assert_eq!(Session::queued_keys()[0], (10, keys(100)));
		check();
	});
}

#[test]
fn who_has_no_keys_is_not_elected() {
	run(|| {
		grant(GUILD, 1);
		assert_ok!(Stake::stand(signed(GUILD), 50));
		until_in_force();
		assert_eq!(active(), founders());
		assert_ok!(set_keys(GUILD, 50, 50));
		rotate();
		assert_eq!(active(), founders());
		assert!(queued().contains(&50));
		rotate();
		assert!(active().contains(&50));
	});
}

#[test]
fn the_session_pallets_own_calls_are_switched_off() {
	// `set_keys` is index 0 of pallet 7.
	let call = (7u8, 0u8, keys(1), proof(10, 1)).encode();
	assert!(<RuntimeCall as codec::Decode>::decode(&mut &call[..]).is_err());
}
