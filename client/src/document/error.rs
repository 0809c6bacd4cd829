//! Why a document cannot be read. No message carries content: places are byte offsets.

use super::{MAX_DEPTH, MAX_LEAVES};

/// Why a document cannot be read, rebuilt or redacted.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
pub enum DocumentError {
	/// The input is not JSON.
	#[error("not JSON at line {line}, column {column}; correct it there, or take it as a file")]
	NotJson {
		/// Counted from 1.
		line: usize,
		/// Counted from 1.
		column: usize,
	},
	/// A string or member name has escapes that are no Unicode text (RFC 8259, section 8.2).
	#[error(
		"the value at byte {offset} has an unpaired surrogate escape; write its text as UTF-8"
	)]
	BadString {
		/// Where the value begins.
		offset: usize,
	},
	/// Two members of an object have one name: readers would not agree which one counts.
	#[error("the object at byte {offset} names a member twice; keep one of the two")]
	DuplicateKey {
		/// Where the object begins.
		offset: usize,
	},
	/// Nested more than [`MAX_DEPTH`] levels.
	#[error("nested more than {MAX_DEPTH} levels; flatten the document, or take it as a file")]
	TooDeep,
	/// Larger than the limit, in bytes.
	#[error("larger than {limit} bytes; split the document into several records")]
	TooLarge {
		/// [`MAX_CONTENT`](super::MAX_CONTENT) for input, [`MAX_ENCODED`](super::MAX_ENCODED) for
		/// leaves.
		limit: usize,
	},
	/// More than [`MAX_LEAVES`] values.
	#[error("more than {MAX_LEAVES} values; split the document, or take it as a file")]
	TooManyLeaves,
	/// Not what an honest sealer writes.
	#[error("the document is malformed ({0}); ask its issuer for a correct version")]
	Malformed(&'static str),
	/// Everything was redacted.
	#[error("everything in this document has been redacted; there is nothing to show")]
	Redacted,
	/// No leaf stands at the pointer.
	#[error("nothing stands at this pointer; take one that the document still shows")]
	NotFound,
}
