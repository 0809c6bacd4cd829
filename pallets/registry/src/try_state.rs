//! Invariants.

use crate::*;
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Time},
};
use salus_primitives::Role;
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// 1. `InstitutionOf` is the inverse of `Institution::account`, and every id is below
	///    `NextInstitution`.
	/// 2. The keys of an institution are numbered 0 to `keys` without gaps.
	/// 3. The receipt keys of a custodian are in the order of their moments, each later than the
	///    last; an institution with a bond has one.
	/// 4. The desks are the institutions with that role that were not removed.
	/// 5. No removed institution has a bond; its successor exists and is another institution.
	/// 6. Keys, receipt keys, endpoints and enrolment counts belong to institutions that exist.
	/// 7. A subject was enrolled by an institution that exists, no institution's account controls
	///    one, and none was recovered later than now.
	/// 8. A subject counts its guardians, at most eight and four attested ones among them; none of
	///    them is its own account, and each has a known scope.
	/// 9. Guardians, proposals and recoveries belong to subjects that exist, agreements to guardians;
	///    no empty list is stored.
	/// 10. What is held of a provider is the sum of the deposits in its subjects' rows.
	/// 11. Every account has one sufficient reference for each subject it controls, each institution
	///     it acts for and each subject it is a guardian of, so that it can act at zero balance, and
	///     no other.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_institutions()?;
		Self::try_subjects()?;
		Self::try_guardians()?;
		Self::try_deposits()?;
		Self::try_references()
	}

	fn try_institutions() -> Result<(), TryRuntimeError> {
		let mut desks = BTreeSet::new();
		for (id, institution) in Institutions::<T>::iter() {
			ensure!(
				InstitutionOf::<T>::get(&institution.account) == Some(id),
				"an institution's account does not lead back to it"
			);
			ensure!(id.0 < NextInstitution::<T>::get(), "an id will be given out twice");
			ensure!(
				Keys::<T>::iter_key_prefix(id).count() as u32 == institution.keys
					&& (0..institution.keys).all(|key| Keys::<T>::contains_key(id, key)),
				"an institution's keys have gaps"
			);
			let receipt_keys = ReceiptKeys::<T>::get(id);
			ensure!(
				receipt_keys.windows(2).all(|pair| pair[0].0 < pair[1].0),
				"receipt keys are out of order"
			);
			let bond = Self::bond_of(id);
			ensure!(
				bond.is_zero() || !receipt_keys.is_empty(),
				"a bonded institution has no receipt key"
			);
			if let Standing::Removed { successor } = institution.standing {
				ensure!(bond.is_zero(), "a removed institution has a bond");
				ensure!(
					successor.is_none_or(|it| it != id && Institutions::<T>::contains_key(it)),
					"nobody answers for a removed institution"
				);
			} else if institution.roles.has(Role::EmergencyDesk) {
				desks.insert(id);
			}
		}
		ensure!(
			Desks::<T>::get().len() == desks.len()
				&& Desks::<T>::get().iter().all(|desk| desks.contains(desk)),
			"the desks are not those with the role"
		);
		ensure!(
			InstitutionOf::<T>::iter().count() == Institutions::<T>::iter().count(),
			"an account leads to an institution that is not its own"
		);
		ensure!(
			ReceiptKeys::<T>::iter_keys()
				.chain(Endpoints::<T>::iter_keys())
				.chain(Enrolled::<T>::iter_keys())
				.chain(Keys::<T>::iter_keys().map(|(id, _)| id))
				.all(Institutions::<T>::contains_key),
			"a key, an endpoint or a count belongs to no institution"
		);
		Ok(())
	}

	fn try_subjects() -> Result<(), TryRuntimeError> {
		for (id, subject) in Subjects::<T>::iter() {
			ensure!(
				Institutions::<T>::contains_key(subject.provider),
				"a subject was enrolled by nobody"
			);
			ensure!(
				!InstitutionOf::<T>::contains_key(&subject.account),
				"an institution's account controls a subject"
			);
			ensure!(
				Guardians::<T>::iter_key_prefix(id).count() == usize::from(subject.guardians)
					&& subject.guardians <= MAX_GUARDIANS,
				"a subject's guardians are not counted"
			);
			ensure!(
				Guardians::<T>::iter_prefix_values(id).filter(|it| !it.appointed).count()
					<= MAX_ATTESTED,
				"institutions attested too many guardians of a subject"
			);
			ensure!(subject.recovered <= T::Clock::now(), "a subject was recovered in the future");
			ensure!(
				!Guardians::<T>::contains_key(id, &subject.account),
				"an account is a guardian of its own subject"
			);
		}
		Ok(())
	}

	fn try_guardians() -> Result<(), TryRuntimeError> {
		ensure!(
			Guardians::<T>::iter_values().all(|it| it.scope.is_valid()),
			"a guardian's scope is not known"
		);
		ensure!(
			Guardians::<T>::iter_keys()
				.map(|(subject, _)| subject)
				.chain(Proposals::<T>::iter_keys())
				.chain(Recoveries::<T>::iter_keys())
				.all(Subjects::<T>::contains_key),
			"a guardian, a proposal or a recovery belongs to no subject"
		);
		ensure!(
			Agreements::<T>::iter_keys()
				.all(|(subject, account)| Guardians::<T>::contains_key(subject, account)),
			"somebody agreed who is no guardian"
		);
		ensure!(
			Proposals::<T>::iter_values().all(|it| !it.is_empty()),
			"an empty list of proposals is stored"
		);
		Ok(())
	}

	fn try_deposits() -> Result<(), TryRuntimeError> {
		let mut deposits = BTreeMap::<_, BalanceOf<T>>::new();
		for subject in Subjects::<T>::iter_values() {
			let sum = deposits.entry(subject.provider).or_default();
			*sum = sum.saturating_add(subject.deposit);
		}
		for (id, institution) in Institutions::<T>::iter() {
			let held =
				T::Currency::balance_on_hold(&HoldReason::Enrolment.into(), &institution.account);
			ensure!(
				held == deposits.get(&id).copied().unwrap_or_default(),
				"what is held of a provider is not what its subjects' rows say"
			);
		}
		Ok(())
	}

	fn try_references() -> Result<(), TryRuntimeError> {
		let mut references = BTreeMap::<T::AccountId, u32>::new();
		Institutions::<T>::iter_values()
			.map(|it| it.account)
			.chain(Subjects::<T>::iter_values().map(|it| it.account))
			.chain(Guardians::<T>::iter_keys().map(|(_, guardian)| guardian))
			.for_each(|account| *references.entry(account).or_default() += 1);
		for account in frame_system::Account::<T>::iter_keys() {
			ensure!(
				frame_system::Pallet::<T>::sufficients(&account)
					== references.remove(&account).unwrap_or_default(),
				"an account's references are not what it controls"
			);
		}
		ensure!(
			references.is_empty(),
			"an account lacks the reference that lets it act at zero balance"
		);
		Ok(())
	}
}
