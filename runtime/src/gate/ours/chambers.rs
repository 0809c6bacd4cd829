//! Chambers: what is proposed is checked whole, since a motion carries a call of some size.

use super::*;
use crate::gate::rank::changing;
use frame_support::traits::fungible::Inspect;
use pallet_chambers::Call;
use sp_runtime::traits::Zero;

pub(super) fn judge(who: &AccountId, call: &Call<Runtime>) -> Judgement {
	// Votes are counted for those who can pay for it.
	only_if(!Balances::total_balance(who).is_zero(), Refusal::NotAnInstitution)?;
	match call {
		Call::join { chamber } => changing(Chambers::ensure_may_join(who, *chamber)),
		Call::leave {} => changing(Chambers::ensure_may_leave(who)),
		Call::expel { institution } => changing(Chambers::ensure_may_expel(*institution)),
		Call::propose { call, documents } => {
			changing(Chambers::ensure_may_propose(who, call, documents))
		},
		Call::vote { motion, call, aye } => {
			changing(Chambers::ensure_may_vote(who, *motion, *call, *aye))
		},
		Call::withdraw_vote { motion } => {
			changing(Chambers::ensure_may_withdraw_vote(who, *motion))
		},
		Call::withdraw { motion } => changing(Chambers::ensure_may_withdraw(who, *motion)),
		Call::close { motion } => changing(Chambers::ensure_may_close(*motion)),
		Call::veto { motion } => changing(Chambers::ensure_may_veto(who, *motion)),
		Call::enact { motion } => changing(Chambers::ensure_may_enact(*motion)),
		Call::lapse { motion } => changing(Chambers::ensure_may_lapse(*motion)),
		Call::__Ignore(..) => Err(Refusal::NotAllowed),
	}
}
