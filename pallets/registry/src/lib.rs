#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;

mod institutions;
mod subjects;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod weights;

pub use types::{Founding, Institution, Subject};
pub use weights::{ByDbOperations, WeightInfo};

/// Longest endpoint in bytes.
pub const MAX_ENDPOINT: u32 = 128;

#[frame_support::pallet]
#[allow(missing_docs)]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{Hash32, InstitutionId, KeyId, KeyRef, Moment, PublicKey, SubjectId};
	use sp_runtime::traits::{IdentifyAccount, Verify};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The chain's clock, in milliseconds.
		type Clock: Time<Moment = Moment>;
		/// The signature by which a new account agrees to be enrolled.
		type Signature: Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>> + Parameter;
		/// Free grants that come with an enrolment.
		#[pallet::constant]
		type Allowance: Get<u32>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Every institution that was admitted. Governance counts the ids, so they need no hashing
	/// against crafted keys.
	#[pallet::storage]
	pub type Institutions<T: Config> =
		StorageMap<_, Twox64Concat, InstitutionId, Institution<T::AccountId>>;

	/// The institution an account acts for. The inverse of [`Institution::account`].
	#[pallet::storage]
	pub type InstitutionOf<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, InstitutionId>;

	/// Encryption keys of institutions. Rotated by adding: ids count from 0 without gaps.
	#[pallet::storage]
	pub type Keys<T: Config> =
		StorageDoubleMap<_, Twox64Concat, InstitutionId, Twox64Concat, KeyId, PublicKey>;

	/// The sr25519 key that signs a custodian's erasure receipts.
	#[pallet::storage]
	pub type ReceiptKeys<T: Config> = StorageMap<_, Twox64Concat, InstitutionId, Hash32>;

	/// Where a custodian's vault answers.
	#[pallet::storage]
	pub type Endpoints<T: Config> =
		StorageMap<_, Twox64Concat, InstitutionId, BoundedVec<u8, ConstU32<MAX_ENDPOINT>>>;

	/// Every subject. A provider chooses the id, so the hasher is a cryptographic one.
	#[pallet::storage]
	pub type Subjects<T: Config> =
		StorageMap<_, Blake2_128Concat, SubjectId, Subject<T::AccountId>>;

	/// The institutions a chain starts with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// In any order; ids and accounts must be distinct.
		pub institutions: alloc::vec::Vec<Founding<T::AccountId>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			self.institutions.iter().cloned().for_each(Pallet::<T>::found);
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A provider enrolled a subject.
		SubjectEnrolled { subject: SubjectId, provider: InstitutionId },
		/// An institution added an encryption key.
		KeyAdded { institution: InstitutionId, key: KeyId },
		/// A custodian named the key that signs its receipts.
		ReceiptKeySet { custodian: InstitutionId },
		/// A custodian said where its vault answers.
		EndpointSet { custodian: InstitutionId },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The account acts for no institution. Sign with the institution's account or its proxy.
		NotAnInstitution,
		/// The institution is suspended or its accreditation has ended. Ask its regulator.
		NotInGoodStanding,
		/// The institution lacks the role for this call. Roles are given by governance.
		RoleMissing,
		/// There is such a subject already. Draw 16 new random bytes.
		SubjectExists,
		/// The enrolment signature has expired. Ask the person for a new one.
		EnrolmentExpired,
		/// The enrolment signature is valid for more than 24 hours. Ask for a shorter one.
		EnrolmentTooLong,
		/// The signature is not the new account's over this provider, subject, key and expiry.
		BadEnrolmentSignature,
		/// The endpoint is not an `http://` or `https://` address in printable ASCII.
		BadEndpoint,
		/// There is no such subject.
		NoSuchSubject,
		/// The subject's free grants are used up. Pay the fee or ask the provider.
		AllowanceUsedUp,
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Enrols a subject under a new pseudonym.
		///
		/// `signature` is the new account's over [`salus_primitives::enrolment_digest`].
		#[pallet::call_index(0)]
		pub fn enrol(
			origin: OriginFor<T>,
			subject: SubjectId,
			account: T::AccountId,
			key: KeyRef,
			expires: Moment,
			signature: T::Signature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_enrol(who, subject, account, key, expires, signature)
		}

		/// Adds an encryption key. Vaults and issuers use the newest.
		#[pallet::call_index(1)]
		pub fn add_key(origin: OriginFor<T>, key: PublicKey) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_add_key(who, key)
		}

		/// Names the sr25519 key that signs this custodian's receipts from now on.
		#[pallet::call_index(2)]
		pub fn set_receipt_key(origin: OriginFor<T>, key: Hash32) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_receipt_key(who, key)
		}

		/// Says where this custodian's vault answers.
		#[pallet::call_index(3)]
		pub fn set_endpoint(
			origin: OriginFor<T>,
			endpoint: BoundedVec<u8, ConstU32<MAX_ENDPOINT>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_endpoint(who, endpoint)
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
