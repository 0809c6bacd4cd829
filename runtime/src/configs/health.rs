//! Registry, records, consent, redaction.

use super::powers::{Membership, Reinstatement, Supervision};
use crate::{constants::UNIT, wiring::Wiring, *};
use frame_support::traits::ConstU128;

/// Held from the provider for each subject it enrols.
const ENROLMENT_DEPOSIT: Balance = UNIT;
/// Held from the issuer for each sealing.
const SEALING_DEPOSIT: Balance = UNIT / 10;
/// Held from an institution for each request for access.
const REQUEST_DEPOSIT: Balance = UNIT / 10;

/// Most units that one motion gives an institution.
const MAX_ALLOTMENT: Balance = 1_000_000 * UNIT;

impl pallet_registry::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Clock = Timestamp;
	type Signature = Signature;
	type Policy = Policy;
	type AdmitOrigin = Membership;
	type ChangeOrigin = Membership;
	type SuspendOrigin = Supervision;
	type ReinstateOrigin = Reinstatement;
	type RemoveOrigin = Membership;
	type AllotOrigin = Membership;
	type Holdings = Wiring;
	type Liabilities = Wiring;
	type EnrolmentDeposit = ConstU128<ENROLMENT_DEPOSIT>;
	type MaxAllotment = ConstU128<MAX_ALLOTMENT>;
	type WeightInfo = weights::pallet_registry::WeightInfo<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
}

impl pallet_records::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Clock = Timestamp;
	type Parties = Wiring;
	type Tokens = Wiring;
	type Erasures = Wiring;
	type SealingDeposit = ConstU128<SEALING_DEPOSIT>;
	type WeightInfo = weights::pallet_records::WeightInfo<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
}

impl pallet_consent::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Clock = Timestamp;
	type Policy = Policy;
	type Parties = Wiring;
	type Records = Wiring;
	type Holds = Wiring;
	type RequestDeposit = ConstU128<REQUEST_DEPOSIT>;
	type WeightInfo = weights::pallet_consent::WeightInfo<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
}

impl pallet_redaction::Config for Runtime {
	type Clock = Timestamp;
	type Policy = Policy;
	type Parties = Wiring;
	type Records = Wiring;
	type CancelOrigin = Membership;
	type WeightInfo = weights::pallet_redaction::WeightInfo<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
}
