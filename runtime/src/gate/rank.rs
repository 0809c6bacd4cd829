//! Where a call stands in the pool. What outranks payment is valid only if it changes something now,
//! and the pool keeps one per object.

use super::{Refusal, PAID_AT_MOST};
use alloc::vec::Vec;
use codec::Encode;
use polkadot_sdk::sp_runtime::transaction_validity::TransactionPriority;

/// A rank above whatever pays, and the tag under which the pool keeps at most one of its kind.
pub(super) struct Rank {
	pub priority: TransactionPriority,
	pub tag: Vec<u8>,
}

/// What the gate says of a call: refused, or let through with a rank or without.
pub(super) type Judgement = Result<Option<Rank>, Refusal>;

/// A right of a person.
pub(super) fn right<T, E>(changes: Result<T, E>, tag: impl Encode) -> Judgement {
	changing(changes)?;
	Ok(Some(Rank { priority: TransactionPriority::MAX, tag: tag.encode() }))
}

/// A duty towards a person.
pub(super) fn duty<T, E>(changes: Result<T, E>, tag: impl Encode) -> Judgement {
	changing(changes)?;
	Ok(Some(Rank { priority: PAID_AT_MOST + 1, tag: tag.encode() }))
}

/// What costs nothing and is no right: no rank, but the pool keeps one per object, so that free calls
/// of which only the first would change something cannot fill it.
pub(super) fn free<T, E>(changes: Result<T, E>, tag: impl Encode) -> Judgement {
	changing(changes)?;
	Ok(Some(Rank { priority: 0, tag: tag.encode() }))
}

/// Nothing special, but valid only if it changes something.
pub(super) fn changing<T, E>(changes: Result<T, E>) -> Judgement {
	changes.map(|_| None).map_err(|_| Refusal::NothingToChange)
}

/// Nothing special, under a condition.
pub(super) fn only_if(holds: bool, refusal: Refusal) -> Judgement {
	if holds {
		Ok(None)
	} else {
		Err(refusal)
	}
}
