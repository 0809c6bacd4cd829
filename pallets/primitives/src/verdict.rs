//! The answer to "may R do A to record X for purpose P now?".

use crate::{
	ids::{GrantId, Hash32, InstitutionId, RecordId},
	Action, Moment, Purpose, Salt, Terms,
};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// Who asks.
#[derive(
	Encode,
	Decode,
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
pub enum Requester {
	/// An organisation.
	#[codec(index = 0)]
	Institution(InstitutionId),
	/// A person, by account.
	#[codec(index = 1)]
	Account(Hash32),
}

/// A grant with its terms opened, shown to a vault by the one who relies on it.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opening {
	/// The grant.
	pub grant: GrantId,
	/// The terms.
	pub terms: Terms,
	/// The salt of the commitment.
	#[serde(with = "salt_hex")]
	pub salt: Salt,
}

/// One question.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Query {
	/// Who asks.
	pub requester: Requester,
	/// About what.
	pub record: RecordId,
	/// What for.
	pub purpose: Purpose,
	/// To do what.
	pub action: Action,
	/// Relying on which grant, if any.
	pub opening: Option<Opening>,
	/// The asker's clock. The verdict uses the later of this and the chain's.
	pub now: Moment,
}

/// Why yes.
#[derive(
	Encode,
	Decode,
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
pub enum Ground {
	/// It is the subject's own record.
	#[codec(index = 0)]
	Subject,
	/// The issuer, for care or correction.
	#[codec(index = 1)]
	Issuer,
	/// The subject granted it.
	#[codec(index = 2)]
	Grant(GrantId),
	/// A guardian who may view.
	#[codec(index = 3)]
	Guardian,
	/// The authority whose hold keeps the record, for legal purposes.
	#[codec(index = 4)]
	Hold,
	/// An emergency desk, for a few hours and under review.
	#[codec(index = 5)]
	Emergency,
}

/// Why not.
#[derive(
	Encode,
	Decode,
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
pub enum Reason {
	/// There is no such record, or nothing allows it.
	#[codec(index = 0)]
	Unavailable,
	/// The institution is suspended, lapsed or unknown.
	#[codec(index = 1)]
	NotInGoodStanding,
	/// The record is restricted while an erasure is under way.
	#[codec(index = 2)]
	Restricted,
	/// The grant was revoked.
	#[codec(index = 3)]
	Revoked,
	/// The grant has not begun or has ended.
	#[codec(index = 4)]
	OutsideWindow,
	/// The terms shown are not the ones that were granted.
	#[codec(index = 5)]
	TermsDoNotMatch,
	/// The grant does not cover this grantee, purpose, action or record.
	#[codec(index = 6)]
	NotCovered,
	/// The grant is older than a policy that asks for consent anew.
	#[codec(index = 7)]
	NeedsNewConsent,
	/// The subject objected to the purpose, and the grant rests on another basis than consent.
	#[codec(index = 8)]
	Objected,
	/// The subject opted out of secondary use.
	#[codec(index = 9)]
	OptedOut,
	/// The subject declined the record.
	#[codec(index = 10)]
	Declined,
	/// The policy in force lets nobody be granted access for this purpose.
	#[codec(index = 11)]
	PurposeNotAllowed,
}

/// The answer.
#[derive(
	Encode,
	Decode,
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
pub enum Verdict {
	/// Yes.
	#[codec(index = 0)]
	Allowed(Ground),
	/// No.
	#[codec(index = 1)]
	Denied(Reason),
}

impl Verdict {
	/// Whether the answer is yes.
	pub fn is_allowed(&self) -> bool {
		matches!(self, Self::Allowed(_))
	}
}

mod salt_hex {
	use super::Salt;
	use alloc::{format, string::String};
	use serde::{Deserialize, Deserializer, Serializer};

	pub fn serialize<S: Serializer>(salt: &Salt, serializer: S) -> Result<S::Ok, S::Error> {
		let hex: String = salt.iter().map(|byte| format!("{byte:02x}")).collect();
		serializer.serialize_str(&hex)
	}

	pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Salt, D::Error> {
		let text = String::deserialize(deserializer)?;
		let halves = text.split_at_checked(64);
		let parse = |half: &str| half.parse::<super::Hash32>().ok();
		halves
			.and_then(|(left, right)| Some([parse(left)?.0, parse(right)?.0].concat()))
			.and_then(|bytes| bytes.try_into().ok())
			.ok_or_else(|| serde::de::Error::custom("expected 64 bytes as hex"))
	}
}
