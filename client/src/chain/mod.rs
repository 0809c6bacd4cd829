//! A node of the chain: questions over JSON-RPC, transactions, and what became of them.

mod calls;
mod error;
mod keys;
mod proposals;
mod queries;
mod state;
mod submit;
mod upgrades;

pub use calls::{Call, NewRecord, NewSealing, OwnCopy, Relation};
pub use error::ChainError;
pub use keys::SessionKeys;
pub use proposals::{Admission, Proposal, Proposed};
pub use submit::{Included, Until};
pub use upgrades::Upgraded;

use crate::vault::Tls;
use salus_primitives::Hash32;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use subxt::{
	backend::LegacyBackend,
	config::{substrate, Config, DefaultTransactionExtensions, SubstrateConfig},
	metadata::ArcMetadata,
	rpcs::client::{rpc_params, RpcClient, RpcParams},
	OnlineClient,
};

/// The chain's configuration: as Substrate's, but an address is a bare account.
#[derive(Clone, Debug, Default)]
pub struct SalusConfig(SubstrateConfig);

impl Config for SalusConfig {
	type AccountId = substrate::AccountId32;
	type Address = substrate::AccountId32;
	type Signature = substrate::MultiSignature;
	type Header = <SubstrateConfig as Config>::Header;
	type TransactionExtensions = DefaultTransactionExtensions<Self>;
	type AssetId = u32;
	type Hasher = <SubstrateConfig as Config>::Hasher;

	fn metadata_for_spec_version(&self, version: u32) -> Option<ArcMetadata> {
		self.0.metadata_for_spec_version(version)
	}

	fn set_metadata_for_spec_version(&self, version: u32, metadata: ArcMetadata) {
		self.0.set_metadata_for_spec_version(version, metadata);
	}
}

/// Which state a question is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum At {
	/// The best block: what to deny by.
	Best,
	/// The last final block: what to allow by.
	Finalised,
	/// This block.
	Block(Hash32),
}

/// A connection to a node, and whom to trust behind the endpoints of vaults that it names.
#[derive(Clone)]
pub struct Chain {
	rpc: RpcClient,
	api: OnlineClient<SalusConfig>,
	genesis: Hash32,
	tls: Tls,
}

impl Chain {
	/// Connects to a node's WebSocket, such as `ws://127.0.0.1:9944`.
	///
	/// # Errors
	/// When nobody answers there, or it is no node of a Salus chain.
	pub async fn connect(url: &str) -> Result<Self, ChainError> {
		let unreachable = || ChainError::Unreachable { url: url.into() };
		let rpc = RpcClient::from_insecure_url(url).await.map_err(|_| unreachable())?;
		// Not over `chainHead`, which nodes end where the best block is 128 above the last final one: just
		// when finality has to be restarted.
		let methods = Arc::new(LegacyBackend::builder().build(rpc.clone()));
		let api: OnlineClient<SalusConfig> =
			OnlineClient::from_backend(methods).await.map_err(|_| unreachable())?;
		let genesis = Hash32(api.genesis_hash().0);
		Ok(Self { rpc, api, genesis, tls: Tls::default() })
	}

	/// Vaults at `https://` are reached with this.
	pub fn with_tls(self, tls: Tls) -> Self {
		Self { tls, ..self }
	}

	/// What vaults at `https://` are reached with.
	pub fn tls(&self) -> &Tls {
		&self.tls
	}

	/// The hash of block 0.
	pub fn genesis(&self) -> Hash32 {
		self.genesis
	}

	async fn ask<T: DeserializeOwned>(
		&self,
		method: &str,
		params: RpcParams,
	) -> Result<T, ChainError> {
		self.rpc.request(method, params).await.map_err(|error| ChainError::from_rpc(&error))
	}

	async fn block(&self, at: At) -> Result<Option<Hash32>, ChainError> {
		match at {
			At::Best => Ok(None),
			At::Block(hash) => Ok(Some(hash)),
			At::Finalised => self.ask("chain_getFinalizedHead", RpcParams::new()).await.map(Some),
		}
	}

	/// The hash of the last final block.
	pub async fn finalised(&self) -> Result<Hash32, ChainError> {
		self.ask("chain_getFinalizedHead", RpcParams::new()).await
	}

	/// The number of a block.
	pub async fn number(&self, block: Hash32) -> Result<u32, ChainError> {
		#[derive(serde::Deserialize)]
		struct Header {
			number: String,
		}
		let header: Option<Header> = self.ask("chain_getHeader", rpc_params![block]).await?;
		let number = header.map(|it| it.number).ok_or(ChainError::NoSuchBlock)?;
		u32::from_str_radix(number.trim_start_matches("0x"), 16)
			.map_err(|_| ChainError::NoSuchBlock)
	}

	/// How many other nodes the node is connected to, and whether it expects any.
	pub async fn peers(&self) -> Result<(usize, bool), ChainError> {
		#[derive(serde::Deserialize)]
		#[serde(rename_all = "camelCase")]
		struct Health {
			peers: usize,
			should_have_peers: bool,
		}
		let health: Health = self.ask("system_health", RpcParams::new()).await?;
		Ok((health.peers, health.should_have_peers))
	}
}
