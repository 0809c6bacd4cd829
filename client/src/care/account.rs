//! A new account for a subject: by its own will, or when the old one is lost.

use super::{
	enrol::halves,
	grant::{records_in, share_with},
	CareError,
};
use crate::{
	chain::{At, Call, Chain, Included, Until},
	identity::Identity,
	vault::now,
};
use salus_primitives::{account_digest, Hash32, Moment, PublicKey, RecordId, Scope, SubjectId};
use serde::{Deserialize, Serialize};

/// An hour: long enough for a registration desk, in milliseconds.
const VALID_FOR: Moment = 60 * 60 * 1000;

/// What the new account hands over: it takes this subject, with this encryption key.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Takeover {
	/// Which subject.
	pub subject: SubjectId,
	/// The account that will control it.
	pub account: Hash32,
	/// Whom records will be encrypted to.
	pub key: PublicKey,
	/// Counts the subject's keys.
	pub key_id: u32,
	/// The signature is good until then.
	pub expires: Moment,
	/// By the new account, in two halves.
	pub signature: (Hash32, Hash32),
}

impl Takeover {
	fn signature(&self) -> [u8; 64] {
		let mut signature = [0; 64];
		signature[..32].copy_from_slice(&self.signature.0 .0);
		signature[32..].copy_from_slice(&self.signature.1 .0);
		signature
	}
}

/// Agrees, as the new account, to take over a subject.
///
/// # Errors
/// [`CareError::NoSuchSubject`].
pub async fn take_over(
	chain: &Chain,
	by: &Identity,
	subject: SubjectId,
) -> Result<Takeover, CareError> {
	let view = chain.subject(subject, At::Best).await?;
	let key_id = view.ok_or(CareError::NoSuchSubject(subject))?.key.id.saturating_add(1);
	let key = by.encryption.public();
	let expires = now() + VALID_FOR;
	let digest = account_digest(&chain.genesis(), subject, &key.reference(key_id), expires);
	let signature = halves(by.pair.sign(&digest.0).0);
	Ok(Takeover { subject, account: by.account(), key, key_id, expires, signature })
}

/// Hands a subject over to a new account. Returns the records of which the new key has a part at
/// every custodian that answered, so that nothing is lost with the old key; those that an erasure
/// case restricts stay behind.
///
/// # Errors
/// When a record cannot be handed over, nothing was changed on chain.
pub async fn rotate(
	chain: &Chain,
	by: &Identity,
	paper: &Takeover,
) -> Result<(Vec<RecordId>, Included), CareError> {
	let everything = Scope::Everything { future: false };
	let records = records_in(chain, paper.subject, &everything).await?;
	for record in &records {
		share_with(chain, by, *record, &paper.key).await?;
	}
	let call = Call::rotate_account(
		paper.subject,
		paper.account,
		paper.key.reference(paper.key_id),
		paper.expires,
		paper.signature(),
	);
	let at = chain.submit(by, call, Until::Final).await?;
	Ok((records, at))
}

/// Starts a recovery, as an institution that knows the person.
///
/// # Errors
/// When the chain refuses.
pub async fn start_recovery(
	chain: &Chain,
	by: &Identity,
	paper: &Takeover,
) -> Result<Included, CareError> {
	let call = Call::start_recovery(
		paper.subject,
		paper.account,
		paper.key.reference(paper.key_id),
		paper.expires,
		paper.signature(),
	);
	Ok(chain.submit(by, call, Until::InBlock).await?)
}
