//! Invariants.

use crate::*;
use frame_support::ensure;
use salus_primitives::tombstone_hash;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// 1. A case that waits or was accepted names a live, restricted record of its subject.
	/// 2. A case that was refused or erased names no record; an erased one has a tombstone.
	/// 3. Slots are exactly the receipts that accepted cases still miss.
	/// 4. Every tombstone leads to an erased case.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut missing = 0;
		for (id, case) in Cases::<T>::iter() {
			missing += case.missing();
			match case.life {
				Life::Requested | Life::Accepted { .. } => {
					let record = case.record.ok_or("an open case names no record")?;
					ensure!(
						T::Records::subject_and_issuer(record)
							== Some((case.subject, case.controller))
							&& T::Records::is_restricted(record),
						"an open case's record is not live and restricted"
					);
					ensure!(
						tombstone_hash(&T::Parties::genesis(), record) == case.tombstone,
						"a case would bury its record under another hash"
					);
				},
				Life::Refused(_) => ensure!(case.record.is_none(), "a refused case names a record"),
				Life::Erased { .. } => ensure!(
					case.record.is_none()
						&& Tombstones::<T>::get(case.tombstone).is_some_and(|it| it.case == id),
					"an erased case names a record or lacks its tombstone"
				),
			}
		}
		ensure!(Slots::<T>::iter().count() as u32 == missing, "slots and missing receipts differ");
		ensure!(
			Slots::<T>::iter_keys().all(|(_, (case, ..))| Cases::<T>::contains_key(case)),
			"a slot belongs to no case"
		);
		ensure!(
			Tombstones::<T>::iter_values().all(|it| {
				Cases::<T>::get(it.case)
					.is_some_and(|case| matches!(case.life, Life::Erased { .. }))
			}),
			"a tombstone belongs to no erased case"
		);
		Ok(())
	}
}
