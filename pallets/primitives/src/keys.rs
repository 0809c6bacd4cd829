//! Encryption keys: whole for institutions, by reference for subjects.

use crate::{ids::Hash32, tagged_hash};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Counts the keys of one owner. Keys are rotated by adding.
pub type KeyId = u32;

/// An HPKE suite (RFC 9180).
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
	Default,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum Suite {
	/// DHKEM(X25519, HKDF-SHA256) 0x0020, HKDF-SHA256 0x0001, ChaCha20-Poly1305 0x0003.
	#[default]
	#[codec(index = 0)]
	X25519,
}

/// A set of suites, one bit each.
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
pub struct Suites(pub u8);

impl Suites {
	/// Every suite there is.
	pub const ALL: Self = Self(1 << Suite::X25519 as u8);

	/// Whether `suite` is in the set.
	pub const fn has(self, suite: Suite) -> bool {
		self.0 & (1 << suite as u8) != 0
	}

	/// What is in both sets.
	pub const fn within(self, other: Self) -> Self {
		Self(self.0 & other.0)
	}
}

/// An institution's public key.
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
pub enum PublicKey {
	/// 32 bytes of [`Suite::X25519`].
	#[codec(index = 0)]
	X25519(Hash32),
}

impl PublicKey {
	/// The suite the key belongs to.
	pub fn suite(&self) -> Suite {
		match self {
			Self::X25519(_) => Suite::X25519,
		}
	}

	/// The key's bytes as HPKE serialises them.
	pub fn bytes(&self) -> &[u8] {
		match self {
			Self::X25519(key) => key.as_ref(),
		}
	}

	/// `H("salus/key/v1", suite, key)`.
	pub fn hash(&self) -> Hash32 {
		tagged_hash("salus/key/v1", &[&self.suite().encode(), self.bytes()])
	}

	/// The reference the chain keeps of a subject's key.
	pub fn reference(&self, id: KeyId) -> KeyRef {
		KeyRef { suite: self.suite(), id, hash: self.hash() }
	}
}

/// A reference to a subject's key. The key itself is exchanged off chain and checked against it.
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
pub struct KeyRef {
	/// The suite.
	pub suite: Suite,
	/// Which of the owner's keys.
	pub id: KeyId,
	/// [`PublicKey::hash`] of the key.
	pub hash: Hash32,
}
