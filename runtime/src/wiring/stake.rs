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

impl pallet_stake::Finality<SessionKeys> for Wiring {
	fn is_being_restarted() -> bool {
		// Noted and not announced yet, or announced and not in force yet.
		pallet_grandpa::Stalled::<Runtime>::exists()
			|| pallet_grandpa::PendingChange::<Runtime>::get().is_some_and(|it| it.forced.is_some())
	}
	fn follows<'a>(set: impl Iterator<Item = &'a SessionKeys>) -> bool {
		pallet_grandpa::Stalled::<Runtime>::exists()
			|| pallet_grandpa::PendingChange::<Runtime>::exists()
			|| Grandpa::grandpa_authorities().iter().map(|(it, _)| it).eq(set.map(|it| &it.grandpa))
	}
}
