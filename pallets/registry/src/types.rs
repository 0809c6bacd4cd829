//! Rows.

use alloc::string::String;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{ControlGroup, InstitutionId, KeyId, KeyRef, Moment, Roles};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// An organisation that was admitted.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Institution<AccountId> {
	/// The account that acts for it; hot keys are proxies of it.
	pub account: AccountId,
	/// What it does.
	pub roles: Roles,
	/// Whether a regulator stopped it.
	pub suspended: bool,
	/// Accreditation ends then.
	pub accredited_until: Moment,
	/// Institutions under one control share it.
	pub control_group: ControlGroup,
	/// How many encryption keys it has had: the next one's id.
	pub keys: KeyId,
}

/// A patient's pairwise pseudonym.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Subject<AccountId> {
	/// The account that controls it.
	pub account: AccountId,
	/// Who enrolled it.
	pub provider: InstitutionId,
	/// Its encryption key, by reference.
	pub key: KeyRef,
	/// Grants it may still make without paying.
	pub allowance: u32,
}

/// An institution that a chain starts with.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Founding<AccountId> {
	/// Its id.
	pub id: u32,
	/// The account that acts for it.
	pub account: AccountId,
	/// [`Roles`] as bits.
	pub roles: u32,
	/// Accreditation ends then.
	pub accredited_until: Moment,
	/// Institutions under one control share it.
	pub control_group: ControlGroup,
	/// Its X25519 encryption key.
	pub key: Option<[u8; 32]>,
	/// The sr25519 key that signs its receipts (custodians).
	pub receipt_key: Option<[u8; 32]>,
	/// Where its vault answers (custodians).
	pub endpoint: Option<String>,
}
