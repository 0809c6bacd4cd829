use super::*;
use proptest::prelude::*;
use std::collections::HashSet;

const CORE: Hash32 = Hash32([5; 32]);

fn dek() -> Secret {
	Secret::new([7; 32])
}

/// Neither lost nor opened: what every altered ciphertext must be.
fn refused(ciphertext: &[u8]) -> bool {
	decrypt(&dek(), &CORE, ciphertext).is_none()
}

fn content(length: usize) -> Vec<u8> {
	(0..length).map(|position| position as u8).collect()
}

#[test]
fn content_around_every_chunk_border_comes_back() {
	let around =
		[0, 1, STEP - PREFIX, STEP - PREFIX + 1, CHUNK - PREFIX, CHUNK, 3 * CHUNK - PREFIX];
	for length in around.into_iter().flat_map(|length| [length, length + 1]) {
		let ciphertext = seal(&dek(), &CORE, &content(length)).unwrap();
		assert_eq!(*open(&dek(), &CORE, &ciphertext).unwrap(), content(length));
	}
}

#[test]
fn every_flipped_bit_is_refused() {
	let ciphertext = encrypt(&dek(), &CORE, &content(40)).unwrap();
	assert!(!refused(&ciphertext));
	for bit in 0..ciphertext.len() * 8 {
		let mut altered = ciphertext.clone();
		altered[bit / 8] ^= 1 << (bit % 8);
		assert!(refused(&altered), "bit {bit}");
	}
}

#[test]
fn every_truncation_is_refused() {
	let ciphertext = encrypt(&dek(), &CORE, &content(2 * CHUNK + 10)).unwrap();
	let borders = (0..4).map(|chunks| NONCE + chunks * (CHUNK + TAG));
	let lengths = borders.flat_map(|border| border.saturating_sub(20)..border + 20);
	for length in (0..100).chain(lengths).filter(|length| *length < ciphertext.len()) {
		assert!(refused(&ciphertext[..length]), "{length} bytes");
	}
	assert!(refused(&[&ciphertext[..], &[0]].concat()));
}

#[test]
fn reordered_repeated_and_dropped_chunks_are_refused() {
	let ciphertext = encrypt(&dek(), &CORE, &content(4 * CHUNK)).unwrap();
	let (nonce, body) = ciphertext.split_at(NONCE);
	let chunks: Vec<_> = body.chunks(CHUNK + TAG).collect();
	let with = |order: &[usize]| {
		let chosen = order.iter().map(|chunk| chunks[*chunk]);
		[nonce].into_iter().chain(chosen).collect::<Vec<_>>().concat()
	};
	assert!(!refused(&with(&[0, 1, 2, 3])));
	for order in [
		&[1, 0, 2, 3][..],
		&[0, 1, 3, 2],
		&[0, 1, 2],
		&[1, 2, 3],
		&[0, 1, 1, 3],
		&[0, 3],
		&[3],
		&[],
	] {
		assert!(refused(&with(order)), "{order:?}");
	}
}

#[test]
fn another_key_or_core_is_refused() {
	let ciphertext = seal(&dek(), &CORE, b"content").unwrap();
	assert!(open(&Secret::new([8; 32]), &CORE, &ciphertext).is_err());
	assert!(open(&dek(), &Hash32([6; 32]), &ciphertext).is_err());
}

#[test]
fn padding_that_is_not_ours_is_refused() {
	let padded_with = |length: u64, zeros: usize, last: u8| {
		let mut plaintext = [&length.to_le_bytes()[..], &vec![0; zeros]].concat();
		*plaintext.last_mut().unwrap() = last;
		let ciphertext = encrypt(&dek(), &CORE, &plaintext).unwrap();
		open(&dek(), &CORE, &ciphertext).is_ok()
	};
	assert!(padded_with(100, STEP - PREFIX, 0));
	assert!(!padded_with(100, STEP - PREFIX, 1));
	assert!(!padded_with(100, 2 * STEP - PREFIX, 0));
	assert!(!padded_with(100, 100, 0));
	assert!(!padded_with(100, 99, 0));
	assert!(!padded_with(u64::MAX, STEP - PREFIX, 0));
	assert!(!refused(&encrypt(&dek(), &CORE, &[0; 7]).unwrap()));
	assert!(open(&dek(), &CORE, &encrypt(&dek(), &CORE, &[0; 7]).unwrap()).is_err());
}

#[test]
fn sizes_tell_little() {
	let sizes = |range: core::ops::Range<usize>| range.map(padded).collect::<HashSet<_>>().len();
	assert_eq!(sizes(8..STEP + 1), 1);
	assert_eq!(sizes(8..(64 << 10) + 1), 16);
	// From 4 to 8 MiB there are 32 sizes.
	assert_eq!((4 << 20..8 << 20).step_by(1000).map(padded).collect::<HashSet<_>>().len(), 33);
	assert_eq!((padded(9), padded(65_536), padded(65_537)), (4_096, 65_536, 69_632));
	// The example of the paper's definition, E = 20 and S = 5: steps of 2^15.
	assert_eq!(padded((1 << 20) + 1), (1 << 20) + (1 << 15));
}

#[test]
fn what_is_too_large_is_refused() {
	let error = seal(&dek(), &CORE, &vec![0; MAX_ENCODED + 1]).unwrap_err();
	assert_eq!(error, SealError::TooLarge);
}

#[test]
fn the_largest_ciphertext_is_as_long_as_said() {
	let plaintext = padded(MAX_ENCODED + PREFIX);
	assert_eq!(MAX_CIPHERTEXT, NONCE + plaintext + plaintext.div_ceil(CHUNK) * TAG);
	assert_eq!(plaintext, 132 << 20);
}

proptest! {
	#[test]
	fn padding_grows_with_the_length_and_adds_little(length in PREFIX..MAX_ENCODED) {
		let longer = padded(length);
		prop_assert!(longer >= length && longer < length + STEP.max(length / 32 + 1));
		prop_assert!(padded(length + 1) >= longer && padded(longer) == longer);
	}

	#[test]
	fn any_content_comes_back(content: Vec<u8>, key: [u8; 32], core: [u8; 32]) {
		let (key, core) = (Secret::new(key), Hash32(core));
		let ciphertext = seal(&key, &core, &content).unwrap();
		prop_assert_eq!(&*open(&key, &core, &ciphertext).unwrap(), &content);
	}
}
