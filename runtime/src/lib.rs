//! The state machine of Salus.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]
// The runtime macros add items of their own.
#![allow(missing_docs)]

extern crate alloc;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
mod configs;
pub mod constants;
pub mod gate;
pub mod genesis_config_presets;
pub mod governance;
mod migrations;
mod views;
mod weights;
mod wiring;

use alloc::{borrow::Cow, vec::Vec};
use polkadot_sdk::{
	frame_executive, frame_metadata_hash_extension, frame_support, frame_system,
	pallet_skip_feeless_payment, pallet_transaction_payment,
	sp_runtime::{
		generic, impl_opaque_keys,
		traits::{BlakeTwo256, IdentifyAccount, Verify},
		MultiSignature, OpaqueExtrinsic,
	},
	sp_version::{runtime_version, RuntimeVersion},
	*,
};

pub use configs::ProxyType;
pub use wiring::{subject_owner, COLLECTION};

/// Balances, in the smallest part of a unit.
pub type Balance = u128;
/// Block numbers.
pub type BlockNumber = u32;
/// Signatures of accounts.
pub type Signature = MultiSignature;
/// Accounts.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// Transaction counters of accounts.
pub type Nonce = u32;
/// Hashes.
pub type Hash = sp_core::H256;
/// Headers.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// Blocks with typed transactions.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// Blocks as the node sees them.
pub type OpaqueBlock = generic::Block<Header, OpaqueExtrinsic>;

/// What every transaction carries beside its call, in the order in which it is checked.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	gate::SalusGate,
	gate::BelowRights<
		pallet_skip_feeless_payment::SkipCheckIfFeeless<
			Runtime,
			pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
		>,
	>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);

/// Transactions. The address is the bare account: other forms could carry bytes.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<AccountId, RuntimeCall, Signature, TxExtension>;

/// Runs blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

impl_opaque_keys! {
	/// What a validator signs with.
	pub struct SessionKeys {
		pub babe: Babe,
		pub grandpa: Grandpa,
		pub authority_discovery: AuthorityDiscovery,
	}
}

/// The attribute reads the number as it is written, so it cannot be computed.
macro_rules! version {
	($spec:tt) => {
		/// The version of this runtime.
		#[runtime_version]
		pub const VERSION: RuntimeVersion = RuntimeVersion {
			spec_name: Cow::Borrowed("salus"),
			impl_name: Cow::Borrowed("salus"),
			authoring_version: 1,
			spec_version: $spec,
			impl_version: 1,
			apis: apis::RUNTIME_API_VERSIONS,
			transaction_version: 1,
			system_version: 1,
		};
	};
}
#[cfg(not(feature = "next"))]
version!(1);
#[cfg(feature = "next")]
version!(2);

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Runtime>;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp::Pallet<Runtime>;
	#[runtime::pallet_index(2)]
	pub type Babe = pallet_babe::Pallet<Runtime>;
	#[runtime::pallet_index(3)]
	pub type Authorship = pallet_authorship::Pallet<Runtime>;
	#[runtime::pallet_index(4)]
	pub type Balances = pallet_balances::Pallet<Runtime>;
	#[runtime::pallet_index(5)]
	pub type TransactionPayment = pallet_transaction_payment::Pallet<Runtime>;
	#[runtime::pallet_index(6)]
	pub type SkipFeelessPayment = pallet_skip_feeless_payment::Pallet<Runtime>;

	#[runtime::pallet_index(7)]
	pub type Stake = pallet_stake::Pallet<Runtime>;
	#[runtime::pallet_index(8)]
	pub type Offences = pallet_offences::Pallet<Runtime>;
	#[runtime::pallet_index(9)]
	pub type Historical = pallet_session::historical::Pallet<Runtime>;
	#[runtime::pallet_index(10)]
	#[runtime::disable_call]
	pub type Session = pallet_session::Pallet<Runtime>;
	#[runtime::pallet_index(11)]
	pub type Grandpa = pallet_grandpa::Pallet<Runtime>;
	#[runtime::pallet_index(12)]
	pub type AuthorityDiscovery = pallet_authority_discovery::Pallet<Runtime>;

	#[runtime::pallet_index(20)]
	pub type Utility = pallet_utility::Pallet<Runtime>;
	#[runtime::pallet_index(21)]
	pub type Multisig = pallet_multisig::Pallet<Runtime>;
	#[runtime::pallet_index(22)]
	pub type Proxy = pallet_proxy::Pallet<Runtime>;

	#[runtime::pallet_index(30)]
	#[runtime::disable_call]
	pub type Nfts = pallet_nfts::Pallet<Runtime>;
	#[runtime::pallet_index(31)]
	pub type Registry = pallet_registry::Pallet<Runtime>;
	#[runtime::pallet_index(32)]
	pub type Records = pallet_records::Pallet<Runtime>;
	#[runtime::pallet_index(33)]
	pub type Consent = pallet_consent::Pallet<Runtime>;
	#[runtime::pallet_index(34)]
	pub type Redaction = pallet_redaction::Pallet<Runtime>;
	#[runtime::pallet_index(35)]
	pub type Policy = pallet_policy::Pallet<Runtime>;
	#[runtime::pallet_index(36)]
	pub type Chambers = pallet_chambers::Pallet<Runtime>;
}
