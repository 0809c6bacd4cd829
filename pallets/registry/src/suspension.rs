//! Stopping institutions, and letting them act again.

use crate::{types::LASTING, *};
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::InstitutionId;

impl<T: Config> Pallet<T> {
	/// What does not last lapses, and none like it begins before as long a time has passed since the
	/// end, early or not. That keeps a power from making a suspension last by renewing it. A stronger
	/// one is not held back by what a weaker one did. Only a motion that reinstates forgets.
	pub(crate) fn do_suspend(institution: InstitutionId, by: Power) -> DispatchResult {
		let row = Self::ensure_not_removed(institution)?;
		let now = T::Clock::now();
		let longest = T::Policy::get().parties.suspension;
		ensure!(row.standing != LASTING, Error::<T>::AlreadySuspended);
		if let Standing::Suspended { by: last, until: Some(until) } = row.standing {
			let is_over = until.saturating_add(longest) <= now;
			ensure!(last < by || is_over, Error::<T>::SuspendedLately);
		}
		let until = Some(now.saturating_add(longest));
		Self::put_suspended(institution, row, Standing::Suspended { by, until });
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
			Standing::Suspended { by, .. } if power != Power::Lasting => {
				ensure!(by <= power, Error::<T>::NeedsMotion);
				Standing::Suspended { by, until: Some(now) }
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
