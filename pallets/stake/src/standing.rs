//! An account stands, leaves and is withdrawn.

use crate::*;
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::MutateHold, tokens::Precision, Time},
};
use frame_system::RawOrigin;
use salus_primitives::InstitutionId;
use sp_runtime::{
	traits::{Saturating, Zero},
	SaturatedConversion,
};

impl<T: Config> Pallet<T> {
	/// Whether `stand` would be accepted, for which institution, and how much would be held.
	pub fn ensure_may_stand(
		who: &T::AccountId,
		validator: &T::AccountId,
	) -> Result<(InstitutionId, BalanceOf<T>), Error<T>> {
		let institution = T::Parties::institution_of(who).ok_or(Error::<T>::NotAnInstitution)?;
		ensure!(T::Parties::stands_well(institution), Error::<T>::NotInGoodStanding);
		Self::ensure_sets_may_change()?;
		let row = Validators::<T>::get(validator);
		let missing =
			Self::full_bond().saturating_sub(row.as_ref().map(|it| it.bond).unwrap_or_default());
		match &row {
			Some(row) => {
				ensure!(row.account == *who, Error::<T>::NotYours);
				ensure!(row.slashes.is_zero(), Error::<T>::SlashOpen);
				ensure!(
					row.state != State::Standing || !missing.is_zero(),
					Error::<T>::AlreadyStands
				);
			},
			None => {
				let acts_for = T::Parties::institution_of(validator);
				ensure!(acts_for.is_none_or(|it| it == institution), Error::<T>::AccountTaken);
				ensure!(
					ValidatorsOf::<T>::decode_len(institution).unwrap_or_default()
						< MAX_SEATS.into(),
					Error::<T>::TooManyAccounts
				);
				ensure!(
					Validators::<T>::count() < T::MaxValidators::get(),
					Error::<T>::TooManyValidators
				);
			},
		}
		if row.as_ref().is_none_or(|it| it.state != State::Standing) {
			let seats = usize::from(Seats::<T>::get(institution));
			ensure!(Self::occupied_seats(institution) < seats, Error::<T>::NoSeat);
		}
		Ok((institution, missing))
	}

	pub(crate) fn do_stand(who: T::AccountId, validator: T::AccountId) -> DispatchResult {
		let (institution, missing) = Self::ensure_may_stand(&who, &validator)?;
		CurrencyOf::<T>::hold(&HoldReason::Bond.into(), &who, missing)?;
		let now = T::Clock::now();
		let row = match Validators::<T>::get(&validator) {
			Some(row) => Validator {
				bond: row.bond.saturating_add(missing),
				since: if row.state == State::Standing { row.since } else { now },
				state: State::Standing,
				short_since: None,
				..row
			},
			None => {
				ValidatorsOf::<T>::try_append(institution, validator.clone())
					.map_err(|()| Error::<T>::TooManyAccounts)?;
				// The account may own nothing, and its session keys need it to live.
				frame_system::Pallet::<T>::inc_providers(&validator);
				Validator {
					institution,
					account: who,
					bond: missing,
					since: now,
					state: State::Standing,
					idle: false,
					keys_set: None,
					left: None,
					slashes: 0,
					short_since: None,
				}
			},
		};
		Validators::<T>::insert(&validator, row);
		Self::deposit_event(Event::Stood { institution, validator });
		Ok(())
	}

	/// Whether `leave` would succeed, and the row.
	pub fn ensure_may_leave(
		who: &T::AccountId,
		validator: &T::AccountId,
	) -> Result<ValidatorOf<T>, Error<T>> {
		let row = Self::bonded_by(who, validator)?;
		ensure!(row.state == State::Standing, Error::<T>::NotStanding);
		Self::ensure_sets_may_change()?;
		Ok(row)
	}

	pub(crate) fn do_leave(who: T::AccountId, validator: T::AccountId) -> DispatchResult {
		let row = Self::ensure_may_leave(&who, &validator)?;
		Self::take_out(validator, row);
		Ok(())
	}

	/// Whether `withdraw` would be accepted, and the row. Who sends it does not matter: the bond goes
	/// back to whom it belongs, and one that its owner forgets must not bind the institution for ever.
	pub fn ensure_may_withdraw(validator: &T::AccountId) -> Result<ValidatorOf<T>, Error<T>> {
		let row = Validators::<T>::get(validator).ok_or(Error::<T>::NotBonded)?;
		ensure!(row.state != State::Standing, Error::<T>::StillStands);
		ensure!(row.slashes.is_zero(), Error::<T>::SlashOpen);
		ensure!(!Self::serves(validator), Error::<T>::StillServes);
		ensure!(
			Self::liable_until(&row) <= pallet_session::Pallet::<T>::current_index(),
			Error::<T>::StillLiable
		);
		Ok(row)
	}

	pub(crate) fn do_withdraw(validator: T::AccountId) -> DispatchResult {
		let row = Self::ensure_may_withdraw(&validator)?;
		if pallet_session::Pallet::<T>::load_keys(&validator).is_some() {
			let origin = RawOrigin::Signed(validator.clone()).into();
			pallet_session::Pallet::<T>::purge_keys(origin)?;
		}
		frame_system::Pallet::<T>::dec_providers(&validator)?;
		// What somebody else took of the hold is gone.
		CurrencyOf::<T>::release(
			&HoldReason::Bond.into(),
			&row.account,
			row.bond,
			Precision::BestEffort,
		)?;
		Validators::<T>::remove(&validator);
		ValidatorsOf::<T>::mutate_exists(row.institution, |them| {
			if let Some(them) = them {
				them.retain(|it| *it != validator);
			}
			*them = them.take().filter(|them| !them.is_empty());
		});
		Self::deposit_event(Event::Withdrawn { institution: row.institution, validator });
		Ok(())
	}

	/// Whether institutions may do what changes a set. While finality is being restarted it learns
	/// of no other set, so the fewer differ from the one that it gets, the better.
	pub(crate) fn ensure_sets_may_change() -> Result<(), Error<T>> {
		ensure!(!T::Finality::is_being_restarted(), Error::<T>::FinalityRestarts);
		Ok(())
	}

	/// What has to be held for a validator.
	pub fn full_bond() -> BalanceOf<T> {
		T::Policy::get().bonds.validator.saturated_into()
	}

	/// The row of an account that this one bonded.
	pub(crate) fn bonded_by(
		who: &T::AccountId,
		validator: &T::AccountId,
	) -> Result<ValidatorOf<T>, Error<T>> {
		let row = Validators::<T>::get(validator).ok_or(Error::<T>::NotBonded)?;
		ensure!(row.account == *who, Error::<T>::NotYours);
		Ok(row)
	}

	/// Whether an account serves in this session or the next.
	pub(crate) fn serves(validator: &T::AccountId) -> bool {
		pallet_session::Pallet::<T>::validators().contains(validator)
			|| pallet_session::Pallet::<T>::queued_keys().iter().any(|(it, _)| it == validator)
	}

	/// The first session in which nothing that the account did can be reported.
	pub(crate) fn liable_until(row: &ValidatorOf<T>) -> SessionIndex {
		row.left.map_or(0, |left| left.saturating_add(T::UnbondingSessions::get()))
	}
}
