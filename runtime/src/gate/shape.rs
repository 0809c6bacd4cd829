//! Which calls accounts may send. Whatever is not listed is refused.

use super::{
	evidence, ours,
	rank::{only_if, Judgement},
	Refusal,
};
use crate::*;
use frame_support::{traits::Contains, weights::Weight};

/// How deep calls may be nested in batches, proxies and multisigs.
const MAX_DEPTH: u8 = 4;
/// How many calls one transaction may hold, itself included.
const MAX_CALLS: u32 = 256;

/// The second line, at dispatch: what nobody but governance may call, whoever asks and however deep
/// it is nested. Inherents and what validators report unsigned pass.
pub struct Shape;

impl Contains<RuntimeCall> for Shape {
	fn contains(call: &RuntimeCall) -> bool {
		is_bare(call) || listed(call, 0)
	}
}

/// Whether calls of this kind come unsigned: the clock, the blob whose hash was voted, evidence.
fn is_bare(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::Timestamp(pallet_timestamp::Call::set { .. })
			| RuntimeCall::System(frame_system::Call::apply_authorized_upgrade { .. })
	) || evidence::is_report(call)
}

/// Whether this one may come unsigned.
pub(super) fn ensure_bare(call: &RuntimeCall) -> Result<(), Refusal> {
	if evidence::is_report(call) {
		return evidence::ensure_proven(call);
	}
	only_if(is_bare(call), Refusal::NotAllowed).map(drop)
}

/// Shows the call and everything nested in it.
fn visit(call: &RuntimeCall, see: &mut impl FnMut(&RuntimeCall)) {
	use pallet_multisig::Call as Multisig;
	use pallet_proxy::Call as Proxy;
	use pallet_utility::Call as Utility;

	see(call);
	match call {
		RuntimeCall::Utility(
			Utility::batch { calls }
			| Utility::batch_all { calls }
			| Utility::force_batch { calls },
		) => calls.iter().for_each(|call| visit(call, see)),
		RuntimeCall::Multisig(
			Multisig::as_multi { call, .. } | Multisig::as_multi_threshold_1 { call, .. },
		)
		| RuntimeCall::Proxy(Proxy::proxy { call, .. } | Proxy::proxy_announced { call, .. }) => {
			visit(call, see)
		},
		_ => {},
	}
}

/// How many checks a call needs by itself: each record of a batch names custodians of its own.
fn checks(call: &RuntimeCall) -> u32 {
	match call {
		RuntimeCall::Records(pallet_records::Call::issue_batch { records, .. }) => {
			(records.len() as u32).saturating_add(1)
		},
		_ => 1,
	}
}

/// How many calls there are, nested ones and itself.
fn count(call: &RuntimeCall) -> u32 {
	let mut count: u32 = 0;
	visit(call, &mut |call| count = count.saturating_add(checks(call)));
	count
}

/// Closing a motion counts all votes.
fn heaviest_count() -> Weight {
	use pallet_chambers::WeightInfo;
	weights::pallet_chambers::WeightInfo::<Runtime>::close()
}

/// What judging weighs: for each call the account's institution and up to seven custodians, or the
/// rows of one right, or a receipt's signature; for motions their votes.
pub(super) fn weight(call: &RuntimeCall) -> Weight {
	let one = Weight::from_parts(100_000_000, 0)
		.saturating_add(<Runtime as frame_system::Config>::DbWeight::get().reads(9));
	let mut weight = Weight::zero();
	visit(call, &mut |call| {
		let counting = match call {
			RuntimeCall::Chambers(_) => heaviest_count(),
			_ => Weight::zero(),
		};
		let this = one.saturating_mul(checks(call).into()).saturating_add(counting);
		weight = weight.saturating_add(this);
	});
	weight
}

