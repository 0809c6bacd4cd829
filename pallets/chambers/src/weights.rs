//! Weights by counted database operations.

use frame_support::{traits::Get, weights::Weight};

/// What the calls of this pallet weigh.
pub trait WeightInfo {
	/// `join`
	fn join() -> Weight;
	/// `leave`
	fn leave() -> Weight;
	/// `expel`
	fn expel() -> Weight;
	/// `propose`
	fn propose() -> Weight;
	/// `vote`
	fn vote() -> Weight;
	/// `withdraw_vote`
	fn withdraw_vote() -> Weight;
	/// `withdraw`
	fn withdraw() -> Weight;
	/// `close`
	fn close() -> Weight;
	/// `veto`
	fn veto() -> Weight;
	/// `enact`, without the call that it makes.
	fn enact() -> Weight;
	/// `lapse`
	fn lapse() -> Weight;
}

/// Reads and writes counted from the code for chambers that are full and motions on which everybody
/// voted, times the runtime's database weights, plus an upper bound for execution in picoseconds.
pub struct ByDbOperations<T>(core::marker::PhantomData<T>);

const EXECUTION: u64 = 80_000_000;
/// Decoding the longest call.
const DECODING: u64 = 80_000_000;
/// Members of a chamber at most.
const MEMBERS: u64 = 32;
/// Members of all chambers at most.
const SEATS: u64 = 160;
/// What other pallets read to say for whom an account acts.
const PARTY: u64 = 3;
/// What they read to say whether an institution may vote or sit.
const STANDING: u64 = 3;
/// What they read to say under whose control it is.
const GROUP: u64 = 1;
/// What they read to say whom a call concerns.
const CONCERNS: u64 = 2;
/// A row of a motion in bytes.
const MOTION: u64 = 4_400;
/// A small row in bytes.
const ROW: u64 = 150;

/// `proof` is the size of the rows in bytes.
fn cost<T: frame_system::Config>(proof: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(EXECUTION, proof)
		.saturating_add(T::DbWeight::get().reads_writes(reads, writes))
}

impl<T: frame_system::Config> ByDbOperations<T> {
	/// The votes of so many members are counted.
	fn count(members: u64) -> Weight {
		let rows = 3 + STANDING;
		cost::<T>(members * rows * ROW, 1 + members * rows, 0)
	}

	/// It is looked up which members of all chambers have a vote.
	fn voters() -> Weight {
		let rows = 1 + STANDING + GROUP;
		cost::<T>(SEATS * rows * ROW, 5 + GROUP + SEATS * rows, 0)
	}

	/// A motion and its ballots go, the deposit comes back.
	fn end() -> Weight {
		cost::<T>(MOTION + SEATS * ROW, 4 + SEATS, 4 + SEATS)
	}
}

impl<T: frame_system::Config> WeightInfo for ByDbOperations<T> {
	fn join() -> Weight {
		let each = 2 * STANDING;
		cost::<T>(
			(8 + MEMBERS * each) * ROW,
			PARTY + STANDING + 3 + MEMBERS * each,
			2 + 2 * MEMBERS,
		)
		.saturating_add(Self::voters())
	}
	fn leave() -> Weight {
		cost::<T>(8 * ROW, PARTY + 2, 2)
	}
	fn expel() -> Weight {
		cost::<T>(8 * ROW, 2 + STANDING, 2).saturating_add(Self::voters())
	}
	fn propose() -> Weight {
		cost::<T>(MOTION + 16 * ROW, PARTY + STANDING + 7, 6)
			.saturating_add(Weight::from_parts(DECODING, 0))
	}
	fn vote() -> Weight {
		cost::<T>(MOTION + 12 * ROW, PARTY + STANDING + 3, 1)
	}
	fn withdraw_vote() -> Weight {
		cost::<T>(MOTION + 8 * ROW, PARTY + 2, 1)
	}
	fn withdraw() -> Weight {
		cost::<T>(8 * ROW, PARTY, 0).saturating_add(Self::end())
	}
	fn close() -> Weight {
		cost::<T>(MOTION + 4 * ROW, 3 + CONCERNS, 1)
			.saturating_add(Weight::from_parts(DECODING, 0))
			.saturating_add(Self::voters())
			.saturating_add(Self::count(SEATS))
			.saturating_add(Self::end())
	}
	fn veto() -> Weight {
		cost::<T>(MOTION + 12 * ROW, PARTY + STANDING + 5, 1)
			.saturating_add(Self::voters().saturating_mul(2))
			.saturating_add(Self::count(2 * MEMBERS))
			.saturating_add(Self::end())
	}
	fn enact() -> Weight {
		cost::<T>(MOTION + 4 * ROW, 4, 2)
			.saturating_add(Weight::from_parts(DECODING, 0))
			.saturating_add(Self::end())
	}
	fn lapse() -> Weight {
		cost::<T>(MOTION + ROW, 2, 0).saturating_add(Self::end())
	}
}
