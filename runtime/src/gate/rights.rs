//! Rights calls: valid only if they change something now, one per right and object.

use super::Refusal;
use crate::*;
use alloc::vec::Vec;
use codec::Encode;

/// For a rights call, the tag under which the pool keeps at most one of its kind.
pub(super) fn tag(who: &AccountId, call: &RuntimeCall) -> Option<Result<Vec<u8>, Refusal>> {
	let (changes, tag) = match call {
		RuntimeCall::Consent(pallet_consent::Call::revoke { grant }) => (
			Consent::ensure_may_revoke(who, *grant).is_ok(),
			("revoke", grant.0).encode(),
		),
		RuntimeCall::Redaction(pallet_redaction::Call::request { case, record, .. }) => (
			Redaction::ensure_may_request(who, *case, *record).is_ok(),
			("request", record.0).encode(),
		),
		RuntimeCall::Redaction(pallet_redaction::Call::withdraw { case }) => (
			Redaction::ensure_may_withdraw(who, *case).is_ok(),
			("withdraw", case.0).encode(),
		),
		_ => return None,
	};
	Some(if changes {
		Ok(tag)
	} else {
		Err(Refusal::NothingToChange)
	})
}
