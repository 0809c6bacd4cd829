//! As many transactions as the pool takes, counted in blocks.

use crate::{
	machine::{added, cpu_time, end_reasons, Reasons},
	node::{Node, Weighed},
	run::Network,
	stats::rate,
	watch::{Seen, Watch},
};
use anyhow::{bail, ensure, Result};
use futures::future::{join_all, try_join_all};
use salus_client::chain::At;
use std::{
	sync::atomic::{AtomicU64, Ordering::Relaxed},
	time::{Duration, Instant},
};
use subxt::rpcs::{client::rpc_params, Error as RpcError};

/// How many transactions of different accounts each connection has under way to the node. Those of one
/// account go one after the other: a node handles requests side by side, and would get them out of order.
const AT_ONCE: usize = 32;
/// How many blocks' worth of transactions wait at most.
const BACKLOG: u64 = 3;
/// How long nothing may happen before what waits counts as lost.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often what is lost is sent again.
const TRIES: u32 = 3;

/// A block that was made while transactions waited.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Measured {
	/// By the chain's clock, in milliseconds.
	pub moment: u64,
	/// When it was final.
	pub last: Instant,
	/// How many transactions it has.
	pub users: u64,
}

/// What came of it.
pub struct Flooded {
	/// Blocks that count: not the first and not those after the end of sending.
	pub blocks: usize,
	/// Transactions a second in them, by the chain's clock.
	pub in_blocks: Option<f64>,
	/// Transactions a second as they became final.
	pub finalised: Option<f64>,
	/// Transactions in one of them.
	pub a_block: f64,
	/// How much of the weight that they may use they used, on average.
	pub fullness: f64,
	/// Why the nodes ended their blocks, from the first transaction sent to the last one final.
	pub ended: Reasons,
	/// Transactions that the nodes took.
	pub taken: u64,
	/// Transactions that they refused.
	pub refused: u64,
	/// What they said to the first one that they refused.
	pub problem: Option<String>,
	/// Transactions that the nodes took, lost, and took again when the load was over.
	pub lost: u64,
	/// Transactions that failed in their block.
	pub failed: u64,
	/// Events of the kind that was asked for.
	pub events: u64,
	/// Processor time of all nodes, from the first transaction sent to the last one final.
	pub cpu: Duration,
	/// Whether every transaction that was signed was sent before the end of the span.
	pub ran_out: bool,
}

/// Transactions to send: lanes side by side, each in its order.
pub struct Lanes {
	/// What each connection sends.
	pub lanes: Vec<Vec<String>>,
	/// Whether no two transactions are of one account.
	pub independent: bool,
}

/// What the connections count together.
#[derive(Default)]
struct Counts {
	taken: AtomicU64,
	refused: AtomicU64,
}

/// Sends the transactions of each lane in their order, lanes side by side, for so long, or until all
/// are sent. Waits until they are final.
///
/// # Errors
/// When a node stops answering, or what waits gets into no block, sent again or not.
pub async fn flood(
	network: &Network,
	Lanes { lanes, independent }: Lanes,
	weighed: Weighed,
	span: Option<Duration>,
	event: (&str, &str),
) -> Result<Flooded> {
	let watch = Watch::begin(network.connect(0).await?, network.connect(0).await?);
	let nodes = try_join_all((0..lanes.len()).map(|lane| network.connect(lane))).await?;
	let (cpu, reasons) = (cpu_time(&network.pids)?, end_reasons(&network.metrics).await?);
	let all: u64 = lanes.iter().map(|it| it.len() as u64).sum();
	let counts = Counts::default();
	let deadline = span.map(|it| Instant::now() + it);
	let backlog = weighed.a_block * BACKLOG;
	let at_once = if independent { AT_ONCE } else { 1 };
	let sending = nodes.iter().zip(&lanes).map(|(node, lane)| async {
		let (mut problem, mut sent) = (None, 0);
		for some in lane.chunks(at_once) {
			if !wait_for_room(&watch, &counts, backlog, deadline).await? {
				break;
			}
			sent += some.len();
			for result in join_all(some.iter().map(|it| send(node, it))).await {
				match result? {
					None => counts.taken.fetch_add(1, Relaxed),
					Some(why) => {
						problem.get_or_insert(why);
						counts.refused.fetch_add(1, Relaxed)
					},
				};
			}
		}
		Ok::<_, anyhow::Error>((problem, &lane[..sent]))
	});
	let (problems, sent): (Vec<_>, Vec<_>) = try_join_all(sending).await?.into_iter().unzip();
	let problem = problems.into_iter().flatten().next();
	let stopped = Instant::now();
	let (taken, refused) = (counts.taken.into_inner(), counts.refused.into_inner());
	let mut lost = 0;
	for _ in 0..TRIES {
		if settle(&watch, taken).await? {
			break;
		}
		lost += send_again(&nodes, &sent).await?;
	}
	let (in_blocks, last) = watch.count()?;
	ensure!(
		last >= taken,
		"of {taken} transactions {in_blocks} are in blocks and {last} final, and nothing happens \
		 any more. {}",
		problem.unwrap_or_default()
	);
	let cpu = cpu_time(&network.pids)?.saturating_sub(cpu);
	let ended = added(&reasons, &end_reasons(&network.metrics).await?);

	let node = &network.nodes[0];
	let seen = watch.finalised();
	let (mut failed, mut events) = (0, 0);
	for block in seen.iter().filter(|it| it.users > 0) {
		let (more, found) = node.outcome(block.hash, event).await?;
		failed += more;
		events += found;
	}
	let counting = counting(&seen, stopped);
	let (mut measured, mut used) = (Vec::with_capacity(counting.len()), 0);
	for (index, block) in counting.iter().enumerate() {
		let moment = node.chain.moment(At::Block(block.hash)).await?;
		let Some(last) = block.last else { bail!("block {} is not final", block.number) };
		measured.push(Measured { moment, last, users: block.users });
		if index > 0 {
			let (normal, everything) = node.weight(block.hash).await?;
			used += if weighed.operational { everything } else { normal };
		}
	}
	let room = match weighed.operational {
		true => network.limits.block,
		false => network.limits.normal,
	};
	let blocks = measured.len().saturating_sub(1);
	let users: u64 = measured.iter().skip(1).map(|it| it.users).sum();
	let (in_blocks, finalised) = rates(&measured);
	Ok(Flooded {
		blocks,
		in_blocks,
		finalised,
		a_block: users as f64 / blocks.max(1) as f64,
		fullness: used as f64 / (room * blocks.max(1) as u64) as f64,
		ended,
		taken,
		refused,
		problem,
		lost,
		failed,
		events,
		cpu,
		ran_out: span.is_some() && taken + refused == all,
	})
}

