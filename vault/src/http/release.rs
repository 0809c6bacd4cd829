//! Releasing a share and a ciphertext: denied by what is in the best block, allowed by what is
//! final.

use super::Answer;
use crate::{
	store::SealingId,
	vault::{cut_off, Vault},
};
use codec::Encode;
use salus_client::{
	chain::{At, ChainError},
	vault::{now, RefusalKind, Release, ReleaseRequest},
};
use salus_primitives::{Hash32, Moment, Query, RecordId, RecordView, Requester, SealingView};
use std::sync::Arc;

/// What one state of the chain says of a request.
struct View {
	requester: Requester,
	/// The record, if the request is allowed and names the requester's newest key.
	allowed: Option<RecordView>,
}

/// Answers a request to read. Whatever speaks against it, the answer is the same.
pub async fn release(
	vault: &Arc<Vault>,
	account: Hash32,
	record: RecordId,
	request: ReleaseRequest,
) -> Result<Answer, RefusalKind> {
	let finalised = vault.in_touch().await?;
	let now = now();
	let (best, last_final) = futures::try_join!(
		view(vault, account, record, &request, now, At::Best),
		view(vault, account, record, &request, now, finalised),
	)
	.map_err(cut_off)?;
	let requester = best.requester;
	let candidates = match (best.allowed, last_final.allowed) {
		(Some(_), Some(view)) if requester == last_final.requester => {
			candidates(&view, request.version)
		},
		_ => Vec::new(),
	};

	let gate = vault.gate.clone().read_owned().await;
	let key = request.key;
	let found = vault.store.run(move |tables| tables.find(&candidates, &key)).await?;
	let release = match found {
		Some(found) => {
			let ciphertext = vault.blobs.get(found.blob).await?;
			Some(Release { manifest: found.manifest, wrap: found.wrap, ciphertext })
		},
		None => None,
	};
	// In the log, on disk, before a byte leaves.
	let (purpose, action, released) = (request.purpose, request.action, release.is_some());
	vault
		.store
		.run(move |tables| tables.log(record, now, requester, purpose, action, released))
		.await?;
	let release = release.ok_or(RefusalKind::Unavailable)?;
	Ok(Answer { body: release.encode(), _gate: Some(gate) })
}

/// The sealings that answer the request, newest first, each with the hash of its manifest on chain.
fn candidates(record: &RecordView, version: Option<u32>) -> Vec<(SealingId, Hash32)> {
	let newest_first = [&record.current].into_iter().chain(record.superseded.iter().rev());
	let candidates: Vec<_> = match version {
		None => vec![&record.current],
		Some(version) => newest_first.filter(|sealing| sealing.version == version).collect(),
	};
	let id =
		|it: &SealingView| SealingId { record: record.id, version: it.version, epoch: it.epoch };
	candidates.into_iter().map(|it| (id(it), it.manifest)).collect()
}

async fn view(
	vault: &Vault,
	account: Hash32,
	record: RecordId,
	request: &ReleaseRequest,
	now: Moment,
	at: At,
) -> Result<View, ChainError> {
	let ledger = &vault.ledger;
	let requester = match ledger.institution_of(account, at).await? {
		Some(institution) => Requester::Institution(institution),
		None => Requester::Account(account),
	};
	let query = Query {
		requester,
		record,
		purpose: request.purpose,
		action: request.action,
		opening: request.opening.clone(),
		now,
	};
	let (verdict, view) =
		futures::try_join!(ledger.verdict(&query, at), ledger.record(record, at))?;
	let key = match (requester, &view) {
		(Requester::Institution(id), _) => {
			let institution = ledger.institution(id, at).await?;
			institution.and_then(|it| it.key).map(|(_, key)| key.hash())
		},
		(Requester::Account(_), Some(view)) => {
			ledger.subject(view.subject, at).await?.map(|it| it.key.hash)
		},
		(Requester::Account(_), None) => None,
	};
	let is_allowed = verdict.is_allowed() && key == Some(request.key);
	Ok(View { requester, allowed: view.filter(|_| is_allowed) })
}
