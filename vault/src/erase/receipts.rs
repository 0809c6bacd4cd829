//! Receipts: signed once an erasure is done, handed in until the chain has them.

use super::{EraseError, Eraser};
use crate::store::{Done, Intent};
use salus_client::chain::ChainError;
use salus_primitives::{receipt_digest, ErasureSteps, Moment, Receipt};
use std::time::{Duration, Instant};

/// After a receipt got into a block, the chain is believed to lack it only after so long.
const SETTLES_WITHIN: Duration = Duration::from_secs(10);

/// Longest wait between two attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Attempts to hand in one receipt.
#[derive(Clone, Copy)]
pub struct Attempt {
	failures: u32,
	next: Instant,
}

impl Eraser {
	/// Hands in the receipts of erasures that are done, one after the other, so that one that is
	/// refused does not hold up the rest.
	pub(super) async fn hand_in(&mut self, owed: &[(Intent, Moment)]) -> Result<(), EraseError> {
		self.attempts.retain(|intent, _| owed.iter().any(|it| it.0 == *intent));
		for (intent, not_before) in owed.iter().copied() {
			let failures = match self.attempts.get(&intent) {
				Some(attempt) if Instant::now() < attempt.next => continue,
				Some(attempt) => attempt.failures,
				None => 0,
			};
			let done = self.vault.store.run(move |tables| tables.done(intent)).await?;
			let Some(done) = done else { continue };
			let (receipt, signature) = self.receipt(intent, done, not_before);
			let attempt = match self.vault.ledger.submit_receipt(receipt, signature).await {
				Ok(()) => Attempt { failures: 0, next: Instant::now() + SETTLES_WITHIN },
				Err(ChainError::Dispatch { error, .. }) if error == "NoSuchSlot" => {
					Attempt { failures: 0, next: Instant::now() + SETTLES_WITHIN }
				},
				Err(error) => {
					tracing::warn!(%error, "a receipt was not taken and will be handed in again");
					let wait = Duration::from_secs(1 << failures.min(9)).min(LONGEST_WAIT);
					Attempt { failures: failures + 1, next: Instant::now() + wait }
				},
			};
			self.attempts.insert(intent, attempt);
		}
		Ok(())
	}

	/// Swears that a sealing is erased. A clock that is behind the chain's does not say that it was
	/// too early.
	fn receipt(
		&self,
		Intent { case, id }: Intent,
		done: Done,
		not_before: Moment,
	) -> (Receipt, [u8; 64]) {
		let receipt = Receipt {
			case,
			record: id.record,
			version: id.version,
			epoch: id.epoch,
			custodian: self.vault.institution,
			steps: ErasureSteps::ALL,
			backups_gone_by: done.backups_gone_by,
			time: done.time.max(not_before),
		};
		let digest = receipt_digest(&self.vault.genesis, &receipt);
		(receipt, self.vault.receipts.pair.sign(&digest.0).0)
	}
}
