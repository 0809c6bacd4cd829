//! What our own pallets' calls must show before they enter the pool, a file a pallet.
//!
//! Every match names each call: a new one does not pass until somebody has decided what it needs.

mod chambers;
mod consent;
mod records;
mod redaction;
mod registry;
mod stake;

use super::{
	rank::{only_if, Judgement},
	Refusal,
};
use crate::*;

/// The tag of what a subject's allowance pays for: one at a time, or all of them would be valid against
/// the same allowance.
const ALLOWANCE: &str = "allowance";

/// Judges a call of one of our pallets.
pub(super) fn judge(who: &AccountId, call: &RuntimeCall) -> Judgement {
	match call {
		RuntimeCall::Registry(call) => registry::judge(who, call),
		RuntimeCall::Records(call) => records::judge(who, call),
		RuntimeCall::Consent(call) => consent::judge(who, call),
		RuntimeCall::Redaction(call) => redaction::judge(who, call),
		RuntimeCall::Chambers(call) => chambers::judge(who, call),
		RuntimeCall::Stake(call) => stake::judge(who, call),
		_ => Err(Refusal::NotAllowed),
	}
}

/// Institutions pay for what they send, and answer for it.
pub(super) fn from_institution(account: &AccountId) -> Judgement {
	only_if(Registry::institution_of(account).is_some(), Refusal::NotAnInstitution)
}
