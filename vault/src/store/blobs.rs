//! Ciphertexts under random names.

use super::{crypt::random, StoreError, BLOBS_FOLDER};
use futures::TryStreamExt;
use object_store::{local::LocalFileSystem, path::Path as Key, ObjectStore, ObjectStoreExt};
use std::{
	collections::BTreeSet,
	fmt, fs,
	os::unix::fs::DirBuilderExt,
	path::{Path, PathBuf},
};

/// The name of a ciphertext: 16 random bytes as hex. Tells nothing of the record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct BlobName(pub [u8; 16]);

impl fmt::Display for BlobName {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&hex::encode(self.0))
	}
}

impl BlobName {
	fn parse(text: &str) -> Option<Self> {
		hex::decode(text).ok()?.try_into().ok().map(Self)
	}

	fn key(&self) -> Key {
		Key::from(self.to_string())
	}
}

/// The store of ciphertexts: a folder.
pub struct Blobs {
	store: LocalFileSystem,
	folder: PathBuf,
}

impl Blobs {
	/// Opens the folder of ciphertexts in a data folder, or makes it.
	pub fn open(data: &Path) -> Result<Self, StoreError> {
		let folder = data.join(BLOBS_FOLDER);
		fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
		// What a crash left of a write that never got its name.
		for entry in fs::read_dir(&folder)? {
			let entry = entry?;
			if entry.file_name().to_string_lossy().contains('#') {
				fs::remove_file(entry.path())?;
			}
		}
		let store = LocalFileSystem::new_with_prefix(&folder)?.with_fsync(true);
		Ok(Self { store, folder })
	}

	/// Keeps a ciphertext. It is on disk when this returns.
	pub async fn put(&self, bytes: Vec<u8>) -> Result<BlobName, StoreError> {
		let name = BlobName(random()?);
		self.store.put(&name.key(), bytes.into()).await?;
		Ok(name)
	}

	/// Reads a ciphertext.
	pub async fn get(&self, name: BlobName) -> Result<Vec<u8>, StoreError> {
		Ok(self.store.get(&name.key()).await?.bytes().await?.into())
	}

	/// Whether there is such a ciphertext.
	pub async fn has(&self, name: BlobName) -> Result<bool, StoreError> {
		match self.store.head(&name.key()).await {
			Ok(_) => Ok(true),
			Err(object_store::Error::NotFound { .. }) => Ok(false),
			Err(error) => Err(error.into()),
		}
	}

	/// Deletes a ciphertext. It is gone, also after a power cut, when this returns.
	pub async fn delete(&self, name: BlobName) -> Result<(), StoreError> {
		match self.store.delete(&name.key()).await {
			Ok(()) | Err(object_store::Error::NotFound { .. }) => {},
			Err(error) => return Err(error.into()),
		}
		fs::File::open(&self.folder)?.sync_all()?;
		Ok(())
	}

	/// Deletes every ciphertext that is not in use.
	pub async fn sweep(&self, in_use: &BTreeSet<BlobName>) -> Result<usize, StoreError> {
		let all: Vec<_> = self.store.list(None).try_collect().await?;
		let names = all.iter().filter_map(|it| BlobName::parse(it.location.filename()?));
		let mut swept = 0;
		for name in names.filter(|name| !in_use.contains(name)) {
			self.delete(name).await?;
			swept += 1;
		}
		Ok(swept)
	}
}
