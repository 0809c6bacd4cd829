//! The policy book and the chambers.

use super::powers::{Emergency, Membership, PolicyMaking};
use crate::{constants::UNIT, governance::Scope, wiring::Wiring, *};
use frame_support::{parameter_types, traits::ConstU128, weights::Weight};

/// Held from the proposer of a motion until it ends.
const MOTION_DEPOSIT: Balance = 100 * UNIT;

parameter_types! {
	/// A quarter of a block: what a motion does fits beside what people do.
	pub MaxMotion: Weight = configs::system::Weights::get().max_block / 4;
}

impl pallet_policy::Config for Runtime {
	type Clock = Timestamp;
	type AdoptOrigin = PolicyMaking;
	type RestrictOrigin = Emergency;
	type LiftOrigin = Membership;
	type Decisions = Wiring;
	type WeightInfo = weights::pallet_policy::WeightInfo<Runtime>;
}

impl pallet_chambers::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Clock = Timestamp;
	type Parties = Wiring;
	type Scope = Scope;
	type Passing = Wiring;
	type MotionDeposit = ConstU128<MOTION_DEPOSIT>;
	type MaxWeight = MaxMotion;
	type WeightInfo = weights::pallet_chambers::WeightInfo<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
}
