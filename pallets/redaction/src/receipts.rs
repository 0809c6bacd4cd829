//! Receipts, and what they bring about.

use crate::*;
use alloc::vec::Vec;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{
	receipt_digest, tombstone_hash, CaseId, ErasureSteps, InstitutionId, Moment, Receipt, RecordId,
	SlotView, BACKUPS_AT_MOST,
};
use sp_runtime::traits::Verify;

/// How far ahead of the chain a custodian's clock may be, in milliseconds.
const CLOCK_SKEW: Moment = 60_000;

impl<T: Config> Pallet<T> {
	/// What `custodian` has to erase now, at most `limit` items. What still cools is left out, so
	/// that it cannot hide what is due.
	pub fn open_slots(custodian: InstitutionId, limit: usize) -> Vec<SlotView> {
		let now = T::Clock::now();
		Slots::<T>::iter_key_prefix(custodian)
			.filter_map(|(case, version, epoch)| {
				let row = Cases::<T>::get(case)?;
				let not_before = row.not_before().filter(|it| *it <= now)?;
				Some(SlotView { case, record: row.record, version, epoch, not_before })
			})
			.take(limit)
			.collect()
	}

	/// Whether the receipt fills a slot now and its custodian signed it.
	pub fn ensure_receipt_fits(receipt: &Receipt, signature: &[u8; 64]) -> Result<Case, Error<T>> {
		let row = Cases::<T>::get(receipt.case).ok_or(Error::<T>::NotFound)?;
		let slot = (receipt.case, receipt.version, receipt.epoch);
		ensure!(Slots::<T>::contains_key(receipt.custodian, slot), Error::<T>::NoSuchSlot);
		let now = T::Clock::now();
		let not_before = row.not_before().ok_or(Error::<T>::NotDueYet)?;
		ensure!(not_before <= now, Error::<T>::NotDueYet);
		ensure!(receipt.steps == ErasureSteps::ALL, Error::<T>::StepsMissing);
		ensure!(
			(not_before..=now.saturating_add(CLOCK_SKEW)).contains(&receipt.time),
			Error::<T>::BadTime
		);
		ensure!(
			receipt.backups_gone_by <= receipt.time.saturating_add(BACKUPS_AT_MOST),
			Error::<T>::BadTime
		);
		let genesis = T::Parties::genesis();
		ensure!(tombstone_hash(&genesis, receipt.record) == row.tombstone, Error::<T>::WrongRecord);
		let key =
			T::Parties::receipt_key(receipt.custodian).ok_or(Error::<T>::BadReceiptSignature)?;
		let signature = sp_core::sr25519::Signature::from(*signature);
		let signer = sp_core::sr25519::Public::from(key.0);
		ensure!(
			signature.verify(receipt_digest(&genesis, receipt).0.as_slice(), &signer),
			Error::<T>::BadReceiptSignature
		);
		Ok(row)
	}

	pub(crate) fn do_submit_receipt(receipt: Receipt, signature: [u8; 64]) -> DispatchResult {
		let mut row = Self::ensure_receipt_fits(&receipt, &signature)?;
		let Receipt { case, custodian, version, epoch, .. } = receipt;
		Slots::<T>::remove(custodian, (case, version, epoch));
		row.backups_gone_by = row.backups_gone_by.max(receipt.backups_gone_by);
		if let Some(sealing) =
			row.sealings.iter_mut().find(|it| (it.version, it.epoch) == (version, epoch))
		{
			sealing.received = sealing.received.saturating_add(1);
		}
		Self::deposit_event(Event::ReceiptAccepted { case, custodian });
		if row.sealings.iter().all(|it| it.needed <= it.received) {
			Self::erase(case, &mut row)?;
			// A late receipt may name a later backup: the tombstone outlives it.
			Tombstones::<T>::mutate_extant(row.tombstone, |tombstone| {
				tombstone.until = Self::tombstone_until(tombstone.erased, &row);
			});
		}
		Cases::<T>::insert(case, row);
		Ok(())
	}

	fn tombstone_until(erased: Moment, row: &Case) -> Moment {
		let last = erased.max(row.backups_gone_by);
		last.saturating_add(Parameters::<T>::get().tombstone_for)
	}

	/// Whether a record with this id was erased: ids are not used again.
	pub fn is_buried(record: RecordId) -> bool {
		Tombstones::<T>::contains_key(tombstone_hash(&T::Parties::genesis(), record))
	}

	/// Removes the record once nobody can open it; later receipts only complete the case.
	fn erase(case: CaseId, row: &mut Case) -> DispatchResult {
		let (Some(record), Life::Accepted { not_before, own_copy }) = (row.record, row.life) else {
			return Ok(());
		};
		T::Records::remove(record)?;
		Pauses::<T>::remove(record);
		let erased = T::Clock::now();
		Tombstones::<T>::insert(
			row.tombstone,
			Tombstone { case, erased, until: Self::tombstone_until(erased, row) },
		);
		row.record = None;
		row.life = Life::Erased { at: erased, not_before, own_copy };
		Self::deposit_event(Event::RecordErased { case });
		Ok(())
	}
}
