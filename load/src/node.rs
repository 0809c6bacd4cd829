//! Connections to the nodes under load.

use anyhow::{anyhow, Context, Result};
use codec::{Compact, Decode};
use salus_client::chain::{Chain, SalusConfig};
use salus_primitives::Hash32;
use serde_json::Value;
use subxt::{
	client::OnlineClientAtBlock,
	rpcs::client::{rpc_params, RpcClient},
	OnlineClient,
};

/// One connection to one node.
#[derive(Clone)]
pub struct Node {
	/// Raw questions.
	pub rpc: RpcClient,
	/// Health questions.
	pub chain: Chain,
	api: OnlineClient<SalusConfig>,
}

/// What a transaction weighs, and of what there is in a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Weighed {
	/// In picoseconds, with what every transaction weighs by itself.
	pub weight: u64,
	/// Whether it may use the whole block.
	pub operational: bool,
	/// So many fit into a block by that weight.
	pub a_block: u64,
}

/// Picoseconds that a block may weigh.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
	/// Of everything.
	pub block: u64,
	/// Of what is not operational.
	pub normal: u64,
	/// What a transaction weighs beside its call.
	pub base: u64,
}

/// Reference time and size of proof.
type Weight = (Compact<u64>, Compact<u64>);
/// What a class of transactions may weigh.
type OfClass = (Weight, Option<Weight>, Option<Weight>, Option<Weight>);

impl Node {
	/// Connects.
	///
	/// # Errors
	/// When no node of a Salus chain answers there.
	pub async fn connect(url: &str) -> Result<Self> {
		let chain = Chain::connect(url).await?;
		let rpc = RpcClient::from_insecure_url(url).await?;
		let api = OnlineClient::from_rpc_client(rpc.clone()).await?;
		Ok(Self { rpc, chain, api })
	}

	/// The last final block.
	///
	/// # Errors
	/// When the connection breaks.
	pub async fn now(&self) -> Result<OnlineClientAtBlock<SalusConfig>> {
		Ok(self.api.at_current_block().await?)
	}

	/// A block by its hash.
	///
	/// # Errors
	/// When the node does not know it.
	pub async fn at(&self, hash: Hash32) -> Result<OnlineClientAtBlock<SalusConfig>> {
		Ok(self.api.at_block(subxt::utils::H256(hash.0)).await?)
	}

	/// The hash of the block of this number, in the best chain.
	///
	/// # Errors
	/// When there is none.
	pub async fn hash(&self, number: u32) -> Result<Hash32> {
		let hash: Option<Hash32> =
			self.rpc.request("chain_getBlockHash", rpc_params![number]).await?;
		hash.with_context(|| format!("there is no block {number}"))
	}

	/// How many extrinsics of a block are users', and their bytes. The clock is the only other.
	///
	/// # Errors
	/// When the node does not know it.
	pub async fn body(&self, hash: Hash32) -> Result<(u64, u64)> {
		let block: Value = self.rpc.request("chain_getBlock", rpc_params![hash]).await?;
		let extrinsics = block["block"]["extrinsics"].as_array().context("no such block")?;
		let users = extrinsics.iter().skip(1).filter_map(Value::as_str);
		Ok(users.fold((0, 0), |(count, size), it| (count + 1, size + it.len() as u64 / 2 - 1)))
	}

	/// The nonce that the account's next transaction has.
	///
	/// # Errors
	/// When the connection breaks.
	pub async fn nonce(&self, account: Hash32) -> Result<u64> {
		let account = subxt::utils::AccountId32(account.0).to_string();
		Ok(self.rpc.request("system_accountNextIndex", rpc_params![account]).await?)
	}

	/// What blocks may weigh.
	///
	/// # Errors
	/// When the chain says it in another form.
	pub async fn limits(&self) -> Result<Limits> {
		let bytes = self.now().await?.constants().entry_bytes(("System", "BlockWeights"))?;
		limits_in(&bytes).context("the chain's block limits have another form")
	}

	/// What the block weighs: what is not operational, and everything.
	///
	/// # Errors
	/// When the node does not know it.
	pub async fn weight(&self, hash: Hash32) -> Result<(u64, u64)> {
		let at = self.at(hash).await?;
		let value = at
			.storage()
			.try_fetch(("System", "BlockWeight"), Vec::<subxt::dynamic::Value>::new())
			.await?;
		let value = value.context("the block has no weight")?;
		let classes = <[Weight; 3]>::decode(&mut value.bytes())?;
		let [normal, ..] = classes.map(|it| it.0 .0);
		Ok((normal, classes.iter().map(|it| it.0 .0).sum()))
	}

	/// Asks the chain what a transaction weighs.
	///
	/// # Errors
	/// When it cannot read it.
	pub async fn weigh(&self, extrinsic: &str, limits: Limits) -> Result<Weighed> {
		let length = (extrinsic.len() as u32 - 2) / 2;
		let params = format!("{extrinsic}{}", hex::encode(length.to_le_bytes()));
		let method = "TransactionPaymentApi_query_info";
		let answer: String = self.rpc.request("state_call", rpc_params![method, params]).await?;
		let bytes = hex::decode(answer.trim_start_matches("0x"))?;
		let ((weight, _), class) = <(Weight, u8)>::decode(&mut &bytes[..])?;
		let operational = class == 1;
		let room = if operational { limits.block } else { limits.normal };
		let weight = weight.0 + limits.base;
		Ok(Weighed { weight, operational, a_block: room / weight.max(1) })
	}

	/// How many transactions of a block failed, and how many events of this name there are.
	///
	/// # Errors
	/// When the node does not know the block.
	pub async fn outcome(&self, hash: Hash32, event: (&str, &str)) -> Result<(u64, u64)> {
		let at = self.at(hash).await?;
		let events = at.events().fetch().await?;
		let (mut failed, mut found) = (0, 0);
		for it in events.iter() {
			let it = it.map_err(|error| anyhow!("cannot read the events: {error}"))?;
			let name = (it.pallet_name(), it.event_name());
			failed += u64::from(name == ("System", "ExtrinsicFailed"));
			found += u64::from(name == event);
		}
		Ok((failed, found))
	}
}

fn limits_in(mut bytes: &[u8]) -> Option<Limits> {
	let (_, block) = <(Weight, Weight)>::decode(&mut bytes).ok()?;
	let (base, _, total, _) = OfClass::decode(&mut bytes).ok()?;
	Some(Limits { block: block.0 .0, normal: total?.0 .0, base: base.0 .0 })
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;

	#[test]
	fn limits_are_read_as_the_chain_writes_them() {
		let weight = |time: u64| (Compact(time), Compact(u64::MAX));
		let class = (weight(108), Some(weight(600)), Some(weight(750)), Some(weight(0)));
		let bytes = ((weight(430), weight(1_000)), class).encode();
		assert_eq!(limits_in(&bytes), Some(Limits { block: 1_000, normal: 750, base: 108 }));
		assert_eq!(limits_in(&bytes[..5]), None);
	}
}
