//! Sealings and their wraps: looking them up and deleting them.

use super::{crypt::SlotKey, slots::Slot, BlobName, StoreError, Tables};
use codec::DecodeAll;
use rusqlite::{params, OptionalExtension, Row};
use salus_client::seal::Wrap;
use salus_primitives::{Hash32, Manifest, RecordId};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// One sealing of one version of one record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SealingId {
	/// The record.
	pub record: RecordId,
	/// The version.
	pub version: u32,
	/// The sealing of that version.
	pub epoch: u32,
}

impl From<&Manifest> for SealingId {
	fn from(it: &Manifest) -> Self {
		Self { record: it.record, version: it.version, epoch: it.epoch }
	}
}

/// What is to be released.
pub struct Found {
	/// The manifest.
	pub manifest: Manifest,
	/// The share for the reader.
	pub wrap: Wrap,
	/// Where the ciphertext is.
	pub blob: BlobName,
}

/// A row of the table of sealings.
pub struct Held {
	pub(super) row: i64,
	/// Which.
	pub id: SealingId,
	/// Its slot.
	pub slot: Slot,
	/// Whether its erasure has begun.
	pub stopped: bool,
	manifest: Vec<u8>,
	blob: Vec<u8>,
}

const COLUMNS: &str =
	"SELECT id, record, version, epoch, slot, stopped, manifest, blob FROM sealings";

impl Held {
	fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
		Ok(Self {
			row: row.get(0)?,
			id: SealingId {
				record: RecordId(row.get(1)?),
				version: row.get(2)?,
				epoch: row.get(3)?,
			},
			slot: row.get(4)?,
			stopped: row.get(5)?,
			manifest: row.get(6)?,
			blob: row.get(7)?,
		})
	}

	/// Its manifest.
	pub fn manifest(&self) -> Result<Manifest, StoreError> {
		Manifest::decode_all(&mut &*self.manifest).map_err(|_| StoreError::Damaged)
	}

	/// Where its ciphertext is.
	pub fn blob(&self, key: &SlotKey) -> Result<BlobName, StoreError> {
		let name = key.open(&blob_aad(&self.slot), &self.blob)?;
		name.try_into().map(BlobName).map_err(|_| StoreError::Damaged)
	}
}

/// What the name of a ciphertext is bound to.
pub(super) fn blob_aad(slot: &Slot) -> [u8; 20] {
	let mut aad = *b"0000000000000000blob";
	aad[..16].copy_from_slice(slot);
	aad
}

/// What a wrap is bound to: the slot is the sealing's own and never used again.
pub(super) fn wrap_aad(slot: &Slot, recipient: &Hash32) -> [u8; 48] {
	let mut aad = [0; 48];
	aad[..16].copy_from_slice(slot);
	aad[16..].copy_from_slice(&recipient.0);
	aad
}

impl Tables {
	/// A sealing.
	pub fn sealing(&self, id: SealingId) -> Result<Option<Held>, StoreError> {
		let sql = format!("{COLUMNS} WHERE record = ?1 AND version = ?2 AND epoch = ?3");
		let key = params![id.record.0, id.version, id.epoch];
		Ok(self.vault.query_row(&sql, key, Held::read).optional()?)
	}

	/// Every sealing. Wraps are not read.
	pub fn all_sealings(&self) -> Result<Vec<Held>, StoreError> {
		let mut all = self.vault.prepare(COLUMNS)?;
		let all = all.query_map([], Held::read)?.collect::<Result<_, _>>()?;
		Ok(all)
	}

	/// The sealings of one record.
	pub fn sealings_of(&self, record: RecordId) -> Result<Vec<SealingId>, StoreError> {
		let mut all = self.vault.prepare(&format!("{COLUMNS} WHERE record = ?1"))?;
		let all = all.query_map([record.0], |row| Held::read(row).map(|held| held.id))?;
		Ok(all.collect::<Result<_, _>>()?)
	}

