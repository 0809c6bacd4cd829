//! Giving.

use crate::{authority::act, *};
use frame_support::{
	dispatch::DispatchResultWithPostInfo,
	pallet_prelude::*,
	traits::{Get, Time},
};
use salus_primitives::{Authority, GrantId, Hash32, Moment, SubjectId, TermsOnChain};

/// Every bit that an action may have.
const ACTIONS: u8 = 0b1_1111;

impl<T: Config> Pallet<T> {
	/// Whether `who` may give this grant now, or agree to it, and as whom.
	pub fn ensure_may_grant(
		who: &T::AccountId,
		grant: GrantId,
		subject: SubjectId,
		terms: &TermsOnChain,
		until: Moment,
		policy: u32,
	) -> Result<Authority, Error<T>> {
		let authority = Self::authority(who, subject)?;
		ensure!(policy == T::Policy::get().version, Error::<T>::OldPolicy);
		Self::ensure_window(terms, until)?;
		Self::ensure_new(subject, grant)?;
		let act = Self::act_of_grant(grant, subject, terms, until, policy);
		Self::ensure_may_widen(who, subject, authority, act)?;
		Ok(authority)
	}

	/// Whether `who` may replace the grant by a new one that ends no later, or agree to it,
	/// and as whom.
	pub fn ensure_may_narrow(
		who: &T::AccountId,
		subject: SubjectId,
		grant: GrantId,
		new: GrantId,
		terms: &TermsOnChain,
		until: Moment,
		policy: u32,
	) -> Result<(Grant, Authority), Error<T>> {
		let row = Self::ensure_may_revoke(who, subject, grant)?;
		let authority = Self::authority(who, subject)?;
		ensure!(until <= row.until, Error::<T>::EndsLater);
		ensure!(policy == T::Policy::get().version, Error::<T>::OldPolicy);
		Self::ensure_window(terms, until)?;
		Self::ensure_new(subject, new)?;
		let act = Self::act_of_narrow(subject, grant, new, terms, until, policy);
		Self::ensure_may_widen(who, subject, authority, act)?;
		Ok((row, authority))
	}

	pub(crate) fn do_grant(
		who: T::AccountId,
		grant: GrantId,
		subject: SubjectId,
		terms: TermsOnChain,
		until: Moment,
		policy: u32,
	) -> DispatchResultWithPostInfo {
		let authority = Self::ensure_may_grant(&who, grant, subject, &terms, until, policy)?;
		let act = Self::act_of_grant(grant, subject, &terms, until, policy);
		if Self::widen(&who, subject, act)? {
			Self::give(subject, grant, terms, until);
		}
		Ok(Self::weighed(authority, T::WeightInfo::grant_by_subject()))
	}

	pub(crate) fn do_narrow(
		who: T::AccountId,
		subject: SubjectId,
		grant: GrantId,
		new: GrantId,
		terms: TermsOnChain,
		until: Moment,
		policy: u32,
	) -> DispatchResultWithPostInfo {
		let (row, authority) =
			Self::ensure_may_narrow(&who, subject, grant, new, &terms, until, policy)?;
		let act = Self::act_of_narrow(subject, grant, new, &terms, until, policy);
		if Self::widen(&who, subject, act)? {
			Self::take_back(subject, grant, row);
			Self::give(subject, new, terms, until);
		}
		Ok(Self::weighed(authority, T::WeightInfo::narrow_by_subject()))
	}

	/// Writes a new grant under the policy in force.
	pub(crate) fn give(subject: SubjectId, grant: GrantId, terms: TermsOnChain, until: Moment) {
		let generation = Current::<T>::get(subject);
		Grants::<T>::insert(
			subject,
			grant,
			Grant {
				terms,
				policy: T::Policy::get().version,
				generation,
				granted: T::Clock::now(),
				until,
				revoked: None,
			},
		);
		Generations::<T>::mutate(subject, generation, |it| {
			it.given = it.given.saturating_add(1);
			it.live = it.live.saturating_add(1);
		});
		Self::deposit_event(Event::GrantGiven { grant, subject });
	}

	/// Whether terms and end are ones that a grant may have now.
	pub(crate) fn ensure_window(terms: &TermsOnChain, until: Moment) -> Result<(), Error<T>> {
		let now = T::Clock::now();
		let rules = T::Policy::get().consent;
		ensure!(now < until, Error::<T>::EndsInThePast);
		ensure!(until <= now.saturating_add(rules.grant_at_most), Error::<T>::WindowTooLong);
		if let TermsOnChain::Open(terms) = terms {
			ensure!(
				terms.purposes.is_valid()
					&& terms.actions.0 != 0
					&& terms.actions.0 & !ACTIONS == 0
					&& terms.from < terms.until
					&& terms.until <= until,
				Error::<T>::BadTerms
			);
			// Sealed terms show theirs to the verdict alone.
			ensure!(
				terms.purposes.within(rules.purposes) == terms.purposes,
				Error::<T>::PurposeNotAllowed
			);
		}
		Ok(())
	}

	/// Whether the subject has neither a grant nor a request of this id.
	pub(crate) fn ensure_new(subject: SubjectId, grant: GrantId) -> Result<(), Error<T>> {
		ensure!(
			!Grants::<T>::contains_key(subject, grant)
				&& !Requests::<T>::contains_key(subject, grant),
			Error::<T>::GrantExists
		);
		Ok(())
	}

	pub(crate) fn act_of_grant(
		grant: GrantId,
		subject: SubjectId,
		terms: &TermsOnChain,
		until: Moment,
		policy: u32,
	) -> Hash32 {
		act("grant", (grant, subject, terms, until, policy))
	}

	pub(crate) fn act_of_narrow(
		subject: SubjectId,
		grant: GrantId,
		new: GrantId,
		terms: &TermsOnChain,
		until: Moment,
		policy: u32,
	) -> Hash32 {
		act("narrow", (subject, grant, new, terms, until, policy))
	}
}
