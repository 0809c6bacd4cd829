//! What motions may call, and with which power. Nothing else in the runtime has a power that is not a
//! single institution's own.

use crate::*;
use frame_system::RawOrigin;
use salus_primitives::{Documents, MotionId, Track};

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
			RuntimeCall::Policy(Policy::adopt { .. }) => Some(Track::Policy),
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
			| RuntimeCall::Policy(Policy::restrict { .. })
			| RuntimeCall::Grandpa(pallet_grandpa::Call::note_stalled { .. }) => Some(Track::Emergency),
			_ => None,
		}
	}

	fn widens(call: &RuntimeCall) -> bool {
		match call {
			RuntimeCall::Policy(pallet_policy::Call::adopt { adoption }) => {
				Policy::widens(adoption)
			},
			RuntimeCall::Policy(pallet_policy::Call::lift {}) => Policy::lifting_widens(),
			_ => false,
		}
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
