//! Patient 7 controls subject 7 with an allowance of two; mother and father may view and consent for
//! it, the aunt may view. Hospital 1 issued record 9 to it. Institution `n` acts through account
//! `100 + n` and is its own control group, except that the advocate is under the desk's control.

use crate as pallet_consent;
use crate::*;
use codec::Encode;
use frame_support::{
	derive_impl, dispatch::DispatchResultWithPostInfo, parameter_types, storage::unhashed,
	traits::fungible::InspectHold, weights::constants::RocksDbWeight,
};
use salus_primitives::{
	Action, Actions, Authority, ConsentRules, ControlGroup, FolderId, GrantId, GuardianScope,
	Hash32, InstitutionId, LawfulBasis, Moment, Obligations, OpenScope, Opening, Policy, Purpose,
	Purposes, Query, Quorum, RecordId, Requester, Role, Roles, Scope, SubjectId, Terms,
	TermsCommitment, TermsOnChain,
};
use sp_io::TestExternalities;
use sp_runtime::{BuildStorage, DispatchError, DispatchResult, StateVersion};

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
	pub type Consent = pallet_consent::Pallet<Test>;
}

pub type Block = frame_system::mocking::MockBlock<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
	type DbWeight = RocksDbWeight;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

parameter_types! {
	pub static Restricted: bool = false;
	pub static Declined: bool = false;
	pub static HeldUntil: Moment = 0;
	pub static Suspended: Option<InstitutionId> = None;
	pub static Gone: Option<SubjectId> = None;
	pub static Guardians: Quorum = Quorum::Any;
	pub static Rules: Policy = policy();
	pub const RequestDeposit: u64 = DEPOSIT;
}

/// The policy that a test starts with: short times, so that they can be told apart.
pub fn policy() -> Policy {
	Policy {
		consent: ConsentRules {
			grant_at_most: 1000,
			request_open: 100,
			history: 500,
			emergency: 50,
			emergencies_a_day: 2,
			review_within: 80,
			unjustified_at_most: 2,
			anchors: 10 * DAY,
			..Policy::default().consent
		},
		..Policy::default()
	}
}

pub const NOW: Moment = 20_000 * DAY;
pub const DEPOSIT: u64 = 10;
pub const FUNDS: u64 = 1000;
pub const PATIENT: u64 = 7;
pub const STRANGER: u64 = 6;
pub const MOTHER: u64 = 21;
pub const FATHER: u64 = 22;
pub const AUNT: u64 = 23;
pub const SUBJECT: SubjectId = SubjectId([7; 16]);
pub const STRANGERS: SubjectId = SubjectId([6; 16]);
pub const RECORD: RecordId = RecordId([9; 16]);
pub const STRANGERS_RECORD: RecordId = RecordId([10; 16]);
pub const FOLDER: FolderId = FolderId([3; 16]);
pub const GRANT: GrantId = GrantId([5; 16]);
pub const NEW: GrantId = GrantId([4; 16]);
pub const HOSPITAL: InstitutionId = InstitutionId(1);
pub const CLINIC: InstitutionId = InstitutionId(2);
pub const DESK: InstitutionId = InstitutionId(3);
pub const REGULATOR: InstitutionId = InstitutionId(4);
pub const ADVOCATE: InstitutionId = InstitutionId(5);
pub const VAULT: InstitutionId = InstitutionId(6);
pub const RESEARCHER: InstitutionId = InstitutionId(7);
pub const COURT: InstitutionId = InstitutionId(8);
pub const SALT: [u8; 64] = [8; 64];

/// Everybody there is.
pub const ACTORS: [u64; 14] =
	[PATIENT, STRANGER, MOTHER, FATHER, AUNT, 101, 102, 103, 104, 105, 106, 107, 108, 99];

pub fn account(institution: InstitutionId) -> u64 {
	100 + u64::from(institution.0)
}

fn role(institution: InstitutionId) -> Option<Role> {
	let roles = [
		Role::Provider,
		Role::Provider,
		Role::EmergencyDesk,
		Role::Regulator,
		Role::PatientAdvocate,
		Role::Custodian,
		Role::Researcher,
		Role::LegalAuthority,
	];
	let index = institution.0.checked_sub(1)? as usize;
	let withdrawn = unhashed::exists(&("withdrawn", institution).encode());
	roles.get(index).copied().filter(|_| !withdrawn)
}

/// Gives a role back that was withdrawn.
pub fn give_back(institution: InstitutionId) {
	unhashed::kill(&("withdrawn", institution).encode());
}

pub fn allowance(subject: SubjectId) -> u32 {
	unhashed::get_or_default(&("allowance", subject).encode())
}

