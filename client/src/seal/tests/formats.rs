//! What is stored or sent, byte for byte.

use super::*;
use codec::{Decode, Encode};

#[test]
fn a_seed_makes_the_key_that_rfc_9180_says() {
	// Appendix A.1.1: ikmR and pkRm.
	let seed: Hash32 =
		"6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037".parse().unwrap();
	let public = "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d";
	let key = SecretKey::from_seed(&seed.0);
	assert_eq!(key.public(), PublicKey::X25519(public.parse().unwrap()));
	assert_eq!(key.seed(), &seed.0);
	let again = SecretKey::from_seed(SecretKey::generate().seed());
	assert_eq!(SecretKey::from_seed(again.seed()).public(), again.public());
}

#[test]
fn a_wrap_travels_as_scale_and_as_json() {
	let wrap = Wrap { index: 3, key: Hash32([1; 32]), encapsulated: [2; 32], sealed: vec![3, 255] };
	let bytes = wrap.encode();
	assert_eq!(bytes, [&[3][..], &[1; 32], &[2; 32], &[8, 3, 255]].concat());
	assert_eq!(Wrap::decode(&mut &bytes[..]), Ok(wrap.clone()));

	let json = serde_json::to_value(&wrap).unwrap();
	let expected = serde_json::json!({
		"index": 3,
		"key": format!("0x{}", "01".repeat(32)),
		"encapsulated": format!("0x{}", "02".repeat(32)),
		"sealed": "0x03ff",
	});
	assert_eq!(json, expected);
	assert_eq!(serde_json::from_value::<Wrap>(json.clone()).unwrap(), wrap);
	for (field, value) in [("encapsulated", "0x02"), ("sealed", "0x3"), ("sealed", "0xzz")] {
		let mut json = json.clone();
		json[field] = value.into();
		assert!(serde_json::from_value::<Wrap>(json).is_err());
	}
}

#[test]
fn a_wrapped_share_is_as_long_as_said() {
	let wraps = sealed(1, &SecretKey::generate()).wraps;
	assert!(wraps.iter().all(|wrap| wrap.sealed.len() == SEALED_SHARE));
}

#[test]
fn the_hashes_in_a_manifest_are_the_documented_ones() {
	let reader = SecretKey::generate();
	let sealed = sealed(1, &reader);
	let shares = shares_of(&sealed, &reader);
	let bound_to = Manifest::context(&Hash32([1; 32]), RecordId([1; 16]), 1, 1);
	for (share, stated) in shares.iter().zip(&sealed.manifest.shares) {
		let parts: [&[u8]; 3] = [&bound_to.0, &[share.index], &*share.bytes];
		assert_eq!(stated.hash, tagged_hash("salus/share/v1", &parts));
	}
	let ciphertext = tagged_hash("salus/ciphertext/v1", &[&sealed.ciphertext]);
	assert_eq!(sealed.manifest.ciphertext_hash, ciphertext);
}

#[test]
fn wraps_are_bound_to_core_index_and_key() {
	let reader = SecretKey::generate();
	let share = Secret::new([7; 32]);
	let core = Hash32([5; 32]);
	let wrap = Wrap::seal(&core, 1, &share, &reader.public()).unwrap();
	assert_eq!(wrap.open(&core, &reader), Some(share));
	assert_eq!(wrap.open(&Hash32([6; 32]), &reader), None);
	assert_eq!(Wrap { index: 2, ..wrap.clone() }.open(&core, &reader), None);
	assert_eq!(Wrap { key: Hash32([0; 32]), ..wrap.clone() }.open(&core, &reader), None);
	assert_eq!(wrap.open(&core, &SecretKey::generate()), None);
}
