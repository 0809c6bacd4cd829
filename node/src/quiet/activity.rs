//! What a node knows of its chain's activity: a few numbers, whatever the chain's length.

use futures::prelude::*;
use polkadot_sdk::*;
use salus_runtime::{BlockNumber, OpaqueBlock as Block};
use sc_client_api::{BlockBackend, BlockchainEvents};
use sc_consensus_grandpa::{find_forced_change, find_scheduled_change};
use sc_network_sync::{SyncEvent, SyncEventStream};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_consensus_babe::BabeApi;
use sp_runtime::traits::{Block as BlockT, Header as HeaderT};
use std::{
	sync::{
		atomic::{AtomicU32, AtomicU64, Ordering::Relaxed},
		Arc, OnceLock,
	},
	time::{Duration, Instant},
};
use tokio::sync::watch;

type Hash = <Block as BlockT>::Hash;
type Header = <Block as BlockT>::Header;

/// Extrinsics that the author of a block adds: the timestamp. Should an upgrade add another, every
/// block would count as busy and the chain would merely stay awake.
const INHERENTS: usize = 1;

/// For so long after an event voters go on: a few rounds, by which one that missed the votes on the
/// last block is caught up (GRANDPA asks for that when a peer is more than two rounds ahead).
const LINGER: Duration = Duration::from_secs(6);

/// Blocks above the final one that are read at start. Beyond, the chain counts as busy.
const READ_AT_START: BlockNumber = 4096;

/// Shared between the task that watches the chain, the authoring strategy and the voter.
pub struct Activity {
	busy_until: AtomicU32,
	/// The highest number of a block so far.
	highest: AtomicU32,
	genesis_slot: OnceLock<u64>,
	stirred: watch::Sender<Instant>,
	slots_rested: AtomicU64,
	user_extrinsics: AtomicU64,
}

impl Default for Activity {
	fn default() -> Self {
		Self {
			busy_until: AtomicU32::new(0),
			highest: AtomicU32::new(0),
			genesis_slot: OnceLock::new(),
			stirred: watch::Sender::new(Instant::now()),
			slots_rested: AtomicU64::new(0),
			user_extrinsics: AtomicU64::new(0),
		}
	}
}

impl Activity {
	/// While the final block is below this number, something waits to be final.
	///
	/// One number for all forks: a busy block on a fork that lost keeps the chain awake until a
	/// block of its height is final, a slot or two.
	pub fn busy_until(&self) -> BlockNumber {
		self.busy_until.load(Relaxed)
	}

	/// The slot of the first block, once there is one.
	pub fn genesis_slot(&self) -> Option<u64> {
		self.genesis_slot.get().copied()
	}

	/// Counts a slot that was left empty.
	pub fn rested(&self) {
		self.slots_rested.fetch_add(1, Relaxed);
	}

	/// Slots that this node might have authored in and left empty.
	pub fn slots_rested(&self) -> u64 {
		self.slots_rested.load(Relaxed)
	}

	/// Extrinsics in imported blocks that are not inherents.
	pub fn user_extrinsics(&self) -> u64 {
		self.user_extrinsics.load(Relaxed)
	}

	/// Something happened: voters go on.
	pub fn stir(&self) {
		self.stir_at(Instant::now());
	}

	pub(super) fn stir_at(&self, moment: Instant) {
		self.stirred.send_replace(moment);
	}

	/// Waits for the next event if the last is a while ago and `idle` holds. Whether it waited.
	pub async fn park(&self, idle: impl FnOnce() -> bool) -> bool {
		// Subscribed before looking: what happens in between is not missed.
		let mut stirred = self.stirred.subscribe();
		if stirred.borrow_and_update().elapsed() < LINGER || !idle() {
			return false;
		}
		// An error would mean that the sender is gone, which `self` holds.
		let _ = stirred.changed().await;
		true
	}

