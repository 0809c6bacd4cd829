//! A runtime of eight institutions. The first four found the chain with one validator each, on their
//! own accounts; the floor is four. Each is a control group of its own except the branch, which is
//! the guild's.

use crate as pallet_stake;
use crate::*;
use codec::Encode;
use frame_support::{
	derive_impl,
	traits::{fungible::InspectHold, FindAuthor, OnInitialize},
	ConsensusEngineId, PalletId,
};
use frame_support::{ord_parameter_types, parameter_types};
use frame_system::EnsureSignedBy;
use pallet_session::{
	disabling::UpToLimitWithReEnablingDisablingStrategy, PeriodicSessions, SessionHandler,
};
use salus_primitives::{ControlGroup, InstitutionId, Moment, OffenceMeasure, Policy};
use sp_io::TestExternalities;
use sp_runtime::{
	impl_opaque_keys,
	key_types::DUMMY,
	testing::UintAuthorityId,
	traits::{ConstU32, ConstU64, ConvertInto, OpaqueKeys},
	BuildStorage, KeyTypeId, Perbill, RuntimeAppPublic,
};
use sp_staking::offence::{Kind, Offence as OffenceReport, OffenceError, ReportOffence};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeTask,
		RuntimeHoldReason,
		RuntimeFreezeReason
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Test>;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp::Pallet<Test>;
	#[runtime::pallet_index(2)]
	pub type Authorship = pallet_authorship::Pallet<Test>;
	#[runtime::pallet_index(3)]
	pub type Balances = pallet_balances::Pallet<Test>;
	#[runtime::pallet_index(4)]
	pub type Stake = pallet_stake::Pallet<Test>;
	#[runtime::pallet_index(5)]
	pub type Offences = pallet_offences::Pallet<Test>;
	#[runtime::pallet_index(6)]
	pub type Historical = pallet_session::historical::Pallet<Test>;
	#[runtime::pallet_index(7)]
	#[runtime::disable_call]
	pub type Session = pallet_session::Pallet<Test>;
}

pub type Block = frame_system::mocking::MockBlock<Test>;

impl_opaque_keys! {
	pub struct Keys {
		pub dummy: UintAuthorityId,
	}
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type ExistentialDeposit = ConstU64<ED>;
}

impl pallet_authorship::Config for Test {
	type FindAuthor = NextAuthor;
	type EventHandler = Stake;
}

impl pallet_offences::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = pallet_session::historical::IdentificationTuple<Test>;
	type OnOffenceHandler = Stake;
}

impl pallet_session::historical::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = Identified;
}

impl pallet_session::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = u64;
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = PeriodicSessions<ConstU64<10>, ConstU64<0>>;
	type NextSessionRotation = PeriodicSessions<ConstU64<10>, ConstU64<0>>;
	type SessionManager = pallet_session::historical::NoteHistoricalRoot<Test, Stake>;
	type SessionHandler = Gadget;
	type Keys = Keys;
	type DisablingStrategy = UpToLimitWithReEnablingDisablingStrategy;
	type WeightInfo = ();
	type Currency = Balances;
	type KeyDeposit = ConstU64<0>;
}

pub const ED: u64 = 5;
pub const BOND: u64 = 1_000;
pub const ENDOWMENT: u64 = 1_000_000;
pub const FLOOR: u32 = 4;
pub const REPORTING: u32 = 4;
pub const UNBONDING: u32 = 6;
pub const ROTATION: u32 = 3;
pub const GRACE: u32 = 5;
pub const DAY: Moment = 24 * 60 * 60 * 1000;
pub const NOW: Moment = 20_000 * DAY;
/// Who grants seats, and who cancels slashes.
pub const SEATER: u64 = 901;
pub const CANCELLER: u64 = 902;
pub const STRANGER: u64 = 903;

pub const HOSPITAL: InstitutionId = InstitutionId(1);
pub const CLINIC: InstitutionId = InstitutionId(2);
pub const INSURER: InstitutionId = InstitutionId(3);
pub const LEAGUE: InstitutionId = InstitutionId(4);
pub const GUILD: InstitutionId = InstitutionId(5);
pub const BRANCH: InstitutionId = InstitutionId(6);
pub const COLLEGE: InstitutionId = InstitutionId(7);
pub const UNION: InstitutionId = InstitutionId(8);
pub const EVERYBODY: [InstitutionId; 8] =
	[HOSPITAL, CLINIC, INSURER, LEAGUE, GUILD, BRANCH, COLLEGE, UNION];
pub const FOUNDERS: [InstitutionId; 4] = [HOSPITAL, CLINIC, INSURER, LEAGUE];

ord_parameter_types! {
	pub const Seater: u64 = SEATER;
	pub const Canceller: u64 = CANCELLER;
}

