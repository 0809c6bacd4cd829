//! Sealing: a document becomes a ciphertext that n custodians keep, and t of them must help to open
//! it. No custodian holds a key that opens anything.
//!
//! ```text
//! DEK        32 fresh random bytes
//! share_i    Shamir t-of-n over GF(256), i = 1 to n, the place of the custodian in the list
//! ciphertext XChaCha20-Poly1305 STREAM of the padded document, aad = core hash of the manifest
//! wrap_i,r   HPKE of share_i to recipient r, aad = core hash, i, hash of r's key
//! ```
//!
//! The sealer gives the ciphertext to every custodian, and the wraps of index i to custodian i. A
//! reader gets the manifest, checks it with [`check_manifest`] against the hash on chain, asks
//! custodians for ciphertext and wraps, opens wraps with [`open_wrap`] until it has t shares, and
//! ends with [`open`].
//!
//! STREAM does not commit to its key and HPKE in base mode does not say who wrapped. The hashes of
//! the DEK, of every share and of the ciphertext in the manifest do both.

mod error;
mod keys;
mod shares;
mod stream;
#[cfg(test)]
mod tests;
mod wrap;

pub use error::{OpenError, SealError};
pub use keys::SecretKey;
pub use shares::OpenedShare;
pub use stream::MAX_CIPHERTEXT;
pub use wrap::{Wrap, SEALED_SHARE};

use crate::document::Document;
use rand::{rand_core::UnwrapErr, rngs::SysRng, Rng};
use salus_primitives::{
	tagged_hash, Hash32, InstitutionId, Manifest, PublicKey, RecordId, Share, Suite, MAX_CUSTODIANS,
};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

/// 32 bytes that open something: a content key (DEK) or a share of it. Wiped on drop.
type Secret = Zeroizing<[u8; 32]>;

/// What a sealing is bound to: no share, wrap or ciphertext of it is worth anything elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SealingContext {
	/// Genesis hash of the chain.
	pub genesis: Hash32,
	/// The record.
	pub record: RecordId,
	/// The version of the content.
	pub version: u32,
	/// The sealing of that version.
	pub epoch: u32,
}

/// A sealed document. Nothing in it is secret towards custodians.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sealed {
	/// Its hash and its commitment go on chain; whoever opens needs all of it.
	pub manifest: Manifest,
	/// Goes to every custodian. At most [`MAX_CIPHERTEXT`] bytes.
	pub ciphertext: Vec<u8>,
	/// One per share and recipient. Those of index i go to custodian i and nobody else.
	pub wraps: Vec<Wrap>,
}

/// H("salus/ciphertext/v1", ciphertext): what [`Manifest::ciphertext_hash`] holds.
pub fn ciphertext_hash(ciphertext: &[u8]) -> Hash32 {
	tagged_hash("salus/ciphertext/v1", &[ciphertext])
}

/// Seals a document under a fresh key, so that `threshold` of `custodians` must release their
/// shares before one of `recipients` can open it. Share i goes to the i-th custodian, counted
/// from 1. A recipient named twice gets one set of wraps.
///
/// # Errors
/// A set of custodians, threshold or set of recipients that cannot work, a recipient's key that is
/// no key, a document that is too large.
///
/// # Panics
/// When the operating system has no randomness to give.
pub fn seal(
	document: &Document,
	context: SealingContext,
	custodians: &[InstitutionId],
	threshold: u8,
	recipients: &[PublicKey],
) -> Result<Sealed, SealError> {
	check_custodians(custodians)?;
	if recipients.is_empty() {
		return Err(SealError::NoRecipients);
	}

	let mut dek = Secret::default();
	UnwrapErr(SysRng).fill_bytes(&mut *dek);
	let shares = shares::split(&dek, threshold, custodians.len())?;

	let SealingContext { genesis, record, version, epoch } = context;
	let bound_to = Manifest::context(&genesis, record, version, epoch);
	let mut manifest = Manifest {
		genesis,
		record,
		version,
		epoch,
		commitment: document.commitment(record, version),
		suite: Suite::X25519,
		threshold,
		shares: custodians
			.iter()
			.zip(&shares)
			.map(|(holder, (index, share))| Share {
				holder: *holder,
				index: *index,
				hash: shares::hash(&bound_to, *index, share),
			})
			.collect(),
		dek_hash: dek_hash(&bound_to, &dek),
		ciphertext_hash: Hash32::default(),
	};
	// The core leaves the ciphertext's hash out, so it is final before there is a ciphertext.
	let core = manifest.core_hash();
	let ciphertext = stream::seal(&dek, &core, &document.encode())?;
	manifest.ciphertext_hash = ciphertext_hash(&ciphertext);

	let mut known = BTreeSet::new();
	let recipients = recipients.iter().filter(|key| known.insert(key.hash()));
	let wraps = recipients
		.flat_map(|key| shares.iter().map(move |(index, share)| (key, *index, share)))
		.map(|(key, index, share)| Wrap::seal(&core, index, share, key))
		.collect::<Result<_, _>>()?;
	Ok(Sealed { manifest, ciphertext, wraps })
}

fn check_custodians(custodians: &[InstitutionId]) -> Result<(), SealError> {
	if custodians.is_empty() || custodians.len() > MAX_CUSTODIANS as usize {
		return Err(SealError::CustodianCount { given: custodians.len() });
	}
	let mut known = BTreeSet::new();
	match custodians.iter().find(|custodian| !known.insert(**custodian)) {
		Some(twice) => Err(SealError::DuplicateCustodian { custodian: *twice }),
		None => Ok(()),
	}
}

