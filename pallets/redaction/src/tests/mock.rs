//! Patient 7's record 9, issued by hospital 1, sealed twice: version 1 with vaults 11, 12, 13
//! (2 of 3), superseded, and version 2 with vaults 11, 12 (2 of 2). Guardians 70 and 71 speak for
//! patient 7. Institution n acts by account n. What the other pallets would keep lies in storage,
//! so that a failed call takes it back and a test sees every byte that stays.

use crate as pallet_redaction;
use crate::*;
use codec::{Decode, Encode};
use frame_support::{derive_impl, parameter_types, storage_alias, Blake2_128Concat};
use frame_system::EnsureRoot;
use salus_primitives::{
	case_id, receipt_digest, rectification_id, served_digest, Authority, CaseId, CaseState,
	ControlGroup, ErasureGround, ErasureRules, ErasureSteps, GuardianScope, Hash32, HoldBasis,
	InstitutionId, Jurisdiction, LawfulBasis, Moment, Policy, Receipt, RecordId, RectificationId,
	RefusalGround, Rights, Role, Roles, Served, SubjectId,
};
use sp_core::{sr25519, Pair};
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
	pub static Rules: Policy = policy();
	pub static Law: Jurisdiction = Jurisdiction::Eu;
	pub static Recovering: bool = false;
	pub static Recovered: Moment = 0;
	pub static Suspended: Vec<u32> = Vec::new();
	/// Custodian 11 has another receipt key from then on.
	pub static KeyChange: Moment = Moment::MAX;
	/// Answers for hospital 1 too.
	pub static Successor: u64 = 0;
}

/// A record of the pallet that keeps them.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug)]
pub struct MockRecord {
	pub subject: SubjectId,
	pub issuer: InstitutionId,
	pub restricted_by: Option<CaseId>,
	/// Version, custodians, threshold; the last one is in force.
	pub sealings: Vec<(u32, Vec<u32>, u8)>,
	pub basis: LawfulBasis,
	pub keep_until: Moment,
}

#[storage_alias]
pub type MockRecords = StorageMap<Mock, Blake2_128Concat, RecordId, MockRecord>;
#[storage_alias]
pub type MockGuardians = StorageMap<Mock, Blake2_128Concat, u64, GuardianScope>;
#[storage_alias]
pub type MockAgreements = StorageMap<Mock, Blake2_128Concat, u64, Hash32>;
#[storage_alias]
pub type MockBonds = StorageMap<Mock, Blake2_128Concat, InstitutionId, u32>;

pub struct Wiring;

pub fn roles(institution: u32) -> Roles {
	Roles::of(match institution {
		1..=3 => &[Role::Provider],
		4 | 5 | 9 | 20..=30 => &[Role::LegalAuthority],
		6 => &[Role::Regulator],
		8 => &[Role::PatientAdvocate],
		11..=17 => &[Role::Custodian],
		10 => &[Role::Payer],
		_ => &[],
	})
}

