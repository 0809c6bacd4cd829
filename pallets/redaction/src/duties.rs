//! What custodians report besides receipts.

use crate::*;
use frame_support::pallet_prelude::*;
use salus_primitives::{CaseId, InstitutionId, Moment, NoticeCounts, UnableReason};

impl<T: Config> Pallet<T> {
	/// Whether `who` may declare now that it is unable.
	pub fn ensure_may_declare_unable(
		who: &T::AccountId,
		case: CaseId,
		version: u32,
		epoch: u32,
		until: Moment,
	) -> Result<(InstitutionId, Duty), Error<T>> {
		let custodian = T::Parties::institution_of(who).ok_or(Error::<T>::NotACustodian)?;
		let duty = Self::missing(case, custodian, version, epoch)?;
		ensure!(duty.unable.is_none(), Error::<T>::AlreadyDeclared);
		Self::ensure_within(until, T::Policy::get().erasure.unable_at_most)?;
		Ok((custodian, duty))
	}

	/// Whether `who` may report these counts now.
	pub fn ensure_may_report_notices(
		who: &T::AccountId,
		case: CaseId,
		counts: NoticeCounts,
	) -> Result<InstitutionId, Error<T>> {
		let custodian = T::Parties::institution_of(who).ok_or(Error::<T>::NotACustodian)?;
		let old = Notices::<T>::get(case, custodian).ok_or(Error::<T>::NoSuchSlot)?;
		let grew = old != counts
			&& old.sent <= counts.sent
			&& old.acknowledged <= counts.acknowledged
			&& old.unreachable <= counts.unreachable;
		ensure!(grew && counts.is_valid(), Error::<T>::BadCounts);
		Ok(custodian)
	}

	pub(crate) fn do_declare_unable(
		who: T::AccountId,
		case: CaseId,
		version: u32,
		epoch: u32,
		reason: UnableReason,
		until: Moment,
	) -> DispatchResult {
		let (custodian, duty) = Self::ensure_may_declare_unable(&who, case, version, epoch, until)?;
		let duty = Duty { unable: Some(until), ..duty };
		Duties::<T>::insert(case, (custodian, version, epoch), duty);
		Self::deposit_event(Event::UnableDeclared { case, custodian, reason, until });
		Ok(())
	}

	pub(crate) fn do_report_notices(
		who: T::AccountId,
		case: CaseId,
		counts: NoticeCounts,
	) -> DispatchResult {
		let custodian = Self::ensure_may_report_notices(&who, case, counts)?;
		Notices::<T>::insert(case, custodian, counts);
		Self::deposit_event(Event::NoticesReported { case, custodian });
		Ok(())
	}
}
