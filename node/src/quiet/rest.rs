//! The decision to leave a slot empty, as a function of what is known.

use polkadot_sdk::*;
use salus_runtime::BlockNumber;
use sc_consensus_slots::{BackoffAuthoringBlocksStrategy, BackoffAuthoringOnFinalizedHeadLagging};

/// Slots after which a head that is not final is followed by another block: half a minute.
///
/// Its import reaches voters that wait because they have seen the commit of a head that others
/// have not. Far above the second or two in which a head becomes final.
pub const RETRY: u64 = 10;

/// Most slots between two empty blocks while finality lags, but one. A change of validators that brings
/// finality back is announced for a hundred blocks: some forty minutes.
const SLOWEST: BlockNumber = 4;

/// How long a chain may rest, in slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
	/// From one block of an idle chain to the next.
	heartbeat: u64,
	/// Slots of an epoch.
	epoch: u64,
}

impl Pace {
	/// A heartbeat after `seconds`, at most a quarter of an epoch and at least a slot.
	///
	/// A quarter, so that several validators in a row can be away before an epoch passes without
	/// a block: its randomness and its change of validators would be skipped.
	pub fn new(seconds: u64, slot_millis: u64, epoch: u64) -> Self {
		let slots = seconds.saturating_mul(1000) / slot_millis.max(1);
		Self { heartbeat: slots.min(epoch / 4).max(1), epoch: epoch.max(1) }
	}
}

/// What is known when a slot begins.
#[derive(Debug, Clone, Copy)]
pub struct Situation {
	/// This slot.
	pub now: u64,
	/// The slot of the best block.
	pub head_slot: u64,
	/// The number of the best block.
	pub head: BlockNumber,
	/// The number of the last final block.
	pub finalised: BlockNumber,
	/// While the final block is below this one, something waits to be final.
	pub busy_until: BlockNumber,
	/// Whether there is a transaction for the next block.
	pub ready: bool,
	/// The slot of the first block: epochs count from it.
	pub genesis_slot: Option<u64>,
}

/// Whether this slot stays empty because finality lags: from 50 blocks on that are not final, empty
/// ones come more slowly. A transaction that is ready does not wait: a denial has effect as soon as it is
/// in a block, final or not.
pub fn lags(at: &Situation, target: &str) -> bool {
	let backoff =
		BackoffAuthoringOnFinalizedHeadLagging { max_interval: SLOWEST, ..Default::default() };
	!at.ready
		&& backoff.should_backoff(at.head, at.head_slot.into(), at.finalised, at.now.into(), target)
}

impl Pace {
	/// Whether this slot may stay empty.
	pub fn rests(&self, at: &Situation) -> bool {
		// Nothing was ever final: the chain has yet to prove that it runs.
		if at.finalised == 0 {
			return false;
		}
		if at.ready || at.busy_until > at.finalised {
			return false;
		}
		let Some(genesis) = at.genesis_slot else { return false };
		let epoch = |slot: u64| slot.saturating_sub(genesis) / self.epoch;
		// An epoch without any block of its own so far. Not only in its first slot, whose author
		// may be away.
		if epoch(at.now) != epoch(at.head_slot) {
			return false;
		}
		let interval =
			if at.head > at.finalised { self.heartbeat.min(RETRY) } else { self.heartbeat };
		at.now < at.head_slot.saturating_add(interval)
	}
}
