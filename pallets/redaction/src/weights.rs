//! Weights by counted database operations.

use frame_support::{traits::Get, weights::Weight};

/// What the calls of this pallet weigh.
pub trait WeightInfo {
	/// `request`
	fn request() -> Weight;
	/// `withdraw`, where slots were opened for so many sealings.
	fn withdraw(sealings: u32) -> Weight;
	/// `accept`
	fn accept() -> Weight;
	/// `refuse`
	fn refuse() -> Weight;
	/// `submit_receipt`
	fn submit_receipt() -> Weight;
	/// `extend`
	fn extend() -> Weight;
	/// `challenge_identity`
	fn challenge_identity() -> Weight;
	/// `attest`
	fn attest() -> Weight;
	/// `accept_partly`
	fn accept_partly() -> Weight;
	/// `accept_by_silence`
	fn accept_by_silence() -> Weight;
	/// `report_overdue`
	fn report_overdue() -> Weight;
	/// `place_hold`
	fn place_hold() -> Weight;
	/// `lift_hold`
	fn lift_hold() -> Weight;
	/// `drop_hold`
	fn drop_hold() -> Weight;
	/// `declare_unable`
	fn declare_unable() -> Weight;
	/// `fine`
	fn fine() -> Weight;
	/// `prove_false`
	fn prove_false() -> Weight;
	/// `apply_penalty`
	fn apply_penalty() -> Weight;
	/// `cancel_penalty`
	fn cancel_penalty() -> Weight;
	/// `report_notices`
	fn report_notices() -> Weight;
	/// `retire`
	fn retire() -> Weight;
	/// `request_rectification`
	fn request_rectification() -> Weight;
	/// `answer_rectification`
	fn answer_rectification() -> Weight;
	/// `extend_rectification`
	fn extend_rectification() -> Weight;
	/// `dispute`
	fn dispute() -> Weight;
	/// `withdraw_rectification`
	fn withdraw_rectification() -> Weight;
	/// `prune_case`, where slots were opened for so many sealings.
	fn prune_case(sealings: u32) -> Weight;
	/// `prune_rectification`
	fn prune_rectification() -> Weight;
}

/// Reads and writes counted from the code for a record with the most sealings, custodians, holds and
/// rectifications it may have, times the runtime's database weights, plus an upper bound for
/// execution in picoseconds. What a free call checks for the fee it checks again at dispatch.
pub struct ByDbOperations<T>(core::marker::PhantomData<T>);

const EXECUTION: u64 = 80_000_000;
const SIGNATURE: u64 = 80_000_000;
/// Slots of a case at most: 32 sealings of 7 custodians.
const SLOTS: u64 = 224;
/// Sealings of a record at most.
const SEALINGS: u64 = 32;
/// Holds on a record at most.
const HOLDS: u64 = 8;
/// Rectifications of a record at most.
const RECTIFICATIONS: u64 = 32;
/// What other pallets read to say who somebody is: an institution by account, its row, a successor.
const PARTY: u64 = 6;
/// Rows of agreement at most: one for each guardian.
const GUARDIANS: u64 = 8;
/// What the registry reads to say when an account was recovered.
const RECOVERY: u64 = 1;

/// `proof` is the size of the rows in bytes.
fn cost<T: frame_system::Config>(proof: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(EXECUTION, proof)
		.saturating_add(T::DbWeight::get().reads_writes(reads, writes))
}

impl<T: frame_system::Config> ByDbOperations<T> {
	/// Everything of the record goes, here and elsewhere.
	fn erasure() -> Weight {
		cost::<T>(
			100_000,
			8 + SEALINGS + HOLDS + RECTIFICATIONS,
			20 + SEALINGS + HOLDS + RECTIFICATIONS,
		)
	}

	/// Slots, duties and notices are opened.
	fn start() -> Weight {
		cost::<T>(100_000, 8 + SEALINGS + HOLDS, 4 + 3 * SLOTS)
	}

	/// They are removed.
	fn clear(sealings: u32) -> Weight {
		let slots = u64::from(sealings).saturating_mul(SLOTS / SEALINGS);
		cost::<T>(
			8_000u64.saturating_add(slots.saturating_mul(450)),
			slots.saturating_mul(2).saturating_add(4),
			slots.saturating_mul(3).saturating_add(6),
		)
	}
}

