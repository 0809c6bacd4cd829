//! A share, encrypted to one recipient: HPKE (RFC 9180) in base mode with DHKEM(X25519,
//! HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305.

use super::{SealError, Secret, SecretKey};
use codec::{Decode, Encode};
use hpke::{
	aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::X25519HkdfSha256, Deserializable, Kem, OpModeR,
	OpModeS, Serializable,
};
use salus_primitives::{Hash32, PublicKey};
use zeroize::Zeroizing;

const INFO: &[u8] = b"salus/wrap/v1";

/// Bytes of [`Wrap::sealed`]: the share and the authentication tag.
pub const SEALED_SHARE: usize = 32 + 16;

/// One share for one recipient, kept by the custodian of the share. The custodian cannot open it.
#[derive(Encode, Decode, serde::Serialize, serde::Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub struct Wrap {
	/// Which share, 1 to n.
	pub index: u8,
	/// [`PublicKey::hash`] of the recipient's key.
	pub key: Hash32,
	/// HPKE's encapsulated key.
	#[serde(with = "hex_bytes")]
	pub encapsulated: [u8; 32],
	/// The encrypted share, [`SEALED_SHARE`] bytes.
	#[serde(with = "hex_bytes")]
	pub sealed: Vec<u8>,
}

impl Wrap {
	/// Encrypts a share.
	///
	/// # Errors
	/// [`SealError::BadRecipient`]: HPKE refuses keys whose shared secret would be zero.
	pub(super) fn seal(
		core: &Hash32,
		index: u8,
		share: &Secret,
		recipient: &PublicKey,
	) -> Result<Self, SealError> {
		let key = recipient.hash();
		let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(recipient.bytes());
		let sealed = public.and_then(|public| {
			hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
				&OpModeS::Base,
				&public,
				INFO,
				&**share,
				&aad(core, index, &key),
			)
		});
		let (encapsulated, sealed) = sealed.map_err(|_| SealError::BadRecipient { key })?;
		Ok(Self { index, key, encapsulated: encapsulated.to_bytes().into(), sealed })
	}

	/// Decrypts the share. `None` when it was altered, or made for another sealing, index or key.
	pub(super) fn open(&self, core: &Hash32, secret: &SecretKey) -> Option<Secret> {
		let encapsulated =
			<X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&self.encapsulated).ok()?;
		let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
			&OpModeR::Base,
			secret.private(),
			&encapsulated,
			INFO,
			&self.sealed,
			&aad(core, self.index, &self.key),
		);
		let opened = Zeroizing::new(opened.ok()?);
		opened.as_slice().try_into().ok().map(Secret::new)
	}
}

/// Core hash, index, hash of the recipient's key: all of fixed length.
fn aad(core: &Hash32, index: u8, key: &Hash32) -> [u8; 65] {
	let mut aad = [0; 65];
	aad[..32].copy_from_slice(&core.0);
	aad[32] = index;
	aad[33..].copy_from_slice(&key.0);
	aad
}

/// Bytes as hex with `0x`, as ids have it; read with or without.
mod hex_bytes {
	use serde::{de::Error, Deserialize, Deserializer, Serializer};

	pub fn serialize<S: Serializer>(
		bytes: &impl AsRef<[u8]>,
		serializer: S,
	) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(&format!("0x{}", hex::encode(bytes)))
	}

	pub fn deserialize<'de, D: Deserializer<'de>, T: TryFrom<Vec<u8>>>(
		deserializer: D,
	) -> Result<T, D::Error> {
		let text = String::deserialize(deserializer)?;
		let digits = text.strip_prefix("0x").unwrap_or(&text);
		let bytes = hex::decode(digits).map_err(|_| D::Error::custom("expected bytes as hex"))?;
		T::try_from(bytes).map_err(|_| D::Error::custom("wrong number of bytes"))
	}
}
