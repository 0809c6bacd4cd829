//! Erasure: what to erase, how, and the proof of it.
//!
//! [`Eraser::round`] asks the chain what is due and does it. Each erasure is a row of the table of
//! erasures first, and every step can be done twice, so that a round after a crash takes up where
//! the one before was killed.

mod compare;
mod receipts;
mod reports;
mod search;
mod steps;

#[cfg(test)]
pub use search::is_anywhere;
#[cfg(test)]
pub use steps::Step;

use crate::{
	ledger::MAX_SLOTS,
	store::{Intent, SealingId, StoreError},
	vault::Vault,
};
use receipts::Attempt;
use salus_client::chain::{At, ChainError};
use salus_primitives::{tombstone_hash, CaseId, RecordId, SlotView};
use std::{
	collections::{BTreeMap, BTreeSet, HashMap, HashSet},
	sync::{atomic::Ordering, Arc},
	time::{Duration, Instant},
};
use tokio::sync::watch;

/// How often the chain is asked.
const EVERY: Duration = Duration::from_secs(1);

/// Why an erasure waits for the next round.
#[derive(thiserror::Error, Debug)]
pub enum EraseError {
	/// The chain.
	#[error(transparent)]
	Chain(#[from] ChainError),
	/// The data folder.
	#[error(transparent)]
	Store(#[from] StoreError),
	/// The check found something.
	#[error("something of an erased sealing is left in the data folder; look for copies in it")]
	Remains,
	/// A hold or a recovery came in between.
	#[error("the chain stopped this erasure for now")]
	NotWanted,
	/// A test pretends a crash.
	#[cfg(test)]
	#[error("killed")]
	Killed,
}

/// Does what erasure cases ask of this vault.
pub struct Eraser {
	vault: Arc<Vault>,
	attempts: HashMap<Intent, Attempt>,
	/// Cases whose report did not get into a block, and when to try again.
	report_again: HashMap<CaseId, Instant>,
	/// Pretends a crash after this step.
	#[cfg(test)]
	pub kill_after: Option<Step>,
}

impl Eraser {
	/// Has done nothing yet.
	pub fn new(vault: Arc<Vault>) -> Self {
		Self {
			vault,
			attempts: HashMap::new(),
			report_again: HashMap::new(),
			#[cfg(test)]
			kill_after: None,
		}
	}

	/// Runs rounds until told to stop. A round may be cut short anywhere.
	pub async fn watch(mut self, mut stop: watch::Receiver<bool>) {
		let mut failing = false;
		loop {
			let round = async {
				let result = self.round().await;
				tokio::time::sleep(EVERY).await;
				result
			};
			let result = tokio::select! {
				_ = stop.wait_for(|stop| *stop) => return,
				result = round => result,
			};
			match &result {
				Ok(()) if failing => tracing::info!("in touch with the chain again"),
				Err(error) if !failing => tracing::warn!(%error, "cannot follow the chain"),
				_ => {},
			}
			failing = result.is_err();
		}
	}

	/// Erases what is due and hands in receipts.
	pub async fn round(&mut self) -> Result<(), EraseError> {
		if !self.vault.compared.load(Ordering::Acquire) {
			self.compare().await?;
		}
		let (ledger, own) = (&self.vault.ledger, self.vault.institution);
		let finalised = At::Block(ledger.finalised().await?);
		let moment = ledger.moment(finalised).await?;
		let slots = ledger.slots(own, finalised).await?;
		let ahead = ledger.slots(own, At::Best).await?;
		self.remember(slots.iter().chain(&ahead)).await?;

		let (mut tried, mut owed) = (HashSet::new(), Vec::new());
		for slot in slots.iter().filter(|slot| slot.not_before <= moment) {
			let Some(record) = self.record_of(slot, finalised).await? else {
				tracing::debug!(case = %slot.case, "a case about a record that this vault never saw");
				continue;
			};
			let id = SealingId { record, version: slot.version, epoch: slot.epoch };
			let intent = Intent { case: slot.case, id };
			tried.insert(intent);
			if self.ensure_erased(intent).await && is_among(slot, &ahead) {
				owed.push((intent, slot.not_before));
			}
		}
		// What a crash interrupted and the chain does not ask for (any more).
		let unfinished = self.vault.store.run(|tables| tables.unfinished()).await?;
		for intent in unfinished.into_iter().filter(|intent| !tried.contains(intent)) {
			self.ensure_erased(intent).await;
		}
		self.hand_in(&owed).await?;
		self.report().await?;

		// Only a full list of what the chain wants says what it no longer wants.
		if slots.len() < MAX_SLOTS && ahead.len() < MAX_SLOTS {
			let wanted: BTreeSet<_> = slots.iter().chain(&ahead).map(|slot| slot.case).collect();
			self.vault.store.run(move |tables| tables.forget_all_but(&wanted)).await?;
		}
		Ok(())
	}

	/// Erases unless that is done. One failure does not keep others from being erased.
	async fn ensure_erased(&self, intent: Intent) -> bool {
		let done = self.vault.store.run(move |tables| tables.done(intent)).await;
		let result = match done {
			Ok(Some(_)) => return true,
			Ok(None) => self.erase(intent).await,
			Err(error) => Err(error.into()),
		};
		match &result {
			Ok(()) => {},
			Err(EraseError::NotWanted) => tracing::debug!(case = %intent.case, "stopped for now"),
			Err(error) => tracing::error!(%error, "an erasure failed and will be tried again"),
		}
		result.is_ok()
	}

	async fn remember(&self, slots: impl Iterator<Item = &SlotView>) -> Result<(), EraseError> {
		let cases: BTreeMap<_, _> = slots.filter_map(|it| Some((it.case, it.record?))).collect();
		if !cases.is_empty() {
			self.vault.store.run(move |tables| tables.remember(&cases)).await?;
		}
		Ok(())
	}

	/// The record that a slot is about. When the chain no longer names it, this vault does: from
	/// the time when it did, or by its tombstone.
	async fn record_of(&self, slot: &SlotView, at: At) -> Result<Option<RecordId>, EraseError> {
		if slot.record.is_some() {
			return Ok(slot.record);
		}
		let (cases, records) =
			self.vault.store.run(|tables| Ok((tables.cases()?, tables.records()?))).await?;
		if let Some(record) = cases.get(&slot.case) {
			return Ok(Some(*record));
		}
		let Some(case) = self.vault.ledger.case(slot.case, at).await? else {
			return Ok(None);
		};
		let genesis = &self.vault.genesis;
		Ok(records.into_iter().find(|record| tombstone_hash(genesis, *record) == case.tombstone))
	}
}

fn is_among(slot: &SlotView, slots: &[SlotView]) -> bool {
	let key = |slot: &SlotView| (slot.case, slot.version, slot.epoch);
	slots.iter().any(|it| key(it) == key(slot))
}
