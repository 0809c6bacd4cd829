//! Weights by counted database operations.

use frame_support::{traits::Get, weights::Weight};

/// What the calls of this pallet weigh.
pub trait WeightInfo {
	/// `request`
	fn request() -> Weight;
	/// `withdraw`
	fn withdraw() -> Weight;
	/// `accept`
	fn accept() -> Weight;
	/// `refuse`
	fn refuse() -> Weight;
	/// `submit_receipt`
	fn submit_receipt() -> Weight;
}

/// Reads and writes counted from the code for a record with the most sealings and custodians it may
/// have, times the runtime's database weights, plus an upper bound for execution in picoseconds.
pub struct ByDbOperations<T>(core::marker::PhantomData<T>);

const EXECUTION: u64 = 80_000_000;
const SIGNATURE: u64 = 80_000_000;
/// Slots of a case at most: 32 sealings of 7 custodians.
const SLOTS: u64 = 224;
/// Sealings of a record at most.
const SEALINGS: u64 = 32;

impl<T: frame_system::Config> WeightInfo for ByDbOperations<T> {
	fn request() -> Weight {
		Weight::from_parts(EXECUTION, 16_000).saturating_add(T::DbWeight::get().reads_writes(8, 2))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(EXECUTION, 100_000)
			.saturating_add(T::DbWeight::get().reads_writes(6 + SEALINGS, 3 + SLOTS))
	}
	fn accept() -> Weight {
		Weight::from_parts(EXECUTION, 100_000)
			.saturating_add(T::DbWeight::get().reads_writes(6 + SEALINGS, 1 + SLOTS))
	}
	fn refuse() -> Weight {
		Weight::from_parts(EXECUTION, 16_000).saturating_add(T::DbWeight::get().reads_writes(4, 2))
	}
	fn submit_receipt() -> Weight {
		// The signature is checked for the fee and again at dispatch.
		Weight::from_parts(EXECUTION + 2 * SIGNATURE, 100_000)
			.saturating_add(T::DbWeight::get().reads_writes(24 + SEALINGS, 20 + SEALINGS))
	}
}
