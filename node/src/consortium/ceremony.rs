//! The key ceremony: each validator makes its session keys where they stay, and shows what is public
//! of them.

use super::{file, summary::genesis_hash, values};
use crate::chain_spec::ChainSpec;
use codec::Encode;
use polkadot_sdk::{
	sp_runtime::{
		traits::{BlakeTwo256, Hash, OpaqueKeys},
		BuildStorage,
	},
	*,
};
use salus_runtime::{AccountId, Runtime, SessionKeys};
use sc_cli::KeystoreParams;
use sc_network::{
	config::{NodeKeyConfig, Secret},
	Multiaddr,
};
use sc_service::{BasePath, KeystoreContainer};
use sp_core::{
	crypto::{key_types, KeyTypeId, Ss58Codec},
	proof_of_possession::statement_of_ownership,
	ByteArray, H256,
};
use sp_keystore::KeystorePtr;
use std::{
	fs,
	path::{Path, PathBuf},
};

const SESSION_KEYS: [KeyTypeId; 3] =
	[key_types::BABE, key_types::GRANDPA, key_types::AUTHORITY_DISCOVERY];

/// Where a node keeps its keys.
#[derive(Debug, Clone, clap::Args)]
pub struct Place {
	/// The folder that the node will be started with.
	#[arg(long, value_name = "DIR")]
	base_path: PathBuf,

	/// The folder of the keystore, if the node will be started with one of its own.
	#[arg(long, value_name = "DIR")]
	keystore_path: Option<PathBuf>,

	/// A file with the password of the keystore, if the node will be started with one.
	#[arg(long, value_name = "FILE")]
	password_filename: Option<PathBuf>,
}

impl Place {
	fn folder(&self, chain_id: &str) -> PathBuf {
		BasePath::new(&self.base_path).config_dir(chain_id)
	}

	fn keystore_folder(&self, chain_id: &str) -> PathBuf {
		self.keystore_path.clone().unwrap_or_else(|| self.folder(chain_id).join("keystore"))
	}

	/// What a chain that has run here left behind: any folder but those of the keys.
	fn database(&self, chain_id: &str) -> Option<PathBuf> {
		let keys = self.keystore_folder(chain_id);
		let all = fs::read_dir(self.folder(chain_id)).ok()?.filter_map(Result::ok);
		let folders = all.map(|it| it.path()).filter(|it| it.is_dir());
		folders
			.filter(|it| *it != keys && !it.ends_with("keystore") && !it.ends_with("network"))
			.min()
	}

	/// As the node itself finds it.
	fn node_key(&self, chain_id: &str) -> PathBuf {
		self.folder(chain_id).join("network").join("secret_ed25519")
	}

	fn keystore(&self, chain_id: &str) -> Result<KeystorePtr, String> {
		let params = KeystoreParams {
			keystore_path: self.keystore_path.clone(),
			password_interactive: false,
			password: None,
			password_filename: self.password_filename.clone(),
		};
		let folder = self.folder(chain_id);
		let config = params
			.keystore_config(&folder)
			.map_err(|error| format!("cannot read the password file: {error}"))?;
		KeystoreContainer::new(&config)
			.map(|it| it.keystore())
			.map_err(|error| format!("cannot open the keystore in {}: {error}", folder.display()))
	}
}

/// The peer id that belongs to a node key. Makes the key if there is none.
fn peer_id(node_key: &Path) -> Result<String, String> {
	let pair = NodeKeyConfig::Ed25519(Secret::File(node_key.into())).into_keypair();
	pair.map(|it| it.public().to_peer_id().to_string())
		.map_err(|error| format!("the node key {} is not usable: {error}", node_key.display()))
}

/// Where others reach a node, without its peer id.
fn reached_at(text: &str) -> Result<Multiaddr, String> {
	let cure = "write it as /dns/HOST/tcp/30333";
	let address = text.parse::<Multiaddr>().map_err(|error| format!("{error}: {cure}"))?;
	match address.to_string().contains("/p2p/") {
		true => Err(format!(
			"it has a peer id already: {cure}, and the ceremony adds the one of this machine's node key"
		)),
		false => Ok(address),
	}
}

/// Make the session keys of a validator on its own machine, and print what is public of them.
///
/// The keys are written to the node's keystore, where only the owner of the files reads them, and
/// never leave it. What is printed goes into the file of the consortium: the public keys, the proof
/// that this machine holds them for the validator's account, and the peer id.
#[derive(Debug, Clone, clap::Parser)]
pub struct CeremonyCmd {
	#[command(flatten)]
	place: Place,

	/// The id of the chain, as the file of the consortium has it.
	#[arg(long, value_name = "ID", value_parser = |text: &str| file::chain_id(text.into()))]
	chain_id: String,

	/// The account of the validator, as an address.
	#[arg(long, value_name = "ADDRESS", value_parser = values::address)]
	account: AccountId,

