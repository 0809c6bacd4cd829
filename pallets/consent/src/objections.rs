//! Objection (GDPR Art. 21) and opt-out of secondary use (EHDS Art. 71). Neither touches what rests on
//! consent: that is taken back.

use crate::{authority::act, *};
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{Hash32, Purposes, SubjectId};

impl<T: Config> Pallet<T> {
	/// Whether `who` may object to these purposes now, and what the objection would be then.
	pub fn ensure_may_object(
		who: &T::AccountId,
		subject: SubjectId,
		purposes: Purposes,
	) -> Result<Purposes, Error<T>> {
		Self::authority(who, subject)?;
		ensure!(purposes.is_valid(), Error::<T>::BadPurposes);
		let before = Objections::<T>::get(subject);
		let after = before.and(purposes);
		ensure!(after != before, Error::<T>::AlreadyObjected);
		Ok(after)
	}

	/// Whether `who` may withdraw the objection to these purposes, or agree to it, and what would be
	/// left.
	pub fn ensure_may_withdraw_objection(
		who: &T::AccountId,
		subject: SubjectId,
		purposes: Purposes,
	) -> Result<Purposes, Error<T>> {
		let authority = Self::authority(who, subject)?;
		ensure!(purposes.is_valid(), Error::<T>::BadPurposes);
		let before = Objections::<T>::get(subject);
		let after = Purposes(before.0 & !purposes.0);
		ensure!(after != before, Error::<T>::NotObjected);
		let act = Self::act_of_withdraw_objection(subject, purposes);
		Self::ensure_may_widen(who, subject, authority, act)?;
		Ok(after)
	}

	/// Whether `who` may opt out of secondary use now.
	pub fn ensure_may_opt_out(who: &T::AccountId, subject: SubjectId) -> Result<(), Error<T>> {
		Self::authority(who, subject)?;
		let out = OptOuts::<T>::get(subject).is_some_and(|row| row.is_active());
		ensure!(!out, Error::<T>::AlreadyOptedOut);
		Ok(())
	}

	/// Whether `who` may opt in again now, or agree to it.
	pub fn ensure_may_opt_in(who: &T::AccountId, subject: SubjectId) -> Result<OptOut, Error<T>> {
		let authority = Self::authority(who, subject)?;
		let row =
			OptOuts::<T>::get(subject).filter(OptOut::is_active).ok_or(Error::<T>::NotOptedOut)?;
		Self::ensure_may_widen(who, subject, authority, Self::act_of_opt_in(subject, &row))?;
		Ok(row)
	}

	pub(crate) fn do_object(
		who: T::AccountId,
		subject: SubjectId,
		purposes: Purposes,
	) -> DispatchResult {
		let after = Self::ensure_may_object(&who, subject, purposes)?;
		Objections::<T>::insert(subject, after);
		Self::deposit_event(Event::Objected { subject, purposes });
		Ok(())
	}

	pub(crate) fn do_withdraw_objection(
		who: T::AccountId,
		subject: SubjectId,
		purposes: Purposes,
	) -> DispatchResult {
		let after = Self::ensure_may_withdraw_objection(&who, subject, purposes)?;
		if Self::widen(&who, subject, Self::act_of_withdraw_objection(subject, purposes))? {
			if after == Purposes::default() {
				Objections::<T>::remove(subject);
			} else {
				Objections::<T>::insert(subject, after);
			}
			Self::deposit_event(Event::ObjectionWithdrawn { subject, purposes });
		}
		Ok(())
	}

	pub(crate) fn do_opt_out(who: T::AccountId, subject: SubjectId) -> DispatchResult {
		Self::ensure_may_opt_out(&who, subject)?;
		OptOuts::<T>::insert(subject, OptOut { since: T::Clock::now(), ended: None });
		Self::deposit_event(Event::OptedOut { subject });
		Ok(())
	}

	pub(crate) fn do_opt_in(who: T::AccountId, subject: SubjectId) -> DispatchResult {
		let row = Self::ensure_may_opt_in(&who, subject)?;
		if Self::widen(&who, subject, Self::act_of_opt_in(subject, &row))? {
			OptOuts::<T>::insert(subject, OptOut { ended: Some(T::Clock::now()), ..row });
			Self::deposit_event(Event::OptedIn { subject });
		}
		Ok(())
	}

	/// The agreement covers what is objected to as it stands, so that none outlives a change of mind.
	pub(crate) fn act_of_withdraw_objection(subject: SubjectId, purposes: Purposes) -> Hash32 {
		act("withdraw_objection", (subject, purposes, Objections::<T>::get(subject)))
	}

	pub(crate) fn act_of_opt_in(subject: SubjectId, row: &OptOut) -> Hash32 {
		act("opt_in", (subject, row.since))
	}
}
