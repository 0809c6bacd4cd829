//! What stake asks.

use super::*;
use salus_primitives::{ControlGroup, InstitutionId, Role};

impl pallet_stake::Parties<AccountId> for Wiring {
	fn institution_of(account: &AccountId) -> Option<InstitutionId> {
		Registry::institution_of(account)
	}
	fn stands_well(institution: InstitutionId) -> bool {
		Registry::standing_with(institution, Role::Validator)
	}
	fn control_group(institution: InstitutionId) -> Option<ControlGroup> {
		Registry::control_group(institution)
	}
}