impl Parties<u64> for Wiring {
	fn authority(account: &u64, subject: SubjectId, scope: GuardianScope) -> Option<Authority> {
		if SubjectId([*account as u8; 16]) == subject {
			return Some(Authority::Own);
		}
		MockGuardians::get(account)
			.filter(|it| subject == SUBJECT && it.has(scope))
			.map(|_| Authority::Guardian)
	}
	fn ensure_may_agree(account: &u64, _: SubjectId, act: Hash32) -> DispatchResult {
		frame_support::ensure!(MockAgreements::get(account) != Some(act), "agreed already");
		Ok(())
	}
	fn agree(account: &u64, subject: SubjectId, act: Hash32) -> Result<bool, DispatchError> {
		Self::ensure_may_agree(account, subject, act)?;
		MockAgreements::insert(account, act);
		let mut all = MockGuardians::iter().filter(|(_, it)| it.has(GuardianScope::ERASE));
		let agreed = all.all(|(guardian, _)| MockAgreements::get(guardian) == Some(act));
		if agreed {
			MockGuardians::iter_keys().for_each(MockAgreements::remove);
		}
		Ok(agreed)
	}
	fn answers_for(account: &u64, controller: InstitutionId) -> bool {
		*account == u64::from(controller.0) || *account == Successor::get()
	}
	fn institution_of(account: &u64) -> Option<InstitutionId> {
		let id = *account as u32;
		(roles(id).0 != 0).then_some(InstitutionId(id))
	}
	fn acting_any(account: &u64, any: Roles) -> Option<InstitutionId> {
		Self::institution_of(account)
			.filter(|it| roles(it.0).has_any(any) && !Suspended::get().contains(&it.0))
	}
	/// Clinic 2 and court 9 belong to hospital 1, court 30 to vault 13.
	fn control_group(institution: InstitutionId) -> Option<ControlGroup> {
		(roles(institution.0).0 != 0).then_some(match institution.0 {
			2 | 9 => 1,
			30 => 13,
			other => other,
		})
	}
	fn jurisdiction(_: InstitutionId) -> Jurisdiction {
		Law::get()
	}
	fn is_recovering(_: SubjectId) -> bool {
		Recovering::get()
	}
	fn recovered_at(_: SubjectId) -> Moment {
		Recovered::get()
	}
	fn receipt_key_at(custodian: InstitutionId, moment: Moment) -> Option<Hash32> {
		Some(Hash32(key(custodian.0, moment).public().0))
	}
	fn genesis() -> Hash32 {
		GENESIS
	}
	fn take_bond(custodian: InstitutionId, millionths: u32) {
		let left = MockBonds::get(custodian).unwrap_or(1_000_000).saturating_sub(millionths);
		MockBonds::insert(custodian, left);
	}
}

impl Records for Wiring {
	fn subject_and_issuer(record: RecordId) -> Option<(SubjectId, InstitutionId)> {
		MockRecords::get(record).map(|it| (it.subject, it.issuer))
	}
	fn is_restricted(record: RecordId) -> bool {
		MockRecords::get(record).is_some_and(|it| it.restricted_by.is_some())
	}
	fn restrict(record: RecordId, case: CaseId) -> DispatchResult {
		let mut row = MockRecords::get(record).ok_or("no record")?;
		frame_support::ensure!(row.restricted_by.is_none(), "restricted already");
		row.restricted_by = Some(case);
		MockRecords::insert(record, row);
		Ok(())
	}
	fn lift(record: RecordId, case: CaseId) -> DispatchResult {
		let mut row = MockRecords::get(record).ok_or("no record")?;
		frame_support::ensure!(row.restricted_by == Some(case), "not ours");
		row.restricted_by = None;
		MockRecords::insert(record, row);
		Ok(())
	}
	fn custody(record: RecordId) -> Vec<Custody> {
		let sealings = MockRecords::get(record).map(|it| it.sealings).unwrap_or_default();
		let last = sealings.len();
		sealings
			.into_iter()
			.enumerate()
			.map(|(index, (version, custodians, threshold))| Custody {
				version,
				epoch: 1,
				custodians: custodians.into_iter().map(InstitutionId).collect(),
				threshold,
				superseded: index + 1 < last,
			})
			.collect()
	}
	fn remove(record: RecordId) -> DispatchResult {
		MockRecords::take(record).ok_or("no record")?;
		Ok(())
	}
	fn remove_superseded(record: RecordId) -> DispatchResult {
		let mut row = MockRecords::get(record).ok_or("no record")?;
		row.sealings = row.sealings.pop().into_iter().collect();
		MockRecords::insert(record, row);
		Ok(())
	}
	fn current_version(record: RecordId) -> Option<u32> {
		MockRecords::get(record)?.sealings.last().map(|it| it.0)
	}
	fn keep(record: RecordId) -> Option<(LawfulBasis, bool)> {
		MockRecords::get(record).map(|it| (it.basis, it.keep_until <= now()))
	}
}

