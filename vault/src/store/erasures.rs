//! What is to be erased, what is being erased, what was.

use super::{slots::Slot, BlobName, SealingId, StoreError, Tables};
use rusqlite::{params, OptionalExtension};
use salus_primitives::{CaseId, Moment, RecordId};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

/// The erasure of one sealing for one case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Intent {
	/// The case.
	pub case: CaseId,
	/// The sealing.
	pub id: SealingId,
}

/// What must not be found anywhere afterwards.
pub struct Doomed {
	/// The slot, if anything was here.
	pub slot: Option<Slot>,
	/// The ciphertext.
	pub blob: Option<BlobName>,
	/// The slot key, and every wrap as it is stored and as it was deposited.
	pub traces: Vec<Zeroizing<Vec<u8>>>,
	/// The key went before a crash: traces are no longer known, so the files are to be rewritten.
	pub resumed: bool,
}

/// An erasure that is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Done {
	/// When.
	pub time: Moment,
	/// When the last backup is gone.
	pub backups_gone_by: Moment,
}

/// What is written of an erasure before it begins.
type Written = (Option<Slot>, Option<[u8; 16]>, Option<i64>);

impl Tables {
	/// Whether a case against the record is known.
	pub(super) fn is_being_erased(&self, record: RecordId) -> Result<bool, StoreError> {
		Ok(self.vault.prepare("SELECT 1 FROM cases WHERE record = ?1")?.exists([record.0])?)
	}

	/// Remembers which record a case is about: the chain forgets it before the last receipt is in.
	pub fn remember(&mut self, cases: &BTreeMap<CaseId, RecordId>) -> Result<(), StoreError> {
		let tx = self.vault.transaction()?;
		for (case, record) in cases {
			tx.execute("INSERT OR IGNORE INTO cases VALUES (?1, ?2)", params![case.0, record.0])?;
		}
		tx.commit()?;
		Ok(())
	}

	/// The cases that are remembered.
	pub fn cases(&self) -> Result<BTreeMap<CaseId, RecordId>, StoreError> {
		let mut cases = self.vault.prepare("SELECT erasure, record FROM cases")?;
		let cases = cases.query_map([], |row| Ok((CaseId(row.get(0)?), RecordId(row.get(1)?))))?;
		Ok(cases.collect::<Result<_, _>>()?)
	}

	/// Forgets cases for which the chain wants nothing more, but those that are not done here.
	pub fn forget_all_but(&mut self, wanted: &BTreeSet<CaseId>) -> Result<(), StoreError> {
		let unfinished: BTreeSet<_> = self.unfinished()?.into_iter().map(|it| it.case).collect();
		let cases = self.cases()?;
		let tx = self.vault.transaction()?;
		for case in cases.keys().filter(|it| !wanted.contains(it) && !unfinished.contains(it)) {
			tx.execute("DELETE FROM cases WHERE erasure = ?1", [case.0])?;
			tx.execute("DELETE FROM erasures WHERE erasure = ?1", [case.0])?;
		}
		tx.commit()?;
		Ok(())
	}

	/// Records of which something is here.
	pub fn records(&self) -> Result<Vec<RecordId>, StoreError> {
		let mut records = self.vault.prepare("SELECT DISTINCT record FROM sealings")?;
		let records = records.query_map([], |row| row.get(0).map(RecordId))?;
		Ok(records.collect::<Result<_, _>>()?)
	}

	/// Erasures that began and did not end.
	pub fn unfinished(&self) -> Result<Vec<Intent>, StoreError> {
		let mut intents = self
			.vault
			.prepare("SELECT erasure, record, version, epoch FROM erasures WHERE done IS NULL")?;
		let intents = intents.query_map([], |row| {
			let record = RecordId(row.get(1)?);
			let id = SealingId { record, version: row.get(2)?, epoch: row.get(3)? };
			Ok(Intent { case: CaseId(row.get(0)?), id })
		})?;
		Ok(intents.collect::<Result<_, _>>()?)
	}

	/// When an erasure was done. A sealing that is here again, out of a backup, is not erased.
	pub fn done(&self, intent: Intent) -> Result<Option<Done>, StoreError> {
		if self.sealing(intent.id)?.is_some() {
			return Ok(None);
		}
		let sql = "SELECT done, backups_gone_by FROM erasures
			WHERE erasure = ?1 AND version = ?2 AND epoch = ?3 AND done IS NOT NULL";
		let key = params![intent.case.0, intent.id.version, intent.id.epoch];
		let done = self.vault.query_row(sql, key, |row| {
			let (time, backups_gone_by): (i64, i64) = (row.get(0)?, row.get(1)?);
			let time = time.unsigned_abs();
			Ok(Done { time, backups_gone_by: backups_gone_by.unsigned_abs() })
		});
		Ok(done.optional()?)
	}

