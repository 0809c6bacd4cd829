//! The key that opens wraps.

use hpke::{kem::X25519HkdfSha256, Kem, Serializable};
use rand::{rand_core::UnwrapErr, rngs::SysRng, Rng};
use salus_primitives::{Hash32, PublicKey};

use super::Secret;

/// A recipient's X25519 key, kept as the 32-byte seed it is derived from (RFC 9180, section 7.1.3,
/// DeriveKeyPair). Wiped on drop.
pub struct SecretKey {
	seed: Secret,
	private: <X25519HkdfSha256 as Kem>::PrivateKey,
	public: PublicKey,
}

impl SecretKey {
	/// A new key.
	///
	/// # Panics
	/// When the operating system has no randomness to give.
	pub fn generate() -> Self {
		let mut seed = Secret::default();
		UnwrapErr(SysRng).fill_bytes(&mut *seed);
		Self::from_seed(&seed)
	}

	/// The key of a seed. The seed must be 32 bytes that nobody can guess.
	pub fn from_seed(seed: &[u8; 32]) -> Self {
		let (private, public) = X25519HkdfSha256::derive_keypair(seed);
		Self {
			seed: Secret::new(*seed),
			private,
			public: PublicKey::X25519(Hash32(public.to_bytes().into())),
		}
	}

	/// The seed, to store it. Whoever has it opens all that is wrapped for the key.
	pub fn seed(&self) -> &[u8; 32] {
		&self.seed
	}

	/// The key to hand out.
	pub fn public(&self) -> PublicKey {
		self.public
	}

	pub(super) fn private(&self) -> &<X25519HkdfSha256 as Kem>::PrivateKey {
		&self.private
	}
}

/// Shows the public half.
impl core::fmt::Debug for SecretKey {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.debug_struct("SecretKey").field("public", &self.public).finish_non_exhaustive()
	}
}
