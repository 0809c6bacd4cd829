//! Enrolment.

use crate::*;
use codec::Encode;
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::MutateHold, Time},
};
use salus_primitives::{
	enrolment_digest, InstitutionId, KeyRef, Moment, Quorum, Role, Roles, SubjectId,
	ENROLMENT_VALID_AT_MOST,
};
use sp_runtime::traits::Verify;

impl<T: Config> Pallet<T> {
	/// Whether `enrol` would be accepted, and of which provider.
	pub fn ensure_may_enrol(
		who: &T::AccountId,
		subject: SubjectId,
		account: &T::AccountId,
		key: &KeyRef,
		expires: Moment,
		signature: &T::Signature,
	) -> Result<InstitutionId, Error<T>> {
		let provider = Self::acting_in(who, Roles::of(&[Role::Provider]))?;
		ensure!(!Subjects::<T>::contains_key(subject), Error::<T>::SubjectExists);
		ensure!(!InstitutionOf::<T>::contains_key(account), Error::<T>::AccountInUse);
		Self::ensure_suite(key.suite)?;
		let now = T::Clock::now();
		ensure!(
			Self::enrolled_on(provider, day_of(now)) < T::Policy::get().parties.enrolments_a_day,
			Error::<T>::EnrolmentsUsedUp
		);
		ensure!(now < expires, Error::<T>::EnrolmentExpired);
		ensure!(
			expires <= now.saturating_add(ENROLMENT_VALID_AT_MOST),
			Error::<T>::EnrolmentTooLong
		);
		let digest = enrolment_digest(&Self::genesis_hash(), provider, subject, key, expires);
		ensure!(
			signature.verify(digest.encode().as_slice(), account),
			Error::<T>::BadEnrolmentSignature
		);
		Ok(provider)
	}

	pub(crate) fn do_enrol(
		who: T::AccountId,
		subject: SubjectId,
		account: T::AccountId,
		key: KeyRef,
		expires: Moment,
		signature: T::Signature,
	) -> DispatchResult {
		let provider = Self::ensure_may_enrol(&who, subject, &account, &key, expires, &signature)?;
		let deposit = T::EnrolmentDeposit::get();
		T::Currency::hold(&HoldReason::Enrolment.into(), &who, deposit)?;
		let today = day_of(T::Clock::now());
		let enrolled = Self::enrolled_on(provider, today).saturating_add(1);
		Enrolled::<T>::insert(provider, (today, enrolled));
		frame_system::Pallet::<T>::inc_sufficients(&account);
		Subjects::<T>::insert(
			subject,
			Subject {
				account,
				provider,
				key,
				allowance: T::Policy::get().parties.allowance,
				quorum: Quorum::default(),
				guardians: 0,
				deposit,
				recovered: 0,
			},
		);
		Self::deposit_event(Event::SubjectEnrolled { subject, provider });
		Ok(())
	}

	fn enrolled_on(provider: InstitutionId, today: u32) -> u32 {
		let (day, enrolled) = Enrolled::<T>::get(provider);
		if day == today {
			enrolled
		} else {
			0
		}
	}
}

/// Days since the epoch, UTC.
fn day_of(moment: Moment) -> u32 {
	u32::try_from(moment / DAY).unwrap_or(u32::MAX)
}
