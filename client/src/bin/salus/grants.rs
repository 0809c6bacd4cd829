//! Grants: give, narrow, revoke, list.

use crate::{
	args::{Give, Grant, Narrow},
	home::Home,
	output::Output,
	session::Session,
	terms::{self, ensure_free, opening},
};
use anyhow::Context;
use salus_client::{
	care::{self, Given},
	chain::{At, Call},
};
use salus_primitives::{GrantId, Purposes, SubjectId};
use serde_json::json;

/// Most grants that one call revokes.
const MOST: usize = 32;
/// What to do when the grant stands and its grantee cannot open yet.
const SHARE: &str =
	"the grant stands, but its grantee cannot open all of it yet; run `salus grant \
                     share` as the subject";

/// Grants.
pub async fn run(home: &Home, output: &Output, command: Grant) -> anyhow::Result<()> {
	match command {
		Grant::Give(args) => give(home, output, args).await,
		Grant::Narrow(args) => narrow(home, output, args).await,
		Grant::Agree { paper, narrows, who } => {
			let opening = opening(&paper)?;
			let session = Session::open(home, output).await?;
			let (subject, identity) = (session.subject(who.subject)?, session.identity()?);
			let at =
				care::agree_to_grant(&session.chain, &identity, subject, &opening, narrows).await?;
			let text = format!("granted {} to {}", opening.grant, terms::words(&opening.terms));
			output.done(text, at, json!({ "grant": opening.grant }));
			Ok(())
		},
		Grant::Share { paper, who } => {
			let opening = opening(&paper)?;
			let session = Session::open(home, output).await?;
			let subject = session.subject(who.subject)?;
			let (records, wraps) = terms::share(&session, subject, &opening.terms).await?;
			let text = format!("handed on: {} records, {wraps} wraps", records.len());
			let value = json!({ "grant": opening.grant, "records": records, "wraps": wraps });
			output.say(text, value);
			Ok(())
		},
		Grant::Revoke { grants, all, who } => {
			anyhow::ensure!(
				grants.len() <= MOST,
				"{} grants are too many; name at most {MOST} at a time, or --all",
				grants.len()
			);
			let session = Session::open(home, output).await?;
			let subject = session.subject(who.subject)?;
			revoke(&session, subject, grants, all).await
		},
		Grant::List { who } => {
			let session = Session::open(home, output).await?;
			let subject = session.subject(who.subject)?;
			let grants = session.chain.grants(subject, At::Best).await?;
			let now = session.chain.moment(At::Best).await?;
			let lines: Vec<_> = grants.iter().map(|it| terms::line(it, now)).collect();
			output.say(lines.join("\n"), json!({ "subject": subject, "grants": grants }));
			Ok(())
		},
		Grant::Show { grant, who } => {
			let session = Session::open(home, output).await?;
			let view = session.chain.grant(session.subject(who.subject)?, grant, At::Best).await?;
			let text = match &view {
				Some(view) => serde_json::to_string_pretty(view)?,
				None => format!("the chain knows no grant {grant} of this subject"),
			};
			output.say(text, json!({ "grant": view }));
			Ok(())
		},
	}
}

async fn give(home: &Home, output: &Output, args: Give) -> anyhow::Result<()> {
	ensure_free(&args.out)?;
	let session = Session::open(home, output).await?;
	let (identity, subject) = (session.identity()?, session.subject(args.who.subject)?);
	let terms = terms::terms(&session, args.to, args.terms).await?;
	// A grantee without a key could never open anything: asked for before the grant is given.
	care::key_of(&session.chain, args.to).await?;
	let Given { opening, at } = care::grant(&session.chain, &identity, subject, terms).await?;
	let grant = opening.grant;
	terms::write(&args.out, &opening)?;
	if !at.took_effect {
		output.done("", at, json!({ "grant": grant }));
		return Ok(());
	}
	let (records, wraps) = terms::share(&session, subject, &opening.terms).await.context(SHARE)?;
	output.done(
		format!(
			"granted {grant} to institution {}: {} records, {wraps} wraps",
			args.to,
			records.len()
		),
		at,
		json!({ "grant": grant, "records": records, "wraps": wraps }),
	);
	Ok(())
}

async fn narrow(home: &Home, output: &Output, args: Narrow) -> anyhow::Result<()> {
	let old = opening(&args.paper)?;
	ensure_free(&args.out)?;
	let mut terms = old.terms.clone();
	if !args.records.is_empty() {
		terms.scope = terms::these(args.records)?;
	}
	if !args.purpose.is_empty() {
		terms.purposes = Purposes::of(&args.purpose);
	}
	let session = Session::open(home, output).await?;
	if let Some(until) = args.until {
		terms.until = until.from(session.chain.moment(At::Best).await?);
	}
	anyhow::ensure!(terms != old.terms, "nothing to narrow: name --purpose, --records or --until");
	let (identity, subject) = (session.identity()?, session.subject(args.who.subject)?);
	let Given { opening, at } =
		care::narrow(&session.chain, &identity, subject, &old, terms).await?;
	terms::write(&args.out, &opening)?;
	output.done(
		format!(
			"{} takes the place of {}: {}",
			opening.grant,
			old.grant,
			terms::words(&opening.terms)
		),
		at,
		json!({ "grant": opening.grant, "revoked": old.grant }),
	);
	Ok(())
}

async fn revoke(
	session: &Session<'_>,
	subject: SubjectId,
	grants: Vec<GrantId>,
	all: bool,
) -> anyhow::Result<()> {
	match (&grants[..], all) {
		(_, true) => {
			let value = json!({ "subject": subject, "all": true });
			session.send(Call::revoke_all(subject), "revoked every grant", value).await
		},
		([grant], _) => {
			let call = Call::revoke(subject, *grant);
			session.send(call, format!("revoked {grant}"), json!({ "grant": grant })).await
		},
		_ => {
			let (text, value) =
				(format!("revoked {} grants", grants.len()), json!({ "grants": grants }));
			session.send(Call::revoke_many(subject, grants), text, value).await
		},
	}
}
