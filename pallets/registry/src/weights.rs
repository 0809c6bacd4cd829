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
	/// `admit`
	fn admit() -> Weight;
	/// `change`
	fn change() -> Weight;
	/// `suspend`
	fn suspend() -> Weight;
	/// `reinstate`
	fn reinstate() -> Weight;
	/// `remove`
	fn remove() -> Weight;
	/// `bond`
	fn bond() -> Weight;
	/// `unbond`
	fn unbond() -> Weight;
	/// `rotate_account`
	fn rotate_account() -> Weight;
	/// `set_key`
	fn set_key() -> Weight;
	/// `appoint_guardian`
	fn appoint_guardian() -> Weight;
	/// `attest_guardian`
	fn attest_guardian() -> Weight;
	/// `remove_guardian`
	fn remove_guardian() -> Weight;
	/// `suspend_guardian`
	fn suspend_guardian() -> Weight;
	/// `reinstate_guardian`
	fn reinstate_guardian() -> Weight;
	/// `set_quorum`
	fn set_quorum() -> Weight;
	/// `start_recovery`
	fn start_recovery() -> Weight;
	/// `confirm_recovery`
	fn confirm_recovery() -> Weight;
	/// `veto_recovery`
	fn veto_recovery() -> Weight;
	/// `finish_recovery`
	fn finish_recovery() -> Weight;
	/// `close`
	fn close() -> Weight;
	/// `top_up`
	fn top_up() -> Weight;
	/// `suspend_for_good`
	fn suspend_for_good() -> Weight;
	/// `allot`
	fn allot() -> Weight;
}

/// Reads and writes counted from the code, times the runtime's database weights, plus an upper bound
/// for execution in picoseconds (a signature check is about 60 µs on reference hardware).
pub struct ByDbOperations<T>(core::marker::PhantomData<T>);

const EXECUTION: u64 = 50_000_000;
const SIGNATURE: u64 = 80_000_000;
const PROOF: u64 = 8_000;

impl<T: frame_system::Config> WeightInfo for ByDbOperations<T> {
	fn enrol() -> Weight {
		Weight::from_parts(EXECUTION + SIGNATURE, PROOF)
			.saturating_add(T::DbWeight::get().reads_writes(10, 4))
	}
	fn add_key() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	fn set_receipt_key() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(5, 1))
	}
	fn set_endpoint() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
	fn admit() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(8, 8))
	}
	fn change() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
	fn suspend() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
	fn reinstate() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	fn remove() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(7, 4))
	}
	fn bond() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(7, 2))
	}
	fn unbond() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(8, 2))
	}
	fn rotate_account() -> Weight {
		Weight::from_parts(EXECUTION + SIGNATURE, PROOF)
			.saturating_add(T::DbWeight::get().reads_writes(12, 6))
	}
	fn set_key() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	fn appoint_guardian() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(5, 3))
	}
	fn attest_guardian() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(24, 4))
	}
	fn remove_guardian() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(4, 4))
	}
	fn suspend_guardian() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(4, 2))
	}
	fn reinstate_guardian() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(4, 1))
	}
	fn set_quorum() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	fn start_recovery() -> Weight {
		Weight::from_parts(EXECUTION + SIGNATURE, PROOF)
			.saturating_add(T::DbWeight::get().reads_writes(12, 1))
	}
	fn confirm_recovery() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(6, 1))
	}
	fn veto_recovery() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	fn finish_recovery() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(10, 6))
	}
	fn close() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(32, 25))
	}
	fn top_up() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(5, 1))
	}
	fn suspend_for_good() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	fn allot() -> Weight {
		Weight::from_parts(EXECUTION, PROOF).saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
}
