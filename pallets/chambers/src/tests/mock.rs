//! Five chambers with three members each: institutions 1, 2, 3 are providers, 101, 102, 103 payers,
//! 201… patients, 301… regulators, 401… researchers. Up to 60 of each kind may join. Institution n acts
//! by account n and is a control group of its own.

use super::target;
use crate as pallet_chambers;
use crate::*;
use codec::Encode;
use frame_support::{derive_impl, parameter_types, traits::Contains, weights::Weight};
use salus_primitives::{
	Chamber, ControlGroup, Documents, Hash32, InstitutionId, Moment, MotionId, Track, TrackRule,
	Veto, CHAMBERS,
};
use sp_io::TestExternalities;
use sp_runtime::{traits::Dispatchable, BuildStorage, DispatchResult};
use std::collections::BTreeMap;

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
	pub type Balances = pallet_balances::Pallet<Test>;
	#[runtime::pallet_index(3)]
	pub type Chambers = pallet_chambers::Pallet<Test>;
	#[runtime::pallet_index(4)]
	pub type Target = target::Pallet<Test>;
}

pub type Block = frame_system::mocking::MockBlock<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
	type BaseCallFilter = Filter;
	type DbWeight = frame_support::weights::constants::ParityDbWeight;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

impl target::Config for Test {
	type Membership = EnsureMembership;
	type Policy = EnsurePolicy;
	type Emergency = EnsureEmergency;
	type Heavy = Heavy;
}

impl Passing for Wiring {
	fn lasts() -> Vec<(Track, Moment)> {
		Lasting::get()
	}
}

impl Config for Test {
	type RuntimeCall = RuntimeCall;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Parties = Wiring;
	type Scope = Wiring;
	type Passing = Wiring;
	type MotionDeposit = Deposit;
	type MaxWeight = MaxWeight;
	type WeightInfo = ByDbOperations<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Wiring;
}

pub const DEPOSIT: u64 = 100;
pub const ENDOWMENT: u64 = 10_000;
pub const MAX_WEIGHT: Weight = Weight::from_parts(1_000_000, 1_000);
pub const NOW: Moment = 1_000_000;
pub const STRANGER: u64 = 999;

parameter_types! {
	pub const Deposit: u64 = DEPOSIT;
	pub const MaxWeight: Weight = MAX_WEIGHT;
	pub static Heavy: Weight = MAX_WEIGHT;
	/// Calls of the target are filtered.
	pub static Closed: bool = false;
	/// `admit` takes this way now.
	pub static AdmitOn: Option<Track> = Some(Track::Membership);
	/// Chambers that every call concerns.
	pub static Concerned: Vec<Chamber> = vec![];
	/// Institutions that may not take a seat.
	pub static Suspended: Vec<u32> = Vec::new();
	/// Institutions that may neither sit nor vote.
	pub static Removed: Vec<u32> = Vec::new();
	/// What motions confirm, and when it ends otherwise.
	pub static Lasting: Vec<(Track, Moment)> = vec![];
	/// Under whose control an institution is, where that is not itself.
	pub static Groups: BTreeMap<u32, ControlGroup> = BTreeMap::new();
}

pub struct Filter;

impl Contains<RuntimeCall> for Filter {
	fn contains(call: &RuntimeCall) -> bool {
		!(Closed::get() && matches!(call, RuntimeCall::Target(_)))
	}
}

pub struct Wiring;

fn may_be(institution: InstitutionId, chamber: Chamber) -> bool {
	CHAMBERS.get(institution.0 as usize / 100) == Some(&chamber)
		&& !Removed::get().contains(&institution.0)
}

impl Parties<u64> for Wiring {
	fn institution_of(account: &u64) -> Option<InstitutionId> {
		let id = *account as u32;
		(id < 500 && (1..=60).contains(&(id % 100))).then_some(InstitutionId(id))
	}
	fn may_sit(institution: InstitutionId, chamber: Chamber) -> bool {
		may_be(institution, chamber) && !Suspended::get().contains(&institution.0)
	}
	fn may_vote(institution: InstitutionId, chamber: Chamber) -> bool {
		may_be(institution, chamber)
	}
	fn control_group(institution: InstitutionId) -> Option<ControlGroup> {
		let own = Self::institution_of(&institution.0.into()).map(|it| it.0);
		Groups::get().get(&institution.0).copied().or(own)
	}
}

