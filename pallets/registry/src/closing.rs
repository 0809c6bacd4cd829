//! The end of a pseudonym.

use crate::*;
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::MutateHold, tokens::Precision, Defensive},
};
use salus_primitives::SubjectId;

impl<T: Config> Pallet<T> {
	/// Whether `close` would succeed.
	pub fn ensure_may_close(
		who: &T::AccountId,
		subject: SubjectId,
	) -> Result<SubjectOf<T>, Error<T>> {
		let row = Self::ensure_own(who, subject)?;
		ensure!(!Self::is_recovering(subject), Error::<T>::RecoveryPending);
		ensure!(T::Holdings::is_free(subject), Error::<T>::StillInUse);
		Ok(row)
	}

	pub(crate) fn do_close(who: T::AccountId, subject: SubjectId) -> DispatchResult {
		let row = Self::ensure_may_close(&who, subject)?;
		for (guardian, _) in Self::guardians(subject) {
			Self::unlink(subject, &guardian);
		}
		Proposals::<T>::remove(subject);
		Recoveries::<T>::remove(subject);
		Subjects::<T>::remove(subject);
		T::Holdings::forget(subject);
		if let Some(provider) = Institutions::<T>::get(row.provider) {
			let reason = HoldReason::Enrolment.into();
			// The right does not hang on the provider's deposit.
			let _ = T::Currency::release(
				&reason,
				&provider.account,
				row.deposit,
				Precision::BestEffort,
			)
			.defensive();
		}
		frame_system::Pallet::<T>::dec_sufficients(&row.account);
		Self::deposit_event(Event::SubjectClosed { subject });
		Ok(())
	}
}
