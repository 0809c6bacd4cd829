#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;

#[frame_support::pallet]
#[allow(missing_docs)]
pub mod pallet {
	use frame_support::{pallet_prelude::*, traits::Get};
	use salus_primitives::Policy;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// The policy in force.
	#[pallet::storage]
	pub type Book<T: Config> = StorageValue<_, Policy, ValueQuery>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The policy that the chain starts with.
		pub policy: Policy,
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Book::<T>::put(self.policy);
		}
	}

	impl<T: Config> Get<Policy> for Pallet<T> {
		fn get() -> Policy {
			Book::<T>::get()
		}
	}
}
