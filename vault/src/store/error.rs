//! What can go wrong with the data folder.

use salus_primitives::InstitutionId;

/// Why the data folder cannot be used. Never says what is in it.
#[derive(thiserror::Error, Debug)]
pub enum StoreError {
	/// Another process has it.
	#[error(
		"the folder {0} is in use by another salus-vault; stop that one or use another --data"
	)]
	InUse(String),
	/// It is another vault's.
	#[error(
		"the data folder belongs to institution {0} on another or the same chain; use an own one"
	)]
	Foreign(InstitutionId),
	/// One of the two databases is gone.
	#[error("{0} is missing from the data folder; restore it from its mirror before starting")]
	Missing(&'static str),
	/// The two databases are of different vaults.
	#[error("keys.sqlite and vault.sqlite do not belong together; restore the right keys.sqlite")]
	Mismatched,
	/// Written by another version of this program.
	#[error("the data folder has format {0}; run the version of salus-vault that wrote it")]
	Version(i64),
	/// What is stored cannot be read.
	#[error("the data folder is damaged; restore it from a backup")]
	Damaged,
	/// No randomness.
	#[error("the operating system has no randomness to give; look at /dev/urandom")]
	NoRandomness,
	/// The work was given up.
	#[error("work on the data folder was aborted; look for a panic in the output")]
	Aborted,
	/// SQLite.
	#[error("the database does not work: {0}; look at the disk")]
	Sqlite(#[from] rusqlite::Error),
	/// The file system.
	#[error("the data folder cannot be used: {0}; look at its permissions and the disk")]
	Io(#[from] std::io::Error),
	/// The store of ciphertexts.
	#[error("the store of ciphertexts does not work: {0}; look at the disk")]
	Blobs(#[from] object_store::Error),
}
