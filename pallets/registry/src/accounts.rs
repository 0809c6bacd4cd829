//! The account and the encryption key of a subject.

use crate::*;
use codec::Encode;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{account_digest, KeyRef, Moment, SubjectId, ENROLMENT_VALID_AT_MOST};
use sp_runtime::traits::Verify;

impl<T: Config> Pallet<T> {
	/// Whether `rotate_account` would succeed.
	pub fn ensure_may_rotate_account(
		who: &T::AccountId,
		subject: SubjectId,
		account: &T::AccountId,
		key: &KeyRef,
		expires: Moment,
		signature: &T::Signature,
	) -> Result<SubjectOf<T>, Error<T>> {
		let row = Self::ensure_own(who, subject)?;
		ensure!(!Self::is_recovering(subject), Error::<T>::RecoveryPending);
		ensure!(*key == row.key || key.id > row.key.id, Error::<T>::KeyNotNewer);
		Self::ensure_takes_over(&row, subject, account, key, expires, signature)?;
		Ok(row)
	}

	pub(crate) fn do_rotate_account(
		who: T::AccountId,
		subject: SubjectId,
		account: T::AccountId,
		key: KeyRef,
		expires: Moment,
		signature: T::Signature,
	) -> DispatchResult {
		let row =
			Self::ensure_may_rotate_account(&who, subject, &account, &key, expires, &signature)?;
		let row = Self::hand_over(subject, row, account, key);
		Self::put_after_spending(subject, row);
		Self::deposit_event(Event::AccountRotated { subject });
		Ok(())
	}

	/// Whether `set_key` would succeed.
	pub fn ensure_may_set_key(
		who: &T::AccountId,
		subject: SubjectId,
		key: &KeyRef,
	) -> Result<SubjectOf<T>, Error<T>> {
		let row = Self::ensure_own(who, subject)?;
		ensure!(key.id > row.key.id, Error::<T>::KeyNotNewer);
		Self::ensure_suite(key.suite)?;
		Ok(row)
	}

	pub(crate) fn do_set_key(who: T::AccountId, subject: SubjectId, key: KeyRef) -> DispatchResult {
		let row = Self::ensure_may_set_key(&who, subject, &key)?;
		Self::put_after_spending(subject, Subject { key, ..row });
		Self::deposit_event(Event::SubjectKeySet { subject, key: key.id });
		Ok(())
	}

	/// Whether `account` may control the subject next and agreed to it.
	pub(crate) fn ensure_takes_over(
		row: &SubjectOf<T>,
		subject: SubjectId,
		account: &T::AccountId,
		key: &KeyRef,
		expires: Moment,
		signature: &T::Signature,
	) -> Result<(), Error<T>> {
		ensure!(row.account != *account, Error::<T>::SameAccount);
		ensure!(!InstitutionOf::<T>::contains_key(account), Error::<T>::AccountInUse);
		Self::ensure_not_stopped(subject, account)?;
		if *key != row.key {
			Self::ensure_suite(key.suite)?;
		}
		let now = T::Clock::now();
		ensure!(now < expires, Error::<T>::SignatureExpired);
		ensure!(
			expires <= now.saturating_add(ENROLMENT_VALID_AT_MOST),
			Error::<T>::SignatureTooLong
		);
		let digest = account_digest(&Self::genesis_hash(), subject, key, expires);
		ensure!(
			signature.verify(digest.encode().as_slice(), account),
			Error::<T>::BadAccountSignature
		);
		Ok(())
	}

	/// Gives the subject to another account, which needs no guardianship of it any more. The caller
	/// writes the row.
	pub(crate) fn hand_over(
		subject: SubjectId,
		row: SubjectOf<T>,
		account: T::AccountId,
		key: KeyRef,
	) -> SubjectOf<T> {
		Recoveries::<T>::remove(subject);
		frame_system::Pallet::<T>::inc_sufficients(&account);
		frame_system::Pallet::<T>::dec_sufficients(&row.account);
		let guardians = row.guardians.saturating_sub(Self::unlink(subject, &account).into());
		Subject { account, key, guardians, ..row }
	}
}
