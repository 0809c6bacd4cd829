//! Giving and taking back.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{GrantId, Moment, SubjectId, TermsOnChain};

/// The policy a grant is given under. There is one until governance adopts another.
const POLICY: u32 = 1;

impl<T: Config> Pallet<T> {
	/// Whether `who` may give this grant now.
	pub fn ensure_may_grant(
		who: &T::AccountId,
		grant: GrantId,
		subject: SubjectId,
		terms: &TermsOnChain,
		until: Moment,
	) -> Result<(), Error<T>> {
		ensure!(T::Parties::controls(who, subject), Error::<T>::NotTheSubject);
		let now = T::Clock::now();
		ensure!(now < until, Error::<T>::EndsInThePast);
		ensure!(until <= now.saturating_add(T::MaxWindow::get()), Error::<T>::WindowTooLong);
		if let TermsOnChain::Open(terms) = terms {
			ensure!(
				terms.purposes.is_valid() && terms.from < terms.until && terms.until <= until,
				Error::<T>::BadTerms
			);
		}
		ensure!(!Grants::<T>::contains_key(grant), Error::<T>::GrantExists);
		Ok(())
	}

	/// Whether `who` may take this grant back now: it is live and theirs.
	pub fn ensure_may_revoke(who: &T::AccountId, grant: GrantId) -> Result<Grant, Error<T>> {
		let row = Grants::<T>::get(grant).ok_or(Error::<T>::NotFound)?;
		ensure!(T::Parties::controls(who, row.subject), Error::<T>::NotTheSubject);
		ensure!(row.revoked.is_none(), Error::<T>::AlreadyRevoked);
		ensure!(T::Clock::now() < row.until, Error::<T>::AlreadyEnded);
		Ok(row)
	}

	pub(crate) fn do_grant(
		who: T::AccountId,
		grant: GrantId,
		subject: SubjectId,
		terms: TermsOnChain,
		until: Moment,
	) -> DispatchResult {
		Self::ensure_may_grant(&who, grant, subject, &terms, until)?;
		if T::Parties::has_allowance(subject) {
			T::Parties::spend_allowance(subject)?;
		}
		let granted = T::Clock::now();
		Grants::<T>::insert(
			grant,
			Grant { subject, terms, policy: POLICY, granted, until, revoked: None },
		);
		Self::deposit_event(Event::GrantGiven { grant, subject });
		Ok(())
	}

	pub(crate) fn do_revoke(who: T::AccountId, grant: GrantId) -> DispatchResult {
		let row = Self::ensure_may_revoke(&who, grant)?;
		Grants::<T>::insert(grant, Grant { revoked: Some(T::Clock::now()), ..row });
		Self::deposit_event(Event::GrantRevoked { grant, subject: row.subject });
		Ok(())
	}
}
