//! Whether nodes rest when there is nothing to do, and wake when there is.

use crate::{load, node::Block, report::within, spec, state, Network, Node, Person, SLOT, SOON};
use anyhow::{ensure, Context, Result};
use serde_json::json;
use sp_crypto_hashing::blake2_256;
use std::{
	fmt,
	thread::sleep,
	time::{Duration, SystemTime},
};

/// So long neither block nor round may come: longer than a round takes of voters who do not rest.
const STILL: Duration = Duration::from_secs(5);
/// Until a transaction is in a block: what is sent in a slot is too late for that slot.
const SLOTS_TO_BLOCK: usize = 2;
/// From the beginning of the block's slot until it is final everywhere. One on a machine of its
/// own; other tests may run beside it.
const SLOTS_TO_FINALITY: u32 = 6;

/// How soon a network woke for a transaction.
pub struct Woken {
	/// How many slots after it was sent its block was made.
	pub slots: u64,
	/// From the beginning of that slot until the transaction was seen to be final on the last node.
	pub finality: Duration,
}

impl fmt::Display for Woken {
	fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
		let plural = if self.slots == 1 { "" } else { "s" };
		write!(
			out,
			"in a block {} slot{plural} later, final on all {:.1} s after that slot began",
			self.slots,
			self.finality.as_secs_f32()
		)
	}
}

impl Network {
	/// Waits until the nodes at these positions rest: what they have is final, and neither a block nor
	/// a round of votes came for a while.
	///
	/// # Errors
	/// When they do not come to rest.
	pub fn rests(&self, these: &[usize]) -> Result<Duration> {
		let mut before = Vec::new();
		within("all is final, and neither block nor round comes", SOON, || {
			let look = |it: &usize| {
				let node = &self.nodes[*it];
				Ok((node.best()?, node.finalised()?, node.round()?))
			};
			let now = these.iter().map(look).collect::<Result<Vec<_>>>()?;
			let all_final = now.iter().all(|(best, last, _)| best.number > 0 && best == last);
			if all_final && now == before {
				return Ok(true);
			}
			before = now;
			sleep(STILL);
			Ok(false)
		})
	}

	/// How many blocks the first node gets in so long.
	///
	/// # Errors
	/// When it does not answer.
	pub fn blocks_in(&self, time: Duration) -> Result<u32> {
		let before = self.nodes[0].best()?.number;
		sleep(time);
		Ok(self.nodes[0].best()?.number - before)
	}

	/// Sends a transaction to a node: the clinic enrols a patient of this name. Within two slots it is
	/// in a block, and within six more final on the nodes at these positions, which are all that run.
	/// A slot does not count if its author does not run.
	///
	/// # Errors
	/// When it takes longer.
	pub fn wakes(
		&self,
		clinic: &Person,
		patient: &str,
		sender: usize,
		these: &[usize],
	) -> Result<Woken> {
		let node = &self.nodes[sender];
		let paper = load::agree(self.folder(), 2, patient, &node.url())?;
		let before = node.best()?.number;
		// At the beginning of a slot: the command takes its time.
		let begun = now()?;
		sleep((SLOT * u32::try_from(slot_of(begun) + 1)?).saturating_sub(begun));
		let sent_in = slot_of(now()?);
		let sent = load::hand_in(clinic, &paper, &node.url())?;
		let mut block = None;
		within("the transaction is in a block", SOON, || {
			block = block_with_user(node, before)?;
			Ok(block.is_some())
		})?;
		let block = block.context("it was found")?;
		let limit = SLOT * SLOTS_TO_FINALITY;
		load::wait(self, these, &sent, limit)?;
		let final_at = now()?;

		let made_in = state::slot(node, &block.hash)?;
		let waited = self.with_author(node, &block, sent_in + 1..=made_in, these)?;
		ensure!(
			waited <= SLOTS_TO_BLOCK,
			"sent to {} in slot {sent_in}, in a block in slot {made_in}; {waited} of them had an author",
			node.name()
		);
		// The command that sends may take long too.
		let finality = final_at - SLOT * u32::try_from(made_in)?;
		ensure!(finality <= limit, "final everywhere only {finality:?} after its slot began");
		Ok(Woken { slots: made_in - sent_in, finality })
	}

	/// In how many of these slots one of the nodes at these positions may make a block, even if chance
	/// makes nobody a primary author.
	fn with_author(
		&self,
		node: &Node,
		at: &Block,
		slots: impl Iterator<Item = u64>,
		these: &[usize],
	) -> Result<usize> {
		let serving = state::validators(node, Some(&at.hash))?;
		let randomness = state::read(node, "Babe", "Randomness", Some(&at.hash))?;
		// Nothing is stored in the first epoch.
		let randomness = randomness.unwrap_or_else(|| vec![0; 32]);
		let there = these.iter().map(|it| spec::account(self.nodes[*it].name()));
		let there = there.collect::<Result<Vec<_>>>()?;
		let author = |slot: &u64| &serving[secondary_author(&randomness, *slot, serving.len())];
		Ok(slots.filter(|slot| there.contains(author(slot))).count())
	}
}

/// The position of the validator that may make a block in a slot even where chance gives it to
/// nobody: BABE's secondary author.
pub fn secondary_author(randomness: &[u8], slot: u64, validators: usize) -> usize {
	let number = blake2_256(&[randomness, &slot.to_le_bytes()].concat());
	number.iter().fold(0, |rest, byte| (rest * 256 + usize::from(*byte)) % validators)
}

/// The first block above `above` with more than the time that its author put in.
fn block_with_user(node: &Node, above: u32) -> Result<Option<Block>> {
	for number in above + 1..=node.best()?.number {
		let Some(hash) = node.hash(number)? else { return Ok(None) };
		let block = node.ask("chain_getBlock", json!([hash]))?;
		let extrinsics = block["block"]["extrinsics"].as_array().context("extrinsics")?;
		if extrinsics.len() > 1 {
			return Ok(Some(Block { number, hash }));
		}
	}
	Ok(None)
}

/// This moment, as clocks of machines have it.
fn now() -> Result<Duration> {
	Ok(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?)
}

fn slot_of(time: Duration) -> u64 {
	time.as_secs() / SLOT.as_secs()
}
