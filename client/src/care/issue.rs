//! Issuing and amending: seal, put on chain, hand over to the custodians.

use super::{outbox::Waiting, vault_of, CareError, Outbox};
use crate::{
	chain::{At, Call, Chain, Included, NewSealing, Until},
	document::Document,
	identity::Identity,
	seal::{seal, Sealed, SealingContext},
	vault::Deposit,
};
use futures::{stream, StreamExt};
use rand::{rand_core::UnwrapErr, rngs::SysRng, Rng};
use salus_primitives::{FolderId, InstitutionId, LawfulBasis, PublicKey, RecordId, SubjectId};
use std::collections::{btree_map::Entry, BTreeMap};

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

/// The sealer's own key and the subject's, as the chain knows them.
async fn recipients(
	chain: &Chain,
	by: &Identity,
	subject: SubjectId,
	subject_key: PublicKey,
) -> Result<[PublicKey; 2], CareError> {
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
	Ok([subject_key, own])
}

/// Seals a version for its recipients and keeps the deposits in the outbox.
fn prepare(
	chain: &Chain,
	outbox: &Outbox,
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
		outbox.keep(share.holder, &deposit)?;
	}
	Ok(sealed)
}

/// Issues documents as records of one subject. They are final on chain when this returns, and their
/// parts wait in the outbox for [`deliver`].
///
/// # Errors
/// An error leaves nothing behind but what got on chain, whose parts stay in the outbox.
pub async fn issue(
	chain: &Chain,
	by: &Identity,
	outbox: &Outbox,
	plan: &Plan,
	documents: &[Document],
) -> Result<Vec<Issued>, CareError> {
	let recipients = recipients(chain, by, plan.subject, plan.subject_key).await?;
	let mut records = Vec::with_capacity(documents.len());
	let mut calls = Vec::with_capacity(documents.len());
	for document in documents {
		let mut record = RecordId::default();
		UnwrapErr(SysRng).fill_bytes(&mut record.0);
		let sealed = prepare(
			chain,
			outbox,
			document,
			(record, 1),
			&plan.custodians,
			plan.threshold,
			&recipients,
		)?;
		records.push(record);
		let sealing = new_sealing(&sealed);
		calls.push(Call::issue(plan.subject, record, plan.folder, plan.keep, sealing));
	}
	let included = match chain.submit_all(by, calls, Until::Final).await {
		Ok(included) => included,
		Err(error) => {
			forget_what_is_not_on_chain(chain, outbox, &records).await?;
			return Err(error.into());
		},
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
		outbox,
		document,
		(record, now.version + 1),
		&now.custodians,
		now.threshold,
		&recipients,
	)?;
	let call = Call::amend(record, new_sealing(&sealed));
	let included = match chain.submit(by, call, Until::Final).await {
		Ok(included) => included,
		Err(error) => {
			for waiting in outbox.waiting()? {
				if waiting.deposit.manifest == sealed.manifest {
					waiting.done()?;
				}
			}
			return Err(error.into());
		},
	};
	Ok(included)
}

async fn forget_what_is_not_on_chain(
	chain: &Chain,
	outbox: &Outbox,
	records: &[RecordId],
) -> Result<(), CareError> {
	for record in records {
		if chain.record(*record, At::Best).await?.is_none() {
			outbox.forget(*record)?;
		}
	}
	Ok(())
}

/// Hands over what waits in the outbox: of these records, or of all.
///
/// # Errors
/// [`CareError::NotDeposited`] names the custodians that could not take their part yet.
pub async fn deliver(
	chain: &Chain,
	by: &Identity,
	outbox: &Outbox,
	records: Option<&[RecordId]>,
) -> Result<usize, CareError> {
	let mut clients = BTreeMap::new();
	let mut waiting = outbox.waiting()?;
	if let Some(records) = records {
		waiting.retain(|it| records.contains(&it.deposit.manifest.record));
	}
	for Waiting { custodian, .. } in &waiting {
		if let Entry::Vacant(client) = clients.entry(*custodian) {
			client.insert(vault_of(chain, *custodian).await?);
		}
	}
	let results: Vec<_> = stream::iter(waiting)
		.map(|waiting| {
			let client = clients.get(&waiting.custodian).cloned();
			async move {
				let Some(client) = client else {
					return (waiting, None);
				};
				let result = client.deposit(by, &waiting.deposit).await;
				(waiting, Some(result))
			}
		})
		.buffer_unordered(AT_A_TIME)
		.collect()
		.await;
	let mut done = 0;
	let mut left = None;
	for (waiting, result) in results {
		match result {
			Some(Ok(())) => {
				waiting.done()?;
				done += 1;
			},
			Some(Err(error)) => {
				let record = waiting.deposit.manifest.record;
				let (_, problems) = left.get_or_insert((record, Vec::new()));
				problems.push(error.to_string());
			},
			None => {},
		}
	}
	match left {
		None => Ok(done),
		Some((record, problems)) => {
			Err(CareError::NotDeposited { record, problems: problems.join("; ") })
		},
	}
}
