//! Records: issue, amend, read.

use crate::{
	args::{Issue, Read, Record, Transfer},
	home::Home,
	output::Output,
	session::Session,
	terms,
};
use anyhow::Context;
use salus_client::{
	care::{self, Asking, Plan},
	chain::{At, Call},
	document::{Content, Document},
	vault::LogEntry,
};
use salus_primitives::{Action, LawfulBasis, RecordId, Requester};
use serde_json::json;
use std::{fs, io::Write, path::Path};

/// A JSON file becomes one leaf per field, anything else one leaf.
fn document(file: &Path) -> anyhow::Result<Document> {
	let name = || file.display().to_string();
	let bytes = fs::read(file).with_context(|| format!("cannot read {}", name()))?;
	let is_json = file.extension().is_some_and(|it| it == "json");
	let document = if is_json { Document::from_json(&bytes) } else { Document::from_file(&bytes) };
	document.with_context(name)
}

/// Records.
pub async fn run(home: &Home, output: &Output, command: Record) -> anyhow::Result<()> {
	match command {
		Record::Issue(args) => issue(home, output, args).await,
		Record::Amend { record, file } => amend(home, output, record, &file).await,
		Record::Read(args) => read(home, output, args).await,
		Record::Show { record } => {
			let view = home.chain().await?.record(record, At::Best).await?;
			let text = match &view {
				Some(view) => serde_json::to_string_pretty(view)?,
				None => format!("the chain knows no record {record}"),
			};
			output.say(text, json!({ "record": view }));
			Ok(())
		},
		Record::Resend => {
			let chain = home.chain().await?;
			let outbox = home.outbox()?;
			let sent = care::deliver(&chain, &home.identity()?, &outbox, None).await?;
			let others = outbox.waiting()?.len();
			let mut text = format!("{sent} deposits handed over");
			if others > 0 {
				text.push_str(&format!(
					"; {others} belong to another chain: name its node with --node"
				));
			}
			output.say(text, json!({ "deposits": sent, "otherChain": others }));
			Ok(())
		},
		Record::Log { record } => log(home, output, record).await,
		Record::Attest { record } => {
			let session = Session::open(home, output).await?;
			let version = session.record(record).await?.current.version;
			let text = format!("co-signed version {version} of {record}");
			let value = json!({ "record": record, "version": version });
			session.send(Call::attest_record(record, version), text, value).await
		},
		Record::Confirm { record, epoch } => {
			let session = Session::open(home, output).await?;
			let text = format!("sealing {epoch} of {record} is in force");
			let value = json!({ "record": record, "epoch": epoch });
			session.send_final(Call::confirm_reseal(record, epoch), text, value).await
		},
		Record::Decline { record } => {
			let session = Session::open(home, output).await?;
			let text = format!("declined {record}: only you and its issuer are given it");
			session.send(Call::decline_record(record), text, json!({ "record": record })).await
		},
		Record::Transfer(command) => transfer(home, output, command).await,
	}
}

async fn transfer(home: &Home, output: &Output, command: Transfer) -> anyhow::Result<()> {
	let session = Session::open(home, output).await?;
	match command {
		Transfer::Offer { record, to, relation } => {
			let text = format!("offered to {to}; the issuer has to attest it");
			let value = json!({ "record": record, "to": to });
			session.send(Call::offer_transfer(record, to, relation), text, value).await
		},
		Transfer::Attest { record, to } => {
			let text = format!("attested: {record} is now {to}'s");
			let value = json!({ "record": record, "to": to });
			session.send_final(Call::attest_transfer(record, to), text, value).await
		},
		Transfer::Retract { record } => {
			let text = "the offer is taken back";
			let value = json!({ "record": record });
			session.send(Call::retract_transfer(record), text, value).await
		},
	}
}

