//! Weights by counted database operations.

use frame_support::{traits::Get, weights::Weight};

/// What the calls of this pallet weigh.
pub trait WeightInfo {
	/// `adopt`
	fn adopt() -> Weight;
	/// `restrict`
	fn restrict() -> Weight;
	/// `lift`
	fn lift() -> Weight;
}

/// Reads and writes counted from the code, times the runtime's database weights, plus an upper bound
/// for execution in picoseconds.
pub struct ByDbOperations<T>(core::marker::PhantomData<T>);

const EXECUTION: u64 = 80_000_000;
/// The book, the limits and two entries at most, in bytes.
const PROOF: u64 = 16_000;

fn cost<T: frame_system::Config>(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(EXECUTION, PROOF)
		.saturating_add(T::DbWeight::get().reads_writes(reads, writes))
}

impl<T: frame_system::Config> WeightInfo for ByDbOperations<T> {
	/// The clock, the book, the limits, the entry before and the one that asked anew; the book and
	/// an entry.
	fn adopt() -> Weight {
		cost::<T>(5, 2)
	}
	/// The clock, the book, the limits; the book.
	fn restrict() -> Weight {
		cost::<T>(3, 1)
	}
	/// The clock, the book; the book.
	fn lift() -> Weight {
		cost::<T>(2, 1)
	}
}
