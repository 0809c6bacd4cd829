//! JSON-RPC: the SDK's methods and ours.

mod salus;

use crate::{
	energy::Meter,
	service::{FullBackend, FullClient},
};
use jsonrpsee::RpcModule;
use polkadot_sdk::*;
use salus_runtime::{BlockNumber, Hash, OpaqueBlock as Block};
use sc_consensus_grandpa::{
	FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState,
};
use sc_rpc::SubscriptionTaskExecutor;
use sp_keystore::KeystorePtr;
use std::sync::Arc;

/// What the methods are made of.
pub struct Deps {
	pub client: Arc<FullClient>,
	pub pool: Arc<sc_transaction_pool::TransactionPoolHandle<Block, FullClient>>,
	pub select_chain: sc_consensus::LongestChain<FullBackend, Block>,
	pub keystore: KeystorePtr,
	pub babe_worker: sc_consensus_babe::BabeWorkerHandle<Block>,
	pub voter_state: SharedVoterState,
	pub authority_set: SharedAuthoritySet<Hash, BlockNumber>,
	pub justifications: GrandpaJustificationStream<Block>,
	pub finality_proofs: Arc<FinalityProofProvider<FullBackend, Block>>,
	pub meter: Meter,
	pub executor: SubscriptionTaskExecutor,
}

/// All methods that the service does not add by itself.
pub fn create(deps: Deps) -> Result<RpcModule<()>, Box<dyn std::error::Error + Send + Sync>> {
	use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
	use salus::{Salus, SalusApiServer};
	use sc_consensus_babe_rpc::{Babe, BabeApiServer};
	use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
	use substrate_frame_rpc_system::{System, SystemApiServer};

	let Deps { client, pool, select_chain, keystore, babe_worker, .. } = deps;
	let mut module = RpcModule::new(());
	module.merge(System::new(client.clone(), pool).into_rpc())?;
	module.merge(TransactionPayment::new(client.clone()).into_rpc())?;
	module.merge(Babe::new(client.clone(), babe_worker, keystore, select_chain).into_rpc())?;
	module.merge(
		Grandpa::new(
			deps.executor,
			deps.authority_set,
			deps.voter_state,
			deps.justifications,
			deps.finality_proofs,
		)
		.into_rpc(),
	)?;
	module.merge(Salus::new(client, deps.meter).into_rpc())?;
	Ok(module)
}
