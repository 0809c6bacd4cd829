//! A runtime with the policy book alone, under production bounds.

use crate as pallet_policy;
use crate::*;
use frame_support::{
	derive_impl, ord_parameter_types, parameter_types,
	traits::{Get, MapSuccess, Time},
};
use frame_system::EnsureSignedBy;
use salus_primitives::{
	Adoption, Documents, Hash32, Languages, Moment, Policy, Purpose, Purposes, Reconsent, Suites,
};
use sp_io::TestExternalities;
use sp_runtime::{traits::Replace, BuildStorage, DispatchResult};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Test>;
	#[runtime::pallet_index(1)]
	pub type Book = pallet_policy::Pallet<Test>;
}

pub type Block = frame_system::mocking::MockBlock<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

ord_parameter_types! {
	pub const Adopter: u64 = 1;
	pub const Restricter: u64 = 2;
	pub const Lifter: u64 = 3;
}

parameter_types! {
	/// The chain's clock.
	pub static Present: Moment = NOW;
	/// The papers behind the motion.
	pub static MotionPapers: Documents = PAPERS;
	/// How long a suspension takes to be confirmed, and a restriction.
	pub static Deciding: (Moment, Moment) = (0, 0);
}

pub struct Chambers;

impl Decisions for Chambers {
	fn confirming_suspension() -> Moment {
		Deciding::get().0
	}
	fn confirming_restriction() -> Moment {
		Deciding::get().1
	}
}

pub struct Clock;

impl Time for Clock {
	type Moment = Moment;
	fn now() -> Moment {
		Present::get()
	}
}

impl Config for Test {
	type Clock = Clock;
	type AdoptOrigin = MapSuccess<EnsureSignedBy<Adopter, u64>, Replace<MotionPapers>>;
	type RestrictOrigin = EnsureSignedBy<Restricter, u64>;
	type LiftOrigin = EnsureSignedBy<Lifter, u64>;
	type Decisions = Chambers;
	type WeightInfo = ByDbOperations<Test>;
}

pub const DAY: Moment = 24 * 60 * 60 * 1000;
pub const NOW: Moment = 20_000 * DAY;
pub const PAPERS: Documents =
	Documents { text: Hash32([1; 32]), assessment: Some(Hash32([2; 32])) };

pub const RESEARCH: Purposes = Purposes::of(&[Purpose::HRESCH]);
pub const MARKETING: Purposes = Purposes::of(&[Purpose::HMARKT]);
pub const NO_PURPOSE: Purposes = Purposes(0);
pub const NO_SUITE: Suites = Suites(0);

pub fn at(moment: Moment) {
	Present::set(moment);
}

/// The policy that holds.
pub fn policy() -> Policy {
	<Book as Get<Policy>>::get()
}

/// The newest policy as the next version, with a change, in force now.
pub fn next(change: impl FnOnce(&mut Policy)) -> Adoption {
	let mut policy = *crate::Book::<Test>::get().newest();
	policy.version += 1;
	change(&mut policy);
	Adoption { policy, in_force: Present::get(), languages: Languages::default() }
}

pub fn without(purposes: Purposes) -> impl FnOnce(&mut Policy) {
	move |policy| {
		policy.consent.purposes = Purposes(policy.consent.purposes.0 & !purposes.and_below().0)
	}
}

/// What a version asks anew: research, so long after `in_force`.
pub fn asks(version: u32, in_force: Moment, notice: Moment) -> Option<Reconsent> {
	Some(Reconsent { before: version, widened: RESEARCH, from: in_force.saturating_add(notice) })
}

pub fn adopt(adoption: Adoption) -> DispatchResult {
	Book::adopt(RuntimeOrigin::signed(1), Box::new(adoption))
}

pub fn restrict(purposes: Purposes, suites: Suites) -> DispatchResult {
	Book::restrict(RuntimeOrigin::signed(2), purposes, suites)
}

pub fn lift() -> DispatchResult {
	Book::lift(RuntimeOrigin::signed(3))
}

pub fn events() -> Vec<Event<Test>> {
	let ours = |it: frame_system::EventRecord<_, _>| match it.event {
		RuntimeEvent::Book(event) => Some(event),
		_ => None,
	};
	System::read_events_no_consensus().filter_map(|it| ours(*it)).collect()
}

pub fn starts_with(genesis: GenesisConfig<Test>) -> TestExternalities {
	at(NOW);
	MotionPapers::set(PAPERS);
	Deciding::set((0, 0));
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	genesis.assimilate_storage(&mut storage).unwrap();
	let mut externalities = TestExternalities::new(storage);
	externalities.execute_with(|| System::set_block_number(1));
	externalities
}

pub fn externalities() -> TestExternalities {
	starts_with(GenesisConfig::default())
}

/// Runs a test and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	externalities().execute_with(|| {
		test();
		Book::do_try_state().expect("invariants hold");
	});
}
