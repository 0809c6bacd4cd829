//! Records: lists of custodians come from providers, and each custodian is known.

use super::*;
use crate::{
	gate::rank::{free, right},
	wiring::Wiring,
};
use pallet_records::{Call, Custodians, Parties};
use salus_primitives::Role;

pub(super) fn judge(who: &AccountId, call: &Call<Runtime>) -> Judgement {
	match call {
		Call::issue { sealing, .. }
		| Call::amend { sealing, .. }
		| Call::reseal { sealing, .. } => {
			from_provider(who)?;
			known(&sealing.custodians)
		},
		Call::issue_batch { records, .. } => {
			from_provider(who)?;
			records.iter().try_for_each(|it| known(&it.sealing.custodians).map(drop))?;
			Ok(None)
		},
		Call::abandon_reseal { .. } | Call::attest { .. } | Call::attest_transfer { .. } => {
			from_institution(who)
		},
		Call::confirm { record, epoch } => {
			free(Records::ensure_may_confirm(who, *record, *epoch), ("confirm", record))
		},
		Call::decline { record } => {
			right(Records::ensure_may_decline(who, *record), ("declineRecord", record))
		},
		Call::offer_transfer { record, to, relation } => free(
			Records::ensure_may_offer_transfer(who, *record, *to, *relation),
			("transfer", record),
		),
		Call::retract_transfer { record } => {
			free(Records::ensure_may_retract_transfer(who, *record), ("retract", record))
		},
		Call::__Ignore(..) => Err(Refusal::NotAllowed),
	}
}

fn from_provider(who: &AccountId) -> Judgement {
	only_if(Registry::acting(who, Role::Provider).is_ok(), Refusal::NotAnInstitution)
}

fn known(custodians: &Custodians) -> Judgement {
	let known = custodians.iter().all(|id| Wiring::custodian(*id).is_some());
	only_if(known, Refusal::UnknownCustodian)
}
