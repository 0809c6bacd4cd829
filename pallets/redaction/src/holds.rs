//! Legal holds: bounded reasons not to erase yet. They lapse by themselves.

use crate::*;
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{HoldBasis, HoldView, InstitutionId, Moment, RecordId, Role, Roles};

/// Most holds on one record at a time.
pub const MAX_HOLDS: u32 = 8;

/// An authority holds a record for so many times the longest hold in total.
const TERMS: Moment = 3;

impl<T: Config> Pallet<T> {
	/// Whether a legal hold is live.
	pub fn is_held(record: RecordId) -> bool {
		Self::held_until(record).is_some()
	}

	/// When the last live hold ends.
	pub fn held_until(record: RecordId) -> Option<Moment> {
		let now = T::Clock::now();
		Holds::<T>::iter_prefix_values(record).filter(|it| it.is_live(now)).map(|it| it.until).max()
	}

	/// Whether this authority holds the record at `now`.
	pub fn held_by(record: RecordId, authority: InstitutionId, now: Moment) -> bool {
		Holds::<T>::get(record, authority).is_some_and(|it| it.is_live(now))
	}

	/// The live holds on a record, at most [`MAX_HOLDS`].
	pub fn holds(record: RecordId) -> Vec<HoldView> {
		let now = T::Clock::now();
		Holds::<T>::iter_prefix(record)
			.filter(|(_, it)| it.is_live(now))
			.map(|(authority, it)| HoldView { authority, basis: it.basis, until: it.until })
			.collect()
	}

	/// Whether `who` may place or renew this hold now.
	pub fn ensure_may_place_hold(
		who: &T::AccountId,
		record: RecordId,
		until: Moment,
	) -> Result<InstitutionId, Error<T>> {
		let authority = T::Parties::acting_any(who, Roles::of(&[Role::LegalAuthority]))
			.ok_or(Error::<T>::NotAnAuthority)?;
		let Some((_, controller)) = T::Records::subject_and_issuer(record) else {
			let erased = Self::is_buried(record);
			return Err(if erased { Error::<T>::AlreadyErased } else { Error::<T>::NoSuchRecord });
		};
		ensure!(Self::are_independent(authority, controller), Error::<T>::NotIndependent);
		let group = T::Parties::control_group(authority);
		let custodians: BTreeSet<_> =
			T::Records::custody(record).into_iter().flat_map(|it| it.custodians).collect();
		ensure!(
			!custodians.into_iter().any(|it| T::Parties::control_group(it) == group),
			Error::<T>::NotIndependent
		);
		let at_most = T::Policy::get().erasure.hold_at_most;
		Self::ensure_within(until, at_most)?;
		if let Some(hold) = Self::counted(record, authority) {
			let in_total = at_most.saturating_mul(TERMS);
			ensure!(until <= hold.first.saturating_add(in_total), Error::<T>::BadTime);
		}
		let now = T::Clock::now();
		let live = Holds::<T>::iter_prefix(record)
			.filter(|(other, it)| *other != authority && it.is_live(now))
			.count();
		ensure!((live as u32) < MAX_HOLDS, Error::<T>::TooManyHolds);
		Ok(authority)
	}

	/// Whether `who` may end its hold now.
	pub fn ensure_may_lift_hold(
		who: &T::AccountId,
		record: RecordId,
	) -> Result<(InstitutionId, Hold), Error<T>> {
		let authority = T::Parties::institution_of(who).ok_or(Error::<T>::NotAnAuthority)?;
		let hold = Holds::<T>::get(record, authority)
			.filter(|it| it.is_live(T::Clock::now()))
			.ok_or(Error::<T>::NoSuchHold)?;
		Self::ensure_may_conclude(record)?;
		Ok((authority, hold))
	}

	/// Whether this hold has lapsed and its row may go: it bounds nothing any more, or the erasure
	/// waits for nothing else.
	pub fn ensure_may_drop_hold(
		record: RecordId,
		authority: InstitutionId,
	) -> Result<(), Error<T>> {
		let hold = Holds::<T>::get(record, authority).ok_or(Error::<T>::NoSuchHold)?;
		ensure!(!hold.is_live(T::Clock::now()), Error::<T>::StillHeld);
		Self::ensure_may_conclude(record)?;
		let completes = Self::open_case(record)
			.is_some_and(|row| row.is_unreadable() && Self::ensure_not_frozen(&row).is_ok());
		ensure!(completes || Self::counted(record, authority).is_none(), Error::<T>::StillCounted);
		Ok(())
	}

