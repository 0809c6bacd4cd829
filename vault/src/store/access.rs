//! Who asked for what, chained by hashes per record, and nonces that were used.

use super::{StoreError, Tables};
use codec::{DecodeAll, Encode};
use rusqlite::{params, OptionalExtension};
use salus_client::vault::LogEntry;
use salus_primitives::{
	tagged_hash, Action, GrantId, Hash32, InstitutionId, Moment, Purpose, RecordId, Requester,
	SubjectId,
};

/// Requests are taken for a minute around their time. Their nonces are kept for this long, which
/// leaves a minute more.
const NONCES_FOR: Moment = 3 * 60 * 1000;

/// Most entries that are read at once; the newest. They fit the longest answer.
const MAX_ENTRIES: i64 = 1_000_000;

/// One request to read and what becomes of it.
pub struct Access {
	/// Of which record.
	pub record: RecordId,
	/// When.
	pub time: Moment,
	/// By whom.
	pub requester: Requester,
	/// What for.
	pub purpose: Purpose,
	/// To do what.
	pub action: Action,
	/// Whether it is to be released.
	pub released: bool,
	/// The grant it relies on.
	pub relied: Option<Relied>,
}

/// A grant that a release counts against.
pub struct Relied {
	/// Who gave it: ids of grants are one subject's own.
	pub subject: SubjectId,
	/// Which.
	pub grant: GrantId,
	/// How many releases it allows.
	pub reads: Option<u32>,
}

impl Relied {
	fn name(&self) -> [u8; 32] {
		let mut name = [0; 32];
		name[..16].copy_from_slice(&self.subject.0);
		name[16..].copy_from_slice(&self.grant.0);
		name
	}
}

/// `H("salus/log/v1", previous, SCALE(record, time, requester, purpose, action, released))`: the
/// hash of an entry. `previous` is the hash of the entry before of the same record, zero at first.
pub fn log_hash(previous: &Hash32, record: RecordId, entry: &LogEntry) -> Hash32 {
	let LogEntry { time, requester, purpose, action, released, hash: _ } = entry;
	let fields = (record, time, requester, purpose, action, released).encode();
	tagged_hash("salus/log/v1", &[&previous.0, &fields])
}

/// Whether the entries are the whole log of a record: none was changed or removed, but for the
/// newest ones.
pub fn verify_log(record: RecordId, entries: &[LogEntry]) -> bool {
	let mut previous = Hash32::default();
	entries.iter().all(|entry| {
		previous = log_hash(&previous, record, entry);
		previous == entry.hash
	})
}

fn decode(entry: Vec<u8>) -> Result<LogEntry, StoreError> {
	LogEntry::decode_all(&mut &*entry).map_err(|_| StoreError::Damaged)
}

impl Tables {
	/// Adds an entry if anything of the record is here. Says whether it may be released: not when the
	/// reads that its grant allows are used up here. Every release counts, whatever it is called: each
	/// hands over the same bytes.
	pub fn log(&mut self, access: &Access) -> Result<bool, StoreError> {
		let Access { record, time, requester, purpose, action, .. } = *access;
		if !self.holds(record)? {
			return Ok(false);
		}
		let tx = self.vault.transaction()?;
		let relied = access.relied.as_ref();
		let mut released = access.released;
		if let Some(Relied { reads: Some(reads), .. }) = relied {
			let sql = "SELECT count(*) FROM log WHERE relied = ?1";
			let name = relied.map(Relied::name);
			let count: i64 = tx.query_row(sql, [name], |row| row.get(0))?;
			released &= count < i64::from(*reads);
		}
		let last = tx
			.query_row(
				"SELECT entry FROM log WHERE record = ?1 ORDER BY id DESC LIMIT 1",
				[record.0],
				|row| row.get(0),
			)
			.optional()?;
		let previous = last.map(decode).transpose()?.map_or(Hash32::default(), |it| it.hash);
		let mut entry =
			LogEntry { time, requester, purpose, action, released, hash: Hash32::default() };
		entry.hash = log_hash(&previous, record, &entry);
		let served = match requester {
			Requester::Institution(id) if released => Some(id.0),
			_ => None,
		};
		let relied = relied.filter(|_| released).map(Relied::name);
		tx.execute(
			"INSERT INTO log (record, served, entry, relied) VALUES (?1, ?2, ?3, ?4)",
			params![record.0, served, entry.encode(), relied],
		)?;
		tx.commit()?;
		Ok(released)
	}

	/// The log of a record, oldest first.
	pub fn entries(&self, record: RecordId) -> Result<Vec<LogEntry>, StoreError> {
		let mut entries = self
			.vault
			.prepare("SELECT entry FROM log WHERE record = ?1 ORDER BY id DESC LIMIT ?2")?;
		let entries = entries.query_map(params![record.0, MAX_ENTRIES], |row| row.get(0))?;
		let mut entries =
			entries.map(|entry| decode(entry?)).collect::<Result<Vec<_>, StoreError>>()?;
		entries.reverse();
		Ok(entries)
	}

	/// The institutions that were served a record from here.
	pub(super) fn served(&self, record: RecordId) -> Result<Vec<InstitutionId>, StoreError> {
		let mut served = self.vault.prepare(
			"SELECT DISTINCT served FROM log WHERE record = ?1 AND served IS NOT NULL ORDER BY 1",
		)?;
		let served = served.query_map([record.0], |row| row.get(0).map(InstitutionId))?;
		Ok(served.collect::<Result<_, _>>()?)
	}

	/// Remembers a nonce. `false` when it was used before, or may have been.
	pub fn use_nonce(
		&mut self,
		account: Hash32,
		nonce: [u8; 16],
		time: Moment,
		now: Moment,
	) -> Result<bool, StoreError> {
		let time = i64::try_from(time).map_err(|_| StoreError::Damaged)?;
		let forget = now.saturating_sub(NONCES_FOR) as i64;
		let tx = self.vault.transaction()?;
		// A clock that was set back must not make forgotten nonces good again.
		let horizon: i64 = tx.query_row("SELECT horizon FROM about", [], |row| row.get(0))?;
		if time < horizon {
			return Ok(false);
		}
		let fresh = tx.execute(
			"INSERT OR IGNORE INTO nonces VALUES (?1, ?2, ?3)",
			params![account.0, nonce, time],
		)?;
		if fresh == 0 {
			return Ok(false);
		}
		if tx.execute("DELETE FROM nonces WHERE time < ?1", [forget])? > 0 {
			tx.execute("UPDATE about SET horizon = max(horizon, ?1)", [forget])?;
		}
		tx.commit()?;
		Ok(true)
	}
}
