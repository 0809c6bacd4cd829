//! Invariants.

use crate::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use salus_primitives::{RecordId, MAX_SEALINGS};
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// 1. Every record has a token that belongs to its subject.
	/// 2. Superseded sealings, abandoned ones among them, are numbered without gaps and belong to a
	///    live record. All pairs (version, epoch) of a record are distinct. The current one is the
	///    largest that was confirmed: whatever is above it is of its version, so it was abandoned or
	///    is pending. Superseded versions never fall, and no epoch of the current version is above
	///    the last one given.
	/// 3. Every sealing has 2 to 7 distinct custodians and a threshold from 2 to their number; with
	///    the pending one a record has at most `MAX_SEALINGS`.
	/// 4. A pending sealing belongs to a live record, is of its current version and content, and has
	///    the last epoch given.
	/// 5. A record counts its attestations, at most `MAX_ATTESTATIONS`, none by its issuer and none
	///    of a version that does not exist.
	/// 6. An offered transfer is of a live record that is not restricted, to another subject.
	/// 7. What is held from an issuer is what the deposits of its records and of their pending
	///    sealings add up to.
	/// 8. A record came to its subject when it was issued or later.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut held = BTreeMap::new();
		let (mut superseded, mut attestations) = (0, 0);
		for (id, row) in Records::<T>::iter() {
			ensure!(T::Tokens::belongs(id, row.subject), "a record lacks its subject's token");
			ensure!(row.issued <= row.since, "a record came to its subject before it was issued");
			Self::check_sealings(id, &row)?;
			Self::check_attestations(id, &row)?;
			superseded += row.superseded;
			attestations += u32::from(row.attestations);
			let pending = Pending::<T>::get(id).map(|it| it.deposit).unwrap_or_default();
			let deposits: &mut BalanceOf<T> = held.entry(row.issuer).or_default();
			*deposits = deposits.saturating_add(row.deposit).saturating_add(pending);
		}
		ensure!(
			Superseded::<T>::iter_keys().count() as u32 == superseded,
			"a superseded sealing belongs to no record"
		);
		ensure!(
			Attestations::<T>::iter_keys().count() as u32 == attestations,
			"an attestation belongs to no record"
		);
		ensure!(
			Pending::<T>::iter_keys().all(Records::<T>::contains_key),
			"a pending sealing belongs to no record"
		);
		for (id, offer) in Transfers::<T>::iter() {
			let row = Records::<T>::get(id).ok_or("an offered transfer belongs to no record")?;
			ensure!(row.restricted_by.is_none(), "a restricted record is offered");
			ensure!(row.subject != offer.to, "a record is offered to its own subject");
		}
		for (issuer, deposits) in held {
			let account = T::Parties::account(issuer).ok_or("an issuer is unknown")?;
			ensure!(
				T::Currency::balance_on_hold(&HoldReason::Record.into(), &account) == deposits,
				"an issuer's deposits do not add up"
			);
		}
		Ok(())
	}

	fn check_sealings(id: RecordId, row: &RecordOf<T>) -> Result<(), TryRuntimeError> {
		let mut sealings = Self::superseded(id);
		ensure!(sealings.len() as u32 == row.superseded, "superseded sealings have gaps");
		ensure!(
			sealings.windows(2).all(|pair| pair[0].version <= pair[1].version),
			"superseded versions fall"
		);
		sealings.push(row.current.clone());
		if let Some(pending) = Pending::<T>::get(id) {
			let (new, current) = (&pending.sealing, &row.current);
			ensure!(
				(new.version, new.epoch, new.of.commitment)
					== (current.version, row.last_epoch, current.of.commitment),
				"a pending sealing is not of the version in force"
			);
			sealings.push(pending.sealing);
		}
		ensure!(sealings.len() as u32 <= MAX_SEALINGS, "a record has too many sealings");
		let pairs: BTreeSet<_> = sealings.iter().map(|it| (it.version, it.epoch)).collect();
		ensure!(pairs.len() == sealings.len(), "two sealings share a version and an epoch");
		ensure!(
			pairs.last() <= Some(&(row.current.version, row.last_epoch)),
			"a sealing is above the last version and epoch given"
		);
		for sealing in sealings {
			let mut custodians = sealing.of.custodians.to_vec();
			custodians.sort();
			custodians.dedup();
			ensure!(
				custodians.len() == sealing.of.custodians.len()
					&& (2..=custodians.len()).contains(&sealing.of.threshold.into()),
				"a sealing's custodians do not fit its threshold"
			);
		}
		Ok(())
	}

	fn check_attestations(id: RecordId, row: &RecordOf<T>) -> Result<(), TryRuntimeError> {
		let mut count = 0;
		for (institution, version) in Attestations::<T>::iter_prefix(id) {
			ensure!(institution != row.issuer, "an issuer attested its own record");
			ensure!(
				(1..=row.current.version).contains(&version),
				"an attestation is of a version that does not exist"
			);
			count += 1;
		}
		ensure!(
			count == row.attestations && count <= MAX_ATTESTATIONS,
			"a record miscounts its attestations"
		);
		Ok(())
	}
}
