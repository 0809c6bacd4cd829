//! Runs what the command line asks for.

use crate::{
	chain_spec,
	cli::{Cli, KeyCommand, Subcommand},
	service,
};
use polkadot_sdk::*;
use sc_cli::SubstrateCli;
use sc_network::config::NetworkBackendType;
use sc_service::PartialComponents;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Salus Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		"The Salus consortium".into()
	}

	fn support_url() -> String {
		"README.md and docs/".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		Ok(match id {
			"dev" => Box::new(chain_spec::development()?),
			"local" => Box::new(chain_spec::local()?),
			"" => return Err("name a chain: --chain dev, --chain local or --chain FILE".into()),
			path => Box::new(chain_spec::ChainSpec::from_json_file(path.into())?),
		})
	}
}

/// Says in plain lines what went wrong: an error that `main` returns is printed as code.
fn or_exit(result: Result<(), String>) -> sc_cli::Result<()> {
	result.map_err(|error| {
		eprintln!("{error}");
		std::process::exit(1)
	})
}

/// Parses the command line and runs it.
pub fn run() -> sc_cli::Result<()> {
	let cli = Cli::from_args();
	match &cli.subcommand {
		Some(Subcommand::Key(KeyCommand::Sdk(cmd))) => cmd.run(&cli),
		Some(Subcommand::Key(KeyCommand::Ceremony(cmd))) => or_exit(cmd.run()),
		Some(Subcommand::Key(KeyCommand::Check(cmd))) => or_exit(cmd.run()),
		Some(Subcommand::ChainSpec(cmd)) => or_exit(cmd.run()),
		Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
		Some(Subcommand::CheckBlock(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, import_queue, .. } =
				service::partial(&config, None)?;
			Ok((cmd.run(client, import_queue), task_manager))
		}),
		Some(Subcommand::ExportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, .. } = service::partial(&config, None)?;
			Ok((cmd.run(client, config.database), task_manager))
		}),
		Some(Subcommand::ImportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, import_queue, .. } =
				service::partial(&config, None)?;
			Ok((cmd.run(client, import_queue), task_manager))
		}),
		Some(Subcommand::PurgeChain(cmd)) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run(config.database))
		},
		Some(Subcommand::Revert(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
			let PartialComponents { client, task_manager, backend, .. } =
				service::partial(&config, None)?;
			let revert_grandpa = Box::new(|client, _, blocks| {
				sc_consensus_grandpa::revert(client, blocks)?;
				Ok(())
			});
			Ok((cmd.run(client, backend, Some(revert_grandpa)), task_manager))
		}),
		None => cli.create_runner(&cli.run)?.run_node_until_exit(|config| async move {
			let rest = &cli.rest;
			match config.network.network_backend {
				NetworkBackendType::Libp2p => {
					service::full::<sc_network::NetworkWorker<_, _>>(config, rest).await
				},
				NetworkBackendType::Litep2p => {
					service::full::<sc_network::Litep2pNetworkBackend>(config, rest).await
				},
			}
			.map_err(sc_cli::Error::Service)
		}),
	}
}
