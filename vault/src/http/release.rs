//! Releasing a share and a ciphertext: denied by what is in the best block, allowed by what is
//! final. Where life is at stake, allowed by what is in the best block.

use super::Answer;
use crate::{
	store::{Access, Relied, SealingId},
	vault::{cut_off, Vault},
};
use codec::Encode;
use salus_client::{
	chain::{At, ChainError},
	vault::{now, RefusalKind, Release, ReleaseRequest, Statement},
};
use salus_primitives::{
	Ground, Hash32, Manifest, Moment, Purpose, Query, RecordId, RecordView, Requester, SealingView,
	Served, Verdict,
};
use std::sync::Arc;

/// What one state of the chain says of a request.
struct View {
	requester: Requester,
	/// Why it is allowed and to read what, if it is allowed and names the requester's newest key.
	allowed: Option<(Ground, RecordView)>,
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
	let allowed = decide(best, last_final);
	let candidates =
		allowed.as_ref().map_or(Vec::new(), |(_, view)| candidates(view, request.version));

	let gate = vault.gate.clone().read_owned().await;
	let key = request.key;
	let found = vault.store.run(move |tables| tables.find(&candidates, &key)).await?;
	let found = match found {
		Some(found) => {
			let ciphertext = vault.blobs.get(found.blob).await?;
			Some((found.manifest, found.wrap, ciphertext))
		},
		None => None,
	};
	let access = Access {
		record,
		time: now,
		requester,
		purpose: match allowed {
			// Whichever emergency was named, it is this that was done.
			Some((Ground::Emergency, _)) if found.is_some() => Purpose::BTG,
			_ => request.purpose,
		},
		action: request.action,
		released: found.is_some(),
		relied: allowed.and_then(|(ground, view)| relied(ground, &view, &request)),
	};
	// In the log, on disk, before a byte leaves.
	let released = vault.store.run(move |tables| tables.log(&access)).await?;
	let found = found.filter(|_| released).ok_or(RefusalKind::Unavailable)?;
	let (manifest, wrap, ciphertext) = found;
	let statement = vault.state(&manifest);
	let release = Release { manifest, wrap, ciphertext, statement };
	Ok(Answer { body: release.encode(), _gate: Some(gate) })
}

/// Both states must allow it, to the same requester. An emergency is not made to wait.
fn decide(best: View, last_final: View) -> Option<(Ground, RecordView)> {
	let is_same = best.requester == last_final.requester;
	match (best.allowed, last_final.allowed) {
		(Some((Ground::Emergency, record)), _) => Some((Ground::Emergency, record)),
		(Some((ground, _)), Some((_, record))) if is_same => Some((ground, record)),
		_ => None,
	}
}

/// The grant that a release counts against.
fn relied(ground: Ground, record: &RecordView, request: &ReleaseRequest) -> Option<Relied> {
	let Ground::Grant(grant) = ground else {
		return None;
	};
	let terms = request.opening.as_ref().map(|it| &it.terms);
	Some(Relied {
		subject: record.subject,
		grant,
		reads: terms.and_then(|it| it.obligations.reads),
	})
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
	let ground = match verdict {
		// The chain knows no keys of guardians. Whichever was wrapped for, its holder alone opens it.
		Verdict::Allowed(Ground::Guardian) => Some(Ground::Guardian),
		Verdict::Allowed(ground) if key == Some(request.key) => Some(ground),
		Verdict::Allowed(_) | Verdict::Denied(_) => None,
	};
	Ok(View { requester, allowed: ground.zip(view) })
}

impl Vault {
	/// Signs that a sealing is served now. Whoever calls holds the gate, so that this comes before any
	/// receipt of erasure.
	fn state(&self, manifest: &Manifest) -> Statement {
		let served = Served {
			record: manifest.record,
			version: manifest.version,
			epoch: manifest.epoch,
			custodian: self.institution,
			time: now(),
		};
		Statement::new(&self.receipts.pair, &self.genesis, served)
	}
}
