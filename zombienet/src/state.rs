//! What drills read of a chain's state, by key.

use crate::Node;
use anyhow::{ensure, Context, Result};
use serde_json::{json, Value};
use sp_crypto_hashing::twox_128;

/// The key of a storage item, or of all rows of a map.
pub fn key(pallet: &str, item: &str) -> String {
	let (pallet, item) = (twox_128(pallet.as_bytes()), twox_128(item.as_bytes()));
	format!("0x{}{}", hex::encode(pallet), hex::encode(item))
}

/// The bytes of a storage item at a block, or at the best one.
///
/// # Errors
/// When the node does not answer.
pub fn read(node: &Node, pallet: &str, item: &str, at: Option<&str>) -> Result<Option<Vec<u8>>> {
	let value = node.ask("state_getStorage", json!([key(pallet, item), at]))?;
	decode(&value)
}

fn decode(value: &Value) -> Result<Option<Vec<u8>>> {
	let bytes = |text: &str| hex::decode(text.trim_start_matches("0x"));
	Ok(value.as_str().map(bytes).transpose()?)
}

/// The keys and values of a map, at most 100, at the best block.
///
/// # Errors
/// When the node does not answer.
pub fn rows(node: &Node, pallet: &str, item: &str) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
	let keys = node.ask("state_getKeysPaged", json!([key(pallet, item), 100, null]))?;
	let mut rows = Vec::new();
	for key in keys.as_array().context("a list of keys")? {
		let value = decode(&node.ask("state_getStorage", json!([key]))?)?;
		if let (Some(key), Some(value)) = (decode(key)?, value) {
			rows.push((key, value));
		}
	}
	Ok(rows)
}

/// A `u32` that is stored alone; zero where nothing is.
///
/// # Errors
/// When the node does not answer.
pub fn number(node: &Node, pallet: &str, item: &str, at: Option<&str>) -> Result<u32> {
	let Some(bytes) = read(node, pallet, item, at)? else { return Ok(0) };
	let bytes = bytes.try_into().ok().context("four bytes")?;
	Ok(u32::from_le_bytes(bytes))
}

/// The slot in which a block was made.
///
/// # Errors
/// When the node does not answer.
pub fn slot(node: &Node, at: &str) -> Result<u64> {
	let bytes = read(node, "Babe", "CurrentSlot", Some(at))?.context("the slot")?;
	Ok(u64::from_le_bytes(bytes.try_into().ok().context("eight bytes")?))
}

/// Accounts of those who serve, at a block or at the best one.
///
/// # Errors
/// When the node does not answer.
pub fn validators(node: &Node, at: Option<&str>) -> Result<Vec<String>> {
	let bytes = read(node, "Session", "Validators", at)?.context("there are validators")?;
	// A compact length of one byte: fewer than 64.
	let (length, accounts) = bytes.split_first().context("a length")?;
	ensure!(accounts.len() == usize::from(length >> 2) * 32, "not a short list of accounts");
	Ok(accounts.chunks(32).map(|it| format!("0x{}", hex::encode(it))).collect())
}

/// The positions in the set of those who may make no blocks.
///
/// # Errors
/// When the node does not answer.
pub fn disabled(node: &Node) -> Result<Vec<u32>> {
	let bytes = read(node, "Session", "DisabledValidators", None)?.unwrap_or_else(|| vec![0]);
	let (length, rows) = bytes.split_first().context("a length")?;
	let count = usize::from(length >> 2);
	if count == 0 {
		return Ok(Vec::new());
	}
	// Each row starts with the position; what follows is its severity.
	ensure!(rows.len() % count == 0, "not a short list of rows");
	rows.chunks(rows.len() / count)
		.map(|row| {
			let first = row.get(..4).and_then(|it| it.try_into().ok()).context("a position")?;
			Ok(u32::from_le_bytes(first))
		})
		.collect()
}

/// How many blocks of this session an account has made.
///
/// # Errors
/// When the node does not answer.
pub fn authored(node: &Node, account: &str) -> Result<u32> {
	let account = hex::decode(account.trim_start_matches("0x"))?;
	let row = rows(node, "Stake", "Authored")?.into_iter().find(|(key, _)| key.ends_with(&account));
	let count = row.map(|(_, count)| count.try_into().ok().context("four bytes")).transpose()?;
	Ok(count.map_or(0, u32::from_le_bytes))
}
