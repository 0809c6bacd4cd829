//! Consent: what gives access must be the subject's to give; what takes it back must take something.

use super::*;
use crate::gate::rank::{free, right};
use pallet_consent::Call;

pub(super) fn judge(who: &AccountId, call: &Call<Runtime>) -> Judgement {
	match call {
		Call::grant { grant, subject, terms, until, policy } => {
			let may = Consent::ensure_may_grant(who, *grant, *subject, terms, *until, *policy);
			free(may, (ALLOWANCE, subject))
		},
		Call::narrow { subject, grant, new, terms, until, policy } => free(
			Consent::ensure_may_narrow(who, *subject, *grant, *new, terms, *until, *policy),
			(ALLOWANCE, subject),
		),
		Call::approve { subject, grant } => {
			free(Consent::ensure_may_approve(who, *subject, *grant), (ALLOWANCE, subject))
		},
		Call::withdraw_objection { subject, purposes } => free(
			Consent::ensure_may_withdraw_objection(who, *subject, *purposes),
			(ALLOWANCE, subject),
		),
		Call::opt_in { subject } => {
			free(Consent::ensure_may_opt_in(who, *subject), (ALLOWANCE, subject))
		},
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
		Call::close_request { subject, grant } => free(
			Consent::ensure_may_close_request(who, *subject, *grant),
			("close", subject, grant),
		),
		Call::prune { subject, grant } => {
			free(Consent::ensure_may_prune(*subject, *grant), ("prune", subject, grant))
		},
		Call::prune_emergency { subject, desk } => {
			free(Consent::ensure_may_prune_emergency(*subject, *desk), ("prune", subject, desk))
		},
		Call::prune_anchor { custodian, day } => {
			free(Consent::ensure_may_prune_anchor(*custodian, *day), ("prune", custodian, day))
		},
		Call::__Ignore(..) => Err(Refusal::NotAllowed),
	}
}
