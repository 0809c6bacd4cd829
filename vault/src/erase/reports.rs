//! Reports: how far those who were served what was erased are told, counted for the chain.

use super::{EraseError, Eraser};
use salus_client::{chain::ChainError, vault::now};
use std::time::{Duration, Instant};

/// After a report that did not get into a block, the next attempt.
const AGAIN_AFTER: Duration = Duration::from_secs(60);

/// After one that was not valid, which is often so for good.
const LATER: Duration = Duration::from_secs(3600);

impl Eraser {
	/// Tells the chain what has changed. No erasure waits for it.
	pub(super) async fn report(&mut self) -> Result<(), EraseError> {
		self.report_again.retain(|_, from| Instant::now() < *from);
		let due = self.vault.store.run(|tables| tables.to_report(now())).await?;
		for (case, counts) in due {
			if self.report_again.contains_key(&case) {
				continue;
			}
			match self.vault.ledger.report_notices(case, counts).await {
				Ok(()) => {},
				// It would be refused again, for another fee: the case is over, or the chain knows more
				// than a folder that was restored.
				Err(error @ ChainError::Dispatch { .. }) => {
					tracing::warn!(%error, "the chain does not take the counts of notices");
				},
				Err(error) => {
					tracing::warn!(%error, "counts of notices will be reported again");
					let is_invalid = matches!(error, ChainError::Invalid(_));
					let wait = if is_invalid { LATER } else { AGAIN_AFTER };
					self.report_again.insert(case, Instant::now() + wait);
					continue;
				},
			}
			self.vault.store.run(move |tables| tables.reported(case, counts, now())).await?;
		}
		Ok(())
	}
}
