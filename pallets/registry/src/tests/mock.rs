//! A runtime of nine institutions, each a control group of its own except the branch, which is the
//! hospital's. The clinic's accreditation has ended.

use crate as pallet_registry;
use crate::*;
use frame_support::{
	derive_impl, ord_parameter_types, parameter_types,
	traits::{EitherOf, MapSuccess},
};
use frame_system::EnsureSignedBy;
use salus_primitives::{
	account_digest, enrolment_digest, GuardianScope, Hash32, InstitutionId, Jurisdiction, KeyRef,
	Moment, Policy, PublicKey, Role, Roles, SubjectId,
};
use sp_core::{sr25519, Pair};
use sp_io::TestExternalities;
use sp_runtime::{
	traits::{IdentityLookup, Replace},
	AccountId32, BuildStorage, MultiSignature,
};
use std::{cell::RefCell, collections::HashMap};

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
	pub type Registry = pallet_registry::Pallet<Test>;
}

pub type Block = frame_system::mocking::MockBlock<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId32;
	type Lookup = IdentityLookup<Self::AccountId>;
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

pub const DEPOSIT: u64 = 10;
pub const BOND: u64 = 1_000;
pub const ALLOTMENT: u64 = 5_000;
pub const ENDOWMENT: u64 = 1_000_000;

ord_parameter_types! {
	pub const Admitter: AccountId32 = account("admitter");
	pub const Changer: AccountId32 = account("changer");
	pub const Suspender: AccountId32 = account("suspender");
	pub const Colleague: AccountId32 = account("colleague");
	pub const Alarm: AccountId32 = account("alarm");
	pub const Reinstater: AccountId32 = account("reinstater");
	pub const Pardoner: AccountId32 = account("pardoner");
	pub const Remover: AccountId32 = account("remover");
	pub const Allotter: AccountId32 = account("allotter");
}

parameter_types! {
	pub const EnrolmentDeposit: u64 = DEPOSIT;
	pub const MaxAllotment: u64 = ALLOTMENT;
	pub const Alone: Power = Power::Alone { regulator: REGULATOR };
	pub const Another: Power = Power::Alone { regulator: AUTHORITY };
	pub const Emergency: Power = Power::Emergency;
	pub const Lasting: Power = Power::Lasting;
	pub static Rules: Policy = rules();
	/// Subjects of which others keep something.
	pub static Busy: Vec<SubjectId> = vec![];
	/// Subjects that others were told to forget.
	pub static Forgotten: Vec<SubjectId> = vec![];
	/// Custodians that owe something.
	pub static Owing: Vec<InstitutionId> = vec![];
}

/// An allowance of three, three enrolments a day, small bonds.
fn rules() -> Policy {
	let mut policy = Policy::default();
	policy.parties.allowance = 3;
	policy.parties.enrolments_a_day = 3;
	policy.bonds.custodian = BOND.into();
	policy
}

pub struct Others;

impl Holdings for Others {
	fn is_free(subject: SubjectId) -> bool {
		!Busy::get().contains(&subject)
	}
	fn forget(subject: SubjectId) {
		Forgotten::mutate(|it| it.push(subject));
	}
	fn forget_weight() -> frame_support::weights::Weight {
		frame_support::weights::Weight::zero()
	}
}