impl Scope<RuntimeCall, RuntimeOrigin> for Wiring {
	fn track(call: &RuntimeCall) -> Option<Track> {
		let RuntimeCall::Target(call) = call else { return None };
		match call {
			target::Call::admit { .. } => AdmitOn::get(),
			target::Call::adopt { .. } => Some(Track::Policy),
			target::Call::restrict { .. } => Some(Track::Emergency),
			target::Call::upgrade { .. } => Some(Track::Upgrade),
			_ => Some(Track::Membership),
		}
	}
	fn widens(call: &RuntimeCall) -> bool {
		matches!(call, RuntimeCall::Target(target::Call::adopt { widens: true, .. }))
	}
	fn concerns(_: &RuntimeCall) -> Vec<Chamber> {
		Concerned::get()
	}
	fn origin(
		_: &RuntimeCall,
		track: Track,
		motion: MotionId,
		documents: Documents,
	) -> RuntimeOrigin {
		assert!(!Motions::<Test>::contains_key(motion), "a call could meet its own motion");
		match track {
			Track::Upgrade => RuntimeOrigin::root(),
			_ => Origin::Motion { track, motion, documents }.into(),
		}
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<u64, RuntimeCall> for Wiring {
	fn institution(chamber: Chamber, n: u32) -> (u64, InstitutionId) {
		let id = chamber as u32 * 100 + 10 + n;
		(id.into(), InstitutionId(id))
	}
	fn disqualify(institution: InstitutionId) {
		Removed::mutate(|it| it.push(institution.0));
	}
	fn call(track: Track) -> RuntimeCall {
		super::mock::call(track)
	}
	fn set_time(now: Moment) {
		Timestamp::set_timestamp(now);
	}
}

/// As in production, with short times that differ from each other.
pub fn track_rules() -> TrackRules {
	let rules = TrackRules::default();
	let short =
		|rule: TrackRule, deciding, delay, lapses| TrackRule { deciding, delay, lapses, ..rule };
	TrackRules {
		membership: short(rules.membership, 1_400, 300, 3_000),
		policy: short(rules.policy, 2_800, 3_000, 3_100),
		upgrade: short(rules.upgrade, 1_500, 700, 3_200),
		emergency: short(rules.emergency, 100, 0, 110),
	}
}

/// Puts a rule in the place of a track's.
pub fn set_rule(track: Track, change: impl FnOnce(&mut TrackRule)) {
	Rules::<Test>::mutate(|rules| {
		let mut rule = *rules.rule(track);
		change(&mut rule);
		match track {
			Track::Membership => rules.membership = rule,
			Track::Policy => rules.policy = rule,
			Track::Upgrade => rules.upgrade = rule,
			Track::Emergency => rules.emergency = rule,
		}
	});
}

pub fn veto_by(chamber: Chamber, only_widening: bool) -> Option<Veto> {
	Some(Veto { chamber, only_widening })
}

/// The first three of each kind.
pub fn founders() -> Vec<(u32, Chamber)> {
	let three = |(n, chamber): (u32, Chamber)| (1..=3).map(move |it| (n * 100 + it, chamber));
	(0..).zip(CHAMBERS).flat_map(three).collect()
}

pub fn genesis(members: Vec<(u32, Chamber)>, rules: TrackRules) -> TestExternalities {
	Heavy::set(MAX_WEIGHT);
	Closed::set(false);
	AdmitOn::set(Some(Track::Membership));
	Concerned::set(vec![]);
	Suspended::set(vec![]);
	Removed::set(vec![]);
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let accounts = (0..5).flat_map(|kind| (1..=60).map(move |it| kind * 100 + it));
	pallet_balances::GenesisConfig::<Test> {
		balances: accounts.chain([STRANGER]).map(|it| (it, ENDOWMENT)).collect(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	GenesisConfig::<Test> { members, rules, ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	let mut externalities = TestExternalities::new(storage);
	externalities.execute_with(|| {
		System::set_block_number(1);
		at(NOW);
	});
	externalities
}

pub fn externalities() -> TestExternalities {
	Groups::set(BTreeMap::new());
	genesis(founders(), track_rules())
}

/// Runs a test and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	externalities().execute_with(|| {
		test();
		Chambers::do_try_state().expect("invariants hold");
	});
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn now() -> Moment {
	Timestamp::get()
}

pub fn at(moment: Moment) {
	Timestamp::set_timestamp(moment);
}

pub fn papers() -> Documents {
	Documents { text: Hash32([7; 32]), assessment: Some(Hash32([8; 32])) }
}

/// An institution takes a seat in its chamber, and a moment passes, so that it votes on what is
/// proposed from then on.
pub fn seated(who: u64) {
	let chamber = CHAMBERS[who as usize / 100];
	Chambers::join(signed(who), chamber).expect("it may sit");
	at(now() + 1);
}

/// A call of this track that sets the number to 5. That of a policy widens secondary use.
pub fn call(track: Track) -> RuntimeCall {
	let number = 5;
	RuntimeCall::Target(match track {
		Track::Membership => target::Call::admit { number },
		Track::Policy => target::Call::adopt { number, widens: true },
		Track::Upgrade => target::Call::upgrade { number },
		Track::Emergency => target::Call::restrict { number },
	})
}

pub fn number() -> u32 {
	target::Number::<Test>::get()
}

pub fn propose(who: u64, call: impl Into<RuntimeCall>) -> DispatchResult {
	Chambers::propose(signed(who), Box::new(call.into()), papers())
}

/// Provider 1 proposes this call.
pub fn proposed_call(call: impl Into<RuntimeCall>) -> MotionId {
	let id = NextMotion::<Test>::get();
	propose(1, call).expect("provider 1 may propose");
	id
}

/// Provider 1 proposes [`call`].
pub fn proposed(track: Track) -> MotionId {
	proposed_call(call(track))
}

pub fn motion(id: MotionId) -> MotionOf<Test> {
	Motions::<Test>::get(id).expect("it is open")
}

pub fn vote(id: MotionId, voters: &[u64], aye: bool) {
	for who in voters {
		send_vote(signed(*who), id, aye).expect("it may vote");
	}
}

/// A vote on the call that the motion is about, or on none if there is no such motion.
pub fn send_vote(origin: RuntimeOrigin, id: MotionId, aye: bool) -> DispatchResult {
	Chambers::vote(origin, id, call_hash(id), aye)
}

/// What a member sees of a motion's call.
pub fn call_hash(id: MotionId) -> Hash32 {
	let call = Motions::<Test>::get(id).map(|it| it.call).unwrap_or_default();
	Hash32(sp_io::hashing::blake2_256(&call))
}

/// All founders vote in favour.
pub fn all_vote(id: MotionId) {
	for (who, _) in founders() {
		vote(id, &[who.into()], true);
	}
}

/// Waits until a motion decides, and closes it.
pub fn close(id: MotionId) {
	at(motion(id).decides);
	Chambers::close(signed(STRANGER), id).expect("it is over");
}

/// Everybody votes in favour of an open motion, and it is approved.
pub fn pass(id: MotionId) {
	all_vote(id);
	close(id);
	assert!(motion(id).approved.is_some());
}

/// The same with a call that provider 1 proposes.
pub fn passed_call(call: impl Into<RuntimeCall>) -> MotionId {
	let id = proposed_call(call);
	pass(id);
	id
}

/// The same with [`call`].
pub fn passed(track: Track) -> MotionId {
	passed_call(call(track))
}

/// Waits until an approved motion takes effect.
pub fn wait_for(id: MotionId) {
	at(now().max(motion(id).approved.expect("it is approved")));
}

/// The same, and carries it out.
pub fn enact(id: MotionId) {
	wait_for(id);
	Chambers::enact(signed(STRANGER), id).expect("it may be carried out");
}

/// As if the runtime had been upgraded since a motion was proposed.
pub fn upgrade(id: MotionId) {
	Motions::<Test>::mutate(id, |it| {
		it.as_mut().expect("it is open").transaction_version += 1;
	});
}

/// How often an event was seen.
pub fn seen(event: Event<Test>) -> usize {
	let event = RuntimeEvent::from(event);
	System::events().iter().filter(|it| it.event == event).count()
}

pub fn last_event() -> Event<Test> {
	match System::events().pop().expect("there was an event").event {
		RuntimeEvent::Chambers(event) => event,
		other => panic!("{other:?}"),
	}
}

/// What is held of an account for motions.
pub fn held(who: u64) -> u64 {
	use frame_support::traits::fungible::InspectHold;
	Balances::balance_on_hold(&HoldReason::Motion.into(), &who)
}

/// Every key and value of this pallet but the counters of ids.
pub fn rows() -> BTreeMap<Vec<u8>, Vec<u8>> {
	let prefix = sp_io::hashing::twox_128(b"Chambers");
	let next = NextMotion::<Test>::hashed_key();
	let mut rows = BTreeMap::new();
	let mut key = prefix.to_vec();
	while let Some(following) = sp_io::storage::next_key(&key).filter(|it| it.starts_with(&prefix))
	{
		let value = frame_support::storage::unhashed::get_raw(&following).unwrap_or_default();
		if following != next {
			rows.insert(following.clone(), value);
		}
		key = following;
	}
	rows
}

pub fn dispatch(call: impl Into<RuntimeCall>, origin: RuntimeOrigin) -> DispatchResult {
	call.into().dispatch(origin).map(drop).map_err(|it| it.error)
}

pub fn encoded(call: impl Into<RuntimeCall>) -> Vec<u8> {
	call.into().encode()
}
