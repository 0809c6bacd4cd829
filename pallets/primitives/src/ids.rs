//! Ids. Random where they stand for a person or a record, counted where they stand for an
//! organisation.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

macro_rules! bytes_id {
	($(#[$doc:meta])* $name:ident, $len:literal) => {
		$(#[$doc])*
		#[derive(
			Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq, Eq,
			PartialOrd, Ord, Hash, Default,
		)]
		pub struct $name(pub [u8; $len]);

		impl $name {
			/// Length in bytes.
			pub const LEN: usize = $len;
		}

		impl AsRef<[u8]> for $name {
			fn as_ref(&self) -> &[u8] {
				&self.0
			}
		}

		impl From<[u8; $len]> for $name {
			fn from(bytes: [u8; $len]) -> Self {
				Self(bytes)
			}
		}

		impl core::fmt::Display for $name {
			fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
				f.write_str("0x")?;
				self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
			}
		}

		impl core::fmt::Debug for $name {
			fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
				write!(f, "{}({self})", stringify!($name))
			}
		}

		impl core::str::FromStr for $name {
			type Err = &'static str;

			/// Reads hex, with or without `0x`.
			fn from_str(text: &str) -> Result<Self, Self::Err> {
				let digits = text.strip_prefix("0x").unwrap_or(text).as_bytes();
				if digits.len() != 2 * $len {
					return Err(concat!("expected ", $len, " bytes as hex"));
				}
				let nibble = |digit: u8| (digit as char).to_digit(16);
				let mut bytes = [0u8; $len];
				for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
					match (nibble(pair[0]), nibble(pair[1])) {
						(Some(high), Some(low)) => *byte = (high * 16 + low) as u8,
						_ => return Err("not a hex digit"),
					}
				}
				Ok(Self(bytes))
			}
		}

				impl serde::Serialize for $name {
			fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
				serializer.collect_str(self)
			}
		}

				impl<'de> serde::Deserialize<'de> for $name {
			fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
				let text = <alloc::string::String as serde::Deserialize>::deserialize(deserializer)?;
				text.parse().map_err(serde::de::Error::custom)
			}
		}
	};
}

bytes_id! {
	/// A patient's pairwise pseudonym: 16 random bytes, a fresh one per care relationship.
	/// Rows key on it, so that a change of the controlling account is one row.
	SubjectId, 16
}
bytes_id! {
	/// A record and its token: 16 random bytes, never derived from content.
	RecordId, 16
}
bytes_id! {
	/// A group of records of one subject that does not say why they belong together.
	FolderId, 16
}
bytes_id! {
	/// One access permission.
	GrantId, 16
}
bytes_id! {
	/// One erasure request and its life.
	CaseId, 16
}
bytes_id! {
	/// One request for rectification and its life.
	RectificationId, 16
}
bytes_id! {
	/// A 32-byte hash.
	Hash32, 32
}

/// An organisation admitted by governance.
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
	PartialOrd,
	Ord,
	Hash,
	Debug,
	Default,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(transparent)]
pub struct InstitutionId(pub u32);

impl core::fmt::Display for InstitutionId {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		write!(f, "{}", self.0)
	}
}

impl core::str::FromStr for InstitutionId {
	type Err = core::num::ParseIntError;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		text.parse().map(Self)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn hex_round_trips_with_and_without_prefix() {
		let id = RecordId([0xab; 16]);
		assert_eq!(id.to_string().parse(), Ok(id));
		assert_eq!(id.to_string()[2..].parse(), Ok(id));
	}

	#[test]
	fn bad_hex_is_refused_with_a_reason() {
		assert_eq!("0xab".parse::<RecordId>(), Err("expected 16 bytes as hex"));
		assert_eq!("zz".repeat(16).parse::<RecordId>(), Err("not a hex digit"));
		assert_eq!("é".repeat(16).parse::<RecordId>(), Err("not a hex digit"));
	}
}