impl Liabilities for Others {
	fn owes(custodian: InstitutionId) -> bool {
		Owing::get().contains(&custodian)
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<AccountId32, MultiSignature> for Others {
	fn signer(seed: u32) -> AccountId32 {
		account(&seed.to_string())
	}
	fn sign(signer: &AccountId32, digest: &Hash32) -> MultiSignature {
		(0..9u32)
			.map(|seed| pair(&seed.to_string()))
			.find(|pair| AccountId32::from(pair.public()) == *signer)
			.expect("an account from `signer`")
			.sign(&digest.0)
			.into()
	}
	fn fund(account: &AccountId32) {
		use frame_support::traits::fungible::Mutate;
		Balances::set_balance(account, ENDOWMENT);
	}
	fn set_time(now: Moment) {
		Timestamp::set_timestamp(now);
	}
}

/// An account with a power.
type Signed<Who, Power> = MapSuccess<EnsureSignedBy<Who, AccountId32>, Replace<Power>>;

impl Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Signature = MultiSignature;
	type Policy = Rules;
	type AdmitOrigin = EnsureSignedBy<Admitter, AccountId32>;
	type ChangeOrigin = EnsureSignedBy<Changer, AccountId32>;
	type SuspendOrigin = EitherOf<
		EitherOf<Signed<Suspender, Alone>, Signed<Colleague, Another>>,
		Signed<Alarm, Emergency>,
	>;
	type ReinstateOrigin = EitherOf<Signed<Reinstater, Alone>, Signed<Pardoner, Lasting>>;
	type RemoveOrigin = EnsureSignedBy<Remover, AccountId32>;
	type AllotOrigin = EnsureSignedBy<Allotter, AccountId32>;
	type Holdings = Others;
	type Liabilities = Others;
	type EnrolmentDeposit = EnrolmentDeposit;
	type MaxAllotment = MaxAllotment;
	type WeightInfo = ByDbOperations<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Others;
}

/// An hour into a day.
pub const NOW: Moment = 20_000 * DAY + DAY / 24;
pub const YEAR: Moment = 366 * DAY;
pub const HOSPITAL: InstitutionId = InstitutionId(1);
pub const CLINIC: InstitutionId = InstitutionId(2);
pub const VAULT: InstitutionId = InstitutionId(3);
pub const PRACTICE: InstitutionId = InstitutionId(4);
pub const ADVOCATE: InstitutionId = InstitutionId(5);
pub const BRANCH: InstitutionId = InstitutionId(6);
pub const AUTHORITY: InstitutionId = InstitutionId(7);
pub const REGULATOR: InstitutionId = InstitutionId(8);
pub const DESK: InstitutionId = InstitutionId(9);
/// The subject that [`enrolled`] enrols.
pub const SUBJECT: SubjectId = SubjectId([101; 16]);

pub fn pair(name: &str) -> sr25519::Pair {
	thread_local! {
		static PAIRS: RefCell<HashMap<String, sr25519::Pair>> = RefCell::default();
	}
	let make = || sr25519::Pair::from_seed(&sp_io::hashing::blake2_256(name.as_bytes()));
	PAIRS.with_borrow_mut(|pairs| pairs.entry(name.into()).or_insert_with(make).clone())
}

pub fn account(name: &str) -> AccountId32 {
	pair(name).public().into()
}

pub fn signed(name: &str) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(name))
}

pub fn key(id: u32) -> KeyRef {
	PublicKey::X25519(Hash32([id as u8; 32])).reference(id)
}

pub fn subject(n: u8) -> SubjectId {
	SubjectId([100 + n; 16])
}

/// What `who` signs to be enrolled by the hospital.
pub fn agreement(who: &str, id: SubjectId, expires: Moment) -> MultiSignature {
	agreement_with(HOSPITAL, who, id, expires)
}

pub fn agreement_with(
	provider: InstitutionId,
	who: &str,
	id: SubjectId,
	expires: Moment,
) -> MultiSignature {
	let digest = enrolment_digest(&Registry::genesis_hash(), provider, id, &key(0), expires);
	pair(who).sign(&digest.0).into()
}

/// What `who` signs to control a subject from now on.
pub fn takeover(who: &str, id: SubjectId, key: &KeyRef, expires: Moment) -> MultiSignature {
	let digest = account_digest(&Registry::genesis_hash(), id, key, expires);
	pair(who).sign(&digest.0).into()
}

pub fn now() -> Moment {
	Timestamp::get()
}

pub fn at(moment: Moment) {
	Timestamp::set_timestamp(moment);
}

/// The hospital enrols `who` as subject `n`.
pub fn enrol(who: &str, n: u8) {
	let expires = now() + 1;
	let signature = agreement(who, subject(n), expires);
	Registry::enrol(signed("hospital"), subject(n), account(who), key(0), expires, signature)
		.expect("the hospital may enrol");
}

/// The hospital has enrolled the patient as [`SUBJECT`].
pub fn enrolled() {
	enrol("patient", 1);
}

