//! Which calls accounts may send. Whatever is not listed is refused.

use super::{rights, Refusal};
use crate::{wiring::Wiring, *};
use frame_support::traits::Contains;
use pallet_records::{Custodians, Parties};
use salus_primitives::Role;

/// How deep calls may be nested in batches, proxies and multisigs.
const MAX_DEPTH: u8 = 4;
/// How many calls one transaction may hold, itself included.
const MAX_CALLS: u32 = 256;

/// The second line, at dispatch: what nobody but governance may call, whoever asks and however deep
/// it is nested. Inherents and what validators report unsigned pass.
pub struct Shape;

impl Contains<RuntimeCall> for Shape {
	fn contains(call: &RuntimeCall) -> bool {
		ensure_bare(call).is_ok() || listed(call, 0)
	}
}

/// Whether a call may come unsigned: the clock, and the blob whose hash was voted.
pub(super) fn ensure_bare(call: &RuntimeCall) -> Result<(), Refusal> {
	let may = matches!(
		call,
		RuntimeCall::Timestamp(pallet_timestamp::Call::set { .. })
			| RuntimeCall::System(frame_system::Call::apply_authorized_upgrade { .. })
	);
	ensure(may, Refusal::NotAllowed)
}

/// How many calls there are, nested ones and itself.
pub(super) fn count(call: &RuntimeCall) -> u32 {
	use pallet_multisig::Call as Multisig;
	use pallet_proxy::Call as Proxy;
	use pallet_utility::Call as Utility;

	let nested = match call {
		RuntimeCall::Utility(
			Utility::batch { calls }
			| Utility::batch_all { calls }
			| Utility::force_batch { calls },
		) => calls.iter().map(count).fold(0u32, u32::saturating_add),
		RuntimeCall::Multisig(
			Multisig::as_multi { call, .. } | Multisig::as_multi_threshold_1 { call, .. },
		)
		| RuntimeCall::Proxy(Proxy::proxy { call, .. } | Proxy::proxy_announced { call, .. }) => {
			count(call)
		},
		_ => 0,
	};
	nested.saturating_add(1)
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
		| RuntimeCall::Redaction(_) => true,
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
		) => true,
		_ => false,
	}
}

/// Whether `who` may send the call: it is listed, and where it carries a list or bytes, what it
/// carries is checked against the registry.
pub(super) fn ensure_may_send(who: &AccountId, call: &RuntimeCall) -> Result<(), Refusal> {
	ensure(listed(call, 0) && count(call) <= MAX_CALLS, Refusal::NotAllowed)?;
	ensure_checked(who, call)
}

/// Checks with the account in whose name each nested call will run.
fn ensure_checked(who: &AccountId, call: &RuntimeCall) -> Result<(), Refusal> {
	use pallet_consent::Call as ConsentCall;
	use pallet_multisig::Call as Multisig;
	use pallet_proxy::Call as Proxy;
	use pallet_records::Call as RecordsCall;
	use pallet_redaction::Call as RedactionCall;
	use pallet_registry::Call as RegistryCall;
	use pallet_utility::Call as Utility;

	match call {
		RuntimeCall::Records(
			RecordsCall::issue { sealing, .. } | RecordsCall::amend { sealing, .. },
		) => {
			ensure(Registry::acting(who, Role::Provider).is_ok(), Refusal::NotAnInstitution)?;
			ensure_custodians(&sealing.custodians)
		},
		RuntimeCall::Registry(RegistryCall::set_endpoint { endpoint }) => ensure(
			Registry::acting(who, Role::Custodian).is_ok() && Registry::is_endpoint(endpoint),
			Refusal::NotAnInstitution,
		),
		RuntimeCall::Registry(_) => ensure_institution(who),
		RuntimeCall::Utility(
			Utility::batch { calls }
			| Utility::batch_all { calls }
			| Utility::force_batch { calls },
		) => calls.iter().try_for_each(|call| ensure_checked(who, call)),
		RuntimeCall::Multisig(Multisig::as_multi_threshold_1 { other_signatories, call }) => {
			let group = ensure_multisig(who, other_signatories, 1)?;
			ensure_checked(&group, call)
		},
		RuntimeCall::Multisig(Multisig::as_multi {
			threshold, other_signatories, call, ..
		}) => {
			let group = ensure_multisig(who, other_signatories, *threshold)?;
			ensure_checked(&group, call)
		},
		RuntimeCall::Multisig(
			Multisig::approve_as_multi { threshold, other_signatories, .. }
			| Multisig::cancel_as_multi { threshold, other_signatories, .. },
		) => ensure_multisig(who, other_signatories, *threshold).map(drop),
		RuntimeCall::Proxy(Proxy::proxy { real, call, .. }) => {
			ensure_proxy(real, who)?;
			ensure_checked(real, call)
		},
		RuntimeCall::Proxy(Proxy::proxy_announced { delegate, real, call, .. }) => {
			ensure_proxy(real, delegate)?;
			ensure_checked(real, call)
		},
		RuntimeCall::Proxy(
			Proxy::announce { real, .. } | Proxy::remove_announcement { real, .. },
		) => ensure_proxy(real, who),
		RuntimeCall::Proxy(_) => ensure_institution(who),
		RuntimeCall::Consent(ConsentCall::grant { subject, .. }) => {
			ensure(Registry::controls(who, *subject), Refusal::NotYours)
		},
		RuntimeCall::Redaction(
			RedactionCall::accept { case, .. } | RedactionCall::refuse { case, .. },
		) => ensure(Redaction::unanswered(who, *case).is_ok(), Refusal::NothingToChange),
		call => rights::rank(who, call).map_or(Ok(()), |rank| rank.map(drop)),
	}
}

/// Whether `delegate` is a proxy of an institution.
fn ensure_proxy(real: &AccountId, delegate: &AccountId) -> Result<(), Refusal> {
	ensure_institution(real)?;
	ensure(Proxy::find_proxy(real, delegate, None).is_ok(), Refusal::NotYours)
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
	ensure_institution(&group)?;
	Ok(group)
}

fn ensure_institution(account: &AccountId) -> Result<(), Refusal> {
	ensure(Registry::institution_of(account).is_some(), Refusal::NotAnInstitution)
}

fn ensure_custodians(custodians: &Custodians) -> Result<(), Refusal> {
	let known = custodians.iter().all(|id| Wiring::custodian(*id).is_some());
	ensure(known, Refusal::UnknownCustodian)
}

fn ensure(holds: bool, refusal: Refusal) -> Result<(), Refusal> {
	holds.then_some(()).ok_or(refusal)
}
