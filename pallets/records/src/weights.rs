//! Weights by counted database operations.

use frame_support::{traits::Get, weights::Weight};

/// What the calls of this pallet weigh.
pub trait WeightInfo {
	/// `issue`
	fn issue() -> Weight;
	/// `amend`
	fn amend() -> Weight;
	/// `issue_batch` of `n` records
	fn issue_batch(n: u32) -> Weight;
	/// `reseal`
	fn reseal() -> Weight;
	/// `confirm`
	fn confirm() -> Weight;
	/// `abandon_reseal`
	fn abandon_reseal() -> Weight;
	/// `attest`
	fn attest() -> Weight;
	/// `decline`
	fn decline() -> Weight;
	/// `offer_transfer`
	fn offer_transfer() -> Weight;
	/// `attest_transfer`
	fn attest_transfer() -> Weight;
	/// `retract_transfer`
	fn retract_transfer() -> Weight;
}

/// Reads and writes counted from the code for seven custodians and eight desks, the registry's and
/// the token ledger's included, times the runtime's database weights, plus an upper bound for
/// execution in picoseconds.
pub struct ByDbOperations<T>(core::marker::PhantomData<T>);

const EXECUTION: u64 = 150_000_000;

fn counted<T: frame_system::Config>(proof: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(EXECUTION, proof)
		.saturating_add(T::DbWeight::get().reads_writes(reads, writes))
}

impl<T: frame_system::Config> WeightInfo for ByDbOperations<T> {
	fn issue() -> Weight {
		counted::<T>(60_000, 46, 8)
	}
	fn amend() -> Weight {
		counted::<T>(50_000, 42, 4)
	}
	fn issue_batch(n: u32) -> Weight {
		counted::<T>(10_000, 5, 0)
			.saturating_add(counted::<T>(50_000, 41, 8).saturating_mul(n.into()))
	}
	fn reseal() -> Weight {
		counted::<T>(50_000, 44, 4)
	}
	fn confirm() -> Weight {
		counted::<T>(20_000, 13, 3)
	}
	fn abandon_reseal() -> Weight {
		counted::<T>(15_000, 9, 3)
	}
	fn attest() -> Weight {
		counted::<T>(10_000, 6, 2)
	}
	fn decline() -> Weight {
		counted::<T>(10_000, 5, 1)
	}
	fn offer_transfer() -> Weight {
		counted::<T>(15_000, 8, 1)
	}
	fn attest_transfer() -> Weight {
		counted::<T>(30_000, 18, 7)
	}
	fn retract_transfer() -> Weight {
		counted::<T>(10_000, 6, 1)
	}
}