fn dek_hash(context: &Hash32, dek: &Secret) -> Hash32 {
	tagged_hash("salus/dek/v1", &[&context.0, &**dek])
}

/// Whether something can be wrapped for a key: not for one of low order, which anybody could open.
pub fn is_usable(key: &PublicKey) -> bool {
	Wrap::seal(&Hash32::default(), 0, &Secret::default(), key).is_ok()
}

/// Checks that a manifest is the one whose hash the chain keeps, and that it has the shape every
/// manifest has. Do this before believing anything else in it.
///
/// # Errors
/// [`OpenError::WrongManifest`], [`OpenError::MalformedManifest`].
pub fn check_manifest(manifest: &Manifest, expected_hash: &Hash32) -> Result<(), OpenError> {
	if manifest.hash() != *expected_hash {
		return Err(OpenError::WrongManifest);
	}
	check_shape(manifest)
}

/// Indices count from 1 in order, no custodian twice, a threshold that can be met.
fn check_shape(manifest: &Manifest) -> Result<(), OpenError> {
	let holders: Vec<_> = manifest.shares.iter().map(|share| share.holder).collect();
	let counted = manifest.shares.iter().zip(1..).all(|(share, index)| share.index == index);
	let reachable = (1..=holders.len()).contains(&usize::from(manifest.threshold));
	match check_custodians(&holders).is_ok() && counted && reachable {
		true => Ok(()),
		false => Err(OpenError::MalformedManifest),
	}
}

/// Opens a wrap and checks the share in it against the manifest.
///
/// # Errors
/// [`OpenError::WrongRecipient`] when it was wrapped for another key, [`OpenError::UnknownShare`]
/// when the manifest has no such index. [`OpenError::BadShare`] names the custodian whose share it
/// should be: a wrap says which index it has, so take it only from the custodian of that index.
pub fn open_wrap(
	manifest: &Manifest,
	wrap: &Wrap,
	secret: &SecretKey,
) -> Result<OpenedShare, OpenError> {
	let own = secret.public().hash();
	if wrap.key != own {
		return Err(OpenError::WrongRecipient { wrapped_for: wrap.key, own });
	}
	let Some(share) = manifest.shares.iter().find(|share| share.index == wrap.index) else {
		return Err(OpenError::UnknownShare { index: wrap.index });
	};
	wrap.open(&manifest.core_hash(), secret)
		.map(|bytes| OpenedShare { index: wrap.index, bytes })
		.filter(|opened| opened.belongs_to(manifest))
		.ok_or(OpenError::BadShare { custodian: share.holder })
}

/// Opens a sealed document with at least as many shares as the manifest's threshold, and checks
/// that it is the one the manifest commits to.
///
/// # Errors
/// [`OpenError::WrongCiphertext`] when a custodian delivered something else;
/// [`OpenError::NotEnoughShares`] when fewer than t distinct shares of this sealing are at hand;
/// [`OpenError::WrongKey`], [`OpenError::Unreadable`], [`OpenError::Document`] and
/// [`OpenError::WrongDocument`] when the sealer did not seal what it committed to.
pub fn open(
	manifest: &Manifest,
	ciphertext: &[u8],
	shares: &[OpenedShare],
) -> Result<Document, OpenError> {
	if ciphertext_hash(ciphertext) != manifest.ciphertext_hash {
		return Err(OpenError::WrongCiphertext);
	}
	check_shape(manifest)?;
	let own: BTreeMap<u8, &Secret> = shares
		.iter()
		.filter(|share| share.belongs_to(manifest))
		.map(|share| (share.index, &share.bytes))
		.collect();
	let dek = shares::combine(manifest.threshold, &own)
		.ok_or(OpenError::NotEnoughShares { have: own.len(), need: manifest.threshold })?;
	if dek_hash(&shares::context(manifest), &dek) != manifest.dek_hash {
		return Err(OpenError::WrongKey);
	}
	let plaintext = stream::open(&dek, &manifest.core_hash(), ciphertext)?;
	let document = Document::decode(&plaintext)?;
	match document.commitment(manifest.record, manifest.version) == manifest.commitment {
		true => Ok(document),
		false => Err(OpenError::WrongDocument),
	}
}

/// Wraps the shares at hand for another recipient, one wrap per distinct share. With fewer than t
/// shares the recipient still needs custodians.
///
/// # Errors
/// [`SealError::ForeignShare`] when a share is of another sealing, [`SealError::BadRecipient`].
///
/// # Panics
/// When the operating system has no randomness to give.
pub fn rewrap(
	manifest: &Manifest,
	shares: &[OpenedShare],
	recipient: &PublicKey,
) -> Result<Vec<Wrap>, SealError> {
	if let Some(foreign) = shares.iter().find(|share| !share.belongs_to(manifest)) {
		return Err(SealError::ForeignShare { index: foreign.index });
	}
	let distinct: BTreeMap<u8, &Secret> =
		shares.iter().map(|share| (share.index, &share.bytes)).collect();
	let core = manifest.core_hash();
	distinct.iter().map(|(index, share)| Wrap::seal(&core, *index, share, recipient)).collect()
}
