//! Weights by counted database operations.

use frame_support::{traits::Get, weights::Weight};

/// What the calls of this pallet weigh.
pub trait WeightInfo {
	/// `issue`
	fn issue() -> Weight;
	/// `amend`
	fn amend() -> Weight;
}

/// Reads and writes counted from the code for seven custodians, the token ledger's included, times
/// the runtime's database weights, plus an upper bound for execution in picoseconds.
pub struct ByDbOperations<T>(core::marker::PhantomData<T>);

const EXECUTION: u64 = 150_000_000;

impl<T: frame_system::Config> WeightInfo for ByDbOperations<T> {
	fn issue() -> Weight {
		Weight::from_parts(EXECUTION, 40_000).saturating_add(T::DbWeight::get().reads_writes(20, 8))
	}
	fn amend() -> Weight {
		Weight::from_parts(EXECUTION, 30_000).saturating_add(T::DbWeight::get().reads_writes(14, 4))
	}
}
