//! What a vault keeps: two SQLite files and a folder of blobs.
//!
//! The queries are grouped by what they are about, as methods of [`Tables`]; [`Store`] runs them
//! one at a time on threads that may block.

mod access;
mod blobs;
mod crypt;
mod deposits;
mod erasures;
mod error;
mod notices;
mod schema;
mod sealings;
mod slots;

pub use access::{log_hash, verify_log, Access, Relied};
pub use blobs::{BlobName, Blobs};
#[cfg(test)]
pub use crypt::SlotKey;
pub use deposits::{Taken, MAX_RECIPIENTS};
pub use erasures::{Done, Doomed, Intent};
pub use error::StoreError;
pub use sealings::SealingId;

use rusqlite::{params, Connection, OptionalExtension};
use salus_primitives::{Hash32, InstitutionId};
use std::{
	fs::{self, File, OpenOptions, TryLockError},
	os::unix::fs::{DirBuilderExt, OpenOptionsExt},
	path::{Path, PathBuf},
	sync::{Arc, Mutex, PoisonError},
};

/// The two databases.
pub struct Tables {
	pub(super) vault: Connection,
	pub(super) keys: Connection,
}

/// An open data folder. Nobody else can open it before it is dropped.
pub struct Store {
	tables: Arc<Mutex<Tables>>,
	folder: PathBuf,
	_lock: File,
}

/// Name of the database of all but the keys.
const VAULT_FILE: &str = "vault.sqlite";
/// Name of the database of slot keys.
const KEYS_FILE: &str = "keys.sqlite";
/// Name of the folder of ciphertexts.
pub const BLOBS_FOLDER: &str = "blobs";

impl Store {
	/// Opens a data folder, or makes one.
	///
	/// # Errors
	/// When it is in use, belongs to another institution or chain, or is not whole.
	pub fn open(
		folder: &Path,
		genesis: &Hash32,
		institution: InstitutionId,
	) -> Result<Self, StoreError> {
		fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
		let lock = private().open(folder.join("lock"))?;
		lock.try_lock().map_err(|error| match error {
			TryLockError::WouldBlock => StoreError::InUse(folder.display().to_string()),
			TryLockError::Error(error) => error.into(),
		})?;
		let keys = connect(&folder.join(KEYS_FILE))?;
		let vault = connect(&folder.join(VAULT_FILE))?;
		let mut tables = Tables { vault, keys };
		tables.prepare(genesis, institution)?;
		Ok(Self { tables: Arc::new(Mutex::new(tables)), folder: folder.into(), _lock: lock })
	}

	/// Where it lies.
	pub fn folder(&self) -> &Path {
		&self.folder
	}

	/// Runs queries where blocking is allowed. They run to their end even when nobody waits.
	pub async fn run<T: Send + 'static>(
		&self,
		work: impl FnOnce(&mut Tables) -> Result<T, StoreError> + Send + 'static,
	) -> Result<T, StoreError> {
		let tables = self.tables.clone();
		let task = tokio::task::spawn_blocking(move || {
			// A panic rolls the transaction back that was open.
			work(&mut tables.lock().unwrap_or_else(PoisonError::into_inner))
		});
		task.await.map_err(|_| StoreError::Aborted)?
	}
}

fn private() -> OpenOptions {
	let mut options = OpenOptions::new();
	options.read(true).append(true).create(true).mode(0o600);
	options
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
	// Made here and not by SQLite, so that nobody else can read it. Its journals get the same mode.
	private().open(path)?;
	let connection = Connection::open(path)?;
	connection.execute_batch(schema::PRAGMAS)?;
	Ok(connection)
}

/// Whether the file has its tables already.
fn is_prepared(connection: &Connection, version: i64) -> Result<bool, StoreError> {
	match connection.query_row("PRAGMA user_version", [], |row| row.get(0))? {
		0 => Ok(false),
		found if found == version => Ok(true),
		other => Err(StoreError::Version(other)),
	}
}

