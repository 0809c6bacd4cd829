//! Validator and RPC node of Salus.

mod chain_spec;
mod cli;
mod command;
mod consortium;
mod energy;
mod import;
mod quiet;
mod rpc;
mod service;

use polkadot_sdk::*;

fn main() -> sc_cli::Result<()> {
	command::run()
}
