//! What records asks.

use super::*;
use alloc::vec::Vec;
use salus_primitives::{ControlGroup, InstitutionId, RecordId, Role, Roles};
use sp_runtime::DispatchResult;

impl pallet_records::Parties<AccountId> for Wiring {
	fn acting(account: &AccountId, role: Role) -> Option<InstitutionId> {
		Registry::acting(account, role).ok()
	}
	fn acting_any(account: &AccountId, roles: Roles) -> Option<InstitutionId> {
		Registry::acting_any(account, roles)
	}
	fn custodian(institution: InstitutionId) -> Option<ControlGroup> {
		Registry::custodian(institution)
	}
	fn control_group(institution: InstitutionId) -> Option<ControlGroup> {
		Registry::control_group(institution)
	}
	fn desk_groups() -> Vec<ControlGroup> {
		Registry::desks().into_iter().filter_map(Registry::control_group).collect()
	}
	fn account(institution: InstitutionId) -> Option<AccountId> {
		pallet_registry::Institutions::<Runtime>::get(institution).map(|it| it.account)
	}
	fn answers_for(account: &AccountId, institution: InstitutionId) -> bool {
		Registry::answers_for(account, institution)
	}
	fn has_allowance(subject: SubjectId) -> bool {
		Registry::has_allowance(subject)
	}
	fn spend_allowance(subject: SubjectId) -> DispatchResult {
		Registry::spend_allowance(subject)
	}
	fn is_subject(subject: SubjectId) -> bool {
		Registry::subject(subject).is_some()
	}
	fn authority(
		account: &AccountId,
		subject: SubjectId,
		scope: GuardianScope,
	) -> Option<Authority> {
		Registry::authority(account, subject, scope)
	}
}

impl pallet_records::Erasures for Wiring {
	fn is_buried(record: RecordId) -> bool {
		Redaction::is_buried(record)
	}
	fn is_held(record: RecordId) -> bool {
		Redaction::is_held(record)
	}
}
