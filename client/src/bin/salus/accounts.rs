//! A new identity for a subject: by its own will, or after the old one is lost.

use crate::{
	args::Recovery,
	home::Home,
	output::Output,
	session::{paper, Session},
};
use anyhow::Context;
use salus_client::{
	care::{self, Takeover},
	chain::{At, Call},
};
use salus_primitives::SubjectId;
use serde_json::json;
use std::path::Path;

/// Reads what a new identity handed over.
pub fn takeover(file: &Path) -> anyhow::Result<Takeover> {
	paper(file, "salus subject take-over")
}

/// With the new identity: agrees.
pub async fn take_over(session: &Session<'_>, subject: SubjectId) -> anyhow::Result<()> {
	let paper = care::take_over(&session.chain, &session.identity()?, subject).await?;
	session.home.add_subject(subject)?;
	println!("{}", serde_json::to_string(&paper)?);
	Ok(())
}

/// With the old one: hands over.
pub async fn rotate(session: &Session<'_>, paper: &Takeover) -> anyhow::Result<()> {
	let (records, at) = care::rotate(&session.chain, &session.identity()?, paper).await?;
	session.home.forget_subject(paper.subject)?;
	session.output.done(
		format!("account {} controls the subject, {} records", paper.account, records.len()),
		at,
		json!({ "subject": paper.subject, "account": paper.account, "records": records }),
	);
	Ok(())
}

/// As a provider: seals for the new identity from now on, if the chain knows its key.
pub async fn note_key(session: &Session<'_>, paper: &Takeover) -> anyhow::Result<()> {
	let Takeover { subject, key, .. } = *paper;
	let view = session.chain.subject(subject, At::Best).await?;
	let view = view.with_context(|| format!("the chain knows no subject {subject}"))?;
	anyhow::ensure!(
		view.key.hash == key.hash(),
		"the chain knows another key of subject {subject}; wait until the new identity controls it"
	);
	session.home.replace_patient(subject, key)?;
	let text = format!("records of {subject} are sealed for its new key from now on");
	session.output.say(text, json!({ "subject": subject, "key": key }));
	Ok(())
}

/// Recovery.
pub async fn recovery(home: &Home, output: &Output, command: Recovery) -> anyhow::Result<()> {
	let session = || Session::open(home, output);
	let of = |subject: SubjectId| json!({ "subject": subject });
	match command {
		Recovery::Start { file } => {
			let paper = takeover(&file)?;
			let session = session().await?;
			let at = care::start_recovery(&session.chain, &session.identity()?, &paper).await?;
			let text = "the recovery is started; a second institution has to confirm it";
			output.done(text, at, of(paper.subject));
			Ok(())
		},
		Recovery::Confirm { file } => {
			let Takeover { subject, account, .. } = takeover(&file)?;
			let text = "the recovery is confirmed; the old account may veto it for some time";
			session().await?.send(Call::confirm_recovery(subject, account), text, of(subject)).await
		},
		Recovery::Veto { subject } => {
			let session = session().await?;
			let subject = session.subject(subject)?;
			let text = "the recovery is vetoed; the account stays";
			session.send(Call::veto_recovery(subject), text, of(subject)).await
		},
		Recovery::Finish { subject } => {
			let session = session().await?;
			let subject = session.subject(subject)?;
			let text = "the new account controls the subject";
			session.send_final(Call::finish_recovery(subject), text, of(subject)).await
		},
	}
}
