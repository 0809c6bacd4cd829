//! The `salus` command: every step in the life of a record.

mod args;
mod audit;
mod consent;
mod home;
mod output;
mod parties;
mod records;
mod redaction;

use args::{Cli, Command};
use clap::Parser;
use home::Home;
use output::Output;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
	let cli = Cli::parse();
	let output = Output { json: cli.json };
	match run(cli, &output).await {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			output.fail(&error);
			ExitCode::FAILURE
		},
	}
}

async fn run(cli: Cli, output: &Output) -> anyhow::Result<()> {
	let home = Home::new(cli.home, cli.node);
	match cli.command {
		Command::Init { dev } => parties::init(&home, output, dev.as_deref()),
		Command::Whoami => parties::whoami(&home, output),
		Command::Institution(command) => parties::institution(&home, output, command).await,
		Command::Subject(command) => parties::subject(&home, output, command).await,
		Command::Record(command) => records::run(&home, output, command).await,
		Command::Grant(command) => consent::run(&home, output, command).await,
		Command::Erasure(command) => redaction::run(&home, output, command).await,
		Command::Notice(command) => redaction::notices(&home, output, command).await,
		Command::Audit(command) => audit::run(&home, output, command).await,
	}
}
