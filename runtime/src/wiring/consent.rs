//! What consent asks.

use super::*;
use salus_primitives::{ControlGroup, InstitutionId, RecordId, Role, Roles};
use sp_runtime::{DispatchError, DispatchResult};

/// In which scope guardians give and take back access.
const SCOPE: GuardianScope = GuardianScope::CONSENT;

impl pallet_consent::Parties<AccountId> for Wiring {
	fn authority(
		account: &AccountId,
		subject: SubjectId,
		scope: GuardianScope,
	) -> Option<Authority> {
		Registry::authority(account, subject, scope)
	}
	fn authority_from_outside(
		account: Hash32,
		subject: SubjectId,
		scope: GuardianScope,
	) -> Option<Authority> {
		Registry::authority(&AccountId::new(account.0), subject, scope)
	}
	fn ensure_may_agree(account: &AccountId, subject: SubjectId, act: Hash32) -> DispatchResult {
		Ok(Registry::ensure_may_agree(account, subject, SCOPE, act, false)?)
	}
	fn agree(account: &AccountId, subject: SubjectId, act: Hash32) -> Result<bool, DispatchError> {
		Registry::agree(account, subject, SCOPE, act, false)
	}
	fn in_good_standing(institution: InstitutionId, now: Moment) -> bool {
		Registry::in_good_standing(institution, now).is_some()
	}
	fn acting_any(account: &AccountId, roles: Roles) -> Option<InstitutionId> {
		Registry::acting_any(account, roles)
	}
	fn control_group(institution: InstitutionId) -> Option<ControlGroup> {
		Registry::control_group(institution)
	}
	fn is_desk(institution: InstitutionId) -> bool {
		Registry::desks().contains(&institution)
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
	fn withdraw_role(institution: InstitutionId, role: Role) {
		Registry::withdraw_role(institution, role);
	}
	fn account(institution: InstitutionId) -> Option<AccountId> {
		pallet_registry::Institutions::<Runtime>::get(institution).map(|it| it.account)
	}
}

impl pallet_consent::Records for Wiring {
	fn facts(record: RecordId) -> Option<pallet_consent::Facts> {
		pallet_records::Records::<Runtime>::get(record).map(|it| pallet_consent::Facts {
			subject: it.subject,
			issuer: it.issuer,
			folder: it.folder,
			issued: it.since,
			restricted: it.restricted_by.is_some(),
			declined: it.declined,
		})
	}
}

impl pallet_consent::Holds for Wiring {
	fn held_by(record: RecordId, institution: InstitutionId, now: Moment) -> bool {
		let authority = Registry::in_good_standing(institution, now)
			.is_some_and(|it| it.roles.has(Role::LegalAuthority));
		authority && Redaction::held_by(record, institution, now)
	}
}
