//! What the node asks the runtime.

use crate::{
	genesis_config_presets::BABE_CONFIG,
	views::{self, MAX_LIST},
	*,
};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	traits::{Get, KeyOwnerProofSystem, Time},
	weights::Weight,
};
use salus_primitives::{
	CaseId, CaseView, ChamberView, DeletionStep, EmergencyView, GrantId, GrantView, Hash32,
	InstitutionId, InstitutionView, Moment, MotionId, MotionView, OutcomeView, PenaltyView,
	PolicyBookView, PolicyEntryView, Query, RecordId, RecordView, RectificationId,
	RectificationView, RequestView, SessionView, SlashView, SlotView, SubjectId, SubjectView,
	TombstoneView, Track, TrackRule, ValidatorView, Verdict,
};
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult,
};

/// Most slots in one answer.
const MAX_SLOTS: u32 = 100;
/// Most validators in one answer: all there can be.
const MAX_VALIDATORS: usize = constants::MAX_AUTHORITIES as usize;

sp_api::impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}
		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block);
		}
		fn initialize_block(header: &<Block as BlockT>::Header) -> sp_runtime::ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}
		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}
		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: frame_support::view_functions::ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, frame_support::view_functions::ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}
		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}
		fn inherent_extrinsics(
			data: sp_inherents::InherentData,
		) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}
		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: sp_inherents::InherentData,
		) -> sp_inherents::CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_consensus_babe::BabeApi<Block> for Runtime {
		fn configuration() -> sp_consensus_babe::BabeConfiguration {
			let epoch_config = Babe::epoch_config().unwrap_or(BABE_CONFIG);
			sp_consensus_babe::BabeConfiguration {
				slot_duration: Babe::slot_duration(),
				epoch_length: Stake::session_slots().into(),
				c: epoch_config.c,
				authorities: Babe::authorities().to_vec(),
				randomness: Babe::randomness(),
				allowed_slots: epoch_config.allowed_slots,
			}
		}
		fn current_epoch_start() -> sp_consensus_babe::Slot {
			Babe::current_epoch_start()
		}
		fn current_epoch() -> sp_consensus_babe::Epoch {
			Babe::current_epoch()
		}
		fn next_epoch() -> sp_consensus_babe::Epoch {
			Babe::next_epoch()
		}
		fn generate_key_ownership_proof(
			_: sp_consensus_babe::Slot,
			authority: sp_consensus_babe::AuthorityId,
		) -> Option<sp_consensus_babe::OpaqueKeyOwnershipProof> {
			Historical::prove((sp_consensus_babe::KEY_TYPE, authority))
				.map(|it| sp_consensus_babe::OpaqueKeyOwnershipProof::new(it.encode()))
		}
		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation: sp_consensus_babe::EquivocationProof<<Block as BlockT>::Header>,
			ownership: sp_consensus_babe::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			Babe::submit_unsigned_equivocation_report(equivocation, ownership.decode()?)
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}
		fn current_set_id() -> sp_consensus_grandpa::SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}
		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation: sp_consensus_grandpa::EquivocationProof<
				<Block as BlockT>::Hash,
				NumberFor<Block>,
			>,
			ownership: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			Grandpa::submit_unsigned_equivocation_report(equivocation, ownership.decode()?)
		}
		fn generate_key_ownership_proof(
			_: sp_consensus_grandpa::SetId,
			authority: sp_consensus_grandpa::AuthorityId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			Historical::prove((sp_consensus_grandpa::KEY_TYPE, authority))
				.map(|it| sp_consensus_grandpa::OpaqueKeyOwnershipProof::new(it.encode()))
		}
	}

	impl sp_authority_discovery::AuthorityDiscoveryApi<Block> for Runtime {
		fn authorities() -> Vec<sp_authority_discovery::AuthorityId> {
			AuthorityDiscovery::authorities()
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> sp_session::OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}
		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			*System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance> for Runtime {
		fn query_info(
			extrinsic: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(extrinsic, len)
		}
		fn query_fee_details(
			extrinsic: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_fee_details(extrinsic, len)
		}
		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}
		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(config)
		}
		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, genesis_config_presets::get_preset)
		}
		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			genesis_config_presets::preset_names()
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (
			Vec<frame_benchmarking::BenchmarkList>,
			Vec<frame_support::traits::StorageInfo>,
		) {
			use crate::benchmarks::*;
			use frame_benchmarking::BenchmarkList;
			use frame_support::traits::StorageInfoTrait;

			let mut list = Vec::<BenchmarkList>::new();
			list_benchmarks!(list, extra);
			(list, AllPalletsWithSystem::storage_info())
		}
		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			use crate::benchmarks::*;
			use frame_benchmarking::BenchmarkBatch;
			use frame_support::traits::WhitelistedStorageKeys;

			let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
			let mut batches = Vec::<BenchmarkBatch>::new();
			let params = (&config, &whitelist);
			add_benchmarks!(params, batches);
			Ok(batches)
		}
	}

	impl salus_runtime_api::SalusApi<Block> for Runtime {
		fn moment() -> Moment {
			Timestamp::now()
		}
		fn verdict(query: Query) -> Verdict {
			Consent::verdict(&query)
		}
		fn record(id: RecordId) -> Option<RecordView> {
			views::record(id)
		}
		fn records_of(subject: SubjectId) -> Vec<RecordId> {
			views::records_of(subject)
		}
		fn grant(subject: SubjectId, id: GrantId) -> Option<GrantView> {
			Consent::grant_view(subject, id)
		}
		fn grants(subject: SubjectId) -> Vec<GrantView> {
			Consent::grants_of(subject, MAX_LIST as u32)
		}
		fn requests(subject: SubjectId) -> Vec<RequestView> {
			Consent::requests_of(subject)
		}
		fn emergencies(subject: SubjectId) -> Vec<EmergencyView> {
			Consent::emergencies_of(subject)
		}
		fn case(id: CaseId) -> Option<CaseView> {
			Redaction::case_view(id)
		}
		fn rectification(id: RectificationId) -> Option<RectificationView> {
			Redaction::rectification_view(id)
		}
		fn overdue() -> Vec<CaseView> {
			Redaction::overdue(MAX_LIST).into_iter().filter_map(Redaction::case_view).collect()
		}
		fn penalties() -> Vec<PenaltyView> {
			Redaction::penalties(MAX_LIST)
		}
		fn deletion_plan(subject: SubjectId) -> Vec<DeletionStep> {
			views::deletion_plan(subject)
		}
		fn policy() -> salus_primitives::Policy {
			Policy::get()
		}
		fn policy_book() -> PolicyBookView {
			Policy::book()
		}
		fn policy_history() -> Vec<PolicyEntryView> {
			Policy::history(MAX_LIST)
		}
		fn chambers() -> Vec<ChamberView> {
			Chambers::chambers()
		}
		fn motions() -> Vec<MotionId> {
			Chambers::motions()
		}
		fn motion(id: MotionId) -> Option<MotionView> {
			Chambers::motion(id)
		}
		fn outcomes() -> Vec<OutcomeView> {
			Chambers::outcomes()
		}
		fn track_rule(track: Track) -> TrackRule {
			*Chambers::rules().rule(track)
		}
		fn slots(custodian: InstitutionId, limit: u32) -> Vec<SlotView> {
			Redaction::open_slots(custodian, limit.min(MAX_SLOTS) as usize)
		}
		fn tombstone(hash: Hash32) -> Option<TombstoneView> {
			Redaction::tombstone(hash)
		}
		fn institutions() -> Vec<InstitutionId> {
			let mut all: Vec<_> =
				pallet_registry::Institutions::<Runtime>::iter_keys().take(MAX_LIST).collect();
			all.sort();
			all
		}
		fn institution(id: InstitutionId) -> Option<InstitutionView> {
			views::institution(id)
		}
		fn institution_of(account: Hash32) -> Option<InstitutionId> {
			Registry::institution_of(&AccountId::new(account.0))
		}
		fn validators() -> Vec<ValidatorView> {
			Stake::validators().into_iter().take(MAX_VALIDATORS).map(views::validator).collect()
		}
		fn slashes() -> Vec<SlashView> {
			Stake::slashes().into_iter().take(MAX_LIST).map(views::slash).collect()
		}
		fn seats(institution: InstitutionId) -> u8 {
			Stake::seats(institution)
		}
		fn session() -> SessionView {
			views::session()
		}
		fn subject(id: SubjectId) -> Option<SubjectView> {
			views::subject(id)
		}
	}
}
