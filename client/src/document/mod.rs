//! A document as salted leaves under one root, so that a 32-byte commitment stands for it on chain
//! and a single field can be erased later while every other one still proves against it.
//!
//! A JSON document has one leaf per scalar and one per container; a file (DICOM, PDF) is one leaf.
//! Leaves are shuffled and, for JSON, filled up with decoys to a power of two, so that neither
//! place nor number tells what a redacted leaf was.
//!
//! ```text
//! leaf       = Open { salt[32], pointer, kind, value } | Redacted(digest[32])
//! root       = RFC 6962 tree over the digests, in the order of the leaves
//! commitment = H("salus/commit/v1", salt[64], record, version, root)
//! encoding   = SCALE: salt[64], leaves
//! ```
//!
//! Salts, pointers and values are wiped when a [`Document`] is dropped. The caller's own input,
//! what [`Document::content`] returns and the JSON parser's scratch space are not.

mod error;
mod json;
mod leaf;
mod pointer;
mod rebuild;
#[cfg(test)]
mod tests;

pub use error::DocumentError;

use codec::{Compact, Decode, Encode};
use leaf::{Draft, Leaf};
use rand::{rand_core::UnwrapErr, rngs::SysRng, seq::SliceRandom, Rng};
use salus_primitives::{
	leaf_hash, merkle_root, Hash32, LeafKind, RecordCommitment, RecordId, Salt,
};
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// Most bytes of JSON or of a file that one document may hold: 32 MiB.
pub const MAX_CONTENT: usize = 32 << 20;

/// Most leaves of one document, decoys included: 2^20.
pub const MAX_LEAVES: usize = 1 << 20;

/// Deepest nesting of a JSON document: 64 levels below the root.
pub const MAX_DEPTH: usize = 64;

/// Most bytes of an encoded document: 128 MiB. A leaf carries its whole path, so JSON grows.
pub const MAX_ENCODED: usize = 128 << 20;

/// The content of one record version, committed to and redactable.
#[derive(ZeroizeOnDrop)]
pub struct Document {
	salt: Salt,
	leaves: Vec<Leaf>,
}

/// What a document holds. It is no longer wiped on drop: do that, or keep it short.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
	/// JSON with sorted members, lists in order and numbers as they were written. Redacted
	/// members and items are left out.
	Json(String),
	/// The bytes of a file.
	File(Vec<u8>),
}

impl Document {
	/// Reads JSON of at most [`MAX_CONTENT`] bytes. Two readings of the same bytes have nothing in
	/// common: salts, decoys and order are fresh.
	///
	/// # Errors
	/// Not JSON, a member named twice, unpaired surrogates, too large, too deep, too many values.
	///
	/// # Panics
	/// When the operating system has no randomness to give.
	pub fn from_json(source: &[u8]) -> Result<Self, DocumentError> {
		fits(source)?;
		Self::salted(json::leaves(source)?)
	}

	/// Takes a file as it is, at most [`MAX_CONTENT`] bytes.
	///
	/// # Errors
	/// [`DocumentError::TooLarge`].
	///
	/// # Panics
	/// When the operating system has no randomness to give.
	pub fn from_file(bytes: &[u8]) -> Result<Self, DocumentError> {
		fits(bytes)?;
		Self::salted(vec![Draft::new("", LeafKind::File, bytes)])
	}

	/// Adds decoys, salts and shuffles. Salts are drawn into a vector that no longer grows, so
	/// that no copy of them stays behind in freed memory.
	fn salted(drafts: Vec<Draft>) -> Result<Self, DocumentError> {
		let count = drafts.len().next_power_of_two();
		let mut leaves = Vec::with_capacity(count);
		leaves.extend(drafts.into_iter().map(Draft::salted));
		leaves.resize_with(count, Leaf::decoy);
		leaves.shuffle(&mut UnwrapErr(SysRng));

		let mut document = Self { salt: [0; 64], leaves };
		UnwrapErr(SysRng).fill_bytes(&mut document.salt);
		if document.encoded_size() > MAX_ENCODED {
			return Err(DocumentError::TooLarge { limit: MAX_ENCODED });
		}
		Ok(document)
	}

	/// The root of the tree of leaves. Redaction does not change it.
	pub fn root(&self) -> Hash32 {
		let digests: Vec<_> = self.leaves.iter().map(Leaf::digest).collect();
		// A document has at least one leaf: every constructor sees to it.
		merkle_root(&digests).unwrap_or_default()
	}

	/// The hiding and binding commitment that goes on chain for this record version.
	pub fn commitment(&self, record: RecordId, version: u32) -> RecordCommitment {
		RecordCommitment::new(&self.salt, record, version, &self.root())
	}

