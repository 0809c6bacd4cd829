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

impl pallet_stake::Reports for Wiring {
	fn forget(most: u32) {
		// What is left is forgotten in a later session.
		let _ = pallet_offences::Reports::<Runtime>::clear(most, None);
		let _ = pallet_offences::ConcurrentReportsIndex::<Runtime>::clear(most, None);
	}
}
