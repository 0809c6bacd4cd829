//! Calls, and transactions that are signed before they are needed.

use crate::node::Node;
use anyhow::{anyhow, Result};
use codec::{Compact, Encode};
use salus_client::chain::{NewSealing, SalusConfig};
use salus_primitives::{
	GrantId, Hash32, KeyRef, LawfulBasis, Moment, RecordId, SubjectId, TermsCommitment,
	TermsOnChain,
};
use std::thread;
use subxt::{
	client::OnlineClientAtBlock,
	config::{
		substrate::{AccountId32, MultiSignature},
		DefaultExtrinsicParamsBuilder,
	},
	dynamic,
	ext::scale_encode::{EncodeAsFields, Error, FieldIter, TypeResolver},
};
use subxt_signer::sr25519::Keypair;

/// Arguments that are encoded already.
#[derive(Clone)]
struct Encoded(Vec<u8>);

impl EncodeAsFields for Encoded {
	fn encode_as_fields_to<R: TypeResolver>(
		&self,
		_: &mut dyn FieldIter<'_, R::TypeId>,
		_: &R,
		out: &mut Vec<u8>,
	) -> Result<(), Error> {
		out.extend_from_slice(&self.0);
		Ok(())
	}
}

/// A call.
#[derive(Clone)]
pub struct Call {
	pallet: &'static str,
	name: &'static str,
	arguments: Encoded,
}

/// A record as `issue_batch` takes it, and `issue` in the same order.
pub type NewRecord = (RecordId, Option<[u8; 16]>, (LawfulBasis, u16), NewSealing);

impl Call {
	fn new(pallet: &'static str, name: &'static str, arguments: impl Encode) -> Self {
		Self { pallet, name, arguments: Encoded(arguments.encode()) }
	}

	/// `Balances.transfer_keep_alive`
	pub fn transfer(to: Hash32, amount: u128) -> Self {
		Self::new("Balances", "transfer_keep_alive", (to, Compact(amount)))
	}

	/// `Proxy.add_proxy`, of a key that may issue.
	pub fn add_hot_key(key: Hash32) -> Self {
		/// The index of `Issuing` among the kinds of proxies.
		const ISSUING: u8 = 2;
		Self::new("Proxy", "add_proxy", (key, ISSUING, 0u32))
	}

	/// `Registry.enrol`, with the new account's signature.
	pub fn enrol(
		subject: SubjectId,
		account: Hash32,
		key: KeyRef,
		expires: Moment,
		signature: [u8; 64],
	) -> Self {
		/// The index of sr25519 among the kinds of signatures.
		const SR25519: u8 = 1;
		let arguments = (subject, account, key, expires, (SR25519, signature));
		Self::new("Registry", "enrol", arguments)
	}

	/// `Records.issue`
	pub fn issue(subject: SubjectId, record: NewRecord) -> Self {
		Self::new("Records", "issue", (subject, record))
	}

	/// `Records.issue_batch`
	pub fn issue_batch(subject: SubjectId, records: Vec<NewRecord>) -> Self {
		Self::new("Records", "issue_batch", (subject, records))
	}

	/// `Consent.grant`, of sealed terms.
	pub fn grant(
		grant: GrantId,
		subject: SubjectId,
		terms: TermsCommitment,
		until: Moment,
		policy: u32,
	) -> Self {
		let terms = TermsOnChain::Sealed(terms);
		Self::new("Consent", "grant", (grant, subject, terms, until, policy))
	}

	/// `Consent.revoke`
	pub fn revoke(subject: SubjectId, grant: GrantId) -> Self {
		Self::new("Consent", "revoke", (subject, grant))
	}
}

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
		let payload = dynamic::transaction(call.pallet, call.name, call.arguments.clone());
		let params = DefaultExtrinsicParamsBuilder::<SalusConfig>::new().immortal().nonce(*nonce);
		let mut signable = self.0.tx().create_signable_offline(&payload, params.build())?;
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
