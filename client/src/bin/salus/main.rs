//! The `salus` command: every step in the life of a record.

mod accounts;
mod args;
mod audit;
mod chambers;
mod choices;
mod codes;
mod emergencies;
mod erasures;
mod grants;
mod guardians;
mod holds;
mod home;
mod motion_preview;
mod motions;
mod notices;
mod output;
mod papers;
mod parameters;
mod parties;
mod penalties;
mod plans;
mod policy;
mod proposals;
mod records;
mod rectifications;
mod requests;
mod session;
mod terms;
mod time;
mod upgrades;
mod validators;

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
	let home = &Home::new(cli.home, cli.node);
	match cli.command {
		Command::Init { dev } => parties::init(home, output, dev.as_deref()),
		Command::Whoami => parties::whoami(home, output),
		Command::Policy(command) => policy::run(home, output, command).await,
		Command::Chamber(command) => chambers::run(home, output, command).await,
		Command::Motion(command) => motions::run(home, output, command).await,
		Command::Upgrade(command) => upgrades::run(home, output, command).await,
		Command::Validator(command) => validators::run(home, output, command).await,
		Command::Institution(command) => parties::institution(home, output, command).await,
		Command::Subject(command) => parties::subject(home, output, command).await,
		Command::Guardian(command) => guardians::run(home, output, command).await,
		Command::Recovery(command) => accounts::recovery(home, output, command).await,
		Command::Record(command) => records::run(home, output, command).await,
		Command::Grant(command) => grants::run(home, output, command).await,
		Command::Request(command) => requests::run(home, output, command).await,
		Command::Choice(command) => choices::run(home, output, command).await,
		Command::Emergency(command) => emergencies::run(home, output, command).await,
		Command::Rectification(command) => rectifications::run(home, output, command).await,
		Command::Erasure(command) => erasures::run(home, output, command).await,
		Command::Hold(command) => holds::run(home, output, command).await,
		Command::Penalty(command) => penalties::run(home, output, command).await,
		Command::Notice(command) => notices::run(home, output, command).await,
		Command::Prune(command) => plans::prune(home, output, command).await,
		Command::Audit(command) => audit::run(home, output, command).await,
	}
}