	/// Whether anything of a record is here.
	pub fn holds(&self, record: RecordId) -> Result<bool, StoreError> {
		Ok(self.vault.prepare("SELECT 1 FROM sealings WHERE record = ?1")?.exists([record.0])?)
	}

	/// The wrap for one recipient, by the hash of its key.
	pub fn wrap(
		&self,
		held: &Held,
		key: &SlotKey,
		recipient: &Hash32,
	) -> Result<Option<Wrap>, StoreError> {
		let sql = "SELECT sealed FROM wraps WHERE sealing = ?1 AND key = ?2";
		let sealed: Option<Vec<u8>> = self
			.vault
			.query_row(sql, params![held.row, recipient.0], |row| row.get(0))
			.optional()?;
		let Some(sealed) = sealed else {
			return Ok(None);
		};
		let wrap = key.open(&wrap_aad(&held.slot, recipient), &sealed)?;
		Wrap::decode_all(&mut &*wrap).map(Some).map_err(|_| StoreError::Damaged)
	}

	/// Everything of a sealing's secrets that is stored: its key, and its wraps as rows and as they
	/// were deposited.
	pub(super) fn traces(
		&self,
		held: &Held,
		key: &SlotKey,
	) -> Result<Vec<Zeroizing<Vec<u8>>>, StoreError> {
		let mut traces = vec![Zeroizing::new(key.bytes().to_vec())];
		let mut rows = self.vault.prepare("SELECT key, sealed FROM wraps WHERE sealing = ?1")?;
		let rows = rows.query_map([held.row], |row| Ok((Hash32(row.get(0)?), row.get(1)?)))?;
		for row in rows {
			let (recipient, row): (Hash32, Vec<u8>) = row?;
			let wrap = key.open(&wrap_aad(&held.slot, &recipient), &row)?;
			let wrap = Wrap::decode_all(&mut &*wrap).map_err(|_| StoreError::Damaged)?;
			traces.push(Zeroizing::new(row));
			traces.push(Zeroizing::new(wrap.sealed));
		}
		Ok(traces)
	}

	/// Looks for what is to be released: the first of `candidates` (with the hash of the manifest
	/// on chain) that is here and is served, and the wrap for `recipient`.
	pub fn find(
		&self,
		candidates: &[(SealingId, Hash32)],
		recipient: &Hash32,
	) -> Result<Option<Found>, StoreError> {
		for (id, hash) in candidates {
			let Some(held) = self.sealing(*id)?.filter(|held| !held.stopped) else {
				continue;
			};
			let manifest = held.manifest()?;
			let Some(key) = self.slot_key(&held.slot)? else {
				continue;
			};
			if manifest.hash() != *hash {
				continue;
			}
			let wrap = self.wrap(&held, &key, recipient)?;
			let blob = held.blob(&key)?;
			return Ok(wrap.map(|wrap| Found { manifest, wrap, blob }));
		}
		Ok(None)
	}

	/// Deletes the rows of a sealing.
	pub fn remove(&mut self, id: SealingId) -> Result<(), StoreError> {
		let tx = self.vault.transaction()?;
		let key = params![id.record.0, id.version, id.epoch];
		tx.execute(
			"DELETE FROM wraps WHERE sealing IN
			(SELECT id FROM sealings WHERE record = ?1 AND version = ?2 AND epoch = ?3)",
			key,
		)?;
		tx.execute("DELETE FROM sealings WHERE record = ?1 AND version = ?2 AND epoch = ?3", key)?;
		tx.commit()?;
		Ok(())
	}

	/// The ciphertexts that sealings here point to. Rows whose key is gone are rows of an old
	/// backup: their content is erased, so they go too, unless an erasure under way has them.
	pub fn blobs_in_use(&mut self) -> Result<BTreeSet<BlobName>, StoreError> {
		let mut in_use = BTreeSet::new();
		for held in self.all_sealings()? {
			match self.slot_key(&held.slot)? {
				Some(key) => drop(in_use.insert(held.blob(&key)?)),
				None if held.stopped => {},
				None => self.remove(held.id)?,
			}
		}
		Ok(in_use)
	}
}
