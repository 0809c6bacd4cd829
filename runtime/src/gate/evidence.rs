//! What validators report of each other, unsigned and free of charge.
//!
//! The SDK lets such a report into a block of the validator that makes it, and checks before only whose
//! key it names. Here the two signatures must be there too, and nothing of size beside them.

use super::{rank::only_if, Refusal};
use crate::*;
use codec::Encode;
use frame_support::traits::{KeyOwnerProofSystem, UnfilteredDispatchable};
use sp_core::crypto::ByteArray;
use sp_runtime::{DispatchError, TransactionOutcome};

/// Two headers or votes, and a proof that the key was an authority's.
const MAX_REPORT: usize = 8 * 1024;

/// Whether the call is such a report.
pub(super) fn is_report(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::Babe(pallet_babe::Call::report_equivocation_unsigned { .. })
			| RuntimeCall::Grandpa(pallet_grandpa::Call::report_equivocation_unsigned { .. })
	)
}

/// Whether a report proves what it says, and has consequences: a validator offends once in a session,
/// so a second report of it would only carry bytes.
pub(super) fn ensure_proven(call: &RuntimeCall) -> Result<(), Refusal> {
	let small = call.encoded_size() <= MAX_REPORT;
	only_if(small && is_new(call) && would_succeed(call), Refusal::NotAllowed).map(drop)
}

/// Whether the offender is not known to have offended in that session.
fn is_new(call: &RuntimeCall) -> bool {
	let (key, proof) = match call {
		RuntimeCall::Babe(pallet_babe::Call::report_equivocation_unsigned {
			equivocation_proof,
			key_owner_proof,
		}) => {
			let offender = equivocation_proof.offender.to_raw_vec();
			((sp_consensus_babe::KEY_TYPE, offender), key_owner_proof)
		},
		RuntimeCall::Grandpa(pallet_grandpa::Call::report_equivocation_unsigned {
			equivocation_proof,
			key_owner_proof,
		}) => {
			let offender = equivocation_proof.offender().to_raw_vec();
			((sp_consensus_grandpa::KEY_TYPE, offender), key_owner_proof)
		},
		_ => return false,
	};
	let session = proof.session;
	Historical::check_proof(key, proof.clone())
		.is_some_and(|(who, ())| !pallet_stake::Offences::<Runtime>::contains_key(session, who))
}

/// The SDK checks signatures, session and round only when it carries a report out.
fn would_succeed(call: &RuntimeCall) -> bool {
	frame_support::storage::with_transaction(|| {
		let result = call.clone().dispatch_bypass_filter(frame_system::RawOrigin::None.into());
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(result.is_ok()))
	})
	.unwrap_or(false)
}
