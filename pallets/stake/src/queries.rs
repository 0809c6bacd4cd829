//! What others may ask.

use crate::*;
use alloc::vec::Vec;
use salus_primitives::InstitutionId;
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	/// Every bonded account, in the order of the accounts.
	pub fn validators() -> Vec<ValidatorInfo<T::AccountId, BalanceOf<T>>> {
		let active = pallet_session::Pallet::<T>::validators();
		let queued = pallet_session::Pallet::<T>::queued_keys();
		let mut all: Vec<_> = Validators::<T>::iter()
			.map(|(validator, row)| {
				let active = active.contains(&validator);
				let queued = queued.iter().any(|(it, _)| *it == validator);
				let bound =
					active || queued || row.state == State::Standing || !row.slashes.is_zero();
				ValidatorInfo {
					has_keys: pallet_session::Pallet::<T>::load_keys(&validator).is_some(),
					free_from: (!bound).then(|| Self::liable_until(&row)),
					validator,
					row,
					active,
					queued,
				}
			})
			.collect();
		all.sort_by(|a, b| a.validator.cmp(&b.validator));
		all
	}

	/// The slashes that are not decided, oldest first.
	pub fn slashes() -> Vec<Slash<T::AccountId>> {
		let mut all: Vec<_> = Offences::<T>::iter()
			.filter_map(|(session, validator, offence)| match offence.fate {
				Fate::Pending { due } => {
					Some(Slash { session, validator, share: offence.share, due })
				},
				_ => None,
			})
			.collect();
		all.sort_by(|a, b| (a.session, &a.validator).cmp(&(b.session, &b.validator)));
		all
	}

	/// How many slots a session has.
	pub fn session_slots() -> u32 {
		SessionSlots::<T>::get()
	}

	/// How many seats an institution has.
	pub fn seats(institution: InstitutionId) -> u8 {
		Seats::<T>::get(institution)
	}

	/// Whether an institution has a bond or a slash open here, so that it should not be removed.
	pub fn is_bound(institution: InstitutionId) -> bool {
		ValidatorsOf::<T>::contains_key(institution)
	}
}
