//! What motions may call, and with which power. Nothing else in the runtime has a power that is not a
//! single institution's own.

use crate::*;
use alloc::{vec, vec::Vec};
use core::ops::RangeInclusive;
use frame_system::RawOrigin;
use salus_primitives::{Chamber, Documents, InstitutionId, MotionId, Track};

/// For how many blocks a stalled set may be given to change hands.
const STALLED: RangeInclusive<BlockNumber> = 100..=10_000;

/// Decides by the call which way a motion takes.
pub struct Scope;

impl pallet_chambers::Scope<RuntimeCall, RuntimeOrigin> for Scope {
	fn track(call: &RuntimeCall) -> Option<Track> {
		use pallet_policy::Call as Policy;
		use pallet_redaction::Call as Redaction;
		use pallet_registry::Call as Registry;
		use pallet_stake::Call as Stake;

		match call {
			RuntimeCall::Registry(
				Registry::admit { .. }
				| Registry::change { .. }
				| Registry::suspend_for_good { .. }
				| Registry::reinstate { .. }
				| Registry::remove { .. }
				| Registry::allot { .. },
			)
			| RuntimeCall::Redaction(
				Redaction::cancel_penalty { .. } | Redaction::prune_case { .. },
			)
			| RuntimeCall::Stake(Stake::grant_seats { .. } | Stake::cancel_slash { .. })
			| RuntimeCall::Policy(Policy::lift {}) => Some(Track::Membership),
			// Nobody votes on a policy whose predecessor is not known yet.
			RuntimeCall::Policy(Policy::adopt { adoption }) => {
				crate::Policy::is_next(adoption).then_some(Track::Policy)
			},
			// Nothing has the hash zero: this takes back what was authorised and not applied yet.
			RuntimeCall::System(frame_system::Call::authorize_upgrade { code_hash })
				if *code_hash == Hash::zero() =>
			{
				Some(Track::Emergency)
			},
			RuntimeCall::System(frame_system::Call::authorize_upgrade { .. }) => {
				Some(Track::Upgrade)
			},
			RuntimeCall::Registry(Registry::suspend { .. })
			| RuntimeCall::Policy(Policy::restrict { .. }) => Some(Track::Emergency),
			// While the delay runs, the set of those who finalise cannot change.
			RuntimeCall::Grandpa(pallet_grandpa::Call::note_stalled {
				delay,
				best_finalized_block_number,
			}) => {
				let bounded = STALLED.contains(delay)
					&& *best_finalized_block_number <= System::block_number();
				bounded.then_some(Track::Emergency)
			},
			_ => None,
		}
	}

	fn widens(call: &RuntimeCall) -> bool {
		match call {
			RuntimeCall::Policy(pallet_policy::Call::adopt { adoption }) => {
				Policy::widens(adoption)
			},
			// Whatever will be restricted when it is carried out.
			RuntimeCall::Policy(pallet_policy::Call::lift {}) => true,
			_ => false,
		}
	}

	/// Patients and regulators have a say of their own on other tracks. Whoever could choose them
	/// without them would have it.
	fn concerns(call: &RuntimeCall) -> Vec<Chamber> {
		use pallet_registry::Call as Registry;

		let of = |institution: &InstitutionId| {
			let row = pallet_registry::Institutions::<Runtime>::get(institution);
			row.map(|it| it.roles).unwrap_or_default()
		};
		let roles = match call {
			RuntimeCall::Registry(Registry::admit { admission, .. }) => vec![admission.roles],
			RuntimeCall::Registry(Registry::change { institution, admission }) => {
				vec![of(institution), admission.roles]
			},
			RuntimeCall::Registry(
				Registry::suspend_for_good { institution }
				| Registry::reinstate { institution }
				| Registry::remove { institution, .. },
			) => vec![of(institution)],
			_ => Vec::new(),
		};
		[Chamber::Patients, Chamber::Regulators]
			.into_iter()
			.filter(|chamber| roles.iter().any(|it| it.has(chamber.role())))
			.collect()
	}

	/// The SDK knows two of these powers as root only.
	fn origin(
		call: &RuntimeCall,
		track: Track,
		motion: MotionId,
		documents: Documents,
	) -> RuntimeOrigin {
		match call {
			RuntimeCall::System(_) | RuntimeCall::Grandpa(_) => RawOrigin::Root.into(),
			_ => pallet_chambers::Origin::Motion { track, motion, documents }.into(),
		}
	}
}
