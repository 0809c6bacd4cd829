//! GRANDPA at rest.
//!
//! GRANDPA starts a round as soon as one ends, some 65,000 a day, and keeps a row for each while
//! the validators stay the same, even if every block is final. A round ends with the votes of two
//! thirds, and a vote needs its target; so the voter rests where the target is asked for.
//!
//! Sound, because nothing else of the voter waits: it goes on to take in the votes and commits of
//! others, to send the commits of past rounds and to answer those who are behind; a change of
//! validators or a restart drops the waiting future and starts a voter anew. A vote that comes late
//! is what GRANDPA sees from a slow validator at all times. What wakes it is the import of a block,
//! which precedes every vote on it; its timers have long passed then, so it votes at once.

use crate::quiet::Activity;
use polkadot_sdk::*;
use salus_runtime::OpaqueBlock as Block;
use sc_consensus_grandpa::find_scheduled_change;
use sp_blockchain::HeaderBackend;
use sp_consensus::{Error, SelectChain};
use sp_runtime::traits::{Block as BlockT, Header, NumberFor};
use std::sync::Arc;

type Hash = <Block as BlockT>::Hash;

/// A [`SelectChain`] for GRANDPA that answers later while all is final.
pub struct Parked<SC, C> {
	inner: SC,
	client: Arc<C>,
	/// `None` never waits.
	activity: Option<Arc<Activity>>,
}

impl<SC: Clone, C> Clone for Parked<SC, C> {
	fn clone(&self) -> Self {
		Self {
			inner: self.inner.clone(),
			client: self.client.clone(),
			activity: self.activity.clone(),
		}
	}
}

impl<SC, C: HeaderBackend<Block>> Parked<SC, C> {
	/// Waits by what `activity` knows; without it, never.
	pub fn new(inner: SC, client: Arc<C>, activity: Option<Arc<Activity>>) -> Self {
		Self { inner, client, activity }
	}

	fn all_is_final(&self) -> bool {
		let info = self.client.info();
		info.best_hash == info.finalized_hash
	}

	/// The first block from `base` (excluded) to `target` that announces a change of validators, or
	/// `target`.
	///
	/// A voter must not vote past the block where its set ends. It looks that block up *before* it
	/// asks for the target, so what was imported during the wait is unknown to it.
	fn up_to_a_change(&self, base: Hash, target: Hash) -> sp_blockchain::Result<Hash> {
		let lowest = *self.client.expect_header(base)?.number();
		let (mut hash, mut limit) = (target, target);
		while hash != base {
			let header = self.client.expect_header(hash)?;
			if *header.number() <= lowest {
				break;
			}
			if find_scheduled_change::<Block>(&header).is_some() {
				limit = hash;
			}
			hash = *header.parent_hash();
		}
		Ok(limit)
	}
}

#[async_trait::async_trait]
impl<SC, C> SelectChain<Block> for Parked<SC, C>
where
	SC: SelectChain<Block>,
	C: HeaderBackend<Block> + 'static,
{
	async fn leaves(&self) -> Result<Vec<Hash>, Error> {
		self.inner.leaves().await
	}

	async fn best_chain(&self) -> Result<<Block as BlockT>::Header, Error> {
		self.inner.best_chain().await
	}

	/// The voter asks without a limit. The import of justifications asks with one and never waits.
	async fn finality_target(
		&self,
		base: Hash,
		limit: Option<NumberFor<Block>>,
	) -> Result<Hash, Error> {
		let waited = match &self.activity {
			Some(activity) if limit.is_none() => activity.park(|| self.all_is_final()).await,
			_ => false,
		};
		let target = self.inner.finality_target(base, limit).await?;
		if waited {
			self.up_to_a_change(base, target).map_err(|e| Error::ChainLookup(e.to_string()))
		} else {
			Ok(target)
		}
	}
}
