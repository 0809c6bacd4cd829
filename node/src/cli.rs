//! Command line.

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
}

/// What else the binary does.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
	/// Generate, inspect and insert keys.
	#[command(subcommand)]
	Key(KeySubcommand),

	/// Write a chain specification: `dev`, `local`, or one read from a file.
	ExportChainSpec(ExportChainSpecCmd),

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
