//! The raw state, row by row, for audits and tests.

use super::{Call, Chain, ChainError};
use salus_primitives::Hash32;
use subxt::rpcs::client::rpc_params;

/// Rows asked for at a time.
const PAGE: u32 = 512;

fn bytes(hex: &str) -> Vec<u8> {
	hex::decode(hex.trim_start_matches("0x")).unwrap_or_default()
}

impl Chain {
	/// Every key and value of the last final block's state. A long walk on a large chain.
	pub async fn state(&self) -> Result<Vec<(Vec<u8>, Vec<u8>)>, ChainError> {
		#[derive(serde::Deserialize)]
		struct ChangeSet {
			changes: Vec<(String, Option<String>)>,
		}
		let at: Hash32 = self.finalised().await?;
		let mut rows = Vec::new();
		let mut last: Option<String> = None;
		loop {
			let keys: Vec<String> =
				self.ask("state_getKeysPaged", rpc_params!["0x", PAGE, &last, at]).await?;
			let Some(end) = keys.last() else {
				return Ok(rows);
			};
			let sets: Vec<ChangeSet> =
				self.ask("state_queryStorageAt", rpc_params![&keys, at]).await?;
			for (key, value) in sets.into_iter().flat_map(|it| it.changes) {
				rows.push((bytes(&key), value.as_deref().map(bytes).unwrap_or_default()));
			}
			last = Some(end.clone());
		}
	}

	/// Nests calls in a batch.
	pub async fn batch(&self, calls: &[Call]) -> Result<Call, ChainError> {
		let at = self.api.at_current_block().await.map_err(|_| ChainError::Disconnected)?;
		Call::batch(calls, at.metadata_ref())
	}
}
