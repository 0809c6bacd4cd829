//! Session keys.

use crate::*;
use codec::Encode;
use frame_support::pallet_prelude::*;
use frame_system::RawOrigin;
use sp_runtime::traits::OpaqueKeys;

impl<T: Config> Pallet<T> {
	/// Whether `set_keys` would be accepted, and the row. Checks the proof too, so that bytes that
	/// prove nothing never get into a block.
	pub fn ensure_may_set_keys(
		who: &T::AccountId,
		validator: &T::AccountId,
		keys: &T::Keys,
		proof: &Proof,
	) -> Result<ValidatorOf<T>, Error<T>> {
		let row = Self::bonded_by(who, validator)?;
		Self::ensure_sets_may_change()?;
		let session = pallet_session::Pallet::<T>::current_index();
		let stay = T::RotationSessions::get();
		ensure!(
			row.keys_set.is_none_or(|set| set.saturating_add(stay) <= session),
			Error::<T>::KeysTooFresh
		);
		ensure!(
			pallet_session::Pallet::<T>::load_keys(validator).as_ref() != Some(keys),
			Error::<T>::KeysUnchanged
		);
		for id in T::Keys::key_ids() {
			let owner = pallet_session::Pallet::<T>::key_owner(*id, keys.get_raw(*id));
			ensure!(owner.is_none_or(|it| it == *validator), Error::<T>::KeysTaken);
		}
		ensure!(keys.ownership_proof_is_valid(&validator.encode(), proof), Error::<T>::BadProof);
		Ok(row)
	}

	pub(crate) fn do_set_keys(
		who: T::AccountId,
		validator: T::AccountId,
		keys: T::Keys,
		proof: Proof,
	) -> DispatchResult {
		let row = Self::ensure_may_set_keys(&who, &validator, &keys, &proof)?;
		let origin = RawOrigin::Signed(validator.clone()).into();
		pallet_session::Pallet::<T>::set_keys(origin, keys, proof.into_inner())?;
		let keys_set = Some(pallet_session::Pallet::<T>::current_index());
		Validators::<T>::insert(&validator, Validator { keys_set, ..row });
		Self::deposit_event(Event::KeysSet { validator });
		Ok(())
	}
}
