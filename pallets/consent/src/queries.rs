//! What others may ask.

use crate::*;
use alloc::vec::Vec;
use frame_support::traits::Time;
use salus_primitives::{EmergencyView, GrantId, GrantView, RequestView, SubjectId};

impl<T: Config> Pallet<T> {
	/// Whether something of the subject is still under way: grants that nobody took back (ended ones
	/// count until they are pruned or all are taken back), an open emergency. Requests do not count:
	/// nobody keeps a person by asking. A subject has one row for each desk that ever opened an
	/// emergency, and desks are few and governed.
	pub fn has_live(subject: SubjectId) -> bool {
		let now = T::Clock::now();
		Self::has_grants(subject)
			|| Emergencies::<T>::iter_prefix_values(subject).any(|row| row.is_open(now))
	}

	/// Whether taking back all grants of the subject would take one back.
	pub fn has_grants(subject: SubjectId) -> bool {
		Generations::<T>::get(subject, Current::<T>::get(subject)).live > 0
	}

	/// One grant.
	pub fn grant_view(subject: SubjectId, id: GrantId) -> Option<GrantView> {
		Grants::<T>::get(subject, id).map(|row| Self::view_of(subject, id, row))
	}

	/// The grants of a subject, live or not, at most `limit` of them.
	pub fn grants_of(subject: SubjectId, limit: u32) -> Vec<GrantView> {
		Grants::<T>::iter_prefix(subject)
			.take(limit as usize)
			.map(|(id, row)| Self::view_of(subject, id, row))
			.collect()
	}

	/// The requests that wait for a subject or have lapsed, at most [`MAX_REQUESTS`].
	pub fn requests_of(subject: SubjectId) -> Vec<RequestView> {
		Requests::<T>::iter_prefix(subject)
			.map(|(id, row)| RequestView {
				id,
				by: row.by,
				terms: row.terms,
				until: row.until,
				open_until: row.open_until,
			})
			.collect()
	}

	/// The emergency accesses to a subject's records: the latest of each desk.
	pub fn emergencies_of(subject: SubjectId) -> Vec<EmergencyView> {
		Emergencies::<T>::iter_prefix(subject)
			.map(|(desk, row)| EmergencyView {
				subject,
				desk,
				opened: row.opened,
				until: row.until,
				review_by: row.review_by,
				justified: row.justified,
			})
			.collect()
	}

	fn view_of(subject: SubjectId, id: GrantId, row: Grant) -> GrantView {
		GrantView {
			id,
			subject,
			terms: row.terms,
			policy: row.policy,
			granted: row.granted,
			until: row.until,
			revoked: Self::revoked_at(subject, &row),
		}
	}
}
