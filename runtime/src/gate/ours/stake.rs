//! Stake: who makes and finalises blocks.

use super::*;
use crate::gate::rank::changing;
use pallet_stake::Call;

pub(super) fn judge(who: &AccountId, call: &Call<Runtime>) -> Judgement {
	match call {
		Call::stand { validator } => changing(Stake::ensure_may_stand(who, validator)),
		// The proof carries bytes: only those that are signatures by the keys.
		Call::set_keys { validator, keys, proof } => {
			changing(Stake::ensure_may_set_keys(who, validator, keys, proof))
		},
		Call::leave { validator } => changing(Stake::ensure_may_leave(who, validator)),
		Call::withdraw { validator } => changing(Stake::ensure_may_withdraw(validator)),
		Call::apply_slash { session, validator } => {
			changing(Stake::ensure_may_apply_slash(*session, validator))
		},
		// By motion only.
		Call::grant_seats { .. } | Call::cancel_slash { .. } => Err(Refusal::NotAllowed),
		Call::__Ignore(..) => Err(Refusal::NotAllowed),
	}
}
