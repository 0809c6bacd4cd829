//! Issuing and amending: seal, put on chain, hand over to the custodians.

use super::{desk_key, desks, outbox::Waiting, vault_of, CareError, Outbox};
use crate::{
	chain::{At, Call, Chain, ChainError, Included, NewSealing, Until},
	document::Document,
	identity::Identity,
	seal::{seal, Sealed, SealingContext},
	vault::{Deposit, RefusalKind, VaultClient, VaultError},
};
use futures::{stream, StreamExt};
use rand::{rand_core::UnwrapErr, rngs::SysRng, Rng};
use salus_primitives::{
	FolderId, Hash32, InstitutionId, LawfulBasis, Manifest, PublicKey, RecordId, RecordView,
	SubjectId,
};
use std::collections::{btree_map::Entry, BTreeMap, BTreeSet};

/// Deposits under way at a time.
const AT_A_TIME: usize = 6;

/// For whom and with whom records are issued.
#[derive(Clone, Debug)]
pub struct Plan {
	/// Whose records.
	pub subject: SubjectId,
	/// The subject's encryption key, checked against the enrolled one.
	pub subject_key: PublicKey,
	/// The folder they go into.
	pub folder: Option<FolderId>,
	/// Why and through which year the issuer must keep them.
	pub keep: (LawfulBasis, u16),
	/// Who holds the shares.
	pub custodians: Vec<InstitutionId>,
	/// How many of them open it.
	pub threshold: u8,
}

/// A record that is on chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Issued {
	/// Its id.
	pub record: RecordId,
	/// Where it was issued.
	pub at: Included,
}

fn new_sealing(sealed: &Sealed) -> NewSealing {
	NewSealing {
		commitment: sealed.manifest.commitment,
		manifest: sealed.manifest.hash(),
		custodians: sealed.manifest.shares.iter().map(|it| it.holder).collect(),
		threshold: sealed.manifest.threshold,
	}
}

/// The subject's key and the sealer's own, as the chain knows them, and those of the emergency desks.
async fn recipients(
	chain: &Chain,
	by: &Identity,
	subject: SubjectId,
	subject_key: PublicKey,
) -> Result<Vec<PublicKey>, CareError> {
	let id =
		chain.institution_of(by.account(), At::Best).await?.ok_or(CareError::NotAnInstitution)?;
	let institution = chain.institution(id, At::Best).await?.ok_or(CareError::NotAnInstitution)?;
	let own = by.encryption.public();
	if institution.key.map(|(_, key)| key) != Some(own) {
		return Err(CareError::KeyNotRegistered(id));
	}
	let enrolled =
		chain.subject(subject, At::Best).await?.ok_or(CareError::NoSuchSubject(subject))?;
	if enrolled.key.hash != subject_key.hash() {
		return Err(CareError::ForeignSubjectKey(subject));
	}
	let desks = desks(chain, At::Best).await?;
	Ok([subject_key, own].into_iter().chain(desks.iter().filter_map(desk_key)).collect())
}

/// Seals a version for its recipients and keeps the deposits in the outbox.
fn prepare(
	chain: &Chain,
	(outbox, good_until): (&Outbox, u32),
	document: &Document,
	place: (RecordId, u32),
	custodians: &[InstitutionId],
	threshold: u8,
	recipients: &[PublicKey],
) -> Result<Sealed, CareError> {
	let (record, version) = place;
	let context = SealingContext { genesis: chain.genesis(), record, version, epoch: 1 };
	let sealed = seal(document, context, custodians, threshold, recipients)?;
	for share in &sealed.manifest.shares {
		let deposit = Deposit {
			manifest: sealed.manifest.clone(),
			wraps: sealed.wraps.iter().filter(|it| it.index == share.index).cloned().collect(),
			ciphertext: sealed.ciphertext.clone(),
		};
		outbox.keep(share.holder, good_until, &deposit)?;
	}
	Ok(sealed)
}

