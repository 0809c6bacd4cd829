//! Calls that rank above whatever pays: rights, and the receipts that complete an erasure. Each is
//! valid only if it changes something now, and the pool keeps one per object.

use super::{Refusal, PAID_AT_MOST};
use crate::*;
use alloc::vec::Vec;
use codec::Encode;
use sp_runtime::transaction_validity::TransactionPriority;

/// Where a call stands in the pool, and the tag under which the pool keeps at most one of its kind.
pub(super) struct Rank {
	pub priority: TransactionPriority,
	pub tag: Vec<u8>,
}

/// The rank of a call that outranks payment, if it is one.
pub(super) fn rank(who: &AccountId, call: &RuntimeCall) -> Option<Result<Rank, Refusal>> {
	/// A right of a person.
	const RIGHT: TransactionPriority = TransactionPriority::MAX;
	/// A duty towards a person.
	const RECEIPT: TransactionPriority = PAID_AT_MOST + 1;

	let (changes, priority, tag) = match call {
		RuntimeCall::Consent(pallet_consent::Call::revoke { grant }) => {
			let changes = Consent::ensure_may_revoke(who, *grant).is_ok();
			(changes, RIGHT, ("revoke", grant.0).encode())
		},
		RuntimeCall::Redaction(pallet_redaction::Call::request { record, salt, .. }) => {
			let changes = Redaction::ensure_may_request(who, *record, salt).is_ok();
			(changes, RIGHT, ("request", record.0).encode())
		},
		RuntimeCall::Redaction(pallet_redaction::Call::withdraw { case }) => {
			let changes = Redaction::ensure_may_withdraw(who, *case).is_ok();
			(changes, RIGHT, ("withdraw", case.0).encode())
		},
		RuntimeCall::Redaction(pallet_redaction::Call::submit_receipt { receipt, signature }) => {
			let changes = Redaction::ensure_receipt_fits(receipt, signature).is_ok();
			let slot = (receipt.custodian, receipt.case, receipt.version, receipt.epoch);
			(changes, RECEIPT, ("receipt", slot).encode())
		},
		_ => return None,
	};
	Some(if changes { Ok(Rank { priority, tag }) } else { Err(Refusal::NothingToChange) })
}