	/// Takes note of a block. Without a body, the worst is assumed.
	pub(super) fn note(&self, header: &Header, extrinsics: Option<usize>) {
		let users = extrinsics.map(|count| count.saturating_sub(INHERENTS));
		self.user_extrinsics.fetch_add(users.unwrap_or(0) as u64, Relaxed);
		if users != Some(0) {
			self.busy_until.fetch_max(*header.number(), Relaxed);
		}
		// A change of validators takes effect some blocks after the one that announces it.
		let changes = [find_scheduled_change::<Block>(header), forced_change(header)];
		for change in changes.into_iter().flatten() {
			self.busy_until.fetch_max(header.number().saturating_add(change.delay), Relaxed);
		}
	}

	/// Takes note of a block that is no higher than one before it: a fork.
	///
	/// It takes one more block to rest again. The fork-aware pool gossips by the view that it built
	/// last; if that is the view of the block that loses, transactions stay with the node that they
	/// were sent to until the next block. A slot is no matter, a heartbeat would be.
	pub(super) fn note_fork(&self, number: BlockNumber, finalised: BlockNumber) {
		let highest = self.highest.fetch_max(number, Relaxed);
		// Far below are the blocks that fill the gap of a warp sync.
		if number <= highest && number >= finalised {
			self.busy_until.fetch_max(highest.saturating_add(1), Relaxed);
		}
	}

	fn learn_genesis_slot<C>(&self, client: &C, at: Hash)
	where
		C: ProvideRuntimeApi<Block>,
		C::Api: BabeApi<Block>,
	{
		if self.genesis_slot.get().is_some() {
			return;
		}
		// Unknown while the state is (during warp sync): the chain counts as awake until then.
		if let Ok(epoch) = client.runtime_api().current_epoch(at) {
			let passed = epoch.epoch_index.saturating_mul(epoch.duration);
			let _ = self.genesis_slot.set((*epoch.start_slot).saturating_sub(passed));
		}
	}

	/// Reads the blocks above the final one, down from the best.
	fn read_unfinalised<C>(&self, client: &C) -> sp_blockchain::Result<()>
	where
		C: HeaderBackend<Block> + BlockBackend<Block>,
	{
		let info = client.info();
		let mut hash = info.best_hash;
		for _ in 0..READ_AT_START {
			let Some(header) = client.header(hash)? else { break };
			if *header.number() <= info.finalized_number {
				return Ok(());
			}
			self.note(&header, client.block_body(hash)?.map(|body| body.len()));
			hash = *header.parent_hash();
		}
		self.busy_until.fetch_max(info.best_number, Relaxed);
		Ok(())
	}

	/// Follows the chain and its peers for as long as the node runs.
	///
	/// Every import counts, those of the initial sync too, and so does a peer that connects: it may
	/// have missed the last votes.
	pub async fn follow<C, S>(self: Arc<Self>, client: Arc<C>, sync: Arc<S>)
	where
		C: ProvideRuntimeApi<Block>
			+ HeaderBackend<Block>
			+ BlockBackend<Block>
			+ BlockchainEvents<Block>,
		C::Api: BabeApi<Block>,
		S: SyncEventStream + ?Sized,
	{
		// The stream first, so that no block falls between it and the reading.
		let imports = client.every_import_notification_stream().map(Some);
		if let Err(error) = self.read_unfinalised(&*client) {
			log::warn!("Blocks above the final one cannot be read, taken for busy: {error}");
			self.busy_until.fetch_max(client.info().best_number, Relaxed);
		}
		let info = client.info();
		self.highest.fetch_max(info.best_number, Relaxed);
		if info.best_number > 0 {
			self.learn_genesis_slot(&*client, info.best_hash);
		}
		let peers = sync.event_stream("quiet").filter_map(|event| {
			future::ready(matches!(event, SyncEvent::PeerConnected { .. }).then_some(None))
		});
		let mut events = stream::select(imports, peers);
		while let Some(event) = events.next().await {
			if let Some(block) = event {
				let body = client.block_body(block.hash).ok().flatten();
				self.note(&block.header, body.map(|body| body.len()));
				self.note_fork(*block.header.number(), client.info().finalized_number);
				self.learn_genesis_slot(&*client, block.hash);
			}
			self.stir();
		}
	}
}

fn forced_change(header: &Header) -> Option<sp_consensus_grandpa::ScheduledChange<BlockNumber>> {
	find_forced_change::<Block>(header).map(|(_, change)| change)
}