	/// The hold of this authority, if it bounds what it places again.
	fn counted(record: RecordId, authority: InstitutionId) -> Option<Hold> {
		let opened = Self::open_case(record).map(|row| row.opened);
		Holds::<T>::get(record, authority).filter(|it| it.counts(T::Clock::now(), opened))
	}

	fn open_case(record: RecordId) -> Option<Case> {
		CaseOf::<T>::get(record).and_then(|case| Self::case(case).ok())
	}

	/// Whether `until` lies ahead, by no more than `at_most`.
	pub(crate) fn ensure_within(until: Moment, at_most: Moment) -> Result<(), Error<T>> {
		let now = T::Clock::now();
		ensure!(now < until && until <= now.saturating_add(at_most), Error::<T>::BadTime);
		Ok(())
	}

	/// The end of a hold may be what an unreadable record still waited for; during a recovery it goes
	/// on waiting.
	fn ensure_may_conclude(record: RecordId) -> Result<(), Error<T>> {
		let waits = Self::open_case(record)
			.is_some_and(|row| row.is_unreadable() && T::Parties::is_recovering(row.subject));
		ensure!(!waits, Error::<T>::RecoveryPending);
		Ok(())
	}

	pub(crate) fn do_place_hold(
		who: T::AccountId,
		record: RecordId,
		basis: HoldBasis,
		until: Moment,
	) -> DispatchResult {
		let authority = Self::ensure_may_place_hold(&who, record, until)?;
		let now = T::Clock::now();
		let renewed = Holds::<T>::get(record, authority).filter(|it| it.is_live(now));
		let first = Self::counted(record, authority).map_or(now, |it| it.first);
		let others: Vec<_> =
			Holds::<T>::iter_prefix(record).filter(|(other, _)| *other != authority).collect();
		if (others.len() as u32) >= MAX_HOLDS {
			// Only one goes, and the oldest, because lapsed ones may still count.
			let lapsed = others.into_iter().filter(|(_, it)| !it.is_live(now));
			if let Some((oldest, _)) = lapsed.min_by_key(|(_, it)| it.until) {
				Holds::<T>::remove(record, oldest);
			}
		}
		// Were a renewal dated anew, receipts signed under the first hold would become valid.
		let placed = renewed.map_or(now, |it| it.placed);
		Holds::<T>::insert(record, authority, Hold { basis, first, placed, until });
		Self::restart_clock(record);
		Self::deposit_event(match renewed {
			None => Event::HoldPlaced { record, authority, until },
			Some(_) => Event::HoldRenewed { record, authority, until },
		});
		Ok(())
	}

	pub(crate) fn do_lift_hold(who: T::AccountId, record: RecordId) -> DispatchResult {
		let (authority, hold) = Self::ensure_may_lift_hold(&who, record)?;
		if CaseOf::<T>::contains_key(record) {
			// Were it forgotten, lifting and placing again would hold without end.
			Holds::<T>::insert(record, authority, Hold { until: T::Clock::now(), ..hold });
		} else {
			Holds::<T>::remove(record, authority);
		}
		Self::restart_clock(record);
		Self::conclude(record)?;
		Self::deposit_event(Event::HoldLifted { record, authority });
		Ok(())
	}

	pub(crate) fn do_drop_hold(record: RecordId, authority: InstitutionId) -> DispatchResult {
		Self::ensure_may_drop_hold(record, authority)?;
		Holds::<T>::remove(record, authority);
		Self::conclude(record)?;
		Self::deposit_event(Event::HoldDropped { record, authority });
		Ok(())
	}

	/// Custodians could not erase while the record was held, so their time begins when the last
	/// hold ends.
	fn restart_clock(record: RecordId) {
		let Some(case) = CaseOf::<T>::get(record) else { return };
		let end = Self::held_until(record).unwrap_or_else(T::Clock::now);
		let Ok(mut row) = Self::case(case) else { return };
		if let Life::Accepted { not_before, .. } = row.life {
			row.receipts_from = not_before.max(end);
			Cases::<T>::insert(case, row);
		}
	}

	/// Removes a record that became unreadable by receipts signed before the hold.
	fn conclude(record: RecordId) -> DispatchResult {
		let Some(case) = CaseOf::<T>::get(record) else { return Ok(()) };
		let mut row = Self::case(case)?;
		Self::settle(case, &mut row)?;
		Cases::<T>::insert(case, row);
		Ok(())
	}
}
