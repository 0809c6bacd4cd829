//! Institutions: who they are, their keys and where they answer.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{Hash32, InstitutionId, Moment, PublicKey, Role, Roles};

impl<T: Config> Pallet<T> {
	/// Writes one institution of the genesis configuration.
	pub(crate) fn found(founding: Founding<T::AccountId>) {
		let id = InstitutionId(founding.id);
		let account = founding.account;
		assert!(!Institutions::<T>::contains_key(id), "institution {id} is listed twice");
		assert!(
			!InstitutionOf::<T>::contains_key(&account),
			"the account of institution {id} already acts for another one"
		);
		assert!(
			founding.receipt_key.is_some() || !Roles(founding.roles).has(Role::Custodian),
			"institution {id} is a custodian and needs a receipt key"
		);
		InstitutionOf::<T>::insert(&account, id);
		// It may act before it owns anything.
		frame_system::Pallet::<T>::inc_sufficients(&account);
		Institutions::<T>::insert(
			id,
			Institution {
				account,
				roles: Roles(founding.roles),
				suspended: false,
				accredited_until: founding.accredited_until,
				control_group: founding.control_group,
				keys: founding.key.is_some().into(),
			},
		);
		if let Some(key) = founding.key {
			Keys::<T>::insert(id, 0, PublicKey::X25519(Hash32(key)));
		}
		if let Some(key) = founding.receipt_key {
			ReceiptKeys::<T>::insert(id, Hash32(key));
		}
		if let Some(endpoint) = founding.endpoint {
			let endpoint = BoundedVec::try_from(endpoint.into_bytes())
				.expect("an endpoint in the genesis configuration has at most 128 bytes");
			assert!(Self::is_endpoint(&endpoint), "the endpoint of institution {id} is no address");
			Endpoints::<T>::insert(id, endpoint);
		}
	}

	/// The institution an account acts for.
	pub fn institution_of(account: &T::AccountId) -> Option<InstitutionId> {
		InstitutionOf::<T>::get(account)
	}

	/// The institution if it is neither suspended nor lapsed at `now`.
	pub fn in_good_standing(id: InstitutionId, now: Moment) -> Option<Institution<T::AccountId>> {
		Institutions::<T>::get(id).filter(|it| !it.suspended && now < it.accredited_until)
	}

	/// The institution that `account` acts for now, if it has `role`.
	pub fn acting(account: &T::AccountId, role: Role) -> Result<InstitutionId, DispatchError> {
		let id = Self::institution_of(account).ok_or(Error::<T>::NotAnInstitution)?;
		let institution =
			Self::in_good_standing(id, T::Clock::now()).ok_or(Error::<T>::NotInGoodStanding)?;
		ensure!(institution.roles.has(role), Error::<T>::RoleMissing);
		Ok(id)
	}

	/// The newest encryption key of an institution.
	pub fn newest_key(id: InstitutionId) -> Option<(u32, PublicKey)> {
		let newest = Institutions::<T>::get(id)?.keys.checked_sub(1)?;
		Some((newest, Keys::<T>::get(id, newest)?))
	}

	/// Whether the text is an address that a client can connect to.
	pub fn is_endpoint(text: &[u8]) -> bool {
		let after_scheme = text.strip_prefix(b"https://").or_else(|| text.strip_prefix(b"http://"));
		after_scheme.is_some_and(|rest| !rest.is_empty() && rest.iter().all(u8::is_ascii_graphic))
	}

	pub(crate) fn do_add_key(who: T::AccountId, key: PublicKey) -> DispatchResult {
		let institution = Self::institution_of(&who).ok_or(Error::<T>::NotAnInstitution)?;
		let id = Institutions::<T>::try_mutate(institution, |row| {
			let row = row.as_mut().ok_or(Error::<T>::NotAnInstitution)?;
			let id = row.keys;
			row.keys = id.saturating_add(1);
			Ok::<_, DispatchError>(id)
		})?;
		Keys::<T>::insert(institution, id, key);
		Self::deposit_event(Event::KeyAdded { institution, key: id });
		Ok(())
	}

	pub(crate) fn do_set_receipt_key(who: T::AccountId, key: Hash32) -> DispatchResult {
		let custodian = Self::acting(&who, Role::Custodian)?;
		ReceiptKeys::<T>::insert(custodian, key);
		Self::deposit_event(Event::ReceiptKeySet { custodian });
		Ok(())
	}

	pub(crate) fn do_set_endpoint(
		who: T::AccountId,
		endpoint: BoundedVec<u8, ConstU32<MAX_ENDPOINT>>,
	) -> DispatchResult {
		let custodian = Self::acting(&who, Role::Custodian)?;
		ensure!(Self::is_endpoint(&endpoint), Error::<T>::BadEndpoint);
		Endpoints::<T>::insert(custodian, endpoint);
		Self::deposit_event(Event::EndpointSet { custodian });
		Ok(())
	}
}
