//! The decision as a table, what counts as activity, and when a voter waits.

use super::{rest::RETRY, *};
use futures::{executor::block_on, FutureExt};
use sc_consensus_grandpa::GRANDPA_ENGINE_ID;
use sp_blockchain::{BlockStatus, HeaderBackend, Info};
use sp_consensus::SelectChain;
use sp_consensus_grandpa::{ConsensusLog, ScheduledChange};
use sp_core::{Encode, H256};
use sp_runtime::{
	traits::{Block as BlockT, Header as HeaderT},
	DigestItem,
};
use std::{
	collections::HashMap,
	sync::Mutex,
	time::{Duration, Instant},
};

type Header = <Block as BlockT>::Header;

const GENESIS_SLOT: u64 = 600_000_000;

fn production() -> Pace {
	Pace::new(300, 3_000, 1_200)
}

/// All is final, the best block is one of slot 10, and this is the slot after it.
fn idle() -> Situation {
	Situation {
		now: GENESIS_SLOT + 11,
		head_slot: GENESIS_SLOT + 10,
		head: 7,
		finalised: 7,
		busy_until: 5,
		ready: false,
		genesis_slot: Some(GENESIS_SLOT),
	}
}

#[test]
fn while_finality_lags_empty_blocks_come_slowly_and_transactions_do_not_wait() {
	let lags = |unfinal, slots, ready| {
		let head = idle().finalised + unfinal;
		let now = idle().head_slot + slots;
		rest::lags(&Situation { head, now, ready, ..idle() }, "test")
	};
	assert!(!lags(50, 1, false));
	assert!(lags(54, 2, false));
	assert!(!lags(54, 3, false));
	for many in [58, 1_000, 100_000] {
		assert!(lags(many, 4, false));
		assert!(!lags(many, 5, false));
		assert!(!lags(many, 1, true));
	}
}

#[test]
fn the_table_of_cases() {
	let after = |slots: u64| idle().head_slot + slots;
	let epoch = GENESIS_SLOT + 1_200;
	let cases = [
		("idle", true, idle()),
		("the slot before the heartbeat", true, Situation { now: after(99), ..idle() }),
		("the heartbeat", false, Situation { now: after(100), ..idle() }),
		("a heartbeat whose author was away", false, Situation { now: after(101), ..idle() }),
		("a transaction is ready", false, Situation { ready: true, ..idle() }),
		("a user's block is not final", false, Situation { head: 8, busy_until: 8, ..idle() }),
		("a user's block is final", true, Situation { busy_until: 7, ..idle() }),
		("a change of validators is ahead", false, Situation { busy_until: 12, ..idle() }),
		("an empty head is not final yet", true, Situation { head: 8, ..idle() }),
		("nor after a while", true, Situation { head: 8, now: after(RETRY - 1), ..idle() }),
		("nor after half a minute", false, Situation { head: 8, now: after(RETRY), ..idle() }),
		("finality is lost", false, Situation { head: 99, now: after(RETRY), ..idle() }),
		("genesis", false, Situation { head: 0, finalised: 0, head_slot: 0, ..idle() }),
		("the first block", false, Situation { head: 1, finalised: 0, ..idle() }),
		("the epoch is not known", false, Situation { genesis_slot: None, ..idle() }),
		(
			"the first slot of an epoch",
			false,
			Situation { head_slot: epoch - 1, now: epoch, ..idle() },
		),
		(
			"a later slot of an epoch without a block",
			false,
			Situation { head_slot: epoch - 1, now: epoch + 5, ..idle() },
		),
		("the epoch has a block", true, Situation { head_slot: epoch, now: epoch + 1, ..idle() }),
		("days without power", false, Situation { now: after(100_000), ..idle() }),
		("a clock that went back", true, Situation { now: after(0) - 5, ..idle() }),
	];
	for (case, rests, situation) in cases {
		assert_eq!(production().rests(&situation), rests, "{case}");
	}
}

#[test]
fn the_heartbeat_is_at_most_a_quarter_of_an_epoch_and_at_least_a_slot() {
	assert_eq!(Pace::new(300, 3_000, 1_200), Pace::new(302, 3_000, 1_200));
	assert_eq!(Pace::new(10_000, 3_000, 1_200), Pace::new(900, 3_000, 1_200));
	assert_eq!(Pace::new(1, 3_000, 1_200), Pace::new(3, 3_000, 1_200));
	// Neither a division by nothing nor an overflow.
	Pace::new(u64::MAX, 0, 0).rests(&idle());
}

