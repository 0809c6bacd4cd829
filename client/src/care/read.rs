//! Reading: ask custodians until enough good shares are there, then open and verify.

use super::{ensure_manifest_is_on_chain, vaults, CareError};
use crate::{
	chain::{At, Chain},
	document::Document,
	identity::Identity,
	seal::{open, open_wrap, OpenedShare},
	vault::{RefusalKind, Release, ReleaseRequest, Statement, VaultClient, VaultError},
};
use salus_primitives::{
	Action, InstitutionId, Manifest, Opening, Purpose, RecordId, RecordView, SealingView,
};

/// What is asked of the custodians.
#[derive(Clone)]
pub struct Asking {
	/// Which record.
	pub record: RecordId,
	/// Which version; the one in force if none is named.
	pub version: Option<u32>,
	/// What for.
	pub purpose: Purpose,
	/// To do what.
	pub action: Action,
	/// Relying on which grant.
	pub opening: Option<Opening>,
}

/// An opened record, verified against the commitment on chain.
pub struct Reading {
	/// What the chain says of it.
	pub record: RecordView,
	/// The sealing that was opened.
	pub version: u32,
	/// The document.
	pub document: Document,
	/// Custodians whose shares were used.
	pub from: Vec<InstitutionId>,
	/// What those custodians signed: that they served it, and when. Keep it with
	/// [`super::Statements`].
	pub statements: Vec<Statement>,
	/// Custodians that gave nothing usable, and why.
	pub problems: Vec<String>,
}

/// What the custodians released.
pub(super) struct Gathered {
	pub record: RecordView,
	pub manifest: Manifest,
	pub ciphertext: Vec<u8>,
	pub shares: Vec<(VaultClient, OpenedShare)>,
	pub statements: Vec<Statement>,
	pub problems: Vec<String>,
}

fn sealing_of(record: &RecordView, version: Option<u32>) -> Option<&SealingView> {
	let mut all = record.superseded.iter().chain([&record.current]);
	match version {
		None => Some(&record.current),
		Some(version) => all.rfind(|it| it.version == version),
	}
}

/// Asks one custodian and opens its wrap.
async fn ask(
	chain: &Chain,
	by: &Identity,
	vault: &VaultClient,
	asking: &Asking,
	sealing: &SealingView,
) -> Result<(Release, OpenedShare), CareError> {
	let request = ReleaseRequest {
		version: Some(sealing.version),
		purpose: asking.purpose,
		action: asking.action,
		opening: asking.opening.clone(),
		key: by.encryption.public().hash(),
	};
	let release = vault.release(by, asking.record, &request).await?;
	let custodian = vault.custodian();
	ensure_manifest_is_on_chain(&release.manifest, chain, asking.record, sealing, custodian)?;
	// A share counts for its own holder only, whatever index the wrap claims.
	if release.manifest.share_of(custodian).map(|it| it.index) != Some(release.wrap.index) {
		return Err(crate::seal::OpenError::BadShare { custodian }.into());
	}
	let share = open_wrap(&release.manifest, &release.wrap, &by.encryption)?;
	Ok((release, share))
}

/// Asks custodians in turn until `enough` of them gave a good share.
pub(super) async fn gather(
	chain: &Chain,
	by: &Identity,
	asking: &Asking,
	enough: impl Fn(&SealingView) -> usize,
) -> Result<Gathered, CareError> {
	let unavailable = || CareError::Unavailable(asking.record);
	let record = chain.record(asking.record, At::Best).await?.ok_or_else(unavailable)?;
	let sealing = sealing_of(&record, asking.version).ok_or_else(unavailable)?.clone();
	let mut found: Option<(Manifest, Vec<u8>)> = None;
	let (mut shares, mut statements, mut problems) = (Vec::new(), Vec::new(), Vec::new());
	let mut refused = 0;
	for vault in vaults(chain, &sealing.custodians).await? {
		if shares.len() >= enough(&sealing) {
			break;
		}
		match ask(chain, by, &vault, asking, &sealing).await {
			Ok((release, share)) => {
				found.get_or_insert((release.manifest, release.ciphertext));
				statements.push(release.statement);
				shares.push((vault, share));
			},
			Err(error) => {
				let kind = match &error {
					CareError::Vault(VaultError::Refused { refusal, .. }) => Some(refusal.error),
					_ => None,
				};
				refused += usize::from(kind == Some(RefusalKind::Unavailable));
				problems.push(error.to_string());
			},
		}
	}
	match found {
		Some((manifest, ciphertext)) if shares.len() >= sealing.threshold.into() => {
			Ok(Gathered { record, manifest, ciphertext, shares, statements, problems })
		},
		// The record is there, but not for this account.
		_ if refused + shares.len() == sealing.custodians.len() && shares.is_empty() => {
			Err(unavailable())
		},
		_ => Err(CareError::NotEnoughCustodians {
			record: asking.record,
			have: shares.len(),
			need: sealing.threshold,
			problems: problems.join("; "),
		}),
	}
}

/// Reads a record.
///
/// # Errors
/// [`CareError::Unavailable`] when every custodian refuses, [`CareError::NotEnoughCustodians`] when
/// too few gave a good share; the text names each of them.
pub async fn read(chain: &Chain, by: &Identity, asking: &Asking) -> Result<Reading, CareError> {
	let gathered = gather(chain, by, asking, |sealing| sealing.threshold.into()).await?;
	let (vaults, shares): (Vec<_>, Vec<_>) = gathered.shares.into_iter().unzip();
	let document = open(&gathered.manifest, &gathered.ciphertext, &shares)?;
	Ok(Reading {
		record: gathered.record,
		version: gathered.manifest.version,
		document,
		from: vaults.iter().map(VaultClient::custodian).collect(),
		statements: gathered.statements,
		problems: gathered.problems,
	})
}