	/// SCALE bytes for [`Self::decode`], at most [`MAX_ENCODED`]. They open the commitment: seal
	/// them, never store them.
	pub fn encode(&self) -> Zeroizing<Vec<u8>> {
		// Allocated once: a vector that grows leaves copies of secrets behind.
		let mut bytes = Zeroizing::new(Vec::with_capacity(self.encoded_size()));
		self.salt.encode_to(&mut *bytes);
		self.leaves.encode_to(&mut *bytes);
		bytes
	}

	fn encoded_size(&self) -> usize {
		self.salt.encoded_size() + self.leaves.encoded_size()
	}

	/// Reads what [`Self::encode`] wrote. Whether the leaves make sense shows in
	/// [`Self::content`]; whether they are the committed ones shows in [`Self::commitment`].
	///
	/// # Errors
	/// [`DocumentError::TooLarge`], [`DocumentError::TooManyLeaves`], [`DocumentError::Malformed`].
	pub fn decode(bytes: &[u8]) -> Result<Self, DocumentError> {
		if bytes.len() > MAX_ENCODED {
			return Err(DocumentError::TooLarge { limit: MAX_ENCODED });
		}
		let malformed = |_| DocumentError::Malformed("it is cut short or not a document");
		let input = &mut &*bytes;
		let mut document =
			Self { salt: Salt::decode(input).map_err(malformed)?, leaves: Vec::new() };
		let Compact(count) = Compact::<u32>::decode(input).map_err(malformed)?;
		let count = count as usize;
		if count > MAX_LEAVES {
			return Err(DocumentError::TooManyLeaves);
		}
		if !count.is_power_of_two() {
			return Err(DocumentError::Malformed("the number of leaves is no power of two"));
		}
		// A leaf takes more bytes than a digest, so a short input cannot ask for much memory.
		if input.len() / Hash32::LEN < count {
			return Err(DocumentError::Malformed("it is cut short or not a document"));
		}
		document.leaves.reserve_exact(count);
		for _ in 0..count {
			document.leaves.push(Leaf::decode(input).map_err(malformed)?);
		}
		if !input.is_empty() {
			return Err(DocumentError::Malformed("bytes follow the last leaf"));
		}
		Ok(document)
	}

	/// Rebuilds what the document holds, without what was redacted.
	///
	/// # Errors
	/// [`DocumentError::Redacted`] when nothing is left. [`DocumentError::Malformed`] when whoever
	/// sealed it did not follow the rules: two leaves with one pointer, a leaf without its
	/// container, a gap in a list that no redaction explains, a value that is not of its kind.
	pub fn content(&self) -> Result<Content, DocumentError> {
		match self.leaves.as_slice() {
			[Leaf::Open { kind: LeafKind::File, pointer, value, .. }] if pointer.is_empty() => {
				Ok(Content::File(value.clone()))
			},
			leaves => rebuild::json(leaves).map(Content::Json),
		}
	}

	/// Replaces the leaf at an RFC 6901 pointer, and everything below it, by digests; `""` is the
	/// whole document. Returns how many leaves went. The root and the commitment stay.
	///
	/// Decoys turn into digests with the first redaction: otherwise they would tell how many
	/// fields are missing.
	///
	/// # Errors
	/// [`DocumentError::NotFound`]: nothing is there, or it was redacted before.
	pub fn redact(&mut self, pointer: &str) -> Result<usize, DocumentError> {
		if !self.leaves.iter().any(|leaf| leaf.pointer() == Some(pointer)) {
			return Err(DocumentError::NotFound);
		}
		let mut erased = 0;
		for leaf in &mut self.leaves {
			let reached = leaf.pointer().is_some_and(|at| pointer::is_within(at, pointer));
			if reached || leaf.is_decoy() {
				*leaf = Leaf::Redacted(leaf.digest());
				erased += usize::from(reached);
			}
		}
		Ok(erased)
	}

	/// Whether parts of the document were taken out.
	pub fn is_redacted(&self) -> bool {
		self.leaves.iter().any(|leaf| matches!(leaf, Leaf::Redacted(_)))
	}
}

/// Says that it is one, and nothing of what is in it.
impl core::fmt::Debug for Document {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.debug_struct("Document").finish_non_exhaustive()
	}
}

fn fits(content: &[u8]) -> Result<(), DocumentError> {
	match content.len() <= MAX_CONTENT {
		true => Ok(()),
		false => Err(DocumentError::TooLarge { limit: MAX_CONTENT }),
	}
}
