//! One call of every kind that our pallets have.

use super::*;
use pallet_chambers::Call as ChambersCall;
use pallet_consent::Call as ConsentCall;
use pallet_policy::Call as PolicyCall;
use pallet_records::{Call as RecordsCall, NewRecord, Relation};
use pallet_redaction::{Answer, Call as RedactionCall, OwnCopy};
use pallet_registry::{Admission, Call as RegistryCall};
use pallet_stake::Call as StakeCall;
use polkadot_sdk::frame_support::traits::Get;

fn admission() -> Admission {
	Admission {
		roles: Roles::of(&[Role::Provider]),
		accredited_until: NOW + 1_000_000,
		control_group: 77,
		country: *b"AT",
		jurisdiction: Jurisdiction::Eu,
	}
}

fn registry() -> Vec<RegistryCall<Runtime>> {
	let key = PublicKey::X25519(Hash32([1; 32])).reference(1);
	let account = account("Somebody");
	let signature = || pair("Somebody").sign(b"something else").into();
	let expires = NOW + 1000;
	let subject = SUBJECT;
	let guardian = account.clone();
	let institution = CLINIC;
	let until = NOW + 1_000_000;
	vec![
		RegistryCall::enrol {
			subject,
			account: account.clone(),
			key,
			expires,
			signature: signature(),
		},
		RegistryCall::add_key { key: PublicKey::X25519(Hash32([2; 32])) },
		RegistryCall::set_receipt_key { key: Hash32([3; 32]) },
		RegistryCall::set_endpoint {
			endpoint: b"https://vault.example".to_vec().try_into().unwrap(),
		},
		RegistryCall::admit {
			account: account.clone(),
			admission: admission(),
			receipt_key: None,
			units: 1,
		},
		RegistryCall::change { institution, admission: admission() },
		RegistryCall::suspend { institution },
		RegistryCall::reinstate { institution },
		RegistryCall::remove { institution, successor: None },
		RegistryCall::bond {},
		RegistryCall::unbond {},
		RegistryCall::rotate_account {
			subject,
			account: account.clone(),
			key,
			expires,
			signature: signature(),
		},
		RegistryCall::set_key { subject, key },
		RegistryCall::appoint_guardian {
			subject,
			guardian: guardian.clone(),
			scope: GuardianScope::ALL,
			until,
		},
		RegistryCall::attest_guardian {
			subject,
			guardian: guardian.clone(),
			scope: GuardianScope::ALL,
			until,
		},
		RegistryCall::remove_guardian { subject, guardian: guardian.clone() },
		RegistryCall::suspend_guardian { subject, guardian: guardian.clone() },
		RegistryCall::reinstate_guardian { subject, guardian },
		RegistryCall::set_quorum { subject, quorum: Quorum::All },
		RegistryCall::start_recovery { subject, account, key, expires, signature: signature() },
		RegistryCall::confirm_recovery { subject, account: AccountId::new([7; 32]) },
		RegistryCall::veto_recovery { subject },
		RegistryCall::finish_recovery { subject },
		RegistryCall::close { subject },
		RegistryCall::top_up { subject },
		RegistryCall::suspend_for_good { institution },
		RegistryCall::allot { institution, units: 1 },
	]
}

fn records() -> Vec<RecordsCall<Runtime>> {
	let record = RECORD;
	let keep = Keep { basis: LawfulBasis::LegalObligation, until_year: 2036 };
	let new = NewRecord { record: RecordId([0x9d; 16]), folder: None, keep, sealing: sealing() };
	vec![
		issue(),
		RecordsCall::amend { record, sealing: sealing() },
		RecordsCall::issue_batch { subject: SUBJECT, records: vec![new].try_into().unwrap() },
		RecordsCall::reseal { record, sealing: sealing() },
		RecordsCall::confirm { record, epoch: 2 },
		RecordsCall::abandon_reseal { record },
		RecordsCall::attest { record, version: 1 },
		RecordsCall::decline { record },
		RecordsCall::offer_transfer {
			record,
			to: SubjectId([0x52; 16]),
			relation: Relation::SamePerson,
		},
		RecordsCall::attest_transfer { record, to: SubjectId([0x52; 16]) },
		RecordsCall::retract_transfer { record },
	]
}

fn consent() -> Vec<ConsentCall<Runtime>> {
	let subject = SUBJECT;
	let grant_id = GRANT;
	let terms = TermsOnChain::Sealed(TermsCommitment(Hash32([5; 32])));
	let until = NOW + 1000;
	vec![
		grant(),
		ConsentCall::revoke { subject, grant: grant_id },
		ConsentCall::revoke_many { subject, grants: vec![grant_id].try_into().unwrap() },
		ConsentCall::revoke_all { subject },
		ConsentCall::narrow {
			subject,
			grant: grant_id,
			new: GrantId([0x6b; 16]),
			terms,
			until,
			policy: 1,
		},
		ConsentCall::request { subject, grant: GrantId([0x6c; 16]), terms, until },
		ConsentCall::approve { subject, grant: grant_id },
		ConsentCall::decline { subject, grant: grant_id },
		ConsentCall::close_request { subject, grant: grant_id },
		ConsentCall::object { subject, purposes: SECONDARY },
		ConsentCall::withdraw_objection { subject, purposes: SECONDARY },
		ConsentCall::opt_out { subject },
		ConsentCall::opt_in { subject },
		ConsentCall::open_emergency { subject },
		ConsentCall::review_emergency { subject, desk: InstitutionId(8), justified: true },
		ConsentCall::anchor { day: (NOW / 86_400_000 - 1) as u32, root: Hash32([6; 32]) },
		ConsentCall::prune { subject, grant: grant_id },
		ConsentCall::prune_emergency { subject, desk: InstitutionId(8) },
		ConsentCall::prune_anchor { custodian: InstitutionId(3), day: 1 },
	]
}

