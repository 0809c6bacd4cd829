//! A runtime of three institutions: hospital 1, clinic 2, vault 3.

use crate as pallet_registry;
use crate::*;
use frame_support::derive_impl;
use salus_primitives::{Hash32, InstitutionId, KeyRef, Moment, PublicKey, Role, Roles, SubjectId};
use sp_core::{sr25519, Pair};
use sp_io::TestExternalities;
use sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage, MultiSignature};

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
	pub type Registry = pallet_registry::Pallet<Test>;
}

pub type Block = frame_system::mocking::MockBlock<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId32;
	type Lookup = IdentityLookup<Self::AccountId>;
	type Block = Block;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

impl Config for Test {
	type Clock = Timestamp;
	type Signature = MultiSignature;
	type Allowance = frame_support::traits::ConstU32<2>;
	type WeightInfo = ByDbOperations<Test>;
}

pub const NOW: Moment = 1_000_000;
pub const HOSPITAL: InstitutionId = InstitutionId(1);
pub const CLINIC: InstitutionId = InstitutionId(2);
pub const VAULT: InstitutionId = InstitutionId(3);

pub fn pair(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).expect("a valid derivation")
}

pub fn account(name: &str) -> AccountId32 {
	pair(name).public().into()
}

pub fn key(id: u32) -> KeyRef {
	PublicKey::X25519(Hash32([id as u8; 32])).reference(id)
}

pub fn subject(n: u8) -> SubjectId {
	SubjectId([n; 16])
}

/// What `who` signs to be enrolled by the hospital.
pub fn agreement(who: &str, id: SubjectId, expires: Moment) -> MultiSignature {
	let genesis = Registry::genesis_hash();
	let digest = salus_primitives::enrolment_digest(&genesis, HOSPITAL, id, &key(0), expires);
	pair(who).sign(&digest.0).into()
}

fn institution(id: InstitutionId, name: &str, role: Role, until: Moment) -> Founding<AccountId32> {
	Founding {
		id: id.0,
		account: account(name),
		roles: Roles::default().with(role).0,
		accredited_until: until,
		control_group: id.0,
		key: Some([id.0 as u8; 32]),
		receipt_key: (role == Role::Custodian).then_some([9; 32]),
		endpoint: None,
	}
}

/// Runs a test and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	GenesisConfig::<Test> {
		institutions: vec![
			institution(HOSPITAL, "hospital", Role::Provider, Moment::MAX),
			institution(CLINIC, "clinic", Role::Provider, NOW),
			institution(VAULT, "vault", Role::Custodian, Moment::MAX),
		],
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(NOW);
		test();
		Registry::do_try_state().expect("invariants hold");
	});
}
