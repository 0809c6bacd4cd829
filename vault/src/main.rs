//! `salus-vault`: a custodian's service.

use anyhow::Context;
use clap::Parser;
use salus_client::identity::Identity;
use salus_vault::{start, Node, Settings};
use std::{
	io::IsTerminal, net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc, time::Duration,
};
use tokio::signal::unix::{signal, SignalKind};
use tracing_subscriber::EnvFilter;

/// How long to wait for the node at the start.
const PATIENCE: Duration = Duration::from_secs(60);

/// The chain takes no receipt that names a later end of the last backup; in seconds.
/// Better refused here than after the erasure.
const BACKUPS_AT_MOST: u64 = salus_primitives::BACKUPS_AT_MOST / 1000;

/// Keeps ciphertexts and wraps that it cannot open, releases them to those whom the chain allows,
/// and erases them when the chain says so.
#[derive(Parser)]
#[command(version)]
struct Arguments {
	/// The institution's own node.
	#[arg(long, value_name = "URL", default_value = "ws://127.0.0.1:9944", env = "SALUS_NODE")]
	node: String,
	/// The data folder. Mirror keys.sqlite in it live; never archive it.
	#[arg(long, value_name = "DIR")]
	data: PathBuf,
	/// Where to listen [default: the endpoint on chain, if it is on this machine].
	#[arg(long, value_name = "ADDRESS")]
	listen: Option<SocketAddr>,
	/// Identity file of the account that acts for the institution.
	#[arg(long, value_name = "FILE", required_unless_present = "dev")]
	account_key: Option<PathBuf>,
	/// Identity file of the key that signs receipts and answers.
	#[arg(long, value_name = "FILE", required_unless_present = "dev")]
	receipt_key: Option<PathBuf>,
	/// Well-known keys //NAME and //NAME//stash, such as Charlie. For development chains only.
	#[arg(long, value_name = "NAME", conflicts_with_all = ["account_key", "receipt_key"])]
	dev: Option<String>,
	/// Seconds from an erasure to the end of the last backup that held what was erased.
	#[arg(
		long,
		value_name = "SECONDS",
		default_value_t = 0,
		value_parser = clap::value_parser!(u64).range(..=BACKUPS_AT_MOST)
	)]
	backups_gone_after: u64,
}

impl Arguments {
	/// The account and the receipt key.
	fn keys(&self) -> anyhow::Result<(Identity, Identity)> {
		if let Some(name) = &self.dev {
			let account = Identity::from_uri(&format!("//{name}"))?;
			return Ok((account, Identity::from_uri(&format!("//{name}//stash"))?));
		}
		let account = self.account_key.as_ref().context("name the account with --account-key")?;
		let receipts = self.receipt_key.as_ref().context("name the key with --receipt-key")?;
		Ok((Identity::load(account)?, Identity::load(receipts)?))
	}
}

#[tokio::main]
async fn main() -> ExitCode {
	match run().await {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("salus-vault: {error:#}");
			ExitCode::FAILURE
		},
	}
}

async fn run() -> anyhow::Result<()> {
	let filter = EnvFilter::try_from_default_env()
		.unwrap_or_else(|_| EnvFilter::new("warn,salus_vault=info"));
	tracing_subscriber::fmt()
		.with_env_filter(filter)
		.with_ansi(std::io::stderr().is_terminal())
		.with_writer(std::io::stderr)
		.init();

	let arguments = Arguments::parse();
	let (account, receipts) = arguments.keys()?;
	let mut terminated = signal(SignalKind::terminate())?;
	let settings = Settings {
		data: arguments.data,
		listen: arguments.listen,
		backups_gone_after: arguments.backups_gone_after.saturating_mul(1000),
		patience: PATIENCE,
	};
	let public = account.account();
	let node = Arc::new(Node::new(arguments.node, account));
	let mut running = tokio::select! {
		running = start(settings, node, public, receipts) => running?,
		_ = terminated.recv() => return Ok(()),
		_ = tokio::signal::ctrl_c() => return Ok(()),
	};
	let (institution, address) = (running.institution, running.address);
	tracing::info!(%institution, %address, "the vault is ready");
	tokio::select! {
		_ = terminated.recv() => {},
		_ = tokio::signal::ctrl_c() => {},
		() = running.broken() => anyhow::bail!("the server broke; see above"),
	}
	running.stop().await;
	tracing::info!("the vault has stopped");
	Ok(())
}