fn redaction() -> Vec<RedactionCall<Runtime>> {
	let case = case();
	let record = RECORD;
	let rectification = rectification_id(RECORD, &CASE_SALT);
	let custodian = InstitutionId(3);
	let served = Served { record, version: 1, epoch: 1, custodian, time: NOW };
	vec![
		request(),
		RedactionCall::withdraw { case },
		RedactionCall::accept { case, own_copy: OwnCopy::Erased },
		RedactionCall::refuse { case, ground: RefusalGround::LegalClaims },
		receipt(3, NOW),
		RedactionCall::extend { case },
		RedactionCall::challenge_identity { case },
		RedactionCall::attest { case },
		RedactionCall::accept_partly { case, ground: RefusalGround::LegalClaims },
		RedactionCall::accept_by_silence { case },
		RedactionCall::report_overdue { case },
		RedactionCall::place_hold { record, basis: HoldBasis::LegalClaims, until: NOW + 1000 },
		RedactionCall::lift_hold { record },
		RedactionCall::drop_hold { record, authority: InstitutionId(7) },
		RedactionCall::declare_unable {
			case,
			version: 1,
			epoch: 1,
			reason: UnableReason::OutOfOrder,
			until: NOW + 1000,
		},
		RedactionCall::fine { case, custodian, version: 1, epoch: 1 },
		RedactionCall::prove_false { case, served, signature: [0; 64] },
		RedactionCall::apply_penalty { penalty: 0 },
		RedactionCall::cancel_penalty { penalty: 0 },
		RedactionCall::report_notices { case, counts: NoticeCounts::default() },
		RedactionCall::retire { record, salt: CASE_SALT },
		RedactionCall::request_rectification { record, salt: CASE_SALT },
		RedactionCall::answer_rectification { rectification, answer: Answer::Amended },
		RedactionCall::extend_rectification { rectification },
		RedactionCall::dispute { rectification },
		RedactionCall::withdraw_rectification { rectification },
		RedactionCall::prune_case { case },
		RedactionCall::prune_rectification { rectification },
	]
}

fn policy() -> Vec<PolicyCall<Runtime>> {
	let policy = salus_primitives::Policy { version: 2, ..Policy::get() };
	let languages = Languages::try_from(vec![*b"en"]).unwrap();
	let adoption = Adoption { policy, in_force: NOW + 1000, languages };
	vec![
		PolicyCall::adopt { adoption: Box::new(adoption) },
		PolicyCall::restrict { purposes: Purposes::of(&[Purpose::HMARKT]), suites: Suites(0) },
		PolicyCall::lift {},
	]
}

fn chambers() -> Vec<ChambersCall<Runtime>> {
	let call = Box::new(RegistryCall::suspend { institution: CLINIC }.into());
	let documents = Documents { text: Hash32([1; 32]), assessment: None };
	let motion = 0;
	vec![
		ChambersCall::join { chamber: Chamber::Providers },
		ChambersCall::leave {},
		ChambersCall::expel { institution: CLINIC },
		ChambersCall::propose { call, documents },
		ChambersCall::vote { motion, call: Hash32([1; 32]), aye: true },
		ChambersCall::withdraw_vote { motion },
		ChambersCall::withdraw { motion },
		ChambersCall::close { motion },
		ChambersCall::veto { motion },
		ChambersCall::enact { motion },
		ChambersCall::lapse { motion },
	]
}

fn stake() -> Vec<StakeCall<Runtime>> {
	let validator = account("Alice");
	let public = sp_keyring::Sr25519Keyring::Ferdie.public();
	let keys = SessionKeys {
		babe: public.into(),
		grandpa: sp_keyring::Ed25519Keyring::Ferdie.public().into(),
		authority_discovery: public.into(),
	};
	let institution = CLINIC;
	vec![
		StakeCall::grant_seats { institution, seats: 2 },
		StakeCall::stand { validator: validator.clone() },
		StakeCall::set_keys {
			validator: validator.clone(),
			keys,
			proof: vec![0; 192].try_into().unwrap(),
		},
		StakeCall::leave { validator: validator.clone() },
		StakeCall::withdraw { validator: validator.clone() },
		StakeCall::apply_slash { session: 0, validator: validator.clone() },
		StakeCall::cancel_slash { session: 0, validator },
	]
}

/// One call of every kind.
pub fn samples() -> Vec<RuntimeCall> {
	let registry = registry().into_iter().map(RuntimeCall::from);
	let records = records().into_iter().map(RuntimeCall::from);
	let consent = consent().into_iter().map(RuntimeCall::from);
	let redaction = redaction().into_iter().map(RuntimeCall::from);
	let policy = policy().into_iter().map(RuntimeCall::from);
	let chambers = chambers().into_iter().map(RuntimeCall::from);
	let health = registry.chain(records).chain(consent).chain(redaction);
	let stake = stake().into_iter().map(RuntimeCall::from);
	health.chain(policy).chain(chambers).chain(stake).collect()
}
