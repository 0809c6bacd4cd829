//! What others may ask.

use crate::*;
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::traits::Time;
use salus_primitives::{
	CaseId, CaseState, CaseView, InstitutionId, Moment, NoticeCounts, PenaltyView, RectificationId,
	RectificationView, SlotView, TombstoneView,
};

/// How many rows a query looks at, at most, where it looks for some among many.
const SCAN: usize = 16_384;

impl<T: Config> Pallet<T> {
	/// What `custodian` has to erase now, at most `limit` items. What still cools, is held or waits
	/// for a recovery is left out, so that it cannot hide what is due.
	pub fn open_slots(custodian: InstitutionId, limit: usize) -> Vec<SlotView> {
		let now = T::Clock::now();
		Slots::<T>::iter_key_prefix(custodian)
			.filter_map(|(case, version, epoch)| {
				let row = Self::case(case).ok()?;
				let not_before = row.not_before().filter(|it| *it <= now)?;
				Self::ensure_not_frozen(&row).ok()?;
				Some(SlotView { case, record: row.record, version, epoch, not_before })
			})
			.take(limit)
			.collect()
	}

	/// Whether a custodian owes receipts or stands to lose something.
	pub fn owes(custodian: InstitutionId) -> bool {
		Slots::<T>::iter_key_prefix(custodian).next().is_some()
			|| PenaltiesOf::<T>::get(custodian) > 0
	}

	/// When the controller of a case answers at the latest, as it looks now.
	pub fn due(case: CaseId) -> Option<Moment> {
		Cases::<T>::get(case).map(|row| row.due(T::Clock::now()))
	}

	/// Where a case stands now.
	pub fn state(row: &Case) -> CaseState {
		let held = row.record.and_then(Self::held_until);
		Self::postponed(row.clone()).state(T::Clock::now(), held)
	}

	/// How far those who were served are told, over all custodians.
	pub fn notices(case: CaseId) -> NoticeCounts {
		Notices::<T>::iter_prefix_values(case).take(MAX_SLOTS as usize).fold(
			NoticeCounts::default(),
			|sum, it| NoticeCounts {
				sent: sum.sent.saturating_add(it.sent),
				acknowledged: sum.acknowledged.saturating_add(it.acknowledged),
				unreachable: sum.unreachable.saturating_add(it.unreachable),
			},
		)
	}

	/// Cases in which a controller or a custodian is late, at most `limit`.
	pub fn overdue(limit: usize) -> Vec<CaseId> {
		let now = T::Clock::now();
		let controllers = CaseOf::<T>::iter_values()
			.take(SCAN)
			.filter(|case| Cases::<T>::get(case).is_some_and(|row| row.is_late(now)));
		let custodians = Slots::<T>::iter_keys()
			.take(SCAN)
			.filter(|(custodian, (case, version, epoch))| {
				Self::case(*case).is_ok_and(|row| {
					Self::is_custodian_late(*case, &row, (*custodian, *version, *epoch))
				})
			})
			.map(|(_, (case, ..))| case);
		let mut late = BTreeSet::new();
		for case in controllers.chain(custodians) {
			if late.len() >= limit {
				break;
			}
			late.insert(case);
		}
		late.into_iter().collect()
	}

	fn is_custodian_late(case: CaseId, row: &Case, slot: (InstitutionId, u32, u32)) -> bool {
		Self::missing(case, slot.0, slot.1, slot.2)
			.is_ok_and(|duty| Self::receipt_due(row, &duty) < T::Clock::now())
			&& Self::ensure_not_frozen(row).is_ok()
	}

	/// A case.
	pub fn case_view(id: CaseId) -> Option<CaseView> {
		let row = Self::case(id).ok()?;
		let now = T::Clock::now();
		let custodian_is_late = Duties::<T>::iter_key_prefix(id)
			.take(MAX_SLOTS as usize)
			.any(|slot| Self::is_custodian_late(id, &row, slot));
		Some(CaseView {
			id,
			record: row.record,
			subject: row.subject,
			controller: row.controller,
			state: Self::state(&row),
			ground: row.ground,
			opened: row.opened,
			due: row.due(now),
			extended: row.extended,
			overdue: row.is_late(now) || custodian_is_late,
			needs_attester: row.needs_attester(),
			missing: row.missing(),
			notices: Self::notices(id),
			tombstone: row.tombstone,
		})
	}

	/// A request for rectification.
	pub fn rectification_view(id: RectificationId) -> Option<RectificationView> {
		let row = Rectifications::<T>::get(id)?;
		let (subject, _) = T::Records::subject_and_issuer(row.record)?;
		Some(RectificationView {
			id,
			record: row.record,
			subject,
			controller: row.controller,
			state: row.state(),
			opened: row.opened,
			due: row.due,
			overdue: row.is_late(T::Clock::now()),
			disputed: row.disputed,
		})
	}

	/// Penalties that have not taken effect, at most `limit`.
	pub fn penalties(limit: usize) -> Vec<PenaltyView> {
		Penalties::<T>::iter()
			.take(limit)
			.map(|(id, it)| PenaltyView {
				id,
				case: it.case,
				custodian: it.custodian,
				share: it.share,
				from: it.from,
			})
			.collect()
	}

	/// What stays of an erased record, by [`salus_primitives::tombstone_hash`].
	pub fn tombstone(hash: salus_primitives::Hash32) -> Option<TombstoneView> {
		Tombstones::<T>::get(hash).map(|it| TombstoneView {
			case: it.case,
			erased: it.erased,
			until: it.until,
		})
	}
}
