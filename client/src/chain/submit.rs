//! Transactions: signed, sent, and followed until they are in a block or final.

use super::{At, Call, Chain, ChainError, SalusConfig};
use crate::identity::Identity;
use codec::{Decode, Encode};
use futures::future::join_all;
use salus_primitives::{Documents, Hash32, MotionId, Track};
use std::time::Duration;
use subxt::{
	client::OnlineClientAtBlock,
	config::{
		substrate::{AccountId32, MultiSignature},
		DefaultExtrinsicParamsBuilder,
	},
	error::DispatchError,
	events::Phase,
	rpcs::client::{rpc_params, RpcSubscription},
};
use tokio::time::{sleep, timeout, Instant};

/// How long a transaction may wait for a block, in blocks: an idle chain makes few.
const MORTALITY: u32 = 1024;

/// How long to wait for a place that another transaction of the account has, and how often to look.
const PATIENCE: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_secs(1);

/// Why a transaction leaves the pool that was good before.
const NO_LONGER_VALID: &str = "no longer valid";

/// When a transaction counts as done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Until {
	/// It is in a block of the best chain: enough for whatever denies.
	InBlock,
	/// It can no longer be undone: needed for whatever allows.
	Final,
}

/// Where a transaction is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Included {
	/// The hash of the block.
	pub block: Hash32,
	/// Its number.
	pub number: u32,
	/// Whether it took effect. If not, it is one guardian's agreement, and others are missing.
	pub took_effect: bool,
}

