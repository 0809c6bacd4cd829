//! Erasure: grounds, what a custodian swears to, the tombstone.

use crate::{
	ids::{CaseId, Hash32, InstitutionId, RecordId},
	tagged_hash, Moment,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Why the subject asks (GDPR Art. 17(1) a to f).
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
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum ErasureGround {
	/// (a)
	#[codec(index = 0)]
	NoLongerNecessary,
	/// (b)
	#[codec(index = 1)]
	ConsentWithdrawn,
	/// (c)
	#[codec(index = 2)]
	Objection,
	/// (d)
	#[codec(index = 3)]
	UnlawfulProcessing,
	/// (e)
	#[codec(index = 4)]
	LegalObligationToErase,
	/// (f)
	#[codec(index = 5)]
	ChildInformationSociety,
	/// The time for which the controller had to keep it is over (Art. 5(1)(e)).
	#[codec(index = 6)]
	RetentionExpired,
}

/// Why the controller refuses (GDPR Art. 17(3) a to e, 12(5), 12(6)).
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
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum RefusalGround {
	/// 17(3)(a)
	#[codec(index = 0)]
	Expression,
	/// 17(3)(b)
	#[codec(index = 1)]
	LegalObligation,
	/// 17(3)(c)
	#[codec(index = 2)]
	PublicHealth,
	/// 17(3)(d)
	#[codec(index = 3)]
	ArchivingResearch,
	/// 17(3)(e)
	#[codec(index = 4)]
	LegalClaims,
	/// 12(5)
	#[codec(index = 5)]
	ManifestlyUnfounded,
	/// 12(6)
	#[codec(index = 6)]
	IdentityNotVerified,
	/// The law that binds the controller knows no right to erasure.
	#[codec(index = 7)]
	NotProvidedByLaw,
}

wire! {
	/// Why a legal authority stops an erasure for a time (GDPR Art. 17(3)(b), (c), (e)).
	pub enum HoldBasis {
		/// Evidence in legal claims.
		#[codec(index = 0)]
		LegalClaims,
		/// An investigation under way.
		#[codec(index = 1)]
		Investigation,
		/// A threat to public health.
		#[codec(index = 2)]
		PublicHealth,
		/// Safety of a medicine, device, blood or organ.
		#[codec(index = 3)]
		ProductSafety,
	}

	/// Why a custodian cannot erase in time.
	pub enum UnableReason {
		/// The vault is out of order.
		#[codec(index = 0)]
		OutOfOrder,
		/// The storage medium cannot be reached.
		#[codec(index = 1)]
		MediumOutOfReach,
		/// Another law forbids it for now.
		#[codec(index = 2)]
		ForbiddenByLaw,
	}

	/// How far a custodian is with telling those it once served (GDPR Art. 19).
	#[derive(Default)]
	pub struct NoticeCounts {
		/// Notices sent.
		pub sent: u32,
		/// Of these, acknowledged.
		pub acknowledged: u32,
		/// Of these, to somebody who could not be reached.
		pub unreachable: u32,
	}

	/// What a vault signs with every release: that it served its part of one sealing, and when.
	/// Beside the same custodian's earlier receipt it proves a lie.
	pub struct Served {
		/// The record.
		pub record: RecordId,
		/// The version.
		pub version: u32,
		/// The sealing.
		pub epoch: u32,
		/// Who served.
		pub custodian: InstitutionId,
		/// When.
		pub time: Moment,
	}
}

impl NoticeCounts {
	/// Whether the parts are not more than the whole.
	pub fn is_valid(&self) -> bool {
		self.acknowledged.checked_add(self.unreachable).is_some_and(|told| told <= self.sent)
	}
}

/// What the custodian's receipt key signs (sr25519) over [`Served`].
pub fn served_digest(genesis: &Hash32, served: &Served) -> Hash32 {
	tagged_hash(
		"salus/served/v1",
		&[
			&genesis.0,
			served.record.as_ref(),
			&served.version.to_le_bytes(),
			&served.epoch.to_le_bytes(),
			&served.custodian.0.to_le_bytes(),
			&served.time.to_le_bytes(),
		],
	)
}

/// Longest time from an erasure to the end of the last backup, in milliseconds: 400 days.
pub const BACKUPS_AT_MOST: Moment = 400 * 24 * 60 * 60 * 1000;

/// The id of a case: the first half of `H("salus/case/v1", record, salt)`. Only who may ask for this
/// record can come by it, so nobody can occupy the id of somebody else's request.
pub fn case_id(record: RecordId, salt: &[u8; 16]) -> CaseId {
	let hash = tagged_hash("salus/case/v1", &[record.as_ref(), salt]);
	let mut id = CaseId::default();
	id.0.copy_from_slice(&hash.0[..CaseId::LEN]);
	id
}

/// What a custodian did, one bit each, in the order it must be done.
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
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(transparent)]
pub struct ErasureSteps(pub u8);

impl ErasureSteps {
	/// Stopped serving.
	pub const STOPPED: Self = Self(1);
	/// Destroyed slot keys and wraps.
	pub const KEYS_GONE: Self = Self(2);
	/// Deleted ciphertext and caches.
	pub const CIPHERTEXT_GONE: Self = Self(4);
	/// Looked again and found nothing.
	pub const CHECKED: Self = Self(8);
	/// All of it: what a receipt must say.
	pub const ALL: Self = Self(15);

	/// With `other` done too.
	pub const fn and(self, other: Self) -> Self {
		Self(self.0 | other.0)
	}
}

/// A custodian's statement that it erased its part of one sealing.
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
pub struct Receipt {
	/// The case it answers.
	pub case: CaseId,
	/// The record.
	pub record: RecordId,
	/// The version.
	pub version: u32,
	/// The sealing.
	pub epoch: u32,
	/// Who swears.
	pub custodian: InstitutionId,
	/// What was done.
	pub steps: ErasureSteps,
	/// When the last backup that held it is gone.
	pub backups_gone_by: Moment,
	/// When it was done.
	pub time: Moment,
}

/// What the custodian's receipt key signs (sr25519).
pub fn receipt_digest(genesis: &Hash32, receipt: &Receipt) -> Hash32 {
	tagged_hash(
		"salus/receipt/v1",
		&[
			&genesis.0,
			receipt.case.as_ref(),
			receipt.record.as_ref(),
			&receipt.version.to_le_bytes(),
			&receipt.epoch.to_le_bytes(),
			&receipt.custodian.0.to_le_bytes(),
			&[receipt.steps.0],
			&receipt.backups_gone_by.to_le_bytes(),
			&receipt.time.to_le_bytes(),
		],
	)
}

/// `H("salus/tombstone/v1", genesis, record)`: keeps an erased record erased without naming it.
pub fn tombstone_hash(genesis: &Hash32, record: RecordId) -> Hash32 {
	tagged_hash("salus/tombstone/v1", &[&genesis.0, record.as_ref()])
}
