//! The manifest of one sealing: what a reader checks before believing a custodian.

use crate::{
	ids::{Hash32, InstitutionId, RecordId},
	tagged_hash, RecordCommitment, Suite,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};

/// Most custodians one epoch may have.
pub const MAX_CUSTODIANS: u32 = 7;

/// Most sealings a record may have in its life.
pub const MAX_SEALINGS: u32 = 32;

/// One share of the content key: who holds it and what it hashes to.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Share {
	/// The custodian that holds the wraps of this share.
	pub holder: InstitutionId,
	/// Shamir index, 1 to n.
	pub index: u8,
	/// `H("salus/share/v1", context, index, share)`.
	pub hash: Hash32,
}

/// One sealing of one version under one content key (DEK) to one set of custodians.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
	/// Genesis hash of the chain.
	pub genesis: Hash32,
	/// The record.
	pub record: RecordId,
	/// The version of the content.
	pub version: u32,
	/// The sealing of that version.
	pub epoch: u32,
	/// The commitment on chain.
	pub commitment: RecordCommitment,
	/// The suite of the wraps.
	pub suite: Suite,
	/// How many shares open it.
	pub threshold: u8,
	/// All shares, in the order of their index.
	pub shares: Vec<Share>,
	/// `H("salus/dek/v1", context, DEK)`: the stream cipher does not commit to its key, this does.
	pub dek_hash: Hash32,
	/// Hash of the ciphertext.
	pub ciphertext_hash: Hash32,
}

impl Manifest {
	/// `H("salus/context/v1", genesis, record, version, epoch)`: what every secret is bound to.
	pub fn context(genesis: &Hash32, record: RecordId, version: u32, epoch: u32) -> Hash32 {
		tagged_hash(
			"salus/context/v1",
			&[&genesis.0, record.as_ref(), &version.to_le_bytes(), &epoch.to_le_bytes()],
		)
	}

	/// The hash that the chain keeps.
	pub fn hash(&self) -> Hash32 {
		tagged_hash("salus/manifest/v1", &[&self.encode()])
	}

	/// `H("salus/core/v1", manifest without the ciphertext hash)`: what ciphertext and wraps are
	/// authenticated with.
	pub fn core_hash(&self) -> Hash32 {
		let core = Self { ciphertext_hash: Hash32::default(), ..self.clone() };
		tagged_hash("salus/core/v1", &[&core.encode()])
	}

	/// The share that `holder` keeps wraps of.
	pub fn share_of(&self, holder: InstitutionId) -> Option<&Share> {
		self.shares.iter().find(|share| share.holder == holder)
	}
}
