//! Deposits: all of one is kept, or nothing.

use super::{
	crypt::SlotKey,
	sealings::{blob_aad, wrap_aad},
	slots::Slot,
	BlobName, SealingId, StoreError, Tables,
};
use codec::Encode;
use rusqlite::{params, Connection};
use salus_client::seal::Wrap;
use salus_primitives::Manifest;

/// Most recipients that one sealing may have.
pub const MAX_RECIPIENTS: usize = 64;

/// What became of a deposit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken {
	/// It is kept. `replaced` was the ciphertext of a sealing that the chain no longer knows.
	New {
		/// To be deleted.
		replaced: Option<BlobName>,
	},
	/// It was here already.
	Known,
	/// Other wraps are here already, or the record is being erased.
	Refused,
}

fn write_wraps(
	tx: &Connection,
	row: i64,
	slot: &Slot,
	key: &SlotKey,
	wraps: &[Wrap],
	replace: bool,
) -> Result<(), StoreError> {
	let sql = match replace {
		true => {
			"INSERT INTO wraps VALUES (?1, ?2, ?3)
			ON CONFLICT (sealing, key) DO UPDATE SET sealed = excluded.sealed"
		},
		false => "INSERT OR IGNORE INTO wraps VALUES (?1, ?2, ?3)",
	};
	for wrap in wraps {
		let sealed = key.seal(&wrap_aad(slot, &wrap.key), &wrap.encode())?;
		tx.execute(sql, params![row, wrap.key.0, sealed])?;
	}
	Ok(())
}

impl Tables {
	/// What becomes of a deposit with this manifest and these wraps, `None` when it is new.
	pub fn known(&self, manifest: &Manifest, wraps: &[Wrap]) -> Result<Option<Taken>, StoreError> {
		if self.is_being_erased(manifest.record)? {
			return Ok(Some(Taken::Refused));
		}
		let Some(held) = self.sealing(manifest.into())? else {
			return Ok(None);
		};
		let key = match self.slot_key(&held.slot)? {
			Some(key) if !held.stopped => key,
			_ => return Ok(Some(Taken::Refused)),
		};
		if held.manifest()? != *manifest {
			return Ok(None);
		}
		for wrap in wraps {
			if self.wrap(&held, &key, &wrap.key)?.as_ref() != Some(wrap) {
				return Ok(Some(Taken::Refused));
			}
		}
		Ok(Some(Taken::Known))
	}

	/// Keeps a sealing whose ciphertext is stored under `blob` already. Whoever calls has seen the
	/// hash of this manifest on chain, so that another manifest for the same place is one that the
	/// chain has left behind.
	pub fn take(
		&mut self,
		manifest: &Manifest,
		wraps: &[Wrap],
		blob: BlobName,
	) -> Result<Taken, StoreError> {
		if let Some(taken) = self.known(manifest, wraps)? {
			return Ok(taken);
		}
		let id = SealingId::from(manifest);
		let mut replaced = None;
		if let Some(old) = self.sealing(id)? {
			if let Some(key) = self.slot_key(&old.slot)? {
				replaced = Some(old.blob(&key)?);
			}
			self.drop_slot(&old.slot)?;
			self.remove(id)?;
		}
		let (slot, key) = self.add_slot()?;
		let written = self.write_sealing(manifest, wraps, blob, &slot, &key);
		if written.is_err() {
			self.drop_slot(&slot)?;
		}
		written.map(|()| Taken::New { replaced })
	}

	fn write_sealing(
		&mut self,
		manifest: &Manifest,
		wraps: &[Wrap],
		blob: BlobName,
		slot: &Slot,
		key: &SlotKey,
	) -> Result<(), StoreError> {
		let blob = key.seal(&blob_aad(slot), &blob.0)?;
		let tx = self.vault.transaction()?;
		tx.execute(
			"INSERT INTO sealings (record, version, epoch, slot, manifest, blob)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
			params![
				manifest.record.0,
				manifest.version,
				manifest.epoch,
				slot,
				manifest.encode(),
				blob
			],
		)?;
		write_wraps(&tx, tx.last_insert_rowid(), slot, key, wraps, true)?;
		tx.commit()?;
		Ok(())
	}

	/// Adds wraps to a sealing; those that the same recipients have are replaced, or left. `false` when there would
	/// be too many, or the sealing in this slot went away meanwhile.
	pub fn add_wraps(
		&mut self,
		id: SealingId,
		slot: Slot,
		wraps: &[Wrap],
		replace: bool,
	) -> Result<bool, StoreError> {
		let held = self.sealing(id)?.filter(|held| held.slot == slot && !held.stopped);
		let (Some(held), Some(key)) = (held, self.slot_key(&slot)?) else {
			return Ok(false);
		};
		let tx = self.vault.transaction()?;
		write_wraps(&tx, held.row, &held.slot, &key, wraps, replace)?;
		let sql = "SELECT count(*) FROM wraps WHERE sealing = ?1";
		let recipients: i64 = tx.query_row(sql, [held.row], |row| row.get(0))?;
		if recipients > MAX_RECIPIENTS as i64 {
			return Ok(false);
		}
		tx.commit()?;
		Ok(true)
	}
}