parameter_types! {
	pub const StakeId: PalletId = PalletId(*b"sal/fees");
	pub static Rules: Policy = rules();
	/// Institutions that do not stand well.
	pub static Stopped: Vec<InstitutionId> = vec![];
	/// Who makes the next block.
	pub static Author: Option<u64> = None;
	/// Whether finality is being restarted.
	pub static Restarting: bool = false;
	/// Whose keys vote on finality.
	pub static Voters: Vec<UintAuthorityId> = vec![];
}

fn rules() -> Policy {
	let mut policy = Policy::default();
	policy.bonds.validator = BOND.into();
	policy.stake.offences = OffenceMeasure::Slash;
	policy.stake.slash = 50_000;
	policy.stake.slash_delay = 14 * DAY;
	policy.stake.missed_at_most = 500_000;
	policy
}

pub struct NextAuthor;

impl FindAuthor<u64> for NextAuthor {
	fn find_author<'a, I>(_: I) -> Option<u64>
	where
		I: 'a + IntoIterator<Item = (ConsensusEngineId, &'a [u8])>,
	{
		Author::get()
	}
}

pub struct Registry;

impl Parties<u64> for Registry {
	fn institution_of(account: &u64) -> Option<InstitutionId> {
		EVERYBODY.into_iter().find(|it| account_of(*it) == *account)
	}
	fn stands_well(institution: InstitutionId) -> bool {
		EVERYBODY.contains(&institution) && !Stopped::get().contains(&institution)
	}
	fn control_group(institution: InstitutionId) -> Option<ControlGroup> {
		EVERYBODY.contains(&institution).then_some(if institution == BRANCH {
			GUILD.0
		} else {
			institution.0
		})
	}
}

/// Votes on finality as GRANDPA does: it takes a set when a session begins that has another one, and
/// loses it while it is being restarted.
pub struct Gadget;

impl SessionHandler<u64> for Gadget {
	const KEY_TYPE_IDS: &'static [KeyTypeId] = &[DUMMY];
	fn on_genesis_session<Ks: OpaqueKeys>(validators: &[(u64, Ks)]) {
		Self::on_new_session(true, validators, &[]);
	}
	fn on_new_session<Ks: OpaqueKeys>(changed: bool, validators: &[(u64, Ks)], _: &[(u64, Ks)]) {
		if changed && !Restarting::get() {
			Voters::set(validators.iter().filter_map(|(_, keys)| keys.get(DUMMY)).collect());
		}
	}
	fn on_disabled(_: u32) {}
}

impl Finality<Keys> for Gadget {
	fn is_being_restarted() -> bool {
		Restarting::get()
	}
	fn follows<'a>(set: impl Iterator<Item = &'a Keys>) -> bool {
		Restarting::get() || Voters::get().iter().eq(set.map(|it| &it.dummy))
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<u64, Keys> for Registry {
	fn institution(seed: u32) -> (u64, InstitutionId) {
		let institution = EVERYBODY[4 + seed as usize];
		(account_of(institution), institution)
	}
	fn keys(owner: &u64, seed: u32) -> (Keys, Vec<u8>) {
		(keys(seed.into()), proof(*owner, seed.into()).into_inner())
	}
}

impl Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Policy = Rules;
	type Parties = Registry;
	type Finality = Gadget;
	type SeatOrigin = EnsureSignedBy<Seater, u64>;
	type CancelOrigin = EnsureSignedBy<Canceller, u64>;
	type PalletId = StakeId;
	type MaxValidators = ConstU32<12>;
	type ReportingSessions = ConstU32<REPORTING>;
	type UnbondingSessions = ConstU32<UNBONDING>;
	type BondGraceSessions = ConstU32<GRACE>;
	type SessionSlots = ConstU32<1_200>;
	type RotationSessions = ConstU32<ROTATION>;
	type WeightInfo = ByDbOperations<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Registry;
}

/// The account that acts for an institution.
pub const fn account_of(institution: InstitutionId) -> u64 {
	institution.0 as u64 * 10
}

pub fn signed(who: InstitutionId) -> RuntimeOrigin {
	RuntimeOrigin::signed(account_of(who))
}

/// The only validator of the hospital, and so on.
pub fn founders() -> Vec<u64> {
	FOUNDERS.into_iter().map(account_of).collect()
}

pub fn keys(seed: u64) -> Keys {
	Keys { dummy: UintAuthorityId(seed) }
}

/// What the keys of `seed` sign so that `owner` may have them.
pub fn proof(owner: u64, seed: u64) -> Proof {
	let signature = UintAuthorityId(seed).sign(&owner.encode()).expect("a test key signs");
	signature.encode().try_into().expect("it is short")
}

pub fn set_keys(who: InstitutionId, validator: u64, seed: u64) -> sp_runtime::DispatchResult {
	Stake::set_keys(signed(who), validator, keys(seed), proof(validator, seed))
}

pub fn grant(institution: InstitutionId, seats: u8) {
	Stake::grant_seats(RuntimeOrigin::signed(SEATER), institution, seats)
		.expect("the seater may grant");
}

