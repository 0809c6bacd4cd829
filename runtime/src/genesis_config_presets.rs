//! The chains that come with the runtime: `development` (one validator) and `local_testnet` (four).
//!
//! Both have the same institutions, so that the demo runs on either. Their keys are the well-known
//! ones of the SDK and open to everybody.

use crate::{
	constants::{PRIMARY_PROBABILITY, UNIT},
	*,
};
use alloc::{format, vec, vec::Vec};
use frame_support::build_struct_json_patch;
use pallet_chambers::TrackRules;
use pallet_registry::Founding;
use pallet_stake::Founder;
use salus_primitives::{
	Bounds, Chamber, ConsentRules, ErasureRules, Jurisdiction, Moment, PartyRules, Policy, Rights,
	Role, Roles, StakeRules, TrackRule,
};
use sp_consensus_babe::{AllowedSlots, BabeEpochConfiguration};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// 1 January 2100.
const ACCREDITED_UNTIL: Moment = 4_102_444_800_000;
/// What every institution starts with.
const ENDOWMENT: Balance = 1_000_000 * UNIT;

const SECOND: Moment = 1_000;
const MINUTE: Moment = 60 * SECOND;

/// Seconds where a production chain has days, so that a visitor sees a whole life of a record.
fn policy() -> Policy {
	let production = Policy::default();
	let rights = Rights {
		erasure_within: MINUTE,
		erasure_extension: 2 * MINUTE,
		rectification_within: MINUTE,
		rectification_extension: 2 * MINUTE,
		..production.eu
	};
	Policy {
		parties: PartyRules {
			recovery_delay: 10 * SECOND,
			suspension: MINUTE,
			restriction: MINUTE,
			..production.parties
		},
		consent: ConsentRules {
			notice: 10 * SECOND,
			request_open: 10 * MINUTE,
			emergency: MINUTE,
			review_within: MINUTE,
			..production.consent
		},
		erasure: ErasureRules {
			cooling: 6 * SECOND,
			pause: 10 * SECOND,
			challenge_at_most: MINUTE,
			hold_at_most: 10 * MINUTE,
			receipts_within: MINUTE,
			unable_at_most: 10 * MINUTE,
			penalty_delay: MINUTE,
			tombstone_for: 60 * MINUTE,
			..production.erasure
		},
		stake: StakeRules { slash_delay: MINUTE, ..production.stake },
		eu: rights,
		us: Rights { erasure: false, ..rights },
		..production
	}
}

/// How chambers decide, in seconds too.
fn rules() -> TrackRules {
	let fast = |rule: TrackRule| TrackRule {
		deciding: 20 * SECOND,
		delay: if rule.delay == 0 { 0 } else { 10 * SECOND },
		lapses: 10 * MINUTE,
		..rule
	};
	let TrackRules { membership, policy, upgrade, emergency } = TrackRules::default();
	TrackRules {
		membership: fast(membership),
		policy: fast(policy),
		upgrade: fast(upgrade),
		emergency: fast(emergency),
	}
}

/// How slots are assigned.
pub const BABE_CONFIG: BabeEpochConfiguration = BabeEpochConfiguration {
	c: PRIMARY_PROBABILITY,
	allowed_slots: AllowedSlots::PrimaryAndSecondaryPlainSlots,
};

/// An institution, and where its vault answers if it is a custodian. Each is a control group of its
/// own.
fn institution(
	id: u32,
	key: Sr25519Keyring,
	roles: &[Role],
	vault: Option<(Sr25519Keyring, u16)>,
) -> Founding<AccountId> {
	Founding {
		id,
		account: key.to_account_id(),
		roles: roles.iter().fold(Roles::default(), |roles, role| roles.with(*role)).0,
		accredited_until: ACCREDITED_UNTIL,
		control_group: id,
		country: "AT".into(),
		jurisdiction: Jurisdiction::Eu,
		bond: if vault.is_some() { Policy::default().bonds.custodian } else { 0 },
		key: None,
		receipt_key: vault.map(|(key, _)| key.public().0),
		endpoint: vault.map(|(_, port)| format!("http://127.0.0.1:{port}")),
	}
}

