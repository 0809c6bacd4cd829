//! A data folder that is opened may be a restored backup. Before anything of it is served, whatever
//! was erased since is erased again.

use super::{EraseError, Eraser};
use crate::{
	ledger::MAX_SLOTS,
	store::{Intent, SealingId},
};
use salus_client::chain::At;
use salus_primitives::{tombstone_hash, CaseId, RecordId};
use std::sync::atomic::Ordering;

impl Eraser {
	/// Compares what is here with the chain. Until that is done the vault counts as cut off; it is
	/// not done while the node is behind.
	pub async fn compare(&self) -> Result<(), EraseError> {
		let Some(finalised) = self.vault.recent().await? else {
			return Ok(());
		};
		for record in self.vault.store.run(|tables| tables.records()).await? {
			for intent in self.erased_before(record, finalised).await? {
				tracing::warn!("erasing what was erased before: this folder is a restored backup");
				match self.erase(intent).await {
					// The best block knows more than the final one. The next round compares again.
					Err(EraseError::NotWanted) => return Ok(()),
					result => result?,
				}
			}
		}
		self.vault.compared.store(true, Ordering::Release);
		Ok(())
	}

	/// The sealings of a record that this vault holds though it swore that it erased them, or
	/// though the record is erased.
	async fn erased_before(&self, record: RecordId, at: At) -> Result<Vec<Intent>, EraseError> {
		let ledger = &self.vault.ledger;
		let Some(view) = ledger.record(record, at).await? else {
			let hash = tombstone_hash(&self.vault.genesis, record);
			return match ledger.tombstone(hash, at).await? {
				Some(tombstone) => self.intents(tombstone.case, record).await,
				None => Ok(Vec::new()),
			};
		};
		let Some(case) = view.restricted_by else {
			return Ok(Vec::new());
		};
		// While an erasure may not go on, its slots are not listed, and of a full list nothing can be
		// concluded; the slots on it will be erased anyway.
		let is_wanted = self.vault.wants_erased(case, at).await?;
		let slots = ledger.slots(self.vault.institution, at).await?;
		if !is_wanted || slots.len() >= MAX_SLOTS {
			return Ok(Vec::new());
		}
		let is_owed = |id: &SealingId| {
			slots.iter().any(|it| (it.case, it.version, it.epoch) == (case, id.version, id.epoch))
		};
		let mut intents = self.intents(case, record).await?;
		intents.retain(|intent| !is_owed(&intent.id));
		Ok(intents)
	}

	/// One per sealing of the record that is here.
	async fn intents(&self, case: CaseId, record: RecordId) -> Result<Vec<Intent>, EraseError> {
		let ids = self.vault.store.run(move |tables| tables.sealings_of(record)).await?;
		Ok(ids.into_iter().map(|id| Intent { case, id }).collect())
	}
}