/// An institution gets as many seats as it has validators and one more, and lets this one stand
/// with keys.
pub fn join(institution: InstitutionId, validator: u64) {
	grant(institution, Seats::<Test>::get(institution) + 1);
	Stake::stand(signed(institution), validator).expect("there is a seat");
	set_keys(institution, validator, validator).expect("the keys are new");
}

/// An institution whose only validator is its own account.
pub fn join_alone(institution: InstitutionId) {
	join(institution, account_of(institution));
}

pub fn leave(institution: InstitutionId) {
	Stake::leave(signed(institution), account_of(institution)).expect("it stands");
}

/// The next session begins, an hour later.
pub fn rotate() {
	System::set_block_number(System::block_number() + 1);
	pass(DAY / 24);
	Session::rotate_session();
}

pub fn rotate_times(sessions: u32) {
	(0..sessions).for_each(|_| rotate());
}

/// So many sessions until what changes now is in force.
pub fn until_in_force() {
	rotate_times(2);
}

pub fn pass(time: Moment) {
	Timestamp::set_timestamp(Timestamp::get() + time);
}

/// A validator makes so many blocks.
pub fn make_blocks(author: u64, blocks: u32) {
	Author::set(Some(author));
	for _ in 0..blocks {
		System::set_block_number(System::block_number() + 1);
		Authorship::on_initialize(System::block_number());
		<Authorship as frame_support::traits::OnFinalize<_>>::on_finalize(System::block_number());
	}
}

pub fn active() -> Vec<u64> {
	Session::validators()
}

pub fn queued() -> Vec<u64> {
	Session::queued_keys().into_iter().map(|(it, _)| it).collect()
}

pub fn disabled() -> Vec<u64> {
	let validators = active();
	Session::disabled_validators().into_iter().map(|it| validators[it as usize]).collect()
}

pub fn row(validator: u64) -> ValidatorOf<Test> {
	Validators::<Test>::get(validator).expect("it is bonded")
}

pub fn held(account: u64) -> u64 {
	Balances::balance_on_hold(&HoldReason::Bond.into(), &account)
}

pub fn now() -> Moment {
	Timestamp::get()
}

pub fn session() -> SessionIndex {
	Session::current_index()
}

/// Whether this happened since the test began.
pub fn happened(event: Event<Test>) -> bool {
	System::events().into_iter().any(|it| it.event == RuntimeEvent::Stake(event.clone()))
}

/// The keys that vote on finality.
pub fn voters() -> Vec<u64> {
	Voters::get().into_iter().map(|it| it.0).collect()
}

/// An equivocation.
struct Equivocation {
	session: SessionIndex,
	slot: u64,
	offender: u64,
}

impl OffenceReport<(u64, ())> for Equivocation {
	const ID: Kind = *b"test:equivocatio";
	type Slot = u64;
	fn offenders(&self) -> Vec<(u64, ())> {
		vec![(self.offender, ())]
	}
	fn session_index(&self) -> SessionIndex {
		self.session
	}
	fn validator_set_count(&self) -> u32 {
		4
	}
	fn slot(&self) -> u64 {
		self.slot
	}
	fn slash_fraction(&self, _: u32) -> Perbill {
		Perbill::one()
	}
}

/// Somebody proves that these equivocated in a slot of a session, one after the other.
pub fn report_in(session: SessionIndex, slot: u64, offenders: &[u64]) -> Result<(), OffenceError> {
	offenders.iter().try_for_each(|offender| {
		Offences::report_offence(vec![], Equivocation { session, slot, offender: *offender })
	})
}

/// Somebody proves that these equivocated in this session.
pub fn report(offenders: &[u64]) {
	report_in(session(), 1_000 + System::block_number(), offenders).expect("it is new");
}

pub fn founder(institution: InstitutionId) -> Founder<u64> {
	Founder {
		institution: institution.0,
		account: account_of(institution),
		seats: 1,
		validators: vec![account_of(institution)],
	}
}

pub fn genesis(floor: u32, founders: Vec<Founder<u64>>, keyed: Vec<u64>) -> TestExternalities {
	RuntimeGenesisConfig {
		balances: BalancesConfig {
			balances: EVERYBODY.into_iter().map(|it| (account_of(it), ENDOWMENT)).collect(),
			..Default::default()
		},
		stake: GenesisConfig { floor, session_slots: None, bond: BOND.into(), founders },
		session: SessionConfig {
			keys: keyed.into_iter().map(|it| (it, it, keys(it))).collect(),
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.expect("the genesis configuration is sound")
	.into()
}

pub fn externalities() -> TestExternalities {
	Rules::set(rules());
	Stopped::set(vec![]);
	Author::set(None);
	Restarting::set(false);
	Voters::set(vec![]);
	let founding = FOUNDERS.into_iter().map(founder).collect();
	let mut externalities = genesis(FLOOR, founding, founders());
	externalities.execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(NOW);
	});
	externalities
}

/// Runs a test and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	externalities().execute_with(|| {
		test();
		check();
	});
}

pub fn check() {
	Stake::do_try_state().expect("invariants hold");
}
