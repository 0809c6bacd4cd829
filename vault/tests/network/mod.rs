//! A real node and three real vaults, as processes of their own.

#![allow(clippy::unwrap_used)]

use salus_client::{
	care::{self, Outbox, Plan},
	chain::{Chain, Until},
	document::Document,
	identity::Identity,
};
use salus_primitives::{InstitutionId, LawfulBasis, RecordId, SubjectId};
use std::{
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	time::Duration,
};

/// Where the node answers. Not the default, so that a developer's node is left alone.
const NODE_PORT: u16 = 9964;
/// Institution, development key, port of the three vaults, as the development chain has them.
const VAULTS: [(u32, &str, u16); 3] = [(3, "Charlie", 9701), (4, "Dave", 9702), (5, "Eve", 9703)];

/// What runs; it ends with the test.
pub struct Network {
	pub folder: tempfile::TempDir,
	node: Child,
	vaults: Vec<Option<Child>>,
	pub chain: Chain,
}

impl Drop for Network {
	fn drop(&mut self) {
		for child in self.vaults.iter_mut().flatten().chain([&mut self.node]) {
			let _ = child.kill();
			let _ = child.wait();
		}
	}
}

/// The folder of the built binaries, beside the test's own.
fn binary(name: &str) -> PathBuf {
	let vault = Path::new(env!("CARGO_BIN_EXE_salus-vault"));
	let path = vault.with_file_name(name);
	assert!(path.exists(), "{} is not built: run `cargo build --workspace`", path.display());
	path
}

fn spawn(command: &mut Command, log: &Path) -> Child {
	let log = std::fs::File::options().create(true).append(true).open(log).unwrap();
	let errors = log.try_clone().unwrap();
	command.stdin(Stdio::null()).stdout(log).stderr(errors).spawn().unwrap()
}

fn url() -> String {
	format!("ws://127.0.0.1:{NODE_PORT}")
}

fn start_node(folder: &Path) -> Child {
	let port = NODE_PORT.to_string();
	spawn(
		Command::new(binary("salus-node"))
			.args([
				"--dev",
				"--always-author",
				"--no-prometheus",
				"--rpc-port",
				&port,
				"--port",
				"30964",
			])
			.arg("--base-path")
			.arg(folder.join("node")),
		&folder.join("node.log"),
	)
}

async fn connect() -> Chain {
	for _ in 0..1500 {
		if let Ok(chain) = Chain::connect(&url()).await {
			let head = chain.finalised().await.unwrap();
			if chain.number(head).await.unwrap() > 0 {
				return chain;
			}
		}
		tokio::time::sleep(Duration::from_millis(200)).await;
	}
	panic!("the node does not finalise within five minutes");
}

impl Network {
	pub async fn start() -> Self {
		let folder = tempfile::tempdir().unwrap();
		let node = start_node(folder.path());
		let chain = connect().await;
		let mut network = Self { folder, node, vaults: vec![None, None, None], chain };
		for which in 0..3 {
			network.start_vault(which).await;
		}
		network
	}

	pub fn disk(&self, which: usize) -> PathBuf {
		self.folder.path().join(format!("vault-{which}"))
	}

	pub async fn start_vault(&mut self, which: usize) {
		let (_, name, port) = VAULTS[which];
		let mut command = Command::new(env!("CARGO_BIN_EXE_salus-vault"));
		command.args(["--dev", name, "--node", &url(), "--listen", &format!("127.0.0.1:{port}")]);
		command.arg("--data").arg(self.disk(which));
		let log = self.folder.path().join(format!("vault-{which}.log"));
		self.vaults[which] = Some(spawn(&mut command, &log));
		let status = format!("{}/v1/status", Self::endpoint(which));
		for _ in 0..150 {
			if reqwest::get(&status).await.is_ok() {
				return;
			}
			tokio::time::sleep(Duration::from_millis(200)).await;
		}
		panic!("vault {which}: {}", std::fs::read_to_string(log).unwrap());
	}

	/// As a power cut does.
	pub fn kill_vault(&mut self, which: usize) {
		let mut child = self.vaults[which].take().expect("it runs");
		child.kill().unwrap();
		child.wait().unwrap();
	}

	pub fn kill_node(&mut self) {
		self.node.kill().unwrap();
		self.node.wait().unwrap();
	}

	pub async fn restart_node(&mut self) {
		self.node = start_node(self.folder.path());
		self.chain = connect().await;
	}

	pub fn endpoint(which: usize) -> String {
		format!("http://127.0.0.1:{}", VAULTS[which].2)
	}

	pub fn custodians() -> Vec<InstitutionId> {
		VAULTS.iter().map(|(id, ..)| InstitutionId(*id)).collect()
	}

	/// An institution with its key registered.
	pub async fn institution(&self, uri: &str) -> Identity {
		let identity = Identity::from_uri(uri).unwrap();
		care::register_key(&self.chain, &identity).await.unwrap();
		identity
	}

	/// A person enrolled by the hospital.
	pub async fn patient(&self, hospital: &Identity) -> (Identity, SubjectId) {
		let patient = Identity::generate();
		let enrolment = care::agree(&patient, &self.chain.genesis(), InstitutionId(1));
		care::enrol(&self.chain, hospital, &enrolment).await.unwrap();
		(patient, enrolment.subject)
	}

	pub fn outbox(&self) -> Outbox {
		Outbox::open(self.folder.path().join("outbox")).unwrap()
	}

	pub fn plan(subject: SubjectId, patient: &Identity) -> Plan {
		Plan {
			subject,
			subject_key: patient.encryption.public(),
			folder: None,
			keep: (LawfulBasis::LegalObligation, 2036),
			custodians: Self::custodians(),
			threshold: 2,
		}
	}

	/// A document issued to the patient, final.
	pub async fn issue(
		&self,
		hospital: &Identity,
		patient: &Identity,
		subject: SubjectId,
		document: Document,
	) -> RecordId {
		let plan = Self::plan(subject, patient);
		let outbox = self.outbox();
		let issued = care::issue(&self.chain, hospital, &outbox, &plan, &[document]).await.unwrap();
		care::deliver(&self.chain, hospital, &outbox, None).await.unwrap();
		self.settle().await;
		issued[0].record
	}

	/// Waits until what is in a block now is final.
	pub async fn settle(&self) {
		let identity = Identity::from_uri("//Ferdie").unwrap();
		let key = Identity::generate().encryption.public();
		let call = salus_client::chain::Call::add_key(key);
		self.chain.submit(&identity, call, Until::Final).await.unwrap();
	}
}

/// Whether any file below a folder holds these bytes.
pub fn on_disk(folder: &Path, needle: &[u8]) -> bool {
	std::fs::read_dir(folder).unwrap().any(|entry| {
		let path = entry.unwrap().path();
		if path.is_dir() {
			return on_disk(&path, needle);
		}
		let bytes = std::fs::read(path).unwrap();
		bytes.windows(needle.len()).any(|window| window == needle)
	})
}
