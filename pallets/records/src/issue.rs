//! Issuing and amending.

use crate::*;
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::MutateHold, Time},
};
use salus_primitives::{ControlGroup, FolderId, InstitutionId, RecordId, SubjectId};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_issue(
		who: T::AccountId,
		subject: SubjectId,
		record: RecordId,
		folder: Option<FolderId>,
		keep: Keep,
		sealing: NewSealing,
	) -> DispatchResult {
		let issuer = T::Parties::provider(&who).ok_or(Error::<T>::NotAProvider)?;
		ensure!(T::Parties::is_subject(subject), Error::<T>::NoSuchSubject);
		ensure!(!Records::<T>::contains_key(record), Error::<T>::RecordExists);
		ensure!(!T::Erasures::is_buried(record), Error::<T>::WasErased);
		Self::ensure_custodians_fit(&sealing)?;
		Self::hold_deposit(issuer)?;
		T::Tokens::mint(record, subject)?;
		let issued = T::Clock::now();
		let current = Sealing { version: 1, epoch: 1, sealed: issued, of: sealing };
		Records::<T>::insert(
			record,
			Record {
				subject,
				issuer,
				folder,
				keep,
				issued,
				restricted_by: None,
				superseded: 0,
				current,
			},
		);
		Self::deposit_event(Event::RecordIssued { record, subject, issuer });
		Ok(())
	}

	pub(crate) fn do_amend(
		who: T::AccountId,
		record: RecordId,
		sealing: NewSealing,
	) -> DispatchResult {
		let issuer = T::Parties::provider(&who).ok_or(Error::<T>::NotAProvider)?;
		let version = Records::<T>::try_mutate(record, |row| {
			let row = row.as_mut().ok_or(Error::<T>::NotFound)?;
			ensure!(row.issuer == issuer, Error::<T>::NotTheIssuer);
			ensure!(row.restricted_by.is_none(), Error::<T>::Restricted);
			ensure!(row.superseded + 1 < MAX_SEALINGS, Error::<T>::TooManySealings);
			Self::ensure_custodians_fit(&sealing)?;
			Self::hold_deposit(issuer)?;
			let version = row.current.version.saturating_add(1);
			let next = Sealing { version, epoch: 1, sealed: T::Clock::now(), of: sealing };
			let before = core::mem::replace(&mut row.current, next);
			Superseded::<T>::insert(record, row.superseded, before);
			row.superseded += 1;
			Ok::<_, DispatchError>(version)
		})?;
		Self::deposit_event(Event::RecordAmended { record, version });
		Ok(())
	}

	/// Whether shares may be held by these custodians: enough of them, and independent.
	pub fn ensure_custodians_fit(sealing: &NewSealing) -> Result<(), Error<T>> {
		let count = sealing.custodians.len();
		ensure!((2..=count).contains(&sealing.threshold.into()), Error::<T>::BadThreshold);
		let mut groups = alloc::vec::Vec::<ControlGroup>::with_capacity(count);
		for custodian in &sealing.custodians {
			let group = T::Parties::custodian(*custodian).ok_or(Error::<T>::NotACustodian)?;
			ensure!(!groups.contains(&group), Error::<T>::CustodiansNotIndependent);
			groups.push(group);
		}
		Ok(())
	}

	fn hold_deposit(issuer: InstitutionId) -> DispatchResult {
		let account = T::Parties::account(issuer).ok_or(Error::<T>::NotAProvider)?;
		T::Currency::hold(&HoldReason::Record.into(), &account, T::SealingDeposit::get())
	}
}
