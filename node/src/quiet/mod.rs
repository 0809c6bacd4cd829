//! Rest while there is nothing to do.
//!
//! An idle chain makes a block only as a heartbeat, and its validators vote only when there is a
//! block to vote on. [`Quiet`] declines to author, [`Parked`] holds GRANDPA's next vote back;
//! [`Activity`] is what both know of the chain. Why nothing falls asleep for ever:
//!
//! * A new chain is awake until its first block is final.
//! * A transaction that is ready, a user's extrinsic or a change of validators that is not final
//!   yet: each keeps every validator awake until it is in a final block.
//! * Two blocks of one height, which happens when two validators may author in the slot that wakes
//!   them: one more block, because the pool is not sound before it (see [`Activity`]).
//! * Finality lost while idle: a head that is not final is followed by another block after
//!   [`rest::RETRY`], whose import wakes every voter that waits.
//! * Finality lost for long: empty blocks come more slowly, at least one in five slots; transactions do
//!   not wait.
//! * After a restart the blocks above the final one are read again, and a stop of longer than an
//!   epoch ends with a block at once, because every epoch needs one.
//! * Whatever cannot be known (the epoch, a body) counts as a reason to be awake.

mod activity;
mod parked;
mod rest;
#[cfg(test)]
mod tests;

pub use activity::Activity;
pub use parked::Parked;
pub use rest::Pace;
use rest::Situation;

use futures::FutureExt;
use polkadot_sdk::*;
use salus_runtime::{BlockNumber, OpaqueBlock as Block};
use sc_consensus_slots::BackoffAuthoringBlocksStrategy;
use sc_transaction_pool_api::TransactionPool;
use sp_blockchain::HeaderBackend;
use sp_consensus_babe::Slot;
use std::sync::Arc;

/// Decides at every slot that this validator may author in whether it does.
pub struct Quiet<Client, Pool> {
	client: Arc<Client>,
	pool: Arc<Pool>,
	activity: Arc<Activity>,
	/// `None` authors in every slot.
	pace: Option<Pace>,
}

impl<Client, Pool> Quiet<Client, Pool>
where
	Client: HeaderBackend<Block>,
	Pool: TransactionPool<Block = Block>,
{
	/// Rests by `pace`; without one, only where finality lags.
	pub fn new(
		client: Arc<Client>,
		pool: Arc<Pool>,
		activity: Arc<Activity>,
		pace: Option<Pace>,
	) -> Self {
		Self { client, pool, activity, pace }
	}

	/// Whether the next block could hold a transaction, as its author would be told.
	///
	/// Not by the pool's `status`: the fork-aware pool takes it from the view that it built last. That
	/// may be the view of a block that lost against its sibling, which no transaction reaches any
	/// more, and stays so until the next block. If the best block has no view yet, the next block
	/// will give the pool one.
	fn has_ready(&self) -> bool {
		let ready = self.pool.ready_at(self.client.info().best_hash).now_or_never();
		ready.is_none_or(|mut ready| ready.next().is_some())
	}
}

impl<Client, Pool> BackoffAuthoringBlocksStrategy<BlockNumber> for Quiet<Client, Pool>
where
	Client: HeaderBackend<Block>,
	Pool: TransactionPool<Block = Block>,
{
	fn should_backoff(
		&self,
		head: BlockNumber,
		head_slot: Slot,
		finalised: BlockNumber,
		now: Slot,
		target: &str,
	) -> bool {
		let situation = Situation {
			now: *now,
			head_slot: *head_slot,
			head,
			finalised,
			busy_until: self.activity.busy_until(),
			ready: self.has_ready(),
			genesis_slot: self.activity.genesis_slot(),
		};
		let rests = self.pace.is_some_and(|pace| pace.rests(&situation));
		if rests {
			self.activity.rested();
		}
		rests || rest::lags(&situation, target)
	}
}
