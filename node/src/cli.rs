//! Command line.

use crate::consortium::{CeremonyCmd, ChainSpecCmd, CheckCmd};
use polkadot_sdk::*;
use sc_cli::{
	CheckBlockCmd, ExportBlocksCmd, ExportChainSpecCmd, ImportBlocksCmd, KeySubcommand,
	PurgeChainCmd, RevertCmd, RunCmd,
};

/// A validator or RPC node of a Salus chain.
#[derive(Debug, clap::Parser)]
pub struct Cli {
	/// What to do instead of running a node.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	/// How to run.
	#[command(flatten)]
	pub run: RunCmd,

	/// When to rest and what it saves.
	#[command(flatten)]
	pub rest: RestParams,
}

/// When the node rests, and how its energy is estimated.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Rest and energy")]
pub struct RestParams {
	/// Author in every slot and vote in endless rounds, as if there were always something to do.
	#[arg(long)]
	pub always_author: bool,

	/// Seconds after which an idle chain makes a block, at most a quarter of an epoch. The same on
	/// all validators of a chain; vaults take a final block that is older by a minute for a sign of
	/// being cut off.
	#[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..))]
	pub heartbeat: u64,

	/// Power of one logical core at full load, in watts. The default is the highest of the averages
	/// that Cloud Carbon Footprint publishes for a virtual CPU of the large clouds.
	#[arg(long, value_name = "W", default_value_t = 4.3, value_parser = watts)]
	pub watts_per_core: f64,

	/// Power usage effectiveness of the building: all its power by that of its machines. The default
	/// is the average of Uptime Institute's survey of 2023.
	#[arg(long, value_name = "RATIO", default_value_t = 1.58, value_parser = ratio)]
	pub pue: f64,
}

impl Default for RestParams {
	fn default() -> Self {
		Self { always_author: false, heartbeat: 300, watts_per_core: 4.3, pue: 1.58 }
	}
}

fn number_from(least: f64, text: &str) -> Result<f64, String> {
	match text.parse::<f64>() {
		Ok(value) if value.is_finite() && value >= least => Ok(value),
		_ => Err(format!("give a number of at least {least}")),
	}
}

fn watts(text: &str) -> Result<f64, String> {
	number_from(0.0, text)
}

fn ratio(text: &str) -> Result<f64, String> {
	number_from(1.0, text)
}

/// What else the binary does.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
	/// Generate, inspect and insert keys; make those of a new validator.
	#[command(subcommand)]
	Key(KeyCommand),

	/// Write a chain specification: `dev`, `local`, or one read from a file.
	ExportChainSpec(ExportChainSpecCmd),

	/// Make the chain specification of a consortium.
	ChainSpec(ChainSpecCmd),

	/// Validate a block again.
	CheckBlock(CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(ExportBlocksCmd),

	/// Read blocks from a file.
	ImportBlocks(ImportBlocksCmd),

	/// Remove the chain's database.
	PurgeChain(PurgeChainCmd),

	/// Go back some blocks that are not final.
	Revert(RevertCmd),
}

/// What can be done with keys.
#[derive(Debug, clap::Subcommand)]
pub enum KeyCommand {
	/// What every node of the SDK does.
	#[command(flatten)]
	Sdk(KeySubcommand),

	/// Make the session keys of a validator of a new chain.
	Ceremony(CeremonyCmd),

	/// Check that this machine holds the keys of a validator of a new chain.
	Check(CheckCmd),
}
