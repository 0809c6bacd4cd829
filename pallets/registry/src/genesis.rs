//! The institutions a chain starts with.

use crate::*;
use frame_support::{traits::fungible::MutateHold, BoundedVec};
use salus_primitives::{Hash32, InstitutionId, PublicKey, Role, Roles};
use sp_runtime::SaturatedConversion;

impl<T: Config> Pallet<T> {
	/// Writes one institution of the genesis configuration.
	pub(crate) fn found(founding: Founding<T::AccountId>) {
		let id = InstitutionId(founding.id);
		let account = founding.account;
		let roles = Roles(founding.roles);
		assert!(!Institutions::<T>::contains_key(id), "institution {id} is listed twice");
		assert!(
			!InstitutionOf::<T>::contains_key(&account),
			"the account of institution {id} already acts for another one"
		);
		assert!(roles.is_valid(), "the roles of institution {id} are none or not all known");
		assert!(
			founding.receipt_key.is_some() || !roles.has(Role::Custodian),
			"institution {id} is a custodian and needs a receipt key"
		);
		let country = <[u8; 2]>::try_from(founding.country.as_bytes())
			.ok()
			.filter(Self::is_country)
			.expect("a country in the genesis configuration is two upper-case letters");
		Self::keep_desks_in_step(id, roles.has(Role::EmergencyDesk))
			.expect("the genesis configuration has at most eight emergency desks");
		let next = founding.id.checked_add(1).expect("an id in the genesis configuration is small");
		NextInstitution::<T>::mutate(|it| *it = next.max(*it));
		InstitutionOf::<T>::insert(&account, id);
		// It may act before it owns anything.
		frame_system::Pallet::<T>::inc_sufficients(&account);
		if founding.bond > 0 {
			let bond = founding.bond.saturated_into();
			assert!(roles.has(Role::Custodian), "institution {id} bonds but is no custodian");
			T::Currency::hold(&HoldReason::CustodianBond.into(), &account, bond)
				.expect("an institution of the genesis configuration owns its bond");
		}
		Institutions::<T>::insert(
			id,
			Institution {
				account,
				roles,
				standing: Standing::Active,
				accredited_until: founding.accredited_until,
				control_group: founding.control_group,
				country,
				jurisdiction: founding.jurisdiction,
				keys: founding.key.is_some().into(),
			},
		);
		if let Some(key) = founding.key {
			Keys::<T>::insert(id, 0, PublicKey::X25519(Hash32(key)));
		}
		if let Some(key) = founding.receipt_key {
			Self::put_receipt_key(id, 0, Hash32(key));
		}
		if let Some(endpoint) = founding.endpoint {
			let endpoint = BoundedVec::try_from(endpoint.into_bytes())
				.expect("an endpoint in the genesis configuration has at most 128 bytes");
			assert!(Self::is_endpoint(&endpoint), "the endpoint of institution {id} is no address");
			Endpoints::<T>::insert(id, endpoint);
		}
	}
}
