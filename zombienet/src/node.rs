//! One process of a network.

use crate::{report, rpc, tool, SOON};
use anyhow::{ensure, Context, Result};
use serde_json::{json, Value};
use std::{
	fs::{self, File},
	net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener},
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	time::Duration,
};

/// A block: its number and its hash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
	/// Its number.
	pub number: u32,
	/// Its hash, in hexadecimal.
	pub hash: String,
}

/// What to start.
#[derive(Clone)]
pub struct Start {
	/// Its name: also that of its folder and its log.
	pub name: String,
	/// What is put before the command, such as `ip netns exec validator-1`.
	pub before: Vec<String>,
	/// Where it answers.
	pub host: IpAddr,
	/// Where its peers find it.
	pub peer: IpAddr,
	/// The ports of RPC and of the network.
	pub ports: (u16, u16),
	/// The port of its metrics, where a drill asks for them.
	pub metrics: Option<u16>,
	/// Its arguments besides ports and folder.
	pub arguments: Vec<String>,
	/// Its database and keys.
	pub base: PathBuf,
}

/// A port that nobody uses. Another process might take it before the node does; then the node says so.
///
/// # Errors
/// When there is none.
pub fn free_port() -> Result<u16> {
	Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

impl Start {
	/// A node on this machine with its files in a folder.
	///
	/// # Errors
	/// When there are no ports.
	pub fn local(name: &str, folder: &Path, arguments: &[&str]) -> Result<Self> {
		Ok(Self {
			name: name.into(),
			before: Vec::new(),
			host: Ipv4Addr::LOCALHOST.into(),
			peer: Ipv4Addr::LOCALHOST.into(),
			ports: (free_port()?, free_port()?),
			metrics: None,
			arguments: arguments.iter().map(ToString::to_string).collect(),
			base: folder.join(name),
		})
	}
}

/// One node; it dies with this value, and with the thread that started it.
pub struct Node {
	/// How it was started.
	pub start: Start,
	log: PathBuf,
	process: Option<Child>,
}

impl Node {
	/// Starts it.
	///
	/// # Errors
	/// When the program is not there.
	pub fn start(start: Start, logs: &Path) -> Result<Self> {
		let log = logs.join(format!("{}.log", start.name));
		let mut node = Self { start, log, process: None };
		node.restart()?;
		Ok(node)
	}

	/// Starts it again on its files.
	///
	/// # Errors
	/// When it runs.
	pub fn restart(&mut self) -> Result<()> {
		ensure!(self.process.is_none(), "{} runs", self.start.name);
		let log = File::options().create(true).append(true).open(&self.log)?;
		let (rpc, p2p) = self.start.ports;
		// setpriv: so that no node outlives a test that was killed itself.
		let mut command = Command::new("setpriv");
		command.args(["--pdeathsig", "KILL", "--"]).args(&self.start.before);
		command.arg(tool::path("salus-node")?).args(&self.start.arguments);
		command.arg("--base-path").arg(&self.start.base).args([
			"--rpc-port",
			&rpc.to_string(),
			"--listen-addr",
			&format!("/ip4/{}/tcp/{p2p}", self.start.peer),
			"--unsafe-force-node-key-generation",
		]);
		match self.start.metrics {
			Some(port) => command.args(["--prometheus-port", &port.to_string()]),
			None => command.arg("--no-prometheus"),
		};
		let process = command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn()?;
		self.process = Some(process);
		Ok(())
	}

	/// Its name.
	pub fn name(&self) -> &str {
		&self.start.name
	}

	fn signal(&self, signal: &str) -> Result<()> {
		let process = self.process.as_ref().context("it does not run")?;
		tool::run("kill", &[signal, &process.id().to_string()]).map(drop)
	}

	/// Ends it at once, as a power cut would.
	///
	/// # Errors
	/// When it does not run.
	pub fn kill(&mut self) -> Result<()> {
		let mut process = self.process.take().context("it does not run")?;
		process.kill()?;
		process.wait()?;
		Ok(())
	}

	/// Ends it as an operator does.
	///
	/// # Errors
	/// When it does not run.
	pub fn stop(&mut self) -> Result<()> {
		self.signal("-TERM")?;
		self.process.take().context("it does not run")?.wait()?;
		Ok(())
	}

	/// Freezes it.
	///
	/// # Errors
	/// When it does not run.
	pub fn pause(&self) -> Result<()> {
		self.signal("-STOP")
	}

	/// Lets it go on.
	///
	/// # Errors
	/// When it does not run.
	pub fn resume(&self) -> Result<()> {
		self.signal("-CONT")
	}

	/// Whether it runs. A process that ended by itself does not.
	///
	/// # Errors
	/// When the system does not tell.
	pub fn runs(&mut self) -> Result<bool> {
		let Some(process) = &mut self.process else { return Ok(false) };
		if process.try_wait()?.is_none() {
			return Ok(true);
		}
		self.process = None;
		Ok(false)
	}

	/// The lines of its log that hold a text.
	///
	/// # Errors
	/// When there is no log.
	pub fn said(&self, text: &str) -> Result<Vec<String>> {
		let log = fs::read(&self.log)?;
		let log = String::from_utf8_lossy(&log);
		Ok(log.lines().filter(|line| line.contains(text)).map(Into::into).collect())
	}

	/// The end of its log.
	pub fn last_words(&self, lines: usize) -> String {
		let log = fs::read(&self.log).unwrap_or_default();
		let log = String::from_utf8_lossy(&log);
		let all: Vec<_> = log.lines().collect();
		all[all.len().saturating_sub(lines)..].join("\n")
	}

	/// Where its RPC answers.
	pub fn rpc(&self) -> SocketAddr {
		SocketAddr::new(self.start.host, self.start.ports.0)
	}

	/// Its RPC, as the `salus` command is told of it.
	pub fn url(&self) -> String {
		format!("ws://{}", self.rpc())
	}

	/// Asks it once.
	///
	/// # Errors
	/// When it does not answer, or with an error.
	pub fn ask(&self, method: &str, params: Value) -> Result<Value> {
		rpc::ask(self.rpc(), method, &params).with_context(|| self.start.name.clone())
	}

	/// Whether it answers.
	pub fn answers(&self) -> bool {
		self.ask("system_health", json!([])).is_ok()
	}

	/// Waits until it answers.
	///
	/// # Errors
	/// When it does not.
	pub fn wait(&mut self) -> Result<Duration> {
		let what = format!("{} answers", self.start.name);
		let mut runs = true;
		let took = report::within(&what, SOON, || {
			runs = self.runs()?;
			Ok(!runs || self.answers())
		})?;
		ensure!(runs, "{} stopped: {}", self.start.name, self.last_words(3));
		Ok(took)
	}

	/// How many others it is connected to.
	///
	/// # Errors
	/// When it does not answer.
	pub fn peers(&self) -> Result<u64> {
		self.ask("system_health", json!([]))?["peers"].as_u64().context("a number of peers")
	}

	/// Its best block.
	///
	/// # Errors
	/// When it does not answer.
	pub fn best(&self) -> Result<Block> {
		let hash = self.ask("chain_getBlockHash", json!([]))?;
		self.block(hash)
	}

	/// Its last final block.
	///
	/// # Errors
	/// When it does not answer.
	pub fn finalised(&self) -> Result<Block> {
		let hash = self.ask("chain_getFinalizedHead", json!([]))?;
		self.block(hash)
	}

	fn block(&self, hash: Value) -> Result<Block> {
		let header = self.ask("chain_getHeader", json!([hash]))?;
		let hash = hash.as_str().context("a hash")?.into();
		Ok(Block { number: rpc::number(&header["number"])?, hash })
	}

	/// The root of the state after a block.
	///
	/// # Errors
	/// When it does not answer or does not know the block.
	pub fn state_root(&self, hash: &str) -> Result<String> {
		let header = self.ask("chain_getHeader", json!([hash]))?;
		Ok(header["stateRoot"].as_str().context("no such block")?.into())
	}

	/// The hash of the block of its best chain with a number, if there is one.
	///
	/// # Errors
	/// When it does not answer.
	pub fn hash(&self, number: u32) -> Result<Option<String>> {
		let hash = self.ask("chain_getBlockHash", json!([number]))?;
		Ok(hash.as_str().map(Into::into))
	}

	/// Whether a block is final in its eyes.
	///
	/// # Errors
	/// When it does not answer.
	pub fn holds(&self, block: &Block) -> Result<bool> {
		Ok(self.finalised()?.number >= block.number
			&& self.hash(block.number)?.as_ref() == Some(&block.hash))
	}

	/// The round of votes that GRANDPA is in.
	///
	/// # Errors
	/// When it does not answer.
	pub fn round(&self) -> Result<u64> {
		let state = self.ask("grandpa_roundState", json!([]))?;
		state["best"]["round"].as_u64().context("a round")
	}

	/// One of its metrics.
	///
	/// # Errors
	/// When it does not answer, was started without a port for them, or has no such one.
	pub fn metric(&self, name: &str) -> Result<f64> {
		let port = self.start.metrics.context("started without metrics")?;
		rpc::metric(SocketAddr::new(self.start.host, port), name)
	}

	/// The address by which others find it.
	///
	/// # Errors
	/// When it does not answer.
	pub fn address(&self) -> Result<String> {
		let id = self.ask("system_localPeerId", json!([]))?;
		let (host, port) = (self.start.peer, self.start.ports.1);
		Ok(format!("/ip4/{host}/tcp/{port}/p2p/{}", id.as_str().context("a peer's id")?))
	}
}

impl Drop for Node {
	fn drop(&mut self) {
		if let Some(mut process) = self.process.take() {
			let _ = process.kill();
			let _ = process.wait();
		}
	}
}