	/// Where others reach this node, such as /dns/node.hospital.example/tcp/30333.
	#[arg(long, value_name = "MULTIADDR", value_parser = reached_at)]
	peer_address: Option<Multiaddr>,

	/// Make new session keys though there are some. The old ones stay in the keystore, for a chain
	/// that has started with them; only the block that is printed last goes into the file. The node
	/// key and with it the peer id stay.
	#[arg(long)]
	renew: bool,
}

impl CeremonyCmd {
	/// Makes the keys and prints the block.
	pub fn run(&self) -> Result<(), String> {
		let folder = self.place.folder(&self.chain_id);
		private_folder(&self.place.base_path)?;
		private_folder(&folder)?;
		private_folder(&self.place.keystore_folder(&self.chain_id))?;
		if let Some(database) = self.place.database(&self.chain_id).filter(|_| !self.renew) {
			return Err(format!(
				"a chain of the id {} has run on this machine: there is {}. A chain that is founded \
				 again needs another id and new keys: votes in both with the same keys count as voting \
				 twice, and cost the bond. Choose a new --chain-id, or make new keys with --renew",
				self.chain_id,
				database.display()
			));
		}
		let keystore = self.place.keystore(&self.chain_id)?;
		let there =
			SESSION_KEYS.iter().any(|kind| keystore.keys(*kind).is_ok_and(|it| !it.is_empty()));
		if there && !self.renew {
			return Err(format!(
				"there are session keys for {} in {} already; use what was printed when they were \
				 made (never for a chain that is founded again), or make new ones beside them with \
				 --renew",
				self.chain_id,
				folder.display()
			));
		}
		let (keys, proof) = make(&keystore, &self.account)
			.map_err(|error| format!("cannot make keys in {}: {error}", folder.display()))?;
		let node_key = self.place.node_key(&self.chain_id);
		if let Some(network) = node_key.parent() {
			private_folder(network)?;
		}
		let peer = peer_id(&node_key)?;
		println!("{}", self.block(&keys, &proof, &peer));
		eprintln!("The keys are in {} and stay there.", folder.display());
		eprintln!("Send the block above to whoever writes the file of the consortium.");
		Ok(())
	}

	fn block(&self, keys: &SessionKeys, proof: &[u8], peer: &str) -> String {
		let hex = |bytes: &[u8]| sp_core::bytes::to_hex(bytes, false);
		let key = |kind| hex(keys.get_raw(kind));
		let peer = match &self.peer_address {
			Some(address) => format!("peer = \"{address}/p2p/{peer}\""),
			None => format!("# peer = \"/dns/HOST/tcp/30333/p2p/{peer}\""),
		};
		[
			"[[institution.validator]]".into(),
			format!("account = \"{}\"", self.account.to_ss58check()),
			format!("babe = \"{}\"", key(key_types::BABE)),
			format!("grandpa = \"{}\"", key(key_types::GRANDPA)),
			format!("authority-discovery = \"{}\"", key(key_types::AUTHORITY_DISCOVERY)),
			format!("proof = \"{}\"", hex(proof)),
			peer,
		]
		.join("\n")
	}
}

/// Makes a folder that only its owner looks into, or says that others look into the one there is.
fn private_folder(folder: &Path) -> Result<(), String> {
	let mut builder = fs::DirBuilder::new();
	builder.recursive(true);
	#[cfg(unix)]
	std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
	let cannot = |error: std::io::Error| format!("cannot make {}: {error}", folder.display());
	builder.create(folder).map_err(cannot)?;
	#[cfg(unix)]
	{
		let metadata = fs::metadata(folder).map_err(cannot)?;
		let mode = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777;
		if mode & 0o077 != 0 {
			eprintln!(
				"warning: {0} is open to others (mode {mode:04o}); close it: chmod 700 {0}",
				folder.display()
			);
		}
	}
	Ok(())
}

/// New keys, and the proof that `author_rotateKeysWithOwner` would give for them.
fn make(
	keystore: &KeystorePtr,
	owner: &AccountId,
) -> Result<(SessionKeys, Vec<u8>), sp_keystore::Error> {
	let babe = keystore.sr25519_generate_new(key_types::BABE, None)?;
	let grandpa = keystore.ed25519_generate_new(key_types::GRANDPA, None)?;
	let discovery = keystore.sr25519_generate_new(key_types::AUTHORITY_DISCOVERY, None)?;
	let keys = SessionKeys {
		babe: babe.into(),
		grandpa: grandpa.into(),
		authority_discovery: discovery.into(),
	};
	let unavailable = || sp_keystore::Error::Unavailable;
	let proof = sign(keystore, &keys, &statement_of_ownership(&owner.encode()))
		.filter(|proof| keys.ownership_proof_is_valid(&owner.encode(), proof))
		.ok_or_else(unavailable)?;
	Ok((keys, proof))
}

