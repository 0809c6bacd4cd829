//! Carrying out what was approved.

use crate::*;
use codec::DecodeLimit;
use frame_support::{
	dispatch::{extract_actual_weight, GetDispatchInfo},
	pallet_prelude::*,
	storage::with_storage_layer,
	traits::Time,
	MAX_EXTRINSIC_DEPTH,
};
use salus_primitives::{Moment, MotionId, Outcome};
use sp_runtime::traits::Dispatchable;

impl<T: Config> Pallet<T> {
	/// The call of a motion, if this runtime makes it.
	pub(crate) fn call_of(motion: &MotionOf<T>) -> Result<<T as Config>::RuntimeCall, Error<T>> {
		ensure!(
			motion.transaction_version == Self::transaction_version(),
			Error::<T>::OtherRuntime
		);
		let call = <T as Config>::RuntimeCall::decode_all_with_depth_limit(
			MAX_EXTRINSIC_DEPTH,
			&mut &motion.call[..],
		)
		.map_err(|_| Error::<T>::OtherRuntime)?;
		let weight = call.get_dispatch_info().call_weight;
		ensure!(weight.all_lte(T::MaxWeight::get()), Error::<T>::TooHeavy);
		ensure!(T::Scope::track(&call) == Some(motion.track), Error::<T>::NotForMotions);
		Ok(call)
	}

	/// When nobody may carry a motion out any more that might be from `enacts` on.
	pub(crate) fn lapses(motion: &MotionOf<T>, enacts: Moment) -> Moment {
		enacts.saturating_add(Self::rule(motion).lapses)
	}

	/// Whether this motion may be carried out now.
	pub fn ensure_may_enact(id: MotionId) -> Result<MotionOf<T>, Error<T>> {
		let motion = Self::open_motion(id)?;
		let enacts = motion.approved.ok_or(Error::<T>::NotApproved)?;
		let now = T::Clock::now();
		ensure!(enacts <= now, Error::<T>::TooEarly);
		ensure!(now < Self::lapses(&motion, enacts), Error::<T>::Lapsed);
		Ok(motion)
	}

	/// An inner call that fails must not undo the end of its motion: it could never be closed.
	pub(crate) fn do_enact(id: MotionId) -> DispatchResultWithPostInfo {
		let motion = Self::ensure_may_enact(id)?;
		let call = Self::call_of(&motion);
		// Before the call, so that it cannot meet its own motion.
		Self::end(id, &motion);
		let MotionOf::<T> { track, documents, .. } = motion;
		let (outcome, result, weight) = match call {
			Err(Error::OtherRuntime) => {
				(Outcome::OtherRuntime, Err(Error::<T>::OtherRuntime.into()), Weight::zero())
			},
			Err(error) => (Outcome::Failed, Err(error.into()), Weight::zero()),
			Ok(call) => {
				let info = call.get_dispatch_info();
				let origin = T::Scope::origin(&call, track, id, documents);
				let result = with_storage_layer(|| call.dispatch(origin));
				let outcome = if result.is_ok() { Outcome::Done } else { Outcome::Failed };
				let weight = extract_actual_weight(&result, &info);
				(outcome, result.map(drop).map_err(|it| it.error), weight)
			},
		};
		Self::remember(PastMotion { motion: id, track, documents, at: T::Clock::now(), outcome });
		Self::deposit_event(Event::MotionEnacted { motion: id, track, documents, result });
		Ok(Some(T::WeightInfo::enact().saturating_add(weight)).into())
	}

	/// Whether nobody carried this motion out in time.
	pub fn ensure_may_lapse(id: MotionId) -> Result<MotionOf<T>, Error<T>> {
		let motion = Self::open_motion(id)?;
		let enacts = motion.approved.ok_or(Error::<T>::NotApproved)?;
		ensure!(Self::lapses(&motion, enacts) <= T::Clock::now(), Error::<T>::NotLapsed);
		Ok(motion)
	}

	pub(crate) fn do_lapse(id: MotionId) -> DispatchResult {
		let motion = Self::ensure_may_lapse(id)?;
		Self::end(id, &motion);
		Self::deposit_event(Event::MotionLapsed { motion: id, track: motion.track });
		Ok(())
	}

	/// Takes the place of what was carried out 256 motions ago.
	fn remember(past: PastMotion) {
		let place = NextOutcome::<T>::get();
		Outcomes::<T>::insert(place, past);
		NextOutcome::<T>::put(place.wrapping_add(1));
	}
}
