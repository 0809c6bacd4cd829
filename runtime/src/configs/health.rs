//! Registry, records, consent, redaction.

use crate::{constants::UNIT, wiring::Wiring, *};
use frame_support::traits::{ConstU128, ConstU32, ConstU64};

/// Free grants that come with an enrolment.
const ALLOWANCE: u32 = 100;
/// Held from the issuer for each sealing.
const SEALING_DEPOSIT: Balance = UNIT / 10;
/// Longest grant: 366 days.
const MAX_WINDOW: u64 = 366 * 24 * 60 * 60 * 1000;

impl pallet_registry::Config for Runtime {
	type Clock = Timestamp;
	type Signature = Signature;
	type Allowance = ConstU32<ALLOWANCE>;
	type WeightInfo = pallet_registry::ByDbOperations<Runtime>;
}

impl pallet_records::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Clock = Timestamp;
	type Parties = Wiring;
	type Tokens = Wiring;
	type Erasures = Wiring;
	type SealingDeposit = ConstU128<SEALING_DEPOSIT>;
	type WeightInfo = pallet_records::ByDbOperations<Runtime>;
}

impl pallet_consent::Config for Runtime {
	type Clock = Timestamp;
	type Parties = Wiring;
	type Records = Wiring;
	type MaxWindow = ConstU64<MAX_WINDOW>;
	type WeightInfo = pallet_consent::ByDbOperations<Runtime>;
}

impl pallet_redaction::Config for Runtime {
	type Clock = Timestamp;
	type Parties = Wiring;
	type Records = Wiring;
	type WeightInfo = pallet_redaction::ByDbOperations<Runtime>;
}
