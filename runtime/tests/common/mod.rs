//! A chain in memory from the development preset, and transactions as apps sign them.

#![allow(dead_code, clippy::unwrap_used)]

pub mod samples;

use codec::Encode;
use pallet_records::{Keep, NewSealing};
use polkadot_sdk::{
	frame_support::{traits::Time, BoundedVec},
	sc_executor::WasmExecutor,
	sp_core::{sr25519, traits::ReadRuntimeVersionExt, Pair},
	sp_runtime::{
		generic::{Era, SignedPayload},
		transaction_validity::{TransactionSource, TransactionValidity},
		ApplyExtrinsicResult,
	},
	*,
};
use salus_primitives::*;
use salus_runtime::{Policy, *};

/// A moment after genesis.
pub const NOW: Moment = 1_800_000_000_000;

/// The sr25519 pair of a well-known name.
pub fn pair(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).expect("a valid derivation")
}

pub fn account(name: &str) -> AccountId {
	pair(name).public().into()
}

fn merge(into: &mut serde_json::Value, patch: serde_json::Value) {
	match (into, patch) {
		(serde_json::Value::Object(into), serde_json::Value::Object(patch)) => {
			for (key, value) in patch {
				merge(into.entry(key).or_insert(serde_json::Value::Null), value);
			}
		},
		(into, patch) => *into = patch,
	}
}

/// Runs a test on a new development chain and checks every pallet's invariants afterwards.
pub fn on_new_chain(test: impl FnOnce()) {
	let mut ext = new_chain();
	ext.execute_with(test);
	invariants(&mut ext);
}

/// Runs blobs.
pub fn executor() -> WasmExecutor<sp_io::SubstrateHostFunctions> {
	WasmExecutor::builder().build()
}

/// A new development chain that can read the version of a blob.
pub fn new_chain() -> sp_io::TestExternalities {
	let mut ext = sp_io::TestExternalities::new_empty();
	ext.register_extension(ReadRuntimeVersionExt::new(executor()));
	ext.execute_with(|| {
		let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
		let preset = genesis_config_presets::get_preset(&"development".into()).unwrap();
		merge(&mut config, serde_json::from_slice(&preset).unwrap());
		let config = serde_json::to_vec(&config).unwrap();
		frame_support::genesis_builder_helper::build_state::<RuntimeGenesisConfig>(config).unwrap();
		System::set_block_number(1);
		at(NOW);
	});
	ext
}

/// Checks what every pallet says must always hold.
pub fn invariants(ext: &mut sp_io::TestExternalities) {
	ext.execute_with(|| {
		Registry::do_try_state().expect("invariants hold");
		Records::do_try_state().expect("invariants hold");
		Consent::do_try_state().expect("invariants hold");
		Redaction::do_try_state().expect("invariants hold");
		Policy::do_try_state().expect("invariants hold");
		Chambers::do_try_state().expect("invariants hold");
		Stake::do_try_state().expect("invariants hold");
	});
}

/// Moves the clock.
pub fn at(now: Moment) {
	pallet_timestamp::Now::<Runtime>::put(now);
}

/// A transaction with this nonce and tip.
pub fn signed(
	who: &str,
	nonce: u32,
	tip: Balance,
	call: impl Into<RuntimeCall>,
) -> UncheckedExtrinsic {
	let call = call.into();
	let extension: TxExtension = (
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(Era::Immortal),
		frame_system::CheckNonce::from(nonce.into()),
		frame_system::CheckWeight::new(),
		gate::SalusGate,
		gate::BelowRights(pallet_transaction_payment::ChargeTransactionPayment::from(tip).into()),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	);
	let payload = SignedPayload::new(call, extension).expect("the implicit parts are known");
	let signature = payload.using_encoded(|payload| pair(who).sign(payload));
	let (call, extension, _) = payload.deconstruct();
	UncheckedExtrinsic::new_signed(call, account(who), signature.into(), extension)
}

fn next_nonce(who: &str) -> u32 {
	*System::account_nonce(account(who))
}

/// What the pool says of it.
pub fn validate(who: &str, call: impl Into<RuntimeCall>) -> TransactionValidity {
	let extrinsic = signed(who, next_nonce(who), 0, call);
	Executive::validate_transaction(TransactionSource::External, extrinsic, System::parent_hash())
}

/// Puts it into the block, if it may be there.
pub fn apply(who: &str, call: impl Into<RuntimeCall>) -> ApplyExtrinsicResult {
	let extrinsic = signed(who, next_nonce(who), 0, call);
	Executive::apply_extrinsic(extrinsic)
}

/// Puts it into the block and expects it to succeed.
pub fn done(who: &str, call: impl Into<RuntimeCall>) {
	apply(who, call).expect("valid").expect("successful");
}

pub const HOSPITAL: InstitutionId = InstitutionId(1);
pub const CLINIC: InstitutionId = InstitutionId(2);
pub const SUBJECT: SubjectId = SubjectId([0x51; 16]);
pub const RECORD: RecordId = RecordId([0x9e; 16]);
pub const GRANT: GrantId = GrantId([0x6a; 16]);
pub const CASE_SALT: [u8; 16] = [0xca; 16];

/// The case that [`request`] opens.
pub fn case() -> CaseId {
	case_id(RECORD, &CASE_SALT)
}
pub const SALT: Salt = [8; 64];

/// The hospital (Alice) enrols the account `who` as [`SUBJECT`].
pub fn enrol(who: &str) {
	enrol_as(who, SUBJECT);
}

