//! Enrolment: the person agrees, the provider enrols.

use super::CareError;
use crate::{
	chain::{At, Call, Chain, Included, Until},
	identity::Identity,
	vault::now,
};
use rand::{rand_core::UnwrapErr, rngs::SysRng, Rng};
use salus_primitives::{enrolment_digest, Hash32, InstitutionId, Moment, PublicKey, SubjectId};
use serde::{Deserialize, Serialize};

/// An hour: long enough for a registration desk, in milliseconds.
const VALID_FOR: Moment = 60 * 60 * 1000;

/// What a person hands to the provider: a fresh pseudonym, keys, and the signature that agrees.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Enrolment {
	/// Who shall enrol.
	pub provider: InstitutionId,
	/// The pseudonym, fresh for this care relationship.
	pub subject: SubjectId,
	/// The account that will control it.
	pub account: Hash32,
	/// Whom records are encrypted to.
	pub key: PublicKey,
	/// The signature is good until then.
	pub expires: Moment,
	/// By the account, in two halves.
	pub signature: (Hash32, Hash32),
}

/// Draws a pseudonym and agrees that `provider` enrols it.
pub fn agree(by: &Identity, genesis: &Hash32, provider: InstitutionId) -> Enrolment {
	let mut subject = SubjectId::default();
	UnwrapErr(SysRng).fill_bytes(&mut subject.0);
	let key = by.encryption.public();
	let expires = now() + VALID_FOR;
	let digest = enrolment_digest(genesis, provider, subject, &key.reference(0), expires);
	let signature = halves(by.pair.sign(&digest.0).0);
	Enrolment { provider, subject, account: by.account(), key, expires, signature }
}

/// A signature as papers have it.
pub(super) fn halves(signature: [u8; 64]) -> (Hash32, Hash32) {
	let half = |at: usize| {
		let mut half = Hash32::default();
		half.0.copy_from_slice(&signature[at..at + 32]);
		half
	};
	(half(0), half(32))
}

/// Enrols a person who agreed.
pub async fn enrol(
	chain: &Chain,
	by: &Identity,
	enrolment: &Enrolment,
) -> Result<Included, CareError> {
	let mut signature = [0; 64];
	signature[..32].copy_from_slice(&enrolment.signature.0 .0);
	signature[32..].copy_from_slice(&enrolment.signature.1 .0);
	let call = Call::enrol(
		enrolment.subject,
		enrolment.account,
		enrolment.key.reference(0),
		enrolment.expires,
		signature,
	);
	Ok(chain.submit(by, call, Until::InBlock).await?)
}

/// Makes this identity's encryption key the institution's newest. `None` if it is already.
pub async fn register_key(chain: &Chain, by: &Identity) -> Result<Option<Included>, CareError> {
	let id =
		chain.institution_of(by.account(), At::Best).await?.ok_or(CareError::NotAnInstitution)?;
	let institution = chain.institution(id, At::Best).await?;
	let newest = institution.and_then(|it| it.key).map(|(_, key)| key);
	let own = by.encryption.public();
	if newest == Some(own) {
		return Ok(None);
	}
	Ok(Some(chain.submit(by, Call::add_key(own), Until::Final).await?))
}