pub fn set_allowance(subject: SubjectId, rest: u32) {
	unhashed::put(&("allowance", subject).encode(), &rest);
}

fn agreement(account: u64, subject: SubjectId) -> Vec<u8> {
	("agreed", account, subject).encode()
}

pub struct Wiring;

impl Parties<u64> for Wiring {
	fn authority(account: &u64, subject: SubjectId, scope: GuardianScope) -> Option<Authority> {
		if Gone::get() == Some(subject) {
			return None;
		}
		match (*account, subject) {
			(PATIENT, SUBJECT) | (STRANGER, STRANGERS) => Some(Authority::Own),
			(MOTHER | FATHER, SUBJECT) => GuardianScope::VIEW
				.and(GuardianScope::CONSENT)
				.has(scope)
				.then_some(Authority::Guardian),
			(AUNT, SUBJECT) => GuardianScope::VIEW.has(scope).then_some(Authority::Guardian),
			_ => None,
		}
	}
	fn authority_from_outside(
		account: Hash32,
		subject: SubjectId,
		scope: GuardianScope,
	) -> Option<Authority> {
		Self::authority(&u64::from(account.0[0]), subject, scope)
	}
	fn ensure_may_agree(account: &u64, subject: SubjectId, act: Hash32) -> DispatchResult {
		let before: Option<Hash32> = unhashed::get(&agreement(*account, subject));
		let again = Guardians::get() == Quorum::All && before == Some(act);
		frame_support::ensure!(!again, DispatchError::Other("agreed already"));
		Ok(())
	}
	fn agree(account: &u64, subject: SubjectId, act: Hash32) -> Result<bool, DispatchError> {
		Self::ensure_may_agree(account, subject, act)?;
		if Guardians::get() == Quorum::Any {
			return Ok(true);
		}
		unhashed::put(&agreement(*account, subject), &act);
		let rows = [agreement(MOTHER, subject), agreement(FATHER, subject)];
		let done = rows.iter().all(|row| unhashed::get(row) == Some(act));
		if done {
			rows.iter().for_each(|row| unhashed::kill(row));
		}
		Ok(done)
	}
	fn is_subject(subject: SubjectId) -> bool {
		[SUBJECT, STRANGERS].contains(&subject) && Gone::get() != Some(subject)
	}
	fn has_allowance(subject: SubjectId) -> bool {
		allowance(subject) > 0
	}
	fn spend_allowance(subject: SubjectId) -> DispatchResult {
		let rest = allowance(subject).checked_sub(1);
		set_allowance(subject, rest.ok_or(DispatchError::Other("nothing left"))?);
		Ok(())
	}
	fn in_good_standing(institution: InstitutionId, _: Moment) -> bool {
		(1..=8).contains(&institution.0) && Suspended::get() != Some(institution)
	}
	fn acting_any(account: &u64, roles: Roles) -> Option<InstitutionId> {
		let id = InstitutionId(u32::try_from(account.checked_sub(100)?).ok()?);
		let fits = role(id).is_some_and(|role| roles.has(role));
		(fits && Suspended::get() != Some(id)).then_some(id)
	}
	fn account(institution: InstitutionId) -> Option<u64> {
		Some(account(institution))
	}
	fn control_group(institution: InstitutionId) -> Option<ControlGroup> {
		Some(if institution == ADVOCATE { DESK.0 } else { institution.0 })
	}
	fn is_desk(institution: InstitutionId) -> bool {
		role(institution) == Some(Role::EmergencyDesk)
	}
	fn withdraw_role(institution: InstitutionId, role: Role) {
		assert_eq!((institution, role), (DESK, Role::EmergencyDesk));
		unhashed::put(&("withdrawn", institution).encode(), &());
	}
}

impl Records for Wiring {
	fn facts(record: RecordId) -> Option<Facts> {
		let subject = match record {
			RECORD => SUBJECT,
			STRANGERS_RECORD => STRANGERS,
			_ => return None,
		};
		Some(Facts {
			subject,
			issuer: HOSPITAL,
			folder: Some(FOLDER),
			issued: NOW,
			restricted: Restricted::get(),
			declined: Declined::get(),
		})
	}
}

