//! What a vault signs with every release: that it served, what and when. Beside the same custodian's
//! earlier receipt of erasure it proves a lie, on chain and to everybody.

use codec::{Decode, Encode};
use salus_primitives::{served_digest, Hash32, Served};
use subxt_signer::sr25519::{self, Keypair, PublicKey, Signature};

/// A custodian's statement that it served its part of one sealing, signed with its receipt key.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct Statement {
	/// What it says.
	pub served: Served,
	/// sr25519 over [`served_digest`].
	pub signature: [u8; 64],
}

impl Statement {
	/// Signs.
	pub fn new(by: &Keypair, genesis: &Hash32, served: Served) -> Self {
		let signature = by.sign(&served_digest(genesis, &served).0).0;
		Self { served, signature }
	}

	/// Whether the custodian with this receipt key signed it.
	pub fn is_valid(&self, receipt_key: &Hash32, genesis: &Hash32) -> bool {
		let digest = served_digest(genesis, &self.served);
		sr25519::verify(&Signature(self.signature), digest.0, &PublicKey(receipt_key.0))
	}

	/// Both halves, as `redaction.prove_false` takes them.
	pub fn into_parts(self) -> (Served, [u8; 64]) {
		(self.served, self.signature)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::identity::Identity;
	use salus_primitives::{InstitutionId, RecordId};

	const GENESIS: Hash32 = Hash32([1; 32]);

	fn served() -> Served {
		let (record, custodian) = (RecordId([7; 16]), InstitutionId(3));
		Served { record, version: 1, epoch: 1, custodian, time: 5 }
	}

	#[test]
	fn a_statement_is_of_one_custodian_chain_sealing_and_moment() {
		let pair = Identity::from_uri("//Charlie//stash").unwrap().pair;
		let key = Hash32(pair.public_key().0);
		let signed = Statement::new(&pair, &GENESIS, served());
		assert!(signed.is_valid(&key, &GENESIS));
		assert!(!signed.is_valid(&key, &Hash32([2; 32])));
		assert!(!signed.is_valid(&Hash32([0; 32]), &GENESIS));
		for served in [
			Served { record: RecordId([8; 16]), ..served() },
			Served { version: 2, ..served() },
			Served { epoch: 2, ..served() },
			Served { custodian: InstitutionId(4), ..served() },
			Served { time: 6, ..served() },
		] {
			assert!(!Statement { served, ..signed.clone() }.is_valid(&key, &GENESIS));
		}
		assert_eq!(signed.clone().into_parts(), (served(), signed.signature));
	}
}
