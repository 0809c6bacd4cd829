//! How long a transaction takes at a light load, from sending it to the best block and to the final
//! one, as the sender sees it.

use crate::{
	node::Node,
	stats::{due, Durations},
};
use anyhow::{bail, Context, Result};
use futures::future::try_join_all;
use serde_json::Value;
use std::time::{Duration, Instant};
use subxt::rpcs::client::rpc_params;

/// To the best block, and to the final one.
#[derive(Default)]
pub struct Latency {
	/// Until it was in a best block.
	pub best: Durations,
	/// Until it was final.
	pub last: Durations,
}

impl FromIterator<(Duration, Duration)> for Latency {
	fn from_iter<I: IntoIterator<Item = (Duration, Duration)>>(iter: I) -> Self {
		let (best, last): (Vec<_>, Vec<_>) = iter.into_iter().unzip();
		Self { best: best.into_iter().collect(), last: last.into_iter().collect() }
	}
}

/// Sends one and waits until it is final.
async fn follow(node: &Node, extrinsic: &str) -> Result<(Duration, Duration)> {
	let begun = Instant::now();
	let (start, stop) = ("author_submitAndWatchExtrinsic", "author_unwatchExtrinsic");
	let mut statuses = node.rpc.subscribe::<Value>(start, rpc_params![extrinsic], stop).await?;
	let mut best = None;
	loop {
		let status = statuses.next().await.context("the connection broke")??;
		let after = begun.elapsed();
		if status.get("inBlock").is_some() {
			best.get_or_insert(after);
		} else if status.get("finalized").is_some() {
			return Ok((best.unwrap_or(after), after));
		} else if status.get("usurped").is_some() || status.is_string() && is_lost(&status) {
			bail!("a transaction left the pool: {status}");
		}
	}
}

fn is_lost(status: &Value) -> bool {
	matches!(status.as_str(), Some("dropped" | "invalid"))
}

/// One after the other, each at a random moment of a slot, for so long.
///
/// # Errors
/// When one does not get into a block.
pub async fn one_by_one(
	node: &Node,
	extrinsics: &[String],
	slot: Duration,
	span: Duration,
) -> Result<Latency> {
	let begun = Instant::now();
	let mut all = Vec::new();
	for extrinsic in extrinsics {
		if begun.elapsed() > span {
			break;
		}
		tokio::time::sleep(slot.mul_f64(rand::random::<f64>())).await;
		all.push(follow(node, extrinsic).await?);
	}
	Ok(all.into_iter().collect())
}

/// So many a second.
///
/// # Errors
/// When one does not get into a block.
pub async fn paced(node: &Node, extrinsics: &[String], per_second: u32) -> Result<Latency> {
	let begun = tokio::time::Instant::now();
	let following = extrinsics.iter().zip(0..).map(|(extrinsic, number)| async move {
		tokio::time::sleep_until(begun + due(number, per_second)).await;
		follow(node, extrinsic).await
	});
	Ok(try_join_all(following).await?.into_iter().collect())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn best_and_final_are_sorted_apart() {
		let ms = Duration::from_millis;
		let latency: Latency = [(ms(3), ms(4)), (ms(1), ms(9))].into_iter().collect();
		assert_eq!((latency.best.max(), latency.last.max()), (Some(ms(3)), Some(ms(9))));
		assert_eq!(latency.last.percentile(50), Some(ms(4)));
	}

	#[test]
	fn a_transaction_is_lost_when_the_pool_says_so() {
		assert!(is_lost(&serde_json::json!("dropped")) && is_lost(&serde_json::json!("invalid")));
		assert!(!is_lost(&serde_json::json!("ready")));
	}
}
