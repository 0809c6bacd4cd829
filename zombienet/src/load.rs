//! A steady stream of users' transactions.

use crate::{node::Block, report::within, rpc, Network, Node, Person};
use anyhow::{anyhow, ensure, Context, Result};
use serde_json::{json, Value};
use std::{
	net::SocketAddr,
	path::{Path, PathBuf},
	sync::{
		atomic::{AtomicBool, Ordering::Relaxed},
		Arc, Mutex,
	},
	thread::{self, JoinHandle},
	time::Duration,
};

/// A person that was enrolled.
#[derive(Clone, Debug)]
pub struct Sent {
	/// The pseudonym.
	pub subject: Value,
	/// The block that the command named. Where two blocks of a height were made it may lose, and the
	/// transaction come in the next one.
	pub block: u32,
}

/// A person that was enrolled in the state of a block that a node held final.
#[derive(Clone, Debug)]
pub struct Settled {
	/// The pseudonym.
	pub subject: Value,
	/// The block.
	pub block: Block,
}

/// What became of the load.
#[derive(Clone, Default)]
pub struct Done {
	/// What a node said is in a block, and was not seen to be final yet.
	pub included: Vec<Sent>,
	/// What was final when looked at.
	pub settled: Vec<Settled>,
	/// Attempts that failed: no node answered, or the one asked was killed.
	pub failed: usize,
}

/// Enrolments, one after the other, by a provider, at whichever node answers.
pub struct Load {
	stop: Arc<AtomicBool>,
	done: Arc<Mutex<Done>>,
	worker: Option<JoinHandle<()>>,
}

/// Somebody agrees to be enrolled by a provider. Returns the paper that says so.
///
/// # Errors
/// When the node does not answer.
pub fn agree(folder: &Path, provider: u32, name: &str, node: &str) -> Result<PathBuf> {
	let patient = Person::patient(folder, name)?;
	let paper =
		patient.command(node, &["subject", "agree", "--provider", &provider.to_string()])?;
	let file = folder.join(format!("{name}.json"));
	std::fs::write(&file, paper.to_string())?;
	Ok(file)
}

/// The provider enrols the person of the paper.
///
/// # Errors
/// When the node does not answer, or dies meanwhile.
pub fn hand_in(provider: &Person, paper: &Path, node: &str) -> Result<Sent> {
	let paper = paper.display().to_string();
	let mut said = provider.command(node, &["subject", "enrol", &paper])?;
	let block = said["block"].as_u64().context("the block")? as u32;
	Ok(Sent { subject: said["subject"].take(), block })
}

/// Somebody agrees, and the provider enrols them.
///
/// # Errors
/// As the two.
pub fn enrol(folder: &Path, provider: &Person, id: u32, name: &str, node: &str) -> Result<Sent> {
	hand_in(provider, &agree(folder, id, name, node)?, node)
}

/// Whether a person is enrolled in the final state of a node.
///
/// # Errors
/// When it does not answer.
pub fn is_final(node: &Node, sent: &Sent) -> Result<bool> {
	Ok(settled(node.rpc(), &sent.subject)?.is_some())
}

/// Waits until a person is enrolled in the final state of these nodes.
///
/// # Errors
/// When it does not happen.
pub fn wait(network: &Network, these: &[usize], sent: &Sent, limit: Duration) -> Result<Duration> {
	let what = format!("the enrolment of about block {} is final", sent.block);
	within(&what, limit, || network.all_of(these, |node| is_final(node, sent)))
}

fn settled(node: SocketAddr, subject: &Value) -> Result<Option<Settled>> {
	let head = rpc::ask(node, "chain_getFinalizedHead", &json!([]))?;
	let row = rpc::ask(node, "salus_subject", &json!([subject, head]))?;
	if row.is_null() {
		return Ok(None);
	}
	let header = rpc::ask(node, "chain_getHeader", &json!([head]))?;
	let hash = head.as_str().context("a hash")?.into();
	let block = Block { number: rpc::number(&header["number"])?, hash };
	Ok(Some(Settled { subject: subject.clone(), block }))
}

impl Load {
	/// Begins, by the clinic of the `local` chain.
	///
	/// # Errors
	/// When the program is not there.
	pub fn start(network: &Network) -> Result<Self> {
		let folder: PathBuf = network.folder().join("load");
		std::fs::create_dir_all(&folder)?;
		let provider = Person::institution(&folder, "//Bob")?;
		let nodes: Vec<_> = network.nodes.iter().map(Node::rpc).collect();
		let stop = Arc::new(AtomicBool::new(false));
		let done = Arc::new(Mutex::new(Done::default()));
		let shared = (stop.clone(), done.clone());
		let worker = thread::spawn(move || run(&folder, &provider, &nodes, &shared.0, &shared.1));
		Ok(Self { stop, done, worker: Some(worker) })
	}

	/// What was sent so far.
	///
	/// # Errors
	/// When the worker panicked.
	pub fn so_far(&self) -> Result<Done> {
		Ok(self.done.lock().map_err(|_| anyhow!("the load panicked"))?.clone())
	}

	/// Ends it.
	///
	/// # Errors
	/// When the worker panicked.
	pub fn stop(mut self) -> Result<Done> {
		self.stop.store(true, Relaxed);
		let worker = self.worker.take().context("it runs")?;
		worker.join().map_err(|_| anyhow!("the load panicked"))?;
		self.so_far()
	}
}

impl Drop for Load {
	fn drop(&mut self) {
		self.stop.store(true, Relaxed);
		if let Some(worker) = self.worker.take() {
			let _ = worker.join();
		}
	}
}

fn run(
	folder: &Path,
	provider: &Person,
	nodes: &[SocketAddr],
	stop: &AtomicBool,
	done: &Mutex<Done>,
) {
	for turn in 0.. {
		if stop.load(Relaxed) {
			return;
		}
		let node = nodes[turn % nodes.len()];
		let sent = enrol(folder, provider, 2, &format!("person-{turn}"), &format!("ws://{node}"));
		let Ok(mut done) = done.lock() else { return };
		match sent {
			Ok(sent) => done.included.push(sent),
			Err(_) => {
				done.failed += 1;
				drop(done);
				thread::sleep(Duration::from_millis(300));
				continue;
			},
		}
		// What one node holds final no crash may undo.
		let Done { included, settled: known, .. } = &mut *done;
		included.retain(|sent| match settled(node, &sent.subject) {
			Ok(Some(news)) => {
				known.push(news);
				false
			},
			_ => true,
		});
	}
}

/// Whether all these are final on a node: the same blocks, and the people in the final state.
///
/// # Errors
/// With the first that is not.
pub fn check(node: &Node, sent: &[Settled]) -> Result<()> {
	let head = node.finalised()?;
	for it in sent {
		ensure!(node.holds(&it.block)?, "{}: {:?} is gone", node.name(), it.block);
		let row = node.ask("salus_subject", json!([it.subject, head.hash]))?;
		ensure!(!row.is_null(), "{}: {} is not in the final state", node.name(), it.subject);
	}
	Ok(())
}
