//! The `salus validator` commands against a real node of sessions of half a minute.

#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::{
	fs::{self, File},
	net::TcpListener,
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	time::{Duration, Instant},
};

/// A slow machine needs its time.
const SOON: Duration = Duration::from_secs(240);
/// The only validator of the development chain; its institution is number 1.
const ALICE: &str = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
const BOB: &str = "0x8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48";

/// A node, and homes that use it.
struct Node {
	folder: tempfile::TempDir,
	/// Where it offers all methods.
	url: String,
	/// Where it offers safe ones only.
	safe: String,
	process: Child,
}

impl Drop for Node {
	fn drop(&mut self) {
		let _ = self.process.kill();
		let _ = self.process.wait();
		if std::thread::panicking() {
			let log = fs::read_to_string(self.folder.path().join("node.log")).unwrap_or_default();
			let lines: Vec<&str> = log.lines().collect();
			eprintln!("{}", lines[lines.len().saturating_sub(40)..].join("\n"));
		}
	}
}

/// The node's binary, beside the command's.
fn binary() -> PathBuf {
	let path = Path::new(env!("CARGO_BIN_EXE_salus")).with_file_name("salus-node");
	assert!(path.exists(), "{} is not built: run `cargo build --workspace`", path.display());
	path
}

/// A free port. Another process might take it before the node does; then the node says so.
fn free_port() -> u16 {
	TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The development chain with sessions of ten slots.
fn chain(folder: &Path) -> PathBuf {
	let spec =
		Command::new(binary()).args(["export-chain-spec", "--chain", "dev"]).output().unwrap();
	let mut spec: Value = serde_json::from_slice(&spec.stdout).unwrap();
	spec["genesis"]["runtimeGenesis"]["patch"]["stake"]["sessionSlots"] = 10.into();
	let path = folder.join("chain.json");
	fs::write(&path, spec.to_string()).unwrap();
	path
}

impl Node {
	fn start() -> Self {
		let folder = tempfile::tempdir().unwrap();
		let (all, safe) = (free_port(), free_port());
		let log = File::create(folder.path().join("node.log")).unwrap();
		let endpoint = |port, methods| format!("listen-addr=127.0.0.1:{port},methods={methods}");
		let process = Command::new(binary())
			.args(["--alice", "--validator", "--always-author", "--no-mdns", "--no-prometheus"])
			.args(["--unsafe-force-node-key-generation", "--port", &free_port().to_string()])
			.args(["--experimental-rpc-endpoint", &endpoint(all, "unsafe")])
			.args(["--experimental-rpc-endpoint", &endpoint(safe, "safe")])
			.arg("--chain")
			.arg(chain(folder.path()))
			.arg("--base-path")
			.arg(folder.path().join("node"))
			.stdin(Stdio::null())
			.stdout(log.try_clone().unwrap())
			.stderr(log)
			.spawn()
			.unwrap();
		let url = |port| format!("ws://127.0.0.1:{port}");
		let node = Self { folder, url: url(all), safe: url(safe), process };
		node.until("it makes blocks", || {
			let (success, output, _) = node.salus("alice", &["--json", "validator", "session"]);
			success && serde_json::from_str::<Value>(&output).unwrap()["passed"] != 0
		});
		node
	}

	/// Exit, standard output, standard error of the command with the identity `who`.
	fn salus(&self, who: &str, args: &[&str]) -> (bool, String, String) {
		let output = Command::new(env!("CARGO_BIN_EXE_salus"))
			.args(["--node", &self.url, "--home"])
			.arg(self.folder.path().join(who))
			.args(args)
			.env_remove("SALUS_HOME")
			.env_remove("SALUS_NODE")
			.output()
			.unwrap();
		let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
		(output.status.success(), text(output.stdout), text(output.stderr))
	}

	fn works(&self, who: &str, args: &[&str]) -> String {
		let (success, output, error) = self.salus(who, args);
		assert!(success, "{args:?}: {error}");
		println!("$ salus {}\n{output}", args.join(" "));
		output
	}

	fn json(&self, who: &str, args: &[&str]) -> Value {
		serde_json::from_str(&self.works(who, &[&["--json"], args].concat())).unwrap()
	}

	fn refuses(&self, who: &str, args: &[&str], cure: &str) {
		let (success, output, error) = self.salus(who, args);
		assert!(!success, "{args:?} worked: {output}");
		assert!(error.contains(cure), "{args:?}: {error}");
		println!("$ salus {}\n{error}", args.join(" "));
	}

	fn until(&self, what: &str, mut holds: impl FnMut() -> bool) {
		let start = Instant::now();
		while !holds() {
			assert!(start.elapsed() < SOON, "not within {SOON:?}: {what}");
			std::thread::sleep(Duration::from_millis(500));
		}
	}

	fn session(&self) -> u64 {
		self.json("alice", &["validator", "session"])["index"].as_u64().unwrap()
	}

	fn alice(&self) -> Value {
		self.json("alice", &["validator", "show", ALICE])["validator"].clone()
	}
}

#[test]
fn a_validator_is_shown_gets_new_keys_leaves_and_stands_again() {
	let node = Node::start();
	node.works("alice", &["init", "--dev", "//Alice"]);
	node.works("bob", &["init", "--dev", "//Bob"]);
	who_serves_is_shown(&node);
	others_are_refused_with_a_cure(&node);
	new_keys_take_over(&node);
	the_floor_keeps_who_leaves(&node);
}

fn who_serves_is_shown(node: &Node) {
	let all = node.json("alice", &["validator", "list"]);
	let [alice] = &all["validators"].as_array().unwrap()[..] else { panic!("{all}") };
	assert_eq!((&alice["account"], &alice["institution"]), (&ALICE.into(), &1.into()));
	assert_eq!((&alice["active"], &alice["queued"]), (&true.into(), &true.into()));
	assert_eq!((&alice["state"], &alice["bond"]), (&"standing".into(), &alice["fullBond"]));
	assert!(node.works("alice", &["validator", "list"]).contains("serves, stands for election"));
	let session = node.json("alice", &["validator", "session"]);
	assert_eq!((&session["slots"], &session["floor"]), (&10.into(), &1.into()));
	assert_eq!(session["slotDuration"], 3_000);
	let (passed, left) = (session["passed"].as_u64().unwrap(), session["left"].as_u64().unwrap());
	assert_eq!(passed + left, 10);
	node.works("alice", &["validator", "session"]);
	let seats = node.json("alice", &["validator", "seats", "1"]);
	assert_eq!((&seats["seats"], &seats["validators"][0]), (&1.into(), &ALICE.into()));
	assert_eq!(node.json("alice", &["validator", "seats", "2"])["seats"], 0);
	let slashes = node.json("alice", &["validator", "slashes"]);
	assert!(slashes["slashes"].as_array().unwrap().is_empty());
}

fn others_are_refused_with_a_cure(node: &Node) {
	node.refuses("alice", &["validator", "show", BOB], "salus validator list");
	node.refuses("alice", &["validator", "seats", "99"], "no institution 99");
	node.refuses("bob", &["validator", "leave", ALICE], "institution 1 bonded");
	node.refuses("bob", &["validator", "stand", BOB], "institution 2 may run 0 validators");
	node.refuses("bob", &["validator", "keys", BOB, "--validator-node", &node.url], "stand");
	node.refuses("alice", &["validator", "stand", ALICE], "stands already");
	node.refuses("alice", &["validator", "withdraw", ALICE], "salus validator leave");
	node.refuses("alice", &["validator", "apply-slash", "0", ALICE], "no slash");
}

fn new_keys_take_over(node: &Node) {
	let safe = ["validator", "keys", ALICE, "--validator-node", &node.safe];
	node.refuses("alice", &safe, "--rpc-methods safe");

	// Proved for another account, they are refused.
	let file = node.folder.path().join("keys.json").display().to_string();
	let at = ["--validator-node", &node.url];
	node.works("alice", &[&["validator", "keys", BOB, "--out", &file], &at[..]].concat());
	let set_keys = ["validator", "set-keys", ALICE, "--keys", &file];
	node.refuses("alice", &set_keys, "the proof is not by these keys over this account");

	assert_eq!(node.alice()["keysSet"], Value::Null);
	let keys = [&["validator", "keys", ALICE], &at[..]].concat();
	let set = node.json("alice", &keys);
	let from = set["countFrom"].as_u64().unwrap();
	assert_eq!(node.alice()["keysSet"], from - 2);
	node.refuses("alice", &keys, "were set a short while ago");
	node.refuses("alice", &set_keys, "were set a short while ago");

	node.until("the new keys count", || node.session() >= from);
	let blocks = || node.alice()["blocks"].as_u64().unwrap();
	node.until("the node makes blocks with them", || blocks() > 1);
	// A wait for finality ends only if the node votes with them too.
	node.works("alice", &["institution", "add-key"]);
}

fn the_floor_keeps_who_leaves(node: &Node) {
	let left = node.works("alice", &["validator", "leave", ALICE]);
	assert!(left.contains("the floor is 1 validators and only 0 others"), "{left}");
	assert_eq!(node.alice()["state"], "leaving");
	node.refuses("alice", &["validator", "leave", ALICE], "nothing to leave");
	node.refuses("alice", &["validator", "withdraw", ALICE], "serves until session");
	let last = node.session() + 1;
	node.until("it serves two sessions later", || node.session() > last);
	let alice = node.alice();
	assert_eq!((&alice["active"], &alice["queued"]), (&true.into(), &true.into()), "{alice}");
	let stood = node.works("alice", &["validator", "stand", ALICE]);
	assert!(stood.contains("stands with bond"), "{stood}");
	assert_eq!(node.alice()["state"], "standing");
}
