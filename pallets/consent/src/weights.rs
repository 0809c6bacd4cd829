//! Weights by counted database operations.

use frame_support::{traits::Get, weights::Weight};

macro_rules! weights {
	($($call:ident($($n:ident)?) $reads:expr, $writes:expr;)*) => {
		/// What the calls of this pallet weigh, what two of them weigh from the subject's own account,
		/// and a verdict among `g` grants.
		pub trait WeightInfo {
			$(
				#[doc = concat!("`", stringify!($call), "`")]
				fn $call($($n: u32)?) -> Weight;
			)*
		}

		impl<T: frame_system::Config> WeightInfo for ByDbOperations<T> {
			$(
				fn $call($($n: u32)?) -> Weight {
					Weight::from_parts(EXECUTION, 8_000)
						.saturating_add(T::DbWeight::get().reads_writes($reads, $writes))
				}
			)*
		}
	};
}

/// Reads and writes counted from the code, times the runtime's database weights, plus an upper bound
/// for execution in picoseconds. Where guardians may have to agree, their rows are counted too.
pub struct ByDbOperations<T>(core::marker::PhantomData<T>);

const EXECUTION: u64 = 50_000_000;

/// Reads to learn how an account acts for a subject.
const AUTHORITY: u64 = 2;
/// Reads and writes to take from the subject's allowance.
const ALLOWANCE: (u64, u64) = (1, 1);
/// Reads and writes when the last of eight guardians agrees, the allowance included.
const AGREEMENT: (u64, u64) = (20, 9);

weights! {
	grant() AUTHORITY + 5 + AGREEMENT.0, 2 + AGREEMENT.1;
	grant_by_subject() AUTHORITY + 5 + ALLOWANCE.0, 2 + ALLOWANCE.1;
	revoke() AUTHORITY + 2, 2;
	revoke_many(n) AUTHORITY + 1 + u64::from(n), 1 + u64::from(n);
	revoke_all() AUTHORITY + 2, 2;
	narrow() AUTHORITY + 6 + AGREEMENT.0, 3 + AGREEMENT.1;
	narrow_by_subject() AUTHORITY + 6 + ALLOWANCE.0, 3 + ALLOWANCE.1;
	request() 8 + u64::from(crate::MAX_REQUESTS), 3;
	approve() AUTHORITY + 7 + AGREEMENT.0, 5 + AGREEMENT.1;
	decline() AUTHORITY + 4, 3;
	close_request() 4, 3;
	object() AUTHORITY + 1, 1;
	withdraw_objection() AUTHORITY + 1 + AGREEMENT.0, 1 + AGREEMENT.1;
	opt_out() AUTHORITY + 1, 1;
	opt_in() AUTHORITY + 1 + AGREEMENT.0, 1 + AGREEMENT.1;
	open_emergency() 9, 3;
	review_emergency() 9, 5;
	anchor() 4, 2;
	prune() 6, 3;
	prune_emergency() 4, 2;
	prune_anchor() 4, 2;
	verdict(_g) 8, 0;
}
