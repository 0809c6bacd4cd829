//! The same content under a new key, to new custodians. It counts once somebody other than the
//! sealer opened it: otherwise an issuer could replace what can be read by what cannot.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{GuardianScope, InstitutionId, RecordId, Role};

/// Who confirms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Confirmer {
	/// The subject or a guardian who may view. It is free.
	Person,
	/// An emergency desk.
	Desk,
}

impl<T: Config> Pallet<T> {
	/// Whether the account may reseal the record like this.
	pub fn ensure_may_reseal(
		who: &T::AccountId,
		record: RecordId,
		sealing: &NewSealing,
	) -> Result<RecordOf<T>, Error<T>> {
		let row = Self::ensure_issuer(who, record)?;
		Self::ensure_may_seal_again(record, &row)?;
		ensure!(!T::Erasures::is_held(record), Error::<T>::OnHold);
		let same = sealing.commitment == row.current.of.commitment;
		ensure!(same, Error::<T>::CommitmentDiffers);
		Self::ensure_custodians_fit(row.issuer, sealing)?;
		Ok(row)
	}

	pub(crate) fn do_reseal(
		who: T::AccountId,
		record: RecordId,
		sealing: NewSealing,
	) -> DispatchResult {
		let mut row = Self::ensure_may_reseal(&who, record, &sealing)?;
		let deposit = Self::hold_deposit(row.issuer)?;
		let (version, epoch) = (row.current.version, row.last_epoch.saturating_add(1));
		let sealing = Sealing { version, epoch, sealed: T::Clock::now(), of: sealing };
		Pending::<T>::insert(record, PendingSealing { sealing, deposit });
		row.last_epoch = epoch;
		Records::<T>::insert(record, row);
		Self::deposit_event(Event::RecordResealed { record, epoch });
		Ok(())
	}

	/// Whether the account may confirm that it opened this epoch.
	pub fn ensure_may_confirm(
		who: &T::AccountId,
		record: RecordId,
		epoch: u32,
	) -> Result<(RecordOf<T>, PendingOf<T>, Confirmer), Error<T>> {
		let row = Records::<T>::get(record).ok_or(Error::<T>::NotFound)?;
		let pending = Pending::<T>::get(record).ok_or(Error::<T>::NothingPending)?;
		ensure!(pending.sealing.epoch == epoch, Error::<T>::NotThisEpoch);
		// An erasure asks the custodians of the sealings as they stood when it began.
		ensure!(row.restricted_by.is_none(), Error::<T>::Restricted);
		let confirmer = Self::confirmer(who, &row).ok_or(Error::<T>::NotARecipient)?;
		Ok((row, pending, confirmer))
	}

	pub(crate) fn do_confirm(who: T::AccountId, record: RecordId, epoch: u32) -> DispatchResult {
		let (mut row, pending, _) = Self::ensure_may_confirm(&who, record, epoch)?;
		Pending::<T>::remove(record);
		Self::supersede(record, &mut row, pending.sealing, pending.deposit);
		Records::<T>::insert(record, row);
		Self::deposit_event(Event::ResealConfirmed { record, epoch });
		Ok(())
	}

	/// Whether the account may take the pending sealing back.
	pub fn ensure_may_abandon_reseal(
		who: &T::AccountId,
		record: RecordId,
	) -> Result<(RecordOf<T>, PendingOf<T>), Error<T>> {
		let row = Self::ensure_answers_for_issuer(who, record)?;
		let pending = Pending::<T>::get(record).ok_or(Error::<T>::NothingPending)?;
		// A partial erasure would drop it as superseded, and nobody had asked its custodians.
		ensure!(row.restricted_by.is_none(), Error::<T>::Restricted);
		Ok((row, pending))
	}

	pub(crate) fn do_abandon_reseal(who: T::AccountId, record: RecordId) -> DispatchResult {
		let (mut row, pending) = Self::ensure_may_abandon_reseal(&who, record)?;
		let epoch = pending.sealing.epoch;
		Pending::<T>::remove(record);
		// Its custodians may have taken it already.
		Self::list_for_erasure(record, &mut row, pending.sealing, pending.deposit);
		Records::<T>::insert(record, row);
		Self::deposit_event(Event::ResealAbandoned { record, epoch });
		Ok(())
	}

	/// A recipient that is not in the sealer's hands.
	fn confirmer(who: &T::AccountId, row: &RecordOf<T>) -> Option<Confirmer> {
		if T::Parties::answers_for(who, row.issuer) {
			return None;
		}
		if T::Parties::authority(who, row.subject, GuardianScope::VIEW).is_some() {
			return Some(Confirmer::Person);
		}
		let desk = T::Parties::acting(who, Role::EmergencyDesk)?;
		Self::are_independent(desk, row.issuer).then_some(Confirmer::Desk)
	}

	fn are_independent(one: InstitutionId, other: InstitutionId) -> bool {
		match (T::Parties::control_group(one), T::Parties::control_group(other)) {
			(Some(one), Some(other)) => one != other,
			_ => false,
		}
	}
}
