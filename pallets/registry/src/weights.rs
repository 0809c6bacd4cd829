//! Weights by counted database operations.

use frame_support::{traits::Get, weights::Weight};

/// What the calls of this pallet weigh.
pub trait WeightInfo {
	/// `enrol`
	fn enrol() -> Weight;
	/// `add_key`
	fn add_key() -> Weight;
	/// `set_receipt_key`
	fn set_receipt_key() -> Weight;
	/// `set_endpoint`
	fn set_endpoint() -> Weight;
}

/// Reads and writes counted from the code, times the runtime's database weights, plus an upper bound
/// for execution in picoseconds (a signature check is about 60 µs on reference hardware).
pub struct ByDbOperations<T>(core::marker::PhantomData<T>);

const EXECUTION: u64 = 50_000_000;
const SIGNATURE: u64 = 80_000_000;

impl<T: frame_system::Config> WeightInfo for ByDbOperations<T> {
	fn enrol() -> Weight {
		Weight::from_parts(EXECUTION + SIGNATURE, 8_000)
			.saturating_add(T::DbWeight::get().reads_writes(6, 3))
	}
	fn add_key() -> Weight {
		Weight::from_parts(EXECUTION, 8_000).saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
	fn set_receipt_key() -> Weight {
		Weight::from_parts(EXECUTION, 8_000).saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
	fn set_endpoint() -> Weight {
		Weight::from_parts(EXECUTION, 8_000).saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
}
