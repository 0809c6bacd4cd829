//! Subjects: enrolment, control and allowance.

use crate::*;
use codec::Encode;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{
	enrolment_digest, Hash32, KeyRef, Moment, Role, SubjectId, ENROLMENT_VALID_AT_MOST,
};
use sp_runtime::traits::{Verify, Zero};

impl<T: Config> Pallet<T> {
	/// The hash of block 0, as everything that is signed off chain names it.
	pub fn genesis_hash() -> Hash32 {
		let hash = frame_system::Pallet::<T>::block_hash(
			frame_system::pallet_prelude::BlockNumberFor::<T>::zero(),
		);
		Hash32(<[u8; 32]>::try_from(hash.as_ref()).unwrap_or_default())
	}

	/// The subject's row.
	pub fn subject(id: SubjectId) -> Option<Subject<T::AccountId>> {
		Subjects::<T>::get(id)
	}

	/// Whether `account` controls `subject`.
	pub fn controls(account: &T::AccountId, subject: SubjectId) -> bool {
		Subjects::<T>::get(subject).is_some_and(|row| row.account == *account)
	}

	/// Takes one free grant from the subject's allowance.
	pub fn spend_allowance(subject: SubjectId) -> DispatchResult {
		Subjects::<T>::try_mutate(subject, |row| {
			let row = row.as_mut().ok_or(Error::<T>::NoSuchSubject)?;
			row.allowance = row.allowance.checked_sub(1).ok_or(Error::<T>::AllowanceUsedUp)?;
			Ok(())
		})
	}

	pub(crate) fn do_enrol(
		who: T::AccountId,
		subject: SubjectId,
		account: T::AccountId,
		key: KeyRef,
		expires: Moment,
		signature: T::Signature,
	) -> DispatchResult {
		let provider = Self::acting(&who, Role::Provider)?;
		ensure!(!Subjects::<T>::contains_key(subject), Error::<T>::SubjectExists);
		let now = T::Clock::now();
		ensure!(now < expires, Error::<T>::EnrolmentExpired);
		ensure!(
			expires <= now.saturating_add(ENROLMENT_VALID_AT_MOST),
			Error::<T>::EnrolmentTooLong
		);
		let digest = enrolment_digest(&Self::genesis_hash(), provider, subject, &key, expires);
		ensure!(
			signature.verify(digest.encode().as_slice(), &account),
			Error::<T>::BadEnrolmentSignature
		);
		frame_system::Pallet::<T>::inc_sufficients(&account);
		Subjects::<T>::insert(
			subject,
			Subject { account, provider, key, allowance: T::Allowance::get() },
		);
		Self::deposit_event(Event::SubjectEnrolled { subject, provider });
		Ok(())
	}
}
