//! From institutions on chain to their vaults, and from what vaults say back to the chain.

use super::CareError;
use crate::{
	chain::{At, Chain},
	vault::VaultClient,
};
use futures::future::try_join_all;
use salus_primitives::{InstitutionId, Manifest, RecordId, SealingView};

/// The vault of one custodian.
pub async fn vault_of(chain: &Chain, custodian: InstitutionId) -> Result<VaultClient, CareError> {
	let institution = chain
		.institution(custodian, At::Best)
		.await?
		.ok_or(CareError::NoSuchInstitution(custodian))?;
	Ok(VaultClient::new(&institution, chain.genesis())?.with_tls(chain.tls()))
}

/// The vaults of several custodians, in their order.
pub async fn vaults(
	chain: &Chain,
	custodians: &[InstitutionId],
) -> Result<Vec<VaultClient>, CareError> {
	try_join_all(custodians.iter().map(|custodian| vault_of(chain, *custodian))).await
}

/// Whether a manifest is the one that the chain knows of this sealing, in every part that the chain
/// knows.
pub fn ensure_manifest_is_on_chain(
	manifest: &Manifest,
	chain: &Chain,
	record: RecordId,
	sealing: &SealingView,
	custodian: InstitutionId,
) -> Result<(), CareError> {
	let holders: Vec<_> = manifest.shares.iter().map(|share| share.holder).collect();
	let fits = manifest.hash() == sealing.manifest
		&& manifest.genesis == chain.genesis()
		&& manifest.record == record
		&& manifest.version == sealing.version
		&& manifest.epoch == sealing.epoch
		&& manifest.commitment == sealing.commitment
		&& manifest.threshold == sealing.threshold
		&& holders == sealing.custodians;
	fits.then_some(()).ok_or(CareError::ForeignManifest { custodian })
}
