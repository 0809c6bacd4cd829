//! Signatures on requests and responses: who asked what of whom, and who answered what when.

use crate::identity::Identity;
use rand::{rand_core::UnwrapErr, rngs::SysRng, Rng};
use salus_primitives::{tagged_hash, Hash32, InstitutionId, Moment};
use std::time::{SystemTime, UNIX_EPOCH};
use subxt_signer::sr25519::{self, Keypair, PublicKey, Signature};

/// The headers of a signed request: account, time, nonce, signature.
pub const REQUEST_HEADERS: [&str; 4] =
	["salus-account", "salus-time", "salus-nonce", "salus-signature"];

/// The headers of a signed response: time, signature.
pub const RESPONSE_HEADERS: [&str; 2] = ["salus-time", "salus-signature"];

/// How far the clocks of an asker and a vault may be apart, either way, in milliseconds.
pub const CLOCK_SKEW: Moment = 60_000;

/// This machine's clock in milliseconds.
pub fn now() -> Moment {
	SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_millis() as Moment)
}

/// What an asker signs: bound to one chain, one vault, one request, one moment.
#[allow(clippy::too_many_arguments)]
pub fn request_digest(
	genesis: &Hash32,
	vault: InstitutionId,
	method: &str,
	path: &str,
	body: &[u8],
	time: Moment,
	nonce: &[u8; 16],
) -> Hash32 {
	tagged_hash(
		"salus/request/v1",
		&[
			&genesis.0,
			&vault.0.to_le_bytes(),
			method.as_bytes(),
			path.as_bytes(),
			&tagged_hash("salus/body/v1", &[body]).0,
			&time.to_le_bytes(),
			nonce,
		],
	)
}

/// What a vault signs with its receipt key: bound to the request it answers.
pub fn response_digest(
	genesis: &Hash32,
	vault: InstitutionId,
	request: &Hash32,
	status: u16,
	body: &[u8],
	time: Moment,
) -> Hash32 {
	tagged_hash(
		"salus/response/v1",
		&[
			&genesis.0,
			&vault.0.to_le_bytes(),
			&request.0,
			&status.to_le_bytes(),
			&tagged_hash("salus/body/v1", &[body]).0,
			&time.to_le_bytes(),
		],
	)
}

fn verify(signature: &[u8; 64], digest: &Hash32, account: &Hash32) -> bool {
	sr25519::verify(&Signature(*signature), digest.0, &PublicKey(account.0))
}

fn hex_array<const N: usize>(text: &str) -> Option<[u8; N]> {
	hex::decode(text).ok()?.try_into().ok()
}

/// The signature of a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequestSignature {
	/// Who asks.
	pub account: Hash32,
	/// When, by the asker's clock.
	pub time: Moment,
	/// Never used twice by one account.
	pub nonce: [u8; 16],
	signature: [u8; 64],
}

impl RequestSignature {
	/// Signs a request to `vault` now.
	pub fn new(
		by: &Identity,
		genesis: &Hash32,
		vault: InstitutionId,
		method: &str,
		path: &str,
		body: &[u8],
	) -> Self {
		let mut nonce = [0; 16];
		UnwrapErr(SysRng).fill_bytes(&mut nonce);
		let time = now();
		let digest = request_digest(genesis, vault, method, path, body, time, &nonce);
		let signature = by.pair.sign(&digest.0).0;
		Self { account: by.account(), time, nonce, signature }
	}

	/// The header values, in the order of [`REQUEST_HEADERS`].
	pub fn headers(&self) -> [String; 4] {
		[
			hex::encode(self.account.0),
			self.time.to_string(),
			hex::encode(self.nonce),
			hex::encode(self.signature),
		]
	}

	/// Reads the header values, in the order of [`REQUEST_HEADERS`].
	pub fn parse(headers: [&str; 4]) -> Option<Self> {
		let [account, time, nonce, signature] = headers;
		Some(Self {
			account: Hash32(hex_array(account)?),
			time: time.parse().ok()?,
			nonce: hex_array(nonce)?,
			signature: hex_array(signature)?,
		})
	}

	/// Whether the account signed this request.
	pub fn is_valid(
		&self,
		genesis: &Hash32,
		vault: InstitutionId,
		method: &str,
		path: &str,
		body: &[u8],
	) -> bool {
		let digest = request_digest(genesis, vault, method, path, body, self.time, &self.nonce);
		verify(&self.signature, &digest, &self.account)
	}
}