/// Whether the call and everything nested in it is on the list.
fn listed(call: &RuntimeCall, depth: u8) -> bool {
	use pallet_multisig::Call as Multisig;
	use pallet_proxy::Call as Proxy;
	use pallet_utility::Call as Utility;

	if depth > MAX_DEPTH {
		return false;
	}
	match call {
		RuntimeCall::Registry(_)
		| RuntimeCall::Records(_)
		| RuntimeCall::Consent(_)
		| RuntimeCall::Redaction(_)
		| RuntimeCall::Policy(_)
		| RuntimeCall::Chambers(_)
		| RuntimeCall::Stake(_) => true,
		RuntimeCall::Utility(
			Utility::batch { calls }
			| Utility::batch_all { calls }
			| Utility::force_batch { calls },
		) => calls.iter().all(|call| listed(call, depth + 1)),
		RuntimeCall::Multisig(
			Multisig::as_multi { call, .. } | Multisig::as_multi_threshold_1 { call, .. },
		)
		| RuntimeCall::Proxy(Proxy::proxy { call, .. } | Proxy::proxy_announced { call, .. }) => {
			listed(call, depth + 1)
		},
		RuntimeCall::Multisig(
			Multisig::approve_as_multi { .. } | Multisig::cancel_as_multi { .. },
		) => true,
		RuntimeCall::Proxy(
			Proxy::add_proxy { .. }
			| Proxy::remove_proxy { .. }
			| Proxy::remove_proxies { .. }
			| Proxy::announce { .. }
			| Proxy::remove_announcement { .. }
			| Proxy::reject_announcement { .. },
		)
		| RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { .. }) => true,
		_ => false,
	}
}

/// Whether `who` may send the call, and how it ranks: it is listed, and where it carries a list or
/// bytes, what it carries is checked against the registry. Nested calls have no rank of their own.
pub(super) fn judge(who: &AccountId, call: &RuntimeCall) -> Judgement {
	only_if(listed(call, 0) && count(call) <= MAX_CALLS, Refusal::NotAllowed)?;
	judge_as(who, call)
}

/// Judges with the account in whose name the call will run.
fn judge_as(who: &AccountId, call: &RuntimeCall) -> Judgement {
	use pallet_multisig::Call as Multisig;
	use pallet_proxy::Call as Proxy;
	use pallet_utility::Call as Utility;

	match call {
		RuntimeCall::Utility(
			Utility::batch { calls }
			| Utility::batch_all { calls }
			| Utility::force_batch { calls },
		) => calls.iter().try_for_each(|call| judge_as(who, call).map(drop)).map(|()| None),
		RuntimeCall::Multisig(Multisig::as_multi_threshold_1 { other_signatories, call }) => {
			let group = ensure_multisig(who, other_signatories, 1)?;
			judge_as(&group, call).map(|_| None)
		},
		RuntimeCall::Multisig(Multisig::as_multi {
			threshold, other_signatories, call, ..
		}) => {
			let group = ensure_multisig(who, other_signatories, *threshold)?;
			judge_as(&group, call).map(|_| None)
		},
		RuntimeCall::Multisig(
			Multisig::approve_as_multi { threshold, other_signatories, .. }
			| Multisig::cancel_as_multi { threshold, other_signatories, .. },
		) => ensure_multisig(who, other_signatories, *threshold).map(|_| None),
		RuntimeCall::Proxy(Proxy::proxy { real, call, .. }) => {
			ensure_proxy(real, who)?;
			judge_as(real, call).map(|_| None)
		},
		RuntimeCall::Proxy(Proxy::proxy_announced { delegate, real, call, .. }) => {
			ensure_proxy(real, delegate)?;
			judge_as(real, call).map(|_| None)
		},
		RuntimeCall::Proxy(
			Proxy::announce { real, .. } | Proxy::remove_announcement { real, .. },
		) => ensure_proxy(real, who),
		RuntimeCall::Proxy(_) => ours::from_institution(who),
		RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { dest, .. }) => {
			ensure_own_hot_key(who, dest)
		},
		call => ours::judge(who, call),
	}
}

/// Whether `delegate` is a proxy of an institution.
fn ensure_proxy(real: &AccountId, delegate: &AccountId) -> Judgement {
	ours::from_institution(real)?;
	only_if(Proxy::find_proxy(real, delegate, None).is_ok(), Refusal::NotYours)
}

/// Units move from an institution to a hot key of its own that pays the fees of what it proxies, and
/// to nobody else: not between institutions, and not back.
fn ensure_own_hot_key(institution: &AccountId, hot_key: &AccountId) -> Judgement {
	ensure_proxy(institution, hot_key)?;
	only_if(Registry::institution_of(hot_key).is_none(), Refusal::NotYours)
}

/// The multisig account, if it acts for an institution: otherwise its signatories would be a list
/// that nobody checked.
fn ensure_multisig(
	who: &AccountId,
	others: &[AccountId],
	threshold: u16,
) -> Result<AccountId, Refusal> {
	let mut signatories = others.to_vec();
	signatories.push(who.clone());
	signatories.sort();
	let group = Multisig::multi_account_id(&signatories, threshold);
	ours::from_institution(&group)?;
	Ok(group)
}
