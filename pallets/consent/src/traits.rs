//! What this pallet asks of others.

use salus_primitives::{
	Authority, ControlGroup, FolderId, GuardianScope, Hash32, InstitutionId, Moment, RecordId,
	Role, Roles, SubjectId,
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
	/// The same for an account that asks from outside the chain.
	fn authority_from_outside(
		account: Hash32,
		subject: SubjectId,
		scope: GuardianScope,
	) -> Option<Authority>;
	/// Whether [`Self::agree`] would note something.
	fn ensure_may_agree(account: &AccountId, subject: SubjectId, act: Hash32) -> DispatchResult;
	/// Notes that a guardian agrees to `act`. Whether as many as must agree have done so now.
	fn agree(account: &AccountId, subject: SubjectId, act: Hash32) -> Result<bool, DispatchError>;
	/// Whether a subject is enrolled.
	fn is_subject(subject: SubjectId) -> bool;
	/// Whether the subject has a free call left.
	fn has_allowance(subject: SubjectId) -> bool;
	/// Takes one.
	fn spend_allowance(subject: SubjectId) -> DispatchResult;
	/// Whether the institution may act at `now`, which may be ahead of the chain's clock: what ends by
	/// then has ended, and what begins again only then has not.
	fn in_good_standing(institution: InstitutionId, now: Moment) -> bool;
	/// The institution in good standing with any of these roles that `account` acts for.
	fn acting_any(account: &AccountId, roles: Roles) -> Option<InstitutionId>;
	/// The account of an institution, whatever its standing.
	fn account(institution: InstitutionId) -> Option<AccountId>;
	/// Under whose control it is.
	fn control_group(institution: InstitutionId) -> Option<ControlGroup>;
	/// Whether it has the role of an emergency desk.
	fn is_desk(institution: InstitutionId) -> bool;
	/// Takes a role away. An institution without it stays as it is.
	fn withdraw_role(institution: InstitutionId, role: Role);
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
	/// Whether the subject declined it.
	pub declined: bool,
}

/// What is known of records.
pub trait Records {
	/// The facts of a live record.
	fn facts(record: RecordId) -> Option<Facts>;
}

/// What is known of legal holds.
pub trait Holds {
	/// Whether the institution has a hold on the record that is live at `now`.
	fn held_by(record: RecordId, institution: InstitutionId, now: Moment) -> bool;
}

/// What benchmarks need of others.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AccountId> {
	/// Moves the chain's clock.
	fn set_time(now: Moment);
	/// A subject with allowance left, and its account.
	fn subject() -> (SubjectId, AccountId);
	/// Gives the subject as many guardians with [`GuardianScope::CONSENT`] as it may have, all of
	/// whom must agree; all but the returned one have agreed to `act`.
	fn last_guardian(subject: SubjectId, act: Hash32) -> AccountId;
	/// The account of an institution in good standing with this role, in a control group of its own
	/// for each role, able to pay deposits.
	fn institution(role: Role) -> AccountId;
	/// A record of the subject, neither restricted nor declined, issued by none of the institutions
	/// above but the provider.
	fn record(subject: SubjectId) -> RecordId;
}
