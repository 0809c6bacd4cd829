//! Hashes with domain separation, the leaf tree of a document and the record commitment.
//!
//! `lp(x) = u64_le(len) || x` and `H = BLAKE2b-256`. The tree has the shape of RFC 6962. The
//! commitment's salt is twice as long as the digest, so it hides statistically.

use crate::{ids::Hash32, RecordId};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The 64-byte salt of a commitment.
pub type Salt = [u8; 64];

/// Length in bytes of the salt of one leaf.
pub const LEAF_SALT: usize = 32;

/// `H(lp(tag) lp(part) …)`: injective, because every part carries its length. Hashes as it goes, so
/// that no copy of a secret part stays in memory.
pub fn tagged_hash(tag: &str, parts: &[&[u8]]) -> Hash32 {
	let mut state = blake2b_simd::Params::new().hash_length(32).to_state();
	for part in core::iter::once(&tag.as_bytes()).chain(parts) {
		state.update(&(part.len() as u64).to_le_bytes());
		state.update(part);
	}
	let mut hash = Hash32::default();
	hash.0.copy_from_slice(state.finalize().as_bytes());
	hash
}

/// What a leaf holds. Containers are leaves too (with an empty value), so that an empty list, an
/// empty object and an absent field differ and a document is rebuilt exactly.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
#[repr(u8)]
pub enum LeafKind {
	/// Random bytes that pad the tree to a power of two.
	#[codec(index = 0)]
	Decoy = 0,
	/// JSON `null`.
	#[codec(index = 1)]
	Null = 1,
	/// `true` or `false`.
	#[codec(index = 2)]
	Bool = 2,
	/// A number as its source lexeme: FHIR decimals keep `1.00`.
	#[codec(index = 3)]
	Number = 3,
	/// A string as UTF-8.
	#[codec(index = 4)]
	String = 4,
	/// An object; its members are leaves of their own.
	#[codec(index = 5)]
	Object = 5,
	/// A list; its items are leaves of their own.
	#[codec(index = 6)]
	Array = 6,
	/// A whole file that is not JSON (DICOM, PDF).
	#[codec(index = 7)]
	File = 7,
}

/// `H("salus/leaf/v1", salt, json_pointer, kind || value)`.
pub fn leaf_hash(
	salt: &[u8; LEAF_SALT],
	json_pointer: &str,
	kind: LeafKind,
	value: &[u8],
) -> Hash32 {
	let mut typed = Vec::with_capacity(1 + value.len());
	typed.push(kind as u8);
	typed.extend_from_slice(value);
	tagged_hash("salus/leaf/v1", &[salt, json_pointer.as_bytes(), &typed])
}

/// `H("salus/node/v1", left, right)`.
pub fn node_hash(left: &Hash32, right: &Hash32) -> Hash32 {
	tagged_hash("salus/node/v1", &[&left.0, &right.0])
}

/// The root of a tree of leaves in the shape of RFC 6962 (split at the largest power of two below
/// the count). `None` for no leaves: a document has at least one.
pub fn merkle_root(leaves: &[Hash32]) -> Option<Hash32> {
	match leaves {
		[] => None,
		[leaf] => Some(*leaf),
		_ => {
			let split = leaves.len().next_power_of_two() / 2;
			let (left, right) = leaves.split_at(split);
			Some(node_hash(&merkle_root(left)?, &merkle_root(right)?))
		},
	}
}

/// The one content-derived value on chain: 32 bytes, hiding and binding, of one record version.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(transparent)]
pub struct RecordCommitment(pub Hash32);

impl RecordCommitment {
	/// `H("salus/commit/v1", salt, record, version, root)`.
	pub fn new(salt: &Salt, record: RecordId, version: u32, root: &Hash32) -> Self {
		Self(tagged_hash(
			"salus/commit/v1",
			&[salt, record.as_ref(), &version.to_le_bytes(), &root.0],
		))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn parts_cannot_slide_into_each_other() {
		assert_ne!(tagged_hash("t", &[b"ab", b"c"]), tagged_hash("t", &[b"a", b"bc"]));
		assert_ne!(tagged_hash("t", &[b"ab"]), tagged_hash("ta", &[b"b"]));
	}

	#[test]
	fn framing_is_the_documented_one() {
		let mut message = Vec::new();
		for part in [&b"salus/node/v1"[..], &[1; 32], &[2; 32]] {
			message.extend_from_slice(&(part.len() as u64).to_le_bytes());
			message.extend_from_slice(part);
		}
		assert_eq!(
			node_hash(&Hash32([1; 32]), &Hash32([2; 32])).0,
			sp_crypto_hashing::blake2_256(&message)
		);
	}

	#[test]
	fn the_tree_splits_as_rfc_6962_does() {
		let leaves: Vec<_> = (0..5u8).map(|n| Hash32([n; 32])).collect();
		let first_four =
			node_hash(&node_hash(&leaves[0], &leaves[1]), &node_hash(&leaves[2], &leaves[3]));
		assert_eq!(merkle_root(&leaves), Some(node_hash(&first_four, &leaves[4])));
		assert_eq!(merkle_root(&leaves[..1]), Some(leaves[0]));
		assert_eq!(merkle_root(&[]), None);
	}

	#[test]
	fn the_kind_of_a_value_is_part_of_the_leaf() {
		let salt = [7; 32];
		assert_ne!(
			leaf_hash(&salt, "/a", LeafKind::String, b"1"),
			leaf_hash(&salt, "/a", LeafKind::Number, b"1")
		);
	}

	#[test]
	fn a_commitment_binds_salt_record_version_and_root() {
		let base = RecordCommitment::new(&[1; 64], RecordId([2; 16]), 3, &Hash32([4; 32]));
		assert_ne!(base, RecordCommitment::new(&[0; 64], RecordId([2; 16]), 3, &Hash32([4; 32])));
		assert_ne!(base, RecordCommitment::new(&[1; 64], RecordId([0; 16]), 3, &Hash32([4; 32])));
		assert_ne!(base, RecordCommitment::new(&[1; 64], RecordId([2; 16]), 0, &Hash32([4; 32])));
		assert_ne!(base, RecordCommitment::new(&[1; 64], RecordId([2; 16]), 3, &Hash32([0; 32])));
	}
}
