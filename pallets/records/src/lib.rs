#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;

mod erase;
mod issue;
#[cfg(test)]
mod tests;
mod traits;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod weights;

pub use traits::{Erasures, Parties, Tokens};
pub use types::{Custodians, Keep, NewSealing, Record, Sealing};
pub use weights::{ByDbOperations, WeightInfo};

/// Most sealings one record may have over its life: it bounds what an erasure walks.
pub const MAX_SEALINGS: u32 = 32;

#[frame_support::pallet]
#[allow(missing_docs)]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{FolderId, InstitutionId, Moment, RecordId, SubjectId};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<
		<T as frame_system::Config>::AccountId,
	>>::Balance;

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Where deposits are held.
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// The reason of our holds.
		type RuntimeHoldReason: From<HoldReason>;
		/// The chain's clock, in milliseconds.
		type Clock: Time<Moment = Moment>;
		/// Who is who.
		type Parties: Parties<Self::AccountId>;
		/// The token ledger.
		type Tokens: Tokens;
		/// What was erased.
		type Erasures: Erasures;
		/// Held from the issuer for each sealing, in units.
		#[pallet::constant]
		type SealingDeposit: Get<BalanceOf<Self>>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Why units are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a record's rows.
		#[codec(index = 0)]
		Record,
	}

	/// Live records. Issuers choose the ids, so the hasher is a cryptographic one.
	#[pallet::storage]
	pub type Records<T: Config> = StorageMap<_, Blake2_128Concat, RecordId, Record>;

	/// Sealings that a later one replaced, numbered from 0. They exist as long as the record does:
	/// their custodians still owe an erasure.
	#[pallet::storage]
	pub type Superseded<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, RecordId, Twox64Concat, u32, Sealing>;

	/// Nothing to configure: a chain starts with the collection and no records.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			T::Tokens::found().expect("the ledger of a new chain has no collection yet");
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A provider issued a record to a subject.
		RecordIssued { record: RecordId, subject: SubjectId, issuer: InstitutionId },
		/// The issuer sealed an amended version.
		RecordAmended { record: RecordId, version: u32 },
		/// A record was restricted because an erasure is under way.
		RecordRestricted { record: RecordId },
		/// The restriction was lifted.
		RestrictionLifted { record: RecordId },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is such a record already. Draw 16 new random bytes.
		RecordExists,
		/// There is no such record.
		NotFound,
		/// The account acts for no provider in good standing.
		NotAProvider,
		/// Only the institution that issued the record may do this.
		NotTheIssuer,
		/// There is no such subject. Enrol the person first.
		NoSuchSubject,
		/// A custodian is unknown, suspended or lapsed, or does not run a vault.
		NotACustodian,
		/// Two custodians share a control group, or one is named twice. Choose independent ones.
		CustodiansNotIndependent,
		/// The threshold is below 2 or above the number of custodians.
		BadThreshold,
		/// A record with this id was erased. Draw 16 new random bytes.
		WasErased,
		/// The record is restricted while an erasure is under way.
		Restricted,
		/// The record is not restricted by this case.
		NotRestricted,
		/// The record was sealed as often as it may be.
		TooManySealings,
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Issues a record to an enrolled subject.
		#[pallet::call_index(0)]
		pub fn issue(
			origin: OriginFor<T>,
			subject: SubjectId,
			record: RecordId,
			folder: Option<FolderId>,
			keep: Keep,
			sealing: NewSealing,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_issue(who, subject, record, folder, keep, sealing)
		}

		/// Seals an amended version of a record. The version before stays with its custodians.
		#[pallet::call_index(1)]
		pub fn amend(
			origin: OriginFor<T>,
			record: RecordId,
			sealing: NewSealing,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_amend(who, record, sealing)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
