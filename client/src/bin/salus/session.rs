//! One run of the command: whose home, which node, where results go.

use crate::{home::Home, output::Output};
use anyhow::Context;
use salus_client::{
	chain::{At, Call, Chain, Until},
	identity::Identity,
};
use salus_primitives::{RecordId, RecordView, SubjectId};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{fs, io::Read, path::Path};

/// A home and its node.
pub struct Session<'a> {
	/// Keys and papers.
	pub home: &'a Home,
	/// Where results go.
	pub output: &'a Output,
	/// The node.
	pub chain: Chain,
}

impl<'a> Session<'a> {
	/// Connects to the node.
	pub async fn open(home: &'a Home, output: &'a Output) -> anyhow::Result<Self> {
		Ok(Self { home, output, chain: home.chain().await? })
	}

	/// Who acts.
	pub fn identity(&self) -> anyhow::Result<Identity> {
		self.home.identity()
	}

	/// The subject that was named, or else the one of one's own.
	pub fn subject(&self, named: Option<SubjectId>) -> anyhow::Result<SubjectId> {
		self.home.subject(named)
	}

	/// A record as the chain knows it.
	pub async fn record(&self, id: RecordId) -> anyhow::Result<RecordView> {
		let record = self.chain.record(id, At::Best).await?;
		record.with_context(|| format!("the chain knows no record {id}"))
	}

	/// Sends what denies or asks, waits until it is in a block, and says so.
	pub async fn send(
		&self,
		call: Call,
		text: impl AsRef<str>,
		value: Value,
	) -> anyhow::Result<()> {
		self.send_until(call, Until::InBlock, text, value).await
	}

	/// Sends what allows, waits until it cannot be undone, and says so.
	pub async fn send_final(
		&self,
		call: Call,
		text: impl AsRef<str>,
		value: Value,
	) -> anyhow::Result<()> {
		self.send_until(call, Until::Final, text, value).await
	}

	async fn send_until(
		&self,
		call: Call,
		until: Until,
		text: impl AsRef<str>,
		value: Value,
	) -> anyhow::Result<()> {
		let at = self.chain.submit(&self.identity()?, call, until).await?;
		self.output.done(text, at, value);
		Ok(())
	}
}

/// Reads a paper that somebody handed over; - for standard input.
pub fn paper<T: DeserializeOwned>(file: &Path, written_by: &str) -> anyhow::Result<T> {
	let mut text = String::new();
	if file == Path::new("-") {
		std::io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
	} else {
		text =
			fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
	}
	serde_json::from_str(&text).with_context(|| format!("not what `{written_by}` writes"))
}
