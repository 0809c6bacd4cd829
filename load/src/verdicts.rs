//! Questions for verdicts over RPC, at a fixed pace.

use crate::{
	node::Node,
	stats::{due, rate, Durations},
};
use anyhow::{bail, Context, Result};
use salus_client::chain::At;
use salus_primitives::Query;
use std::{
	sync::Arc,
	thread,
	time::{Duration, Instant},
};
use tokio::{runtime::Handle, task::JoinHandle};

/// What came of it.
pub struct Answers {
	/// From sending a question to its answer.
	pub took: Durations,
	/// How much later than due questions were sent.
	pub late: Durations,
	/// Questions sent in a second.
	pub per_second: Option<f64>,
}

/// A question under way: how late it was sent, and how long the answer takes.
type Asked = JoinHandle<(Duration, Result<Duration>)>;

/// Asks the questions in turns over the connections, so many a second for so long, however long the
/// answers take. Every answer must be yes.
///
/// # Errors
/// When a node does not answer, or says no.
pub async fn ask(
	nodes: &[Node],
	questions: Vec<Query>,
	per_second: u32,
	span: Duration,
) -> Result<Answers> {
	let (nodes, questions) = (nodes.to_vec(), Arc::new(questions));
	let count = span.as_secs() * u64::from(per_second);
	let handle = Handle::current();
	// The runtime's own clock is good to a millisecond: as long as between two questions.
	let pacing = move || {
		let begun = Instant::now();
		let mut asked: Vec<Asked> = Vec::with_capacity(count as usize);
		for number in 0..count {
			let due = begun + due(number, per_second);
			thread::sleep(due.saturating_duration_since(Instant::now()));
			let node = nodes[number as usize % nodes.len()].clone();
			let questions = questions.clone();
			asked.push(handle.spawn(async move {
				let sent = Instant::now();
				let question = &questions[number as usize % questions.len()];
				let verdict = node.chain.verdict(question, At::Best).await;
				let took = sent.elapsed();
				(sent.saturating_duration_since(due), allowed(verdict).map(|()| took))
			}));
		}
		(asked, begun.elapsed())
	};
	let (asked, span) = tokio::task::spawn_blocking(pacing).await?;
	let (mut took, mut late) = (Vec::with_capacity(asked.len()), Vec::with_capacity(asked.len()));
	for asked in asked {
		let (was_late, answer) = asked.await.context("a question was given up")?;
		took.push(answer?);
		late.push(was_late);
	}
	Ok(Answers {
		per_second: rate(took.len() as u64, span),
		took: took.into_iter().collect(),
		late: late.into_iter().collect(),
	})
}

fn allowed<E: Into<anyhow::Error>>(verdict: Result<salus_primitives::Verdict, E>) -> Result<()> {
	let verdict = verdict.map_err(Into::into)?;
	if !verdict.is_allowed() {
		bail!("a grant in force was answered with {verdict:?}");
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_client::chain::ChainError;
	use salus_primitives::{Ground, Reason, Verdict};

	#[test]
	fn only_a_yes_counts() {
		let say = |verdict| allowed(Ok::<_, ChainError>(verdict));
		assert!(say(Verdict::Allowed(Ground::Issuer)).is_ok());
		assert!(say(Verdict::Denied(Reason::Revoked)).is_err());
		assert!(allowed(Err(ChainError::Disconnected)).is_err());
	}
}
