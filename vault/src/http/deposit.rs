//! Taking a custodian's part of a sealing, and wraps for further recipients.

use super::{route::decode, Answer};
use crate::{
	store::{BlobName, SealingId, Taken, MAX_RECIPIENTS},
	vault::{cut_off, Vault},
};
use axum::body::Bytes;
use salus_client::{
	care::{desk_key, may_view},
	chain::At,
	seal::{check_manifest, ciphertext_hash, Wrap, SEALED_SHARE},
	vault::{now, Deposit, RefusalKind},
};
use salus_primitives::{Hash32, Manifest, RecordView, SealingView};
use std::{collections::BTreeSet, sync::Arc};

/// Takes a deposit. The chain is asked at its best block: whoever deposits has just put the sealing
/// there.
pub async fn deposit(
	vault: &Arc<Vault>,
	account: Hash32,
	id: SealingId,
	body: Bytes,
) -> Result<Answer, RefusalKind> {
	vault.in_touch().await?;
	let decoding = tokio::task::spawn_blocking(move || {
		let deposit: Deposit = decode(&body)?;
		let hash = ciphertext_hash(&deposit.ciphertext);
		Ok::<_, RefusalKind>((deposit, hash))
	});
	let (deposit, hash) = decoding.await.map_err(|_| RefusalKind::Internal)??;
	let Deposit { manifest, wraps, ciphertext } = deposit;
	if SealingId::from(&manifest) != id {
		return Err(RefusalKind::Malformed);
	}
	let record = known_record(vault, &manifest).await?.ok_or(RefusalKind::NotOnChain)?;
	if hash != manifest.ciphertext_hash {
		return Err(RefusalKind::NotOnChain);
	}
	let mut recipients = depositor_and_recipients(vault, account, &record).await?;
	let index = index_here(vault, &manifest)?;
	let are_allowed =
		|recipients: &BTreeSet<_>| wraps.iter().all(|it| recipients.contains(&it.key));
	if !are_allowed(&recipients) {
		let desks = vault.ledger.desks(At::Best).await.map_err(cut_off)?;
		recipients.extend(desks.iter().filter_map(desk_key).map(|key| key.hash()));
	}
	if !are_allowed(&recipients) || !fit(&wraps, index) {
		return Err(RefusalKind::WrongWrap);
	}
	keep(vault, manifest, wraps, ciphertext).await
}

/// The record on chain, if it is not restricted and knows this very manifest.
async fn known_record(
	vault: &Vault,
	manifest: &Manifest,
) -> Result<Option<RecordView>, RefusalKind> {
	let record = vault.ledger.record(manifest.record, At::Best).await.map_err(cut_off)?;
	Ok(record.filter(|record| {
		let mut sealings = record.superseded.iter().chain([&record.current]);
		record.restricted_by.is_none()
			&& manifest.genesis == vault.genesis
			&& sealings.any(|sealing| is_of(manifest, sealing))
	}))
}

/// Whether a manifest is that of a sealing on chain, in every part that the chain knows.
fn is_of(manifest: &Manifest, sealing: &SealingView) -> bool {
	let holders = manifest.shares.iter().map(|share| &share.holder);
	(manifest.version, manifest.epoch) == (sealing.version, sealing.epoch)
		&& check_manifest(manifest, &sealing.manifest).is_ok()
		&& manifest.commitment == sealing.commitment
		&& manifest.threshold == sealing.threshold
		&& holders.eq(&sealing.custodians)
}

/// The index of the share that this vault keeps wraps of.
fn index_here(vault: &Vault, manifest: &Manifest) -> Result<u8, RefusalKind> {
	let share = manifest.share_of(vault.institution).ok_or(RefusalKind::NotOnChain)?;
	Ok(share.index)
}

/// Whether all are of this vault's share and no recipient has two.
fn fit(wraps: &[Wrap], index: u8) -> bool {
	let mut recipients = BTreeSet::new();
	(1..=MAX_RECIPIENTS).contains(&wraps.len())
		&& wraps.iter().all(|wrap| {
			wrap.index == index && wrap.sealed.len() == SEALED_SHARE && recipients.insert(wrap.key)
		})
}

