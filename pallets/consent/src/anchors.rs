//! Anchors of the custodians' access logs: one root a day, empty days too, so that nothing can be
//! slipped in or left out later (EHDS Art. 9, 45 CFR 164.528).

use crate::*;
use frame_support::{
	pallet_prelude::*,
	traits::{Get, Time},
};
use salus_primitives::{Hash32, InstitutionId, Moment, Role, Roles};

impl<T: Config> Pallet<T> {
	/// The current day, counted from the epoch (UTC).
	pub fn today() -> u32 {
		u32::try_from(T::Clock::now() / DAY).unwrap_or(u32::MAX)
	}

	/// Whether `who` may anchor this day, and for which custodian.
	pub fn ensure_may_anchor(who: &T::AccountId, day: u32) -> Result<InstitutionId, Error<T>> {
		let roles = Roles::of(&[Role::Custodian]);
		let custodian = T::Parties::acting_any(who, roles).ok_or(Error::<T>::NotACustodian)?;
		ensure!(day < Self::today(), Error::<T>::DayNotOver);
		if let Some((_, last)) = AnchorSpan::<T>::get(custodian) {
			ensure!(last.checked_add(1) == Some(day), Error::<T>::NotTheNextDay);
		}
		Ok(custodian)
	}

	/// Whether this is the custodian's oldest anchor and nobody needs it any more.
	pub fn ensure_may_prune_anchor(custodian: InstitutionId, day: u32) -> Result<(), Error<T>> {
		ensure!(Anchors::<T>::contains_key(custodian, day), Error::<T>::NoSuchAnchor);
		let oldest = AnchorSpan::<T>::get(custodian).map(|(first, _)| first);
		ensure!(oldest == Some(day), Error::<T>::NotTheOldest);
		let end = Moment::from(day).saturating_add(1).saturating_mul(DAY);
		let needed = end.saturating_add(T::Policy::get().consent.anchors);
		ensure!(needed <= T::Clock::now(), Error::<T>::StillNeeded);
		Ok(())
	}

	pub(crate) fn do_anchor(who: T::AccountId, day: u32, root: Hash32) -> DispatchResult {
		let custodian = Self::ensure_may_anchor(&who, day)?;
		let first = AnchorSpan::<T>::get(custodian).map_or(day, |(first, _)| first);
		AnchorSpan::<T>::insert(custodian, (first, day));
		Anchors::<T>::insert(custodian, day, root);
		Self::deposit_event(Event::LogAnchored { custodian, day });
		Ok(())
	}

	pub(crate) fn do_prune_anchor(custodian: InstitutionId, day: u32) -> DispatchResult {
		Self::ensure_may_prune_anchor(custodian, day)?;
		Anchors::<T>::remove(custodian, day);
		// The span stays when its last day goes: the next day to anchor is known by it.
		AnchorSpan::<T>::mutate_extant(custodian, |(first, _)| *first = day.saturating_add(1));
		Self::deposit_event(Event::AnchorPruned { custodian, day });
		Ok(())
	}
}
