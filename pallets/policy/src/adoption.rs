//! A new policy.

use crate::*;
use frame_support::{ensure, traits::Time};
use salus_primitives::{Adoption, Documents, Moment, Policy, Restriction};
use sp_runtime::DispatchResult;

/// A policy is in force a year after its adoption at the latest.
pub const AHEAD_AT_MOST: Moment = 366 * 24 * 60 * 60 * 1000;

impl<T: Config> Pallet<T> {
	/// Whether the policy may be adopted now. Who may, is another question.
	pub fn ensure_may_adopt(adoption: &Adoption) -> Result<(), Error<T>> {
		let now = T::Clock::now();
		let chapter = Book::<T>::get();
		let Adoption { policy, in_force, .. } = adoption;
		ensure!(chapter.pending(now).is_none(), Error::<T>::StillPending);
		let before = chapter.newest();
		ensure!(
			before.version.checked_add(1) == Some(policy.version),
			Error::<T>::NotTheNextVersion
		);
		Limits::<T>::get().check(policy).map_err(|it| Error::<T>::OutOfBounds(it.index))?;
		ensure!(Self::is_confirmable(policy), Error::<T>::TooShortToConfirm);
		ensure!(*in_force >= now, Error::<T>::InThePast);
		ensure!(*in_force <= now.saturating_add(AHEAD_AT_MOST), Error::<T>::TooFarAhead);
		// A restriction that this policy does not confirm stays, and must not leave it without suites.
		let unconfirmed =
			chapter.live_restriction(*in_force).filter(|it| !it.is_confirmed_by(policy));
		ensure!(
			unconfirmed.is_none_or(|it| it.apply(*policy).suites.0 != 0),
			Error::<T>::LastSuite
		);
		Self::ensure_asks_fairly(before, policy, *in_force)
	}

	/// Who asks anew gives people time. Who asked before keeps asking as long as there can be a grant
	/// that was asked for, or such grants would come back to life.
	fn ensure_asks_fairly(
		before: &Policy,
		policy: &Policy,
		in_force: Moment,
	) -> Result<(), Error<T>> {
		if policy.reconsent == before.reconsent {
			return Ok(());
		}
		if let Some(asked) = before.reconsent {
			let concerned = History::<T>::get(asked.before).map(|it| it.older_grants_until);
			ensure!(concerned.is_none_or(|end| in_force >= end), Error::<T>::ReconsentStands);
		}
		let Some(asks) = policy.reconsent else { return Ok(()) };
		ensure!(asks.before == policy.version && asks.widened.is_valid(), Error::<T>::BadReconsent);
		let least = before.consent.notice.max(policy.consent.notice);
		ensure!(asks.from >= in_force.saturating_add(least), Error::<T>::NoticeTooShort);
		let most = Limits::<T>::get().most.consent.notice;
		ensure!(asks.from <= in_force.saturating_add(most), Error::<T>::NoticeTooLong);
		Ok(())
	}

	/// Whether what ends by itself under this policy lasts until a motion can make it lasting.
	pub fn is_confirmable(policy: &Policy) -> bool {
		T::Decisions::confirming_suspension() < policy.parties.suspension
			&& T::Decisions::confirming_restriction() < policy.parties.restriction
	}

	/// Whether the policy follows on the newest one.
	pub fn is_next(adoption: &Adoption) -> bool {
		Book::<T>::get().newest().version.checked_add(1) == Some(adoption.policy.version)
	}

	/// Whether the policy would allow secondary use that the newest one does not. Of a policy that is
	/// not made on the newest one nobody can tell, so it may.
	pub fn widens(adoption: &Adoption) -> bool {
		let chapter = Book::<T>::get();
		let newest = chapter.newest();
		newest.version.checked_add(1) != Some(adoption.policy.version)
			|| newest.widens_secondary_use(&adoption.policy)
	}

	pub(crate) fn do_adopt(adoption: Adoption, documents: Documents) -> DispatchResult {
		Self::ensure_may_adopt(&adoption)?;
		ensure!(documents.assessment.is_some(), Error::<T>::NeedsAssessment);
		let widens = Self::widens(&adoption);
		let Adoption { policy, in_force, languages } = adoption;
		let now = T::Clock::now();
		let mut chapter = Book::<T>::get();
		let before = *chapter.newest();
		let older_grants_until = History::<T>::get(before.version)
			.map_or(0, |it| it.older_grants_until)
			.max(in_force.saturating_add(before.consent.grant_at_most));
		History::<T>::insert(
			policy.version,
			Entry { documents, languages, adopted: now, in_force, older_grants_until, policy },
		);
		let live = chapter.restriction.as_mut().filter(|it| it.is_live(now));
		if let Some(it) = live.filter(|it| it.is_confirmed_by(&policy)) {
			// No gap between the emergency and the policy that confirms it, but never longer than an
			// emergency lasts: more may be taken out meanwhile, which this policy did not confirm.
			let longest = now.saturating_add(before.parties.restriction);
			it.until = in_force.min(it.until.max(longest));
			let Restriction { purposes, suites, until } = *it;
			Self::deposit_event(Event::PolicyRestricted { purposes, suites, until });
		}
		chapter.current = before;
		chapter.next = Some(Next { in_force, policy });
		Book::<T>::put(chapter);
		Self::deposit_event(Event::PolicyAdopted {
			version: policy.version,
			in_force,
			documents,
			widens,
			asks_anew: policy.reconsent.is_some() && policy.reconsent != before.reconsent,
		});
		Ok(())
	}
}
