//! The steps of one erasure, in the order that a receipt swears to.

use super::{search::is_anywhere, EraseError, Eraser};
use crate::store::{Done, Doomed, Intent, BLOBS_FOLDER};
use salus_client::{chain::At, vault::now};
use std::sync::Arc;

/// What has been done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
	/// Nothing of it is served any more, unless the erasure is let go of.
	Stopped,
	/// The slot key is destroyed.
	KeyGone,
	/// Wraps and manifest are deleted.
	RowsGone,
	/// The ciphertext is deleted.
	CiphertextGone,
	/// Looked again and found nothing.
	Checked,
	/// Notices are written.
	Finished,
}

impl Eraser {
	/// Erases one sealing. Can be called again after any step, and where nothing was ever held.
	pub(super) async fn erase(&self, intent: Intent) -> Result<(), EraseError> {
		let (store, blobs) = (&self.vault.store, &self.vault.blobs);
		self.ensure_wanted(intent).await?;
		let mut doomed = {
			let _nobody_is_served = self.vault.gate.write().await;
			store.run(move |tables| tables.stop(intent)).await?
		};
		self.passed(Step::Stopped)?;
		// A hold may have come while releases under way were waited for.
		self.ensure_wanted(intent).await?;
		if let Some(slot) = doomed.slot {
			store.run(move |tables| tables.drop_slot(&slot)).await?;
		}
		self.passed(Step::KeyGone)?;
		store.run(move |tables| tables.remove(intent.id)).await?;
		self.passed(Step::RowsGone)?;
		if let Some(blob) = doomed.blob {
			blobs.delete(blob).await?;
		}
		self.passed(Step::CiphertextGone)?;
		self.check(intent, &mut doomed).await?;
		self.passed(Step::Checked)?;
		let time = now();
		let backups_gone_by = time.saturating_add(self.vault.backups_gone_after);
		let done = Done { time, backups_gone_by };
		store.run(move |tables| tables.finish(intent, done)).await?;
		self.passed(Step::Finished)?;
		tracing::info!("erased a sealing");
		Ok(())
	}

	/// Lets go of an erasure that the best block does not want: a legal authority placed a hold, or
	/// the subject's account is being recovered. One that destroyed a key already goes on.
	async fn ensure_wanted(&self, intent: Intent) -> Result<(), EraseError> {
		if self.vault.wants_erased(intent.case, At::Best).await? {
			return Ok(());
		}
		match self.vault.store.run(move |tables| tables.spare(intent)).await? {
			true => Err(EraseError::NotWanted),
			false => Ok(()),
		}
	}

	/// Looks for rows, key, file, and for every byte that was deleted. Ciphertexts of others are
	/// not searched: this vault only ever writes there what it was given.
	async fn check(&self, intent: Intent, doomed: &mut Doomed) -> Result<(), EraseError> {
		let store = &self.vault.store;
		let slot = doomed.slot;
		let mut gone = store.run(move |tables| tables.is_gone(intent.id, slot)).await?;
		if let Some(blob) = doomed.blob {
			gone &= !self.vault.blobs.has(blob).await?;
		}
		if !gone {
			return Err(EraseError::Remains);
		}
		let folder = store.folder().to_owned();
		let traces = Arc::new(std::mem::take(&mut doomed.traces));
		let resumed = doomed.resumed;
		store
			.run(move |tables| {
				let is_anywhere =
					|| is_anywhere(&folder, &folder.join(BLOBS_FOLDER), traces.as_slice());
				// SQLite overwrites what it deletes, but may have moved it around before.
				if resumed || is_anywhere()? {
					tables.rewrite()?;
				}
				Ok(is_anywhere()?)
			})
			.await
			.map_err(EraseError::from)
			.and_then(|found| if found { Err(EraseError::Remains) } else { Ok(()) })
	}

	#[cfg(not(test))]
	fn passed(&self, _: Step) -> Result<(), EraseError> {
		Ok(())
	}

	#[cfg(test)]
	fn passed(&self, step: Step) -> Result<(), EraseError> {
		match self.kill_after == Some(step) {
			true => Err(EraseError::Killed),
			false => Ok(()),
		}
	}
}
