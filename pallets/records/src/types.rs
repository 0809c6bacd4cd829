//! Rows.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	CaseId, FolderId, Hash32, InstitutionId, LawfulBasis, Moment, RecordCommitment, SubjectId,
	MAX_CUSTODIANS,
};
use scale_info::TypeInfo;

/// Custodians in the order of their share index: the first holds share 1.
pub type Custodians = BoundedVec<InstitutionId, ConstU32<MAX_CUSTODIANS>>;

/// Why and how long the issuer must keep the record.
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
pub struct Keep {
	/// On which ground it is kept.
	pub basis: LawfulBasis,
	/// Through the end of that year.
	pub until_year: u16,
}

/// A sealing as its sealer describes it.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct NewSealing {
	/// The commitment to the content.
	pub commitment: RecordCommitment,
	/// The hash of the manifest.
	pub manifest: Hash32,
	/// Who holds the shares.
	pub custodians: Custodians,
	/// How many of them open it.
	pub threshold: u8,
}

/// A sealing on chain.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Sealing {
	/// The version of the content, from 1.
	pub version: u32,
	/// The sealing of that version, from 1.
	pub epoch: u32,
	/// When it was sealed.
	pub sealed: Moment,
	/// What the sealer said.
	pub of: NewSealing,
}

/// A live record.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Record {
	/// Whose it is.
	pub subject: SubjectId,
	/// Who issued it.
	pub issuer: InstitutionId,
	/// Its folder.
	pub folder: Option<FolderId>,
	/// Why and how long it must be kept.
	pub keep: Keep,
	/// When it was issued.
	pub issued: Moment,
	/// The erasure case that restricts it.
	pub restricted_by: Option<CaseId>,
	/// How many sealings were superseded.
	pub superseded: u32,
	/// The sealing in force.
	pub current: Sealing,
}
