//! Registry: who takes part.

use super::*;
use crate::gate::rank::{free, right};
use pallet_registry::Call;
use salus_primitives::Role;

pub(super) fn judge(who: &AccountId, call: &Call<Runtime>) -> Judgement {
	match call {
		Call::enrol { .. }
		| Call::add_key { .. }
		| Call::set_receipt_key { .. }
		| Call::bond { .. }
		| Call::unbond { .. }
		| Call::attest_guardian { .. }
		| Call::top_up { .. }
		| Call::reinstate { .. }
		| Call::suspend_guardian { .. }
		| Call::reinstate_guardian { .. }
		| Call::start_recovery { .. }
		| Call::confirm_recovery { .. } => from_institution(who),
		// No regulator stops another one.
		Call::suspend { institution } => {
			let row = pallet_registry::Institutions::<Runtime>::get(institution);
			let regulator = row.is_some_and(|it| it.roles.has(Role::Regulator));
			only_if(!regulator, Refusal::NotAllowed)?;
			from_institution(who)
		},
		Call::set_endpoint { endpoint } => only_if(
			Registry::ensure_may_set_endpoint(who, endpoint).is_ok(),
			Refusal::NotAnInstitution,
		),
		Call::rotate_account { subject, account, key, expires, signature } => free(
			Registry::ensure_may_rotate_account(who, *subject, account, key, *expires, signature),
			(ALLOWANCE, subject),
		),
		Call::set_key { subject, key } => {
			free(Registry::ensure_may_set_key(who, *subject, key), (ALLOWANCE, subject))
		},
		Call::appoint_guardian { subject, guardian, scope, until } => free(
			Registry::ensure_may_appoint_guardian(who, *subject, guardian, *scope, *until),
			(ALLOWANCE, subject),
		),
		Call::set_quorum { subject, quorum } => {
			free(Registry::ensure_may_set_quorum(who, *subject, *quorum), (ALLOWANCE, subject))
		},
		Call::remove_guardian { subject, guardian } => right(
			Registry::ensure_may_remove_guardian(who, *subject, guardian),
			("guardian", subject, guardian),
		),
		Call::veto_recovery { subject } => {
			right(Registry::ensure_may_veto_recovery(who, *subject), ("veto", subject))
		},
		Call::finish_recovery { subject } => {
			free(Registry::ensure_may_finish_recovery(*subject), ("finish", subject))
		},
		Call::close { subject } => {
			right(Registry::ensure_may_close(who, *subject), ("close", subject))
		},
		// By motion only.
		Call::admit { .. }
		| Call::change { .. }
		| Call::suspend_for_good { .. }
		| Call::remove { .. }
		| Call::allot { .. } => Err(Refusal::NotAllowed),
		Call::__Ignore(..) => Err(Refusal::NotAllowed),
	}
}
