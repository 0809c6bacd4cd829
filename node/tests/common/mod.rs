//! Real nodes in processes of their own, and what is asked of them.

use polkadot_sdk::{
	sc_consensus_babe, sp_core, sp_core::Pair, sp_runtime::generic::SignedPayload, *,
};
use salus_runtime::*;
use serde_json::{json, Value};
use std::{
	fs::File,
	io::{Read, Write},
	net::{TcpListener, TcpStream},
	path::PathBuf,
	process::{Child, Command, Stdio},
	time::{Duration, Instant, SystemTime},
};

pub const SLOT: Duration = Duration::from_secs(3);
/// For whatever must happen but may be slow on a busy machine: compiling the runtime at every start
/// takes a node a quarter of a minute of a core.
pub const SOON: Duration = Duration::from_secs(240);

/// A free port. Another process might take it before the node does; then the node says so.
fn free_port() -> u16 {
	TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// One node; it dies with this value.
pub struct Node {
	name: String,
	command: Vec<String>,
	log: PathBuf,
	pub rpc: u16,
	pub metrics: u16,
	pub p2p: u16,
	process: Child,
}

impl Node {
	/// Starts the validator `name` of `chain` with its files in `folder`.
	pub fn start(chain: &str, name: &str, folder: &std::path::Path, more: &[&str]) -> Self {
		let (rpc, metrics, p2p) = (free_port(), free_port(), free_port());
		let base = folder.join(name);
		let mut command: Vec<String> =
			["--chain", chain, "--validator"].iter().map(ToString::to_string).collect();
		command.push(format!("--{name}"));
		command.extend(["--base-path".into(), base.display().to_string()]);
		command.extend(["--rpc-port".into(), rpc.to_string()]);
		command.extend(["--prometheus-port".into(), metrics.to_string()]);
		command.extend(["--port".into(), p2p.to_string()]);
		command.push("--unsafe-force-node-key-generation".into());
		// No meeting with other networks of this machine, whose validators have the same keys.
		command.extend(["--no-mdns".into(), "--discover-local".into()]);
		command.extend(more.iter().map(ToString::to_string));
		let log = folder.join(format!("{name}.log"));
		let process = Self::spawn(&command, &log);
		Self { name: name.into(), command, log, rpc, metrics, p2p, process }
	}

	fn spawn(command: &[String], log: &PathBuf) -> Child {
		let log = File::options().create(true).append(true).open(log).unwrap();
		Command::new(env!("CARGO_BIN_EXE_salus-node"))
			.args(command)
			.stdin(Stdio::null())
			.stdout(log.try_clone().unwrap())
			.stderr(log)
			.spawn()
			.unwrap()
	}

	/// As a power cut would: SIGKILL.
	pub fn kill(&mut self) {
		self.process.kill().unwrap();
		self.process.wait().unwrap();
	}

	/// Starts it again on its files.
	pub fn restart(&mut self) {
		self.process = Self::spawn(&self.command, &self.log);
	}

	fn http(&self, port: u16, request: &str) -> std::io::Result<String> {
		let mut stream = TcpStream::connect(("127.0.0.1", port))?;
		stream.set_read_timeout(Some(Duration::from_secs(20)))?;
		stream.write_all(request.as_bytes())?;
		let mut answer = String::new();
		stream.read_to_string(&mut answer)?;
		Ok(answer.split_once("\r\n\r\n").map_or(String::new(), |(_, body)| body.into()))
	}

	/// `None` while the node does not answer.
	pub fn try_ask(&self, method: &str, params: Value) -> Option<Value> {
		let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
		let body = body.to_string();
		let request = format!(
			"POST / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
			 Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
			self.rpc,
			body.len()
		);
		let answer: Value = serde_json::from_str(&self.http(self.rpc, &request).ok()?).ok()?;
		assert!(answer.get("error").is_none(), "{method}: {answer}");
		Some(answer["result"].clone())
	}

	/// Asks until it answers.
	pub fn ask(&self, method: &str, params: Value) -> Value {
		let mut answer = None;
		until(&format!("{} answers {method}", self.name), SOON, || {
			answer = self.try_ask(method, params.clone());
			answer.is_some()
		});
		answer.unwrap()
	}

	fn header(&self, hash: Value) -> Header {
		serde_json::from_value(self.ask("chain_getHeader", json!([hash]))).unwrap()
	}

	pub fn best(&self) -> BlockNumber {
		serde_json::from_value::<Header>(self.ask("chain_getHeader", json!([]))).unwrap().number
	}

	pub fn finalised(&self) -> BlockNumber {
		self.header(self.ask("chain_getFinalizedHead", json!([]))).number
	}

	pub fn peers(&self) -> u64 {
		self.ask("system_health", json!([]))["peers"].as_u64().unwrap()
	}

	/// The round that GRANDPA is in.
	pub fn round(&self) -> u64 {
		self.ask("grandpa_roundState", json!([]))["best"]["round"].as_u64().unwrap()
	}

	/// The address by which others find it.
	pub fn address(&self) -> String {
		let id = self.ask("system_localPeerId", json!([]));
		format!("/ip4/127.0.0.1/tcp/{}/p2p/{}", self.p2p, id.as_str().unwrap())
	}

	/// A counter that it offers to Prometheus.
	pub fn metric(&self, name: &str) -> f64 {
		let request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
		let text = self.http(self.metrics, request).unwrap();
		let line = text
			.lines()
			.find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['{', ' '])));
		line.unwrap_or_else(|| panic!("no {name}")).rsplit(' ').next().unwrap().parse().unwrap()
	}

	/// The first block above `above` with a user's extrinsic: its number and slot.
	pub fn block_with_user(&self, above: BlockNumber) -> Option<(BlockNumber, u64)> {
		(above + 1..=self.best()).find_map(|number| {
			let hash = self.ask("chain_getBlockHash", json!([number]));
			let block = self.ask("chain_getBlock", json!([hash.clone()]));
			let extrinsics = block["block"]["extrinsics"].as_array()?.len();
			let header = self.header(hash);
			let digest = sc_consensus_babe::find_pre_digest::<OpaqueBlock>(&header).unwrap();
			(extrinsics > 1).then_some((number, *digest.slot()))
		})
	}

	/// Sends a transaction of Alice, and returns the best block before.
	pub fn send(&self) -> BlockNumber {
		let before = self.best();
		let alice = sp_core::sr25519::Pair::from_string("//Alice", None).unwrap();
		let who = AccountId::from(alice.public());
		let nonce = self.ask("system_accountNextIndex", json!([who.to_string()]));
		let nonce = nonce.as_u64().unwrap() as u32;
		let genesis = self.ask("chain_getBlockHash", json!([0]));
		let extrinsic = signed(&alice, nonce, serde_json::from_value(genesis).unwrap());
		let bytes = sp_core::bytes::to_hex(&codec::Encode::encode(&extrinsic), false);
		let hash = self.ask("author_submitExtrinsic", json!([bytes]));
		println!("{} sends {hash}, nonce {nonce}, on block {before}", self.name);
		before
	}
}