/// Waits until fewer transactions wait than may. False when the time is over.
async fn wait_for_room(
	watch: &Watch,
	counts: &Counts,
	backlog: u64,
	deadline: Option<Instant>,
) -> Result<bool> {
	loop {
		if deadline.is_some_and(|it| it <= Instant::now()) {
			return Ok(false);
		}
		let (in_blocks, _) = watch.count()?;
		if counts.taken.load(Relaxed).saturating_sub(in_blocks) < backlog {
			return Ok(true);
		}
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
}

/// Sends one, again if the pool is full. `Some` says why the node refuses it.
async fn send(node: &Node, extrinsic: &str) -> Result<Option<String>> {
	/// sc-rpc's code for a pool that is full.
	const POOL_IS_FULL: i32 = 1016;
	loop {
		let params = rpc_params![extrinsic];
		match node.rpc.request::<String>("author_submitExtrinsic", params).await {
			Ok(_) => return Ok(None),
			Err(RpcError::User(error)) if error.code == POOL_IS_FULL => {
				tokio::time::sleep(Duration::from_millis(100)).await;
			},
			Err(RpcError::User(error)) => {
				let detail = error.data.map(|it| it.get().to_owned()).unwrap_or_default();
				return Ok(Some(format!("{} {detail}", error.message)));
			},
			Err(error) => bail!("a node does not answer any more: {error}"),
		}
	}
}

/// Waits until so many are final. False when nothing happens any more.
async fn settle(watch: &Watch, taken: u64) -> Result<bool> {
	let (mut before, mut since) = (None, Instant::now());
	loop {
		let now = watch.count()?;
		if now.1 >= taken {
			return Ok(true);
		}
		if before != Some(now) {
			(before, since) = (Some(now), Instant::now());
		}
		if since.elapsed() > PATIENCE {
			return Ok(false);
		}
		tokio::time::sleep(Duration::from_millis(50)).await;
	}
}

/// Sends everything again. Nodes take only what is in no block and not waiting. Returns how many they
/// took.
async fn send_again(nodes: &[Node], sent: &[&[String]]) -> Result<u64> {
	let mut taken = 0;
	for (node, lane) in nodes.iter().zip(sent) {
		for some in lane.chunks(AT_ONCE) {
			for result in join_all(some.iter().map(|it| send(node, it))).await {
				taken += u64::from(result?.is_none());
			}
		}
	}
	Ok(taken)
}

/// From the first block with transactions, which only says when the next one began to fill, to the
/// last one that was there while transactions were still being sent.
fn counting(seen: &[Seen], stopped: Instant) -> &[Seen] {
	let first = seen.iter().position(|it| it.users > 0).unwrap_or(seen.len());
	let rest = &seen[first..];
	&rest[..rest.iter().take_while(|it| it.best <= stopped).count()]
}

/// Transactions a second in blocks and as they became final, without those of the first block.
fn rates(blocks: &[Measured]) -> (Option<f64>, Option<f64>) {
	let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else {
		return (None, None);
	};
	let users = blocks.iter().skip(1).map(|it| it.users).sum();
	let by_clock = Duration::from_millis(last.moment.saturating_sub(first.moment));
	(rate(users, by_clock), rate(users, last.last.saturating_duration_since(first.last)))
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::Hash32;

	fn block(number: u32, users: u64, best: Instant) -> Seen {
		Seen { number, hash: Hash32::default(), users, bytes: 0, best, last: Some(best) }
	}

	#[test]
	fn the_first_block_and_those_after_the_end_do_not_count() {
		let begun = Instant::now();
		let at = |second| begun + Duration::from_secs(second);
		let seen = [
			block(1, 0, at(3)),
			block(2, 10, at(6)),
			block(3, 90, at(9)),
			block(4, 0, at(12)),
			block(5, 90, at(15)),
			block(6, 30, at(18)),
		];
		let numbers: Vec<_> = counting(&seen, at(16)).iter().map(|it| it.number).collect();
		assert_eq!(numbers, [2, 3, 4, 5], "an empty block between full ones takes time too");
		assert!(counting(&seen[..1], at(16)).is_empty());
	}

	#[test]
	fn rates_are_by_the_time_between_blocks() {
		let begun = Instant::now();
		let block = |second: u64, users| Measured {
			moment: 1_000 * second,
			last: begun + Duration::from_secs(2 * second),
			users,
		};
		let blocks = [block(0, 7), block(3, 300), block(6, 600)];
		assert_eq!(rates(&blocks), (Some(150.0), Some(75.0)));
		assert_eq!(rates(&blocks[..1]), (None, None), "one block takes no time");
		assert_eq!(rates(&[]), (None, None));
	}
}
