#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;

mod grants;
#[cfg(test)]
mod tests;
mod traits;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod verdict;
mod weights;

pub use traits::{Facts, Parties, Records};
pub use types::Grant;
pub use weights::{ByDbOperations, WeightInfo};

#[frame_support::pallet]
#[allow(missing_docs)]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::{pallet_prelude::*, RawOrigin};
	use salus_primitives::{GrantId, Moment, SubjectId, TermsOnChain};

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
		/// What is known of records.
		type Records: Records;
		/// Longest time a grant may last, in milliseconds.
		#[pallet::constant]
		type MaxWindow: Get<Moment>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Every grant, live or not. Subjects choose the ids, so the hasher is a cryptographic one.
	#[pallet::storage]
	pub type Grants<T: Config> = StorageMap<_, Blake2_128Concat, GrantId, Grant>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A subject gave a grant.
		GrantGiven { grant: GrantId, subject: SubjectId },
		/// A subject took a grant back.
		GrantRevoked { grant: GrantId, subject: SubjectId },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is such a grant already. Draw 16 new random bytes.
		GrantExists,
		/// There is no such grant.
		NotFound,
		/// The account does not control the subject. Sign with the subject's own account.
		NotTheSubject,
		/// The grant ends in the past.
		EndsInThePast,
		/// The grant lasts longer than policy allows. Choose an earlier end.
		WindowTooLong,
		/// Open terms name no known purpose, or their window is empty or ends after the grant.
		BadTerms,
		/// The grant was revoked before.
		AlreadyRevoked,
		/// The grant has ended by itself.
		AlreadyEnded,
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Gives a grant that ends at `until` at the latest.
		#[pallet::call_index(0)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, grant: &GrantId, subject: &SubjectId, terms: &TermsOnChain, until: &Moment| -> bool {
			matches!(origin.clone().into(), Ok(RawOrigin::Signed(who))
				if T::Parties::has_allowance(*subject)
					&& Pallet::<T>::ensure_may_grant(&who, *grant, *subject, terms, *until).is_ok())
		})]
		pub fn grant(
			origin: OriginFor<T>,
			grant: GrantId,
			subject: SubjectId,
			terms: TermsOnChain,
			until: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_grant(who, grant, subject, terms, until)
		}

		/// Takes a grant back. Free, and valid only while the grant is live.
		#[pallet::call_index(1)]
		#[pallet::weight((<T as Config>::WeightInfo::revoke(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, grant: &GrantId| -> bool {
			matches!(origin.clone().into(), Ok(RawOrigin::Signed(who))
				if Pallet::<T>::ensure_may_revoke(&who, *grant).is_ok())
		})]
		pub fn revoke(origin: OriginFor<T>, grant: GrantId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke(who, grant)
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
