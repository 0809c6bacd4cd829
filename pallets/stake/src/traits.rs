//! What this pallet asks of others.

use salus_primitives::{ControlGroup, InstitutionId};

/// Who the institutions are.
pub trait Parties<AccountId> {
	/// The institution that an account acts for, whatever its standing.
	fn institution_of(account: &AccountId) -> Option<InstitutionId>;
	/// Whether an institution is in good standing and has the role of a validator.
	fn stands_well(institution: InstitutionId) -> bool;
	/// The control group of an institution, whatever its standing.
	fn control_group(institution: InstitutionId) -> Option<ControlGroup>;
}

/// Who votes on finality. It follows the sets that are elected, except while it is being restarted.
pub trait Finality<Keys> {
	/// Whether voters are being forced upon it: no other change of set reaches it until that is over.
	fn is_being_restarted() -> bool;
	/// Whether those with these keys vote on it, in this order, or a change of who votes still waits.
	fn follows<'a>(set: impl Iterator<Item = &'a Keys>) -> bool
	where
		Keys: 'a;
}

/// What benchmarks cannot make themselves.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AccountId, Keys> {
	/// An institution that stands well as a validator and owns enough for its bonds; another one for
	/// each seed.
	fn institution(seed: u32) -> (AccountId, InstitutionId);
	/// New session keys and the proof that `owner` has them.
	fn keys(owner: &AccountId, seed: u32) -> (Keys, alloc::vec::Vec<u8>);
}
