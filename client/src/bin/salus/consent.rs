//! Grants: give, revoke, show.

use crate::{
	args::{Give, Grant},
	home::Home,
	output::Output,
};
use anyhow::Context;
use salus_client::{
	care,
	chain::{At, Call, Until},
	identity::write_private,
	vault::now,
};
use salus_primitives::{
	Action, Actions, LawfulBasis, Obligations, Purposes, Scope, Terms, MAX_SCOPE_RECORDS,
};
use serde_json::json;

const HOUR: u64 = 60 * 60 * 1000;

/// Grants.
pub async fn run(home: &Home, output: &Output, command: Grant) -> anyhow::Result<()> {
	match command {
		Grant::Give(args) => give(home, output, args).await,
		Grant::Revoke { grant } => {
			let chain = home.chain().await?;
			let call = Call::revoke(grant);
			let at = chain.submit(&home.identity()?, call, Until::InBlock).await?;
			output.done(format!("revoked {grant}"), at, json!({ "grant": grant }));
			Ok(())
		},
		Grant::Show { grant } => {
			let view = home.chain().await?.grant(grant, At::Best).await?;
			let text = match &view {
				Some(view) => serde_json::to_string_pretty(view)?,
				None => format!("the chain knows no grant {grant}"),
			};
			output.say(text, json!({ "grant": view }));
			Ok(())
		},
	}
}

async fn give(home: &Home, output: &Output, args: Give) -> anyhow::Result<()> {
	let (chain, identity, subject) = (home.chain().await?, home.identity()?, home.subject()?);
	anyhow::ensure!(!args.out.exists(), "{} exists already", args.out.display());
	anyhow::ensure!(args.hours <= 366 * 24, "a grant lasts at most 8784 hours (366 days)");
	anyhow::ensure!(
		args.records.len() <= MAX_SCOPE_RECORDS,
		"a grant names at most {MAX_SCOPE_RECORDS} records; name none to grant all"
	);
	let key = care::key_of(&chain, args.to).await?;
	let (scope, records) = if args.records.is_empty() {
		(Scope::Everything { future: false }, chain.records_of(subject, At::Best).await?)
	} else {
		(Scope::Records(args.records.clone()), args.records)
	};
	let from = chain.moment(At::Best).await?.min(now());
	let terms = Terms {
		grantee: args.to,
		scope,
		purposes: Purposes::of(&args.purpose),
		actions: Actions::of(&[Action::Access]),
		from,
		until: from.saturating_add(args.hours.saturating_mul(HOUR)),
		basis: LawfulBasis::Consent,
		obligations: Obligations::default(),
	};
	let given = care::grant(&chain, &identity, subject, terms).await?;
	let grant = given.opening.grant;
	write_private(&args.out, &serde_json::to_vec_pretty(&given.opening)?)
		.with_context(|| format!("cannot write {}", args.out.display()))?;
	let mut wraps = 0;
	for record in &records {
		wraps += care::share_with(&chain, &identity, *record, &key).await?.len();
	}
	output.done(
		format!(
			"granted {grant} to institution {}: {} records, {wraps} wraps",
			args.to,
			records.len()
		),
		given.at,
		json!({ "grant": grant, "records": records, "wraps": wraps }),
	);
	Ok(())
}
