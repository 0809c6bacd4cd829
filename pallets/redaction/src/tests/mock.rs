//! Patient 7's record 9, issued by hospital 1, sealed twice: version 1 with vaults 11, 12, 13
//! (2 of 3) and version 2 with vaults 11, 12 (2 of 2).

use crate as pallet_redaction;
use crate::*;
use frame_support::{derive_impl, parameter_types};
use salus_primitives::{
	case_id, receipt_digest, CaseId, ErasureGround, ErasureSteps, Hash32, InstitutionId, Moment,
	Receipt, RecordId, RefusalGround, SubjectId,
};
use sp_core::{sr25519, Pair};
use sp_io::TestExternalities;
use sp_runtime::{BuildStorage, DispatchError, DispatchResult};

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
	pub type Redaction = pallet_redaction::Pallet<Test>;
}

pub type Block = frame_system::mocking::MockBlock<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

parameter_types! {
	pub static Live: bool = true;
	pub static RestrictedBy: Option<CaseId> = None;
}

pub struct Wiring;

impl Parties<u64> for Wiring {
	fn controls(account: &u64, subject: SubjectId) -> bool {
		SubjectId([*account as u8; 16]) == subject
	}
	fn institution_of(account: &u64) -> Option<InstitutionId> {
		Some(InstitutionId(*account as u32))
	}
	fn receipt_key(custodian: InstitutionId) -> Option<Hash32> {
		Some(Hash32(pair(custodian.0).public().0))
	}
	fn genesis() -> Hash32 {
		GENESIS
	}
}

impl Records for Wiring {
	fn subject_and_issuer(record: RecordId) -> Option<(SubjectId, InstitutionId)> {
		(record == RECORD && Live::get()).then_some((SUBJECT, HOSPITAL_ID))
	}
	fn is_restricted(_: RecordId) -> bool {
		RestrictedBy::get().is_some()
	}
	fn restrict(_: RecordId, case: CaseId) -> DispatchResult {
		RestrictedBy::set(Some(case));
		Ok(())
	}
	fn lift(_: RecordId, case: CaseId) -> DispatchResult {
		frame_support::ensure!(RestrictedBy::get() == Some(case), DispatchError::Other("not ours"));
		RestrictedBy::set(None);
		Ok(())
	}
	fn custody(_: RecordId) -> Vec<Custody> {
		let of = |version, custodians: &[u32]| Custody {
			version,
			epoch: 1,
			custodians: custodians.iter().copied().map(InstitutionId).collect(),
			threshold: 2,
		};
		vec![of(1, &[11, 12, 13]), of(2, &[11, 12])]
	}
	fn remove(_: RecordId) -> DispatchResult {
		Live::set(false);
		RestrictedBy::set(None);
		Ok(())
	}
}

impl Config for Test {
	type Clock = Timestamp;
	type Parties = Wiring;
	type Records = Wiring;
	type WeightInfo = ByDbOperations<Test>;
}

pub const GENESIS: Hash32 = Hash32([6; 32]);
pub const NOW: Moment = 1_000_000_000;
pub const POLICY: Policy =
	Policy { answer_within: 1000, cooling: 100, tombstone_for: 500, pause: 50 };
pub const PATIENT: u64 = 7;
pub const HOSPITAL: u64 = 1;
pub const HOSPITAL_ID: InstitutionId = InstitutionId(1);
pub const SUBJECT: SubjectId = SubjectId([7; 16]);
pub const RECORD: RecordId = RecordId([9; 16]);
pub const SALT: [u8; 16] = [4; 16];

/// The case that [`request`] with [`SALT`] opens.
pub fn case() -> CaseId {
	case_id(RECORD, &SALT)
}

pub fn pair(n: u32) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//vault//{n}"), None).expect("a valid derivation")
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn request(who: u64, salt: [u8; 16]) -> DispatchResult {
	Redaction::request(signed(who), RECORD, salt, ErasureGround::ConsentWithdrawn)
}

pub fn accept() -> DispatchResult {
	Redaction::accept(signed(HOSPITAL), case(), OwnCopy::Erased)
}

pub fn refuse() -> DispatchResult {
	Redaction::refuse(signed(HOSPITAL), case(), RefusalGround::LegalObligation)
}

/// Requested, accepted and cooled.
pub fn due() {
	request(PATIENT, SALT).unwrap();
	accept().unwrap();
	Timestamp::set_timestamp(NOW + POLICY.cooling);
}

pub fn receipt(custodian: u32, version: u32) -> Receipt {
	Receipt {
		case: case(),
		record: RECORD,
		version,
		epoch: 1,
		custodian: InstitutionId(custodian),
		steps: ErasureSteps::ALL,
		backups_gone_by: NOW + 10_000,
		time: NOW + POLICY.cooling,
	}
}

pub fn sign(receipt: &Receipt) -> [u8; 64] {
	pair(receipt.custodian.0).sign(&receipt_digest(&GENESIS, receipt).0).0
}

pub fn submit(receipt: Receipt) -> DispatchResult {
	Redaction::submit_receipt(signed(99), receipt, sign(&receipt))
}

/// Runs a test and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	GenesisConfig::<Test> { policy: POLICY, ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(NOW);
		Live::set(true);
		RestrictedBy::set(None);
		test();
		Redaction::do_try_state().expect("invariants hold");
	});
}
