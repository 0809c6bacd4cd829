//! Weights by counted database operations.

use frame_support::{traits::Get, weights::Weight};

/// What the calls of this pallet weigh.
pub trait WeightInfo {
	/// `grant`
	fn grant() -> Weight;
	/// `revoke`
	fn revoke() -> Weight;
}

/// Reads and writes counted from the code, times the runtime's database weights, plus an upper bound
/// for execution in picoseconds.
pub struct ByDbOperations<T>(core::marker::PhantomData<T>);

const EXECUTION: u64 = 50_000_000;

impl<T: frame_system::Config> WeightInfo for ByDbOperations<T> {
	fn grant() -> Weight {
		Weight::from_parts(EXECUTION, 8_000).saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	fn revoke() -> Weight {
		Weight::from_parts(EXECUTION, 8_000).saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
}