/// The signatures of all session keys, if the keystore has them all.
fn sign(keystore: &KeystorePtr, keys: &SessionKeys, statement: &[u8]) -> Option<Vec<u8>> {
	let sr25519 = |kind| {
		let public = ByteArray::from_slice(keys.get_raw(kind)).ok()?;
		keystore.sr25519_sign(kind, &public, statement).ok().flatten()
	};
	let public = ByteArray::from_slice(keys.get_raw(key_types::GRANDPA)).ok()?;
	let grandpa = keystore.ed25519_sign(key_types::GRANDPA, &public, statement).ok().flatten()?;
	let babe = sr25519(key_types::BABE)?;
	Some((babe, grandpa, sr25519(key_types::AUTHORITY_DISCOVERY)?).encode())
}

/// Parts of a specification that are not in the hash of the first block, and what they would do.
const BESIDE_GENESIS: [(&str, &str); 4] = [
	("codeSubstitutes", "run other code than the one that was agreed"),
	("badBlocks", "refuse blocks that the others agree on"),
	("forkBlocks", "follow other blocks than the ones that the others agree on"),
	("telemetryEndpoints", "tell strangers what it does"),
];

/// Reads a specification that does nothing else than what was agreed, and its BLAKE2b-256 hash.
fn agreed(file: &Path) -> Result<(ChainSpec, H256), String> {
	let bytes =
		fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
	let json: serde_json::Value = serde_json::from_slice(&bytes)
		.map_err(|error| format!("{} is no specification: {error}", file.display()))?;
	for (key, does) in BESIDE_GENESIS {
		let is_empty = match json.get(key) {
			None | Some(serde_json::Value::Null) => true,
			Some(serde_json::Value::Array(all)) => all.is_empty(),
			Some(serde_json::Value::Object(all)) => all.is_empty(),
			Some(_) => false,
		};
		if !is_empty {
			return Err(format!(
				"no: {} has {key}, with which a node would {does}; make it with `salus-node chain-spec` \
				 from the file that was agreed",
				file.display()
			));
		}
	}
	let hash = BlakeTwo256::hash(&bytes);
	Ok((ChainSpec::from_json_bytes(bytes)?, hash))
}

/// Does this machine hold the keys of a validator that a chain starts with?
///
/// The end of a ceremony: everybody runs it on the specification that was distributed, and says yes.
#[derive(Debug, Clone, clap::Parser)]
pub struct CheckCmd {
	#[command(flatten)]
	place: Place,

	/// The specification.
	#[arg(long, value_name = "FILE")]
	chain: PathBuf,
}

impl CheckCmd {
	/// Says yes, or why not.
	pub fn run(&self) -> Result<(), String> {
		let (spec, specification) = agreed(&self.chain)?;
		let storage = spec.build_storage()?;
		let hash = genesis_hash(storage.clone());
		let folder = self.place.folder(spec.id());
		let node_key = self.place.node_key(spec.id());
		if !folder.exists() {
			return Err(format!(
				"no: there is no {}; is this the base path and the chain id ({}) of the ceremony?",
				folder.display(),
				spec.id()
			));
		}
		let keystore = self.place.keystore(spec.id())?;
		let mut chain = sp_io::TestExternalities::from(storage);
		let own = chain.execute_with(|| {
			let validators = pallet_session::QueuedKeys::<Runtime>::get();
			let (account, _) = validators.into_iter().find(|(account, keys)| {
				let owner = account.encode();
				sign(&keystore, keys, &statement_of_ownership(&owner))
					.is_some_and(|proof| keys.ownership_proof_is_valid(&owner, &proof))
			})?;
			let row = pallet_stake::Validators::<Runtime>::get(&account)?;
			Some((account, row.institution))
		});
		let Some((account, institution)) = own else {
			return Err(format!(
				"no: {} holds the keys of no validator of this chain; send the block of the last \
				 ceremony on this machine to whoever writes the file, and have the chain made again",
				folder.display()
			));
		};
		if !node_key.exists() {
			return Err(format!(
				"no: the session keys are here, but no node key in {}; copy it back, or run the \
				 ceremony with --renew",
				node_key.display()
			));
		}
		let peer = peer_id(&node_key)?;
		let known = spec.boot_nodes().iter().any(|it| it.peer_id.to_string() == peer);
		println!("yes: this is validator {} of institution {institution}", account.to_ss58check());
		println!(
			"peer id       {peer} ({})",
			if known { "known to all others" } else { "not in the specification" }
		);
		println!("specification {specification:?} (BLAKE2b-256)");
		println!("genesis hash  {hash:?}");
		if let Some(database) = self.place.database(spec.id()) {
			eprintln!(
				"warning: a chain has run here with keys of this folder: there is {}. If the chain of \
				 this specification is another one, found it with another id and new keys (`salus-node \
				 key ceremony --renew`): votes in both count as voting twice, and cost the bond",
				database.display()
			);
		}
		Ok(())
	}
}
