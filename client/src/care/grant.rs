//! Granting: a commitment to the terms on chain, wraps for the grantee at the vaults.

use super::{
	read::{gather, Asking},
	CareError,
};
use crate::{
	chain::{At, Call, Chain, Included, Until},
	identity::Identity,
	seal::rewrap,
};
use rand::{rand_core::UnwrapErr, rngs::SysRng, Rng};
use salus_primitives::{
	Action, GrantId, InstitutionId, Opening, PublicKey, Purpose, RecordId, SubjectId, Terms,
	TermsCommitment, TermsOnChain,
};

/// A grant that was given.
pub struct Given {
	/// What the grantee shows to vaults. Whoever has it learns the terms.
	pub opening: Opening,
	/// Where it is on chain.
	pub at: Included,
}

/// Gives a grant with sealed terms. It is final when this returns.
pub async fn grant(
	chain: &Chain,
	by: &Identity,
	subject: SubjectId,
	terms: Terms,
) -> Result<Given, CareError> {
	let mut grant = GrantId::default();
	let mut salt = [0; 64];
	UnwrapErr(SysRng).fill_bytes(&mut grant.0);
	UnwrapErr(SysRng).fill_bytes(&mut salt);
	let commitment = TermsCommitment::new(&salt, grant, &terms);
	let sealed = TermsOnChain::Sealed(commitment);
	let call = Call::grant(grant, subject, sealed, terms.until);
	let at = chain.submit(by, call, Until::Final).await?;
	Ok(Given { opening: Opening { grant, terms, salt }, at })
}

/// The newest encryption key of a grantee, to be asked for before the grant is given.
pub async fn key_of(chain: &Chain, grantee: InstitutionId) -> Result<PublicKey, CareError> {
	let institution = chain.institution(grantee, At::Best).await?;
	let institution = institution.ok_or(CareError::NoSuchInstitution(grantee))?;
	institution.key.map(|(_, key)| key).ok_or(CareError::NoKey(grantee))
}

/// Wraps the shares of one record for a grantee, at every custodian that answers. The shares pass
/// through the subject's hands only. Returns the custodians that now hold a wrap.
pub async fn share_with(
	chain: &Chain,
	by: &Identity,
	record: RecordId,
	key: &PublicKey,
) -> Result<Vec<InstitutionId>, CareError> {
	let asking = Asking {
		record,
		version: None,
		purpose: Purpose::PATRQT,
		action: Action::Disclose,
		opening: None,
	};
	let gathered = gather(chain, by, &asking, |sealing| sealing.custodians.len()).await?;
	let mut holders = Vec::new();
	for (vault, share) in gathered.shares {
		let wraps = rewrap(&gathered.manifest, &[share], key)?;
		vault.add_wraps(by, &gathered.manifest, &wraps).await?;
		holders.push(vault.custodian());
	}
	Ok(holders)
}
