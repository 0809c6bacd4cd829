//! Identities, institutions, subjects.

use crate::{
	accounts,
	args::{Institution, Subject},
	guardians,
	home::Home,
	output::{printable, Output},
	plans,
	session::{paper, Session},
	time::utc,
};
use anyhow::Context;
use salus_client::{
	care::{self, Enrolment},
	chain::{At, Call},
	identity::Identity,
};
use salus_primitives::{InstitutionId, InstitutionView, SubjectId};
use serde_json::json;

/// Makes an identity.
pub fn init(home: &Home, output: &Output, dev: Option<&str>) -> anyhow::Result<()> {
	let identity = match dev {
		Some(uri) => Identity::from_uri(uri)?,
		None => Identity::generate(),
	};
	identity.save(&home.identity_file())?;
	whoami(home, output)
}

/// Says whose home it is.
pub fn whoami(home: &Home, output: &Output) -> anyhow::Result<()> {
	let identity = home.identity()?;
	let (account, key) = (identity.account(), identity.encryption.public());
	output.say(
		format!("account {account}, encryption key 0x{}", hex::encode(key.bytes())),
		json!({ "account": account, "key": key }),
	);
	Ok(())
}

/// Institutions.
pub async fn institution(home: &Home, output: &Output, command: Institution) -> anyhow::Result<()> {
	let session = Session::open(home, output).await?;
	let of = |institution: InstitutionId| json!({ "institution": institution });
	match command {
		Institution::AddKey => {
			match care::register_key(&session.chain, &session.identity()?).await? {
				Some(at) => output.done("the encryption key is registered", at, json!({})),
				None => output.say("the encryption key was registered before", json!({})),
			}
			Ok(())
		},
		Institution::List => list(&session).await,
		Institution::Bond => session.send(Call::bond(), "bonded", json!({})).await,
		Institution::Unbond => session.send(Call::unbond(), "the bond is free", json!({})).await,
		Institution::SetEndpoint { endpoint } => {
			let text = format!("the vault answers at {endpoint}");
			let value = json!({ "endpoint": endpoint });
			session.send(Call::set_endpoint(&endpoint), text, value).await
		},
		Institution::Suspend { institution } => {
			let call = Call::suspend_institution(institution);
			let text = format!("institution {institution} may not act any more");
			session.send(call, text, of(institution)).await
		},
		Institution::Reinstate { institution } => {
			let call = Call::reinstate_institution(institution);
			let text = format!("institution {institution} may act again");
			session.send(call, text, of(institution)).await
		},
	}
}

async fn list(session: &Session<'_>) -> anyhow::Result<()> {
	for id in session.chain.institutions(At::Best).await? {
		let Some(it) = session.chain.institution(id, At::Best).await? else {
			continue;
		};
		session.output.say(line(&it), serde_json::to_value(&it)?);
	}
	Ok(())
}

/// An institution in a line. Where it answers is its own word, or the node's.
fn line(it: &InstitutionView) -> String {
	let standing = match (it.in_good_standing, it.suspended, it.suspended_until) {
		(true, ..) => "in good standing".into(),
		(false, true, Some(until)) => format!("suspended until {}", utc(until)),
		(false, true, None) => "suspended".into(),
		(false, false, _) => "may not act".into(),
	};
	let endpoint = it.endpoint.as_deref().map(printable).unwrap_or_default();
	format!("{:>4}  {}  {standing}  {endpoint}", it.id, it.account)
}

/// Subjects. Papers are read before the node is asked.
pub async fn subject(home: &Home, output: &Output, command: Subject) -> anyhow::Result<()> {
	let session = || Session::open(home, output);
	match command {
		Subject::Agree { provider } => {
			let session = session().await?;
			let genesis = session.chain.genesis();
			let enrolment = care::agree(&session.identity()?, &genesis, provider);
			home.add_subject(enrolment.subject)?;
			println!("{}", serde_json::to_string(&enrolment)?);
			Ok(())
		},
		Subject::Enrol { file } => {
			let enrolment: Enrolment = paper(&file, "salus subject agree")?;
			let session = session().await?;
			let at = care::enrol(&session.chain, &session.identity()?, &enrolment).await?;
			home.add_patient(enrolment.subject, enrolment.key)?;
			let subject = enrolment.subject;
			output.done(format!("enrolled subject {subject}"), at, json!({ "subject": subject }));
			Ok(())
		},
		Subject::Records { subject } => {
			let session = session().await?;
			let subject = session.subject(subject)?;
			let records = session.chain.records_of(subject, At::Best).await?;
			let lines: Vec<_> = records.iter().map(|record| record.to_string()).collect();
			output.say(lines.join("\n"), json!({ "subject": subject, "records": records }));
			Ok(())
		},
		Subject::Show { subject } => {
			let session = session().await?;
			show(&session, session.subject(subject)?).await
		},
		Subject::TakeOver { subject } => accounts::take_over(&session().await?, subject).await,
		Subject::Rotate { file } => {
			let paper = accounts::takeover(&file)?;
			accounts::rotate(&session().await?, &paper).await
		},
		Subject::NoteKey { file } => {
			let paper = accounts::takeover(&file)?;
			accounts::note_key(&session().await?, &paper).await
		},
		Subject::DeletionPlan { subject } => {
			let session = session().await?;
			plans::show(&session, session.subject(subject)?).await
		},
		Subject::TopUp { subject } => {
			let text = format!("subject {subject} has all its free calls again");
			session().await?.send(Call::top_up(subject), text, json!({ "subject": subject })).await
		},
		Subject::Close { subject } => {
			let session = session().await?;
			let subject = session.subject(subject)?;
			let text = format!("the chain knows no subject {subject} any more");
			session.send(Call::close(subject), text, json!({ "subject": subject })).await?;
			home.forget_subject(subject)
		},
	}
}

async fn show(session: &Session<'_>, subject: SubjectId) -> anyhow::Result<()> {
	let view = session.chain.subject(subject, At::Best).await?;
	let view = view.with_context(|| format!("the chain knows no subject {subject}"))?;
	let mut lines = vec![
		format!("subject {subject}, controlled by account {}", view.account),
		format!("enrolled by institution {}, {} free grants left", view.provider, view.allowance),
	];
	if let Some(due) = view.recovery_due {
		lines.push(format!("a recovery takes effect at {}, unless it is vetoed", utc(due)));
	}
	lines.extend(view.guardians.iter().map(guardians::line));
	session.output.say(lines.join("\n"), serde_json::to_value(&view)?);
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::{Hash32, Jurisdiction, Roles};

	#[test]
	fn an_endpoint_is_shown_in_one_line_and_steers_no_terminal() {
		let mut it = InstitutionView {
			id: InstitutionId(7),
			account: Hash32([8; 32]),
			roles: Roles(1),
			in_good_standing: true,
			accredited_until: u64::MAX,
			suspended: false,
			suspended_until: None,
			control_group: 8,
			country: *b"DE",
			jurisdiction: Jurisdiction::Eu,
			bond: 0,
			key: None,
			receipt_key: None,
			endpoint: Some("https://vault.example".into()),
		};
		assert!(line(&it).ends_with("in good standing  https://vault.example"), "{}", line(&it));
		it.endpoint = Some("https://a\x1b[2J\u{9b}\n   8  forged".into());
		assert!(!line(&it).contains(char::is_control), "{}", line(&it));
		assert!(
			line(&it).ends_with("https://a\\u001b[2J\\u009b\\u000a   8  forged"),
			"{}",
			line(&it)
		);
	}
}
