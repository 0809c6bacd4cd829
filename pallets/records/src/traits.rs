//! What this pallet asks of others.

use alloc::vec::Vec;
use salus_primitives::{
	Authority, ControlGroup, GuardianScope, InstitutionId, RecordId, Role, Roles, SubjectId,
};
use sp_runtime::DispatchResult;

/// Who is who.
pub trait Parties<AccountId> {
	/// The institution in good standing that `account` acts for, if it has the role.
	fn acting(account: &AccountId, role: Role) -> Option<InstitutionId>;
	/// The same with any of the roles.
	fn acting_any(account: &AccountId, roles: Roles) -> Option<InstitutionId>;
	/// Whether the account acts for who answers for the institution: itself, whatever its standing,
	/// or, once it was removed, its successor.
	fn answers_for(account: &AccountId, institution: InstitutionId) -> bool;
	/// The control group of a custodian that may take shares now.
	fn custodian(institution: InstitutionId) -> Option<ControlGroup>;
	/// The control group of an institution, whatever its standing.
	fn control_group(institution: InstitutionId) -> Option<ControlGroup>;
	/// The control groups of the emergency desks; there are a handful.
	fn desk_groups() -> Vec<ControlGroup>;
	/// The account of an institution, whatever its standing.
	fn account(institution: InstitutionId) -> Option<AccountId>;
	/// Whether the subject may still do something without paying.
	fn has_allowance(subject: SubjectId) -> bool;
	/// Takes one from what it may do without paying.
	fn spend_allowance(subject: SubjectId) -> DispatchResult;
	/// Whether a subject is enrolled.
	fn is_subject(subject: SubjectId) -> bool;
	/// How the account may act for the subject in all of the scope, if it may.
	fn authority(
		account: &AccountId,
		subject: SubjectId,
		scope: GuardianScope,
	) -> Option<Authority>;
}

/// What was erased and what must not be.
pub trait Erasures {
	/// Whether a record with this id was erased.
	fn is_buried(record: RecordId) -> bool;
	/// Whether a legal hold on the record is live.
	fn is_held(record: RecordId) -> bool;
}

/// The token ledger. A token is owned by the account derived from its subject.
pub trait Tokens {
	/// Founds the one collection, at genesis.
	fn found() -> DispatchResult;
	/// Mints the token of a record.
	fn mint(record: RecordId, subject: SubjectId) -> DispatchResult;
	/// Burns it and every row the ledger has of it.
	fn burn(record: RecordId) -> DispatchResult;
	/// Whether the token exists and belongs to the subject.
	fn belongs(record: RecordId, subject: SubjectId) -> bool;
	/// Moves it from one subject to another.
	fn move_to(record: RecordId, from: SubjectId, to: SubjectId) -> DispatchResult;
}

/// What benchmarks cannot make themselves.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AccountId> {
	/// The account of an institution in good standing with the role, with funds for fees and for
	/// [`crate::MAX_BATCH`] deposits. Another institution and control group for each role.
	fn institution(role: Role) -> AccountId;
	/// [`salus_primitives::MAX_CUSTODIANS`] custodians that may take shares, of distinct control
	/// groups, at most one of them the provider's or a desk's.
	fn custodians() -> Vec<InstitutionId>;
	/// An enrolled subject and its account; another one for each seed.
	fn subject(seed: u32) -> (SubjectId, AccountId);
	/// Sets the clock.
	fn set_time(now: salus_primitives::Moment);
}