/// The hospital (Alice) enrols the account `who` as `subject`.
pub fn enrol_as(who: &str, subject: SubjectId) {
	let key = PublicKey::X25519(Hash32([1; 32])).reference(0);
	let expires = NOW + 1000;
	let genesis = Registry::genesis_hash();
	let digest = enrolment_digest(&genesis, HOSPITAL, subject, &key, expires);
	let signature = pair(who).sign(&digest.0).into();
	let account = account(who);
	done("Alice", pallet_registry::Call::enrol { subject, account, key, expires, signature });
}

/// `by` starts the recovery of [`SUBJECT`] to the account `who`.
pub fn start_recovery(by: &str, who: &str) {
	let key = PublicKey::X25519(Hash32([2; 32])).reference(1);
	let expires = <Timestamp as Time>::now() + 1000;
	let digest = account_digest(&Registry::genesis_hash(), SUBJECT, &key, expires);
	let signature = pair(who).sign(&digest.0).into();
	let account = account(who);
	let subject = SUBJECT;
	done(by, pallet_registry::Call::start_recovery { subject, account, key, expires, signature });
}

pub fn sealing() -> NewSealing {
	NewSealing {
		commitment: RecordCommitment(Hash32([3; 32])),
		manifest: Hash32([4; 32]),
		custodians: BoundedVec::try_from([3, 4, 5].map(InstitutionId).to_vec()).unwrap(),
		threshold: 2,
	}
}

pub fn issue() -> pallet_records::Call<Runtime> {
	pallet_records::Call::issue {
		subject: SUBJECT,
		record: RECORD,
		folder: Some(FolderId([0xf0; 16])),
		keep: Keep { basis: LawfulBasis::LegalObligation, until_year: 2036 },
		sealing: sealing(),
	}
}

pub fn terms() -> Terms {
	Terms {
		grantee: CLINIC,
		scope: Scope::Everything { future: true },
		purposes: Purposes::of(&[Purpose::TREAT]),
		actions: Actions::of(&[Action::Access]),
		from: NOW,
		until: NOW + 100_000,
		basis: LawfulBasis::Consent,
		obligations: Obligations::default(),
	}
}

pub fn grant() -> pallet_consent::Call<Runtime> {
	let commitment = TermsCommitment::new(&SALT, GRANT, &terms());
	pallet_consent::Call::grant {
		grant: GRANT,
		subject: SUBJECT,
		terms: TermsOnChain::Sealed(commitment),
		until: NOW + 100_000,
		policy: 1,
	}
}

pub fn revoke() -> pallet_consent::Call<Runtime> {
	pallet_consent::Call::revoke { subject: SUBJECT, grant: GRANT }
}

pub fn request() -> pallet_redaction::Call<Runtime> {
	let ground = ErasureGround::ConsentWithdrawn;
	pallet_redaction::Call::request { record: RECORD, salt: CASE_SALT, ground }
}

/// The clinic asks to read for treatment.
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

/// Custodian `id` (3 to 5) swears that it erased the first sealing of [`RECORD`].
pub fn receipt(id: u32, time: Moment) -> pallet_redaction::Call<Runtime> {
	receipt_for(case(), RECORD, 1, id, time)
}

/// Custodian `id` (3 to 5) swears that it erased a version.
pub fn receipt_for(
	case: CaseId,
	record: RecordId,
	version: u32,
	id: u32,
	time: Moment,
) -> pallet_redaction::Call<Runtime> {
	let names = ["Charlie//stash", "Dave//stash", "Eve//stash"];
	let receipt = Receipt {
		case,
		record,
		version,
		epoch: 1,
		custodian: InstitutionId(id),
		steps: ErasureSteps::ALL,
		backups_gone_by: time,
		time,
	};
	let digest = receipt_digest(&Registry::genesis_hash(), &receipt);
	let signature = pair(names[id as usize - 3]).sign(&digest.0).0;
	pallet_redaction::Call::submit_receipt { receipt, signature }
}

/// With the power of a motion that was approved.
pub fn motion(track: Track) -> RuntimeOrigin {
	pallet_chambers::Origin::Motion { track, motion: 0, documents: DOCUMENTS }.into()
}

/// The papers behind it.
pub const DOCUMENTS: Documents =
	Documents { text: Hash32([1; 32]), assessment: Some(Hash32([2; 32])) };

/// Ends the block: what the state keeps of one block only goes.
pub fn next_block() {
	System::note_finished_extrinsics();
	System::finalize();
	System::reset_events();
	frame_system::BlockSize::<Runtime>::kill();
	System::set_block_consumed_resources(Default::default(), 0);
	System::set_block_number(System::block_number() + 1);
}

/// A key of the state and its value.
pub type Row = (Vec<u8>, Vec<u8>);

/// The whole state.
pub fn all_rows() -> Vec<Row> {
	let mut key = Vec::new();
	let mut rows = Vec::new();
	while let Some(next) = sp_io::storage::next_key(&key) {
		let value = sp_io::storage::get(&next).map_or_else(Vec::new, |it| it.to_vec());
		rows.push((next.clone(), value));
		key = next;
	}
	rows
}

/// The keys and values of the state that contain these bytes.
pub fn rows_with(needle: &[u8]) -> Vec<Row> {
	let holds = |bytes: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
	all_rows().into_iter().filter(|(key, value)| holds(key) || holds(value)).collect()
}

/// The rows of one storage item, or of a whole pallet.
pub fn rows_of(pallet: &str, item: Option<&str>) -> Vec<Row> {
	let mut prefix = sp_io::hashing::twox_128(pallet.as_bytes()).to_vec();
	prefix.extend(item.map(|it| sp_io::hashing::twox_128(it.as_bytes())).into_iter().flatten());
	all_rows().into_iter().filter(|(key, _)| key.starts_with(&prefix)).collect()
}
