//! The code of the chain, and putting another in its place.

use super::{At, Call, Chain, ChainError};
use salus_primitives::Hash32;
use subxt::{dynamic::Value, rpcs::client::rpc_params};

/// An upgrade that took effect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Upgraded {
	/// The hash of the block that put the new code in place.
	pub block: Hash32,
	/// Its number.
	pub number: u32,
	/// The chain's version before.
	pub from: u32,
	/// And since.
	pub to: u32,
}

impl Chain {
	/// The version of the chain's code.
	pub async fn spec_version(&self, at: At) -> Result<u32, ChainError> {
		#[derive(serde::Deserialize)]
		#[serde(rename_all = "camelCase")]
		struct Version {
			spec_version: u32,
		}
		let params = rpc_params![self.block(at).await?];
		let version: Version = self.ask("state_getRuntimeVersion", params).await?;
		Ok(version.spec_version)
	}

	/// The hash of the code that a motion has authorised and nobody has applied.
	pub async fn authorised_upgrade(&self) -> Result<Option<Hash32>, ChainError> {
		let at = self.best_block().await?;
		let row = ("System", "AuthorizedUpgrade");
		let value = at.storage().try_fetch(row, Vec::<Value>::new()).await;
		let value = value.map_err(|_| ChainError::Disconnected)?;
		// The hash comes first, then whether versions are checked. Zero stands for taken back.
		let hash = value.and_then(|it| it.bytes().first_chunk().copied());
		Ok(hash.map(Hash32).filter(|it| *it != Hash32::default()))
	}

	/// Puts code in the place of the chain's that a motion has authorised. Nobody signs it.
	///
	/// # Errors
	/// When the code is not the one that was authorised, or the chain did not take it.
	pub async fn apply_upgrade(&self, code: Vec<u8>) -> Result<Upgraded, ChainError> {
		let from = self.spec_version(At::Best).await?;
		let at = self.best_block().await?;
		let call = Call::apply_authorized_upgrade(code).encode(at.metadata_ref())?;
		let block = self.submit_unsigned(&call).await?;
		let to = self.spec_version(At::Block(block)).await?;
		match from == to {
			true => Err(ChainError::NotUpgraded { version: from }),
			false => Ok(Upgraded { block, number: self.number(block).await?, from, to }),
		}
	}
}
