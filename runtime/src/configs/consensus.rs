//! Who makes blocks and who finalises them, and what it costs to do so twice.

use super::powers::Membership;
use crate::{constants::*, wiring::Wiring, *};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, ConstU64, Get},
	PalletId,
};
use sp_runtime::traits::{ConvertInto, OpaqueKeys};

/// How many slots an epoch has, which is a session.
pub struct EpochDuration;

impl Get<u64> for EpochDuration {
	fn get() -> u64 {
		Stake::session_slots().into()
	}
}

/// A report of an offence stays in the pool for so many blocks.
pub struct ReportLongevity;

impl Get<u64> for ReportLongevity {
	fn get() -> u64 {
		EpochDuration::get().saturating_mul(REPORTING_SESSIONS.into())
	}
}

/// When policy raises the bond of validators, they have two days to fill theirs up, on a chain with
/// sessions of an hour.
const BOND_GRACE_SESSIONS: u32 = 2 * 24;

parameter_types! {
	/// Names the account that collects fees.
	pub const Pot: PalletId = PalletId(*b"sal/fees");
}

impl pallet_babe::Config for Runtime {
	type EpochDuration = EpochDuration;
	type ExpectedBlockTime = ConstU64<SLOT_DURATION>;
	type EpochChangeTrigger = pallet_babe::ExternalTrigger;
	type DisabledValidators = Session;
	type WeightInfo = ();
	type MaxAuthorities = ConstU32<MAX_AUTHORITIES>;
	type MaxNominators = ConstU32<0>;
	type KeyOwnerProof = sp_session::MembershipProof;
	type EquivocationReportSystem =
		pallet_babe::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type MaxAuthorities = ConstU32<MAX_AUTHORITIES>;
	type MaxNominators = ConstU32<0>;
	// One for the session itself and one for the set before.
	type MaxSetIdSessionEntries = ConstU64<{ REPORTING_SESSIONS as u64 + 2 }>;
	type KeyOwnerProof = sp_session::MembershipProof;
	type EquivocationReportSystem =
		pallet_grandpa::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = Babe;
	type NextSessionRotation = Babe;
	type SessionManager = pallet_session::historical::NoteHistoricalRoot<Self, Stake>;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	type DisablingStrategy = pallet_session::disabling::UpToLimitWithReEnablingDisablingStrategy;
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type KeyDeposit = ConstU128<0>;
}

impl pallet_session::historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = pallet_stake::Identified;
}

impl pallet_offences::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = pallet_session::historical::IdentificationTuple<Self>;
	type OnOffenceHandler = Stake;
}

impl pallet_stake::Config for Runtime {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Policy = Policy;
	type Parties = Wiring;
	type Finality = Wiring;
	type SeatOrigin = Membership;
	type CancelOrigin = Membership;
	type PalletId = Pot;
	type MaxValidators = ConstU32<MAX_AUTHORITIES>;
	type ReportingSessions = ConstU32<REPORTING_SESSIONS>;
	type UnbondingSessions = ConstU32<UNBONDING_SESSIONS>;
	type BondGraceSessions = ConstU32<BOND_GRACE_SESSIONS>;
	type SessionSlots = ConstU32<EPOCH_DURATION>;
	type RotationSessions = ConstU32<ROTATION_SESSIONS>;
	type WeightInfo = weights::pallet_stake::WeightInfo<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
}

/// Reports of offences are sent by the node itself, unsigned.
impl<C> frame_system::offchain::CreateTransactionBase<C> for Runtime
where
	RuntimeCall: From<C>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

impl<C> frame_system::offchain::CreateBare<C> for Runtime
where
	RuntimeCall: From<C>,
{
	fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_bare(call)
	}
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Babe>;
	type EventHandler = Stake;
}

impl pallet_authority_discovery::Config for Runtime {
	type MaxAuthorities = ConstU32<MAX_AUTHORITIES>;
}
