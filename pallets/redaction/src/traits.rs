//! What this pallet asks of others.

use alloc::vec::Vec;
use salus_primitives::{
	Authority, CaseId, ControlGroup, GuardianScope, Hash32, InstitutionId, Jurisdiction,
	LawfulBasis, Moment, RecordId, Roles, SubjectId,
};
use sp_runtime::{DispatchError, DispatchResult};

/// Who is who.
pub trait Parties<AccountId> {
	/// How `account` may act for `subject` in `scope`, if at all.
	fn authority(
		account: &AccountId,
		subject: SubjectId,
		scope: GuardianScope,
	) -> Option<Authority>;
	/// Whether this guardian may agree to an erasure now.
	fn ensure_may_agree(account: &AccountId, subject: SubjectId, act: Hash32) -> DispatchResult;
	/// Notes that this guardian agrees. True when every guardian who may ask for erasure has agreed
	/// to the same act.
	fn agree(account: &AccountId, subject: SubjectId, act: Hash32) -> Result<bool, DispatchError>;
	/// Whether `account` answers for a controller, whatever its standing: answering is a duty.
	fn answers_for(account: &AccountId, controller: InstitutionId) -> bool;
	/// The institution that `account` acts for, whatever its standing.
	fn institution_of(account: &AccountId) -> Option<InstitutionId>;
	/// The institution that `account` acts for, if it is in good standing and has one of `roles`.
	fn acting_any(account: &AccountId, roles: Roles) -> Option<InstitutionId>;
	/// Institutions under one control share it.
	fn control_group(institution: InstitutionId) -> Option<ControlGroup>;
	/// The law that binds an institution.
	fn jurisdiction(institution: InstitutionId) -> Jurisdiction;
	/// Whether another account is about to take the subject over.
	fn is_recovering(subject: SubjectId) -> bool;
	/// When another account last took the subject over; 0 if none ever did.
	fn recovered_at(subject: SubjectId) -> Moment;
	/// The sr25519 key that signed a custodian's receipts at `moment`.
	fn receipt_key_at(custodian: InstitutionId, moment: Moment) -> Option<Hash32>;
	/// The hash of block 0.
	fn genesis() -> Hash32;
	/// Takes so many millionths of a custodian's bond, or what is left of it.
	fn take_bond(custodian: InstitutionId, millionths: u32);
}

/// Who holds the shares of one sealing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Custody {
	/// The version.
	pub version: u32,
	/// The sealing of that version.
	pub epoch: u32,
	/// Its custodians, at most [`salus_primitives::MAX_CUSTODIANS`], each once.
	pub custodians: Vec<InstitutionId>,
	/// How many of them open it.
	pub threshold: u8,
	/// Whether a later sealing took its place. The one in force and one that waits for confirmation
	/// are not superseded.
	pub superseded: bool,
}

/// What is erased.
pub trait Records {
	/// Whose the record is and who issued it.
	fn subject_and_issuer(record: RecordId) -> Option<(SubjectId, InstitutionId)>;
	/// Whether a case restricts it.
	fn is_restricted(record: RecordId) -> bool;
	/// Restricts it.
	fn restrict(record: RecordId, case: CaseId) -> DispatchResult;
	/// Ends the restriction.
	fn lift(record: RecordId, case: CaseId) -> DispatchResult;
	/// Every sealing it has, at most [`salus_primitives::MAX_SEALINGS`].
	fn custody(record: RecordId) -> Vec<Custody>;
	/// Removes every row of it.
	fn remove(record: RecordId) -> DispatchResult;
	/// Removes the rows of its superseded sealings.
	fn remove_superseded(record: RecordId) -> DispatchResult;
	/// The version in force.
	fn current_version(record: RecordId) -> Option<u32>;
	/// On which basis the issuer keeps it, and whether the time for that is over.
	fn keep(record: RecordId) -> Option<(LawfulBasis, bool)>;
}

/// A record to erase in a benchmark, and who has a say in it.
#[cfg(feature = "runtime-benchmarks")]
pub struct Sample<AccountId> {
	/// The record.
	pub record: RecordId,
	/// The account of its subject.
	pub subject: AccountId,
	/// The account of its issuer.
	pub controller: AccountId,
}

/// What the benchmarks need of the other pallets.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AccountId> {
	/// A new record that was sealed so often, each time to
	/// [`salus_primitives::MAX_CUSTODIANS`] custodians, which have receipt keys and bonds.
	fn record(sealings: u32) -> Sample<AccountId>;
	/// Amends it.
	fn amend(record: RecordId);
	/// The `n`th institution in good standing with this role, in a control group of its own.
	fn institution(role: salus_primitives::Role, n: u32) -> AccountId;
	/// The account of a custodian.
	fn account(custodian: InstitutionId) -> AccountId;
	/// The signature of a custodian's receipt key.
	fn sign(custodian: InstitutionId, digest: &Hash32) -> [u8; 64];
	/// A moment at which the issuer need not keep any of these records any more.
	fn retention_over() -> Moment;
	/// Sets the clock.
	fn set_time(now: Moment);
}
