//! The terms of grants: from the command line, from papers, and in words.

use crate::{
	args::TermsArgs,
	session::{paper, Session},
	time::{span, utc},
};
use anyhow::Context;
use salus_client::{care, chain::At, identity::write_private, vault::now};
use salus_primitives::{
	Actions, GrantView, InstitutionId, Moment, Obligations, Opening, Purposes, RecordId, Scope,
	SubjectId, Terms, MAX_SCOPE_RECORDS, PURPOSES,
};
use std::path::Path;

/// Reads what `salus grant give`, `grant narrow` or `request make` wrote.
pub fn opening(file: &Path) -> anyhow::Result<Opening> {
	paper(file, "salus grant give")
}

/// Fails if there is a file already: before anything is given.
pub fn ensure_free(out: &Path) -> anyhow::Result<()> {
	anyhow::ensure!(!out.exists(), "{} exists already; name another --out", out.display());
	Ok(())
}

/// Writes the paper of a grant. Whoever reads it learns the terms.
pub fn write(out: &Path, opening: &Opening) -> anyhow::Result<()> {
	write_private(out, &serde_json::to_vec_pretty(opening)?)
		.with_context(|| format!("cannot write {}", out.display()))
}

/// The scope of records named one by one.
pub fn these(records: Vec<RecordId>) -> anyhow::Result<Scope> {
	anyhow::ensure!(
		records.len() <= MAX_SCOPE_RECORDS,
		"a grant names at most {MAX_SCOPE_RECORDS} records; name none to grant all"
	);
	Ok(Scope::Records(records))
}

/// The terms that the command line asks for, within what the policy allows.
pub async fn terms(
	session: &Session<'_>,
	grantee: InstitutionId,
	args: TermsArgs,
) -> anyhow::Result<Terms> {
	let scope = match (args.records, args.folder) {
		(records, _) if !records.is_empty() => these(records)?,
		(_, Some(folder)) => Scope::Folder { folder, future: args.future },
		_ => Scope::Everything { future: args.future },
	};
	let longest = session.chain.policy(At::Best).await?.consent.grant_at_most;
	// By the slower clock: a grant begins by the chain's, and ends by whichever is later.
	let from = session.chain.moment(At::Best).await?.min(now());
	let until = args.until.from(from);
	anyhow::ensure!(until > from, "{} is over; name a later end", utc(until));
	anyhow::ensure!(until - from <= longest, "a grant lasts at most {}", span(longest));
	Ok(Terms {
		grantee,
		scope,
		purposes: Purposes::of(&args.purpose),
		actions: Actions::of(&args.action),
		from,
		until,
		basis: args.basis,
		obligations: Obligations {
			erase_by: args.erase_by.map(|it| it.from(from)),
			reads: args.reads,
		},
	})
}

/// Hands the parts of a grant's records to its grantee. Returns the records and how many custodians
/// hold a part in all.
pub async fn share(
	session: &Session<'_>,
	subject: SubjectId,
	terms: &Terms,
) -> anyhow::Result<(Vec<RecordId>, usize)> {
	let identity = session.identity()?;
	let key = care::key_of(&session.chain, terms.grantee).await?;
	let records = care::records_in(&session.chain, subject, &terms.scope).await?;
	let mut wraps = 0;
	for record in &records {
		wraps += care::share_with(&session.chain, &identity, *record, &key).await?.len();
	}
	Ok((records, wraps))
}

/// Purposes by their codes.
pub fn codes(purposes: Purposes) -> String {
	let named = PURPOSES.into_iter().filter(|it| purposes.contains(*it)).map(|it| it.code());
	named.collect::<Vec<_>>().join(", ")
}

/// Terms in one line.
pub fn words(terms: &Terms) -> String {
	let later = |future: bool| if future { ", later ones too" } else { "" };
	let scope = match &terms.scope {
		Scope::Everything { future } => format!("all records{}", later(*future)),
		Scope::Folder { folder, future } => format!("folder {folder}{}", later(*future)),
		Scope::Records(records) => format!("{} records", records.len()),
	};
	let reads = terms.obligations.reads.map(|it| format!(", {it} reads at most"));
	let erase = terms.obligations.erase_by.map(|it| format!(", copies erased by {}", utc(it)));
	format!(
		"institution {}: {scope}, for {}, until {}{}{}",
		terms.grantee,
		codes(terms.purposes),
		utc(terms.until),
		reads.unwrap_or_default(),
		erase.unwrap_or_default()
	)
}

/// A grant as the chain knows it, in one line.
pub fn line(grant: &GrantView, now: Moment) -> String {
	let state = match grant.revoked {
		Some(at) => format!("revoked at {}", utc(at)),
		None if grant.until <= now => format!("ended at {}", utc(grant.until)),
		None => format!("until {}", utc(grant.until)),
	};
	format!("{}  {state}", grant.id)
}
