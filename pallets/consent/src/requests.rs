//! Being asked for access, and answering.

use crate::{authority::act, *};
use alloc::vec::Vec;
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::MutateHold, tokens::Precision, Get, Time},
};
use salus_primitives::{GrantId, Hash32, InstitutionId, Moment, Roles, SubjectId, TermsOnChain};

/// Institutions of every kind may ask.
const ANY_ROLE: Roles = Roles(0xffff);

impl<T: Config> Pallet<T> {
	/// Whether `who` may ask the subject for this now, and for which institution.
	pub fn ensure_may_request(
		who: &T::AccountId,
		subject: SubjectId,
		grant: GrantId,
		terms: &TermsOnChain,
		until: Moment,
	) -> Result<InstitutionId, Error<T>> {
		let by = T::Parties::acting_any(who, ANY_ROLE).ok_or(Error::<T>::NotAnInstitution)?;
		ensure!(T::Parties::is_subject(subject), Error::<T>::NoSuchSubject);
		Self::ensure_window(terms, until)?;
		if let TermsOnChain::Open(terms) = terms {
			ensure!(terms.grantee == by, Error::<T>::NotTheGrantee);
		}
		Self::ensure_new(subject, grant)?;
		ensure!(RequestCount::<T>::get(subject) < MAX_REQUESTS, Error::<T>::TooManyRequests);
		let own = Requests::<T>::iter_prefix_values(subject).filter(|row| row.by == by).count();
		ensure!(own < MAX_REQUESTS_BY_ONE as usize, Error::<T>::TooManyRequestsByOne);
		Ok(by)
	}

	/// Whether `who` may approve the request now, or agree to it.
	pub fn ensure_may_approve(
		who: &T::AccountId,
		subject: SubjectId,
		grant: GrantId,
	) -> Result<Request<BalanceOf<T>>, Error<T>> {
		let authority = Self::authority(who, subject)?;
		let request = Self::request_of(subject, grant)?;
		ensure!(T::Clock::now() < request.open_until, Error::<T>::RequestLapsed);
		Self::ensure_window(&request.terms, request.until)?;
		let act = Self::act_of_approve(subject, grant, &request);
		Self::ensure_may_widen(who, subject, authority, act)?;
		Ok(request)
	}

	/// Whether `who` may decline the request.
	pub fn ensure_may_decline(
		who: &T::AccountId,
		subject: SubjectId,
		grant: GrantId,
	) -> Result<Request<BalanceOf<T>>, Error<T>> {
		Self::authority(who, subject)?;
		Self::request_of(subject, grant)
	}

	/// Whether `who` may close the request: it asked itself, or the request has lapsed.
	pub fn ensure_may_close_request(
		who: &T::AccountId,
		subject: SubjectId,
		grant: GrantId,
	) -> Result<Request<BalanceOf<T>>, Error<T>> {
		let request = Self::request_of(subject, grant)?;
		ensure!(
			request.open_until <= T::Clock::now()
				|| T::Parties::account(request.by).as_ref() == Some(who),
			Error::<T>::NotTheRequester
		);
		Ok(request)
	}

	pub(crate) fn do_request(
		who: T::AccountId,
		subject: SubjectId,
		grant: GrantId,
		terms: TermsOnChain,
		until: Moment,
	) -> DispatchResult {
		let by = Self::ensure_may_request(&who, subject, grant, &terms, until)?;
		let deposit = T::RequestDeposit::get();
		T::Currency::hold(&HoldReason::Request.into(), &who, deposit)?;
		let open_until = T::Clock::now().saturating_add(T::Policy::get().consent.request_open);
		let request = Request { by, terms, until, open_until, deposit };
		Requests::<T>::insert(subject, grant, request);
		RequestCount::<T>::mutate(subject, |count| *count = count.saturating_add(1));
		Self::deposit_event(Event::AccessRequested { grant, subject, by });
		Ok(())
	}

	pub(crate) fn do_approve(
		who: T::AccountId,
		subject: SubjectId,
		grant: GrantId,
	) -> DispatchResult {
		let request = Self::ensure_may_approve(&who, subject, grant)?;
		if Self::widen(&who, subject, Self::act_of_approve(subject, grant, &request))? {
			Self::end_request(subject, grant, &request);
			Self::give(subject, grant, request.terms, request.until);
		}
		Ok(())
	}

	pub(crate) fn do_decline(
		who: T::AccountId,
		subject: SubjectId,
		grant: GrantId,
	) -> DispatchResult {
		let request = Self::ensure_may_decline(&who, subject, grant)?;
		Self::end_request(subject, grant, &request);
		Self::deposit_event(Event::RequestDeclined { grant, subject });
		Ok(())
	}

	pub(crate) fn do_close_request(
		who: T::AccountId,
		subject: SubjectId,
		grant: GrantId,
	) -> DispatchResult {
		let request = Self::ensure_may_close_request(&who, subject, grant)?;
		Self::end_request(subject, grant, &request);
		Self::deposit_event(Event::RequestClosed { grant, subject });
		Ok(())
	}

	/// Ends the requests that wait for a subject, at most [`MAX_REQUESTS`].
	pub(crate) fn end_requests(subject: SubjectId) {
		for (grant, request) in Requests::<T>::iter_prefix(subject).collect::<Vec<_>>() {
			Self::end_request(subject, grant, &request);
			Self::deposit_event(Event::RequestClosed { grant, subject });
		}
	}

	/// The agreement covers what the request says, so that none counts for another request that came
	/// later under the same id.
	pub(crate) fn act_of_approve(
		subject: SubjectId,
		grant: GrantId,
		request: &Request<BalanceOf<T>>,
	) -> Hash32 {
		let Request { by, terms, until, open_until, .. } = request;
		act("approve", (subject, grant, by, terms, until, open_until))
	}

	fn request_of(subject: SubjectId, grant: GrantId) -> Result<Request<BalanceOf<T>>, Error<T>> {
		Requests::<T>::get(subject, grant).ok_or(Error::<T>::NoSuchRequest)
	}

	fn end_request(subject: SubjectId, grant: GrantId, request: &Request<BalanceOf<T>>) {
		Requests::<T>::remove(subject, grant);
		RequestCount::<T>::mutate_exists(subject, |count| {
			*count = count.and_then(|count| count.checked_sub(1)).filter(|count| *count > 0);
		});
		if let Some(account) = T::Parties::account(request.by) {
			// A person's right does not wait for an institution's money: whatever is still held comes
			// free, and nothing else is asked.
			let _ = T::Currency::release(
				&HoldReason::Request.into(),
				&account,
				request.deposit,
				Precision::BestEffort,
			);
		}
	}
}
