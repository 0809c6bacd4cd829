//! Invariants.

use crate::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::ensure;
use salus_primitives::tombstone_hash;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// 1. A case that waits or was accepted names a live, restricted record of its subject, and the
	///    record names it. No other case names a record, and no record another case.
	/// 2. An erased case has a tombstone, and every tombstone leads to an erased case.
	/// 3. A case's sealings count its duties and receipts, and slots are exactly the duties without
	///    a receipt.
	/// 4. Each custodian with a duty in a case has one row of notices there, and the counts are valid.
	/// 5. What nobody can open is removed, unless a hold's row may still be the reason that it is not.
	/// 6. Holds are on live records and begin before they end, and a record has no more than
	///    [`MAX_HOLDS`].
	/// 7. Penalties are counted per custodian, and their ids were given out. A proven lie lies on a
	///    custodian's duty while the case is kept.
	/// 8. The rectifications of a live record are listed once each, and only the newest is open.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_state_cases()?;
		Self::try_state_duties()?;
		Self::try_state_holds()?;
		Self::try_state_penalties()?;
		Self::try_state_rectifications()
	}

	fn try_state_cases() -> Result<(), TryRuntimeError> {
		let mut open = 0;
		for (id, case) in Cases::<T>::iter() {
			match case.life {
				Life::Requested | Life::Accepted { .. } => {
					open += 1;
					let record = case.record.ok_or("an open case names no record")?;
					ensure!(
						T::Records::subject_and_issuer(record)
							== Some((case.subject, case.controller))
							&& T::Records::is_restricted(record),
						"an open case's record is not live and restricted"
					);
					ensure!(CaseOf::<T>::get(record) == Some(id), "a record names another case");
					ensure!(
						tombstone_hash(&T::Parties::genesis(), record) == case.tombstone,
						"a case would bury its record under another hash"
					);
					ensure!(
						!matches!(case.life, Life::Accepted { .. })
							|| !case.is_unreadable()
							|| Holds::<T>::iter_key_prefix(record).next().is_some(),
						"an unreadable record is still there, and no hold is the reason"
					);
				},
				_ => ensure!(case.record.is_none(), "a closed case names a record"),
			}
			if matches!(case.life, Life::Erased { .. }) {
				ensure!(
					Tombstones::<T>::get(case.tombstone).is_some_and(|it| it.case == id),
					"an erased case lacks its tombstone"
				);
			}
		}
		ensure!(CaseOf::<T>::iter().count() == open, "a record names a case that is not open");
		ensure!(
			Tombstones::<T>::iter_values().all(|it| {
				Cases::<T>::get(it.case)
					.is_some_and(|case| matches!(case.life, Life::Erased { .. }))
			}),
			"a tombstone belongs to no erased case"
		);
		Ok(())
	}

	fn try_state_duties() -> Result<(), TryRuntimeError> {
		let mut counts = BTreeMap::<_, (u8, u8)>::new();
		let mut custodians = BTreeSet::new();
		let mut missing = 0;
		for (case, slot, duty) in Duties::<T>::iter() {
			let (custodian, version, epoch) = slot;
			let open = duty.received.is_none();
			missing += usize::from(open);
			ensure!(
				Slots::<T>::contains_key(custodian, (case, version, epoch)) == open,
				"slots and missing receipts differ"
			);
			ensure!(!duty.disproved || !open, "a receipt that never came was proven false");
			let count = counts.entry((case, version, epoch)).or_default();
			*count = (count.0 + 1, count.1 + u8::from(!open));
			custodians.insert((case, custodian));
		}
		ensure!(Slots::<T>::iter().count() == missing, "a slot belongs to no duty");
		let mut sealings = 0;
		for (id, case) in Cases::<T>::iter() {
			for it in &case.sealings {
				sealings += 1;
				ensure!(
					counts.get(&(id, it.version, it.epoch)) == Some(&(it.owed, it.received)),
					"a sealing miscounts its duties"
				);
			}
		}
		ensure!(counts.len() == sealings, "a duty belongs to no sealing of a case");
		let mut told = 0;
		for (case, custodian, it) in Notices::<T>::iter() {
			told += 1;
			ensure!(it.is_valid(), "more notices were answered than sent");
			ensure!(custodians.contains(&(case, custodian)), "notices of one who has no duty");
		}
		ensure!(told == custodians.len(), "a custodian cannot report its notices");
		Ok(())
	}

	fn try_state_holds() -> Result<(), TryRuntimeError> {
		let mut per_record = BTreeMap::<_, u32>::new();
		for (record, _, hold) in Holds::<T>::iter() {
			ensure!(
				hold.first <= hold.placed && hold.placed <= hold.until,
				"a hold ends before it begins"
			);
			ensure!(
				T::Records::subject_and_issuer(record).is_some(),
				"a hold on a record that is gone"
			);
			*per_record.entry(record).or_default() += 1;
		}
		ensure!(per_record.values().all(|it| *it <= MAX_HOLDS), "a record has too many holds");
		Ok(())
	}

	fn try_state_penalties() -> Result<(), TryRuntimeError> {
		let mut per_custodian = BTreeMap::<_, u32>::new();
		for (id, penalty) in Penalties::<T>::iter() {
			ensure!(id < NextPenalty::<T>::get(), "a penalty's id was not given out");
			let on_duty = penalty.lie.is_none_or(|(version, epoch)| {
				!Cases::<T>::contains_key(penalty.case)
					|| Duties::<T>::contains_key(penalty.case, (penalty.custodian, version, epoch))
			});
			ensure!(on_duty, "a lie was proven of one who has no duty");
			*per_custodian.entry(penalty.custodian).or_default() += 1;
		}
		let counted: BTreeMap<_, _> = PenaltiesOf::<T>::iter().collect();
		ensure!(counted == per_custodian, "a custodian's penalties are miscounted");
		Ok(())
	}

	fn try_state_rectifications() -> Result<(), TryRuntimeError> {
		let mut listed = 0;
		for (record, ids) in RectificationsOf::<T>::iter() {
			ensure!(!ids.is_empty(), "an empty list is kept");
			ensure!(
				T::Records::subject_and_issuer(record).is_some(),
				"rectifications of a record that is gone"
			);
			for (index, id) in ids.iter().enumerate() {
				listed += 1;
				let row = Rectifications::<T>::get(id).ok_or("a listed rectification is gone")?;
				let open = row.life == RectificationLife::Requested;
				ensure!(row.record == record, "a rectification is listed for another record");
				ensure!(!open || index + 1 == ids.len(), "an older rectification is open");
				ensure!(open == row.at.is_none(), "an answer has no moment");
			}
		}
		ensure!(Rectifications::<T>::iter().count() == listed, "a rectification is not listed");
		Ok(())
	}
}
