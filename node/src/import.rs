//! Blocks come in one at a time.

use polkadot_sdk::*;
use sc_consensus::{BlockCheckParams, BlockImport, BlockImportParams, ImportResult};
use sp_runtime::traits::Block as BlockT;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Lets one block in after the other, the node's own among them.
///
/// BABE weighs a block against the best one that it read before it checked the block. Two blocks of a slot
/// that come at once, an own and another's, are both heavier than their parent: the last one wins even
/// if the other is heavier, and the node builds on it alone until the others' fork outgrows it.
pub struct OneByOne<Inner> {
	inner: Inner,
	turn: Arc<Mutex<()>>,
}

impl<Inner> OneByOne<Inner> {
	/// Puts an import in order, together with all clones of the result.
	pub fn new(inner: Inner) -> Self {
		Self { inner, turn: Arc::default() }
	}
}

impl<Inner: Clone> Clone for OneByOne<Inner> {
	fn clone(&self) -> Self {
		Self { inner: self.inner.clone(), turn: self.turn.clone() }
	}
}

#[async_trait::async_trait]
impl<Block: BlockT, Inner: BlockImport<Block> + Send + Sync> BlockImport<Block>
	for OneByOne<Inner>
{
	type Error = Inner::Error;

	async fn check_block(
		&self,
		block: BlockCheckParams<Block>,
	) -> Result<ImportResult, Self::Error> {
		self.inner.check_block(block).await
	}

	async fn import_block(
		&self,
		block: BlockImportParams<Block>,
	) -> Result<ImportResult, Self::Error> {
		let _turn = self.turn.lock().await;
		self.inner.import_block(block).await
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_runtime::OpaqueBlock as Block;
	use sp_consensus::{BlockOrigin, Error};
	use sp_runtime::{generic, traits::Header as _};
	use std::{
		future::Future,
		sync::atomic::{AtomicUsize, Ordering::SeqCst},
	};

	/// Yields in the middle, and counts how many were there at once.
	#[derive(Clone, Default)]
	struct Counting {
		inside: Arc<AtomicUsize>,
		most: Arc<AtomicUsize>,
	}

	#[async_trait::async_trait]
	impl BlockImport<Block> for Counting {
		type Error = Error;

		async fn check_block(&self, _: BlockCheckParams<Block>) -> Result<ImportResult, Error> {
			Ok(ImportResult::AlreadyInChain)
		}

		async fn import_block(&self, _: BlockImportParams<Block>) -> Result<ImportResult, Error> {
			let now = self.inside.fetch_add(1, SeqCst) + 1;
			self.most.fetch_max(now, SeqCst);
			futures::pending!();
			self.inside.fetch_sub(1, SeqCst);
			Ok(ImportResult::imported(true))
		}
	}

	fn block(number: u32) -> BlockImportParams<Block> {
		let digest = generic::Digest::default();
		let header = <Block as BlockT>::Header::new(
			number,
			Default::default(),
			Default::default(),
			Default::default(),
			digest,
		);
		BlockImportParams::new(BlockOrigin::NetworkBroadcast, header)
	}

	/// Drives imports of several blocks until all are in. Answers how many were under way at once.
	fn most_at_once(
		import: impl BlockImport<Block, Error = Error> + Clone,
		most: &AtomicUsize,
	) -> usize {
		let imports = (1..=3).map(|number| {
			let import = import.clone();
			async move { import.import_block(block(number)).await }
		});
		let mut all = Box::pin(futures::future::try_join_all(imports));
		let waker = futures::task::noop_waker();
		let mut context = std::task::Context::from_waker(&waker);
		let done = (0..16).any(|_| all.as_mut().poll(&mut context).is_ready());
		assert!(done);
		most.load(SeqCst)
	}

	#[test]
	fn blocks_that_come_at_once_are_imported_one_by_one() {
		let bare = Counting::default();
		assert_eq!(most_at_once(bare.clone(), &bare.most), 3);
		let ordered = Counting::default();
		assert_eq!(most_at_once(OneByOne::new(ordered.clone()), &ordered.most), 1);
	}
}
