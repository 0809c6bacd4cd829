//! The keys of a person or an organisation: an sr25519 account and an X25519 encryption key.

use crate::seal::SecretKey;
use salus_primitives::{tagged_hash, Hash32};
use serde::{Deserialize, Serialize};
use std::{fs, io, path::Path, str::FromStr};
use subxt_signer::{sr25519::Keypair, SecretUri};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Why an identity cannot be had.
#[derive(thiserror::Error, Debug)]
pub enum IdentityError {
	/// There is a file already.
	#[error("{0} holds an identity already; choose another --home or remove it first")]
	Exists(String),
	/// The file cannot be read or written.
	#[error("cannot use the identity file {path}; create one with `salus init`")]
	File {
		/// Which.
		path: String,
		/// What the system says.
		source: io::Error,
	},
	/// The file is not what `salus init` writes.
	#[error("the identity file {0} is damaged; restore it from a backup")]
	Damaged(String),
	/// The text is no key.
	#[error("not a key: expected //Name (as //Alice), 0x and 64 hex digits, or a mnemonic phrase")]
	BadKey,
}

/// The file's content. Both are secret.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Stored {
	/// Secret URI of the account.
	account: String,
	/// Seed of the encryption key.
	encryption: String,
}

/// Keys in use. No `Debug`: it would print secrets.
pub struct Identity {
	/// Signs.
	pub pair: Keypair,
	/// Opens wraps.
	pub encryption: SecretKey,
	stored: Stored,
}

impl Identity {
	/// Fresh keys.
	pub fn generate() -> Self {
		let seed = || Zeroizing::new(format!("0x{}", hex::encode(SecretKey::generate().seed())));
		let stored = Stored { account: seed().to_string(), encryption: seed().to_string() };
		Self::from_stored(stored).expect("fresh seeds are well-formed")
	}

	/// Keys derived from a secret URI: `//Alice` and the like are public knowledge and for
	/// development chains only.
	///
	/// # Errors
	/// [`IdentityError::BadKey`].
	pub fn from_uri(uri: &str) -> Result<Self, IdentityError> {
		let seed = tagged_hash("salus/identity/encryption/v1", &[uri.as_bytes()]);
		Self::from_stored(Stored { account: uri.into(), encryption: seed.to_string() })
			.ok_or(IdentityError::BadKey)
	}

	fn from_stored(stored: Stored) -> Option<Self> {
		let pair = Keypair::from_uri(&SecretUri::from_str(&stored.account).ok()?).ok()?;
		let seed = Zeroizing::new(stored.encryption.parse::<Hash32>().ok()?.0);
		Some(Self { pair, encryption: SecretKey::from_seed(&seed), stored })
	}

	/// The account's public key.
	pub fn account(&self) -> Hash32 {
		Hash32(self.pair.public_key().0)
	}

	/// Reads an identity file.
	///
	/// # Errors
	/// When there is none or it is damaged.
	pub fn load(path: &Path) -> Result<Self, IdentityError> {
		let name = || path.display().to_string();
		let text = fs::read_to_string(path)
			.map(Zeroizing::new)
			.map_err(|source| IdentityError::File { path: name(), source })?;
		serde_json::from_str(&text)
			.ok()
			.and_then(Self::from_stored)
			.ok_or_else(|| IdentityError::Damaged(name()))
	}

	/// Writes an identity file that only its owner can read. Never overwrites one.
	///
	/// # Errors
	/// When there is one already or it cannot be written.
	pub fn save(&self, path: &Path) -> Result<(), IdentityError> {
		let name = || path.display().to_string();
		let text = serde_json::to_string_pretty(&self.stored).map(Zeroizing::new);
		let text = text.map_err(|_| IdentityError::Damaged(name()))?;
		write_private(path, text.as_bytes()).map_err(|source| match source.kind() {
			io::ErrorKind::AlreadyExists => IdentityError::Exists(name()),
			_ => IdentityError::File { path: name(), source },
		})
	}
}

/// Writes a new file with mode 0600, and its folder with 0700.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
	use std::{
		io::Write,
		os::unix::fs::{DirBuilderExt, OpenOptionsExt},
	};
	if let Some(folder) = path.parent() {
		fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
	}
	let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
	file.write_all(bytes)?;
	file.sync_all()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn an_identity_survives_its_file_and_is_never_overwritten() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("home/identity.json");
		let identity = Identity::generate();
		identity.save(&path).unwrap();
		let loaded = Identity::load(&path).unwrap();
		assert_eq!(loaded.account(), identity.account());
		assert_eq!(loaded.encryption.public(), identity.encryption.public());
		assert!(matches!(Identity::generate().save(&path), Err(IdentityError::Exists(_))));
		use std::os::unix::fs::PermissionsExt;
		assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
	}

	#[test]
	fn a_missing_or_damaged_file_is_a_clear_error_that_shows_no_secret() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("identity.json");
		assert!(matches!(Identity::load(&path), Err(IdentityError::File { .. })));
		fs::write(&path, r#"{"account":"0xsecret","encryption":"0xsecret"}"#).unwrap();
		let error = Identity::load(&path).err().unwrap().to_string();
		assert!(error.contains("damaged") && !error.contains("0xsecret"), "{error}");
	}

	#[test]
	fn development_keys_are_the_well_known_ones() {
		let alice = Identity::from_uri("//Alice").unwrap();
		assert!(alice.account().to_string().starts_with("0xd43593c715fdd31c"));
		assert!(Identity::from_uri("Alice").is_err());
	}
}
