#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;

mod attest;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod custody;
mod decline;
mod erase;
mod issue;
mod queries;
mod reseal;
#[cfg(test)]
mod tests;
mod traits;
mod transfer;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod weights;

pub use reseal::Confirmer;
#[cfg(feature = "runtime-benchmarks")]
pub use traits::BenchmarkHelper;
pub use traits::{Erasures, Parties, Tokens};
pub use types::{
	Batch, Custodians, Keep, NewRecord, NewSealing, PendingSealing, Record, Relation, Sealing,
	Transfer, MAX_ATTESTATIONS, MAX_BATCH,
};
pub use weights::{ByDbOperations, WeightInfo};

/// Most years ahead that a record may have to be kept. The longest duties that are known count from
/// events that may lie far ahead of the issue: HIPAA protects for 50 years after death, and blood is
/// traced for 30. Beyond a century a number is a mistake, or a way to escape erasure.
pub const MAX_KEEP_YEARS: u16 = 100;

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
	pub type RecordOf<T> = Record<BalanceOf<T>>;
	pub type PendingOf<T> = PendingSealing<BalanceOf<T>>;

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
		/// What benchmarks cannot make themselves.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
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
	pub type Records<T: Config> = StorageMap<_, Blake2_128Concat, RecordId, RecordOf<T>>;

	/// Sealings that a later one replaced or that were abandoned, numbered from 0. Their custodians
	/// still owe an erasure: they go with the record, or when they alone are erased.
	#[pallet::storage]
	pub type Superseded<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, RecordId, Twox64Concat, u32, Sealing>;

	/// New sealings that nobody but their sealer has opened yet.
	#[pallet::storage]
	pub type Pending<T: Config> = StorageMap<_, Blake2_128Concat, RecordId, PendingOf<T>>;

	/// Which version of a record another institution co-signed last.
	#[pallet::storage]
	pub type Attestations<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, RecordId, Twox64Concat, InstitutionId, u32>;

	/// Records that their subject offered to another one.
	#[pallet::storage]
	pub type Transfers<T: Config> = StorageMap<_, Blake2_128Concat, RecordId, Transfer>;

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
		/// The issuer sealed the same version anew. It counts once a recipient confirms it.
		RecordResealed { record: RecordId, epoch: u32 },
		/// A recipient opened the new sealing: it is in force.
		ResealConfirmed { record: RecordId, epoch: u32 },
		/// The new sealing was taken back. It counts as superseded: its custodians owe an erasure.
		ResealAbandoned { record: RecordId, epoch: u32 },
		/// Another institution co-signed a version.
		RecordAttested { record: RecordId, institution: InstitutionId, version: u32 },
		/// The subject declined the record.
		RecordDeclined { record: RecordId },
		/// The subject offered the record to another one.
		TransferOffered { record: RecordId, to: SubjectId, relation: Relation },
		/// The offer was taken back, or ended because an erasure is under way.
		TransferRetracted { record: RecordId },
		/// The issuer attested the transfer: the record is the other subject's.
		RecordTransferred { record: RecordId, to: SubjectId },
		/// A record was restricted because an erasure is under way.
		RecordRestricted { record: RecordId },
		/// The restriction was lifted.
		RestrictionLifted { record: RecordId },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is such a record already. Draw 16 new random bytes.
		RecordExists,
		/// There is no such record. Check the id; it may have been erased.
		NotFound,
		/// The account acts for no provider in good standing. Use a provider's account.
		NotAProvider,
		/// Only the institution that issued the record may do this, or, where it was removed and the
		/// call allows it, its successor. Ask it.
		NotTheIssuer,
		/// There is no such subject. Enrol the person first.
		NoSuchSubject,
		/// A custodian is unknown, suspended or lapsed, or does not run a vault. Choose another.
		NotACustodian,
		/// Two custodians share a control group, or one is named twice. Choose independent ones.
		CustodiansNotIndependent,
		/// The threshold is below 2 or above the number of custodians. Choose one in between.
		BadThreshold,
		/// A record with this id was erased. Draw 16 new random bytes.
		WasErased,
		/// The record is restricted while an erasure is under way. Wait for the case to end.
		Restricted,
		/// The record is not restricted by this case. Name the case that restricts it.
		NotRestricted,
		/// The record was sealed as often as it may be. Issue a new one.
		TooManySealings,
		/// The groups of the issuer and of the emergency desks hold a threshold of shares. Choose
		/// more custodians of other groups, or a higher threshold.
		IssuerAndDesksHoldTooMuch,
		/// The batch has no record. Name at least one.
		EmptyBatch,
		/// A new sealing waits to be confirmed. Have it confirmed or abandon it first.
		ResealPending,
		/// A legal hold on the record is live. Wait until it ends.
		OnHold,
		/// A reseal keeps the content. Use the current commitment, or amend.
		CommitmentDiffers,
		/// No new sealing waits to be confirmed. Look at the record again.
		NothingPending,
		/// The sealing that waits has another epoch. Open that one and name its epoch.
		NotThisEpoch,
		/// The account is no recipient other than the sealer. The subject, a guardian who may view,
		/// or an emergency desk of another control group than the issuer's confirms.
		NotARecipient,
		/// The account acts for no provider, regulator or patient advocate in good standing.
		NotAnAttester,
		/// The institution issued the record itself. Have another one attest it.
		OwnRecord,
		/// Another version is in force. Look at it and name it.
		NotThisVersion,
		/// The institution attested this version before. There is nothing left to do.
		AlreadyAttested,
		/// As many institutions attested the record as may. One of them can attest anew.
		TooManyAttestations,
		/// The account is neither the subject's nor a guardian's who may consent.
		NotYours,
		/// The record was declined before. There is nothing left to do.
		AlreadyDeclined,
		/// The record is that subject's already. Name another one.
		SameSubject,
		/// The record is offered already. Retract that offer first.
		TransferOffered,
		/// The record is not offered to anybody. Its subject offers it first.
		NoTransfer,
		/// The record is offered to somebody else. Look at the offer again.
		NotThisSubject,
		/// No sealing of the record was superseded. There is nothing to remove.
		NothingSuperseded,
		/// Only the subject's own account may offer the record. No guardian may; the subject does.
		NotTheSubject,
		/// The record would be kept until a year that is over or too far ahead. Choose one from this
		/// year to 100 years ahead.
		BadKeep,
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
			Self::do_issue(who, subject, NewRecord { record, folder, keep, sealing })
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

		/// Issues several records to one subject, all of them or none.
		#[pallet::call_index(2)]
		#[pallet::weight(<T as Config>::WeightInfo::issue_batch(records.len() as u32))]
		pub fn issue_batch(
			origin: OriginFor<T>,
			subject: SubjectId,
			records: Batch,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_issue_batch(who, subject, records)
		}

		/// Seals the current version anew, to custodians of the issuer's choice. The sealing in force
		/// stays until a recipient confirms the new one.
		#[pallet::call_index(3)]
		pub fn reseal(
			origin: OriginFor<T>,
			record: RecordId,
			sealing: NewSealing,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reseal(who, record, sealing)
		}

		/// Says that the pending sealing opens. It is in force from now on. Free for the subject and
		/// its guardians.
		#[pallet::call_index(4)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, record: &RecordId, epoch: &u32| -> bool {
			ensure_signed(origin.clone()).is_ok_and(|who| {
				Pallet::<T>::ensure_may_confirm(&who, *record, *epoch)
					.is_ok_and(|(_, _, confirmer)| confirmer == Confirmer::Person)
			})
		})]
		pub fn confirm(origin: OriginFor<T>, record: RecordId, epoch: u32) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_confirm(who, record, epoch)
		}

		/// Takes the pending sealing back. Its custodians may have it: it stays listed for an erasure.
		#[pallet::call_index(5)]
		pub fn abandon_reseal(origin: OriginFor<T>, record: RecordId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_abandon_reseal(who, record)
		}

		/// Co-signs the version in force, which the call names so that no other one is co-signed.
		#[pallet::call_index(6)]
		pub fn attest(origin: OriginFor<T>, record: RecordId, version: u32) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attest(who, record, version)
		}

		/// Declines a record: it is given to nobody but its subject and its issuer any more. Free,
		/// and valid once.
		#[pallet::call_index(7)]
		#[pallet::weight((<T as Config>::WeightInfo::decline(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, record: &RecordId| -> bool {
			ensure_signed(origin.clone())
				.is_ok_and(|who| Pallet::<T>::ensure_may_decline(&who, *record).is_ok())
		})]
		pub fn decline(origin: OriginFor<T>, record: RecordId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_decline(who, record)
		}

		/// Offers a record to another subject, from the subject's own account. The issuer has to attest
		/// it. Free as long as the subject has allowance.
		#[pallet::call_index(8)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, record: &RecordId, to: &SubjectId, relation: &Relation| -> bool {
			ensure_signed(origin.clone()).is_ok_and(|who| {
				Pallet::<T>::ensure_may_offer_transfer(&who, *record, *to, *relation)
					.is_ok_and(T::Parties::has_allowance)
			})
		})]
		pub fn offer_transfer(
			origin: OriginFor<T>,
			record: RecordId,
			to: SubjectId,
			relation: Relation,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer_transfer(who, record, to, relation)
		}

		/// Attests that the record may be the other subject's, and moves it. The call names that
		/// subject so that an offer that changed meanwhile is not attested.
		#[pallet::call_index(9)]
		pub fn attest_transfer(
			origin: OriginFor<T>,
			record: RecordId,
			to: SubjectId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attest_transfer(who, record, to)
		}

		/// Takes an offer back. Free, and valid only while there is one.
		#[pallet::call_index(10)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, record: &RecordId| -> bool {
			ensure_signed(origin.clone())
				.is_ok_and(|who| Pallet::<T>::ensure_may_retract_transfer(&who, *record).is_ok())
		})]
		pub fn retract_transfer(origin: OriginFor<T>, record: RecordId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_retract_transfer(who, record)
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
