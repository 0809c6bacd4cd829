//! Those who send transactions, by the `salus` command.

use crate::{report::within, tool, Node};
use anyhow::{ensure, Context, Result};
use serde_json::{json, Value};
use std::{
	fs,
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	time::Duration,
};

/// Longer than it takes until a motion may be closed or carried out on the `local` chain.
const DUE: Duration = Duration::from_secs(180);

/// A home folder of the `salus` command.
#[derive(Clone)]
pub struct Person {
	home: PathBuf,
}

impl Person {
	/// An institution with a well-known development key such as `//Alice`.
	///
	/// # Errors
	/// When the program is not there.
	pub fn institution(folder: &Path, key: &str) -> Result<Self> {
		let home = folder.join("home").join(key.trim_matches('/').replace("//", "-"));
		let person = Self { home };
		person.command("", &["init", "--dev", key])?;
		Ok(person)
	}

	/// Somebody with fresh keys.
	///
	/// # Errors
	/// When the program is not there.
	pub fn patient(folder: &Path, name: &str) -> Result<Self> {
		let person = Self { home: folder.join("home").join(name) };
		person.command("", &["init"])?;
		Ok(person)
	}

	/// Its folder.
	pub fn home(&self) -> &Path {
		&self.home
	}

	/// Runs `salus` and returns the last thing that it printed.
	///
	/// # Errors
	/// When it was refused; with the reason.
	pub fn salus(&self, node: &Node, arguments: &[&str]) -> Result<Value> {
		self.command(&node.url(), arguments)
	}

	/// The same by the node's address.
	///
	/// # Errors
	/// As [`Person::salus`].
	pub fn command(&self, node: &str, arguments: &[&str]) -> Result<Value> {
		let said = tool::output(&mut self.start(node, arguments)?)?;
		let last = said.lines().last().unwrap_or("null");
		serde_json::from_str(last).with_context(|| format!("salus {arguments:?} said {said}"))
	}

	fn start(&self, node: &str, arguments: &[&str]) -> Result<Command> {
		let mut salus = Command::new(tool::path("salus")?);
		salus.arg("--json").arg("--home").arg(&self.home);
		if !node.is_empty() {
			salus.args(["--node", node]);
		}
		salus.args(arguments);
		Ok(salus)
	}
}

/// How a motion that was carried out ended, or null.
fn outcome(node: &Node, motion: &str) -> Result<Value> {
	let outcomes = node.ask("salus_outcomes", json!([]))?;
	let outcomes = outcomes.as_array().context("a list of outcomes")?;
	let id: Value = serde_json::from_str(motion)?;
	let it = outcomes.iter().find(|it| it["id"] == id);
	Ok(it.map_or(Value::Null, |it| it["outcome"].clone()))
}

/// The chambers' members whose votes carry a motion on the `local` chain.
pub struct Decision {
	hospital: Person,
	clinic: Person,
	regulator: Person,
	advocate: Person,
	insurer: Person,
	text: PathBuf,
}

impl Decision {
	/// Their homes in a folder.
	///
	/// # Errors
	/// When the program is not there.
	pub fn new(folder: &Path) -> Result<Self> {
		let of = |key| Person::institution(folder, key);
		let text = folder.join("motion.txt");
		fs::write(&text, "What the drill needs.\n")?;
		Ok(Self {
			hospital: of("//Alice")?,
			clinic: of("//Bob")?,
			regulator: of("//One")?,
			advocate: of("//Alice//stash")?,
			insurer: of("//Bob//stash")?,
			text,
		})
	}

	/// The hospital proposes. Returns the motion.
	///
	/// # Errors
	/// When it is refused.
	pub fn open(&self, node: &Node, what: &[&str]) -> Result<String> {
		let text = self.text.display().to_string();
		let propose = [&["motion", "propose"], what, &["--text", &text]].concat();
		let motion = self.hospital.salus(node, &propose)?["motion"].to_string();
		ensure!(motion != "null", "no motion was made");
		Ok(motion)
	}

	/// The hospital proposes; providers, regulators, patients and payers vote in favour. Returns the
	/// motion, which waits to be closed.
	///
	/// # Errors
	/// When one of them is refused.
	pub fn propose(&self, node: &Node, what: &[&str]) -> Result<String> {
		let motion = self.open(node, what)?;
		let vote = ["motion", "vote", motion.as_str(), "aye"];
		let voters = [&self.clinic, &self.regulator, &self.advocate, &self.insurer];
		// Each waits for its block, so all at once.
		std::thread::scope(|scope| {
			let votes = voters.map(|voter| scope.spawn(move || voter.salus(node, &vote)));
			votes.into_iter().try_for_each(|vote| {
				vote.join().map_err(|_| anyhow::anyhow!("a voter panicked"))?.map(drop)
			})
		})?;
		Ok(motion)
	}

	/// Closes a motion as soon as the chain lets it.
	///
	/// # Errors
	/// When it does not.
	pub fn close(&self, node: &Node, motion: &str) -> Result<()> {
		let what = format!("motion close {motion}");
		within(&what, DUE, || self.hospital.salus(node, &["motion", "close", motion]).map(|_| true))
			.map(drop)
	}

	/// Carries a motion out as soon as the chain lets it. Does not wait until that is final: where
	/// finality has stopped, the command waits in vain, and is ended.
	///
	/// # Errors
	/// When the chain does not let it, or could not do what was decided.
	pub fn enact(&self, node: &Node, motion: &str) -> Result<()> {
		let mut running: Option<Child> = None;
		let done = within(&format!("motion enact {motion}"), DUE, || {
			let over = match &mut running {
				Some(command) => command.try_wait()?.is_some(),
				None => true,
			};
			let outcome = outcome(node, motion)?;
			if outcome.is_null() && over {
				let mut salus = self.hospital.start(&node.url(), &["motion", "enact", motion])?;
				running = Some(salus.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?);
			}
			ensure!(outcome.is_null() || outcome == "done", "motion {motion}: {outcome}");
			Ok(!outcome.is_null())
		});
		if let Some(mut command) = running {
			let _ = command.kill();
			let _ = command.wait();
		}
		done.map(drop)
	}

	/// From the proposal to the effect.
	///
	/// # Errors
	/// As the steps.
	pub fn decide(&self, node: &Node, what: &[&str]) -> Result<()> {
		let motion = self.propose(node, what)?;
		self.close(node, &motion)?;
		self.enact(node, &motion)
	}
}
