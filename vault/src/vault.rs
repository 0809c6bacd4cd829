//! What every part of a running vault shares.

use crate::{
	ledger::Ledger,
	store::{Blobs, Store},
};
use salus_client::{
	chain::{At, ChainError},
	identity::Identity,
	vault::{now, RefusalKind},
};
use salus_primitives::{CaseId, CaseState, Hash32, InstitutionId, Moment};
use std::sync::{
	atomic::{AtomicBool, Ordering},
	Arc,
};
use tokio::sync::{RwLock, Semaphore};

/// How old the last final block may be: an idle chain makes one every five minutes, and a minute
/// more.
pub const MAX_LAG: Moment = 6 * 60 * 1000;

/// Bodies of more than [`crate::http::SMALL_BODY`] that are taken in at a time: each may need
/// 132 MiB of memory.
const LARGE_BODIES: usize = 8;

/// A running vault.
pub struct Vault {
	/// The chain.
	pub ledger: Arc<dyn Ledger>,
	/// Which one.
	pub genesis: Hash32,
	/// Whose vault.
	pub institution: InstitutionId,
	/// Signs receipts and answers.
	pub receipts: Identity,
	/// From an erasure to the end of the last backup that held it.
	pub backups_gone_after: Moment,
	/// Databases.
	pub store: Store,
	/// Ciphertexts.
	pub blobs: Blobs,
	/// Releases under way hold it shared until they are signed. Whoever takes it alone knows that
	/// there are none.
	pub gate: Arc<RwLock<()>>,
	/// Whether the folder was compared with the chain: it may be a restored backup.
	pub compared: AtomicBool,
	/// A permit per large body.
	pub large_bodies: Semaphore,
}

impl Vault {
	/// Puts the parts together.
	pub fn new(
		ledger: Arc<dyn Ledger>,
		(genesis, institution): (Hash32, InstitutionId),
		receipts: Identity,
		backups_gone_after: Moment,
		store: Store,
		blobs: Blobs,
	) -> Self {
		Self {
			ledger,
			genesis,
			institution,
			receipts,
			backups_gone_after,
			store,
			blobs,
			gate: Arc::default(),
			compared: AtomicBool::new(false),
			large_bodies: Semaphore::new(LARGE_BODIES),
		}
	}

	/// The last final block, if it is recent and the node has company.
	pub async fn recent(&self) -> Result<Option<At>, ChainError> {
		let finalised = At::Block(self.ledger.finalised().await?);
		let moment = self.ledger.moment(finalised).await?;
		let (peers, expects_peers) = self.ledger.peers().await?;
		let alone = expects_peers && peers == 0;
		let behind = now().saturating_sub(moment) > MAX_LAG;
		Ok((!alone && !behind).then_some(finalised))
	}

	/// Whether a case asks for what cannot be undone: it was accepted, cooling is over, no hold
	/// stopped it, and the subject's account is not being recovered.
	pub async fn wants_erased(&self, case: CaseId, at: At) -> Result<bool, ChainError> {
		let Some(case) = self.ledger.case(case, at).await? else {
			return Ok(false);
		};
		let erases = match case.state {
			CaseState::AwaitingReceipts
			| CaseState::PartlyErased(_)
			| CaseState::ErasedPendingBackups { .. }
			| CaseState::Erased => true,
			CaseState::Requested
			| CaseState::Refused(_)
			| CaseState::Cooling { .. }
			| CaseState::IdentityChallenge { .. }
			| CaseState::OnHold { .. } => false,
		};
		// What is gone for everybody is not saved by a recovery.
		let is_recovering = match case.record {
			Some(_) => self.ledger.subject(case.subject, at).await?,
			None => None,
		};
		Ok(erases && is_recovering.is_none_or(|it| it.recovery_due.is_none()))
	}

	/// The last final block. All that is allowed is asked of it.
	///
	/// # Errors
	/// [`RefusalKind::CutOff`] when the vault cannot know what the chain allows, or has not yet
	/// looked whether it holds what was erased.
	pub async fn in_touch(&self) -> Result<At, RefusalKind> {
		match self.recent().await {
			Ok(Some(finalised)) if self.compared.load(Ordering::Acquire) => Ok(finalised),
			Ok(_) => Err(RefusalKind::CutOff),
			Err(error) => Err(cut_off(error)),
		}
	}
}

/// A question that the node did not answer.
pub fn cut_off(error: ChainError) -> RefusalKind {
	tracing::debug!(%error, "the node does not answer");
	RefusalKind::CutOff
}
