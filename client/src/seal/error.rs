//! What can go wrong when sealing and opening. No message carries content or keys.

use crate::document::{DocumentError, MAX_ENCODED};
use salus_primitives::{Hash32, InstitutionId, MAX_CUSTODIANS};

/// Why a document was not sealed, or shares not wrapped.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
pub enum SealError {
	/// No custodians, or more than [`MAX_CUSTODIANS`].
	#[error("{given} custodians; name 1 to {MAX_CUSTODIANS}")]
	CustodianCount {
		/// How many were named.
		given: usize,
	},
	/// One custodian with two shares would count twice.
	#[error("custodian {custodian} is named twice; name each once")]
	DuplicateCustodian {
		/// The one.
		custodian: InstitutionId,
	},
	/// No threshold from 1 to the number of custodians.
	#[error("threshold {threshold} of {custodians} custodians; choose 1 to {custodians}")]
	Threshold {
		/// Shares needed.
		threshold: u8,
		/// Shares there would be.
		custodians: usize,
	},
	/// Nobody could ever open it.
	#[error("no recipients; name at least the subject")]
	NoRecipients,
	/// A key of low order: anybody could open what is wrapped for it.
	#[error("the recipient's key {key} is no usable X25519 key; ask its owner for another")]
	BadRecipient {
		/// Hash of the key.
		key: Hash32,
	},
	/// The encoded document is larger than [`MAX_ENCODED`].
	#[error("the document takes more than {MAX_ENCODED} bytes; split it into several records")]
	TooLarge,
	/// A share of another sealing.
	#[error("share {index} is not of this sealing; open its wrap with this manifest first")]
	ForeignShare {
		/// Its index.
		index: u8,
	},
}

/// Why something sealed does not open.
#[derive(thiserror::Error, Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpenError {
	/// The manifest is not the one whose hash the chain keeps.
	#[error("this manifest is not the one on chain; ask another custodian for it")]
	WrongManifest,
	/// The manifest is on chain and still makes no sense.
	#[error("the manifest is malformed; ask the issuer to seal the record again")]
	MalformedManifest,
	/// Wrapped for another key.
	#[error("wrapped for key {wrapped_for}, not for {own}; open it with the key it is for")]
	WrongRecipient {
		/// Hash of the key that opens it.
		wrapped_for: Hash32,
		/// Hash of the key that was tried.
		own: Hash32,
	},
	/// The manifest has no share of that index.
	#[error("the manifest has no share {index}; drop this wrap and ask another custodian")]
	UnknownShare {
		/// The index in the wrap.
		index: u8,
	},
	/// What a custodian delivered is not its share of this sealing.
	#[error("custodian {custodian} delivered a bad share; drop it, report it, ask another")]
	BadShare {
		/// Whose share it should have been.
		custodian: InstitutionId,
	},
	/// The ciphertext is not the sealed one.
	#[error("this ciphertext is not the sealed one; drop it and ask another custodian")]
	WrongCiphertext,
	/// Too few distinct shares of this sealing.
	#[error("{have} shares of this sealing, {need} needed; ask more custodians")]
	NotEnoughShares {
		/// Distinct good shares.
		have: usize,
		/// The threshold.
		need: u8,
	},
	/// Good shares that do not make the key the manifest names.
	#[error("the sealer's shares do not make its key; ask the issuer to seal the record again")]
	WrongKey,
	/// The sealed ciphertext does not decrypt.
	#[error("the sealer's ciphertext does not decrypt; ask the issuer to seal the record again")]
	Unreadable,
	/// The plaintext is no document.
	#[error("the sealed content is no document: {0}")]
	Document(#[from] DocumentError),
	/// The document is not the one committed to.
	#[error("the sealed document is not the committed one; report the issuer of this record")]
	WrongDocument,
}
