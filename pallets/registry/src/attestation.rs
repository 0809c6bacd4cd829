//! Guardians that institutions attest: of children, and of whoever cannot appoint one.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{GuardianScope, InstitutionId, Moment, SubjectId};

impl<T: Config> Pallet<T> {
	/// Whether `attest_guardian` would succeed: by whom, and whether it is the second of two
	/// attestations.
	pub fn ensure_may_attest_guardian(
		who: &T::AccountId,
		subject: SubjectId,
		guardian: &T::AccountId,
		scope: GuardianScope,
		until: Moment,
	) -> Result<(InstitutionId, bool), Error<T>> {
		let by = Self::acting_in(who, ATTESTERS)?;
		let row = Subjects::<T>::get(subject).ok_or(Error::<T>::NoSuchSubject)?;
		Self::ensure_guardian_fits(&row, guardian, scope, until)?;
		let now = T::Clock::now();
		let link = Guardians::<T>::get(subject, guardian);
		match link {
			None => ensure!(row.guardians < MAX_GUARDIANS, Error::<T>::TooManyGuardians),
			Some(link) => {
				ensure!(!link.appointed || link.until <= now, Error::<T>::GuardianAppointed);
				ensure!((link.scope, link.until) != (scope, until), Error::<T>::NothingChanges);
				ensure!(
					!link.is_stopped(now) || link.until <= until,
					Error::<T>::GuardianSuspended
				);
			},
		}
		if link.is_none_or(|it| it.appointed) {
			let attested = Guardians::<T>::iter_prefix_values(subject).filter(|it| !it.appointed);
			ensure!(attested.count() < MAX_ATTESTED, Error::<T>::TooManyAttested);
		}

		let group = Self::control_group(by);
		let proposals = Proposals::<T>::get(subject);
		let live = || proposals.iter().filter(|it| now < it.lapses);
		let same =
			|| live().filter(|it| (&it.guardian, it.scope, it.until) == (guardian, scope, until));
		let standing = |it: &Proposal<T::AccountId>| {
			Self::in_good_standing(it.by, now).filter(|by| by.roles.has_any(ATTESTERS))
		};
		if same().filter_map(standing).any(|other| Some(other.control_group) != group) {
			return Ok((by, true));
		}
		ensure!(same().all(|it| it.by != by), Error::<T>::AlreadyProposed);
		ensure!(same().filter_map(standing).next().is_none(), Error::<T>::SameControlGroup);
		let kept = || live().filter(|it| !it.is_replaced_by(by, guardian));
		ensure!(
			kept().count() < MAX_PROPOSALS as usize
				&& kept().filter(|it| it.by == by).count() < MAX_PROPOSALS_EACH,
			Error::<T>::TooManyProposals
		);
		Ok((by, false))
	}

	pub(crate) fn do_attest_guardian(
		who: T::AccountId,
		subject: SubjectId,
		guardian: T::AccountId,
		scope: GuardianScope,
		until: Moment,
	) -> DispatchResult {
		let (by, is_second) =
			Self::ensure_may_attest_guardian(&who, subject, &guardian, scope, until)?;
		let now = T::Clock::now();
		let mut proposals = Proposals::<T>::get(subject);
		proposals.retain(|it| now < it.lapses && !it.is_replaced_by(by, &guardian));
		if is_second {
			proposals.retain(|it| (&it.guardian, it.scope, it.until) != (&guardian, scope, until));
			let row = Subjects::<T>::get(subject).ok_or(Error::<T>::NoSuchSubject)?;
			let row = Self::link(subject, row, &guardian, scope, until, false);
			Subjects::<T>::insert(subject, row);
			Self::deposit_event(Event::GuardianAttested { subject, guardian, until, by });
		} else {
			let lapses = now.saturating_add(PROPOSAL_LASTS);
			proposals
				.try_push(Proposal { guardian: guardian.clone(), scope, until, by, lapses })
				.map_err(|_| Error::<T>::TooManyProposals)?;
			Self::deposit_event(Event::GuardianProposed { subject, guardian, by });
		}
		if proposals.is_empty() {
			Proposals::<T>::remove(subject);
		} else {
			Proposals::<T>::insert(subject, proposals);
		}
		Ok(())
	}
}

impl<AccountId: PartialEq> Proposal<AccountId> {
	/// An institution attests one thing of a guardian at a time.
	fn is_replaced_by(&self, by: InstitutionId, guardian: &AccountId) -> bool {
		self.by == by && self.guardian == *guardian
	}
}
