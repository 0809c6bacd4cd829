//! The validators a chain starts with.

use crate::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate, MutateHold},
	Get, Time,
};
use salus_primitives::InstitutionId;
use sp_runtime::{traits::Zero, SaturatedConversion};

impl<T: Config> Pallet<T> {
	/// Writes the genesis configuration. The institutions are not there yet, so nothing is asked of
	/// them.
	pub(crate) fn found(floor: u32, bond: u128, founders: &[Founder<T::AccountId>]) {
		Floor::<T>::put(floor);
		// The pot never falls below the least that an account may own.
		let pot = Self::pot();
		if CurrencyOf::<T>::balance(&pot).is_zero() {
			CurrencyOf::<T>::mint_into(&pot, CurrencyOf::<T>::minimum_balance())
				.expect("there is room for what the pot must own");
		}
		for Founder { institution, account, seats, validators } in founders {
			let id = InstitutionId(*institution);
			assert!(!Seats::<T>::contains_key(id), "institution {id} founds twice");
			assert!(*seats <= MAX_SEATS, "institution {id} has more than eight seats");
			assert!(
				validators.len() <= usize::from(*seats),
				"institution {id} has more validators than seats"
			);
			if *seats > 0 {
				Seats::<T>::insert(id, seats);
			}
			for validator in validators {
				assert!(
					!Validators::<T>::contains_key(validator),
					"a validator of institution {id} is listed twice"
				);
				Self::put_founding(id, account, validator, bond.saturated_into());
			}
		}
		assert!(
			Validators::<T>::count() <= T::MaxValidators::get(),
			"the genesis configuration has too many validators"
		);
		assert!(
			floor <= Validators::<T>::count(),
			"the genesis configuration has fewer validators than its floor"
		);
	}

	fn put_founding(
		institution: InstitutionId,
		account: &T::AccountId,
		validator: &T::AccountId,
		bond: BalanceOf<T>,
	) {
		CurrencyOf::<T>::hold(&HoldReason::Bond.into(), account, bond)
			.expect("an institution of the genesis configuration owns its bonds");
		frame_system::Pallet::<T>::inc_providers(validator);
		ValidatorsOf::<T>::mutate(institution, |them| {
			them.try_push(validator.clone()).expect("it has at most eight seats")
		});
		Validators::<T>::insert(
			validator,
			Validator {
				institution,
				account: account.clone(),
				bond,
				since: T::Clock::now(),
				state: State::Standing,
				idle: false,
				keys_set: None,
				left: None,
				slashes: 0,
				short_since: None,
			},
		);
	}
}
