//! Slot keys: their own file, so that a backup of the rest is worth nothing without it.

use super::{
	crypt::{random, SlotKey},
	StoreError, Tables,
};
use rusqlite::{params, OptionalExtension};

/// Name of a slot. Random: the file of keys names no record.
pub type Slot = [u8; 16];

impl Tables {
	/// How many there are.
	pub(super) fn slots(&self) -> Result<u64, StoreError> {
		let count: i64 = self.keys.query_row("SELECT count(*) FROM slots", [], |row| row.get(0))?;
		Ok(count.unsigned_abs())
	}

	/// Makes a slot with a fresh key.
	pub(super) fn add_slot(&self) -> Result<(Slot, SlotKey), StoreError> {
		let (slot, key) = (random()?, SlotKey::generate()?);
		self.keys.execute("INSERT INTO slots VALUES (?1, ?2)", params![slot, key.bytes()])?;
		Ok((slot, key))
	}

	/// The key of a slot, unless it was destroyed.
	pub fn slot_key(&self, slot: &Slot) -> Result<Option<SlotKey>, StoreError> {
		let key = self
			.keys
			.query_row("SELECT key FROM slots WHERE id = ?1", [slot], |row| row.get(0))
			.optional()?;
		Ok(key.map(SlotKey::from_bytes))
	}

	/// Destroys a key. Whatever is under it is gone in all copies.
	pub fn drop_slot(&self, slot: &Slot) -> Result<(), StoreError> {
		self.keys.execute("DELETE FROM slots WHERE id = ?1", [slot])?;
		Ok(())
	}

	/// Destroys the keys of deposits that were never finished.
	pub fn drop_unused_slots(&self) -> Result<(), StoreError> {
		let mut used = self.vault.prepare("SELECT 1 FROM sealings WHERE slot = ?1")?;
		let mut all = self.keys.prepare("SELECT id FROM slots")?;
		let all = all.query_map([], |row| row.get(0))?.collect::<Result<Vec<Slot>, _>>()?;
		for slot in all {
			if !used.exists([slot])? {
				self.drop_slot(&slot)?;
			}
		}
		Ok(())
	}
}
