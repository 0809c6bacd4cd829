//! What redaction asks.

use super::*;
use alloc::vec::Vec;
use salus_primitives::{
	CaseId, ControlGroup, InstitutionId, Jurisdiction, LawfulBasis, RecordId, Roles,
};
use sp_runtime::{DispatchError, DispatchResult};

/// In which scope guardians ask for erasure, all of them together.
const SCOPE: GuardianScope = GuardianScope::ERASE;

impl pallet_redaction::Parties<AccountId> for Wiring {
	fn authority(
		account: &AccountId,
		subject: SubjectId,
		scope: GuardianScope,
	) -> Option<Authority> {
		Registry::authority(account, subject, scope)
	}
	fn ensure_may_agree(account: &AccountId, subject: SubjectId, act: Hash32) -> DispatchResult {
		Ok(Registry::ensure_may_agree(account, subject, SCOPE, act, true)?)
	}
	fn agree(account: &AccountId, subject: SubjectId, act: Hash32) -> Result<bool, DispatchError> {
		Registry::agree(account, subject, SCOPE, act, true)
	}
	fn answers_for(account: &AccountId, controller: InstitutionId) -> bool {
		Registry::answers_for(account, controller)
	}
	fn institution_of(account: &AccountId) -> Option<InstitutionId> {
		Registry::institution_of(account)
	}
	fn acting_any(account: &AccountId, roles: Roles) -> Option<InstitutionId> {
		Registry::acting_any(account, roles)
	}
	fn control_group(institution: InstitutionId) -> Option<ControlGroup> {
		Registry::control_group(institution)
	}
	fn jurisdiction(institution: InstitutionId) -> Jurisdiction {
		Registry::jurisdiction(institution).unwrap_or_default()
	}
	fn is_recovering(subject: SubjectId) -> bool {
		Registry::is_recovering(subject)
	}
	fn recovered_at(subject: SubjectId) -> Moment {
		Registry::recovered_at(subject)
	}
	fn receipt_key_at(custodian: InstitutionId, at: Moment) -> Option<Hash32> {
		Registry::receipt_key_at(custodian, at)
	}
	fn genesis() -> Hash32 {
		Registry::genesis_hash()
	}
	fn take_bond(custodian: InstitutionId, millionths: u32) {
		Registry::take_bond(custodian, millionths);
	}
}

impl pallet_redaction::Records for Wiring {
	fn subject_and_issuer(record: RecordId) -> Option<(SubjectId, InstitutionId)> {
		pallet_records::Records::<Runtime>::get(record).map(|it| (it.subject, it.issuer))
	}
	fn is_restricted(record: RecordId) -> bool {
		pallet_records::Records::<Runtime>::get(record).is_some_and(|it| it.restricted_by.is_some())
	}
	fn restrict(record: RecordId, case: CaseId) -> DispatchResult {
		Records::restrict(record, case)
	}
	fn lift(record: RecordId, case: CaseId) -> DispatchResult {
		Records::lift(record, case)
	}
	fn custody(record: RecordId) -> Vec<pallet_redaction::Custody> {
		let superseded: Vec<_> =
			Records::superseded(record).iter().map(|it| (it.version, it.epoch)).collect();
		Records::sealings(record)
			.into_iter()
			.map(|it| pallet_redaction::Custody {
				version: it.version,
				epoch: it.epoch,
				custodians: it.of.custodians.into_inner(),
				threshold: it.of.threshold,
				superseded: superseded.contains(&(it.version, it.epoch)),
			})
			.collect()
	}
	fn remove(record: RecordId) -> DispatchResult {
		Records::remove(record)
	}
	fn remove_superseded(record: RecordId) -> DispatchResult {
		Records::remove_superseded(record)
	}
	fn current_version(record: RecordId) -> Option<u32> {
		Records::current_version(record)
	}
	fn keep(record: RecordId) -> Option<(LawfulBasis, bool)> {
		Records::keep(record).map(|keep| (keep.basis, keep.is_over(now())))
	}
}
