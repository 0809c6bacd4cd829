//! A chain to rehearse on.

use crate::tool;
use anyhow::{Context, Result};
use serde_json::{json, Value};
use std::{
	fs,
	path::{Path, PathBuf},
	process::Command,
	time::Duration,
};

/// A plain chain specification: one that the node has, and what a drill changes of it.
pub struct Spec(Value);

/// A well-known development key in a scheme, as the node prints it.
fn inspect(name: &str, scheme: &str) -> Result<Value> {
	let mut node = Command::new(tool::path("salus-node")?);
	node.args(["key", "inspect", "--scheme", scheme, "--output-type", "json"]);
	let said = tool::output(node.arg(format!("//{}", capitalised(name))))?;
	serde_json::from_str(&said).context("key inspect prints JSON")
}

fn capitalised(name: &str) -> String {
	let mut letters = name.chars();
	letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The account of a well-known development key, in hexadecimal.
///
/// # Errors
/// When the node's program is not there.
pub fn account(name: &str) -> Result<String> {
	let key = inspect(name, "sr25519")?;
	Ok(key["publicKey"].as_str().context("a public key")?.into())
}

impl Spec {
	/// One validator: alice.
	///
	/// # Errors
	/// When the node's program is not there.
	pub fn dev() -> Result<Self> {
		Self::preset("dev")
	}

	/// Four validators: alice, bob, charlie and dave.
	///
	/// # Errors
	/// When the node's program is not there.
	pub fn local() -> Result<Self> {
		Self::preset("local")
	}

	fn preset(name: &str) -> Result<Self> {
		let mut node = Command::new(tool::path("salus-node")?);
		let said = tool::output(node.args(["export-chain-spec", "--chain", name]))?;
		Ok(Self(serde_json::from_str(&said)?))
	}

	fn genesis(&mut self) -> &mut Value {
		&mut self.0["genesis"]["runtimeGenesis"]["patch"]
	}

	/// Sessions of so many slots.
	#[must_use]
	pub fn session_slots(mut self, slots: u32) -> Self {
		self.genesis()["stake"]["sessionSlots"] = json!(slots);
		self
	}

	/// A suspension lasts for so long.
	#[must_use]
	pub fn suspension(mut self, time: Duration) -> Self {
		self.genesis()["policy"]["policy"]["parties"]["suspension"] =
			json!(time.as_millis() as u64);
		self
	}

	/// Makes an institution one that validates, with a seat and this account serving from the start.
	/// The institution's account is its own validator.
	///
	/// # Errors
	/// When there is no such institution.
	pub fn validator(mut self, institution: u32, name: &str) -> Result<Self> {
		let account = inspect(name, "sr25519")?["ss58Address"].take();
		let grandpa = inspect(name, "ed25519")?["ss58Address"].take();
		self.add_role(institution)?;
		let genesis = self.genesis();
		let founder = json!({
			"institution": institution, "account": account, "seats": 1, "validators": [account],
		});
		push(&mut genesis["stake"]["founders"], founder)?;
		let keys = json!({ "babe": account, "grandpa": grandpa, "authority_discovery": account });
		push(&mut genesis["session"]["keys"], json!([account, account, keys]))?;
		Ok(self)
	}

	/// Lets an institution stand as a validator once it has a seat.
	///
	/// # Errors
	/// When there is no such institution.
	pub fn may_validate(mut self, institution: u32) -> Result<Self> {
		self.add_role(institution)?;
		Ok(self)
	}

	/// What an institution is: one bit for each role.
	///
	/// # Errors
	/// When there is no such institution.
	pub fn roles(&self, institution: u32) -> Result<u64> {
		let rows = &self.0["genesis"]["runtimeGenesis"]["patch"]["registry"]["institutions"];
		let row =
			rows.as_array().and_then(|it| it.iter().find(|it| it["id"] == json!(institution)));
		row.and_then(|it| it["roles"].as_u64()).context("no such institution")
	}

	/// What both the first institution (provider) and the third one (custodian) are is validators.
	fn add_role(&mut self, institution: u32) -> Result<()> {
		let roles = self.roles(institution)? | (self.roles(1)? & self.roles(3)?);
		let rows = self.genesis()["registry"]["institutions"].as_array_mut();
		for row in rows.context("the genesis has institutions")? {
			if row["id"] == json!(institution) {
				row["roles"] = json!(roles);
			}
		}
		Ok(())
	}

	/// Writes it down as nodes read it fastest, and returns the file.
	///
	/// # Errors
	/// When the runtime does not take it.
	pub fn write(&self, folder: &Path) -> Result<PathBuf> {
		let (plain, raw) = (folder.join("plain.json"), folder.join("raw.json"));
		fs::write(&plain, serde_json::to_vec(&self.0)?)?;
		let mut node = Command::new(tool::path("salus-node")?);
		node.args(["export-chain-spec", "--raw", "--chain"]).arg(&plain);
		tool::output(node.arg("--output").arg(&raw))?;
		Ok(raw)
	}
}

fn push(list: &mut Value, row: Value) -> Result<()> {
	list.as_array_mut().context("the genesis has such a list")?.push(row);
	Ok(())
}
