//! What guardians must agree on. Other pallets ask here before they carry out what a guardian wants.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{Authority, GuardianScope, Hash32, Quorum, SubjectId};

impl<T: Config> Pallet<T> {
	/// Whether [`Self::agree`] would succeed.
	pub fn ensure_may_agree(
		account: &T::AccountId,
		subject: SubjectId,
		scope: GuardianScope,
		act: Hash32,
		all: bool,
	) -> Result<(), Error<T>> {
		Self::count_agreements(account, subject, scope, act, all).map(drop)
	}

	/// Notes that a guardian agrees to an act, and says whether that is enough to carry it out.
	///
	/// One guardian is enough where the subject's quorum says so, unless `all` are asked for.
	/// Otherwise every live guardian with this scope has to agree to the same act within
	/// [`AGREEMENT_LASTS`].
	pub fn agree(
		account: &T::AccountId,
		subject: SubjectId,
		scope: GuardianScope,
		act: Hash32,
		all: bool,
	) -> Result<bool, DispatchError> {
		match Self::count_agreements(account, subject, scope, act, all)? {
			Count::OneIsEnough => Ok(true),
			Count::Complete => {
				for (guardian, _) in Guardians::<T>::iter_prefix(subject) {
					Agreements::<T>::mutate_exists(subject, &guardian, |it| {
						it.take_if(|it| guardian == *account || it.act == act);
					});
				}
				Ok(true)
			},
			Count::Incomplete => {
				let agreement = Agreement { act, at: T::Clock::now() };
				Agreements::<T>::insert(subject, account, agreement);
				Ok(false)
			},
		}
	}

	/// Counts as if `account` agreed now.
	fn count_agreements(
		account: &T::AccountId,
		subject: SubjectId,
		scope: GuardianScope,
		act: Hash32,
		all: bool,
	) -> Result<Count, Error<T>> {
		let row = Subjects::<T>::get(subject).ok_or(Error::<T>::NoSuchSubject)?;
		ensure!(
			Self::authority(account, subject, scope) == Some(Authority::Guardian),
			Error::<T>::NotAGuardian
		);
		if !all && row.quorum == Quorum::Any {
			return Ok(Count::OneIsEnough);
		}
		let now = T::Clock::now();
		let own = Agreements::<T>::get(subject, account);
		if let Some(other) = own.filter(|it| it.act != act) {
			let may_change = other.at.saturating_add(T::Policy::get().erasure.pause);
			ensure!(may_change <= now, Error::<T>::TooSoonToChange);
		}
		let agrees = |it: &Agreement| it.act == act && now < it.at.saturating_add(AGREEMENT_LASTS);
		let complete = Guardians::<T>::iter_prefix(subject)
			.filter(|(_, it)| it.is_live(now) && it.scope.has(scope))
			.all(|(guardian, _)| {
				guardian == *account
					|| Agreements::<T>::get(subject, &guardian).is_some_and(|it| agrees(&it))
			});
		if complete {
			return Ok(Count::Complete);
		}
		ensure!(!own.is_some_and(|it| agrees(&it)), Error::<T>::AlreadyAgreed);
		Ok(Count::Incomplete)
	}
}

enum Count {
	OneIsEnough,
	Complete,
	Incomplete,
}
