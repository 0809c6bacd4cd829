//! Slot keys: what the rows of one sealing are encrypted under, so that destroying 32 bytes
//! destroys them in every copy of the database.

use super::StoreError;
use chacha20poly1305::{
	aead::{Aead, Payload},
	KeyInit, XChaCha20Poly1305, XNonce,
};
use rand::{rngs::SysRng, TryRng};
use zeroize::Zeroizing;

/// Bytes of the nonce in front of what is sealed.
const NONCE: usize = 24;

/// Fresh random bytes.
pub fn random<const N: usize>() -> Result<[u8; N], StoreError> {
	let mut bytes = [0; N];
	SysRng.try_fill_bytes(&mut bytes).map_err(|_| StoreError::NoRandomness)?;
	Ok(bytes)
}

/// The key of one sealing. Wiped on drop.
pub struct SlotKey(Zeroizing<[u8; 32]>);

impl SlotKey {
	/// A fresh one.
	pub fn generate() -> Result<Self, StoreError> {
		Ok(Self(Zeroizing::new(random()?)))
	}

	/// As it was stored.
	pub fn from_bytes(bytes: [u8; 32]) -> Self {
		Self(Zeroizing::new(bytes))
	}

	/// To store it, or to look for it.
	pub fn bytes(&self) -> &[u8; 32] {
		&self.0
	}

	/// `nonce || XChaCha20-Poly1305(plain)`, bound to `aad`.
	pub fn seal(&self, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, StoreError> {
		let nonce: [u8; NONCE] = random()?;
		let cipher = XChaCha20Poly1305::new((&*self.0).into());
		let sealed = cipher
			.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad })
			.map_err(|_| StoreError::Damaged)?;
		Ok([&nonce[..], &sealed].concat())
	}

	/// What [`Self::seal`] sealed.
	pub fn open(&self, aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
		let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(StoreError::Damaged)?;
		XChaCha20Poly1305::new((&*self.0).into())
			.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad })
			.map_err(|_| StoreError::Damaged)
	}
}