/// Who may have a wrap from the start beside the emergency desks, if the account may deposit: the
/// subject and the issuer.
async fn depositor_and_recipients(
	vault: &Vault,
	account: Hash32,
	record: &RecordView,
) -> Result<BTreeSet<Hash32>, RefusalKind> {
	let ledger = &vault.ledger;
	let (of_account, issuer, subject) = futures::try_join!(
		ledger.institution_of(account, At::Best),
		ledger.institution(record.issuer, At::Best),
		ledger.subject(record.subject, At::Best),
	)
	.map_err(cut_off)?;
	let is_subject = subject.as_ref().is_some_and(|subject| subject.account == account);
	if of_account != Some(record.issuer) && !is_subject {
		return Err(RefusalKind::NotYours);
	}
	let issuer = issuer.and_then(|issuer| Some(issuer.key?.1.hash()));
	Ok(issuer.into_iter().chain(subject.map(|subject| subject.key.hash)).collect())
}

/// Ciphertext first, then the rows in one go: a crash in between leaves a file that nothing points
/// to, which the next start sweeps.
async fn keep(
	vault: &Arc<Vault>,
	manifest: Manifest,
	wraps: Vec<Wrap>,
	ciphertext: Vec<u8>,
) -> Result<Answer, RefusalKind> {
	let asked = Arc::new((manifest, wraps));
	let asking = asked.clone();
	let known = vault.store.run(move |tables| tables.known(&asking.0, &asking.1)).await?;
	let taken = match known {
		Some(taken) => taken,
		None => {
			let blob = vault.blobs.put(ciphertext).await?;
			let taken = vault.store.run(move |tables| tables.take(&asked.0, &asked.1, blob)).await;
			if !matches!(taken, Ok(Taken::New { .. })) {
				discard(vault, blob).await;
			}
			taken?
		},
	};
	match taken {
		Taken::New { replaced } => {
			if let Some(replaced) = replaced {
				discard(vault, replaced).await;
			}
		},
		Taken::Known => {},
		Taken::Refused => return Err(RefusalKind::NotOnChain),
	}
	Ok(Answer::empty())
}

/// Deletes a ciphertext that nothing points to. What fails here is swept at the next start.
async fn discard(vault: &Vault, blob: BlobName) {
	if let Err(error) = vault.blobs.delete(blob).await {
		tracing::warn!(%error, "a ciphertext without rows is left until the next start");
	}
}

/// Takes wraps for recipients that the subject chose. A guardian may be there because the subject
/// cannot choose; the issuer adds wraps then, and replaces none.
pub async fn add_wraps(
	vault: &Arc<Vault>,
	account: Hash32,
	id: SealingId,
	wraps: Vec<Wrap>,
) -> Result<Answer, RefusalKind> {
	vault.in_touch().await?;
	let ledger = &vault.ledger;
	// The same answer whether there is such a record or not.
	let record = ledger.record(id.record, At::Best).await.map_err(cut_off)?;
	let record = record.ok_or(RefusalKind::NotYours)?;
	let (subject, of_account) = futures::try_join!(
		ledger.subject(record.subject, At::Best),
		ledger.institution_of(account, At::Best),
	)
	.map_err(cut_off)?;
	let subject = subject.ok_or(RefusalKind::NotYours)?;
	let is_subject = subject.account == account;
	let has_guardian = subject.guardians.iter().any(|it| may_view(it, now()));
	if !(is_subject || has_guardian && of_account == Some(record.issuer)) {
		return Err(RefusalKind::NotYours);
	}
	let held = vault.store.run(move |tables| tables.sealing(id)).await?;
	let held = held.filter(|held| !held.stopped).ok_or(RefusalKind::Unavailable)?;
	let manifest = held.manifest()?;
	if known_record(vault, &manifest).await?.is_none() {
		return Err(RefusalKind::NotOnChain);
	}
	if !fit(&wraps, index_here(vault, &manifest)?) {
		return Err(RefusalKind::WrongWrap);
	}
	let slot = held.slot;
	let added =
		vault.store.run(move |tables| tables.add_wraps(id, slot, &wraps, is_subject)).await?;
	match added {
		true => Ok(Answer::empty()),
		false => Err(RefusalKind::WrongWrap),
	}
}
