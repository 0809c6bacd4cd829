//! What sealing promises.

use super::*;
use proptest::{prelude::*, sample::subsequence};

mod formats;
mod hostile;

fn context(record: u8) -> SealingContext {
	SealingContext {
		genesis: Hash32([1; 32]),
		record: RecordId([record; 16]),
		version: 1,
		epoch: 1,
	}
}

fn custodians(count: usize) -> Vec<InstitutionId> {
	(100..).map(InstitutionId).take(count).collect()
}

fn document() -> Document {
	Document::from_json(br#"{"resourceType":"Observation","value":1.00}"#).unwrap()
}

fn publics(keys: &[SecretKey]) -> Vec<PublicKey> {
	keys.iter().map(SecretKey::public).collect()
}

/// A document sealed 2 of 3 for one reader.
fn sealed(record: u8, reader: &SecretKey) -> Sealed {
	seal(&document(), context(record), &custodians(3), 2, &[reader.public()]).unwrap()
}

/// The shares a reader gets out of the wraps it can open.
fn shares_of(sealed: &Sealed, reader: &SecretKey) -> Vec<OpenedShare> {
	let wraps = sealed.wraps.iter();
	wraps.filter_map(|wrap| open_wrap(&sealed.manifest, wrap, reader).ok()).collect()
}

/// n, t and some of the indices 1 to n, as many as `count` says.
fn selection(
	count: impl Fn(usize, usize) -> usize + Clone + 'static,
) -> impl Strategy<Value = (usize, usize, Vec<u8>)> {
	(1usize..=7).prop_flat_map(|n| (Just(n), 1..=n)).prop_flat_map(move |(n, t)| {
		let indices: Vec<_> = (1..=n as u8).collect();
		(Just(n), Just(t), subsequence(indices, count(n, t)).prop_shuffle())
	})
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(24))]

	#[test]
	fn any_threshold_of_custodians_opens_and_one_less_does_not(
		(n, t, chosen) in selection(|_, t| t),
		content: Vec<u8>,
	) {
		let reader = SecretKey::generate();
		let document = Document::from_file(&content).unwrap();
		let sealed =
			seal(&document, context(1), &custodians(n), t as u8, &[reader.public()]).unwrap();
		prop_assert_eq!(check_manifest(&sealed.manifest, &sealed.manifest.hash()), Ok(()));
		let mut shares: Vec<_> = chosen
			.iter()
			.map(|index| sealed.wraps.iter().find(|wrap| wrap.index == *index).unwrap())
			.map(|wrap| open_wrap(&sealed.manifest, wrap, &reader).unwrap())
			.collect();
		let opened = open(&sealed.manifest, &sealed.ciphertext, &shares).unwrap();
		prop_assert_eq!(opened.encode(), document.encode());

		shares.pop();
		prop_assert_eq!(
			open(&sealed.manifest, &sealed.ciphertext, &shares).unwrap_err(),
			OpenError::NotEnoughShares { have: t - 1, need: t as u8 }
		);
	}

	#[test]
	fn what_n_minus_t_plus_1_custodians_erased_nobody_opens(
		(n, t, erased) in selection(|n, t| n - t + 1),
	) {
		let readers = [SecretKey::generate(), SecretKey::generate()];
		let mut sealed =
			seal(&document(), context(1), &custodians(n), t as u8, &publics(&readers)).unwrap();
		sealed.wraps.retain(|wrap| !erased.contains(&wrap.index));
		// All recipients together.
		let shares: Vec<_> = readers.iter().flat_map(|reader| shares_of(&sealed, reader)).collect();
		prop_assert_eq!(
			open(&sealed.manifest, &sealed.ciphertext, &shares).unwrap_err(),
			OpenError::NotEnoughShares { have: t - 1, need: t as u8 }
		);
	}
}