/// The patient appoints a guardian for ten days.
pub fn appoint(guardian: &str, scope: GuardianScope) {
	let until = now() + 10 * DAY;
	Registry::appoint_guardian(signed("patient"), SUBJECT, account(guardian), scope, until)
		.expect("the patient may appoint");
}

/// An institution recovers [`SUBJECT`] to the account of `to` with key 1.
pub fn start_recovery(by: &str, to: &str) -> sp_runtime::DispatchResult {
	let expires = now() + 1;
	let signature = takeover(to, SUBJECT, &key(1), expires);
	Registry::start_recovery(signed(by), SUBJECT, account(to), key(1), expires, signature)
}

/// The patient moves [`SUBJECT`] to the account of `to`, with the same key.
pub fn rotate(by: &str, to: &str) -> sp_runtime::DispatchResult {
	let expires = now() + 1;
	let signature = takeover(to, SUBJECT, &key(0), expires);
	Registry::rotate_account(signed(by), SUBJECT, account(to), key(0), expires, signature)
}

pub fn admission(role: Role, control_group: u32) -> Admission {
	Admission {
		roles: Roles::of(&[role]),
		accredited_until: Moment::MAX,
		control_group,
		country: *b"AT",
		jurisdiction: Jurisdiction::Eu,
	}
}

/// What [`admission`] says of a row.
pub fn said(id: InstitutionId) -> Admission {
	let it = Institutions::<Test>::get(id).expect("it exists");
	Admission {
		roles: it.roles,
		accredited_until: it.accredited_until,
		control_group: it.control_group,
		country: it.country,
		jurisdiction: it.jurisdiction,
	}
}

pub fn institution(id: InstitutionId, name: &str, role: Role) -> Founding<AccountId32> {
	let is_custodian = role == Role::Custodian;
	Founding {
		id: id.0,
		account: account(name),
		roles: Roles::of(&[role]).0,
		accredited_until: if id == CLINIC { NOW } else { Moment::MAX },
		control_group: if id == BRANCH { HOSPITAL.0 } else { id.0 },
		country: "DE".into(),
		jurisdiction: Jurisdiction::Eu,
		key: Some([id.0 as u8; 32]),
		receipt_key: is_custodian.then_some([9; 32]),
		endpoint: None,
		bond: if is_custodian { BOND.into() } else { 0 },
	}
}

pub fn institutions() -> Vec<(InstitutionId, &'static str, Role)> {
	vec![
		(HOSPITAL, "hospital", Role::Provider),
		(CLINIC, "clinic", Role::Provider),
		(VAULT, "vault", Role::Custodian),
		(PRACTICE, "practice", Role::Provider),
		(ADVOCATE, "advocate", Role::PatientAdvocate),
		(BRANCH, "branch", Role::Provider),
		(AUTHORITY, "authority", Role::LegalAuthority),
		(REGULATOR, "regulator", Role::Regulator),
		(DESK, "desk", Role::EmergencyDesk),
	]
}

pub fn genesis(institutions: Vec<Founding<AccountId32>>) -> TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	pallet_balances::GenesisConfig::<Test> {
		balances: institutions.iter().map(|it| (it.account.clone(), ENDOWMENT)).collect(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	GenesisConfig::<Test> { institutions }.assimilate_storage(&mut storage).unwrap();
	let mut externalities = TestExternalities::new(storage);
	externalities.execute_with(|| {
		System::set_block_number(1);
		at(NOW);
	});
	externalities
}

pub fn externalities() -> TestExternalities {
	Rules::set(rules());
	Busy::set(vec![]);
	Forgotten::set(vec![]);
	Owing::set(vec![]);
	let founding = institutions().into_iter().map(|(id, name, role)| institution(id, name, role));
	genesis(founding.collect())
}

/// Runs a test and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	externalities().execute_with(|| {
		test();
		Registry::do_try_state().expect("invariants hold");
	});
}

/// Whether a call by `who` would cost no fee.
pub fn is_free(who: &str, call: Call<Test>) -> bool {
	use frame_support::dispatch::CheckIfFeeless;
	call.is_feeless(&signed(who))
}
