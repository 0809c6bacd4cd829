//! Best and final blocks as they come.

use crate::node::Node;
use anyhow::{anyhow, bail, Context, Result};
use salus_primitives::Hash32;
use serde_json::Value;
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	time::Instant,
};
use subxt::rpcs::client::rpc_params;
use tokio::task::JoinHandle;

/// A block as it was seen.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
	/// Its number.
	pub number: u32,
	/// Its hash.
	pub hash: Hash32,
	/// How many transactions users sent.
	pub users: u64,
	/// Their bytes.
	pub bytes: u64,
	/// When it was the best.
	pub best: Instant,
	/// When it was final.
	pub last: Option<Instant>,
}

#[derive(Default)]
struct State {
	blocks: BTreeMap<u32, Seen>,
	problem: Option<String>,
}

/// Follows a node until it is dropped.
pub struct Watch {
	state: Arc<Mutex<State>>,
	tasks: [JoinHandle<()>; 2],
}

impl Drop for Watch {
	fn drop(&mut self) {
		self.tasks.iter().for_each(JoinHandle::abort);
	}
}

impl Watch {
	/// Begins with the next block.
	pub fn begin(best: Node, last: Node) -> Self {
		let state = Arc::<Mutex<State>>::default();
		let tasks = [
			tokio::spawn(follow(best, state.clone(), false)),
			tokio::spawn(follow(last, state.clone(), true)),
		];
		Self { state, tasks }
	}

	/// How many transactions are in blocks, and in final blocks.
	///
	/// # Errors
	/// When the connection broke.
	pub fn count(&self) -> Result<(u64, u64)> {
		let state = lock(&self.state);
		if let Some(problem) = &state.problem {
			bail!("cannot follow the chain: {problem}");
		}
		Ok(state.blocks.values().fold((0, 0), |(all, last), it| {
			(all + it.users, last + it.last.map_or(0, |_| it.users))
		}))
	}

	/// The final blocks, in their order.
	pub fn finalised(&self) -> Vec<Seen> {
		lock(&self.state).blocks.values().filter(|it| it.last.is_some()).copied().collect()
	}
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
	state.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn follow(node: Node, state: Arc<Mutex<State>>, last: bool) {
	if let Err(error) = try_follow(&node, &state, last).await {
		lock(&state).problem = Some(format!("{error:#}"));
	}
}

async fn try_follow(node: &Node, state: &Mutex<State>, last: bool) -> Result<()> {
	let (start, stop) = match last {
		false => ("chain_subscribeNewHeads", "chain_unsubscribeNewHeads"),
		true => ("chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads"),
	};
	let mut heads = node.rpc.subscribe::<Value>(start, rpc_params![], stop).await?;
	let mut next = None;
	loop {
		let head = heads.next().await.ok_or_else(|| anyhow!("the connection broke"))??;
		let now = Instant::now();
		let number = number_of(&head).context("a header without a number")?;
		// The node tells only the last of several that become final, or best, together.
		for number in next.unwrap_or(number).min(number)..=number {
			let hash = node.hash(number).await?;
			let known = lock(state).blocks.get(&number).copied().filter(|it| it.hash == hash);
			let mut seen = match known {
				Some(seen) => seen,
				None => {
					let (users, bytes) = node.body(hash).await?;
					Seen { number, hash, users, bytes, best: now, last: None }
				},
			};
			if last {
				seen.last = Some(now);
			}
			merge(&mut lock(state).blocks, seen);
		}
		next = Some(number + 1);
	}
}

/// Both followers may have seen a block: the earlier sight counts.
fn merge(blocks: &mut BTreeMap<u32, Seen>, seen: Seen) {
	let entry = blocks.entry(seen.number).or_insert(seen);
	if entry.hash != seen.hash {
		// What was final stays.
		if entry.last.is_none() {
			*entry = seen;
		}
		return;
	}
	entry.best = entry.best.min(seen.best);
	entry.last = entry.last.or(seen.last);
}

fn number_of(header: &Value) -> Option<u32> {
	u32::from_str_radix(header["number"].as_str()?.trim_start_matches("0x"), 16).ok()
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::time::Duration;

	fn seen(hash: u8, best: Instant, last: Option<Instant>) -> Seen {
		Seen { number: 7, hash: Hash32([hash; 32]), users: 1, bytes: 100, best, last }
	}

	#[test]
	fn a_block_keeps_its_first_sight_and_its_finality() {
		let (early, late) = (Instant::now(), Instant::now() + Duration::from_secs(1));
		let mut blocks = BTreeMap::new();
		merge(&mut blocks, seen(1, late, Some(late)));
		merge(&mut blocks, seen(1, early, None));
		assert_eq!((blocks[&7].best, blocks[&7].last), (early, Some(late)));
	}

	#[test]
	fn a_fork_replaces_what_is_not_final_and_nothing_else() {
		let now = Instant::now();
		let mut blocks = BTreeMap::new();
		merge(&mut blocks, seen(1, now, None));
		merge(&mut blocks, seen(2, now, Some(now)));
		assert_eq!(blocks[&7].hash, Hash32([2; 32]));
		merge(&mut blocks, seen(1, now, None));
		assert_eq!(blocks[&7].hash, Hash32([2; 32]));
	}

	#[test]
	fn numbers_are_hexadecimal() {
		assert_eq!(number_of(&serde_json::json!({"number": "0x1f"})), Some(31));
		assert_eq!(number_of(&serde_json::json!({})), None);
	}
}
