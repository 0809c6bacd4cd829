//! Custodians, strangers and sealers who do not follow the rules.

use super::*;

/// The content key, for tests in which the sealer lies.
fn dek(manifest: &Manifest, shares: &[OpenedShare]) -> Secret {
	let shares = shares.iter().map(|share| (share.index, &share.bytes)).collect();
	shares::combine(manifest.threshold, &shares).unwrap()
}

#[test]
fn an_altered_wrap_names_its_custodian() {
	let reader = SecretKey::generate();
	let Sealed { manifest, wraps, .. } = sealed(1, &reader);
	let bad = Err(OpenError::BadShare { custodian: InstitutionId(101) });
	let attempt = |wrap: &Wrap| open_wrap(&manifest, wrap, &reader).map(|share| share.index());
	assert_eq!(attempt(&wraps[1]), Ok(2));
	for byte in 0..SEALED_SHARE {
		let mut wrap = wraps[1].clone();
		wrap.sealed[byte] ^= 1;
		assert_eq!(attempt(&wrap), bad);
	}
	for byte in 0..32 {
		let mut wrap = wraps[1].clone();
		wrap.encapsulated[byte] ^= 1;
		assert_eq!(attempt(&wrap), bad);
	}
	for sealed in [vec![], wraps[1].sealed[1..].to_vec(), vec![0; 1000]] {
		assert_eq!(attempt(&Wrap { sealed, ..wraps[1].clone() }), bad);
	}
	assert_eq!(attempt(&Wrap { encapsulated: [0; 32], ..wraps[1].clone() }), bad);
	assert_eq!(attempt(&Wrap { index: 2, ..wraps[0].clone() }), bad);
	for index in [0, 4, 255] {
		let elsewhere = Wrap { index, ..wraps[1].clone() };
		assert_eq!(attempt(&elsewhere), Err(OpenError::UnknownShare { index }));
	}
}

/// HPKE in base mode lets anybody wrap anything: only the share's hash stops this.
#[test]
fn a_well_made_wrap_of_a_wrong_share_names_its_custodian() {
	let reader = SecretKey::generate();
	let Sealed { manifest, wraps, .. } = sealed(1, &reader);
	let core = manifest.core_hash();
	let other = open_wrap(&manifest, &wraps[0], &reader).unwrap();
	for share in [&Secret::new([7; 32]), &other.bytes] {
		let forged = Wrap::seal(&core, 3, share, &reader.public()).unwrap();
		assert_eq!(
			open_wrap(&manifest, &forged, &reader).unwrap_err(),
			OpenError::BadShare { custodian: InstitutionId(102) }
		);
	}
}

#[test]
fn a_stranger_opens_nothing() {
	let (reader, stranger) = (SecretKey::generate(), SecretKey::generate());
	let Sealed { manifest, ciphertext, wraps } = sealed(1, &reader);
	let (wrapped_for, own) = (reader.public().hash(), stranger.public().hash());
	for wrap in &wraps {
		assert_eq!(
			open_wrap(&manifest, wrap, &stranger).unwrap_err(),
			OpenError::WrongRecipient { wrapped_for, own }
		);
		let relabelled = Wrap { key: own, ..wrap.clone() };
		let error = open_wrap(&manifest, &relabelled, &stranger).unwrap_err();
		assert!(matches!(error, OpenError::BadShare { .. }));
	}
	assert_eq!(
		open(&manifest, &ciphertext, &[]).unwrap_err(),
		OpenError::NotEnoughShares { have: 0, need: 2 }
	);
}

#[test]
fn ciphertext_and_wraps_of_another_sealing_are_refused() {
	let reader = SecretKey::generate();
	let (one, two) = (sealed(1, &reader), sealed(2, &reader));
	let again = sealed(1, &reader);
	for other in [two, again] {
		let shares = shares_of(&one, &reader);
		let error = open(&one.manifest, &other.ciphertext, &shares).unwrap_err();
		assert_eq!(error, OpenError::WrongCiphertext);
		let error = open(&other.manifest, &other.ciphertext, &shares).unwrap_err();
		assert_eq!(error, OpenError::NotEnoughShares { have: 0, need: 2 });
		let error = rewrap(&other.manifest, &shares, &reader.public()).unwrap_err();
		assert_eq!(error, SealError::ForeignShare { index: 1 });
		let error = open_wrap(&one.manifest, &other.wraps[2], &reader).unwrap_err();
		assert_eq!(error, OpenError::BadShare { custodian: InstitutionId(102) });

		let swapped =
			Manifest { ciphertext_hash: other.manifest.ciphertext_hash, ..one.manifest.clone() };
		let error = open(&swapped, &other.ciphertext, &shares).unwrap_err();
		assert_eq!(error, OpenError::Unreadable);
	}
}

