//! Hospital 1, clinic 3 and a poor practice 2; vaults 11 to 19; desks 21 and, of the hospital's
//! group, 22; advocate 31, regulator 32, researcher 33; providers 41 to 49 that only attest. Subjects
//! [`SUBJECT`] with three guardians and [`OTHER`].

use crate as pallet_records;
use crate::*;
use frame_support::{derive_impl, parameter_types, Blake2_128Concat, BoundedVec};
use salus_primitives::{
	Authority, CaseId, ControlGroup, GuardianScope, Hash32, InstitutionId, LawfulBasis, Moment,
	RecordCommitment, RecordId, Role, Roles, SubjectId,
};
use sp_io::TestExternalities;
use sp_runtime::{traits::Dispatchable, BuildStorage, DispatchError, DispatchResult, StateVersion};

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

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Clock = Timestamp;
	type Parties = Wiring;
	type Tokens = Wiring;
	type Erasures = Wiring;
	type SealingDeposit = SealingDeposit;
	type WeightInfo = ByDbOperations<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Wiring;
}

parameter_types! {
	pub static Allowance: u32 = 0;
	pub static SealingDeposit: u64 = 10;
	/// Institutions that lost their good standing.
	pub static Suspended: Vec<u32> = vec![];
	/// Institutions that were removed, and who answers for them since.
	pub static Removed: Vec<(u32, u32)> = vec![];
	/// Subjects that closed their pseudonym.
	pub static Closed: Vec<SubjectId> = vec![];
	/// Institutions' accounts that are guardians of [`SUBJECT`] too.
	pub static Carers: Vec<u64> = vec![];
	/// Records under a legal hold.
	pub static Held: Vec<RecordId> = vec![];
}

/// The token ledger.
#[frame_support::storage_alias]
pub type Ledger = StorageMap<TestLedger, Blake2_128Concat, RecordId, SubjectId>;

pub const HOSPITAL: u64 = 1;
pub const PRACTICE: u64 = 2;
pub const CLINIC: u64 = 3;
pub const VAULT: u64 = 11;
pub const DESK: u64 = 21;
pub const OWN_DESK: u64 = 22;
pub const ADVOCATE: u64 = 31;
pub const REGULATOR: u64 = 32;
pub const RESEARCHER: u64 = 33;
pub const OWNER: u64 = 100;
pub const OTHER_OWNER: u64 = 101;
pub const VIEWER: u64 = 110;
pub const AGENT: u64 = 111;
pub const ERASER: u64 = 112;
pub const STRANGER: u64 = 199;

pub const NOW: Moment = 1_000_000;
/// The guardians act until then.
pub const GUARDIANS_UNTIL: Moment = 2_000_000;
pub const SUBJECT: SubjectId = SubjectId([7; 16]);
pub const OTHER: SubjectId = SubjectId([8; 16]);
pub const RECORD: RecordId = RecordId([9; 16]);
pub const BURIED: RecordId = RecordId([0xdd; 16]);
pub const CASE: CaseId = CaseId([0xca; 16]);
pub const KEEP: Keep = Keep { basis: LawfulBasis::LegalObligation, until_year: 2036 };

fn roles(institution: u32) -> Roles {
	match institution {
		1..=3 | 41..=49 => Roles::of(&[Role::Provider]),
		11..=19 => Roles::of(&[Role::Custodian]),
		21 | 22 => Roles::of(&[Role::EmergencyDesk]),
		31 => Roles::of(&[Role::PatientAdvocate]),
		32 => Roles::of(&[Role::Regulator]),
		33 => Roles::of(&[Role::Researcher]),
		_ => Roles::default(),
	}
}

/// Vault 11 and desk 22 are the hospital's, vault 15 is desk 21's, vaults 13 and 14 are one's.
fn group(institution: u32) -> ControlGroup {
	match institution {
		11 | 22 => 1,
		14 => 13,
		15 => 21,
		other => other,
	}
}

pub struct Wiring;