#[test]
fn every_recipient_opens_with_its_own_wraps() {
	let readers = [SecretKey::generate(), SecretKey::generate(), SecretKey::generate()];
	let sealed = seal(&document(), context(1), &custodians(5), 3, &publics(&readers)).unwrap();
	assert_eq!(sealed.wraps.len(), 15);
	for reader in &readers {
		let shares = shares_of(&sealed, reader);
		assert_eq!(shares.iter().map(OpenedShare::index).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
		assert!(open(&sealed.manifest, &sealed.ciphertext, &shares).is_ok());
	}
}

#[test]
fn shares_stand_in_the_order_of_the_custodians() {
	let order = [7, 3, 9].map(InstitutionId);
	let key = SecretKey::generate();
	let sealed = seal(&document(), context(1), &order, 2, &[key.public()]).unwrap();
	let places = sealed.manifest.shares.iter().map(|share| (share.index, share.holder));
	assert!(places.eq([(1, order[0]), (2, order[1]), (3, order[2])]));
}

#[test]
fn what_cannot_be_sealed_is_refused() {
	let key = SecretKey::generate().public();
	let attempt = |custodians: &[InstitutionId], threshold, recipients: &[PublicKey]| {
		seal(&document(), context(1), custodians, threshold, recipients).unwrap_err()
	};
	let three = custodians(3);
	assert_eq!(attempt(&[], 1, &[key]), SealError::CustodianCount { given: 0 });
	assert_eq!(attempt(&custodians(8), 1, &[key]), SealError::CustodianCount { given: 8 });
	assert_eq!(attempt(&three, 0, &[key]), SealError::Threshold { threshold: 0, custodians: 3 });
	assert_eq!(attempt(&three, 4, &[key]), SealError::Threshold { threshold: 4, custodians: 3 });
	assert_eq!(attempt(&three, 2, &[]), SealError::NoRecipients);
	let twice = [three[0], three[1], three[0]];
	let duplicate = SealError::DuplicateCustodian { custodian: three[0] };
	assert_eq!(attempt(&twice, 2, &[key]), duplicate);
}

#[test]
fn a_key_of_low_order_is_refused() {
	let low = PublicKey::X25519(Hash32::default());
	let bad = SealError::BadRecipient { key: low.hash() };
	let reader = SecretKey::generate();
	let recipients = [reader.public(), low];
	let error = seal(&document(), context(1), &custodians(3), 2, &recipients).unwrap_err();
	assert_eq!(error, bad);
	let sealed = sealed(1, &reader);
	let shares = shares_of(&sealed, &reader);
	assert_eq!(rewrap(&sealed.manifest, &shares, &low).unwrap_err(), bad);
}

#[test]
fn a_recipient_named_twice_gets_one_set_of_wraps() {
	let key = SecretKey::generate().public();
	let sealed = seal(&document(), context(1), &custodians(3), 2, &[key, key]).unwrap();
	assert_eq!(sealed.wraps.len(), 3);
}

#[test]
fn another_recipient_gets_exactly_the_shares_at_hand() {
	let (reader, other) = (SecretKey::generate(), SecretKey::generate());
	let Sealed { manifest, ciphertext, wraps } = sealed(1, &reader);
	let shares: Vec<_> =
		[2, 0, 2].iter().map(|at| open_wrap(&manifest, &wraps[*at], &reader).unwrap()).collect();

	let passed_on = rewrap(&manifest, &shares, &other.public()).unwrap();
	assert_eq!(passed_on.iter().map(|wrap| wrap.index).collect::<Vec<_>>(), [1, 3]);
	let theirs: Vec<_> =
		passed_on.iter().map(|wrap| open_wrap(&manifest, wrap, &other).unwrap()).collect();
	assert!(open(&manifest, &ciphertext, &theirs).is_ok());
	assert_eq!(rewrap(&manifest, &[], &other.public()), Ok(vec![]));
	let one = rewrap(&manifest, &shares[..1], &other.public()).unwrap();
	assert_eq!(one.len(), 1);
}

#[test]
fn a_redacted_document_is_sealed_again_under_the_same_commitment() {
	let reader = SecretKey::generate();
	let mut document = document();
	let reseal = |document: &Document, epoch| {
		let context = SealingContext { epoch, ..context(1) };
		seal(document, context, &custodians(3), 2, &[reader.public()]).unwrap()
	};
	let before = reseal(&document, 1);
	document.redact("/value").unwrap();
	let after = reseal(&document, 2);
	assert_eq!(before.manifest.commitment, after.manifest.commitment);
	let opened = open(&after.manifest, &after.ciphertext, &shares_of(&after, &reader)).unwrap();
	let expected = crate::document::Content::Json(r#"{"resourceType":"Observation"}"#.into());
	assert!(opened.content() == Ok(expected));
}

#[test]
fn two_sealings_of_one_document_have_nothing_in_common() {
	let (reader, document) = (SecretKey::generate(), document());
	let strings = || {
		let sealed = seal(&document, context(1), &custodians(3), 2, &[reader.public()]).unwrap();
		let wraps =
			sealed.wraps.iter().flat_map(|wrap| [wrap.encapsulated.to_vec(), wrap.sealed.clone()]);
		let parts: Vec<_> = wraps.chain([sealed.ciphertext]).collect();
		let windows = parts.iter().flat_map(|part| part.windows(8).map(<[u8]>::to_vec));
		windows.collect::<BTreeSet<_>>()
	};
	assert!(strings().is_disjoint(&strings()));
}

#[test]
fn every_sealing_has_its_own_key() {
	let reader = SecretKey::generate();
	let (one, two) = (sealed(1, &reader).manifest, sealed(1, &reader).manifest);
	assert_ne!(one.dek_hash, two.dek_hash);
}

#[test]
fn small_documents_have_one_size() {
	let size = |length: usize| {
		let document = Document::from_file(&vec![1; length]).unwrap();
		let key = SecretKey::generate().public();
		seal(&document, context(1), &custodians(3), 2, &[key]).unwrap().ciphertext.len()
	};
	assert!(size(0) == size(1) && size(1) == size(3_900));
}

#[test]
fn debug_tells_no_secret() {
	let reader = SecretKey::from_seed(&[3; 32]);
	let shares = shares_of(&sealed(1, &reader), &reader);
	assert_eq!(format!("{:?}", shares[0]), "OpenedShare { index: 1, .. }");
	assert_eq!(format!("{reader:?}"), format!("SecretKey {{ public: {:?}, .. }}", reader.public()));
}
