//! Redaction: every step of a case must be one that can be taken now.

use super::*;
use crate::gate::rank::{changing, duty, free, right};
use pallet_redaction::Call;

pub(super) fn judge(who: &AccountId, call: &Call<Runtime>) -> Judgement {
	match call {
		Call::request { record, salt, ground } => {
			right(Redaction::ensure_may_request(who, *record, salt, *ground), ("request", record))
		},
		Call::withdraw { case } => {
			right(Redaction::ensure_may_withdraw(who, *case), ("withdraw", case))
		},
		Call::request_rectification { record, salt } => right(
			Redaction::ensure_may_request_rectification(who, *record, salt),
			("rectify", record),
		),
		Call::dispute { rectification } => {
			right(Redaction::ensure_may_dispute(who, *rectification), ("dispute", rectification))
		},
		Call::withdraw_rectification { rectification } => right(
			Redaction::ensure_may_withdraw_rectification(who, *rectification),
			("withdraw", rectification),
		),
		Call::submit_receipt { receipt, signature } => duty(
			Redaction::ensure_may_submit_receipt(receipt, signature),
			("receipt", receipt.custodian, receipt.case, receipt.version, receipt.epoch),
		),
		Call::accept { case, own_copy } => {
			free(Redaction::ensure_may_accept(who, *case, *own_copy), ("answer", case))
		},
		Call::refuse { case, ground } => {
			free(Redaction::ensure_may_refuse(who, *case, *ground), ("answer", case))
		},
		Call::accept_partly { case, ground } => {
			free(Redaction::ensure_may_accept_partly(who, *case, *ground), ("answer", case))
		},
		Call::extend { case } => changing(Redaction::ensure_may_extend(who, *case)),
		Call::challenge_identity { case } => {
			changing(Redaction::ensure_may_challenge_identity(who, *case))
		},
		Call::attest { case } => changing(Redaction::ensure_may_attest(who, *case)),
		Call::accept_by_silence { case } => {
			free(Redaction::ensure_may_accept_by_silence(*case), ("answer", case))
		},
		Call::report_overdue { case } => {
			free(Redaction::ensure_may_report_overdue(*case), ("overdue", case))
		},
		Call::drop_hold { record, authority } => free(
			Redaction::ensure_may_drop_hold(*record, *authority),
			("dropHold", record, authority),
		),
		Call::fine { case, custodian, version, epoch } => free(
			Redaction::ensure_may_fine(*case, *custodian, *version, *epoch),
			("fine", case, custodian, version, epoch),
		),
		Call::prove_false { case, served, signature } => free(
			Redaction::ensure_may_prove_false(*case, served, signature),
			("proveFalse", case, served),
		),
		Call::apply_penalty { penalty } => {
			free(Redaction::ensure_may_apply_penalty(*penalty), ("penalty", penalty))
		},
		Call::answer_rectification { rectification, answer } => free(
			Redaction::ensure_may_answer_rectification(who, *rectification, *answer),
			("answer", rectification),
		),
		Call::extend_rectification { rectification } => {
			changing(Redaction::ensure_may_extend_rectification(who, *rectification))
		},
		Call::prune_case { case } => free(Redaction::ensure_may_prune_case(*case), ("prune", case)),
		Call::prune_rectification { rectification } => free(
			Redaction::ensure_may_prune_rectification(*rectification),
			("prune", rectification),
		),
		Call::place_hold { .. }
		| Call::lift_hold { .. }
		| Call::declare_unable { .. }
		| Call::report_notices { .. }
		| Call::retire { .. } => from_institution(who),
		// By motion only.
		Call::cancel_penalty { .. } => Err(Refusal::NotAllowed),
		Call::__Ignore(..) => Err(Refusal::NotAllowed),
	}
}