/// 1 hospital, 2 clinic, 3 to 5 custodians, 6 university, 7 regulator, 8 emergency desk, 9 patient
/// advocate, 10 insurer.
fn institutions() -> Vec<Founding<AccountId>> {
	use Sr25519Keyring::*;
	vec![
		institution(1, Alice, &[Role::Provider, Role::Validator], None),
		institution(2, Bob, &[Role::Provider, Role::Validator], None),
		institution(3, Charlie, &[Role::Custodian, Role::Validator], Some((CharlieStash, 9701))),
		institution(4, Dave, &[Role::Custodian, Role::Validator], Some((DaveStash, 9702))),
		institution(5, Eve, &[Role::Custodian], Some((EveStash, 9703))),
		institution(6, Ferdie, &[Role::Researcher], None),
		institution(7, One, &[Role::Regulator, Role::LegalAuthority], None),
		institution(8, Two, &[Role::EmergencyDesk], None),
		institution(9, AliceStash, &[Role::PatientAdvocate], None),
		institution(10, BobStash, &[Role::Payer], None),
	]
}

/// Who sits where.
fn members() -> Vec<(u32, Chamber)> {
	vec![
		(1, Chamber::Providers),
		(2, Chamber::Providers),
		(6, Chamber::Researchers),
		(7, Chamber::Regulators),
		(9, Chamber::Patients),
		(10, Chamber::Payers),
	]
}

fn session_keys(validator: Sr25519Keyring) -> (AccountId, AccountId, SessionKeys) {
	let account = validator.to_account_id();
	let grandpa = match validator {
		Sr25519Keyring::Bob => Ed25519Keyring::Bob,
		Sr25519Keyring::Charlie => Ed25519Keyring::Charlie,
		Sr25519Keyring::Dave => Ed25519Keyring::Dave,
		_ => Ed25519Keyring::Alice,
	};
	let keys = SessionKeys {
		babe: validator.public().into(),
		grandpa: grandpa.public().into(),
		authority_discovery: validator.public().into(),
	};
	(account.clone(), account, keys)
}

/// What the institutions have that run these validators: a seat each.
fn founders(validators: &[Sr25519Keyring]) -> Vec<Founder<AccountId>> {
	(1..)
		.zip(validators)
		.map(|(institution, validator)| {
			let account = validator.to_account_id();
			Founder { institution, validators: vec![account.clone()], account, seats: 1 }
		})
		.collect()
}

/// The validators are those of the first institutions, in their order.
fn genesis(validators: &[Sr25519Keyring], floor: u32) -> serde_json::Value {
	let institutions = institutions();
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig {
			balances: institutions.iter().map(|it| (it.account.clone(), ENDOWMENT)).collect(),
		},
		babe: BabeConfig { epoch_config: BABE_CONFIG },
		stake: StakeConfig {
			floor,
			bond: policy().bonds.validator,
			founders: founders(validators),
		},
		session: SessionConfig { keys: validators.iter().copied().map(session_keys).collect() },
		registry: RegistryConfig { institutions },
		policy: PolicyConfig {
			policy: policy(),
			bounds: Bounds::default().with_times_from(SECOND),
			..Default::default()
		},
		chambers: ChambersConfig { members: members(), rules: rules(), ..Default::default() },
	})
}

/// The JSON patch of a preset.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	use Sr25519Keyring::*;
	let patch = match id.as_ref() {
		DEV_RUNTIME_PRESET => genesis(&[Alice], 1),
		LOCAL_TESTNET_RUNTIME_PRESET => genesis(&[Alice, Bob, Charlie, Dave], 4),
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// The names of the presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}