impl<T: frame_system::Config> WeightInfo for ByDbOperations<T> {
	fn request() -> Weight {
		cost::<T>(40_000, 2 * (8 + 2 * PARTY) + GUARDIANS, 14 + GUARDIANS)
	}
	fn withdraw(sealings: u32) -> Weight {
		cost::<T>(16_000, 2 * (PARTY + RECOVERY), 4).saturating_add(Self::clear(sealings))
	}
	fn accept() -> Weight {
		cost::<T>(32_000, 2 * (PARTY + 3 + HOLDS), 1).saturating_add(Self::start())
	}
	fn refuse() -> Weight {
		cost::<T>(16_000, 2 * (PARTY + 3), 4)
	}
	fn submit_receipt() -> Weight {
		cost::<T>(32_000, 2 * (8 + RECOVERY + HOLDS), 5)
			.saturating_add(Weight::from_parts(2 * SIGNATURE, 0))
			.saturating_add(Self::erasure())
	}
	fn extend() -> Weight {
		cost::<T>(16_000, PARTY + 3, 1)
	}
	fn challenge_identity() -> Weight {
		cost::<T>(16_000, PARTY + 3, 1)
	}
	fn attest() -> Weight {
		cost::<T>(16_000, 2 * PARTY + 2, 1)
	}
	fn accept_partly() -> Weight {
		cost::<T>(64_000, 2 * (PARTY + 3 + HOLDS + SEALINGS), 1).saturating_add(Self::start())
	}
	fn accept_by_silence() -> Weight {
		cost::<T>(32_000, 2 * (5 + HOLDS), 1).saturating_add(Self::start())
	}
	fn report_overdue() -> Weight {
		cost::<T>(16_000, 2 * 2, 1)
	}
	fn place_hold() -> Weight {
		cost::<T>(132_000, 2 * PARTY + 12 + 3 * RECOVERY + 4 * HOLDS + SEALINGS + SLOTS, 3)
	}
	fn lift_hold() -> Weight {
		cost::<T>(16_000, PARTY + 8 + 3 * RECOVERY + 2 * HOLDS, 3).saturating_add(Self::erasure())
	}
	fn drop_hold() -> Weight {
		cost::<T>(16_000, 2 * (10 + 3 * RECOVERY + 2 * HOLDS), 3).saturating_add(Self::erasure())
	}
	fn declare_unable() -> Weight {
		cost::<T>(8_000, PARTY + 3, 1)
	}
	fn fine() -> Weight {
		cost::<T>(16_000, 2 * (5 + RECOVERY + HOLDS) + 2, 4)
	}
	fn prove_false() -> Weight {
		cost::<T>(16_000, 2 * (5 + RECOVERY) + 2, 6)
			.saturating_add(Weight::from_parts(2 * SIGNATURE, 0))
	}
	fn apply_penalty() -> Weight {
		cost::<T>(16_000, 2 * 2 + 6, 6)
	}
	fn cancel_penalty() -> Weight {
		cost::<T>(8_000, 3, 3)
	}
	fn report_notices() -> Weight {
		cost::<T>(8_000, PARTY + 1, 1)
	}
	fn retire() -> Weight {
		cost::<T>(32_000, PARTY + 6 + HOLDS, 4).saturating_add(Self::start())
	}
	fn request_rectification() -> Weight {
		cost::<T>(32_000, 2 * (PARTY + 6) + 4, 3)
	}
	fn answer_rectification() -> Weight {
		cost::<T>(16_000, 2 * (PARTY + 2) + 1, 2)
	}
	fn extend_rectification() -> Weight {
		cost::<T>(16_000, PARTY + 3, 1)
	}
	fn dispute() -> Weight {
		cost::<T>(16_000, 2 * (PARTY + 2), 1)
	}
	fn withdraw_rectification() -> Weight {
		cost::<T>(16_000, 2 * (PARTY + 2) + 2, 3)
	}
	fn prune_case(sealings: u32) -> Weight {
		cost::<T>(16_000, 2 * 3, 2).saturating_add(Self::clear(sealings))
	}
	fn prune_rectification() -> Weight {
		cost::<T>(16_000, 2 * 2 + 1, 2)
	}
}
