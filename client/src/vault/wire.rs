//! Bodies of requests and responses.

use super::Statement;
use crate::seal::{Wrap, MAX_CIPHERTEXT};
use codec::{Decode, Encode};
use salus_primitives::{
	Action, CaseId, Hash32, InstitutionId, Manifest, Moment, Opening, Purpose, RecordId, Requester,
};

/// Longest body in bytes: a ciphertext and what goes with it.
pub const MAX_BODY: usize = MAX_CIPHERTEXT + 256 * 1024;

/// A custodian's part of a sealing.
#[derive(Encode, Decode, Clone, PartialEq, Eq)]
pub struct Deposit {
	/// The manifest whose hash is on chain.
	pub manifest: Manifest,
	/// The wraps of this custodian's share, one per recipient.
	pub wraps: Vec<Wrap>,
	/// The ciphertext.
	pub ciphertext: Vec<u8>,
}

/// Who asks to read says what for, and shows the grant it relies on.
#[derive(Encode, Decode, Clone, PartialEq, Eq)]
pub struct ReleaseRequest {
	/// Which version; the one in force if none is named.
	pub version: Option<u32>,
	/// What for.
	pub purpose: Purpose,
	/// To do what.
	pub action: Action,
	/// Relying on which grant.
	pub opening: Option<Opening>,
	/// [`salus_primitives::PublicKey::hash`] of the key that the wrap must be for.
	pub key: Hash32,
}

/// What a vault releases.
#[derive(Encode, Decode, Clone, PartialEq, Eq)]
pub struct Release {
	/// The manifest.
	pub manifest: Manifest,
	/// The vault's share, for the reader only.
	pub wrap: Wrap,
	/// The ciphertext.
	pub ciphertext: Vec<u8>,
	/// That the vault served this.
	pub statement: Statement,
}

/// One line of the log of accesses to a record.
#[derive(Encode, Decode, serde::Serialize, serde::Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub struct LogEntry {
	/// When.
	pub time: Moment,
	/// Who asked.
	pub requester: Requester,
	/// What for.
	pub purpose: Purpose,
	/// To do what.
	pub action: Action,
	/// Whether something was released.
	pub released: bool,
	/// The hash that chains it to the entries before.
	pub hash: Hash32,
}

/// A message to somebody who was served a record that has since been erased.
#[derive(Encode, Decode, serde::Serialize, serde::Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub struct Notice {
	/// Its number at this vault.
	pub id: u64,
	/// The record to be erased from the recipient's own systems.
	pub record: RecordId,
	/// The case.
	pub case: CaseId,
	/// When it was written.
	pub written: Moment,
}

/// Whether a vault is able to serve. For monitoring; says nothing of records.
#[derive(serde::Serialize, serde::Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub struct VaultStatus {
	/// Whose vault.
	pub institution: InstitutionId,
	/// Of which chain.
	pub genesis: Hash32,
	/// Whether its node is reachable and not behind.
	pub ready: bool,
}

/// Why a vault refuses.
#[derive(serde::Serialize, serde::Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum RefusalKind {
	/// Absent, not allowed, restricted, erased: one answer for all of them.
	Unavailable,
	/// A header of the signature is missing or malformed.
	Unsigned,
	/// The signature is not the account's over this request.
	BadSignature,
	/// The request is too old, too new, or was seen before.
	Replayed,
	/// The body is not what this endpoint takes.
	Malformed,
	/// The body is too long.
	TooLarge,
	/// The deposit does not belong to what is on chain.
	NotOnChain,
	/// A wrap is not of this vault's share, or for somebody who may not have one.
	WrongWrap,
	/// Only the issuer or the subject deposits. Only the subject adds wraps, and for a guardian the
	/// issuer.
	NotYours,
	/// The vault cannot know the state of the chain, so it does not serve.
	CutOff,
	/// It takes in as many large bodies as it can at a time.
	Busy,
	/// Something broke inside; nothing was changed.
	Internal,
}

/// A refusal as JSON.
#[derive(serde::Serialize, serde::Deserialize, Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
	/// Why.
	pub error: RefusalKind,
	/// What to do.
	pub cure: String,
}

impl RefusalKind {
	/// Whether a vault may refuse so before it has the whole request, and therefore without saying
	/// which request it answers.
	pub const fn is_early(self) -> bool {
		matches!(self, Self::Unsigned | Self::Malformed | Self::TooLarge | Self::Busy)
	}

	/// The HTTP status.
	pub const fn status(self) -> u16 {
		match self {
			Self::Unavailable => 404,
			Self::Unsigned | Self::BadSignature | Self::Replayed => 401,
			Self::Malformed => 400,
			Self::TooLarge => 413,
			Self::NotOnChain | Self::WrongWrap => 422,
			Self::NotYours => 403,
			Self::CutOff | Self::Busy => 503,
			Self::Internal => 500,
		}
	}

	/// What the asker can do.
	pub const fn cure(self) -> &'static str {
		match self {
			Self::Unavailable => "there is nothing here for you",
			Self::Unsigned => "sign the request with your account: see the salus-* headers",
			Self::BadSignature => {
				"sign method, path and body with the account named in salus-account"
			},
			Self::Replayed => "use a fresh nonce and the present time in milliseconds",
			Self::Malformed => {
				"send the SCALE type that this endpoint documents, within a minute, at 64 KiB a second at \
				 least and without a pause of ten seconds"
			},
			Self::TooLarge => {
				"send less at once: a deposit is at most 132 MiB, any other request 64 KiB"
			},
			Self::NotOnChain => "issue or amend the record on chain first, with this very manifest",
			Self::WrongWrap => {
				"send one wrap of this vault's share for each recipient that the chain knows"
			},
			Self::NotYours => "ask the issuer or the subject of the record",
			Self::CutOff => {
				"try another custodian, or again when this one is in touch with the chain"
			},
			Self::Busy => "try again in a minute: it takes in as much as it can",
			Self::Internal => "try again; if it stays, ask the custodian's operator",
		}
	}
}

impl From<RefusalKind> for Refusal {
	fn from(error: RefusalKind) -> Self {
		Self { error, cure: error.cure().into() }
	}
}
