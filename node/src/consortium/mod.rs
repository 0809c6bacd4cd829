//! The chain of a consortium: made from a file that its members agree on, with session keys that
//! each validator made on its own machine.

mod ceremony;
mod checks;
mod document;
mod file;
mod genesis;
mod production;
mod summary;
mod values;

pub use ceremony::{CeremonyCmd, CheckCmd};

use crate::chain_spec::{self, ChainSpec};
use document::{Mistakes, Section};
use polkadot_sdk::sp_runtime::{
	traits::{BlakeTwo256, Hash},
	BuildStorage,
};
use salus_primitives::Moment;
use std::{
	fs,
	io::Write,
	path::{Path, PathBuf},
	time::{SystemTime, UNIX_EPOCH},
};
use summary::{genesis_hash, Summary};

/// Make the chain specification of a consortium from the file that its members agree on.
///
/// The same file and the same binary give the same specification, byte for byte. What the members
/// compare, the genesis hash above all, is printed on stderr.
#[derive(Debug, Clone, clap::Parser)]
pub struct ChainSpecCmd {
	/// The file. docs/consortium.md explains it.
	#[arg(long, value_name = "FILE")]
	pub from: PathBuf,

	/// Write the storage of the first block instead of what it is made from: what all nodes are
	/// started with.
	#[arg(long)]
	pub raw: bool,

	/// Write to this file instead of stdout.
	#[arg(long, value_name = "FILE")]
	pub output: Option<PathBuf>,
}

impl ChainSpecCmd {
	/// Writes the specification, or says everything that is wrong with the file.
	pub fn run(&self) -> Result<(), String> {
		let text = fs::read_to_string(&self.from)
			.map_err(|error| format!("cannot read {}: {error}", self.from.display()))?;
		let since = SystemTime::now().duration_since(UNIX_EPOCH);
		let now = since.map(|it| it.as_millis() as Moment).map_err(|error| error.to_string())?;
		let (all, spec) = read(&self.from, &text, now)?;
		let raw = spec.as_json(true).map_err(|error| format!("the runtime refuses it: {error}"))?;
		let json = if self.raw { raw.clone() } else { spec.as_json(false)? };
		let storage = ChainSpec::from_json_bytes(raw.into_bytes())?.build_storage()?;
		let specification = BlakeTwo256::hash(json.as_bytes());
		let written = match &self.output {
			Some(path) => fs::write(path, json)
				.map_err(|error| format!("cannot write {}: {error}", path.display())),
			None => std::io::stdout()
				.write_all(json.as_bytes())
				.map_err(|error| format!("cannot write: {error}")),
		};
		written?;
		let file = BlakeTwo256::hash(text.as_bytes());
		eprintln!("{}", Summary { all: &all, file, specification, genesis: genesis_hash(storage) });
		Ok(())
	}
}

/// What the file says, and the chain it asks for.
fn read(path: &Path, text: &str, now: Moment) -> Result<(file::Consortium, ChainSpec), String> {
	let mistakes = Mistakes::new(&path.display().to_string(), text);
	let document = mistakes.parse().ok_or_else(|| mistakes.to_string())?;
	let all = file::read(&Section::root(&mistakes, &document));
	checks::check(&all, now, &mistakes);
	if !mistakes.is_empty() {
		return Err(mistakes.to_string());
	}
	let spec = genesis::spec(&all, chain_spec::wasm()?);
	Ok((all, spec.ok_or("the file is not complete")?))
}
