//! What a subject sees of accesses, and what recipients see of erasures.

use super::Answer;
use crate::vault::{cut_off, Vault};
use codec::Encode;
use salus_client::{
	chain::{At, ChainError},
	vault::{now, RefusalKind},
};
use salus_primitives::{Hash32, InstitutionId, RecordId};

/// The log of accesses to a record, for its subject while there is such a record.
pub async fn log(vault: &Vault, account: Hash32, record: RecordId) -> Result<Answer, RefusalKind> {
	let finalised = At::Block(vault.ledger.finalised().await.map_err(cut_off)?);
	let is_subject = |at| async move {
		let Some(record) = vault.ledger.record(record, at).await? else {
			return Ok(false);
		};
		let subject = vault.ledger.subject(record.subject, at).await?;
		Ok::<_, ChainError>(subject.is_some_and(|subject| subject.account == account))
	};
	let both = futures::try_join!(is_subject(At::Best), is_subject(finalised));
	match both.map_err(cut_off)? {
		(true, true) => {
			let entries = vault.store.run(move |tables| tables.entries(record)).await?;
			Ok(Answer::new(entries.encode()))
		},
		_ => Err(RefusalKind::Unavailable),
	}
}

/// The institution that an account acts for, before and after what is not final yet.
async fn institution(vault: &Vault, account: Hash32) -> Result<InstitutionId, RefusalKind> {
	let ledger = &vault.ledger;
	let finalised = At::Block(ledger.finalised().await.map_err(cut_off)?);
	let both = futures::try_join!(
		ledger.institution_of(account, At::Best),
		ledger.institution_of(account, finalised),
	);
	match both.map_err(cut_off)? {
		(Some(best), Some(last_final)) if best == last_final => Ok(best),
		_ => Err(RefusalKind::Unavailable),
	}
}

/// Notices that wait for the institution of the account.
pub async fn notices(vault: &Vault, account: Hash32) -> Result<Answer, RefusalKind> {
	let to = institution(vault, account).await?;
	let notices = vault.store.run(move |tables| tables.notices(to)).await?;
	Ok(Answer::new(notices.encode()))
}

/// Acknowledges a notice, once.
pub async fn acknowledge(
	vault: &Vault,
	account: Hash32,
	notice: u64,
) -> Result<Answer, RefusalKind> {
	let by = institution(vault, account).await?;
	match vault.store.run(move |tables| tables.acknowledge(by, notice, now())).await? {
		true => Ok(Answer::empty()),
		false => Err(RefusalKind::Unavailable),
	}
}
