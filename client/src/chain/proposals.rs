//! What motions ask the chain to do: each call that one may carry, written and read by one table.

use super::{Call, Chain, ChainError};
use codec::{Decode, DecodeAll, Encode};
use salus_primitives::{
	Adoption, CaseId, ControlGroup, Country, Hash32, InstitutionId, Jurisdiction, Moment, Purposes,
	Roles, Suites,
};
use subxt::metadata::Metadata;

/// What governance says of an institution when it admits or changes it.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Admission {
	/// What it does.
	pub roles: Roles,
	/// Accreditation ends then.
	pub accredited_until: Moment,
	/// Institutions under one control share it.
	pub control_group: ControlGroup,
	/// Where it is.
	pub country: Country,
	/// The law that binds it.
	pub jurisdiction: Jurisdiction,
}

macro_rules! proposals {
	($(
		$(#[$doc:meta])*
		$variant:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* } = $pallet:literal $name:literal;
	)*) => {
		/// What a motion asks the chain to do.
		#[derive(Clone, PartialEq, Eq, Debug)]
		pub enum Proposal {
			$($(#[$doc])* $variant { $($(#[$field_doc])* $field: $type,)* },)*
		}

		impl Proposal {
			/// The call, to be made by a motion.
			pub fn call(&self) -> Call {
				match self {
					$(Self::$variant { $($field),* } => Call::new($pallet, $name, ($($field,)*)),)*
				}
			}

			/// Reads the arguments of a call, if it is one that a motion may carry.
			pub fn read(pallet: &str, name: &str, mut arguments: &[u8]) -> Option<Self> {
				match (pallet, name) {
					$(($pallet, $name) => {
						let ($($field,)*) = <($($type,)*)>::decode_all(&mut arguments).ok()?;
						Some(Self::$variant { $($field),* })
					},)*
					_ => None,
				}
			}
		}
	};
}

proposals! {
	/// Admit an institution, and give it units for bond and fees.
	Admit {
		/// Acts for it.
		account: Hash32,
		/// As what.
		admission: Admission,
		/// The sr25519 key that signs a custodian's receipts.
		receipt_key: Option<Hash32>,
		/// In planck.
		units: u128,
	} = "Registry" "admit";
	/// Change what was said of an institution when it was admitted.
	Change {
		/// Which.
		institution: InstitutionId,
		/// From now on.
		admission: Admission,
	} = "Registry" "change";
	/// Stop an institution for a while, at once.
	Suspend {
		/// Which.
		institution: InstitutionId,
	} = "Registry" "suspend";
	/// Stop an institution until it is reinstated.
	SuspendForGood {
		/// Which.
		institution: InstitutionId,
	} = "Registry" "suspend_for_good";
	/// Let a suspended institution act again.
	Reinstate {
		/// Which.
		institution: InstitutionId,
	} = "Registry" "reinstate";
	/// Send an institution away for good.
	Remove {
		/// Which.
		institution: InstitutionId,
		/// Answers for it from then on.
		successor: Option<InstitutionId>,
	} = "Registry" "remove";
	/// Give an institution units for bond and fees.
	Allot {
		/// Which.
		institution: InstitutionId,
		/// In planck.
		units: u128,
	} = "Registry" "allot";
	/// Say how many validators an institution may run.
	GrantSeats {
		/// Which.
		institution: InstitutionId,
		/// In all; 0 takes them away.
		seats: u8,
	} = "Stake" "grant_seats";
	/// Spare a custodian a penalty.
	CancelPenalty {
		/// Which.
		penalty: u32,
	} = "Redaction" "cancel_penalty";
	/// Spare a validator a slash.
	CancelSlash {
		/// The session of the offence.
		session: u32,
		/// Whose bond it would be taken of.
		validator: Hash32,
	} = "Stake" "cancel_slash";
	/// Clear away an erasure case that is over although receipts are missing.
	PruneCase {
		/// Which.
		case: CaseId,
	} = "Redaction" "prune_case";
	/// Put a new policy in the place of the newest.
	Adopt {
		/// The policy, from when, and in which languages its text is there.
		adoption: Box<Adoption>,
	} = "Policy" "adopt";
	/// Forbid purposes and suites for a while, at once.
	Restrict {
		/// Purposes of use.
		purposes: Purposes,
		/// Suites of new keys.
		suites: Suites,
	} = "Policy" "restrict";
	/// End a restriction before its time.
	Lift {} = "Policy" "lift";
	/// Let anybody put this code in the place of the chain's.
	AuthorizeUpgrade {
		/// BLAKE2b-256 of the code. Nothing has the hash zero: that takes back what was authorised.
		code_hash: Hash32,
	} = "System" "authorize_upgrade";
	/// Start finality anew after more than a third of the validators was gone for good.
	NoteStalled {
		/// So many blocks after the best one.
		delay: u32,
		/// The last block that is final.
		best_finalized_block_number: u32,
	} = "Grandpa" "note_stalled";
}

/// The call of a motion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposed {
	/// Its name, such as `Registry.admit`.
	pub name: String,
	/// Its encoded arguments.
	pub arguments: Vec<u8>,
	/// What it does, if this client knows it.
	pub proposal: Option<Proposal>,
}

impl Proposed {
	/// Finds the call's name in the chain's metadata, and reads its arguments.
	fn decode(call: &[u8], metadata: &Metadata) -> Self {
		let (indices, arguments) = call.split_at(call.len().min(2));
		let names = match indices {
			[pallet, variant] => metadata.pallet_by_call_index(*pallet).and_then(|pallet| {
				Some((pallet.name(), pallet.call_variant_by_index(*variant)?.name.as_str()))
			}),
			_ => None,
		};
		Self {
			name: match names {
				Some((pallet, name)) => format!("{pallet}.{name}"),
				None => format!("unknown call 0x{}", hex::encode(indices)),
			},
			arguments: arguments.into(),
			proposal: names.and_then(|(pallet, name)| Proposal::read(pallet, name, arguments)),
		}
	}
}

impl Chain {
	/// A proposal as the chain encodes its call now.
	///
	/// # Errors
	/// [`ChainError::UnknownCall`].
	pub async fn encode(&self, proposal: &Proposal) -> Result<Vec<u8>, ChainError> {
		let at = self.api.at_current_block().await.map_err(|_| ChainError::Disconnected)?;
		proposal.call().encode(at.metadata_ref())
	}

	/// What the call of a motion does, by the chain's metadata now.
	pub async fn decode(&self, call: &[u8]) -> Result<Proposed, ChainError> {
		let at = self.api.at_current_block().await.map_err(|_| ChainError::Disconnected)?;
		Ok(Proposed::decode(call, at.metadata_ref()))
	}
}

#[cfg(test)]
mod tests;
