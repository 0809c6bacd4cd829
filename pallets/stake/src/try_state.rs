//! Invariants.

use crate::*;
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get},
};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// 1. Each bonded account is listed once with its institution, and nobody else is. There are no
	///    more than the chain has room for, and no institution has more standing than seats.
	/// 2. No seats are stored for an institution that has none, and none has more than it may.
	/// 3. What is held of an institution's account is the sum of its bonds.
	/// 4. A bonded account lives, has keys if it says when they were set, and has not left if it is
	///    to serve.
	/// 5. Whoever serves, now or next, is bonded and has session keys.
	/// 6. The set that waits is the one elected last. It reaches the floor but for what that
	///    election says is missing, and no control group has more than the cap unless it says so.
	/// 7. Each account counts its open slashes. No slash costs more than the bond, and an account
	///    with an open one does not stand. Offences that can be reported no more are open slashes.
	/// 8. Only validators of this session made its blocks.
	/// 9. A bond is noted as short only of an account that stands, since an election that has been.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_institutions()?;
		Self::try_bonds()?;
		Self::try_sets()?;
		Self::try_offences()
	}

	fn try_institutions() -> Result<(), TryRuntimeError> {
		let mut listed = 0u32;
		for (institution, validators) in ValidatorsOf::<T>::iter() {
			ensure!(!validators.is_empty(), "an institution without validators is stored");
			listed = listed.saturating_add(validators.len() as u32);
			ensure!(
				validators.iter().collect::<BTreeSet<_>>().len() == validators.len()
					&& validators.iter().all(|it| {
						Validators::<T>::get(it).is_some_and(|row| row.institution == institution)
					}),
				"an institution lists an account twice or one that it did not bond"
			);
			ensure!(
				Self::standing_of(institution).len() <= Seats::<T>::get(institution).into(),
				"more accounts of an institution stand than it has seats"
			);
		}
		ensure!(
			listed == Validators::<T>::count()
				&& listed == Validators::<T>::iter().count() as u32
				&& listed <= T::MaxValidators::get(),
			"bonded accounts are not listed, not counted or too many"
		);
		ensure!(
			Seats::<T>::iter_values().all(|seats| (1..=MAX_SEATS).contains(&seats)),
			"no seats or too many are stored"
		);
		Ok(())
	}

	fn try_bonds() -> Result<(), TryRuntimeError> {
		let mut bonds = BTreeMap::<_, BalanceOf<T>>::new();
		for (validator, row) in Validators::<T>::iter() {
			let sum = bonds.entry(row.account.clone()).or_default();
			*sum = sum.saturating_add(row.bond);
			ensure!(
				frame_system::Pallet::<T>::providers(&validator) > 0,
				"nothing keeps a bonded account alive"
			);
			let queued =
				pallet_session::Pallet::<T>::queued_keys().iter().any(|(it, _)| *it == validator);
			ensure!(row.left.is_none() || !queued, "an account has left and is to serve");
			let next = pallet_session::Pallet::<T>::current_index().saturating_add(1);
			ensure!(
				row.short_since.is_none_or(|it| row.state == State::Standing && it <= next),
				"the bond of an account that does not stand is noted as short, or one is to be"
			);
			ensure!(
				row.keys_set.is_none()
					|| pallet_session::Pallet::<T>::load_keys(&validator).is_some(),
				"the session keys of an account are gone"
			);
		}
		for account in frame_system::Account::<T>::iter_keys() {
			let held = CurrencyOf::<T>::balance_on_hold(&HoldReason::Bond.into(), &account);
			ensure!(
				held == bonds.remove(&account).unwrap_or_default(),
				"what is held is not the sum of the bonds"
			);
		}
		ensure!(bonds.values().all(Zero::is_zero), "a bond is not held");
		Ok(())
	}

	fn try_sets() -> Result<(), TryRuntimeError> {
		let active = pallet_session::Pallet::<T>::validators();
		let queued: Vec<_> =
			pallet_session::Pallet::<T>::queued_keys().into_iter().map(|(it, _)| it).collect();
		for validator in active.iter().chain(&queued) {
			ensure!(Validators::<T>::contains_key(validator), "somebody serves who is not bonded");
			ensure!(
				pallet_session::Pallet::<T>::load_keys(validator).is_some(),
				"somebody serves without session keys"
			);
		}
		let elected = Elected::<T>::get();
		ensure!(
			elected.iter().map(|it| &it.validator).eq(&queued),
			"the set that waits is not the elected one"
		);
		let bent = LastBent::<T>::get();
		// The cap is that of the set as it should be.
		let members = (elected.len() as u32).saturating_add(bent.missing);
		ensure!(members >= Floor::<T>::get(), "the set is smaller than the floor");
		let mut groups = BTreeMap::<_, u32>::new();
		for group in elected.iter().filter_map(|it| it.group) {
			*groups.entry(group).or_default() += 1;
		}
		ensure!(
			bent.cap > 0 || groups.values().all(|count| *count <= cap(members)),
			"a control group has more members than it may"
		);
		ensure!(
			Authored::<T>::iter_keys().all(|it| active.contains(&it)),
			"somebody made a block who does not serve"
		);
		Ok(())
	}

	fn try_offences() -> Result<(), TryRuntimeError> {
		let current = pallet_session::Pallet::<T>::current_index();
		let mut open = BTreeMap::<_, u32>::new();
		for (session, validator, offence) in Offences::<T>::iter() {
			ensure!(offence.share <= WHOLE, "a slash costs more than the bond");
			if matches!(offence.fate, Fate::Pending { .. }) {
				*open.entry(validator).or_default() += 1;
			} else {
				ensure!(
					Self::reportable_from(current) <= session,
					"an offence is kept that can be reported no more"
				);
			}
			ensure!(session <= current, "an offence is to happen");
		}
		for (validator, row) in Validators::<T>::iter() {
			ensure!(
				row.slashes == open.remove(&validator).unwrap_or_default(),
				"the open slashes of an account are not counted"
			);
			ensure!(
				row.slashes.is_zero() || row.state == State::Offender,
				"an account with an open slash stands"
			);
		}
		ensure!(open.is_empty(), "a slash is open against somebody who is not bonded");
		Ok(())
	}
}
