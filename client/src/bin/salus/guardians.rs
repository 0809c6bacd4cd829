//! Guardians: who may act for a subject.

use crate::{
	args::Guardian,
	codes::scope_words,
	home::Home,
	output::Output,
	session::{paper, Session},
	time::utc,
};
use anyhow::Context;
use salus_client::{
	care,
	chain::{At, Call, Until},
	vault::now,
};
use salus_primitives::{
	GuardianScope, GuardianView, Hash32, Moment, PublicKey, Quorum, Scope, SubjectId,
};
use serde_json::json;
use std::path::Path;

/// What a guardian hands over.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Card {
	account: Hash32,
	key: PublicKey,
}

fn card(file: &Path) -> anyhow::Result<Card> {
	paper(file, "salus --json whoami")
}

/// One guardian, for people.
pub fn line(it: &GuardianView) -> String {
	let by = if it.appointed { "appointed" } else { "attested" };
	let suspended = if it.suspended { ", suspended" } else { "" };
	let (scope, until) = (scope_words(it.scope), utc(it.until));
	format!("guardian {}: {scope}, {by}, until {until}{suspended}", it.account)
}

/// Guardians.
pub async fn run(home: &Home, output: &Output, command: Guardian) -> anyhow::Result<()> {
	let of = |guardian: Hash32| json!({ "guardian": guardian });
	match command {
		Guardian::Appoint { card: file, scope, until, subject } => {
			let card = card(&file)?;
			let session = Session::open(home, output).await?;
			let (subject, until) = (session.subject(subject)?, until.from(now()));
			appoint(&session, subject, &card, scope, until).await
		},
		Guardian::Share { card: file, subject } => {
			let card = card(&file)?;
			let session = Session::open(home, output).await?;
			let subject = session.subject(subject)?;
			let records = share(&session, subject, &card).await?;
			let text = format!("guardian {} can open {records} records", card.account);
			output.say(text, json!({ "guardian": card.account, "records": records }));
			Ok(())
		},
		Guardian::Attest { subject, guardian, scope, until } => {
			let until = until.from(now());
			let session = Session::open(home, output).await?;
			let call = Call::attest_guardian(subject, guardian, scope, until);
			session.send_final(call, "attested", of(guardian)).await?;
			let view = session.chain.subject(subject, At::Best).await?;
			let is_effective = view.is_some_and(|view| {
				let same = |it: &&GuardianView| (it.account, it.until) == (guardian, until);
				view.guardians.iter().any(|it| same(&it) && it.scope == scope)
			});
			let text = match is_effective {
				true => "the account is a guardian now",
				false => "a second institution has to attest the same within 7 days",
			};
			output.say(text, json!({ "guardian": guardian, "effective": is_effective }));
			Ok(())
		},
		Guardian::Remove { guardian, subject } => {
			let session = Session::open(home, output).await?;
			let subject = session.subject(subject)?;
			let guardian = match guardian {
				Some(guardian) => guardian,
				None => session.identity()?.account(),
			};
			let text = format!("account {guardian} is no guardian any more");
			session.send(Call::remove_guardian(subject, guardian), text, of(guardian)).await
		},
		Guardian::Suspend { subject, guardian } => {
			let session = Session::open(home, output).await?;
			let call = Call::suspend_guardian(subject, guardian);
			session.send(call, format!("guardian {guardian} is stopped"), of(guardian)).await
		},
		Guardian::Reinstate { subject, guardian } => {
			let session = Session::open(home, output).await?;
			let call = Call::reinstate_guardian(subject, guardian);
			let text = format!("guardian {guardian} may act again");
			session.send_final(call, text, of(guardian)).await
		},
		Guardian::Quorum { quorum, subject } => {
			let session = Session::open(home, output).await?;
			let subject = session.subject(subject)?;
			let text = match quorum {
				Quorum::Any => "any one guardian may widen access",
				Quorum::All => "all guardians have to agree on what widens access",
			};
			let value = json!({ "subject": subject, "quorum": quorum });
			session.send(Call::set_quorum(subject, quorum), text, value).await
		},
		Guardian::List { subject } => {
			let session = Session::open(home, output).await?;
			list(&session, session.subject(subject)?).await
		},
	}
}

async fn appoint(
	session: &Session<'_>,
	subject: SubjectId,
	card: &Card,
	scope: GuardianScope,
	until: Moment,
) -> anyhow::Result<()> {
	let call = Call::appoint_guardian(subject, card.account, scope, until);
	// Vaults look at the last final block before they let a guardian have anything.
	let at = session.chain.submit(&session.identity()?, call, Until::Final).await?;
	let mut records = 0;
	if scope.has(GuardianScope::VIEW) {
		records = share(session, subject, card).await.context(
			"the guardian is appointed, but cannot open everything yet; run `salus guardian share`",
		)?;
	}
	session.output.done(
		format!(
			"guardian {} may {} until {}, and can open {records} records",
			card.account,
			scope_words(scope),
			utc(until)
		),
		at,
		json!({ "guardian": card.account, "scope": scope, "until": until, "records": records }),
	);
	Ok(())
}

/// Hands parts of all records to a guardian. Returns of how many.
async fn share(session: &Session<'_>, subject: SubjectId, card: &Card) -> anyhow::Result<usize> {
	let identity = session.identity()?;
	let everything = Scope::Everything { future: false };
	let records = care::records_in(&session.chain, subject, &everything).await?;
	for record in &records {
		care::share_with_guardian(&session.chain, &identity, *record, card.account, &card.key)
			.await?;
	}
	Ok(records.len())
}

async fn list(session: &Session<'_>, subject: SubjectId) -> anyhow::Result<()> {
	let view = session.chain.subject(subject, At::Best).await?;
	let view = view.with_context(|| format!("the chain knows no subject {subject}"))?;
	if view.guardians.is_empty() {
		session.output.say("nobody may act for this subject", json!({ "guardians": [] }));
		return Ok(());
	}
	let lines: Vec<_> = view.guardians.iter().map(line).collect();
	let value = json!({ "guardians": view.guardians, "quorum": view.quorum });
	session.output.say(lines.join("\n"), value);
	Ok(())
}
