//! Identities, institutions, subjects.

use crate::{
	args::{Institution, Subject},
	home::Home,
	output::Output,
};
use anyhow::Context;
use salus_client::{
	care::{self, Enrolment},
	chain::At,
	identity::Identity,
};
use serde_json::json;
use std::{fs, io::Read, path::Path};

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
		format!("account {account}, encryption key {}", key.hash()),
		json!({ "account": account, "key": key }),
	);
	Ok(())
}

/// Institutions.
pub async fn institution(home: &Home, output: &Output, command: Institution) -> anyhow::Result<()> {
	let chain = home.chain().await?;
	match command {
		Institution::AddKey => match care::register_key(&chain, &home.identity()?).await? {
			Some(at) => output.done("the encryption key is registered", at, json!({})),
			None => output.say("the encryption key was registered before", json!({})),
		},
		Institution::List => {
			for id in chain.institutions(At::Best).await? {
				let Some(it) = chain.institution(id, At::Best).await? else {
					continue;
				};
				let standing = if it.in_good_standing { "in good standing" } else { "may not act" };
				let endpoint = it.endpoint.clone().unwrap_or_default();
				output.say(
					format!("{id:>4}  {}  {standing}  {endpoint}", it.account),
					serde_json::to_value(&it)?,
				);
			}
		},
	}
	Ok(())
}

fn read_enrolment(file: &Path) -> anyhow::Result<Enrolment> {
	let mut text = String::new();
	if file == Path::new("-") {
		std::io::stdin().read_to_string(&mut text)?;
	} else {
		text =
			fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
	}
	serde_json::from_str(&text).context("not what `salus subject agree` prints")
}

/// Subjects.
pub async fn subject(home: &Home, output: &Output, command: Subject) -> anyhow::Result<()> {
	let chain = home.chain().await?;
	match command {
		Subject::Agree { provider } => {
			let enrolment = care::agree(&home.identity()?, &chain.genesis(), provider);
			home.add_subject(enrolment.subject)?;
			println!("{}", serde_json::to_string(&enrolment)?);
		},
		Subject::Enrol { file } => {
			let enrolment = read_enrolment(&file)?;
			let at = care::enrol(&chain, &home.identity()?, &enrolment).await?;
			home.add_patient(enrolment.subject, enrolment.key)?;
			let subject = enrolment.subject;
			output.done(format!("enrolled subject {subject}"), at, json!({ "subject": subject }));
		},
		Subject::Records { subject } => {
			let subject = subject.map_or_else(|| home.subject(), Ok)?;
			let records = chain.records_of(subject, At::Best).await?;
			let lines: Vec<_> = records.iter().map(|record| record.to_string()).collect();
			output.say(lines.join("\n"), json!({ "subject": subject, "records": records }));
		},
	}
	Ok(())
}
