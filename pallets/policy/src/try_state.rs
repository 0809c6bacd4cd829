//! Invariants.

use crate::*;
use frame_support::ensure;
use salus_primitives::{Policy, EVERY_PURPOSE};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// 1. The entries are the versions from 1 to the newest, and the book's policies are the newest
	///    two of them, or the first alone.
	/// 2. Each was adopted when the one before was in force, and is in force from its adoption on or
	///    later, at most a year.
	/// 3. The bounds leave room, and each policy is within them.
	/// 4. Each entry but the first has an assessment, and knows until when older grants last.
	/// 5. What is asked anew was asked by the version it names, with the notice of that version, and
	///    is asked until older grants are over.
	/// 6. A restriction took out something known, nothing that bounds guarantee, and left a suite.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let chapter = Book::<T>::get();
		let newest = chapter.newest().version;
		ensure!(
			History::<T>::iter().count() == newest as usize,
			"the entries are not those of the versions up to the newest"
		);
		let mut before: Option<Entry> = None;
		for version in 1..=newest {
			let entry = History::<T>::get(version).ok_or("a version has no entry")?;
			ensure!(entry.policy.version == version, "an entry is of another version");
			Self::try_state_entry(&entry, before.as_ref())?;
			before = Some(entry);
		}
		Self::try_state_book(&chapter)?;
		Self::try_state_restriction(&chapter)
	}

	fn try_state_book(chapter: &Chapter) -> Result<(), TryRuntimeError> {
		let recorded = |policy: &Policy| {
			History::<T>::get(policy.version).filter(|entry| entry.policy == *policy)
		};
		ensure!(recorded(&chapter.current).is_some(), "the policy in force is no entry");
		match &chapter.next {
			Some(next) => {
				let entry = recorded(&next.policy).ok_or("the next policy is no entry")?;
				ensure!(entry.in_force == next.in_force, "the next policy has another moment");
				ensure!(
					chapter.current.version.checked_add(1) == Some(next.policy.version),
					"the next policy is not the next version"
				);
			},
			None => ensure!(chapter.current.version == 1, "nothing says when this came into force"),
		}
		ensure!(Limits::<T>::get().check_themselves().is_ok(), "the bounds leave no room");
		Ok(())
	}

	fn try_state_entry(entry: &Entry, before: Option<&Entry>) -> Result<(), TryRuntimeError> {
		ensure!(Limits::<T>::get().check(&entry.policy).is_ok(), "a policy is out of bounds");
		ensure!(
			entry.adopted <= entry.in_force
				&& entry.in_force <= entry.adopted.saturating_add(AHEAD_AT_MOST),
			"a policy is in force before its adoption, or long after it"
		);
		let Some(before) = before else {
			ensure!(entry.policy.reconsent.is_none(), "the first policy asks for consent anew");
			return Ok(());
		};
		ensure!(before.in_force <= entry.adopted, "a policy was adopted while another waited");
		ensure!(entry.documents.assessment.is_some(), "a policy has no assessment");
		let last = before.policy.consent.grant_at_most;
		ensure!(
			entry.older_grants_until
				== before.older_grants_until.max(entry.in_force.saturating_add(last)),
			"an entry miscounts how long older grants last"
		);
		Self::try_state_reconsent(entry, before)
	}

	fn try_state_reconsent(entry: &Entry, before: &Entry) -> Result<(), TryRuntimeError> {
		if entry.policy.reconsent == before.policy.reconsent {
			return Ok(());
		}
		if let Some(asked) = before.policy.reconsent {
			let since =
				History::<T>::get(asked.before).ok_or("a version that asks has no entry")?;
			ensure!(
				entry.in_force >= since.older_grants_until,
				"grants that were asked for came back to life"
			);
		}
		if let Some(asks) = entry.policy.reconsent {
			ensure!(asks.before == entry.policy.version, "a policy asks for another version");
			ensure!(asks.widened.is_valid(), "a policy asks anew for nothing known");
			ensure!(
				asks.from >= entry.in_force.saturating_add(entry.policy.consent.notice),
				"people have too little time to consent anew"
			);
		}
		Ok(())
	}

	fn try_state_restriction(chapter: &Chapter) -> Result<(), TryRuntimeError> {
		let Some(it) = &chapter.restriction else { return Ok(()) };
		let least = Limits::<T>::get().least;
		ensure!(
			it.purposes.within(EVERY_PURPOSE) == it.purposes,
			"something unknown was taken out"
		);
		ensure!(it.purposes.0 != 0 || it.suites.0 != 0, "nothing was taken out");
		ensure!(
			it.purposes.within(least.consent.purposes).0 == 0
				&& it.suites.within(least.suites).0 == 0,
			"something guaranteed was taken out"
		);
		// At every moment at which the policy that holds changes.
		let from = chapter.next.as_ref().map(|next| next.in_force);
		for moment in [Some(0), from, Some(it.until)].into_iter().flatten() {
			ensure!(chapter.at(moment).suites.0 != 0, "no suite is left");
		}
		Ok(())
	}
}
