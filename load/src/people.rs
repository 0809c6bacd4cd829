//! Who sends: the institutions of the development chains, and subjects.

use crate::node::Node;
use anyhow::{ensure, Context, Result};
use futures::{stream, StreamExt, TryStreamExt};
use salus_client::{
	chain::{At, Call, NewRecord, NewSealing},
	identity::Identity,
};
use salus_primitives::{
	enrolment_digest, year_of, Action, Actions, GrantId, Hash32, InstitutionId, KeyRef,
	LawfulBasis, Moment, Obligations, Opening, Purpose, Purposes, Query, RecordCommitment,
	RecordId, Requester, Scope, SubjectId, Terms, TermsCommitment, TermsOnChain,
};
use subxt_signer::{sr25519::Keypair, SecretUri};

/// The well-known keys of the institutions, from institution 1 on.
const INSTITUTIONS: [&str; 10] = [
	"//Alice",
	"//Bob",
	"//Charlie",
	"//Dave",
	"//Eve",
	"//Ferdie",
	"//One",
	"//Two",
	"//Alice//stash",
	"//Bob//stash",
];
/// How many of them may issue and enrol, from the first on.
pub const PROVIDERS: usize = 2;
/// Who holds the shares of a record.
const CUSTODIANS: [InstitutionId; 3] = [InstitutionId(3), InstitutionId(4), InstitutionId(5)];
/// How many of them open it.
const THRESHOLD: u8 = 2;
/// To whom subjects grant.
const GRANTEE: InstitutionId = InstitutionId(6);
/// What for.
const PURPOSE: Purpose = Purpose::HRESCH;
/// How long a grant and the agreement to an enrolment last.
const HOUR: Moment = 60 * 60 * 1000;
/// How many questions about nonces are under way.
const AT_ONCE: usize = 64;

/// The account of a key.
pub fn account(pair: &Keypair) -> Hash32 {
	Hash32(pair.public_key().0)
}

/// A fresh key.
///
/// # Errors
/// Never for 32 bytes.
pub fn fresh() -> Result<Keypair> {
	Ok(Keypair::from_secret_key(rand::random())?)
}

/// The institutions, in their order.
///
/// # Errors
/// Never for the well-known keys.
pub fn institutions() -> Result<Vec<Keypair>> {
	let pair = |uri: &&str| {
		let uri: SecretUri = uri.parse().context("a key of an institution is no URI")?;
		Ok(Keypair::from_uri(&uri)?)
	};
	INSTITUTIONS.iter().map(pair).collect()
}

/// The next nonces of accounts, in their order.
///
/// # Errors
/// When the node does not answer.
pub async fn nonces(node: &Node, of: impl IntoIterator<Item = Hash32>) -> Result<Vec<u64>> {
	stream::iter(of).map(|it| node.nonce(it)).buffered(AT_ONCE).try_collect().await
}

/// A pseudonym of somebody who enrols, may get one record and gives one grant.
pub struct Subject {
	/// Controls it.
	pub pair: Keypair,
	/// The pseudonym.
	pub id: SubjectId,
	/// The grant that it gives.
	pub grant: Opening,
}

/// What all subjects share.
#[derive(Clone, Copy)]
pub struct Circumstances {
	/// The chain.
	pub genesis: Hash32,
	/// The policy in force.
	pub policy: u32,
	/// The clock when all began.
	pub now: Moment,
	/// Whom records would be encrypted to.
	pub key: KeyRef,
}

impl Circumstances {
	/// Asks the chain.
	///
	/// # Errors
	/// When the node does not answer, or the chain has no block and so no clock.
	pub async fn of(node: &Node) -> Result<Self> {
		let now = node.chain.moment(At::Best).await?;
		ensure!(now > 0, "the chain has no block yet; try again when it has one");
		Ok(Self {
			genesis: node.chain.genesis(),
			policy: node.chain.policy(At::Best).await?.version,
			now,
			key: Identity::generate().encryption.public().reference(0),
		})
	}

