//! Consent: what gives access must be the subject's to give; what takes it back must take something.

use super::*;
use crate::gate::rank::{changing, right};
use pallet_consent::Call;

pub(super) fn judge(who: &AccountId, call: &Call<Runtime>) -> Judgement {
	match call {
		Call::grant { grant, subject, terms, until, policy } => {
			changing(Consent::ensure_may_grant(who, *grant, *subject, terms, *until, *policy))
		},
		Call::narrow { subject, grant, new, terms, until, policy } => changing(
			Consent::ensure_may_narrow(who, *subject, *grant, *new, terms, *until, *policy),
		),
		Call::approve { subject, grant } => {
			changing(Consent::ensure_may_approve(who, *subject, *grant))
		},
		Call::withdraw_objection { subject, purposes } => {
			changing(Consent::ensure_may_withdraw_objection(who, *subject, *purposes))
		},
		Call::opt_in { subject } => changing(Consent::ensure_may_opt_in(who, *subject)),
		Call::revoke { subject, grant } => {
			right(Consent::ensure_may_revoke(who, *subject, *grant), ("revoke", subject, grant))
		},
		Call::revoke_many { subject, grants } => {
			right(Consent::ensure_may_revoke_many(who, *subject, grants), ("revokeMany", subject))
		},
		Call::revoke_all { subject } => {
			right(Consent::ensure_may_revoke_all(who, *subject), ("revokeAll", subject))
		},
		Call::decline { subject, grant } => {
			right(Consent::ensure_may_decline(who, *subject, *grant), ("decline", subject, grant))
		},
		Call::object { subject, purposes } => {
			right(Consent::ensure_may_object(who, *subject, *purposes), ("object", subject))
		},
		Call::opt_out { subject } => {
			right(Consent::ensure_may_opt_out(who, *subject), ("optOut", subject))
		},
		Call::request { .. }
		| Call::open_emergency { .. }
		| Call::review_emergency { .. }
		| Call::anchor { .. } => from_institution(who),
		Call::close_request { subject, grant } => {
			changing(Consent::ensure_may_close_request(who, *subject, *grant))
		},
		Call::prune { subject, grant } => changing(Consent::ensure_may_prune(*subject, *grant)),
		Call::prune_emergency { subject, desk } => {
			changing(Consent::ensure_may_prune_emergency(*subject, *desk))
		},
		Call::prune_anchor { custodian, day } => {
			changing(Consent::ensure_may_prune_anchor(*custodian, *day))
		},
		Call::__Ignore(..) => Err(Refusal::NotAllowed),
	}
}
