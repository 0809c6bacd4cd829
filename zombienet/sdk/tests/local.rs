//! `../local.toml` under zombienet: four validators finalise, go on with one of them stopped, and
//! it catches up when it is back. `scripts/zombienet` makes what this needs and runs it.

use anyhow::{ensure, Context, Result};
use std::{
	env, fs,
	path::Path,
	time::{Duration, Instant},
};
use zombienet_sdk::{
	subxt::ext::subxt_rpcs::rpc_params, LocalFileSystem, Network, NetworkConfig, NetworkConfigExt,
	NetworkNode,
};

const FINALISED: &str = r#"block_height{status="finalized"}"#;
/// What the metric `node_roles` says of a node that makes blocks.
const AUTHORITY: f64 = 4.0;
/// Enough for sixty blocks, or for a start on a slow disk.
const SECONDS: u64 = 180;

/// The definition, with the two changes that a test needs.
fn definition() -> Result<NetworkConfig> {
	let spec = env::var("SALUS_RAW_SPEC")
		.context("SALUS_RAW_SPEC must name a raw chain spec: run scripts/zombienet")?;
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
	let text = fs::read_to_string(folder.join("local.toml"))?;
	// A spec made for this run, so that an old one in the folder is never tested.
	let text = changed(&text, "\"local-raw.json\"", &format!("{spec:?}"))?;
	// At rest the chain makes a block every five minutes only.
	let text = changed(&text, "\"--no-mdns\"", "\"--no-mdns\", \"--always-author\"")?;
	NetworkConfig::load_from_toml_string_with_base_dir(&text, &folder)
}

fn changed(text: &str, from: &str, to: &str) -> Result<String> {
	ensure!(text.contains(from), "local.toml has no {from}: change this test with it");
	Ok(text.replace(from, to))
}

async fn finalises(node: &NetworkNode, height: f64) -> Result<()> {
	node.wait_metric_with_timeout(FINALISED, |now| now >= height, SECONDS)
		.await
		.with_context(|| format!("{} has not finalised block {height}", node.name()))
}

async fn hash(node: &NetworkNode, height: f64) -> Result<String> {
	let client = node.rpc().await?;
	Ok(client.request("chain_getBlockHash", rpc_params![height as u64]).await?)
}

async fn logs_are_clean(node: &NetworkNode) -> Result<()> {
	let logs = node.logs().await?;
	ensure!(logs.contains("AUTHORITY"), "the log of {} lacks its beginning", node.name());
	let bad = logs.lines().find(|line| {
		let line = line.to_lowercase();
		line.contains("panicked") || line.contains("error")
	});
	ensure!(bad.is_none(), "{} logged: {}", node.name(), bad.unwrap_or_default());
	Ok(())
}

/// Prints claims in the columns that `scripts/drills` makes a table of.
struct Report(Instant);

impl Report {
	fn proved(&mut self, what: &str) {
		println!("DRILL\tzombienet\t{what}\t{:.1}", self.0.elapsed().as_secs_f32());
		self.0 = Instant::now();
	}
}

async fn breaks_and_heals(network: &Network<LocalFileSystem>, report: &mut Report) -> Result<()> {
	let nodes = network.relaychain().nodes();
	ensure!(nodes.len() == 4, "local.toml has {} nodes, not four", nodes.len());
	for node in &nodes {
		node.wait_metric_with_timeout("node_roles", |role| role == AUTHORITY, SECONDS)
			.await
			.with_context(|| format!("{} is no authority", node.name()))?;
	}
	report.proved("zombienet has spawned four authorities");
	for node in &nodes {
		finalises(node, 3.0).await?;
	}
	report.proved("all four have finalised three blocks");

	let (up, stopped) = (&nodes[..3], nodes[3]);
	stopped.pause().await?;
	ensure!(!stopped.is_responsive().await, "{} was stopped and answers", stopped.name());
	// What was under way when it stopped may still be finalised with its vote: five are more.
	let then = up[0].reports(FINALISED).await?;
	for node in up {
		finalises(node, then + 5.0).await?;
	}
	report.proved("one is stopped, and the others finalise five more");

	stopped.resume().await?;
	let height = up[0].reports(FINALISED).await?;
	for node in &nodes {
		finalises(node, height).await?;
	}
	let expected = hash(up[0], height).await?;
	for node in &nodes {
		let found = hash(node, height).await?;
		ensure!(found == expected, "{} has another block {height}: {found}", node.name());
	}
	report.proved("it is back and has the same blocks as the others");

	for node in &nodes {
		logs_are_clean(node).await?;
	}
	report.proved("no log has a panic or an error");
	Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn four_validators_finalise_with_one_of_them_stopped() -> Result<()> {
	let start = Instant::now();
	let mut report = Report(start);
	let network = definition()?.spawn_native().await?;
	let limit = Duration::from_secs(4 * SECONDS);
	let outcome = tokio::time::timeout(limit, breaks_and_heals(&network, &mut report)).await;
	network.destroy().await?;
	let outcome = outcome.unwrap_or_else(|_| Err(anyhow::anyhow!("not done within {limit:?}")));
	if let Err(error) = &outcome {
		println!("FAILED\tzombienet\t{error:#}\t{:.1}", start.elapsed().as_secs_f32());
	}
	outcome
}
