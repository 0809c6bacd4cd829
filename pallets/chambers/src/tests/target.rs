//! What motions are about: a number that each power may set.

pub use pallet::*;

#[frame_support::pallet]
#[allow(missing_docs)]
pub mod pallet {
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use salus_primitives::Documents;

	/// What the other calls weigh.
	pub const SMALL: Weight = Weight::from_parts(1_000, 10);

	#[pallet::pallet]
	#[pallet::without_storage_info]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		type Membership: EnsureOrigin<Self::RuntimeOrigin>;
		type Policy: EnsureOrigin<Self::RuntimeOrigin, Success = Documents>;
		type Emergency: EnsureOrigin<Self::RuntimeOrigin>;
		/// What `weigh` weighs.
		type Heavy: Get<Weight>;
	}

	#[pallet::storage]
	pub type Number<T> = StorageValue<_, u32, ValueQuery>;

	#[pallet::storage]
	pub type Papers<T> = StorageValue<_, Documents>;

	#[pallet::error]
	pub enum Error<T> {
		/// It always fails.
		Failed,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		#[pallet::call_index(0)]
		#[pallet::weight(SMALL)]
		pub fn admit(origin: OriginFor<T>, number: u32) -> DispatchResult {
			T::Membership::ensure_origin(origin)?;
			Number::<T>::put(number);
			Ok(())
		}

		#[pallet::call_index(1)]
		#[pallet::weight(SMALL)]
		pub fn adopt(origin: OriginFor<T>, number: u32, _widens: bool) -> DispatchResult {
			Papers::<T>::put(T::Policy::ensure_origin(origin)?);
			Number::<T>::put(number);
			Ok(())
		}

		#[pallet::call_index(2)]
		#[pallet::weight(SMALL)]
		pub fn restrict(origin: OriginFor<T>, number: u32) -> DispatchResult {
			T::Emergency::ensure_origin(origin)?;
			Number::<T>::put(number);
			Ok(())
		}

		#[pallet::call_index(3)]
		#[pallet::weight(SMALL)]
		pub fn upgrade(origin: OriginFor<T>, number: u32) -> DispatchResult {
			ensure_root(origin)?;
			Number::<T>::put(number);
			Ok(())
		}

		/// Writes, and then fails.
		#[pallet::call_index(4)]
		#[pallet::weight(SMALL)]
		pub fn fail(origin: OriginFor<T>) -> DispatchResult {
			T::Membership::ensure_origin(origin)?;
			Number::<T>::put(u32::MAX);
			Err(Error::<T>::Failed.into())
		}

		/// Uses half of what it declares.
		#[pallet::call_index(5)]
		#[pallet::weight(T::Heavy::get())]
		pub fn weigh(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
			T::Membership::ensure_origin(origin)?;
			Ok(Some(T::Heavy::get() / 2).into())
		}

		#[pallet::call_index(6)]
		#[pallet::weight(SMALL)]
		pub fn lengthen(origin: OriginFor<T>, _bytes: Vec<u8>) -> DispatchResult {
			T::Membership::ensure_origin(origin)?;
			Ok(())
		}
	}
}