/// Issues documents as records of one subject. They are final on chain when this returns, and their
/// parts wait in the outbox for [`deliver`].
///
/// # Errors
/// An error leaves nothing behind but what got on chain, whose parts stay in the outbox; or all, if what
/// becomes of it is [not known](CareError::Unsure).
pub async fn issue(
	chain: &Chain,
	by: &Identity,
	outbox: &Outbox,
	plan: &Plan,
	documents: &[Document],
) -> Result<Vec<Issued>, CareError> {
	let recipients = recipients(chain, by, plan.subject, plan.subject_key).await?;
	let good_until = chain.good_until().await?;
	let mut records = Vec::with_capacity(documents.len());
	let mut manifests = Vec::with_capacity(documents.len());
	let mut calls = Vec::with_capacity(documents.len());
	for document in documents {
		let mut record = RecordId::default();
		UnwrapErr(SysRng).fill_bytes(&mut record.0);
		let sealed = prepare(
			chain,
			(outbox, good_until),
			document,
			(record, 1),
			&plan.custodians,
			plan.threshold,
			&recipients,
		)?;
		let sealing = new_sealing(&sealed);
		records.push(record);
		manifests.push(sealing.manifest);
		calls.push(Call::issue(plan.subject, record, plan.folder, plan.keep, sealing));
	}
	let included = match chain.submit_all(by, calls, Until::Final).await {
		Ok(included) => included,
		Err(error) => return Err(clear(chain, outbox, &manifests, error).await),
	};
	let issued = records.into_iter().zip(included);
	Ok(issued.map(|(record, at)| Issued { record, at }).collect())
}

/// Seals an amended version of a record.
///
/// # Errors
/// As [`issue`].
pub async fn amend(
	chain: &Chain,
	by: &Identity,
	outbox: &Outbox,
	record: RecordId,
	subject_key: PublicKey,
	document: &Document,
) -> Result<Included, CareError> {
	let view = chain.record(record, At::Best).await?.ok_or(CareError::Unavailable(record))?;
	let recipients = recipients(chain, by, view.subject, subject_key).await?;
	let now = view.current;
	let sealed = prepare(
		chain,
		(outbox, chain.good_until().await?),
		document,
		(record, now.version + 1),
		&now.custodians,
		now.threshold,
		&recipients,
	)?;
	let call = Call::amend(record, new_sealing(&sealed));
	match chain.submit(by, call, Until::Final).await {
		Ok(included) => Ok(included),
		Err(error) => Err(clear(chain, outbox, &[sealed.manifest.hash()], error).await),
	}
}

/// After a transaction failed: forgets the deposits of these versions that did not get on chain. If they
/// still may, all are kept.
async fn clear(
	chain: &Chain,
	outbox: &Outbox,
	manifests: &[Hash32],
	error: ChainError,
) -> CareError {
	if !error.is_settled() {
		return CareError::Unsure(error);
	}
	let clear = async {
		for waiting in outbox.waiting()? {
			let manifest = &waiting.deposit.manifest;
			if manifests.contains(&manifest.hash())
				&& !is_on_chain(chain, manifest, At::Best).await?
			{
				waiting.done()?;
			}
		}
		Ok(())
	};
	clear.await.err().unwrap_or(error.into())
}

/// Whether the chain has this version, in force or superseded.
async fn is_on_chain(chain: &Chain, manifest: &Manifest, at: At) -> Result<bool, ChainError> {
	let hash = manifest.hash();
	let has_it = |view: RecordView| {
		view.current.manifest == hash || view.superseded.iter().any(|it| it.manifest == hash)
	};
	Ok(chain.record(manifest.record, at).await?.is_some_and(has_it))
}

/// Whether what waits belongs to a version that is not on chain and can no longer get there.
async fn is_in_vain(chain: &Chain, waiting: &Waiting) -> Result<bool, ChainError> {
	let last = chain.finalised().await?;
	Ok(chain.number(last).await? > waiting.good_until
		&& !is_on_chain(chain, &waiting.deposit.manifest, At::Block(last)).await?)
}

/// Hands over one deposit. A desk may have changed its key or lost its role since the record was
/// sealed; its wrap is left out then.
async fn hand_over(
	chain: &Chain,
	by: &Identity,
	client: &VaultClient,
	deposit: &Deposit,
) -> Result<(), CareError> {
	let result = client.deposit(by, deposit).await;
	let wrong_wrap = matches!(
		&result,
		Err(VaultError::Refused { refusal, .. }) if refusal.error == RefusalKind::WrongWrap
	);
	if wrong_wrap {
		if let Some(fewer) = without_former_desks(chain, by, deposit).await? {
			return Ok(client.deposit(by, &fewer).await?);
		}
	}
	Ok(result?)
}

