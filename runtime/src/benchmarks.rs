//! What the pallets' benchmarks ask for, made by the calls that people make, on a chain that has
//! nothing but its genesis.

use crate::{constants::UNIT, *};
use alloc::{boxed::Box, collections::BTreeMap, vec::Vec};
use codec::{Decode, Encode};
use frame_support::traits::{fungible::Mutate, EnsureOrigin, Get, Time};
use frame_system::RawOrigin;
use pallet_chambers::EnsureMembership;
use pallet_records::{Custodians, Keep, NewSealing};
use pallet_registry::Admission;
use salus_primitives::{
	enrolment_digest, tagged_hash, Adoption, Chamber, GuardianScope, Hash32, InstitutionId,
	Jurisdiction, KeyRef, Languages, LawfulBasis, Moment, PublicKey, Quorum, RecordCommitment,
	RecordId, Role, Roles, SubjectId, Track, MAX_CUSTODIANS,
};
use sp_core::{crypto::KeyTypeId, sr25519};
use sp_runtime::MultiSigner;

frame_benchmarking::define_benchmarks!(
	[pallet_registry, Registry]
	[pallet_records, Records]
	[pallet_consent, Consent]
	[pallet_redaction, Redaction]
	[pallet_policy, Policy]
	[pallet_chambers, Chambers]
	[pallet_stake, Stake]
);

/// Where generated keys lie.
const KEYS: KeyTypeId = KeyTypeId(*b"bnch");
/// When the life of a benchmark begins.
const BEGINNING: Moment = 1_800_000_000_000;
const DAY: Moment = 24 * 60 * 60 * 1000;
/// Through which year benchmark records are kept: the one of [`BEGINNING`].
const KEEP_UNTIL: u16 = 2027;

/// Makes what benchmarks ask for.
pub struct Helper;

fn now() -> Moment {
	<Timestamp as Time>::now()
}

fn set_time(now: Moment) {
	pallet_timestamp::Now::<Runtime>::put(now);
}

/// Starts the clock where a benchmark has not done so itself.
fn begin() {
	if now() == 0 {
		set_time(BEGINNING);
	}
}

fn fund(account: &AccountId) {
	Balances::mint_into(account, 1_000_000 * UNIT).expect("units are minted");
}

fn generate(seed: &str) -> sr25519::Public {
	sp_io::crypto::sr25519_generate(KEYS, Some(seed.as_bytes().to_vec()))
}

fn sign(key: &sr25519::Public, digest: &Hash32) -> sr25519::Signature {
	sp_io::crypto::sr25519_sign(KEYS, key, &digest.0).expect("the key was generated here")
}

fn account_of(key: sr25519::Public) -> AccountId {
	MultiSigner::Sr25519(key).into_account()
}

/// The key that an institution of a benchmark signs receipts with.
fn receipt_key(number: u32) -> sr25519::Public {
	generate(&alloc::format!("//receipts//{number}"))
}

/// The account of the nth institution with a role, admitted when it is first asked for.
fn institution(role: Role, n: u32) -> AccountId {
	begin();
	let number = role as u32 * 100 + n;
	let account = AccountId::new(tagged_hash("benchmark", &[&number.encode()]).0);
	if Registry::institution_of(&account).is_none() {
		fund(&account);
		let admission = Admission {
			roles: Roles::of(&[role]),
			accredited_until: Moment::MAX,
			control_group: 1_000_000 + number,
			country: *b"AT",
			jurisdiction: Jurisdiction::Eu,
		};
		let receipts = (role == Role::Custodian).then(|| Hash32(receipt_key(number).0));
		let membership = EnsureMembership::try_successful_origin().expect("there is one");
		Registry::admit(membership, account.clone(), admission, receipts, 0)
			.expect("the account is new");
		if role == Role::Custodian {
			Registry::bond(RawOrigin::Signed(account.clone()).into()).expect("it can bond");
		}
	}
	account
}

fn id_of(account: &AccountId) -> InstitutionId {
	Registry::institution_of(account).expect("it was admitted")
}

fn custodians() -> Vec<InstitutionId> {
	(0..MAX_CUSTODIANS).map(|n| id_of(&institution(Role::Custodian, n))).collect()
}

