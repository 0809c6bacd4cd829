//! What this pallet asks of others.

use frame_support::weights::Weight;
use salus_primitives::{InstitutionId, SubjectId};

/// What others keep of a subject.
pub trait Holdings {
	/// Whether nothing stands in the way of closing it: no record, live grant, open request or open
	/// emergency access.
	fn is_free(subject: SubjectId) -> bool;
	/// Removes what others keep only as long as the subject exists.
	fn forget(subject: SubjectId);
	/// What that weighs at most.
	fn forget_weight() -> Weight;
}

/// What institutions owe.
pub trait Liabilities {
	/// Whether it has erasures, penalties or a validator's bond open.
	fn owes(institution: InstitutionId) -> bool;
}

/// What benchmarks cannot make themselves.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AccountId, Signature> {
	/// An account that [`Self::sign`] can sign for; another one for each seed.
	fn signer(seed: u32) -> AccountId;
	/// Signs a digest with the key of an account from [`Self::signer`].
	fn sign(signer: &AccountId, digest: &salus_primitives::Hash32) -> Signature;
	/// Gives an account enough for every deposit and bond.
	fn fund(account: &AccountId);
	/// Sets the clock.
	fn set_time(now: salus_primitives::Moment);
}
