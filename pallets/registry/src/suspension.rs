//! Stopping institutions, and letting them act again.

use crate::{types::LASTING, *};
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::InstitutionId;

impl<T: Config> Pallet<T> {
	/// What does not last lapses, and none like it begins before as long a time has passed since the
	/// end. That keeps a power from making a suspension last by renewing it. What ended early holds
	/// only back who had begun it, or a regulator could shield an institution from the others by a
	/// suspension that it ends at once. So one other regulator may begin one again, and nobody like
	/// them after that one, or two could take turns for ever. A stronger power is not held back by
	/// what a weaker one did. Only a motion that reinstates forgets.
	pub(crate) fn do_suspend(institution: InstitutionId, by: Power) -> DispatchResult {
		let row = Self::ensure_not_removed(institution)?;
		let now = T::Clock::now();
		let longest = T::Policy::get().parties.suspension;
		ensure!(row.standing != LASTING, Error::<T>::AlreadySuspended);
		let (last, ended, holds_back_all) = match row.standing {
			Standing::Suspended { by: last, until: Some(until), .. } => (Some(last), until, true),
			Standing::Reinstated { by: last, at, again } => (Some(last), at, again),
			_ => (None, now, false),
		};
		// What a weaker power did, or what is long ago, counts no more.
		let last = last.filter(|it| !by.outranks(*it) && now < ended.saturating_add(longest));
		let is_held_back =
			last.is_some_and(|last| holds_back_all || last == by || last.outranks(by));
		ensure!(!is_held_back, Error::<T>::SuspendedLately);
		let until = Some(now.saturating_add(longest));
		let again = last.is_some();
		Self::put_suspended(institution, row, Standing::Suspended { by, until, again });
		Ok(())
	}

	pub(crate) fn do_suspend_for_good(institution: InstitutionId) -> DispatchResult {
		let row = Self::ensure_not_removed(institution)?;
		ensure!(row.standing != LASTING, Error::<T>::AlreadySuspended);
		Self::put_suspended(institution, row, LASTING);
		Ok(())
	}

	pub(crate) fn do_reinstate(institution: InstitutionId, power: Power) -> DispatchResult {
		let row = Self::ensure_not_removed(institution)?;
		let now = T::Clock::now();
		ensure!(!row.standing.may_act(now), Error::<T>::NotSuspended);
		let standing = match row.standing {
			Standing::Suspended { by, again, .. } if power != Power::Lasting => {
				ensure!(!by.outranks(power), Error::<T>::NeedsMotion);
				Standing::Reinstated { by, at: now, again }
			},
			_ => Standing::Active,
		};
		Institutions::<T>::insert(institution, Institution { standing, ..row });
		Self::deposit_event(Event::InstitutionReinstated { institution });
		Ok(())
	}

	fn put_suspended(
		institution: InstitutionId,
		row: Institution<T::AccountId>,
		standing: Standing,
	) {
		let Standing::Suspended { until, .. } = standing else { return };
		Institutions::<T>::insert(institution, Institution { standing, ..row });
		Self::deposit_event(Event::InstitutionSuspended { institution, until });
	}
}
