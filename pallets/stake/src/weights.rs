//! Weights by counted database operations.

use frame_support::{traits::Get, weights::Weight};

/// What the calls of this pallet weigh.
pub trait WeightInfo {
	/// `grant_seats`
	fn grant_seats() -> Weight;
	/// `stand`
	fn stand() -> Weight;
	/// `set_keys`
	fn set_keys() -> Weight;
	/// `leave`
	fn leave() -> Weight;
	/// `withdraw`
	fn withdraw() -> Weight;
	/// `apply_slash`
	fn apply_slash() -> Weight;
	/// `cancel_slash`
	fn cancel_slash() -> Weight;
	/// Counting the author of a block.
	fn note_author() -> Weight;
}

/// Reads and writes counted from the code, times the runtime's database weights, plus an upper bound
/// for execution in picoseconds (a signature check is about 60 µs on reference hardware).
pub struct ByDbOperations<T>(core::marker::PhantomData<T>);

const EXECUTION: u64 = 50_000_000;
/// Three session keys, each checked here and by the session pallet.
const SIGNATURES: u64 = 6 * 80_000_000;
const PROOF: u64 = 16_000;

impl<T: frame_system::Config> WeightInfo for ByDbOperations<T> {
	fn grant_seats() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(11, 9))
	}
	fn stand() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(22, 6))
	}
	fn set_keys() -> Weight {
		Weight::from_parts(EXECUTION + SIGNATURES, PROOF)
			.saturating_add(T::DbWeight::get().reads_writes(13, 10))
	}
	fn leave() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(12, 12))
	}
	fn apply_slash() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(7, 5))
	}
	fn cancel_slash() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	fn note_author() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
}
