//! Subjects: control and allowance.

use crate::*;
use frame_support::pallet_prelude::*;
use salus_primitives::{Hash32, InstitutionId, Role, Roles, SubjectId};
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	/// The hash of block 0, as everything that is signed off chain names it.
	pub fn genesis_hash() -> Hash32 {
		let hash = frame_system::Pallet::<T>::block_hash(
			frame_system::pallet_prelude::BlockNumberFor::<T>::zero(),
		);
		Hash32(<[u8; 32]>::try_from(hash.as_ref()).unwrap_or_default())
	}

	/// The subject's row.
	pub fn subject(id: SubjectId) -> Option<SubjectOf<T>> {
		Subjects::<T>::get(id)
	}

	/// Whether `account` controls `subject`.
	pub fn controls(account: &T::AccountId, subject: SubjectId) -> bool {
		Self::ensure_own(account, subject).is_ok()
	}

	/// Whether the subject may still do something without paying.
	pub fn has_allowance(subject: SubjectId) -> bool {
		Subjects::<T>::get(subject).is_some_and(|it| it.allowance > 0)
	}

	/// Takes one from the subject's allowance.
	pub fn spend_allowance(subject: SubjectId) -> DispatchResult {
		Subjects::<T>::try_mutate(subject, |row| {
			let row = row.as_mut().ok_or(Error::<T>::NoSuchSubject)?;
			row.allowance = row.allowance.checked_sub(1).ok_or(Error::<T>::AllowanceUsedUp)?;
			Ok(())
		})
	}

	/// Whether `top_up` would succeed, and by whom.
	pub fn ensure_may_top_up(
		who: &T::AccountId,
		subject: SubjectId,
	) -> Result<(InstitutionId, SubjectOf<T>), Error<T>> {
		let provider = Self::acting_in(who, Roles::of(&[Role::Provider]))?;
		let row = Subjects::<T>::get(subject).ok_or(Error::<T>::NoSuchSubject)?;
		ensure!(row.allowance < T::Policy::get().parties.allowance, Error::<T>::AllowanceFull);
		Ok((provider, row))
	}

	pub(crate) fn do_top_up(who: T::AccountId, subject: SubjectId) -> DispatchResult {
		let (provider, row) = Self::ensure_may_top_up(&who, subject)?;
		let allowance = T::Policy::get().parties.allowance;
		Subjects::<T>::insert(subject, Subject { allowance, ..row });
		Self::deposit_event(Event::AllowanceRestored { subject, provider });
		Ok(())
	}

	/// The subject's row, if the account controls it.
	pub(crate) fn ensure_own(
		account: &T::AccountId,
		subject: SubjectId,
	) -> Result<SubjectOf<T>, Error<T>> {
		let row = Subjects::<T>::get(subject).ok_or(Error::<T>::NoSuchSubject)?;
		ensure!(row.account == *account, Error::<T>::NotTheSubject);
		Ok(row)
	}

	/// Writes the row after a call that takes one from the allowance. With none left, the account
	/// paid the fee.
	pub(crate) fn put_after_spending(subject: SubjectId, row: SubjectOf<T>) {
		let allowance = row.allowance.saturating_sub(1);
		Subjects::<T>::insert(subject, Subject { allowance, ..row });
	}
}
