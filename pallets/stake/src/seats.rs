//! Who may stand.

use crate::*;
use alloc::vec::Vec;
use frame_support::pallet_prelude::*;
use salus_primitives::InstitutionId;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_grant_seats(institution: InstitutionId, seats: u8) -> DispatchResult {
		ensure!(T::Parties::control_group(institution).is_some(), Error::<T>::NoSuchInstitution);
		ensure!(seats <= MAX_SEATS, Error::<T>::TooManySeats);
		ensure!(seats != Seats::<T>::get(institution), Error::<T>::SeatsUnchanged);
		Seats::<T>::mutate_exists(institution, |it| *it = Some(seats).filter(|it| *it > 0));
		Self::deposit_event(Event::SeatsGranted { institution, seats });
		let surplus = Self::standing_of(institution).into_iter().skip(seats.into());
		surplus.for_each(|(validator, row)| Self::take_out(validator, row));
		Ok(())
	}

	/// The accounts of an institution that stand, oldest first.
	pub(crate) fn standing_of(institution: InstitutionId) -> Vec<(T::AccountId, ValidatorOf<T>)> {
		Self::bonded_of(institution).filter(|(_, row)| row.state == State::Standing).collect()
	}

	/// How many seats of an institution are taken. An account with an open slash keeps its seat, so
	/// that nobody replaces an offender by a fresh account before that is decided.
	pub(crate) fn occupied_seats(institution: InstitutionId) -> usize {
		Self::bonded_of(institution)
			.filter(|(_, row)| row.state == State::Standing || row.slashes > 0)
			.count()
	}

	fn bonded_of(
		institution: InstitutionId,
	) -> impl Iterator<Item = (T::AccountId, ValidatorOf<T>)> {
		ValidatorsOf::<T>::get(institution)
			.into_iter()
			.filter_map(|it| Validators::<T>::get(&it).map(|row| (it, row)))
	}

	/// Takes an account out of the next elections.
	pub(crate) fn take_out(validator: T::AccountId, row: ValidatorOf<T>) {
		let institution = row.institution;
		let row = Validator { state: State::Leaving, short_since: None, ..row };
		Validators::<T>::insert(&validator, row);
		Self::deposit_event(Event::Leaving { institution, validator });
	}
}
