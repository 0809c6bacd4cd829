//! What validators report of each other, unsigned and free of charge.
//!
//! The SDK lets such a report into a block of the validator that makes it, and checks before only whose
//! key it names. Here the two signatures must be there too, and nothing of size beside them.

use super::{rank::only_if, Refusal};
use crate::*;
use codec::Encode;

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

/// Whether a report proves what it says.
pub(super) fn ensure_proven(call: &RuntimeCall) -> Result<(), Refusal> {
	let proven = match call {
		RuntimeCall::Babe(pallet_babe::Call::report_equivocation_unsigned {
			equivocation_proof,
			..
		}) => sp_consensus_babe::check_equivocation_proof((**equivocation_proof).clone()),
		RuntimeCall::Grandpa(pallet_grandpa::Call::report_equivocation_unsigned {
			equivocation_proof,
			..
		}) => sp_consensus_grandpa::check_equivocation_proof((**equivocation_proof).clone()),
		_ => false,
	};
	only_if(proven && call.encoded_size() <= MAX_REPORT, Refusal::NotAllowed).map(drop)
}