fn key() -> KeyRef {
	PublicKey::X25519(Hash32([1; 32])).reference(0)
}

/// The nth subject and its account.
fn subject(n: u32) -> (SubjectId, AccountId) {
	begin();
	let mut id = SubjectId([0xbb; 16]);
	id.0[..4].copy_from_slice(&n.to_le_bytes());
	if let Some(row) = Registry::subject(id) {
		return (id, row.account);
	}
	let provider = institution(Role::Provider, 0);
	let public = generate(&alloc::format!("//subjects//{n}"));
	let expires = now() + DAY / 2;
	let genesis = Registry::genesis_hash();
	let digest = enrolment_digest(&genesis, id_of(&provider), id, &key(), expires);
	let signature = Signature::Sr25519(sign(&public, &digest));
	let account = account_of(public);
	let origin = RawOrigin::Signed(provider).into();
	Registry::enrol(origin, id, account.clone(), key(), expires, signature).expect("it agreed");
	(id, account)
}

fn sealing() -> NewSealing {
	NewSealing {
		commitment: RecordCommitment(Hash32([3; 32])),
		manifest: Hash32([4; 32]),
		custodians: Custodians::truncate_from(custodians()),
		threshold: 4,
	}
}

fn issue(record: RecordId, subject: SubjectId) {
	let keep = Keep { basis: LawfulBasis::LegalObligation, until_year: KEEP_UNTIL };
	let origin = RawOrigin::Signed(institution(Role::Provider, 0)).into();
	Records::issue(origin, subject, record, None, keep, sealing()).expect("it may be issued");
}

fn amend(record: RecordId) {
	let origin = RawOrigin::Signed(institution(Role::Provider, 0)).into();
	Records::amend(origin, record, sealing()).expect("it may be amended");
}

impl pallet_registry::BenchmarkHelper<AccountId, Signature> for Helper {
	fn signer(seed: u32) -> AccountId {
		account_of(generate(&alloc::format!("//signers//{seed}")))
	}
	fn sign(signer: &AccountId, digest: &Hash32) -> Signature {
		let bytes: [u8; 32] = signer.clone().into();
		Signature::Sr25519(sign(&sr25519::Public::from(bytes), digest))
	}
	fn fund(account: &AccountId) {
		fund(account);
	}
	fn set_time(now: Moment) {
		set_time(now);
	}
}

impl pallet_records::BenchmarkHelper<AccountId> for Helper {
	fn institution(role: Role) -> AccountId {
		institution(role, 0)
	}
	fn custodians() -> Vec<InstitutionId> {
		custodians()
	}
	fn subject(seed: u32) -> (SubjectId, AccountId) {
		subject(seed)
	}
	fn set_time(now: Moment) {
		set_time(now);
	}
}

impl pallet_consent::BenchmarkHelper<AccountId> for Helper {
	fn set_time(now: Moment) {
		set_time(now);
	}
	fn subject() -> (SubjectId, AccountId) {
		subject(0)
	}
	fn last_guardian(id: SubjectId, act: Hash32) -> AccountId {
		let (_, owner) = subject(0);
		let origin = || RawOrigin::Signed(owner.clone()).into();
		let scope = GuardianScope::CONSENT;
		let until = now() + DAY;
		let guardians: Vec<AccountId> = (0..pallet_registry::MAX_GUARDIANS)
			.map(|n| AccountId::new(tagged_hash("guardian", &[&n.encode()]).0))
			.collect();
		for guardian in &guardians {
			Registry::appoint_guardian(origin(), id, guardian.clone(), scope, until)
				.expect("there is room");
		}
		Registry::set_quorum(origin(), id, Quorum::All).expect("it was another one");
		let (last, others) = guardians.split_last().expect("there are guardians");
		for guardian in others {
			Registry::agree(guardian, id, scope, act, false).expect("it may agree");
		}
		last.clone()
	}
	fn institution(role: Role) -> AccountId {
		institution(role, 0)
	}
	fn record(id: SubjectId) -> RecordId {
		let record = RecordId([0xcc; 16]);
		issue(record, id);
		record
	}
}

