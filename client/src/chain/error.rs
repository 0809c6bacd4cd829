//! What can go wrong between a client and the chain, and what to do about it.

/// Why the chain did not do or answer what was asked.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum ChainError {
	/// Nobody answers at the address, or it is no node of a Salus chain.
	#[error("no Salus node answers at {url}; start one, or name another with --node")]
	Unreachable {
		/// Where.
		url: String,
	},
	/// The connection broke.
	#[error("the connection to the node broke; try again when it is back")]
	Disconnected,
	/// The connection broke after a transaction was sent, or the node refused it and kept it.
	#[error(
		"the node does not say what becomes of this transaction; look whether it took effect before you \
		 send it again"
	)]
	Unsure,
	/// The node refuses the question.
	#[error("the node refuses the question: {0}")]
	Refused(String),
	/// The transaction is not valid and did not enter the pool.
	#[error("the transaction is not valid: {0}")]
	Invalid(String),
	/// A transaction of the same account has its place in the pool.
	#[error("another transaction of this account waits for a block; try again when it is in one")]
	PlaceTaken,
	/// The transaction is in a block, and the chain refused it.
	#[error("{pallet} refused: {error}. {cure}")]
	Dispatch {
		/// By which pallet.
		pallet: String,
		/// The name of the error.
		error: String,
		/// What its documentation says.
		cure: String,
	},
	/// The transaction left the pool without getting into a block.
	#[error("the transaction was dropped ({0}); send it again")]
	Dropped(String),
	/// The transaction is in a block that does not become final.
	#[error(
		"it is in a block, but finality has stopped; do not send it again: look what became of it when \
		 blocks are final again"
	)]
	NotFinal,
	/// The node does not know the block.
	#[error("the node does not know this block")]
	NoSuchBlock,
	/// The chain looked at new code and kept its own: events of the block say why.
	#[error(
		"the chain keeps version {version}: new code needs a higher one, and the name of the old"
	)]
	NotUpgraded {
		/// What it has.
		version: u32,
	},
	/// The runtime has no such call: client and chain are of different versions.
	#[error("the chain has no call {0}; use the client that belongs to its version")]
	UnknownCall(String),
}

impl ChainError {
	/// Whether another transaction of the account came first, so that this one takes another nonce.
	pub(super) fn is_overtaken(&self) -> bool {
		/// What the node says of a nonce that is in a block.
		const OUTDATED: &str = "Transaction is outdated";
		*self == Self::PlaceTaken || *self == Self::Invalid(OUTDATED.into())
	}

	/// Whether it takes a new connection.
	pub fn is_broken(&self) -> bool {
		matches!(self, Self::Disconnected | Self::Unsure | Self::Unreachable { .. })
	}

	/// Whether the chain did not do it and never will. Otherwise the transaction may still come: its node
	/// may have passed it on before the connection broke.
	pub fn is_settled(&self) -> bool {
		matches!(
			self,
			Self::Invalid(_) | Self::PlaceTaken | Self::Dispatch { .. } | Self::UnknownCall(_)
		)
	}

	/// Reads an answer of the RPC layer. Never repeats what was asked.
	pub(super) fn from_rpc(error: &subxt::rpcs::Error) -> Self {
		match error {
			subxt::rpcs::Error::User(user) => {
				let detail = user.data.as_ref().map(|data| data.get().trim_matches('"').to_owned());
				match user.code {
					// sc-rpc's author errors: invalid, unknown validity, pool full and the like.
					1014 => Self::PlaceTaken,
					1010..=1016 => Self::Invalid(explain(detail.unwrap_or(user.message.clone()))),
					_ if user.message.contains("Could not decode") => Self::Invalid(
						"these bytes are no transaction of this chain; use the client that belongs to \
						 its version"
							.into(),
					),
					_ => Self::Refused(user.message.clone()),
				}
			},
			_ => Self::Disconnected,
		}
	}
}

/// Says in words what the gate says in numbers, and what the pool's terms mean.
fn explain(detail: String) -> String {
	let cure = match detail.as_str() {
		"Custom error: 1" => "accounts may not send this call",
		"Custom error: 2" => "only an institution may send this call; sign with its account",
		"Custom error: 3" => "a custodian is not known to the registry as one in good standing",
		"Custom error: 4" => {
			"it would change nothing: there is no such grant, record, request, case or motion of \
			 yours, it was done already or is too early, something was withdrawn or answered a short \
			 while ago, or a legal hold, an account recovery or a seat that you do not have stands in \
			 the way"
		},
		"Custom error: 5" => "this account is not the proxy or the subject that the call names",
		text if text.starts_with("Inability to pay") => {
			"the account cannot pay the fee, or was never enrolled"
		},
		_ => return detail,
	};
	cure.into()
}
