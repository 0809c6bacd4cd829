//! Redaction: every step of a case must be one that can be taken now.

use super::*;
use crate::gate::rank::{changing, duty, right};
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
			changing(Redaction::ensure_may_accept(who, *case, *own_copy))
		},
		Call::refuse { case, ground } => {
			changing(Redaction::ensure_may_refuse(who, *case, *ground))
		},
		Call::accept_partly { case, ground } => {
			changing(Redaction::ensure_may_accept_partly(who, *case, *ground))
		},
		Call::extend { case } => changing(Redaction::ensure_may_extend(who, *case)),
		Call::challenge_identity { case } => {
			changing(Redaction::ensure_may_challenge_identity(who, *case))
		},
		Call::attest { case } => changing(Redaction::ensure_may_attest(who, *case)),
		Call::accept_by_silence { case } => {
			changing(Redaction::ensure_may_accept_by_silence(*case))
		},
		Call::report_overdue { case } => changing(Redaction::ensure_may_report_overdue(*case)),
		Call::drop_hold { record, authority } => {
			changing(Redaction::ensure_may_drop_hold(*record, *authority))
		},
		Call::fine { case, custodian, version, epoch } => {
			changing(Redaction::ensure_may_fine(*case, *custodian, *version, *epoch))
		},
		Call::prove_false { case, served, signature } => {
			changing(Redaction::ensure_may_prove_false(*case, served, signature))
		},
		Call::apply_penalty { penalty } => changing(Redaction::ensure_may_apply_penalty(*penalty)),
		Call::answer_rectification { rectification, answer } => {
			changing(Redaction::ensure_may_answer_rectification(who, *rectification, *answer))
		},
		Call::extend_rectification { rectification } => {
			changing(Redaction::ensure_may_extend_rectification(who, *rectification))
		},
		Call::prune_case { case } => changing(Redaction::ensure_may_prune_case(*case)),
		Call::prune_rectification { rectification } => {
			changing(Redaction::ensure_may_prune_rectification(*rectification))
		},
		Call::place_hold { .. }
		| Call::lift_hold { .. }
		| Call::declare_unable { .. }
		| Call::cancel_penalty { .. }
		| Call::report_notices { .. }
		| Call::retire { .. } => from_institution(who),
		Call::__Ignore(..) => Err(Refusal::NotAllowed),
	}
}