async fn issue(home: &Home, output: &Output, args: Issue) -> anyhow::Result<()> {
	let documents =
		args.files.iter().map(|file| document(file)).collect::<anyhow::Result<Vec<_>>>()?;
	let plan = Plan {
		subject: args.subject,
		subject_key: home.patient(args.subject)?,
		folder: args.folder,
		keep: (LawfulBasis::LegalObligation, args.keep_until),
		custodians: args.custodians,
		threshold: args.threshold,
	};
	let chain = home.chain().await?;
	let (identity, outbox) = (home.identity()?, home.outbox()?);
	let issued = care::issue(&chain, &identity, &outbox, &plan, &documents).await?;
	let records: Vec<_> = issued.iter().map(|it| it.record).collect();
	for (file, issued) in args.files.iter().zip(issued) {
		let value = json!({ "record": issued.record, "file": file });
		let text = format!("issued {} from {}", issued.record, file.display());
		output.done(text, issued.at, value);
	}
	care::deliver(&chain, &identity, &outbox, Some(&records)).await?;
	Ok(())
}

async fn amend(home: &Home, output: &Output, record: RecordId, file: &Path) -> anyhow::Result<()> {
	let document = document(file)?;
	let chain = home.chain().await?;
	let view = chain.record(record, At::Best).await?;
	let view = view.with_context(|| format!("the chain knows no record {record}"))?;
	let key = home.patient(view.subject)?;
	let (identity, outbox) = (home.identity()?, home.outbox()?);
	let at = care::amend(&chain, &identity, &outbox, record, key, &document).await?;
	let version = view.current.version + 1;
	let value = json!({ "record": record, "version": version });
	output.done(format!("{record} is now at version {version}"), at, value);
	care::deliver(&chain, &identity, &outbox, Some(&[record])).await?;
	Ok(())
}

async fn read(home: &Home, output: &Output, args: Read) -> anyhow::Result<()> {
	let opening = args.grant.as_deref().map(terms::opening).transpose()?;
	let asking = Asking {
		record: args.record,
		version: args.version,
		purpose: args.purpose,
		action: Action::Access,
		opening,
	};
	let reading = care::read(&home.chain().await?, &home.identity()?, &asking).await?;
	let statements = home.statements();
	for statement in &reading.statements {
		statements.keep(statement)?;
	}
	let bytes = match reading.document.content()? {
		Content::Json(text) => text.into_bytes(),
		Content::File(bytes) => bytes,
	};
	match &args.out {
		Some(path) => {
			fs::write(path, &bytes).with_context(|| format!("cannot write {}", path.display()))?
		},
		None if !output.json => std::io::stdout().write_all(&bytes)?,
		None => {},
	}
	let from: Vec<_> = reading.from.iter().map(|it| it.to_string()).collect();
	let value = json!({
		"record": args.record,
		"version": reading.version,
		"bytes": bytes.len(),
		"custodians": reading.from,
		"problems": reading.problems,
	});
	if output.json || args.out.is_some() {
		output.say(
			format!(
				"version {}: {} bytes, opened with shares of {}, verified against the chain",
				reading.version,
				bytes.len(),
				from.join(" and ")
			),
			value,
		);
	}
	Ok(())
}

/// The logs of all custodians of a record, oldest entry first.
async fn log(home: &Home, output: &Output, record: RecordId) -> anyhow::Result<()> {
	let (chain, identity) = (home.chain().await?, home.identity()?);
	let view = chain.record(record, At::Best).await?;
	let view = view.with_context(|| format!("the chain knows no record {record}"))?;
	let (mut entries, mut problems) = (Vec::new(), Vec::new());
	for vault in care::vaults(&chain, &view.current.custodians).await? {
		match vault.log(&identity, record).await {
			Ok(log) => entries.extend(log.into_iter().map(|entry| (vault.custodian(), entry))),
			Err(error) => problems.push(error.to_string()),
		}
	}
	entries.sort_by_key(|(_, entry)| entry.time);
	for (custodian, entry) in &entries {
		let LogEntry { requester, purpose, released, .. } = entry;
		let who = match requester {
			Requester::Institution(id) => format!("institution {id}"),
			Requester::Account(account) => format!("account {account}"),
		};
		let outcome = if *released { "released" } else { "refused" };
		output.say(
			format!("{}  vault {custodian}: {who} for {}: {outcome}", entry.time, purpose.code()),
			json!({ "custodian": custodian, "entry": entry }),
		);
	}
	anyhow::ensure!(problems.is_empty(), "not all custodians answered: {}", problems.join("; "));
	Ok(())
}
