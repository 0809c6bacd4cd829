//! What this pallet asks of others.

use salus_primitives::{ControlGroup, InstitutionId, RecordId, SubjectId};
use sp_runtime::DispatchResult;

/// Who is who.
pub trait Parties<AccountId> {
	/// The provider in good standing that `account` acts for.
	fn provider(account: &AccountId) -> Option<InstitutionId>;
	/// The control group of a custodian in good standing.
	fn custodian(institution: InstitutionId) -> Option<ControlGroup>;
	/// The account of an institution, whatever its standing.
	fn account(institution: InstitutionId) -> Option<AccountId>;
	/// Whether a subject is enrolled.
	fn is_subject(subject: SubjectId) -> bool;
}

/// What was erased.
pub trait Erasures {
	/// Whether a record with this id was erased.
	fn is_buried(record: RecordId) -> bool;
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
}
