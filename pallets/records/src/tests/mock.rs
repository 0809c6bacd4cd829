//! Hospital 1 (control group 1), vaults 11 to 13 (groups 1, 2, 3), vault 14 (group 3).

use crate as pallet_records;
use crate::*;
use frame_support::{derive_impl, parameter_types, traits::ConstU64, BoundedVec};
use salus_primitives::{
	ControlGroup, Hash32, InstitutionId, LawfulBasis, Moment, RecordCommitment, RecordId, SubjectId,
};
use sp_io::TestExternalities;
use sp_runtime::{BuildStorage, DispatchError, DispatchResult};
use std::{cell::RefCell, collections::BTreeMap};

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
	pub type RecordsPallet = pallet_records::Pallet<Test>;
}

pub type Block = frame_system::mocking::MockBlock<Test>;

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
}

parameter_types! {
	pub static Standing: bool = true;
}

pub struct Wiring;

impl Parties<u64> for Wiring {
	fn provider(account: &u64) -> Option<InstitutionId> {
		matches!(account, 1 | 2).then_some(InstitutionId(*account as u32))
	}
	fn custodian(institution: InstitutionId) -> Option<ControlGroup> {
		let group = match institution.0 {
			11 => 1,
			12 => 2,
			13 | 14 => 3,
			_ => return None,
		};
		Standing::get().then_some(group)
	}
	fn account(institution: InstitutionId) -> Option<u64> {
		Some(institution.0.into())
	}
	fn is_subject(subject: SubjectId) -> bool {
		subject == SUBJECT
	}
}

impl Erasures for Wiring {
	fn is_buried(record: RecordId) -> bool {
		record == BURIED
	}
}

thread_local! {
	static TOKENS: RefCell<BTreeMap<RecordId, SubjectId>> = const { RefCell::new(BTreeMap::new()) };
}

impl Tokens for Wiring {
	fn found() -> DispatchResult {
		Ok(())
	}
	fn mint(record: RecordId, subject: SubjectId) -> DispatchResult {
		match TOKENS.with_borrow_mut(|tokens| tokens.insert(record, subject)) {
			None => Ok(()),
			Some(_) => Err(DispatchError::Other("minted twice")),
		}
	}
	fn burn(record: RecordId) -> DispatchResult {
		let token = TOKENS.with_borrow_mut(|tokens| tokens.remove(&record));
		token.map(drop).ok_or(DispatchError::Other("burned twice"))
	}
	fn belongs(record: RecordId, subject: SubjectId) -> bool {
		TOKENS.with_borrow(|tokens| tokens.get(&record) == Some(&subject))
	}
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Clock = Timestamp;
	type Parties = Wiring;
	type Tokens = Wiring;
	type Erasures = Wiring;
	type SealingDeposit = ConstU64<10>;
	type WeightInfo = ByDbOperations<Test>;
}

pub const NOW: Moment = 1_000_000;
pub const SUBJECT: SubjectId = SubjectId([7; 16]);
pub const RECORD: RecordId = RecordId([9; 16]);
pub const BURIED: RecordId = RecordId([0xdd; 16]);
pub const HOSPITAL: u64 = 1;
pub const KEEP: Keep = Keep { basis: LawfulBasis::LegalObligation, until_year: 2036 };

pub fn sealing(custodians: &[u32], threshold: u8) -> NewSealing {
	let custodians = custodians.iter().copied().map(InstitutionId).collect::<Vec<_>>();
	NewSealing {
		commitment: RecordCommitment(Hash32([1; 32])),
		manifest: Hash32([2; 32]),
		custodians: BoundedVec::try_from(custodians).unwrap(),
		threshold,
	}
}

pub fn issue(by: u64, subject: SubjectId, record: RecordId, sealing: NewSealing) -> DispatchResult {
	RecordsPallet::issue(RuntimeOrigin::signed(by), subject, record, None, KEEP, sealing)
}

/// Issues [`RECORD`] to [`SUBJECT`].
pub fn issued() {
	issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 12, 13], 2)).unwrap();
}

pub fn held() -> u64 {
	use frame_support::traits::fungible::InspectHold;
	Balances::balance_on_hold(&HoldReason::Record.into(), &HOSPITAL)
}

/// Runs a test and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	pallet_balances::GenesisConfig::<Test> {
		balances: vec![(1, 1000), (2, 5)],
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	TOKENS.take();
	TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(NOW);
		test();
		RecordsPallet::do_try_state().expect("invariants hold");
	});
}