	/// Stops serving a sealing, for good, and writes down what is to be erased.
	pub fn stop(&mut self, intent: Intent) -> Result<Doomed, StoreError> {
		let Intent { case, id } = intent;
		let place = params![case.0, id.version, id.epoch];
		let sql = "SELECT slot, blob, done FROM erasures
			WHERE erasure = ?1 AND version = ?2 AND epoch = ?3";
		let before: Option<Written> = self
			.vault
			.query_row(sql, place, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
			.optional()?;
		let before = before.filter(|(.., done)| done.is_none());
		let mut doomed = Doomed {
			slot: before.and_then(|it| it.0),
			blob: before.and_then(|it| it.1).map(BlobName),
			traces: Vec::new(),
			resumed: before.is_some_and(|it| it.0.is_some()),
		};
		if let Some(held) = self.sealing(id)? {
			doomed.slot = Some(held.slot);
			let key = self.slot_key(&held.slot)?;
			doomed.resumed = key.is_none();
			if let Some(key) = key {
				doomed.blob = Some(held.blob(&key)?);
				doomed.traces = self.traces(&held, &key)?;
			}
		}
		let blob = doomed.blob.map(|it| it.0);
		let tx = self.vault.transaction()?;
		tx.execute("INSERT OR IGNORE INTO cases VALUES (?1, ?2)", params![case.0, id.record.0])?;
		tx.execute(
			"INSERT OR REPLACE INTO erasures (erasure, version, epoch, record, slot, blob)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
			params![case.0, id.version, id.epoch, id.record.0, doomed.slot, blob],
		)?;
		tx.execute(
			"UPDATE sealings SET stopped = 1 WHERE record = ?1 AND version = ?2 AND epoch = ?3",
			params![id.record.0, id.version, id.epoch],
		)?;
		tx.commit()?;
		Ok(doomed)
	}

	/// Serves a sealing again that [`Self::stop`] stopped, as if that had never been. `false` when its
	/// key is gone already, and the erasure must be brought to its end.
	pub fn spare(&mut self, intent: Intent) -> Result<bool, StoreError> {
		let Intent { case, id } = intent;
		let sql = "SELECT slot FROM erasures
			WHERE erasure = ?1 AND version = ?2 AND epoch = ?3 AND done IS NULL";
		let place = params![case.0, id.version, id.epoch];
		let begun: Option<Option<Slot>> =
			self.vault.query_row(sql, place, |row| row.get(0)).optional()?;
		match begun {
			None => return Ok(true),
			Some(Some(slot)) if self.slot_key(&slot)?.is_none() => return Ok(false),
			Some(_) => {},
		}
		let tx = self.vault.transaction()?;
		tx.execute(
			"UPDATE sealings SET stopped = 0 WHERE record = ?1 AND version = ?2 AND epoch = ?3",
			params![id.record.0, id.version, id.epoch],
		)?;
		tx.execute(
			"DELETE FROM erasures
			WHERE erasure = ?1 AND version = ?2 AND epoch = ?3 AND done IS NULL",
			place,
		)?;
		tx.commit()?;
		Ok(true)
	}

	/// Whether rows or the key are left.
	pub fn is_gone(&self, id: SealingId, slot: Option<Slot>) -> Result<bool, StoreError> {
		let key = slot.map(|slot| self.slot_key(&slot)).transpose()?.flatten();
		let mut orphans = self
			.vault
			.prepare("SELECT 1 FROM wraps WHERE sealing NOT IN (SELECT id FROM sealings)")?;
		Ok(key.is_none() && self.sealing(id)?.is_none() && !orphans.exists([])?)
	}

	/// Ends an erasure: notices to everybody who was served, and the time for the receipt.
	pub fn finish(&mut self, intent: Intent, done: Done) -> Result<(), StoreError> {
		let Intent { case, id } = intent;
		let served = self.served(id.record)?;
		let tx = self.vault.transaction()?;
		for institution in served {
			tx.execute(
				"INSERT OR IGNORE INTO notices (institution, record, erasure, written)
				VALUES (?1, ?2, ?3, ?4)",
				params![institution.0, id.record.0, case.0, done.time as i64],
			)?;
		}
		tx.execute(
			"UPDATE erasures SET done = ?4, backups_gone_by = ?5, slot = NULL, blob = NULL
			WHERE erasure = ?1 AND version = ?2 AND epoch = ?3",
			params![
				case.0,
				id.version,
				id.epoch,
				done.time as i64,
				i64::try_from(done.backups_gone_by).unwrap_or(i64::MAX)
			],
		)?;
		tx.commit()?;
		Ok(())
	}
}
