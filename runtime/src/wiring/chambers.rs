//! What chambers ask.

use super::*;
use salus_primitives::{Chamber, ControlGroup, InstitutionId};

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