/// Ten days of an idle chain, whose finality fails for a third of the time and whose authors are
/// away in one slot of five: it never sleeps longer than a heartbeat and the slots around it, and
/// no epoch is without a block.
#[test]
fn an_idle_chain_never_falls_asleep_for_ever() {
	let mut at = Situation { head: 1, finalised: 1, busy_until: 0, ..idle() };
	let (mut blocks, mut seed) = (0_u64, 1_u64);
	for now in at.now..at.now + 288_000 {
		seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
		at.now = now;
		let away = (seed >> 33) % 5 == 0;
		let finality = (now / 5_000) % 3 != 0;
		if !production().rests(&at) && !away {
			assert!(now - at.head_slot <= 120, "slept for {} slots", now - at.head_slot);
			at = Situation { head: at.head + 1, head_slot: now, ..at };
			blocks += 1;
		} else if finality {
			at.finalised = at.head;
		}
	}
	assert!((2_880..20_000).contains(&blocks), "{blocks} blocks");
}

fn header(number: BlockNumber, parent: H256, logs: Vec<ConsensusLog<BlockNumber>>) -> Header {
	let mut header =
		Header::new(number, Default::default(), Default::default(), parent, Default::default());
	for log in logs {
		header.digest_mut().push(DigestItem::Consensus(GRANDPA_ENGINE_ID, log.encode()));
	}
	header
}

fn change(delay: BlockNumber) -> ScheduledChange<BlockNumber> {
	ScheduledChange { next_authorities: Vec::new(), delay }
}

#[test]
fn users_and_changes_of_validators_keep_it_awake_and_inherents_do_not() {
	let activity = Activity::default();
	let plain = |number| header(number, Default::default(), Vec::new());
	activity.note(&plain(1), Some(1));
	assert_eq!((activity.busy_until(), activity.user_extrinsics()), (0, 0));
	activity.note(&plain(2), Some(4));
	assert_eq!((activity.busy_until(), activity.user_extrinsics()), (2, 3));
	// A block of another fork, lower: the higher one still counts.
	activity.note(&plain(1), Some(2));
	assert_eq!(activity.busy_until(), 2);
	// A body that cannot be read.
	activity.note(&plain(3), None);
	assert_eq!((activity.busy_until(), activity.user_extrinsics()), (3, 4));

	let with = |number, log| header(number, Default::default(), vec![log]);
	activity.note(&with(4, ConsensusLog::ScheduledChange(change(0))), Some(1));
	assert_eq!(activity.busy_until(), 4);
	activity.note(&with(5, ConsensusLog::ScheduledChange(change(3))), Some(1));
	assert_eq!(activity.busy_until(), 8);
	activity.note(&with(6, ConsensusLog::ForcedChange(2, change(10))), Some(1));
	assert_eq!(activity.busy_until(), 16);
	// A delay beyond all numbers does not wrap.
	activity.note(&with(7, ConsensusLog::ScheduledChange(change(u32::MAX))), Some(1));
	assert_eq!(activity.busy_until(), u32::MAX);
}

#[test]
fn a_fork_asks_for_one_more_block() {
	let activity = Activity::default();
	activity.note_fork(1, 0);
	activity.note_fork(2, 1);
	assert_eq!(activity.busy_until(), 0);
	// Its sibling, after either of them became final.
	activity.note_fork(2, 2);
	assert_eq!(activity.busy_until(), 3);
	activity.note_fork(3, 2);
	assert_eq!(activity.busy_until(), 3);
	// Blocks of long ago that a warp sync left out.
	activity.note_fork(1, 3);
	assert_eq!(activity.busy_until(), 3);
}

/// A chain of headers, of which the last is the best.
#[derive(Default)]
struct Chain(Mutex<(HashMap<H256, Header>, Option<Header>, BlockNumber)>);

impl Chain {
	fn push(&self, logs: Vec<ConsensusLog<BlockNumber>>) -> H256 {
		let mut chain = self.0.lock().unwrap();
		let (number, parent) =
			chain.1.as_ref().map_or((0, H256::zero()), |best| (best.number() + 1, best.hash()));
		let header = header(number, parent, logs);
		chain.0.insert(header.hash(), header.clone());
		chain.1 = Some(header.clone());
		header.hash()
	}

	fn finalise(&self) {
		let mut chain = self.0.lock().unwrap();
		chain.2 = *chain.1.as_ref().unwrap().number();
	}
}

impl HeaderBackend<Block> for Chain {
	fn header(&self, hash: H256) -> sp_blockchain::Result<Option<Header>> {
		Ok(self.0.lock().unwrap().0.get(&hash).cloned())
	}

