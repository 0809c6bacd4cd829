//! What chambers ask.

use super::*;
use alloc::{vec, vec::Vec};
use frame_support::traits::Get;
use salus_primitives::{Chamber, ControlGroup, InstitutionId, Track};

/// Makes a suspension lasting.
pub(super) const SUSPENDING: Track = Track::Membership;
/// Makes a restriction lasting.
pub(super) const RESTRICTING: Track = Track::Policy;

impl pallet_chambers::Parties<AccountId> for Wiring {
	fn institution_of(account: &AccountId) -> Option<InstitutionId> {
		Registry::institution_of(account)
	}
	fn may_sit(institution: InstitutionId, chamber: Chamber) -> bool {
		Registry::standing_with(institution, chamber.role())
	}
	fn may_vote(institution: InstitutionId, chamber: Chamber) -> bool {
		Registry::may_vote(institution, chamber.role())
	}
	fn control_group(institution: InstitutionId) -> Option<ControlGroup> {
		Registry::control_group(institution)
	}
}

impl pallet_chambers::Passing for Wiring {
	/// Suspensions, and what an emergency takes out of the policy.
	fn lasts() -> Vec<(Track, Moment)> {
		let rules = Policy::get().parties;
		vec![(SUSPENDING, rules.suspension), (RESTRICTING, rules.restriction)]
	}
}