/// What the node says of a transaction under way.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
enum Status {
	Future,
	Ready,
	Broadcast(#[allow(dead_code)] Vec<String>),
	InBlock(Hash32),
	Retracted(#[allow(dead_code)] Hash32),
	FinalityTimeout(#[allow(dead_code)] Hash32),
	Finalized(Hash32),
	Usurped(#[allow(dead_code)] Hash32),
	Dropped,
	Invalid,
}

impl Chain {
	/// Sends one call and waits. If the chain's code is replaced meanwhile, so that the signature is
	/// good no more, it is signed and sent anew.
	///
	/// # Errors
	/// When it is not valid, dropped, or refused by the chain.
	pub async fn submit(
		&self,
		by: &Identity,
		call: Call,
		until: Until,
	) -> Result<Included, ChainError> {
		loop {
			let version = self.spec_version(At::Best).await?;
			let sent = self.submit_all(by, vec![call.clone()], until).await;
			let never_made = match &sent {
				Err(ChainError::Invalid(_)) => true,
				Err(ChainError::Dropped(why)) => why == NO_LONGER_VALID,
				_ => false,
			};
			if never_made && self.spec_version(At::Best).await? != version {
				continue;
			}
			return sent?.into_iter().next().ok_or(ChainError::Disconnected);
		}
	}

	/// The block to sign at: the last final one, which cannot go away. But a signature is good for one
	/// version of the code only, and for a span that begins at this block: while an upgrade waits for
	/// finality, and where finality has stopped for long, it is the best one.
	async fn signing_block(&self) -> Result<OnlineClientAtBlock<SalusConfig>, ChainError> {
		let last = self.api.at_current_block().await.map_err(|_| ChainError::Disconnected)?;
		let best = self.best_block().await?;
		let is_near = last.block_number() + u64::from(MORTALITY / 2) > best.block_number();
		Ok(if is_near && last.spec_version() == best.spec_version() { last } else { best })
	}

	/// The best block.
	pub(super) async fn best_block(&self) -> Result<OnlineClientAtBlock<SalusConfig>, ChainError> {
		let best: Hash32 = self.ask("chain_getBlockHash", rpc_params![]).await?;
		let best = subxt::utils::H256(best.0);
		self.api.at_block(best).await.map_err(|_| ChainError::Disconnected)
	}

	/// Sends calls one after the other, without waiting in between, then waits for all. If another
	/// transaction of the account has the place of the first (from another machine, or on a fork that
	/// the node's pool has in mind), it waits for that one and begins anew.
	///
	/// # Errors
	/// The first that is not valid, dropped, or refused by the chain; what was sent before is settled, unless
	/// the error [is not](ChainError::is_settled).
	pub async fn submit_all(
		&self,
		by: &Identity,
		calls: Vec<Call>,
		until: Until,
	) -> Result<Vec<Included>, ChainError> {
		let patient_until = Instant::now() + PATIENCE;
		'anew: loop {
			let at = self.signing_block().await?;
			let first = self.next_nonce(by.account(), &calls).await?;
			let mut following = Vec::with_capacity(calls.len());
			let mut refused = None;
			for (nonce, call) in (first..).zip(&calls) {
				match self.send(&at, by, call, nonce).await {
					Ok((signed, statuses)) => following.push(self.follow(signed, statuses, until)),
					Err(error)
						if error.is_overtaken()
							&& following.is_empty()
							&& Instant::now() < patient_until =>
					{
						sleep(PAUSE).await;
						continue 'anew;
					},
					Err(error) => {
						refused = Some(Err(error));
						break;
					},
				}
			}
			let mut done = join_all(following).await;
			done.extend(refused);
			let open = done.iter().flat_map(|it| it.as_ref().err()).find(|it| !it.is_settled());
			return match open {
				Some(error) => Err(error.clone()),
				None => done.into_iter().collect(),
			};
		}
	}

	/// Signs a call, sends it, and listens to what becomes of it.
	async fn send(
		&self,
		at: &OnlineClientAtBlock<SalusConfig>,
		by: &Identity,
		call: &Call,
		nonce: u64,
	) -> Result<(String, RpcSubscription<Status>), ChainError> {
		let signed = sign(at, by, call, nonce)?;
		match self.watch(&signed).await {
			Ok(statuses) => Ok((signed, statuses)),
			// The pool may refuse by the block before what it takes by the one that comes in meanwhile.
			Err(ChainError::Invalid(_) | ChainError::PlaceTaken)
				if self.is_pending(&signed).await? =>
			{
				Err(ChainError::Unsure)
			},
			Err(ChainError::Disconnected) => Err(ChainError::Unsure),
			Err(error) => Err(error),
		}
	}

	/// Whether a transaction waits in the node's pool.
	async fn is_pending(&self, signed: &String) -> Result<bool, ChainError> {
		let waiting: Vec<String> = self.ask("author_pendingExtrinsics", rpc_params![]).await?;
		Ok(waiting.contains(signed))
	}

	/// The block after which a transaction that is signed soon can be in none.
	pub async fn good_until(&self) -> Result<u32, ChainError> {
		let best: Hash32 = self.ask("chain_getBlockHash", rpc_params![]).await?;
		// Twice, for what is done before it is signed.
		Ok(self.number(best).await?.saturating_add(2 * MORTALITY))
	}

	/// The account's next nonce.
	async fn next_nonce(&self, account: Hash32, calls: &[Call]) -> Result<u64, ChainError> {
		if calls.iter().any(|call| call.is_right) {
			return self.nonce_in_state(account).await;
		}
		let account = AccountId32(account.0).to_string();
		self.ask("system_accountNextIndex", rpc_params![account]).await
	}

	/// The next nonce by the best block, whatever waits in the pool: a right takes the place of a
	/// transaction that waits, instead of waiting behind it.
	async fn nonce_in_state(&self, account: Hash32) -> Result<u64, ChainError> {
		let method = "AccountNonceApi_account_nonce";
		let answer: String =
			self.ask("state_call", rpc_params![method, account.to_string()]).await?;
		let bytes = hex::decode(answer.trim_start_matches("0x")).unwrap_or_default();
		let nonce = u32::decode(&mut &bytes[..]).map_err(|_| ChainError::Disconnected)?;
		Ok(nonce.into())
	}

	/// Sends bytes as they are: for tests of what the node says to nonsense.
	///
	/// # Errors
	/// When they are no valid transaction.
	pub async fn submit_raw(&self, bytes: &[u8]) -> Result<Hash32, ChainError> {
		let hex = format!("0x{}", hex::encode(bytes));
		self.ask("author_submitExtrinsic", rpc_params![hex]).await
	}

	/// Sends a transaction without a signature, and waits for its block. What became of it there is
	/// not looked at.
	pub(super) async fn submit_unsigned(&self, call: &[u8]) -> Result<Hash32, ChainError> {
		let statuses = self.watch(&format!("0x{}", hex::encode(bare(call)))).await?;
		self.block_of(statuses, Until::InBlock).await
	}

	async fn watch(&self, extrinsic: &str) -> Result<RpcSubscription<Status>, ChainError> {
		let (start, stop) = ("author_submitAndWatchExtrinsic", "author_unwatchExtrinsic");
		let statuses = self.rpc.subscribe(start, rpc_params![extrinsic], stop).await;
		statuses.map_err(|error| ChainError::from_rpc(&error))
	}

	/// Waits for a transaction and looks what became of it.
	async fn follow(
		&self,
		extrinsic: String,
		statuses: RpcSubscription<Status>,
		until: Until,
	) -> Result<Included, ChainError> {
		let unsure = |error| match error {
			ChainError::Disconnected => ChainError::Unsure,
			error => error,
		};
		let block = self.block_of(statuses, until).await.map_err(unsure)?;
		let took_effect = self.outcome(&extrinsic, block).await.map_err(unsure)?;
		let number = self.number(block).await.map_err(unsure)?;
		Ok(Included { block, number, took_effect })
	}

	/// The block that a transaction is in, or in which it can no longer be undone.
	async fn block_of(
		&self,
		mut statuses: RpcSubscription<Status>,
		until: Until,
	) -> Result<Hash32, ChainError> {
		// The pool names blocks of all forks, each once: one may become the best only later.
		let mut blocks = Vec::new();
		loop {
			if until == Until::InBlock {
				for block in &blocks {
					if self.is_best_chain(*block).await? {
						return Ok(*block);
					}
				}
			}
			let Ok(status) = timeout(PAUSE, statuses.next()).await else { continue };
			let status = status.ok_or(ChainError::Disconnected)?;
			match status.map_err(|error| ChainError::from_rpc(&error))? {
				Status::InBlock(block) => blocks.push(block),
				Status::Finalized(block) => return Ok(block),
				Status::Usurped(_) => return Err(ChainError::Dropped("replaced".into())),
				Status::Dropped => return Err(ChainError::Dropped("the pool is full".into())),
				Status::Invalid => return Err(ChainError::Dropped(NO_LONGER_VALID.into())),
				Status::FinalityTimeout(_) => return Err(ChainError::NotFinal),
				Status::Future | Status::Ready | Status::Broadcast(_) | Status::Retracted(_) => {},
			}
		}
	}

	/// Whether a block is the best one or below it.
	async fn is_best_chain(&self, block: Hash32) -> Result<bool, ChainError> {
		let number = match self.number(block).await {
			// A fork that lost is forgotten.
			Err(ChainError::NoSuchBlock) => return Ok(false),
			number => number?,
		};
		let there: Option<Hash32> = self.ask("chain_getBlockHash", rpc_params![number]).await?;
		Ok(there == Some(block))
	}

	/// Looks for the transaction in the block and for what became of it among the block's events.
	/// Returns whether it took effect.
	async fn outcome(&self, extrinsic: &str, block: Hash32) -> Result<bool, ChainError> {
		#[derive(serde::Deserialize)]
		struct Signed {
			block: Body,
		}
		#[derive(serde::Deserialize)]
		struct Body {
			extrinsics: Vec<String>,
		}
		let body: Option<Signed> = self.ask("chain_getBlock", rpc_params![block]).await?;
		let index = body
			.and_then(|it| it.block.extrinsics.iter().position(|it| it == extrinsic))
			.ok_or(ChainError::NoSuchBlock)?;
		let hash = subxt::utils::H256(block.0);
		let at = self.api.at_block(hash).await.map_err(|_| ChainError::Disconnected)?;
		let events = at.events().fetch().await.map_err(|_| ChainError::Disconnected)?;
		let mut took_effect = true;
		for event in events.iter() {
			let event = event.map_err(|_| ChainError::Disconnected)?;
			if event.phase() != Phase::ApplyExtrinsic(index as u32) {
				continue;
			}
			match (event.pallet_name(), event.event_name()) {
				("System", "ExtrinsicFailed") => {
					let error = DispatchError::decode_from(event.field_bytes(), at.metadata());
					return Err(refusal(error));
				},
				("Chambers", "MotionEnacted") => {
					if let Some(error) = failure(event.field_bytes()) {
						return Err(refusal(DispatchError::decode_from(error, at.metadata())));
					}
				},
				(_, "AgreementNoted") => took_effect = false,
				_ => {},
			}
		}
		Ok(took_effect)
	}
}

/// A call with signature and extensions, in hexadecimal digits.
fn sign(
	at: &OnlineClientAtBlock<SalusConfig>,
	by: &Identity,
	call: &Call,
	nonce: u64,
) -> Result<String, ChainError> {
	fn invalid(error: impl std::fmt::Display) -> ChainError {
		ChainError::Invalid(error.to_string())
	}
	let account = AccountId32(by.account().0);
	let tx = at.tx();
	let payload = tx.from_call_data_bytes(&call.encode(&at.metadata())?).map_err(invalid)?;
	let params = DefaultExtrinsicParamsBuilder::<SalusConfig>::new()
		.mortal_from_unchecked(MORTALITY.into(), at.block_number(), at.block_hash())
		.nonce(nonce)
		.build();
	let mut signable = tx.create_signable_offline(&payload, params).map_err(invalid)?;
	let bytes = signable.signer_payload().map_err(invalid)?;
	let signature = MultiSignature::Sr25519(by.pair.sign(&bytes).0);
	let signed = signable.sign_with_account_and_signature(&account, &signature).map_err(invalid)?;
	Ok(format!("0x{}", hex::encode(signed.into_encoded())))
}

/// A transaction with neither signature nor extension.
fn bare(call: &[u8]) -> Vec<u8> {
	/// The version of the format.
	const BARE: u8 = 5;
	let mut bytes = codec::Compact(call.len() as u32 + 1).encode();
	bytes.push(BARE);
	bytes.extend_from_slice(call);
	bytes
}

/// The error of a motion's own call, if it failed: what follows motion, track and documents in the
/// event. The transaction that carries a motion out succeeds all the same.
fn failure(fields: &[u8]) -> Option<&[u8]> {
	let mut rest = fields;
	<(MotionId, Track, Documents)>::decode(&mut rest).ok()?;
	rest.strip_prefix(&[1])
}

/// The name of a dispatch error and what its documentation says to do.
fn refusal<E: std::fmt::Display>(error: Result<DispatchError, E>) -> ChainError {
	let unknown = |error: String| ChainError::Dispatch {
		pallet: "the chain".into(),
		error,
		cure: String::new(),
	};
	match error {
		Ok(DispatchError::Module(module)) => match module.details() {
			Ok(details) => ChainError::Dispatch {
				pallet: details.pallet.name().into(),
				error: details.variant.name.clone(),
				cure: details.variant.docs.join(" ").trim().into(),
			},
			Err(error) => unknown(error.to_string()),
		},
		Ok(error) => unknown(error.to_string()),
		Err(error) => unknown(error.to_string()),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_transaction_without_signature_is_its_length_its_version_and_its_call() {
		assert_eq!(bare(&[7, 8]), [3 << 2, 5, 7, 8]);
		let long = bare(&[9; 1 << 20]);
		assert_eq!(codec::Compact::<u32>::decode(&mut &long[..]).unwrap().0, (1 << 20) + 1);
		assert_eq!((long.len(), long[4]), ((1 << 20) + 5, 5));
	}

	#[test]
	fn the_error_of_a_motion_follows_its_documents() {
		let event = |assessment: Option<Hash32>, result: &[u8]| {
			let documents = Documents { text: Hash32([1; 32]), assessment };
			[&(7u32, Track::Policy, documents).encode(), result].concat()
		};
		for assessment in [None, Some(Hash32([2; 32]))] {
			assert_eq!(failure(&event(assessment, &[0])), None);
			assert_eq!(failure(&event(assessment, &[1, 3, 9])), Some(&[3, 9][..]));
		}
		assert_eq!(failure(&[]), None);
	}
}
