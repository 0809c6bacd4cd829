//! What others ask about a record.

use crate::*;
use alloc::vec::Vec;
use salus_primitives::RecordId;

impl<T: Config> Pallet<T> {
	/// The sealings that a later one replaced or that were abandoned, in the order in which that
	/// happened.
	pub fn superseded(record: RecordId) -> Vec<Sealing> {
		let count = Records::<T>::get(record).map_or(0, |row| row.superseded);
		(0..count).filter_map(|number| Superseded::<T>::get(record, number)).collect()
	}

	/// Every sealing whose custodians an erasure must ask: the superseded ones, abandoned ones among
	/// them, then a pending one, and last the one in force.
	pub fn sealings(record: RecordId) -> Vec<Sealing> {
		let Some(row) = Records::<T>::get(record) else {
			return Vec::new();
		};
		let mut sealings = Self::superseded(record);
		sealings.extend(Pending::<T>::get(record).map(|it| it.sealing));
		sealings.push(row.current);
		sealings
	}

	/// The version in force.
	pub fn current_version(record: RecordId) -> Option<u32> {
		Records::<T>::get(record).map(|row| row.current.version)
	}

	/// The epoch that a reseal would be given.
	pub fn next_epoch(record: RecordId) -> Option<u32> {
		Records::<T>::get(record).map(|row| row.last_epoch.saturating_add(1))
	}

	/// Why and how long the record must be kept.
	pub fn keep(record: RecordId) -> Option<Keep> {
		Records::<T>::get(record).map(|row| row.keep)
	}
}