impl Holds for Wiring {
	fn held_by(record: RecordId, institution: InstitutionId, now: Moment) -> bool {
		record == RECORD && institution == COURT && now < HeldUntil::get()
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkHelper<u64> for Wiring {
	fn set_time(now: Moment) {
		Timestamp::set_timestamp(now);
	}
	fn subject() -> (SubjectId, u64) {
		(SUBJECT, PATIENT)
	}
	fn last_guardian(subject: SubjectId, act: Hash32) -> u64 {
		Guardians::set(Quorum::All);
		assert_eq!(Self::agree(&MOTHER, subject, act), Ok(false));
		FATHER
	}
	fn institution(wanted: Role) -> u64 {
		let id = (1..=8).map(InstitutionId).find(|id| role(*id) == Some(wanted)).unwrap();
		account(id)
	}
	fn record(_: SubjectId) -> RecordId {
		RECORD
	}
}

impl Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Policy = Rules;
	type Parties = Wiring;
	type Records = Wiring;
	type Holds = Wiring;
	type RequestDeposit = RequestDeposit;
	type WeightInfo = ByDbOperations<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Wiring;
}

/// The clinic may read the folder for treatment, for 100 ms.
pub fn terms() -> Terms {
	Terms {
		grantee: CLINIC,
		scope: Scope::Folder { folder: FOLDER, future: false },
		purposes: Purposes::of(&[Purpose::TREAT]),
		actions: Actions::of(&[Action::Access]),
		from: NOW,
		until: NOW + 100,
		basis: LawfulBasis::Consent,
		obligations: Obligations::default(),
	}
}

/// The same in the clear, for everything.
pub fn open_terms() -> Terms<OpenScope> {
	let Terms { grantee, purposes, actions, from, until, basis, obligations, .. } = terms();
	let scope = OpenScope::Everything { future: true };
	Terms { grantee, scope, purposes, actions, from, until, basis, obligations }
}

pub fn sealed(terms: &Terms) -> TermsOnChain {
	TermsOnChain::Sealed(TermsCommitment::new(&SALT, GRANT, terms))
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Moves the clock.
pub fn at(moment: Moment) {
	Timestamp::set_timestamp(moment);
}

pub fn id(n: u8) -> GrantId {
	GrantId([n; 16])
}

pub fn grant(by: u64, terms: TermsOnChain, until: Moment) -> DispatchResultWithPostInfo {
	Consent::grant(signed(by), GRANT, SUBJECT, terms, until, Rules::get().version)
}

/// The patient grants [`terms`] as [`GRANT`].
pub fn granted() {
	grant(PATIENT, sealed(&terms()), NOW + 100).unwrap();
}

/// The patient grants these terms in the clear as `id`, for as long as they say.
pub fn give(id: GrantId, terms: Terms<OpenScope>) {
	let until = terms.until;
	let terms = TermsOnChain::Open(terms);
	Consent::grant(signed(PATIENT), id, SUBJECT, terms, until, Rules::get().version).unwrap();
}

pub fn revoke(by: u64) -> DispatchResult {
	Consent::revoke(signed(by), SUBJECT, GRANT)
}

/// The clinic asks the patient for [`terms`] as [`GRANT`].
pub fn requested() {
	Consent::request(signed(account(CLINIC)), SUBJECT, GRANT, sealed(&terms()), NOW + 100).unwrap();
}

/// What is held from an institution for its requests.
pub fn held(institution: InstitutionId) -> u64 {
	Balances::balance_on_hold(&HoldReason::Request.into(), &account(institution))
}

/// The clinic asks to read [`RECORD`] for treatment, showing the opened terms.
pub fn question() -> Query {
	Query {
		requester: Requester::Institution(CLINIC),
		record: RECORD,
		purpose: Purpose::TREAT,
		action: Action::Access,
		opening: Some(Opening { grant: GRANT, terms: terms(), salt: SALT }),
		now: 0,
	}
}

/// The same question, relying on open terms given as `id`.
pub fn relying_on(id: GrantId, terms: Terms<OpenScope>) -> Query {
	let requester = Requester::Institution(terms.grantee);
	let opening = Some(Opening { grant: id, terms: terms.widened(), salt: [0; 64] });
	Query { requester, opening, ..question() }
}

/// The hash of the whole state.
pub fn root() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

pub fn last_event() -> RuntimeEvent {
	System::events().pop().expect("there is an event").event
}

/// A chain at [`NOW`] on which nothing has happened.
pub fn externalities() -> TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = (101..=108).map(|account| (account, FUNDS)).collect();
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	let mut externalities = TestExternalities::new(storage);
	externalities.execute_with(|| {
		System::set_block_number(1);
		at(NOW);
		set_allowance(SUBJECT, 2);
		set_allowance(STRANGERS, 2);
		Restricted::set(false);
		Declined::set(false);
		HeldUntil::set(0);
		Suspended::set(None);
		Gone::set(None);
		Guardians::set(Quorum::Any);
		Rules::set(policy());
	});
	externalities
}

/// Runs a test and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	externalities().execute_with(|| {
		test();
		Consent::do_try_state().expect("invariants hold");
	});
}
