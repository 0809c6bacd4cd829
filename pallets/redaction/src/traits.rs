//! What this pallet asks of others.

use alloc::vec::Vec;
use salus_primitives::{CaseId, Hash32, InstitutionId, RecordId, SubjectId};
use sp_runtime::DispatchResult;

/// Who is who.
pub trait Parties<AccountId> {
	/// Whether `account` controls `subject`.
	fn controls(account: &AccountId, subject: SubjectId) -> bool;
	/// The institution that `account` acts for, whatever its standing: answering is a duty.
	fn institution_of(account: &AccountId) -> Option<InstitutionId>;
	/// The sr25519 key that signs a custodian's receipts now.
	fn receipt_key(custodian: InstitutionId) -> Option<Hash32>;
	/// The hash of block 0.
	fn genesis() -> Hash32;
}

/// Who holds the shares of one sealing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Custody {
	/// The version.
	pub version: u32,
	/// The sealing of that version.
	pub epoch: u32,
	/// Its custodians.
	pub custodians: Vec<InstitutionId>,
	/// How many of them open it.
	pub threshold: u8,
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
	/// Every sealing it ever had, at most [`crate::MAX_SEALINGS`].
	fn custody(record: RecordId) -> Vec<Custody>;
	/// Removes every row of it.
	fn remove(record: RecordId) -> DispatchResult;
}
