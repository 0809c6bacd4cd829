//! Notices to those who were served what has since been erased.

use super::{StoreError, Tables};
use rusqlite::{params, OptionalExtension};
use salus_client::vault::Notice;
use salus_primitives::{CaseId, InstitutionId, Moment, NoticeCounts, RecordId};

/// The chain is told of a case at most this often, but at once when the last notice is acknowledged.
const REPORT_EVERY: Moment = 60 * 60 * 1000;

/// Most notices in one answer. The rest follows when these are acknowledged.
const MAX_NOTICES: i64 = 10_000;

impl Tables {
	/// Notices to an institution that it has not acknowledged, oldest first.
	pub fn notices(&self, to: InstitutionId) -> Result<Vec<Notice>, StoreError> {
		let mut notices = self.vault.prepare(
			"SELECT id, record, erasure, written FROM notices
			WHERE institution = ?1 AND acknowledged IS NULL ORDER BY id LIMIT ?2",
		)?;
		let notices = notices.query_map(params![to.0, MAX_NOTICES], |row| {
			let (id, written): (i64, i64) = (row.get(0)?, row.get(3)?);
			Ok(Notice {
				id: id.unsigned_abs(),
				record: RecordId(row.get(1)?),
				case: CaseId(row.get(2)?),
				written: written.unsigned_abs(),
			})
		})?;
		Ok(notices.collect::<Result<_, _>>()?)
	}

	/// Remembers that a notice was acknowledged. `false` when there is none that waits for it.
	pub fn acknowledge(
		&mut self,
		by: InstitutionId,
		notice: u64,
		now: Moment,
	) -> Result<bool, StoreError> {
		let Ok(notice) = i64::try_from(notice) else {
			return Ok(false);
		};
		let changed = self.vault.execute(
			"UPDATE notices SET acknowledged = ?3
			WHERE id = ?1 AND institution = ?2 AND acknowledged IS NULL",
			params![notice, by.0, now as i64],
		)?;
		Ok(changed == 1)
	}

	/// What the chain should be told now: of each case whose notices it does not know as they are,
	/// unless it was told of that case lately. Nobody is ever unreachable: notices wait to be fetched.
	pub fn to_report(&self, now: Moment) -> Result<Vec<(CaseId, NoticeCounts)>, StoreError> {
		let mut cases = self.vault.prepare(
			"SELECT erasure, count(*), count(acknowledged) FROM notices GROUP BY erasure",
		)?;
		let cases = cases
			.query_map([], |row| {
				let counts =
					NoticeCounts { sent: row.get(1)?, acknowledged: row.get(2)?, unreachable: 0 };
				Ok((CaseId(row.get(0)?), counts))
			})?
			.collect::<Result<Vec<_>, _>>()?;
		let mut due = Vec::new();
		for (case, counts) in cases {
			if self.is_due(case, &counts, now)? {
				due.push((case, counts));
			}
		}
		Ok(due)
	}

	fn is_due(&self, case: CaseId, now_is: &NoticeCounts, now: Moment) -> Result<bool, StoreError> {
		let sql = "SELECT sent, acknowledged, time FROM reports WHERE erasure = ?1";
		let told: Option<(u32, u32, i64)> = self
			.vault
			.query_row(sql, [case.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
			.optional()?;
		Ok(told.is_none_or(|(sent, acknowledged, time)| {
			let changed = (sent, acknowledged) != (now_is.sent, now_is.acknowledged);
			let is_last = now_is.acknowledged == now_is.sent;
			let long_ago = now.abs_diff(time.unsigned_abs()) >= REPORT_EVERY;
			changed && (is_last || long_ago)
		}))
	}

	/// Remembers what the chain was told.
	pub fn reported(
		&mut self,
		case: CaseId,
		counts: NoticeCounts,
		now: Moment,
	) -> Result<(), StoreError> {
		self.vault.execute(
			"INSERT OR REPLACE INTO reports (erasure, sent, acknowledged, time)
			VALUES (?1, ?2, ?3, ?4)",
			params![case.0, counts.sent, counts.acknowledged, now as i64],
		)?;
		Ok(())
	}
}