impl Drop for Node {
	fn drop(&mut self) {
		let _ = self.process.kill();
		let _ = self.process.wait();
		if std::thread::panicking() {
			let log = std::fs::read_to_string(&self.log).unwrap_or_default();
			let lines: Vec<&str> = log.lines().collect();
			let tail = &lines[lines.len().saturating_sub(40)..];
			eprintln!("---- {} ----\n{}", self.name, tail.join("\n"));
		}
	}
}

/// The hospital adds a key: as good a transaction as any.
fn signed(pair: &sp_core::sr25519::Pair, nonce: u32, genesis: sp_core::H256) -> UncheckedExtrinsic {
	let key = salus_primitives::PublicKey::X25519(salus_primitives::Hash32([nonce as u8 + 1; 32]));
	let call = RuntimeCall::from(pallet_registry::Call::add_key { key });
	let extension: TxExtension = (
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(sp_runtime::generic::Era::Immortal),
		frame_system::CheckNonce::from(nonce.into()),
		frame_system::CheckWeight::new(),
		gate::SalusGate,
		gate::BelowRights(pallet_transaction_payment::ChargeTransactionPayment::from(0).into()),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	);
	let (spec, transaction) = (VERSION.spec_version, VERSION.transaction_version);
	let implicit = ((), (), spec, transaction, genesis, genesis, (), (), (), (), None, ());
	let payload = SignedPayload::from_raw(call, extension, implicit);
	let signature = codec::Encode::using_encoded(&payload, |bytes| pair.sign(bytes));
	let (call, extension, _) = payload.deconstruct();
	UncheckedExtrinsic::new_signed(call, pair.public().into(), signature.into(), extension)
}

/// The slot of this moment.
pub fn slot_now() -> u64 {
	let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
	(since.as_millis() / SLOT.as_millis()) as u64
}

/// Asks again and again until it is true, and fails after `limit`. How long it took.
pub fn until(what: &str, limit: Duration, mut holds: impl FnMut() -> bool) -> Duration {
	let start = Instant::now();
	while !holds() {
		assert!(start.elapsed() < limit, "not within {limit:?}: {what}");
		std::thread::sleep(Duration::from_millis(100));
	}
	start.elapsed()
}
