//! What a sealer still has to hand over: kept on disk before the chain hears of it, so that a crash
//! or a vault that is away loses nothing.

use super::CareError;
use crate::vault::Deposit;
use codec::{DecodeAll, Encode};
use salus_primitives::InstitutionId;
use std::{
	fs::{self, File},
	io::{self, Write},
	path::{Path, PathBuf},
};

/// A folder of deposits, one file for each custodian and sealing.
pub struct Outbox {
	folder: PathBuf,
}

/// One deposit that waits.
pub struct Waiting {
	/// For whom.
	pub custodian: InstitutionId,
	/// What.
	pub deposit: Deposit,
	/// After this block, a version that is not on chain will never be.
	pub good_until: u32,
	path: PathBuf,
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> CareError + '_ {
	move |source| CareError::File { path: path.display().to_string(), source }
}

impl Outbox {
	/// The outbox in a folder, which is made if need be.
	pub fn open(folder: PathBuf) -> Result<Self, CareError> {
		fs::create_dir_all(&folder).map_err(failed(&folder))?;
		Ok(Self { folder })
	}

	/// Keeps a deposit until [`Waiting::done`].
	pub fn keep(
		&self,
		custodian: InstitutionId,
		good_until: u32,
		deposit: &Deposit,
	) -> Result<(), CareError> {
		let manifest = &deposit.manifest;
		let name =
			format!("{}-{}-{}-{custodian}", manifest.record, manifest.version, manifest.epoch);
		let path = self.folder.join(name);
		let partial = path.with_extension("partial");
		let write = || {
			let mut file = File::create(&partial)?;
			file.write_all(&(custodian, good_until, deposit).encode())?;
			file.sync_all()
		};
		write().map_err(failed(&partial))?;
		let rename = || {
			fs::rename(&partial, &path)?;
			File::open(&self.folder)?.sync_all()
		};
		rename().map_err(failed(&path))
	}

	/// What waits. Files that are no deposits are left alone.
	pub fn waiting(&self) -> Result<Vec<Waiting>, CareError> {
		let mut found = Vec::new();
		for entry in fs::read_dir(&self.folder).map_err(failed(&self.folder))? {
			let path = entry.map_err(failed(&self.folder))?.path();
			let bytes = fs::read(&path).map_err(failed(&path))?;
			if let Ok((custodian, good_until, deposit)) = DecodeAll::decode_all(&mut &bytes[..]) {
				found.push(Waiting { custodian, deposit, good_until, path });
			}
		}
		Ok(found)
	}
}

impl Waiting {
	/// The custodian has it.
	pub fn done(self) -> Result<(), CareError> {
		fs::remove_file(&self.path).map_err(failed(&self.path))
	}
}
