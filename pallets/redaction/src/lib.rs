#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;

mod cases;
mod receipts;
#[cfg(test)]
mod tests;
mod traits;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod weights;

pub use traits::{Custody, Parties, Records};
pub use types::{Case, Life, OwnCopy, Policy, SealingDue, Tombstone};
pub use weights::{ByDbOperations, WeightInfo};

/// Most sealings a case may have to erase.
pub const MAX_SEALINGS: u32 = 32;

#[frame_support::pallet]
#[allow(missing_docs)]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::{pallet_prelude::*, RawOrigin};
	use salus_primitives::{
		CaseId, ErasureGround, Hash32, InstitutionId, Moment, Receipt, RecordId, RefusalGround,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The chain's clock, in milliseconds.
		type Clock: Time<Moment = Moment>;
		/// Who is who.
		type Parties: Parties<Self::AccountId>;
		/// What is erased.
		type Records: Records;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Times of the erasure procedure.
	#[pallet::storage]
	pub type Parameters<T: Config> = StorageValue<_, Policy, ValueQuery>;

	/// Every case that was not withdrawn. Subjects choose the ids, so the hasher is a cryptographic
	/// one.
	#[pallet::storage]
	pub type Cases<T: Config> = StorageMap<_, Blake2_128Concat, CaseId, Case>;

	/// Receipts that are owed: by custodian, then case, version and epoch. A custodian reads its own
	/// to know what to erase.
	#[pallet::storage]
	pub type Slots<T: Config> =
		StorageDoubleMap<_, Twox64Concat, InstitutionId, Blake2_128Concat, (CaseId, u32, u32), ()>;

	/// Erased records, by a hash that does not name them.
	#[pallet::storage]
	pub type Tombstones<T: Config> = StorageMap<_, Identity, Hash32, Tombstone>;

	/// When a withdrawn request may be made again. It bounds free calls.
	#[pallet::storage]
	pub type Pauses<T: Config> = StorageMap<_, Blake2_128Concat, RecordId, Moment>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Times of the erasure procedure.
		pub policy: Policy,
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Parameters::<T>::put(self.policy);
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A subject asked for erasure. The controller answers by `due`.
		ErasureRequested { case: CaseId, controller: InstitutionId, due: Moment },
		/// The subject took the request back.
		RequestWithdrawn { case: CaseId },
		/// The controller accepted. Custodians erase from `not_before` on.
		ErasureAccepted { case: CaseId, not_before: Moment },
		/// The controller refused.
		ErasureRefused { case: CaseId, ground: RefusalGround },
		/// A custodian swore that it erased its part of one sealing.
		ReceiptAccepted { case: CaseId, custodian: InstitutionId },
		/// Nobody can open the record any more; its rows are gone.
		RecordErased { case: CaseId },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is such a case already. Draw a new salt.
		CaseExists,
		/// There is no such case.
		NotFound,
		/// There is no such record.
		NoSuchRecord,
		/// The account does not control the subject. Sign with the subject's own account.
		NotTheSubject,
		/// Only the controller of the record answers.
		NotTheController,
		/// An erasure of this record is under way already.
		CaseOpen,
		/// A request for this record was withdrawn a short while ago. Try again after the pause.
		TooSoonAfterWithdrawal,
		/// The case was answered before.
		AlreadyAnswered,
		/// Cooling has ended; custodians may have erased already.
		TooLateToWithdraw,
		/// The controller has not accepted, or cooling has not ended.
		NotDueYet,
		/// This custodian owes no such receipt, or it came in before.
		NoSuchSlot,
		/// The receipt names another record than the case.
		WrongRecord,
		/// The receipt must say that every step was done.
		StepsMissing,
		/// The receipt is dated in the future or before cooling ended, or its last backup is gone
		/// later than [`salus_primitives::BACKUPS_AT_MOST`] after it.
		BadTime,
		/// The signature is not the custodian's receipt key's over this receipt.
		BadReceiptSignature,
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Asks for the erasure of a record. Free, and valid only while no case is open. The case's
		/// id is [`salus_primitives::case_id`] of record and salt.
		#[pallet::call_index(0)]
		#[pallet::weight((<T as Config>::WeightInfo::request(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, record: &RecordId, salt: &[u8; 16], _ground: &ErasureGround| -> bool {
			matches!(origin.clone().into(), Ok(RawOrigin::Signed(who))
				if Pallet::<T>::ensure_may_request(&who, *record, salt).is_ok())
		})]
		pub fn request(
			origin: OriginFor<T>,
			record: RecordId,
			salt: [u8; 16],
			ground: ErasureGround,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request(who, record, salt, ground)
		}

		/// Takes a request back. Free, and valid only until cooling ends.
		#[pallet::call_index(1)]
		#[pallet::weight((<T as Config>::WeightInfo::withdraw(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, case: &CaseId| -> bool {
			matches!(origin.clone().into(), Ok(RawOrigin::Signed(who))
				if Pallet::<T>::ensure_may_withdraw(&who, *case).is_ok())
		})]
		pub fn withdraw(origin: OriginFor<T>, case: CaseId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(who, case)
		}

		/// The controller accepts and says what becomes of its own copy.
		#[pallet::call_index(2)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, case: &CaseId, _own_copy: &OwnCopy| -> bool {
			matches!(origin.clone().into(), Ok(RawOrigin::Signed(who))
				if Pallet::<T>::unanswered(&who, *case).is_ok())
		})]
		pub fn accept(origin: OriginFor<T>, case: CaseId, own_copy: OwnCopy) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept(who, case, own_copy)
		}

		/// The controller refuses on a ground of the law.
		#[pallet::call_index(3)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, case: &CaseId, _ground: &RefusalGround| -> bool {
			matches!(origin.clone().into(), Ok(RawOrigin::Signed(who))
				if Pallet::<T>::unanswered(&who, *case).is_ok())
		})]
		pub fn refuse(origin: OriginFor<T>, case: CaseId, ground: RefusalGround) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_refuse(who, case, ground)
		}

		/// Hands in a custodian's receipt. The receipt's own signature says who swears.
		#[pallet::call_index(4)]
		#[pallet::weight((<T as Config>::WeightInfo::submit_receipt(), DispatchClass::Operational))]
		#[pallet::feeless_if(|_origin: &OriginFor<T>, receipt: &Receipt, signature: &[u8; 64]| -> bool {
			Pallet::<T>::ensure_receipt_fits(receipt, signature).is_ok()
		})]
		pub fn submit_receipt(
			origin: OriginFor<T>,
			receipt: Receipt,
			signature: [u8; 64],
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_submit_receipt(receipt, signature)
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
