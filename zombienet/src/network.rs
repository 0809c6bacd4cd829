//! Nodes that know each other.

use crate::{
	node::{Block, Start},
	report::{self, within},
	Node, Spec, SOON,
};
use anyhow::{ensure, Result};
use std::{
	path::{Path, PathBuf},
	time::Duration,
};
use tempfile::TempDir;

/// The first node's network key is fixed, so that the others know where to find it.
pub const FIRST_KEY: &str = "5a1005a1005a1005a1005a1005a1005a1005a1005a1005a1005a1005a1005a10";
/// The peer id that belongs to it.
pub const FIRST_PEER: &str = "12D3KooWLp7YGpQcdBpWNXfune7GmeHTxunvbfRpwSr7JcsRxW93";
/// The validators of the `local` chain.
pub const FOUR: [&str; 4] = ["alice", "bob", "charlie", "dave"];

/// Nodes and their files.
pub struct Network {
	/// Its nodes, in the order in which they were started.
	pub nodes: Vec<Node>,
	folder: TempDir,
	spec: PathBuf,
	boot: Option<String>,
}

impl Network {
	/// A chain without nodes so far.
	///
	/// # Errors
	/// When the runtime does not take the genesis.
	pub fn new(spec: &Spec) -> Result<Self> {
		let folder = tempfile::Builder::new().prefix("salus-drill-").tempdir()?;
		let spec = spec.write(folder.path())?;
		Ok(Self { nodes: Vec::new(), folder, spec, boot: None })
	}

	/// Validators with the well-known development keys of these names, on this machine, connected.
	///
	/// # Errors
	/// When they do not find each other.
	pub fn start(spec: &Spec, names: &[&str], more: &[&str]) -> Result<Self> {
		let mut network = Self::new(spec)?;
		for name in names {
			let key = format!("--{name}");
			network.add(name, &[&["--validator", key.as_str()], more].concat())?;
		}
		network.wait()?;
		Ok(network)
	}

	/// Where its files are.
	pub fn folder(&self) -> &Path {
		self.folder.path()
	}

	/// Its chain specification.
	pub fn spec(&self) -> &Path {
		&self.spec
	}

	/// Adds a node on this machine, and returns its position.
	///
	/// # Errors
	/// When it cannot be started.
	pub fn add(&mut self, name: &str, more: &[&str]) -> Result<usize> {
		let start = Start::local(name, self.folder(), more)?;
		self.add_started(start)
	}

	/// Adds a node as described, with what every node of this network is told.
	///
	/// # Errors
	/// When it cannot be started.
	pub fn add_started(&mut self, mut start: Start) -> Result<usize> {
		// No meeting with other networks of this machine, whose validators have the same keys.
		let chain = self.spec.display().to_string();
		let common = ["--chain", &chain, "--no-mdns", "--discover-local", "--no-telemetry"];
		start.arguments.extend(common.map(Into::into));
		let (host, port) = (start.peer, start.ports.1);
		match &self.boot {
			Some(boot) => start.arguments.extend(["--bootnodes".into(), boot.clone()]),
			None => {
				start.arguments.extend(["--node-key".into(), FIRST_KEY.into()]);
				self.boot = Some(format!("/ip4/{host}/tcp/{port}/p2p/{FIRST_PEER}"));
			},
		}
		let node = Node::start(start, self.folder.path())?;
		self.nodes.push(node);
		Ok(self.nodes.len() - 1)
	}

	/// Waits until all answer and each is connected to all others.
	///
	/// # Errors
	/// When they do not find each other.
	pub fn wait(&mut self) -> Result<Duration> {
		let mut took = Duration::ZERO;
		for node in &mut self.nodes {
			took += node.wait()?;
		}
		let others = self.nodes.len() as u64 - 1;
		took += within("all are connected", SOON, || self.all(|node| Ok(node.peers()? >= others)))?;
		Ok(took)
	}

	/// Whether something is true of all its nodes.
	///
	/// # Errors
	/// Of the first that fails.
	pub fn all(&self, holds: impl FnMut(&Node) -> Result<bool>) -> Result<bool> {
		all(self.nodes.iter(), holds)
	}

	/// Whether something is true of the nodes at these positions.
	///
	/// # Errors
	/// Of the first that fails.
	pub fn all_of(
		&self,
		these: &[usize],
		holds: impl FnMut(&Node) -> Result<bool>,
	) -> Result<bool> {
		all(these.iter().map(|it| &self.nodes[*it]), holds)
	}

	/// Waits until so many blocks above the present final one are final on the nodes at these
	/// positions.
	///
	/// # Errors
	/// When finality does not get there.
	pub fn finality_goes_on(
		&self,
		these: &[usize],
		blocks: u32,
		limit: Duration,
	) -> Result<Duration> {
		let mut target = 0;
		for it in these {
			target = target.max(self.nodes[*it].finalised()?.number + blocks);
		}
		within(&format!("block {target} is final"), limit, || {
			self.all_of(these, |node| Ok(node.finalised()?.number >= target))
		})
	}

	/// Waits until a block is final on the nodes at these positions.
	///
	/// # Errors
	/// When it is not.
	pub fn is_final(&self, these: &[usize], block: &Block, limit: Duration) -> Result<Duration> {
		within(&format!("block {} is final", block.number), limit, || {
			self.all_of(these, |node| node.holds(block))
		})
	}

	/// The final block that all of these nodes have, after a check that they agree on it.
	///
	/// # Errors
	/// When two of them hold different blocks final: the worst that can happen.
	pub fn common_final(&self, these: &[usize]) -> Result<Block> {
		let mut lowest: Option<Block> = None;
		for it in these {
			let block = self.nodes[*it].finalised()?;
			if lowest.as_ref().is_none_or(|it| block.number < it.number) {
				lowest = Some(block);
			}
		}
		let lowest = lowest.ok_or_else(|| anyhow::anyhow!("of no node"))?;
		for it in these {
			let node = &self.nodes[*it];
			ensure!(
				node.holds(&lowest)?,
				"{} holds another block final than {lowest:?}",
				node.name()
			);
		}
		Ok(lowest)
	}

	/// The ends of all logs.
	pub fn last_words(&self, lines: usize) -> String {
		let of = |node: &Node| format!("---- {} ----\n{}", node.name(), node.last_words(lines));
		self.nodes.iter().map(of).collect::<Vec<_>>().join("\n")
	}
}

impl Drop for Network {
	/// What the nodes said is of use where a drill fails; all their files stay if `SALUS_KEEP` is set.
	fn drop(&mut self) {
		report::remember(self.last_words(25));
		if std::env::var_os("SALUS_KEEP").is_some() {
			self.folder.disable_cleanup(true);
			println!("     files: {}", self.folder().display());
		}
	}
}

fn all<'a>(
	mut nodes: impl Iterator<Item = &'a Node>,
	mut holds: impl FnMut(&Node) -> Result<bool>,
) -> Result<bool> {
	nodes.try_fold(true, |so_far, node| Ok(so_far && holds(node)?))
}
