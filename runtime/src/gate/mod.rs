//! What gets into a block.
//!
//! The gate stands before the pool: a transaction that may carry content chosen by an ordinary
//! account is refused when it is validated, so it is never part of a block. A rights call (revoke,
//! request erasure, withdraw) passes only if it changes something now, and then outranks every tip.

mod below;
mod evidence;
mod ours;
mod rank;
mod shape;

pub use below::{BelowRights, PAID_AT_MOST};
pub use shape::Shape;

use crate::*;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::weights::Weight;
use sp_runtime::{
	traits::{
		AsSystemOriginSigner, DispatchInfoOf, DispatchOriginOf, Implication, TransactionExtension,
		ValidateResult,
	},
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
		ValidTransaction,
	},
};

/// Why a transaction is not valid: the code of `InvalidTransaction::Custom`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Refusal {
	/// The call is not one that accounts may send, or it is nested too deep.
	NotAllowed = 1,
	/// The call is for institutions.
	NotAnInstitution = 2,
	/// The call names custodians that the registry does not know as such.
	UnknownCustodian = 3,
	/// The call would change nothing: no such object, not the sender's, or done already.
	NothingToChange = 4,
	/// The account acts for nobody whose proxy or subject the call names.
	NotYours = 5,
}

impl From<Refusal> for InvalidTransaction {
	fn from(refusal: Refusal) -> Self {
		Self::Custom(refusal as u8)
	}
}

/// The transaction extension. It adds nothing to a transaction.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	scale_info::TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct SalusGate;

impl TransactionExtension<RuntimeCall> for SalusGate {
	const IDENTIFIER: &'static str = "SalusGate";
	type Implicit = ();
	type Val = ();
	type Pre = ();

	fn weight(&self, call: &RuntimeCall) -> Weight {
		shape::weight(call)
	}

	fn validate(
		&self,
		origin: DispatchOriginOf<RuntimeCall>,
		call: &RuntimeCall,
		_: &DispatchInfoOf<RuntimeCall>,
		_: usize,
		_: Self::Implicit,
		_: &impl Implication,
		_: TransactionSource,
	) -> ValidateResult<Self::Val, RuntimeCall> {
		let Some(who) = origin.as_system_origin_signer() else {
			return Err(InvalidTransaction::UnknownOrigin.into());
		};
		let validity = match shape::judge(who, call).map_err(InvalidTransaction::from)? {
			None => ValidTransaction::default(),
			Some(rank) => ValidTransaction {
				priority: rank.priority,
				provides: alloc::vec![rank.tag],
				..Default::default()
			},
		};
		Ok((validity, (), origin))
	}

	/// Unsigned transactions are inherents, the voted upgrade, and proof that a validator signed twice.
	fn bare_validate(
		call: &RuntimeCall,
		_: &DispatchInfoOf<RuntimeCall>,
		_: usize,
	) -> TransactionValidity {
		shape::ensure_bare(call).map_err(InvalidTransaction::from)?;
		Ok(ValidTransaction::default())
	}

	fn bare_validate_and_prepare(
		call: &RuntimeCall,
		_: &DispatchInfoOf<RuntimeCall>,
		_: usize,
	) -> Result<(), TransactionValidityError> {
		shape::ensure_bare(call).map_err(InvalidTransaction::from)?;
		Ok(())
	}

	sp_runtime::impl_tx_ext_default!(RuntimeCall; prepare);
}
