//! The chains that the binary knows by name. Others come as a file.

use polkadot_sdk::*;
use salus_runtime::WASM_BINARY;
use sc_service::{ChainType, GenericChainSpec, Properties};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};

/// A chain specification without extensions.
pub type ChainSpec = GenericChainSpec;

/// The runtime that a new chain starts with.
pub fn wasm() -> Result<&'static [u8], String> {
	WASM_BINARY.ok_or_else(|| "built without the wasm runtime: unset SKIP_WASM_BUILD".into())
}

/// How wallets show units and addresses.
pub fn properties() -> Properties {
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), "UNIT".into());
	properties.insert("tokenDecimals".into(), 12.into());
	properties.insert("ss58Format".into(), 42.into());
	properties
}

fn from_preset(name: &str, id: &str, chain: ChainType, preset: &str) -> Result<ChainSpec, String> {
	Ok(ChainSpec::builder(wasm()?, None)
		.with_name(name)
		.with_id(id)
		.with_chain_type(chain)
		.with_protocol_id("salus")
		.with_properties(properties())
		.with_genesis_config_preset_name(preset)
		.build())
}

/// `dev`: one validator.
pub fn development() -> Result<ChainSpec, String> {
	let kind = ChainType::Development;
	from_preset("Salus Development", "salus_dev", kind, DEV_RUNTIME_PRESET)
}

/// `local`: four validators on one machine.
pub fn local() -> Result<ChainSpec, String> {
	let kind = ChainType::Local;
	from_preset("Salus Local", "salus_local", kind, LOCAL_TESTNET_RUNTIME_PRESET)
}