#[test]
fn one_share_given_twice_counts_once() {
	let reader = SecretKey::generate();
	let Sealed { manifest, ciphertext, wraps } = sealed(1, &reader);
	let shares: Vec<_> =
		[1, 1, 1].iter().map(|at| open_wrap(&manifest, &wraps[*at], &reader).unwrap()).collect();
	assert_eq!(
		open(&manifest, &ciphertext, &shares).unwrap_err(),
		OpenError::NotEnoughShares { have: 1, need: 2 }
	);
}

/// The hash refuses it before the cipher sees it, and the cipher refuses it too.
#[test]
fn every_altered_byte_of_a_ciphertext_is_refused() {
	let reader = SecretKey::generate();
	let sealed = sealed(1, &reader);
	let shares = shares_of(&sealed, &reader);
	let mut ciphertext = sealed.ciphertext.clone();
	for byte in 0..ciphertext.len() {
		let flip = 1 << (byte % 8);
		ciphertext[byte] ^= flip;
		let error = open(&sealed.manifest, &ciphertext, &shares).unwrap_err();
		assert_eq!(error, OpenError::WrongCiphertext);
		// Not every byte: it takes long.
		if byte % 61 == 0 {
			let ciphertext_hash = ciphertext_hash(&ciphertext);
			let manifest = Manifest { ciphertext_hash, ..sealed.manifest.clone() };
			assert_eq!(open(&manifest, &ciphertext, &shares).unwrap_err(), OpenError::Unreadable);
		}
		ciphertext[byte] ^= flip;
	}
	assert!(open(&sealed.manifest, &ciphertext, &shares).is_ok());
}

#[test]
fn a_manifest_that_is_not_on_chain_is_refused() {
	let reader = SecretKey::generate();
	let Sealed { manifest, .. } = sealed(1, &reader);
	let on_chain = manifest.hash();
	assert_eq!(check_manifest(&manifest, &on_chain), Ok(()));
	let other = Manifest { epoch: 2, ..manifest };
	assert_eq!(check_manifest(&other, &on_chain), Err(OpenError::WrongManifest));
}

#[test]
fn a_malformed_manifest_is_refused_even_if_it_is_on_chain() {
	let reader = SecretKey::generate();
	let good = sealed(1, &reader);
	let shares = shares_of(&good, &reader);
	let refused = |change: &dyn Fn(&mut Manifest)| {
		let mut manifest = good.manifest.clone();
		change(&mut manifest);
		let error = open(&manifest, &good.ciphertext, &shares).unwrap_err();
		error == OpenError::MalformedManifest
			&& check_manifest(&manifest, &manifest.hash()) == Err(OpenError::MalformedManifest)
	};
	assert!(refused(&|manifest| manifest.threshold = 0));
	assert!(refused(&|manifest| manifest.threshold = 4));
	assert!(refused(&|manifest| manifest.shares.clear()));
	assert!(refused(&|manifest| manifest.shares.swap(0, 1)));
	assert!(refused(&|manifest| manifest.shares[0].index = 0));
	assert!(refused(&|manifest| manifest.shares[1].holder = manifest.shares[0].holder));
	assert!(refused(&|manifest| {
		let share = manifest.shares[0].clone();
		manifest.shares.extend((4..=8).map(|index| Share {
			index,
			holder: InstitutionId(index.into()),
			..share.clone()
		}));
	}));
}

#[test]
fn a_sealer_who_names_another_key_is_found_out() {
	let reader = SecretKey::generate();
	let mut sealed = sealed(1, &reader);
	let shares = shares_of(&sealed, &reader);
	sealed.manifest.dek_hash = Hash32::default();
	let error = open(&sealed.manifest, &sealed.ciphertext, &shares).unwrap_err();
	assert_eq!(error, OpenError::WrongKey);
}

#[test]
fn a_sealer_who_seals_something_else_is_found_out() {
	let reader = SecretKey::generate();
	let mut sealed = sealed(1, &reader);
	let shares = shares_of(&sealed, &reader);
	let dek = dek(&sealed.manifest, &shares);
	let mut lie = |content: &[u8]| {
		let core = sealed.manifest.core_hash();
		let ciphertext = stream::seal(&dek, &core, content).unwrap();
		sealed.manifest.ciphertext_hash = ciphertext_hash(&ciphertext);
		open(&sealed.manifest, &ciphertext, &shares).unwrap_err()
	};
	assert_eq!(lie(&document().encode()), OpenError::WrongDocument);
	assert!(matches!(lie(b"no document"), OpenError::Document(_)));
}
