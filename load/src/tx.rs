//! Transactions that are signed before they are needed.

use crate::node::Node;
use anyhow::{anyhow, Result};
use salus_client::chain::{Call, SalusConfig};
use std::thread;
use subxt::{
	client::OnlineClientAtBlock,
	config::{
		substrate::{AccountId32, MultiSignature},
		DefaultExtrinsicParamsBuilder,
	},
};
use subxt_signer::sr25519::Keypair;

/// A call, who signs it, and with which nonce.
pub type Unsigned<'a> = (&'a Keypair, u64, Call);

/// Signs in the name of the chain's code as it is now.
pub struct Signer(OnlineClientAtBlock<SalusConfig>);

impl Signer {
	/// For the chain of this node.
	///
	/// # Errors
	/// When the connection breaks.
	pub async fn new(node: &Node) -> Result<Self> {
		Ok(Self(node.now().await?))
	}

	/// Signs one; it stays valid for ever. As hex, ready to be sent.
	///
	/// # Errors
	/// When the chain has no such call.
	pub fn sign(&self, (by, nonce, call): &Unsigned) -> Result<String> {
		let tx = self.0.tx();
		let payload = tx.from_call_data_bytes(&call.encode(&self.0.metadata())?)?;
		let params = DefaultExtrinsicParamsBuilder::<SalusConfig>::new().immortal().nonce(*nonce);
		let mut signable = tx.create_signable_offline(&payload, params.build())?;
		let signature = MultiSignature::Sr25519(by.sign(&signable.signer_payload()?).0);
		let account = AccountId32(by.public_key().0);
		let signed = signable.sign_with_account_and_signature(&account, &signature)?;
		Ok(format!("0x{}", hex::encode(signed.encoded())))
	}

	/// Signs many, on all cores. They keep their order.
	///
	/// # Errors
	/// When the chain has no such call.
	pub fn sign_all(&self, calls: &[Unsigned]) -> Result<Vec<String>> {
		let cores = thread::available_parallelism().map_or(1, |it| it.get());
		let part = calls.len().div_ceil(cores).max(1);
		thread::scope(|scope| {
			let sign = |calls: &[Unsigned]| calls.iter().map(|it| self.sign(it)).collect();
			let parts: Vec<_> =
				calls.chunks(part).map(|calls| scope.spawn(move || sign(calls))).collect();
			let mut signed = Vec::with_capacity(calls.len());
			for part in parts {
				let part: Result<Vec<_>> =
					part.join().map_err(|_| anyhow!("a thread that signs has panicked"))?;
				signed.extend(part?);
			}
			Ok(signed)
		})
	}
}