impl Parties<u64> for Wiring {
	fn acting(account: &u64, role: Role) -> Option<InstitutionId> {
		Self::acting_any(account, Roles::of(&[role]))
	}
	fn acting_any(account: &u64, any: Roles) -> Option<InstitutionId> {
		let id = *account as u32;
		let gone = Suspended::get().contains(&id) || Removed::get().iter().any(|it| it.0 == id);
		(roles(id).has_any(any) && !gone).then_some(InstitutionId(id))
	}
	fn answers_for(account: &u64, institution: InstitutionId) -> bool {
		let removed = Removed::get().into_iter().find(|it| it.0 == institution.0);
		*account == u64::from(removed.map_or(institution.0, |it| it.1))
	}
	fn custodian(institution: InstitutionId) -> Option<ControlGroup> {
		Self::acting(&institution.0.into(), Role::Custodian).map(|it| group(it.0))
	}
	fn control_group(institution: InstitutionId) -> Option<ControlGroup> {
		Some(group(institution.0))
	}
	fn desk_groups() -> Vec<ControlGroup> {
		vec![group(21), group(22)]
	}
	fn account(institution: InstitutionId) -> Option<u64> {
		Some(institution.0.into())
	}
	fn has_allowance(_: SubjectId) -> bool {
		Allowance::get() > 0
	}
	fn spend_allowance(_: SubjectId) -> DispatchResult {
		Allowance::mutate(|it| *it -= 1);
		Ok(())
	}
	fn is_subject(subject: SubjectId) -> bool {
		[SUBJECT, OTHER].contains(&subject) && !Closed::get().contains(&subject)
	}
	fn authority(account: &u64, subject: SubjectId, scope: GuardianScope) -> Option<Authority> {
		if [(OWNER, SUBJECT), (OTHER_OWNER, OTHER)].contains(&(*account, subject)) {
			return Some(Authority::Own);
		}
		let given = match *account {
			VIEWER => GuardianScope::VIEW,
			AGENT => GuardianScope::CONSENT,
			ERASER => GuardianScope::ERASE,
			carer if Carers::get().contains(&carer) => GuardianScope::ALL,
			_ => return None,
		};
		let lives = subject == SUBJECT && Timestamp::get() < GUARDIANS_UNTIL;
		(lives && given.has(scope)).then_some(Authority::Guardian)
	}
}

impl Erasures for Wiring {
	fn is_buried(record: RecordId) -> bool {
		record == BURIED
	}
	fn is_held(record: RecordId) -> bool {
		Held::get().contains(&record)
	}
}

