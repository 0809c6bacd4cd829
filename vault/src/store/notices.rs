//! Notices to those who were served what has since been erased.

use super::{StoreError, Tables};
use rusqlite::params;
use salus_client::vault::Notice;
use salus_primitives::{CaseId, InstitutionId, Moment, RecordId};

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
}