/// Brings a file of an earlier version up to date, all of it or nothing.
fn upgrade(vault: &mut Connection) -> Result<(), StoreError> {
	let version: i64 = vault.query_row("PRAGMA user_version", [], |row| row.get(0))?;
	if version == 1 {
		let tx = vault.transaction()?;
		tx.execute_batch(schema::FROM_1_TO_2)?;
		tx.pragma_update(None, "user_version", schema::VAULT_VERSION)?;
		tx.commit()?;
	}
	Ok(())
}

impl Tables {
	/// Makes the tables where there are none, and looks whether both files belong together and
	/// here.
	fn prepare(&mut self, genesis: &Hash32, institution: InstitutionId) -> Result<(), StoreError> {
		let keys = is_prepared(&self.keys, schema::KEYS_VERSION)?;
		upgrade(&mut self.vault)?;
		let vault = is_prepared(&self.vault, schema::VAULT_VERSION)?;
		if vault && !keys {
			return Err(StoreError::Missing(KEYS_FILE));
		}
		if keys && !vault && self.slots()? > 0 {
			return Err(StoreError::Missing(VAULT_FILE));
		}
		if !keys {
			let tx = self.keys.transaction()?;
			tx.execute_batch(schema::KEYS)?;
			tx.execute("INSERT INTO about VALUES (1, ?1)", [crypt::random::<16>()?])?;
			tx.pragma_update(None, "user_version", schema::KEYS_VERSION)?;
			tx.commit()?;
		}
		let pair: [u8; 16] = self.keys.query_row("SELECT pair FROM about", [], |row| row.get(0))?;
		if !vault {
			let tx = self.vault.transaction()?;
			tx.execute_batch(schema::VAULT)?;
			tx.execute(
				"INSERT INTO about (one, pair, genesis, institution) VALUES (1, ?1, ?2, ?3)",
				params![pair, genesis.0, institution.0],
			)?;
			tx.pragma_update(None, "user_version", schema::VAULT_VERSION)?;
			tx.commit()?;
		}
		let about: Option<([u8; 16], [u8; 32], u32)> = self
			.vault
			.query_row("SELECT pair, genesis, institution FROM about", [], |row| {
				Ok((row.get(0)?, row.get(1)?, row.get(2)?))
			})
			.optional()?;
		let (its_pair, its_genesis, its_institution) = about.ok_or(StoreError::Damaged)?;
		if its_institution != institution.0 || its_genesis != genesis.0 {
			return Err(StoreError::Foreign(InstitutionId(its_institution)));
		}
		if its_pair != pair {
			return Err(StoreError::Mismatched);
		}
		Ok(())
	}

	/// Writes both files anew, so that nothing that was deleted is left in them.
	pub fn rewrite(&mut self) -> Result<(), StoreError> {
		self.keys.execute_batch("VACUUM")?;
		self.vault.execute_batch("VACUUM")?;
		Ok(())
	}
}

#[cfg(test)]
impl Tables {
	/// Rows of a table.
	pub fn count(&self, table: &str) -> i64 {
		let sql = format!("SELECT count(*) FROM {table}");
		self.vault.query_row(&sql, [], |row| row.get(0)).unwrap()
	}

	/// How both connections are set.
	pub fn settings(&self) -> [[String; 5]; 2] {
		let names = ["journal_mode", "secure_delete", "synchronous", "foreign_keys", "temp_store"];
		[&self.vault, &self.keys].map(|connection| {
			names.map(|name| {
				let value = connection.pragma_query_value(None, name, |row| {
					row.get(0).map(|it: rusqlite::types::Value| match it {
						rusqlite::types::Value::Integer(number) => number.to_string(),
						rusqlite::types::Value::Text(text) => text,
						other => format!("{other:?}"),
					})
				});
				value.unwrap()
			})
		})
	}
}
