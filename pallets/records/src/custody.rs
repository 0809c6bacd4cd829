//! Who may hold the shares, and what is held for a sealing.

use crate::*;
use alloc::vec::Vec;
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::MutateHold, tokens::Precision},
};
use salus_primitives::{ControlGroup, InstitutionId, RecordId, MAX_SEALINGS};
use sp_runtime::traits::Saturating;

impl<T: Config> Pallet<T> {
	/// Whether these custodians may hold the shares of a record of `issuer`: enough of them, each one
	/// known and independent of the others, and the issuer's group and the desks' together, who have
	/// keys that open, below the threshold.
	pub fn ensure_custodians_fit(
		issuer: InstitutionId,
		sealing: &NewSealing,
	) -> Result<(), Error<T>> {
		let count = sealing.custodians.len();
		let threshold = usize::from(sealing.threshold);
		ensure!((2..=count).contains(&threshold), Error::<T>::BadThreshold);
		let mut openers = T::Parties::desk_groups();
		openers.push(T::Parties::control_group(issuer).ok_or(Error::<T>::NotAProvider)?);
		let mut groups = Vec::<ControlGroup>::with_capacity(count);
		for custodian in &sealing.custodians {
			let group = T::Parties::custodian(*custodian).ok_or(Error::<T>::NotACustodian)?;
			ensure!(!groups.contains(&group), Error::<T>::CustodiansNotIndependent);
			groups.push(group);
		}
		let with_openers = groups.iter().filter(|group| openers.contains(group)).count();
		ensure!(with_openers < threshold, Error::<T>::IssuerAndDesksHoldTooMuch);
		Ok(())
	}

	/// Whether one more sealing fits: none is pending, and an erasure can still walk them all.
	pub(crate) fn ensure_may_seal_again(
		record: RecordId,
		row: &RecordOf<T>,
	) -> Result<(), Error<T>> {
		ensure!(row.restricted_by.is_none(), Error::<T>::Restricted);
		ensure!(!Pending::<T>::contains_key(record), Error::<T>::ResealPending);
		ensure!(row.superseded.saturating_add(1) < MAX_SEALINGS, Error::<T>::TooManySealings);
		Ok(())
	}

	/// Puts `next` in force and keeps the one before, since its custodians still owe an erasure.
	pub(crate) fn supersede(
		record: RecordId,
		row: &mut RecordOf<T>,
		next: Sealing,
		deposit: BalanceOf<T>,
	) {
		let before = core::mem::replace(&mut row.current, next);
		Self::list_for_erasure(record, row, before, deposit);
	}

	/// Keeps a sealing that is not in force, and adds what is held for one more to the record's
	/// deposit.
	pub(crate) fn list_for_erasure(
		record: RecordId,
		row: &mut RecordOf<T>,
		sealing: Sealing,
		deposit: BalanceOf<T>,
	) {
		Superseded::<T>::insert(record, row.superseded, sealing);
		row.superseded = row.superseded.saturating_add(1);
		row.deposit = row.deposit.saturating_add(deposit);
	}

	/// Holds the deposit for one sealing and says how much that is.
	pub(crate) fn hold_deposit(issuer: InstitutionId) -> Result<BalanceOf<T>, DispatchError> {
		let account = T::Parties::account(issuer).ok_or(Error::<T>::NotAProvider)?;
		let deposit = T::SealingDeposit::get();
		T::Currency::hold(&HoldReason::Record.into(), &account, deposit)?;
		Ok(deposit)
	}

	/// Gives back what was held. An erasure does not fail because the issuer is gone.
	pub(crate) fn release_deposit(issuer: InstitutionId, deposit: BalanceOf<T>) -> DispatchResult {
		if let Some(account) = T::Parties::account(issuer) {
			let reason = HoldReason::Record.into();
			T::Currency::release(&reason, &account, deposit, Precision::BestEffort)?;
		}
		Ok(())
	}
}
