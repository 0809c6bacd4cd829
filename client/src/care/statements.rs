//! What custodians signed when they served: kept beside the identity, because a custodian that later
//! swears that it had erased before that is proven to lie.

use super::CareError;
use crate::{identity::write_private, vault::Statement};
use codec::{DecodeAll, Encode};
use salus_primitives::{RecordId, Served};
use std::{
	fs, io,
	path::{Path, PathBuf},
};

/// A folder of statements: of each custodian the newest for each sealing.
pub struct Statements {
	folder: PathBuf,
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> CareError + '_ {
	move |source| CareError::File { path: path.display().to_string(), source }
}

impl Statements {
	/// The statements in a folder, which is made when the first is kept.
	pub fn open(folder: PathBuf) -> Self {
		Self { folder }
	}

	fn path(&self, served: &Served) -> PathBuf {
		let Served { record, version, epoch, custodian, .. } = served;
		self.folder.join(format!("{record}-{version}-{epoch}-{custodian}"))
	}

	/// Keeps a statement unless there is a newer one of the same custodian for the same sealing.
	pub fn keep(&self, statement: &Statement) -> Result<(), CareError> {
		let path = self.path(&statement.served);
		let known = fs::read(&path).ok().and_then(|it| Statement::decode_all(&mut &it[..]).ok());
		if known.is_some_and(|it| it.served.time >= statement.served.time) {
			return Ok(());
		}
		// Whole or not at all, and readable to nobody else: it says which record was read, and when.
		let partial = path.with_extension("partial");
		match fs::remove_file(&partial) {
			Err(error) if error.kind() != io::ErrorKind::NotFound => {
				return Err(failed(&partial)(error));
			},
			_ => {},
		}
		write_private(&partial, &statement.encode()).map_err(failed(&partial))?;
		fs::rename(&partial, &path).map_err(failed(&path))
	}

	/// The statements about a record; [`Statement::into_parts`] is what `redaction.prove_false` takes.
	/// Files that are no statements are left alone.
	pub fn of(&self, record: RecordId) -> Result<Vec<Statement>, CareError> {
		let entries = match fs::read_dir(&self.folder) {
			Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
			entries => entries.map_err(failed(&self.folder))?,
		};
		let mut found = Vec::new();
		for entry in entries {
			let path = entry.map_err(failed(&self.folder))?.path();
			let bytes = fs::read(&path).map_err(failed(&path))?;
			found.extend(Statement::decode_all(&mut &bytes[..]));
		}
		found.retain(|it| it.served.record == record);
		found.sort_by_key(|it| (it.served.custodian, it.served.version, it.served.epoch));
		Ok(found)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::identity::Identity;
	use salus_primitives::{Hash32, InstitutionId};

	const RECORD: RecordId = RecordId([7; 16]);

	fn statement(custodian: u32, time: u64) -> Statement {
		let pair = Identity::from_uri("//Charlie//stash").unwrap().pair;
		let custodian = InstitutionId(custodian);
		let served = Served { record: RECORD, version: 1, epoch: 1, custodian, time };
		Statement::new(&pair, &Hash32::default(), served)
	}

	#[test]
	fn the_newest_of_each_custodian_is_kept() {
		let folder = tempfile::tempdir().unwrap();
		let statements = Statements::open(folder.path().join("statements"));
		assert_eq!(statements.of(RECORD).unwrap(), []);
		for it in [statement(4, 1), statement(3, 2), statement(3, 5), statement(3, 4)] {
			statements.keep(&it).unwrap();
		}
		let kept = statements.of(RECORD).unwrap();
		let kept: Vec<_> = kept.iter().map(|it| (it.served.custodian.0, it.served.time)).collect();
		assert_eq!(kept, [(3, 5), (4, 1)]);
		assert_eq!(statements.of(RecordId([1; 16])).unwrap(), []);
	}

	#[test]
	fn what_a_crash_left_and_what_is_no_statement_are_in_nobodys_way() {
		let folder = tempfile::tempdir().unwrap();
		let statements = Statements::open(folder.path().into());
		let it = statement(3, 1);
		let path = statements.path(&it.served);
		fs::write(path.with_extension("partial"), b"half").unwrap();
		fs::write(&path, b"damaged").unwrap();
		statements.keep(&it).unwrap();
		assert_eq!(statements.of(RECORD).unwrap(), [it]);
	}
}
