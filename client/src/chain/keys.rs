//! Session keys: made by a validator's own node, which keeps the secret ones.

use super::{Chain, ChainError};
use salus_primitives::Hash32;
use serde::{Deserialize, Serialize};
use subxt::rpcs::client::rpc_params;

/// Keys of BABE, GRANDPA and authority discovery.
const KEYS: usize = 3 * 32;
/// A signature by each of them.
const PROOF: usize = 3 * 64;

/// The public session keys of a validator, and the proof that its node has the secret ones.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(try_from = "Hex", into = "Hex")]
pub struct SessionKeys {
	/// The keys, as the chain encodes them.
	pub keys: [u8; KEYS],
	/// A signature by each key over the validator's account.
	pub proof: [u8; PROOF],
}

/// As the node answers and files have it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hex {
	keys: String,
	proof: String,
}

impl TryFrom<Hex> for SessionKeys {
	type Error = String;

	fn try_from(it: Hex) -> Result<Self, String> {
		Ok(Self { keys: bytes("keys", &it.keys)?, proof: bytes("proof", &it.proof)? })
	}
}

impl From<SessionKeys> for Hex {
	fn from(it: SessionKeys) -> Self {
		let hex = |bytes: &[u8]| format!("0x{}", hex::encode(bytes));
		Self { keys: hex(&it.keys), proof: hex(&it.proof) }
	}
}

fn bytes<const N: usize>(name: &str, text: &str) -> Result<[u8; N], String> {
	let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text)).ok();
	bytes
		.and_then(|it| it.try_into().ok())
		.ok_or_else(|| format!("`{name}` has to be {N} bytes as hex"))
}

impl Chain {
	/// Lets the node make session keys for a validator's account. It keeps the secret ones, and the
	/// keys that it had.
	///
	/// # Errors
	/// [`ChainError::Refused`] by a node that is asked from elsewhere, or that offers safe methods
	/// only.
	pub async fn make_session_keys(&self, validator: Hash32) -> Result<SessionKeys, ChainError> {
		self.ask("author_rotateKeysWithOwner", rpc_params![validator]).await
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn keys_are_read_as_they_are_written() {
		let keys = SessionKeys { keys: [1; KEYS], proof: [2; PROOF] };
		let json = serde_json::to_string(&keys).unwrap();
		assert!(json.starts_with(r#"{"keys":"0x0101"#), "{json}");
		assert_eq!(serde_json::from_str::<SessionKeys>(&json).unwrap(), keys);
		assert_eq!(serde_json::from_str::<SessionKeys>(&json.replace("0x", "")).unwrap(), keys);
	}

	#[test]
	fn what_are_no_keys_is_refused() {
		let read = |keys: &str, proof: &str| {
			let json = format!(r#"{{"keys":"{keys}","proof":"{proof}"}}"#);
			serde_json::from_str::<SessionKeys>(&json).unwrap_err().to_string()
		};
		let (keys, proof) = ("01".repeat(KEYS), "02".repeat(PROOF));
		assert!(read(&keys[2..], &proof).contains("`keys` has to be 96 bytes as hex"));
		assert!(read(&keys, &proof[2..]).contains("`proof` has to be 192 bytes as hex"));
		assert!(read(&keys.replace('1', "x"), &proof).contains("`keys`"));
		let secret = format!(r#"{{"keys":"{keys}","proof":"{proof}","seed":"0x00"}}"#);
		assert!(serde_json::from_str::<SessionKeys>(&secret).is_err());
	}
}