	/// A new subject, and its agreement that this provider enrols it: when that ends, and the
	/// signature.
	///
	/// # Errors
	/// Never for fresh keys.
	pub fn subject(&self, provider: InstitutionId) -> Result<(Subject, Moment, [u8; 64])> {
		let (pair, id) = (fresh()?, SubjectId(rand::random()));
		let expires = self.now + HOUR;
		let digest = enrolment_digest(&self.genesis, provider, id, &self.key, expires);
		let signature = pair.sign(&digest.0).0;
		Ok((Subject { pair, id, grant: self.opening() }, expires, signature))
	}

	fn opening(&self) -> Opening {
		let terms = Terms {
			grantee: GRANTEE,
			scope: Scope::Everything { future: true },
			purposes: Purposes::of(&[PURPOSE]),
			actions: Actions::of(&[Action::Access, Action::Use]),
			from: 0,
			until: self.now + HOUR,
			basis: LawfulBasis::Consent,
			obligations: Obligations::default(),
		};
		Opening { grant: GrantId(rand::random()), terms, salt: salt() }
	}

	/// A new record. Its commitment is made as that of a document, of a random salt and of a random
	/// root, because the chain sees no more of it.
	pub fn record(&self) -> NewRecord {
		let record = RecordId(rand::random());
		let commitment = RecordCommitment::new(&salt(), record, 1, &Hash32(rand::random()));
		let sealing = NewSealing {
			commitment,
			manifest: Hash32(rand::random()),
			custodians: CUSTODIANS.into(),
			threshold: THRESHOLD,
		};
		(record, None, (LawfulBasis::LegalObligation, year_of(self.now) + 1), sealing)
	}
}

impl Subject {
	/// It gives its grant, of sealed terms.
	pub fn give(&self, policy: u32) -> Call {
		let Opening { grant, terms, salt } = &self.grant;
		let sealed = TermsOnChain::Sealed(TermsCommitment::new(salt, *grant, terms));
		Call::grant(*grant, self.id, sealed, terms.until, policy)
	}

	/// This record is issued to it.
	pub fn receive(&self, (record, folder, keep, sealing): NewRecord) -> Call {
		Call::issue(self.id, record, folder, keep, sealing)
	}

	/// The question that the grant answers with yes.
	pub fn question(&self, record: RecordId, now: Moment) -> Query {
		Query {
			requester: Requester::Institution(GRANTEE),
			record,
			purpose: PURPOSE,
			action: Action::Access,
			opening: Some(self.grant.clone()),
			now,
		}
	}
}

fn salt() -> [u8; 64] {
	let halves: [[u8; 32]; 2] = [rand::random(), rand::random()];
	let mut salt = [0; 64];
	salt[..32].copy_from_slice(&halves[0]);
	salt[32..].copy_from_slice(&halves[1]);
	salt
}

/// Deals transactions out to lanes. Those of one sender, who sends every `senders`th, share a lane
/// and keep their order.
pub fn deal<T>(transactions: Vec<T>, senders: usize, lanes: usize) -> Vec<Vec<T>> {
	let mut dealt: Vec<Vec<T>> = (0..lanes).map(|_| Vec::new()).collect();
	for (index, transaction) in transactions.into_iter().enumerate() {
		dealt[index % senders.max(1) % lanes].push(transaction);
	}
	dealt
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_one_account_sends_stays_in_order_and_in_one_lane() {
		assert_eq!(
			deal((0..9).collect(), 3, 2),
			[vec![0, 2, 3, 5, 6, 8], vec![1, 4, 7]],
			"the first and the third sender share a lane"
		);
		assert_eq!(deal(vec![1, 2, 3], 1, 2), [vec![1, 2, 3], vec![]]);
	}

	#[test]
	fn institutions_are_those_of_the_development_chains() {
		let all = institutions().unwrap();
		assert_eq!(all.len(), 10);
		assert!(account(&all[0]).to_string().starts_with("0xd43593c715fdd31c"));
	}
}