impl pallet_redaction::BenchmarkHelper<AccountId> for Helper {
	fn record(sealings: u32) -> pallet_redaction::Sample<AccountId> {
		let (id, account) = subject(0);
		let mut record = RecordId([0xcd; 16]);
		record.0[..4].copy_from_slice(&sealings.to_le_bytes());
		issue(record, id);
		(1..sealings).for_each(|_| amend(record));
		let controller = institution(Role::Provider, 0);
		pallet_redaction::Sample { record, subject: account, controller }
	}
	fn amend(record: RecordId) {
		amend(record);
	}
	fn institution(role: Role, n: u32) -> AccountId {
		institution(role, n)
	}
	fn account(custodian: InstitutionId) -> AccountId {
		let row = pallet_registry::Institutions::<Runtime>::get(custodian);
		row.expect("it was admitted").account
	}
	fn sign(custodian: InstitutionId, digest: &Hash32) -> [u8; 64] {
		let numbers: BTreeMap<InstitutionId, u32> = (0..MAX_CUSTODIANS)
			.map(|n| (id_of(&institution(Role::Custodian, n)), Role::Custodian as u32 * 100 + n))
			.collect();
		sign(&receipt_key(numbers[&custodian]), digest).0
	}
	fn retention_over() -> Moment {
		BEGINNING + 2 * 366 * DAY
	}
	fn set_time(now: Moment) {
		set_time(now);
	}
}

impl pallet_chambers::BenchmarkHelper<AccountId, RuntimeCall> for Helper {
	fn institution(chamber: Chamber, n: u32) -> (AccountId, InstitutionId) {
		let account = institution(chamber.role(), n);
		let id = id_of(&account);
		(account, id)
	}
	fn disqualify(institution: InstitutionId) {
		let membership = EnsureMembership::try_successful_origin().expect("there is one");
		Registry::suspend_for_good(membership, institution).expect("it was admitted");
	}
	fn call(track: Track) -> RuntimeCall {
		let other = institution(Role::Manufacturer, 0);
		let institution = id_of(&other);
		match track {
			Track::Membership => pallet_registry::Call::allot { institution, units: UNIT }.into(),
			Track::Policy => {
				let policy = salus_primitives::Policy { version: 2, ..Policy::get() };
				let adoption =
					Adoption { policy, in_force: now() + DAY, languages: Languages::default() };
				pallet_policy::Call::adopt { adoption: Box::new(adoption) }.into()
			},
			Track::Upgrade => {
				frame_system::Call::authorize_upgrade { code_hash: Hash::repeat_byte(1) }.into()
			},
			Track::Emergency => pallet_registry::Call::suspend { institution }.into(),
		}
	}
	fn set_time(now: Moment) {
		set_time(now);
	}
}

impl pallet_stake::BenchmarkHelper<AccountId, SessionKeys> for Helper {
	fn institution(seed: u32) -> (AccountId, InstitutionId) {
		let account = institution(Role::Validator, seed);
		let id = id_of(&account);
		(account, id)
	}
	fn keys(owner: &AccountId, seed: u32) -> (SessionKeys, Vec<u8>) {
		let seed = alloc::format!("//keys//{seed}").into_bytes();
		let it = SessionKeys::generate(&owner.encode(), Some(seed));
		(it.keys, it.proof.encode())
	}
}

/// The token ledger is not measured here; its configuration asks for a helper all the same.
impl pallet_nfts::BenchmarkHelper<u32, RecordId, MultiSigner, AccountId, Signature> for Helper {
	fn collection(_: u16) -> u32 {
		COLLECTION
	}
	fn item(n: u16) -> RecordId {
		let mut record = RecordId::default();
		record.0[..2].copy_from_slice(&n.to_le_bytes());
		record
	}
	fn signer() -> (MultiSigner, AccountId) {
		let public = generate("//tokens");
		(public.into(), account_of(public))
	}
	fn sign(signer: &MultiSigner, message: &[u8]) -> Signature {
		let public = sr25519::Public::decode(&mut signer.encode().get(1..).unwrap_or_default());
		let public = public.expect("signers are sr25519 keys");
		let signature = sp_io::crypto::sr25519_sign(KEYS, &public, message);
		Signature::Sr25519(signature.expect("the key was generated here"))
	}
}
