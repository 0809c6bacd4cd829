#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;

mod adoption;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod genesis;
mod restriction;
#[cfg(test)]
mod tests;
mod traits;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod views;
mod weights;

pub use adoption::AHEAD_AT_MOST;
pub use traits::Decisions;
pub use types::{Chapter, Entry, Next};
pub use weights::{ByDbOperations, WeightInfo};

#[frame_support::pallet]
#[allow(missing_docs)]
pub mod pallet {
	use super::*;
	use alloc::boxed::Box;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		Adoption, Bounds, Documents, Languages, Moment, Policy, Purposes, Suites,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The chain's clock, in milliseconds.
		type Clock: Time<Moment = Moment>;
		/// Who adopts a policy, with the papers behind it.
		type AdoptOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Documents>;
		/// Who takes something out of the policy in an emergency.
		type RestrictOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who gives it back before its time. That widens, so it is another power.
		type LiftOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// How long those take who may confirm what an emergency did.
		type Decisions: Decisions;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The policy in force, the next one, and what an emergency took out: one read for every pallet
	/// that asks.
	#[pallet::storage]
	pub type Book<T: Config> = StorageValue<_, Chapter, ValueQuery>;

	/// What no motion may cross. No call changes it.
	#[pallet::storage]
	pub type Limits<T: Config> = StorageValue<_, Bounds, ValueQuery>;

	/// Every policy that was adopted, by version. One row for each motion that passed.
	#[pallet::storage]
	pub type History<T: Config> = StorageMap<_, Twox64Concat, u32, Entry>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The policy that the chain starts with: version 1, within the bounds.
		pub policy: Policy,
		/// What no motion may cross.
		pub bounds: Bounds,
		/// The human text of the first policy and its assessment, if there are any.
		pub documents: Option<Documents>,
		/// The text exists in these.
		pub languages: Languages,
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			self.write();
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A policy was adopted and comes into force. `widens`: it allows secondary use that the one
		/// before it does not. `asks_anew`: older grants lose what it names.
		PolicyAdopted {
			version: u32,
			in_force: Moment,
			documents: Documents,
			widens: bool,
			asks_anew: bool,
		},
		/// An emergency took these out of the policy, all in all, until then.
		PolicyRestricted { purposes: Purposes, suites: Suites, until: Moment },
		/// What an emergency took out is back.
		RestrictionLifted,
	}

	#[pallet::error]
	pub enum Error<T> {
		/// A policy that was adopted is not in force yet. Wait until it is.
		StillPending,
		/// The version is not the newest one's and one more: another policy was adopted meanwhile.
		/// Propose the change anew, on that one.
		NotTheNextVersion,
		/// A policy needs an assessment of its impact (GDPR Art. 35). Name one in the motion.
		NeedsAssessment,
		/// A parameter, by its index in `PARAMETERS`, is beyond what genesis allows. Look up its
		/// bounds in the book and choose a value between them.
		OutOfBounds(u8),
		/// A suspension or a restriction would end before a motion can confirm it. Name more for
		/// `parties.suspension` than membership motions take from proposal to effect, and for
		/// `parties.restriction` than policy motions do.
		TooShortToConfirm,
		/// The policy would be in force before it is adopted. Propose it with a later moment.
		InThePast,
		/// The policy would be in force more than a year ahead. Propose it with an earlier moment.
		TooFarAhead,
		/// What is asked anew is asked of versions before this one, and for known purposes, one at
		/// least.
		BadReconsent,
		/// People have `consent.notice` to consent anew, by the longer of the old and the new policy.
		/// Let older grants end later.
		NoticeTooShort,
		/// What is asked anew takes effect after the longest notice that bounds allow. Let older
		/// grants end earlier.
		NoticeTooLong,
		/// The policy before this one asks for consent anew, and grants that it concerns may be live.
		/// Repeat its reconsent, or wait until they are over.
		ReconsentStands,
		/// These are not known, or there is nothing of them to take out. Look at the policy in force.
		NothingToRestrict,
		/// Bounds guarantee some of these. Leave them out.
		Guaranteed,
		/// No suite would be left for new keys. Leave one.
		LastSuite,
		/// The last restriction ended a short while ago. An emergency is not renewed: adopt a policy.
		RestrictedLately,
		/// Nothing is taken out now.
		NotRestricted,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Adopts a policy. Also confirms a live restriction, if it allows nothing of what that took
		/// out: the restriction then ends when the policy is in force, and `parties.restriction` from
		/// now at the latest.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::adopt())]
		pub fn adopt(origin: OriginFor<T>, adoption: Box<Adoption>) -> DispatchResult {
			let documents = T::AdoptOrigin::ensure_origin(origin)?;
			Self::do_adopt(*adoption, documents)
		}

		/// Takes purposes, with all below them, and suites out of the policy for
		/// `parties.restriction`. While that lasts more can be taken out, but its end stays.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::restrict())]
		pub fn restrict(
			origin: OriginFor<T>,
			purposes: Purposes,
			suites: Suites,
		) -> DispatchResult {
			T::RestrictOrigin::ensure_origin(origin)?;
			Self::do_restrict(purposes, suites)
		}

		/// Gives back what an emergency took out.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::lift())]
		pub fn lift(origin: OriginFor<T>) -> DispatchResult {
			T::LiftOrigin::ensure_origin(origin)?;
			Self::do_lift()
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	impl<T: Config> Get<Policy> for Pallet<T> {
		/// The policy that holds now.
		fn get() -> Policy {
			Book::<T>::get().at(T::Clock::now())
		}
	}
}