async fn without_former_desks(
	chain: &Chain,
	by: &Identity,
	deposit: &Deposit,
) -> Result<Option<Deposit>, CareError> {
	let record = deposit.manifest.record;
	let view = chain.record(record, At::Best).await?.ok_or(CareError::Unavailable(record))?;
	let subject = chain.subject(view.subject, At::Best).await?;
	let subject = subject.ok_or(CareError::NoSuchSubject(view.subject))?;
	let needed = [subject.key.hash, by.encryption.public().hash()];
	let desks = desks(chain, At::Best).await?;
	let desks = desks.iter().filter_map(desk_key).map(|key| key.hash()).collect();
	Ok(keep_wraps(deposit, &needed, &desks))
}

/// The deposit with wraps for these only. `None` when none would go, or one that is needed is not
/// there: then something else is wrong.
fn keep_wraps(deposit: &Deposit, needed: &[Hash32], desks: &BTreeSet<Hash32>) -> Option<Deposit> {
	let is_known = |key: &Hash32| needed.contains(key) || desks.contains(key);
	let wraps: Vec<_> = deposit.wraps.iter().filter(|it| is_known(&it.key)).cloned().collect();
	let is_whole = needed.iter().all(|key| wraps.iter().any(|it| it.key == *key));
	let fewer = is_whole && wraps.len() < deposit.wraps.len();
	fewer.then(|| Deposit { wraps, ..deposit.clone() })
}

/// Hands over what waits in the outbox for this chain: of these records, or of all.
///
/// # Errors
/// [`CareError::NotDeposited`] names the custodians that could not take their part yet.
pub async fn deliver(
	chain: &Chain,
	by: &Identity,
	outbox: &Outbox,
	records: Option<&[RecordId]>,
) -> Result<usize, CareError> {
	let mut waiting = outbox.waiting()?;
	waiting.retain(|it| it.deposit.manifest.genesis == chain.genesis());
	if let Some(records) = records {
		waiting.retain(|it| records.contains(&it.deposit.manifest.record));
	}
	// A custodian without a vault is no reason to keep the others waiting.
	let mut clients = BTreeMap::new();
	let mut parts = Vec::with_capacity(waiting.len());
	for part in waiting {
		let client = match clients.entry(part.custodian) {
			Entry::Occupied(client) => client.into_mut(),
			Entry::Vacant(place) => place.insert(vault_of(chain, part.custodian).await),
		};
		let client = client.as_ref().map(VaultClient::clone).map_err(ToString::to_string);
		parts.push((part, client));
	}
	let results: Vec<_> = stream::iter(parts)
		.map(|(waiting, client)| async move {
			let result = match client {
				Ok(client) => {
					let result = hand_over(chain, by, &client, &waiting.deposit).await;
					result.map_err(|error| error.to_string())
				},
				Err(problem) => Err(problem),
			};
			(waiting, result)
		})
		.buffer_unordered(AT_A_TIME)
		.collect()
		.await;
	let mut done = 0;
	let mut left = None;
	for (waiting, result) in results {
		match result {
			Ok(()) => {
				waiting.done()?;
				done += 1;
			},
			Err(_) if is_in_vain(chain, &waiting).await? => waiting.done()?,
			Err(problem) => {
				let record = waiting.deposit.manifest.record;
				let (_, problems) = left.get_or_insert((record, Vec::new()));
				problems.push(problem);
			},
		}
	}
	match left {
		None => Ok(done),
		Some((record, problems)) => {
			Err(CareError::NotDeposited { record, problems: problems.join("; ") })
		},
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::seal::SecretKey;

	#[test]
	fn only_wraps_of_former_desks_are_left_out() {
		let document = Document::from_json(br#"{"resourceType":"Observation"}"#).unwrap();
		let record = RecordId([7; 16]);
		let context = SealingContext { genesis: Hash32::default(), record, version: 1, epoch: 1 };
		let keys = [(); 4].map(|()| SecretKey::generate().public());
		let [subject, own, desk, former] = keys.map(|key| key.hash());
		let sealed = seal(&document, context, &[InstitutionId(3)], 1, &keys).unwrap();
		let Sealed { manifest, ciphertext, wraps } = sealed;
		let deposit = Deposit { manifest, wraps, ciphertext };

		let fewer = keep_wraps(&deposit, &[subject, own], &[desk].into()).unwrap();
		assert_eq!(fewer.wraps.iter().map(|it| it.key).collect::<Vec<_>>(), [subject, own, desk]);
		let all = [desk, former].into();
		assert!(keep_wraps(&deposit, &[subject, own], &all).is_none(), "nothing would go");
		let changed = Hash32([1; 32]);
		assert!(
			keep_wraps(&deposit, &[changed, own], &[desk].into()).is_none(),
			"the subject's key"
		);
	}
}