/// The signature of a response.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResponseSignature {
	/// When, by the vault's clock.
	pub time: Moment,
	signature: [u8; 64],
}

impl ResponseSignature {
	/// Signs a response now.
	pub fn new(
		by: &Keypair,
		genesis: &Hash32,
		vault: InstitutionId,
		request: &Hash32,
		status: u16,
		body: &[u8],
	) -> Self {
		let time = now();
		let digest = response_digest(genesis, vault, request, status, body, time);
		Self { time, signature: by.sign(&digest.0).0 }
	}

	/// The header values, in the order of [`RESPONSE_HEADERS`].
	pub fn headers(&self) -> [String; 2] {
		[self.time.to_string(), hex::encode(self.signature)]
	}

	/// Reads the header values, in the order of [`RESPONSE_HEADERS`].
	pub fn parse(headers: [&str; 2]) -> Option<Self> {
		let [time, signature] = headers;
		Some(Self { time: time.parse().ok()?, signature: hex_array(signature)? })
	}

	/// Whether the custodian with this receipt key gave this answer to this request.
	pub fn is_valid(
		&self,
		receipt_key: &Hash32,
		genesis: &Hash32,
		vault: InstitutionId,
		request: &Hash32,
		status: u16,
		body: &[u8],
	) -> bool {
		let digest = response_digest(genesis, vault, request, status, body, self.time);
		verify(&self.signature, &digest, receipt_key)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const GENESIS: Hash32 = Hash32([1; 32]);
	const VAULT: InstitutionId = InstitutionId(3);

	#[test]
	fn a_signature_is_good_for_one_request_to_one_vault_of_one_chain() {
		let identity = Identity::from_uri("//Alice").unwrap();
		let signature = RequestSignature::new(&identity, &GENESIS, VAULT, "PUT", "/v1/x", b"body");
		let headers = signature.headers();
		let parsed = RequestSignature::parse(headers.each_ref().map(String::as_str)).unwrap();
		assert_eq!(parsed, signature);
		assert!(parsed.is_valid(&GENESIS, VAULT, "PUT", "/v1/x", b"body"));
		assert!(!parsed.is_valid(&Hash32([2; 32]), VAULT, "PUT", "/v1/x", b"body"));
		assert!(!parsed.is_valid(&GENESIS, InstitutionId(4), "PUT", "/v1/x", b"body"));
		assert!(!parsed.is_valid(&GENESIS, VAULT, "GET", "/v1/x", b"body"));
		assert!(!parsed.is_valid(&GENESIS, VAULT, "PUT", "/v1/y", b"body"));
		assert!(!parsed.is_valid(&GENESIS, VAULT, "PUT", "/v1/x", b"other"));
		let later = RequestSignature { time: parsed.time + 1, ..parsed };
		assert!(!later.is_valid(&GENESIS, VAULT, "PUT", "/v1/x", b"body"));
	}

	#[test]
	fn a_response_is_bound_to_its_request_status_and_body() {
		let pair = Identity::from_uri("//Charlie//stash").unwrap().pair;
		let key = Hash32(pair.public_key().0);
		let request = Hash32([7; 32]);
		let signature = ResponseSignature::new(&pair, &GENESIS, VAULT, &request, 200, b"body");
		let headers = signature.headers();
		let parsed = ResponseSignature::parse(headers.each_ref().map(String::as_str)).unwrap();
		assert!(parsed.is_valid(&key, &GENESIS, VAULT, &request, 200, b"body"));
		assert!(!parsed.is_valid(&key, &GENESIS, VAULT, &Hash32([8; 32]), 200, b"body"));
		assert!(!parsed.is_valid(&key, &GENESIS, VAULT, &request, 404, b"body"));
		assert!(!parsed.is_valid(&key, &GENESIS, VAULT, &request, 200, b"bodY"));
		assert!(!parsed.is_valid(&Hash32([0; 32]), &GENESIS, VAULT, &request, 200, b"body"));
	}

	#[test]
	fn malformed_headers_are_refused() {
		assert_eq!(RequestSignature::parse(["", "0", "", ""]), None);
		assert_eq!(ResponseSignature::parse(["x", ""]), None);
	}
}
