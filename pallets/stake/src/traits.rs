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

/// What was reported of offences, which the offences pallet keeps so that nobody reports it twice.
pub trait Reports {
	/// Forgets up to so many reports, whichever they are.
	fn forget(most: u32);
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
