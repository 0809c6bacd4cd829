//! One leaf of a document: open, or reduced to its digest.

use super::leaf_hash;
use codec::{Decode, Encode};
use rand::{rand_core::UnwrapErr, rngs::SysRng, Rng};
use salus_primitives::{Hash32, LeafKind, LEAF_SALT};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Bytes of the value of a decoy.
const DECOY: usize = 16;

/// A leaf of the tree.
#[derive(Encode, Decode, Zeroize, ZeroizeOnDrop)]
pub(super) enum Leaf {
	/// As it was sealed.
	#[codec(index = 0)]
	Open {
		/// Hides the value: without it the digest cannot be guessed.
		salt: [u8; LEAF_SALT],
		/// RFC 6901. Empty for the root, a file and a decoy.
		pointer: String,
		#[zeroize(skip)]
		kind: LeafKind,
		value: Vec<u8>,
	},
	/// Erased: what is left still proves every other leaf.
	#[codec(index = 1)]
	Redacted(#[zeroize(skip)] Hash32),
}

impl Leaf {
	/// A leaf that says nothing.
	pub(super) fn decoy() -> Self {
		let mut value = [0; DECOY];
		UnwrapErr(SysRng).fill_bytes(&mut value);
		Draft::new("", LeafKind::Decoy, &value).salted()
	}

	pub(super) fn digest(&self) -> Hash32 {
		match self {
			Self::Open { salt, pointer, kind, value } => leaf_hash(salt, pointer, *kind, value),
			Self::Redacted(digest) => *digest,
		}
	}

	pub(super) fn is_decoy(&self) -> bool {
		matches!(self, Self::Open { kind: LeafKind::Decoy, .. })
	}

	/// Where the content stands, if there still is any.
	pub(super) fn pointer(&self) -> Option<&str> {
		match self {
			Self::Open { kind: LeafKind::Decoy, .. } | Self::Redacted(_) => None,
			Self::Open { pointer, .. } => Some(pointer),
		}
	}
}

/// What becomes a leaf once all are known.
pub(super) struct Draft {
	pointer: Zeroizing<String>,
	kind: LeafKind,
	value: Zeroizing<Vec<u8>>,
}

impl Draft {
	pub(super) fn new(pointer: &str, kind: LeafKind, value: &[u8]) -> Self {
		Self { pointer: pointer.to_owned().into(), kind, value: value.to_vec().into() }
	}

	/// Gives it a fresh salt.
	pub(super) fn salted(mut self) -> Leaf {
		let mut salt = Zeroizing::new([0; LEAF_SALT]);
		UnwrapErr(SysRng).fill_bytes(&mut *salt);
		Leaf::Open {
			salt: *salt,
			pointer: core::mem::take(&mut *self.pointer),
			kind: self.kind,
			value: core::mem::take(&mut *self.value),
		}
	}
}