impl Tokens for Wiring {
	fn found() -> DispatchResult {
		Ok(())
	}
	fn mint(record: RecordId, subject: SubjectId) -> DispatchResult {
		match Ledger::mutate(record, |owner| owner.replace(subject)) {
			None => Ok(()),
			Some(_) => Err(DispatchError::Other("minted twice")),
		}
	}
	fn burn(record: RecordId) -> DispatchResult {
		Ledger::take(record).map(drop).ok_or(DispatchError::Other("burned twice"))
	}
	fn belongs(record: RecordId, subject: SubjectId) -> bool {
		Ledger::get(record) == Some(subject)
	}
	fn move_to(record: RecordId, from: SubjectId, to: SubjectId) -> DispatchResult {
		match Ledger::mutate(record, |owner| owner.replace(to)) {
			Some(owner) if owner == from => Ok(()),
			_ => Err(DispatchError::Other("moved from the wrong subject")),
		}
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<u64> for Wiring {
	fn institution(role: Role) -> u64 {
		match role {
			Role::Provider => HOSPITAL,
			Role::EmergencyDesk => DESK,
			Role::PatientAdvocate => ADVOCATE,
			_ => STRANGER,
		}
	}
	fn custodians() -> Vec<InstitutionId> {
		[11, 12, 13, 16, 17, 18, 19].map(InstitutionId).to_vec()
	}
	fn subject(seed: u32) -> (SubjectId, u64) {
		[(SUBJECT, OWNER), (OTHER, OTHER_OWNER)][seed as usize]
	}
	fn set_time(now: Moment) {
		Timestamp::set_timestamp(now);
	}
}

pub fn sealing(custodians: &[u32], threshold: u8) -> NewSealing {
	let custodians = custodians.iter().copied().map(InstitutionId).collect::<Vec<_>>();
	NewSealing {
		commitment: RecordCommitment(Hash32([1; 32])),
		manifest: Hash32([2; 32]),
		custodians: BoundedVec::try_from(custodians).unwrap(),
		threshold,
	}
}

pub fn new_record(record: RecordId, sealing: NewSealing) -> NewRecord {
	NewRecord { record, folder: None, keep: KEEP, sealing }
}

/// Sends a call as a transaction does: one that fails changes nothing.
pub fn send(origin: RuntimeOrigin, call: Call<Test>) -> DispatchResult {
	RuntimeCall::from(call).dispatch(origin).map(drop).map_err(|failed| failed.error)
}

/// The same, signed.
pub fn sign(by: u64, call: Call<Test>) -> DispatchResult {
	send(RuntimeOrigin::signed(by), call)
}

pub fn issue(by: u64, subject: SubjectId, record: RecordId, sealing: NewSealing) -> DispatchResult {
	sign(by, Call::issue { subject, record, folder: None, keep: KEEP, sealing })
}

pub fn amend(by: u64, record: RecordId) -> DispatchResult {
	sign(by, Call::amend { record, sealing: sealing(&[11, 12], 2) })
}

pub fn reseal(by: u64, record: RecordId) -> DispatchResult {
	sign(by, Call::reseal { record, sealing: sealing(&[16, 17, 18], 2) })
}

pub fn confirm(by: u64, record: RecordId, epoch: u32) -> DispatchResult {
	sign(by, Call::confirm { record, epoch })
}

pub fn abandon(by: u64, record: RecordId) -> DispatchResult {
	sign(by, Call::abandon_reseal { record })
}

pub fn attest(by: u64, record: RecordId, version: u32) -> DispatchResult {
	sign(by, Call::attest { record, version })
}

pub fn decline(by: u64, record: RecordId) -> DispatchResult {
	sign(by, Call::decline { record })
}

pub fn offer(by: u64, record: RecordId, to: SubjectId) -> DispatchResult {
	sign(by, Call::offer_transfer { record, to, relation: Relation::SamePerson })
}

pub fn attest_transfer(by: u64, record: RecordId, to: SubjectId) -> DispatchResult {
	sign(by, Call::attest_transfer { record, to })
}

pub fn retract(by: u64, record: RecordId) -> DispatchResult {
	sign(by, Call::retract_transfer { record })
}

/// Issues [`RECORD`] to [`SUBJECT`].
pub fn issued() {
	issue(HOSPITAL, SUBJECT, RECORD, sealing(&[11, 12, 13], 2)).unwrap();
}

/// Issues [`RECORD`] and seals it anew, as epoch 2.
pub fn resealed() {
	issued();
	reseal(HOSPITAL, RECORD).unwrap();
}

/// Issues [`RECORD`] and offers it to [`OTHER`].
pub fn offered() {
	issued();
	offer(OWNER, RECORD, OTHER).unwrap();
}

pub fn row() -> RecordOf<Test> {
	Records::<Test>::get(RECORD).unwrap()
}

/// Version and epoch of each sealing, in the order in which an erasure sees them.
pub fn epochs() -> Vec<(u32, u32)> {
	RecordsPallet::sealings(RECORD).iter().map(|it| (it.version, it.epoch)).collect()
}

pub fn held_from(account: u64) -> u64 {
	use frame_support::traits::fungible::InspectHold;
	Balances::balance_on_hold(&HoldReason::Record.into(), &account)
}

pub fn held() -> u64 {
	held_from(HOSPITAL)
}

pub fn state() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

/// How many keys and values of the whole state hold the record's id.
pub fn traces(record: RecordId) -> usize {
	let holds = |bytes: &[u8]| bytes.windows(RecordId::LEN).any(|part| part == record.0);
	System::reset_events();
	let mut key = Vec::new();
	let mut count = 0;
	while let Some(next) = sp_io::storage::next_key(&key) {
		let value = sp_io::storage::get(&next).unwrap_or_default();
		count += usize::from(holds(&next) || holds(&value));
		key = next;
	}
	count
}

pub fn assert_last(event: Event<Test>) {
	System::assert_last_event(event.into());
}

pub fn new_test_ext() -> TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	pallet_balances::GenesisConfig::<Test> {
		balances: vec![(HOSPITAL, 1000), (PRACTICE, 5), (CLINIC, 1000)],
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	SealingDeposit::set(10);
	Suspended::take();
	Removed::take();
	Closed::take();
	Carers::take();
	Held::take();
	let mut ext = TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(NOW);
	});
	ext
}

/// Runs a test and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		RecordsPallet::do_try_state().expect("invariants hold");
	});
}
