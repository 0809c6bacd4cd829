//! Receipts, and what they bring about.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{
	receipt_digest, tombstone_hash, CaseId, ErasureSteps, Hash32, InstitutionId, Moment, Receipt,
	RecordId, BACKUPS_AT_MOST,
};
use sp_runtime::traits::Verify;

/// How far ahead of the chain a custodian's clock may be, in milliseconds.
pub(crate) const CLOCK_SKEW: Moment = 60_000;

impl<T: Config> Pallet<T> {
	/// Whether the receipt fills a slot now and its custodian signed it.
	pub fn ensure_may_submit_receipt(
		receipt: &Receipt,
		signature: &[u8; 64],
	) -> Result<(Case, Duty), Error<T>> {
		let row = Self::case(receipt.case)?;
		let (custodian, version, epoch) = (receipt.custodian, receipt.version, receipt.epoch);
		let duty = Self::missing(receipt.case, custodian, version, epoch)?;
		let now = T::Clock::now();
		let not_before = row.not_before().ok_or(Error::<T>::NotDueYet)?;
		ensure!(not_before <= now, Error::<T>::NotDueYet);
		ensure!(duty.served < receipt.time, Error::<T>::BadTime);
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
		if let Some(record) = row.record {
			let erased_before_all_holds = Holds::<T>::iter_prefix_values(record)
				.filter(|it| it.is_live(now))
				.all(|it| receipt.time < it.placed);
			ensure!(erased_before_all_holds, Error::<T>::OnHold);
			ensure!(!T::Parties::is_recovering(row.subject), Error::<T>::RecoveryPending);
		}
		Self::ensure_signed_by(
			custodian,
			receipt.time,
			receipt_digest(&genesis, receipt),
			signature,
		)?;
		Ok((row, duty))
	}

	/// The duty of a custodian that has not sent its receipt.
	pub(crate) fn missing(
		case: CaseId,
		custodian: InstitutionId,
		version: u32,
		epoch: u32,
	) -> Result<Duty, Error<T>> {
		Duties::<T>::get(case, (custodian, version, epoch))
			.filter(|it| it.received.is_none())
			.ok_or(Error::<T>::NoSuchSlot)
	}

	/// Whether the receipt key that a custodian had at that time signed the digest.
	pub(crate) fn ensure_signed_by(
		custodian: InstitutionId,
		time: Moment,
		digest: Hash32,
		signature: &[u8; 64],
	) -> Result<(), Error<T>> {
		let key = T::Parties::receipt_key_at(custodian, time).ok_or(Error::<T>::BadSignature)?;
		let signer = sp_core::sr25519::Public::from(key.0);
		let signature = sp_core::sr25519::Signature::from(*signature);
		ensure!(signature.verify(digest.0.as_slice(), &signer), Error::<T>::BadSignature);
		Ok(())
	}

	/// Whether nothing may be erased for this case now although it was accepted.
	pub(crate) fn ensure_not_frozen(row: &Case) -> Result<(), Error<T>> {
		let Some(record) = row.record else { return Ok(()) };
		ensure!(!Self::is_held(record), Error::<T>::OnHold);
		ensure!(!T::Parties::is_recovering(row.subject), Error::<T>::RecoveryPending);
		let cooled = row.not_before().is_some_and(|it| it <= T::Clock::now());
		ensure!(cooled, Error::<T>::NotDueYet);
		Ok(())
	}

	pub(crate) fn do_submit_receipt(receipt: Receipt, signature: [u8; 64]) -> DispatchResult {
		let (mut row, duty) = Self::ensure_may_submit_receipt(&receipt, &signature)?;
		let Receipt { case, custodian, version, epoch, time, .. } = receipt;
		Slots::<T>::remove(custodian, (case, version, epoch));
		let duty = Duty { received: Some(time), ..duty };
		Duties::<T>::insert(case, (custodian, version, epoch), duty);
		row.backups_gone_by = row.backups_gone_by.max(receipt.backups_gone_by);
		if let Some(sealing) =
			row.sealings.iter_mut().find(|it| (it.version, it.epoch) == (version, epoch))
		{
			sealing.received = sealing.received.saturating_add(1);
		}
		Self::deposit_event(Event::ReceiptAccepted { case, custodian });
		Self::settle(case, &mut row)?;
		// A late receipt may name a later backup: the tombstone outlives it.
		Tombstones::<T>::mutate_extant(row.tombstone, |tombstone| {
			if tombstone.case == case {
				tombstone.until = Self::tombstone_until(tombstone.erased, &row);
			}
		});
		Cases::<T>::insert(case, row);
		Ok(())
	}

	/// Removes what nobody can open any more; later receipts only complete the case.
	pub(crate) fn settle(case: CaseId, row: &mut Case) -> DispatchResult {
		let (Some(record), Life::Accepted { not_before, extent }) = (row.record, row.life) else {
			return Ok(());
		};
		if !row.is_unreadable() || Self::ensure_not_frozen(row).is_err() {
			return Ok(());
		}
		let at = T::Clock::now();
		row.record = None;
		match extent {
			Extent::Whole(own_copy) => {
				T::Records::remove(record)?;
				Self::forget(record);
				let until = Self::tombstone_until(at, row);
				Tombstones::<T>::insert(row.tombstone, Tombstone { case, erased: at, until });
				row.life = Life::Erased { at, not_before, own_copy };
				Self::deposit_event(Event::RecordErased { case });
			},
			Extent::Superseded(ground) => {
				T::Records::remove_superseded(record)?;
				Self::release(case, record)?;
				row.life = Life::PartlyErased { at, not_before, ground };
				Self::deposit_event(Event::RecordPartlyErased { case });
			},
		}
		Ok(())
	}

	fn tombstone_until(erased: Moment, row: &Case) -> Moment {
		let last = erased.max(row.backups_gone_by);
		last.saturating_add(T::Policy::get().erasure.tombstone_for)
	}

	/// Removes every row of this pallet that names an erased record.
	fn forget(record: RecordId) {
		CaseOf::<T>::remove(record);
		Pauses::<T>::remove(record);
		Holds::<T>::iter_key_prefix(record)
			.take(MAX_HOLDS as usize)
			.collect::<alloc::vec::Vec<_>>()
			.into_iter()
			.for_each(|authority| Holds::<T>::remove(record, authority));
		RectificationPauses::<T>::remove(record);
		for id in RectificationsOf::<T>::take(record) {
			Rectifications::<T>::remove(id);
		}
	}

	/// Whether a record with this id was erased: ids are not used again.
	pub fn is_buried(record: RecordId) -> bool {
		Tombstones::<T>::contains_key(tombstone_hash(&T::Parties::genesis(), record))
	}
}