	fn info(&self) -> Info<Block> {
		let chain = self.0.lock().unwrap();
		let best = chain.1.as_ref().unwrap();
		let finalised = chain.0.values().find(|header| *header.number() == chain.2).unwrap();
		Info {
			best_hash: best.hash(),
			best_number: *best.number(),
			genesis_hash: Default::default(),
			finalized_hash: finalised.hash(),
			finalized_number: chain.2,
			finalized_state: None,
			number_leaves: 1,
			block_gap: None,
		}
	}

	fn status(&self, _: H256) -> sp_blockchain::Result<BlockStatus> {
		Ok(BlockStatus::InChain)
	}

	fn number(&self, hash: H256) -> sp_blockchain::Result<Option<BlockNumber>> {
		Ok(self.header(hash)?.map(|header| *header.number()))
	}

	fn hash(&self, _: BlockNumber) -> sp_blockchain::Result<Option<H256>> {
		Ok(None)
	}
}

/// Votes for the best block.
#[derive(Clone)]
struct Best(Arc<Chain>);

#[async_trait::async_trait]
impl SelectChain<Block> for Best {
	async fn leaves(&self) -> Result<Vec<H256>, sp_consensus::Error> {
		Ok(vec![self.0.info().best_hash])
	}

	async fn best_chain(&self) -> Result<Header, sp_consensus::Error> {
		Ok(self.0.header(self.0.info().best_hash).unwrap().unwrap())
	}

	async fn finality_target(
		&self,
		_: H256,
		_: Option<BlockNumber>,
	) -> Result<H256, sp_consensus::Error> {
		Ok(self.0.info().best_hash)
	}
}

/// A voter on a chain with one final block, and whether its last event is long ago.
fn voter(long_ago: bool) -> (Arc<Chain>, Arc<Activity>, Parked<Best, Chain>, H256) {
	let chain = Arc::new(Chain::default());
	let base = chain.push(Vec::new());
	let activity = Arc::new(Activity::default());
	if long_ago {
		activity.stir_at(Instant::now() - Duration::from_secs(60));
	}
	let parked = Parked::new(Best(chain.clone()), chain.clone(), Some(activity.clone()));
	(chain, activity, parked, base)
}

#[test]
fn a_voter_waits_while_all_is_final_and_votes_at_once_for_what_is_imported() {
	let (chain, activity, parked, base) = voter(true);
	let mut vote = parked.finality_target(base, None);
	assert!((&mut vote).now_or_never().is_none(), "nothing to vote on");
	let block = chain.push(Vec::new());
	assert!((&mut vote).now_or_never().is_none(), "the import was not yet announced");
	activity.stir();
	assert_eq!(block_on(vote).unwrap(), block);
}

#[test]
fn a_voter_that_was_woken_goes_on_even_if_others_made_it_final_meanwhile() {
	let (chain, activity, parked, base) = voter(true);
	let mut vote = parked.finality_target(base, None);
	assert!((&mut vote).now_or_never().is_none());
	let block = chain.push(Vec::new());
	chain.finalise();
	activity.stir();
	assert_eq!(vote.now_or_never().expect("ready").unwrap(), block);
}

#[test]
fn a_voter_does_not_wait_with_a_block_to_vote_on_nor_soon_after_an_event_nor_with_a_limit() {
	let (chain, _, parked, base) = voter(true);
	let block = chain.push(Vec::new());
	assert_eq!(parked.finality_target(base, None).now_or_never().unwrap().unwrap(), block);
	chain.finalise();
	assert_eq!(parked.finality_target(base, Some(9)).now_or_never().unwrap().unwrap(), block);
	let (_, _, fresh, base) = voter(false);
	assert_eq!(fresh.finality_target(base, None).now_or_never().unwrap().unwrap(), base);
}

#[test]
fn a_voter_without_activity_never_waits() {
	let (chain, _, _, base) = voter(true);
	let awake = Parked::new(Best(chain.clone()), chain, None);
	assert_eq!(awake.finality_target(base, None).now_or_never().unwrap().unwrap(), base);
}

/// The limit that the voter knows was read before the wait.
#[test]
fn after_a_wait_no_vote_goes_past_the_first_change_of_validators() {
	let (chain, activity, parked, base) = voter(true);
	let mut vote = parked.finality_target(base, None);
	assert!((&mut vote).now_or_never().is_none());
	chain.push(Vec::new());
	let announces = chain.push(vec![ConsensusLog::ScheduledChange(change(0))]);
	chain.push(Vec::new());
	chain.push(vec![ConsensusLog::ScheduledChange(change(0))]);
	activity.stir();
	assert_eq!(block_on(vote).unwrap(), announces);
	// Without a wait the voter's own limit is fresh and does the same.
	let best = chain.info().best_hash;
	assert_eq!(block_on(parked.finality_target(base, None)).unwrap(), best);
}
