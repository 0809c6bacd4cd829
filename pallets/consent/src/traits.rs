//! What this pallet asks of others.

use salus_primitives::{FolderId, Hash32, InstitutionId, Moment, RecordId, SubjectId};
use sp_runtime::DispatchResult;

/// Who is who.
pub trait Parties<AccountId> {
	/// Whether `account` controls `subject`.
	fn controls(account: &AccountId, subject: SubjectId) -> bool;
	/// The same for an account that asks from outside the chain.
	fn controls_from_outside(account: Hash32, subject: SubjectId) -> bool;
	/// Whether the institution may act at `now`.
	fn in_good_standing(institution: InstitutionId, now: Moment) -> bool;
	/// Whether the subject has a free grant left.
	fn has_allowance(subject: SubjectId) -> bool;
	/// Takes one.
	fn spend_allowance(subject: SubjectId) -> DispatchResult;
}

/// What is known of a live record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facts {
	/// Whose it is.
	pub subject: SubjectId,
	/// Who issued it.
	pub issuer: InstitutionId,
	/// Its folder.
	pub folder: Option<FolderId>,
	/// When it was issued.
	pub issued: Moment,
	/// Whether an erasure is under way.
	pub restricted: bool,
}

/// What is known of records.
pub trait Records {
	/// The facts of a live record.
	fn facts(record: RecordId) -> Option<Facts>;
}
