//! What governance does to institutions.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{Country, Hash32, InstitutionId, Role};
use sp_runtime::{traits::Zero, ArithmeticError};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_admit(
		account: T::AccountId,
		admission: Admission,
		receipt_key: Option<Hash32>,
		units: BalanceOf<T>,
	) -> DispatchResult {
		Self::ensure_admissible(&admission)?;
		// Each subject and each guardian link gives its account a sufficient reference.
		ensure!(
			!InstitutionOf::<T>::contains_key(&account)
				&& frame_system::Pallet::<T>::sufficients(&account).is_zero(),
			Error::<T>::AccountInUse
		);
		ensure!(
			receipt_key.is_some() || !admission.roles.has(Role::Custodian),
			Error::<T>::NeedsReceiptKey
		);
		let id = NextInstitution::<T>::get();
		NextInstitution::<T>::put(id.checked_add(1).ok_or(ArithmeticError::Overflow)?);
		let institution = InstitutionId(id);
		Self::keep_desks_in_step(institution, admission.roles.has(Role::EmergencyDesk))?;
		InstitutionOf::<T>::insert(&account, institution);
		frame_system::Pallet::<T>::inc_sufficients(&account);
		if let Some(key) = receipt_key {
			Self::put_receipt_key(institution, T::Clock::now(), key);
		}
		let Admission { roles, accredited_until, control_group, country, jurisdiction } = admission;
		Institutions::<T>::insert(
			institution,
			Institution {
				account: account.clone(),
				roles,
				standing: Standing::Active,
				accredited_until,
				control_group,
				country,
				jurisdiction,
				keys: 0,
			},
		);
		Self::deposit_event(Event::InstitutionAdmitted { institution });
		if !units.is_zero() {
			Self::give_units(institution, &account, units)?;
		}
		Ok(())
	}

	pub(crate) fn do_change(institution: InstitutionId, admission: Admission) -> DispatchResult {
		Self::ensure_admissible(&admission)?;
		let row = Self::ensure_not_removed(institution)?;
		Self::keep_desks_in_step(institution, admission.roles.has(Role::EmergencyDesk))?;
		let Admission { roles, accredited_until, control_group, country, jurisdiction } = admission;
		Institutions::<T>::insert(
			institution,
			Institution { roles, accredited_until, control_group, country, jurisdiction, ..row },
		);
		Self::deposit_event(Event::InstitutionChanged { institution });
		Ok(())
	}

	pub(crate) fn do_remove(
		institution: InstitutionId,
		successor: Option<InstitutionId>,
	) -> DispatchResult {
		let row = Self::ensure_not_removed(institution)?;
		ensure!(!T::Liabilities::owes(institution), Error::<T>::StillOwes);
		let now = T::Clock::now();
		ensure!(
			successor
				.is_none_or(|id| id != institution && Self::in_good_standing(id, now).is_some()),
			Error::<T>::BadSuccessor
		);
		Self::keep_desks_in_step(institution, false)?;
		// One that does not ask for its bond must not stay for that.
		Self::release_bond(institution, &row.account, Self::bond_of(institution))?;
		Institutions::<T>::insert(
			institution,
			Institution { standing: Standing::Removed { successor }, ..row },
		);
		Self::deposit_event(Event::InstitutionRemoved { institution, successor });
		Ok(())
	}

	/// Takes a role away, if the institution has it.
	pub fn withdraw_role(institution: InstitutionId, role: Role) {
		let Some(row) = Institutions::<T>::get(institution).filter(|it| it.roles.has(role)) else {
			return;
		};
		if role == Role::EmergencyDesk {
			Desks::<T>::mutate(|desks| desks.retain(|it| *it != institution));
		}
		let roles = row.roles.without(role);
		Institutions::<T>::insert(institution, Institution { roles, ..row });
		Self::deposit_event(Event::RoleWithdrawn { institution, role });
	}

	/// Lists the institution as a desk, or no longer.
	pub(crate) fn keep_desks_in_step(
		institution: InstitutionId,
		is_desk: bool,
	) -> Result<(), Error<T>> {
		Desks::<T>::try_mutate(|desks| {
			match (desks.iter().position(|it| *it == institution), is_desk) {
				(None, true) => {
					desks.try_push(institution).map_err(|_| Error::<T>::TooManyDesks)?
				},
				(Some(place), false) => drop(desks.remove(place)),
				_ => {},
			}
			Ok(())
		})
	}

	pub(crate) fn is_country(country: &Country) -> bool {
		country.iter().all(u8::is_ascii_uppercase)
	}

	fn ensure_admissible(admission: &Admission) -> Result<(), Error<T>> {
		ensure!(admission.roles.is_valid(), Error::<T>::BadRoles);
		ensure!(Self::is_country(&admission.country), Error::<T>::BadCountry);
		ensure!(T::Clock::now() < admission.accredited_until, Error::<T>::AccreditationOver);
		Ok(())
	}

	pub(crate) fn ensure_not_removed(
		institution: InstitutionId,
	) -> Result<Institution<T::AccountId>, Error<T>> {
		let row = Institutions::<T>::get(institution).ok_or(Error::<T>::NoSuchInstitution)?;
		ensure!(!row.is_removed(), Error::<T>::InstitutionRemoved);
		Ok(row)
	}
}
