//! What an emergency takes out, for a while.

use crate::*;
use frame_support::{ensure, traits::Time};
use salus_primitives::{Purposes, Restriction, Suites, EVERY_PURPOSE};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// What would be taken out all in all, and until when, if these may be taken out now. Who may, is
	/// another question.
	pub fn ensure_may_restrict(
		purposes: Purposes,
		suites: Suites,
	) -> Result<Restriction, Error<T>> {
		let now = T::Clock::now();
		let chapter = Book::<T>::get();
		let policy = chapter.at(now);
		let known =
			purposes.within(EVERY_PURPOSE) == purposes && suites.within(Suites::ALL) == suites;
		let purposes = purposes.and_below();
		let something =
			purposes.within(policy.consent.purposes).0 != 0 || suites.within(policy.suites).0 != 0;
		ensure!(known && something, Error::<T>::NothingToRestrict);
		let least = Limits::<T>::get().least;
		ensure!(
			purposes.within(least.consent.purposes).0 == 0 && suites.within(least.suites).0 == 0,
			Error::<T>::Guaranteed
		);
		ensure!(now >= chapter.restrictable_from(now), Error::<T>::RestrictedLately);
		let restriction = match chapter.live_restriction(now) {
			Some(live) => Restriction {
				purposes: live.purposes.and(purposes),
				suites: Suites(live.suites.0 | suites.0),
				until: live.until,
			},
			None => Restriction {
				purposes,
				suites,
				until: now.saturating_add(policy.parties.restriction),
			},
		};
		let pending = chapter.pending(now).filter(|next| restriction.is_live(next.in_force));
		let leaves_suites = [Some(policy), pending.map(|next| next.policy)]
			.into_iter()
			.flatten()
			.all(|policy| restriction.apply(policy).suites.0 != 0);
		ensure!(leaves_suites, Error::<T>::LastSuite);
		Ok(restriction)
	}

	pub(crate) fn do_restrict(purposes: Purposes, suites: Suites) -> DispatchResult {
		let restriction = Self::ensure_may_restrict(purposes, suites)?;
		Book::<T>::mutate(|chapter| chapter.restriction = Some(restriction));
		let Restriction { purposes, suites, until } = restriction;
		Self::deposit_event(Event::PolicyRestricted { purposes, suites, until });
		Ok(())
	}

	/// Whether there is something to give back now. Who may, is another question.
	pub fn ensure_may_lift() -> Result<Restriction, Error<T>> {
		let live = Book::<T>::get().live_restriction(T::Clock::now()).copied();
		live.ok_or(Error::<T>::NotRestricted)
	}

	/// Whether giving it back would allow secondary use again.
	pub fn lifting_widens() -> bool {
		let now = T::Clock::now();
		let chapter = Book::<T>::get();
		chapter.at(now).widens_secondary_use(chapter.adopted(now))
	}

	/// The row stays: an emergency is not renewed because it was lifted.
	pub(crate) fn do_lift() -> DispatchResult {
		let restriction = Self::ensure_may_lift()?;
		let until = T::Clock::now();
		Book::<T>::mutate(|it| it.restriction = Some(Restriction { until, ..restriction }));
		Self::deposit_event(Event::RestrictionLifted);
		Ok(())
	}
}
