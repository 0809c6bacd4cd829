//! What silence and lies cost a custodian. Every penalty waits, so that it can be contested.

use crate::{receipts::CLOCK_SKEW, *};
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{served_digest, tombstone_hash, CaseId, InstitutionId, Moment, Served};
use sp_runtime::ArithmeticError;

/// A whole bond, in millionths.
const WHOLE_BOND: u32 = 1_000_000;

impl<T: Config> Pallet<T> {
	/// Whether this custodian's silence may be fined now.
	pub fn ensure_may_fine(
		case: CaseId,
		custodian: InstitutionId,
		version: u32,
		epoch: u32,
	) -> Result<Duty, Error<T>> {
		let row = Self::case(case)?;
		let duty = Self::missing(case, custodian, version, epoch)?;
		Self::ensure_not_frozen(&row)?;
		let within = T::Policy::get().erasure.receipts_within;
		let again = duty.fined.map_or(0, |at| at.saturating_add(within));
		let from = Self::receipt_due(&row, &duty).max(again);
		ensure!(from < T::Clock::now(), Error::<T>::NotLate);
		Ok(duty)
	}

	/// When a custodian's time ends.
	pub(crate) fn receipt_due(row: &Case, duty: &Duty) -> Moment {
		let within = T::Policy::get().erasure.receipts_within;
		row.receipts_from.saturating_add(within).max(duty.unable.unwrap_or_default())
	}

	/// Whether this proves that a custodian served what it had sworn to have erased.
	pub fn ensure_may_prove_false(
		case: CaseId,
		served: &Served,
		signature: &[u8; 64],
	) -> Result<(Case, Duty), Error<T>> {
		let row = Self::case(case)?;
		let Served { record, version, epoch, custodian, time } = *served;
		let duty =
			Duties::<T>::get(case, (custodian, version, epoch)).ok_or(Error::<T>::NoSuchSlot)?;
		let erased = duty.received.ok_or(Error::<T>::NoReceipt)?;
		ensure!(!duty.disproved, Error::<T>::AlreadyProven);
		let now = T::Clock::now();
		ensure!(erased < time && duty.served < time, Error::<T>::BadTime);
		ensure!(time <= now.saturating_add(CLOCK_SKEW), Error::<T>::BadTime);
		let genesis = T::Parties::genesis();
		ensure!(tombstone_hash(&genesis, record) == row.tombstone, Error::<T>::WrongRecord);
		Self::ensure_signed_by(custodian, time, served_digest(&genesis, served), signature)?;
		Ok((row, duty))
	}

	/// Whether this penalty may take effect now.
	pub fn ensure_may_apply_penalty(penalty: u32) -> Result<Penalty, Error<T>> {
		let row = Penalties::<T>::get(penalty).ok_or(Error::<T>::NoSuchPenalty)?;
		ensure!(row.from <= T::Clock::now(), Error::<T>::NotDueYet);
		Ok(row)
	}

	pub(crate) fn do_fine(
		case: CaseId,
		custodian: InstitutionId,
		version: u32,
		epoch: u32,
	) -> DispatchResult {
		let duty = Self::ensure_may_fine(case, custodian, version, epoch)?;
		let duty = Duty { fined: Some(T::Clock::now()), ..duty };
		Duties::<T>::insert(case, (custodian, version, epoch), duty);
		let penalty = Self::charge(case, custodian, T::Policy::get().erasure.slice, None)?;
		Self::deposit_event(Event::CustodianFined { case, custodian, penalty });
		Ok(())
	}

	pub(crate) fn do_prove_false(
		case: CaseId,
		served: Served,
		signature: [u8; 64],
	) -> DispatchResult {
		let (row, duty) = Self::ensure_may_prove_false(case, &served, &signature)?;
		let Served { custodian, version, epoch, time, .. } = served;
		let live = row.record.is_some();
		let received = duty.received.filter(|_| !live);
		let duty = Duty { received, disproved: !live, served: time, ..duty };
		Duties::<T>::insert(case, (custodian, version, epoch), duty);
		if live {
			Self::reopen(case, row, custodian, (version, epoch));
		}
		let penalty = Self::charge(case, custodian, WHOLE_BOND, Some((version, epoch)))?;
		Self::deposit_event(Event::ReceiptProvenFalse { case, custodian, penalty });
		Ok(())
	}

	pub(crate) fn do_apply_penalty(penalty: u32) -> DispatchResult {
		let Penalty { custodian, share, .. } = Self::ensure_may_apply_penalty(penalty)?;
		Self::discharge(penalty, custodian);
		T::Parties::take_bond(custodian, share);
		Self::deposit_event(Event::PenaltyApplied { penalty, custodian });
		Ok(())
	}

	pub(crate) fn do_cancel_penalty(penalty: u32) -> DispatchResult {
		let row = Penalties::<T>::get(penalty).ok_or(Error::<T>::NoSuchPenalty)?;
		Self::discharge(penalty, row.custodian);
		if let Some((version, epoch)) = row.lie {
			let slot = (row.custodian, version, epoch);
			if let Some(duty) = Duties::<T>::get(row.case, slot) {
				Duties::<T>::insert(row.case, slot, Duty { disproved: false, ..duty });
			}
		}
		Self::deposit_event(Event::PenaltyCancelled { penalty, custodian: row.custodian });
		Ok(())
	}

	/// While the record is live a false receipt must not help to make it unreadable: it is owed
	/// again.
	fn reopen(case: CaseId, mut row: Case, custodian: InstitutionId, of: (u32, u32)) {
		Slots::<T>::insert(custodian, (case, of.0, of.1), ());
		if let Some(sealing) = row.sealings.iter_mut().find(|it| (it.version, it.epoch) == of) {
			sealing.received = sealing.received.saturating_sub(1);
		}
		Cases::<T>::insert(case, row);
	}

	fn charge(
		case: CaseId,
		custodian: InstitutionId,
		share: u32,
		lie: Option<(u32, u32)>,
	) -> Result<u32, DispatchError> {
		let id = NextPenalty::<T>::get();
		NextPenalty::<T>::put(id.checked_add(1).ok_or(ArithmeticError::Overflow)?);
		let from = T::Clock::now().saturating_add(T::Policy::get().erasure.penalty_delay);
		Penalties::<T>::insert(id, Penalty { custodian, case, share, from, lie });
		PenaltiesOf::<T>::mutate(custodian, |count| *count = count.saturating_add(1));
		Ok(id)
	}

	fn discharge(penalty: u32, custodian: InstitutionId) {
		Penalties::<T>::remove(penalty);
		PenaltiesOf::<T>::mutate_exists(custodian, |count| {
			*count = count.map(|it| it.saturating_sub(1)).filter(|it| *it > 0);
		});
	}
}
