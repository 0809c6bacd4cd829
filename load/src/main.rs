//! `salus-load`: what `scripts/bench network` runs.

use clap::Parser;
use salus_load::run::{run, Options};
use std::{path::PathBuf, process::ExitCode, time::Duration};

/// Loads a development network on this machine and prints what it does.
///
/// Signs with the well-known keys of the development chains. Repeat --node, --pid and --metrics for
/// each node.
#[derive(Parser)]
#[command(version)]
struct Arguments {
	/// What the network is called in the tables.
	#[arg(long)]
	name: String,

	/// The WebSocket address of a node.
	#[arg(long = "node", required = true, value_name = "URL")]
	nodes: Vec<String>,

	/// The process of a node.
	#[arg(long = "pid", required = true)]
	pids: Vec<u32>,

	/// The port of a node's Prometheus endpoint.
	#[arg(long = "metrics", required = true, value_name = "PORT")]
	metrics: Vec<u16>,

	/// The folder of the first node's database.
	#[arg(long, value_name = "FOLDER")]
	database: PathBuf,

	/// How long each load lasts.
	#[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u64).range(10..=600))]
	seconds: u64,

	/// Power of one core at full load, in watts.
	#[arg(long, default_value_t = 4.3, value_name = "W")]
	watts_per_core: f64,

	/// Power usage effectiveness of the building.
	#[arg(long, default_value_t = 1.58, value_name = "RATIO")]
	pue: f64,
}

#[tokio::main]
async fn main() -> ExitCode {
	let it = Arguments::parse();
	let done = run(Options {
		name: it.name,
		nodes: it.nodes,
		pids: it.pids,
		metrics: it.metrics,
		database: it.database,
		span: Duration::from_secs(it.seconds),
		watts: it.watts_per_core,
		pue: it.pue,
	})
	.await;
	match done {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("{error:#}");
			ExitCode::FAILURE
		},
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	fn parse(more: &[&str]) -> Result<Arguments, clap::Error> {
		let base = ["salus-load", "--name", "a", "--node", "ws://127.0.0.1:1", "--pid", "1"];
		Arguments::try_parse_from(base.iter().chain(more))
	}

	#[test]
	fn bad_arguments_say_what_is_wrong() {
		Arguments::command().debug_assert();
		let good = ["--metrics", "1", "--database", "/tmp"];
		assert_eq!(parse(&good).map(|it| it.seconds).unwrap(), 30);
		let error = |more: &[&str]| {
			parse(&[&good[..], more].concat()).err().map(|it| it.to_string()).unwrap()
		};
		assert!(error(&["--seconds", "9"]).contains("9 is not in 10..=600"));
		assert!(error(&["--seconds", "ten"]).contains("invalid digit"));
		assert!(error(&["--pid", "x"]).contains("invalid value 'x' for '--pid"));
		let missing = parse(&["--metrics", "1"]).err().map(|it| it.to_string()).unwrap();
		assert!(missing.contains("--database <FOLDER>"), "{missing}");
	}
}