impl Config for Test {
	type Clock = Timestamp;
	type Policy = Rules;
	type Parties = Wiring;
	type Records = Wiring;
	type CancelOrigin = EnsureRoot<u64>;
	type WeightInfo = ByDbOperations<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Wiring;
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<u64> for Wiring {
	fn record(sealings: u32) -> Sample<u64> {
		let count = MockRecords::iter().count() as u8;
		let record = RecordId([100 + count; 16]);
		let sealings = (1..=sealings).map(|version| (version, (11..=17).collect(), 4)).collect();
		MockRecords::insert(record, MockRecord { sealings, ..sample() });
		Sample { record, subject: PATIENT, controller: HOSPITAL }
	}
	fn amend(record: RecordId) {
		amend(record);
	}
	fn institution(role: Role, n: u32) -> u64 {
		let all = (3..=29).filter(|id| *id != 9 && roles(*id).has(role));
		all.skip(n as usize).next().expect("the mock has enough of them").into()
	}
	fn account(custodian: InstitutionId) -> u64 {
		custodian.0.into()
	}
	fn sign(custodian: InstitutionId, digest: &Hash32) -> [u8; 64] {
		key(custodian.0, 0).sign(&digest.0).0
	}
	fn retention_over() -> Moment {
		KEPT_UNTIL
	}
	fn set_time(now: Moment) {
		Timestamp::set_timestamp(now);
	}
}

pub const GENESIS: Hash32 = Hash32([6; 32]);
pub const NOW: Moment = 1_000_000_000;
pub const PATIENT: u64 = 7;
pub const GUARDIANS: [u64; 2] = [70, 71];
pub const HOSPITAL: u64 = 1;
pub const HOSPITAL_ID: InstitutionId = InstitutionId(1);
pub const COURT: u64 = 4;
pub const COURT_ID: InstitutionId = InstitutionId(4);
pub const ADVOCATE: u64 = 8;
pub const STRANGER: u64 = 99;
pub const SUBJECT: SubjectId = SubjectId([7; 16]);
pub const RECORD: RecordId = RecordId([9; 16]);
pub const SALT: [u8; 16] = [4; 16];
pub const KEPT_UNTIL: Moment = NOW + 1_000_000;

/// Short times that differ from each other.
pub fn policy() -> Policy {
	let rights = Rights {
		erasure: true,
		erasure_within: 1_000,
		erasure_extension: 2_000,
		rectification_within: 1_100,
		rectification_extension: 2_100,
	};
	Policy {
		erasure: ErasureRules {
			cooling: 100,
			pause: 50,
			challenge_at_most: 300,
			hold_at_most: 5_000,
			receipts_within: 400,
			unable_at_most: 900,
			slice: 50_000,
			penalty_delay: 150,
			tombstone_for: 500,
		},
		eu: rights,
		us: Rights { erasure: false, ..rights },
		..Policy::default()
	}
}

pub fn rules() -> ErasureRules {
	Rules::get().erasure
}

/// The case that [`request`] with [`SALT`] opens.
pub fn case() -> CaseId {
	case_id(RECORD, &SALT)
}

/// The request for rectification that [`rectify`] opens.
pub fn rectification() -> RectificationId {
	rectification_id(RECORD, &SALT)
}

pub fn row() -> Case {
	Cases::<Test>::get(case()).unwrap()
}

pub fn state() -> CaseState {
	Redaction::state(&row())
}

pub fn now() -> Moment {
	pallet_timestamp::Now::<Test>::get()
}

pub fn at(moment: Moment) {
	Timestamp::set_timestamp(moment);
}

pub fn key(n: u32, moment: Moment) -> sr25519::Pair {
	// Deriving a key takes longer than anything else in a test.
	thread_local! {
		static KEYS: RefCell<BTreeMap<(u32, u8), sr25519::Pair>> = RefCell::default();
	}
	let generation = u8::from(n == 11 && KeyChange::get() <= moment);
	let derive = || sr25519::Pair::from_string(&format!("//vault//{n}//{generation}"), None);
	KEYS.with_borrow_mut(|keys| {
		keys.entry((n, generation)).or_insert_with(|| derive().unwrap()).clone()
	})
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn record() -> Option<MockRecord> {
	MockRecords::get(RECORD)
}

pub fn restricted_by() -> Option<CaseId> {
	record().and_then(|it| it.restricted_by)
}

pub fn edit(change: impl FnOnce(&mut MockRecord)) {
	let mut row = record().unwrap();
	change(&mut row);
	MockRecords::insert(RECORD, row);
}

pub fn amend(record: RecordId) {
	let mut row = MockRecords::get(record).unwrap();
	let (version, custodians, threshold) = row.sealings.last().unwrap().clone();
	row.sealings.push((version + 1, custodians, threshold));
	MockRecords::insert(record, row);
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

pub fn hold(who: u64, until: Moment) -> DispatchResult {
	Redaction::place_hold(signed(who), RECORD, HoldBasis::LegalClaims, until)
}

pub fn rectify(who: u64) -> DispatchResult {
	Redaction::request_rectification(signed(who), RECORD, SALT)
}

/// The end of cooling of a case that was accepted at once.
pub fn not_before() -> Moment {
	NOW + rules().cooling
}

/// Requested, accepted and cooled.
pub fn due() {
	request(PATIENT, SALT).unwrap();
	accept().unwrap();
	at(not_before());
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
		time: not_before(),
	}
}

pub fn sign(receipt: &Receipt) -> [u8; 64] {
	key(receipt.custodian.0, receipt.time).sign(&receipt_digest(&GENESIS, receipt).0).0
}

pub fn submit(receipt: Receipt) -> DispatchResult {
	Redaction::submit_receipt(signed(STRANGER), receipt, sign(&receipt))
}

pub fn served(custodian: u32, version: u32, time: Moment) -> Served {
	Served { record: RECORD, version, epoch: 1, custodian: InstitutionId(custodian), time }
}

pub fn sign_served(served: &Served) -> [u8; 64] {
	key(served.custodian.0, served.time).sign(&served_digest(&GENESIS, served).0).0
}

pub fn prove(served: Served) -> DispatchResult {
	Redaction::prove_false(signed(STRANGER), case(), served, sign_served(&served))
}

/// Everything is in that makes the record unreadable.
pub fn erase() {
	for receipt in [receipt(11, 1), receipt(11, 2), receipt(13, 1)] {
		submit(receipt).unwrap();
	}
}

/// Every key and value in the state.
pub fn all_bytes() -> Vec<Vec<u8>> {
	let mut bytes = Vec::new();
	let mut key = Vec::new();
	while let Some(next) = sp_io::storage::next_key(&key) {
		bytes.push(next.clone());
		bytes.extend(sp_io::storage::get(&next).map(|it| it.to_vec()));
		key = next;
	}
	bytes
}

pub fn state_names(needle: &[u8]) -> bool {
	all_bytes().iter().any(|it| it.windows(needle.len()).any(|window| window == needle))
}

pub fn sample() -> MockRecord {
	MockRecord {
		subject: SUBJECT,
		issuer: HOSPITAL_ID,
		restricted_by: None,
		sealings: vec![(1, vec![11, 12, 13], 2), (2, vec![11, 12], 2)],
		basis: LawfulBasis::LegalObligation,
		keep_until: KEPT_UNTIL,
	}
}

pub fn new_test_ext() -> TestExternalities {
	let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let mut ext = TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		at(NOW);
		Rules::set(policy());
		Law::set(Jurisdiction::Eu);
		Recovering::set(false);
		Recovered::set(0);
		Suspended::set(Vec::new());
		KeyChange::set(Moment::MAX);
		Successor::set(0);
		MockRecords::insert(RECORD, sample());
		for guardian in GUARDIANS {
			MockGuardians::insert(guardian, GuardianScope::ALL);
		}
	});
	ext
}

/// Runs a test and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Redaction::do_try_state().expect("invariants hold");
	});
}
