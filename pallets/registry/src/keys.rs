//! Keys and endpoints, which institutions keep themselves.

use crate::*;
use frame_support::{pallet_prelude::*, traits::Time};
use salus_primitives::{
	Hash32, InstitutionId, Moment, PublicKey, Role, Roles, Suite, BACKUPS_AT_MOST,
};

const CUSTODIAN: Roles = Roles::of(&[Role::Custodian]);

impl<T: Config> Pallet<T> {
	/// The newest encryption key of an institution.
	pub fn newest_key(id: InstitutionId) -> Option<(u32, PublicKey)> {
		let newest = Institutions::<T>::get(id)?.keys.checked_sub(1)?;
		Some((newest, Keys::<T>::get(id, newest)?))
	}

	/// The key that signs a custodian's receipts now.
	pub fn receipt_key(custodian: InstitutionId) -> Option<Hash32> {
		ReceiptKeys::<T>::get(custodian).last().map(|(_, key)| *key)
	}

	/// The key that signed a custodian's receipts at `moment`.
	pub fn receipt_key_at(custodian: InstitutionId, moment: Moment) -> Option<Hash32> {
		let keys = ReceiptKeys::<T>::get(custodian);
		keys.iter().rev().find(|(since, _)| *since <= moment).map(|(_, key)| *key)
	}

	/// Whether the text is an address that a client can connect to.
	pub fn is_endpoint(text: &[u8]) -> bool {
		let after_scheme = text.strip_prefix(b"https://").or_else(|| text.strip_prefix(b"http://"));
		after_scheme.is_some_and(|rest| !rest.is_empty() && rest.iter().all(u8::is_ascii_graphic))
	}

	/// Whether `add_key` would succeed. Standing does not matter: what a suspended institution is
	/// still sent should be sealed to a key that it holds.
	pub fn ensure_may_add_key(
		who: &T::AccountId,
		key: &PublicKey,
	) -> Result<InstitutionId, Error<T>> {
		let institution = Self::institution_of(who).ok_or(Error::<T>::NotAnInstitution)?;
		let row = Institutions::<T>::get(institution).ok_or(Error::<T>::NotAnInstitution)?;
		ensure!(!row.is_removed(), Error::<T>::InstitutionRemoved);
		Self::ensure_suite(key.suite())?;
		Ok(institution)
	}

	/// Whether a new encryption key may be of this suite.
	pub(crate) fn ensure_suite(suite: Suite) -> Result<(), Error<T>> {
		ensure!(T::Policy::get().suites.has(suite), Error::<T>::SuiteDeprecated);
		Ok(())
	}

	pub(crate) fn do_add_key(who: T::AccountId, key: PublicKey) -> DispatchResult {
		let institution = Self::ensure_may_add_key(&who, &key)?;
		let id = Institutions::<T>::try_mutate(institution, |row| {
			let row = row.as_mut().ok_or(Error::<T>::NotAnInstitution)?;
			let id = row.keys;
			row.keys = id.checked_add(1).ok_or(sp_runtime::ArithmeticError::Overflow)?;
			Ok::<_, DispatchError>(id)
		})?;
		Keys::<T>::insert(institution, id, key);
		Self::deposit_event(Event::KeyAdded { institution, key: id });
		Ok(())
	}

	/// Whether `set_receipt_key` would succeed.
	pub fn ensure_may_set_receipt_key(
		who: &T::AccountId,
		key: &Hash32,
	) -> Result<InstitutionId, Error<T>> {
		let custodian = Self::acting_in(who, CUSTODIAN)?;
		let now = T::Clock::now();
		let keys = ReceiptKeys::<T>::get(custodian);
		if let Some((since, newest)) = keys.last() {
			ensure!(newest != key, Error::<T>::ReceiptKeyUnchanged);
			ensure!(*since < now, Error::<T>::ReceiptKeyTooSoon);
		}
		if keys.is_full() {
			// The oldest signed nothing since the second one is in force.
			let needed = BACKUPS_AT_MOST.saturating_add(T::Policy::get().erasure.tombstone_for);
			let is_needed = |since: Moment| now <= since.saturating_add(needed);
			ensure!(
				!keys.get(1).is_some_and(|(since, _)| is_needed(*since)),
				Error::<T>::TooManyReceiptKeys
			);
		}
		Ok(custodian)
	}

	pub(crate) fn do_set_receipt_key(who: T::AccountId, key: Hash32) -> DispatchResult {
		let custodian = Self::ensure_may_set_receipt_key(&who, &key)?;
		Self::put_receipt_key(custodian, T::Clock::now(), key);
		Self::deposit_event(Event::ReceiptKeySet { custodian });
		Ok(())
	}

	/// Makes `key` the one that signs from `now` on. When the list is full, the oldest goes: the
	/// caller has seen that nobody needs it.
	pub(crate) fn put_receipt_key(custodian: InstitutionId, now: Moment, key: Hash32) {
		ReceiptKeys::<T>::mutate(custodian, |keys| {
			if keys.is_full() {
				keys.remove(0);
			}
			keys.force_push((now, key));
		});
	}

	/// Whether `set_endpoint` would succeed.
	pub fn ensure_may_set_endpoint(
		who: &T::AccountId,
		endpoint: &[u8],
	) -> Result<InstitutionId, Error<T>> {
		let custodian = Self::acting_in(who, CUSTODIAN)?;
		ensure!(Self::is_endpoint(endpoint), Error::<T>::BadEndpoint);
		Ok(custodian)
	}

	pub(crate) fn do_set_endpoint(
		who: T::AccountId,
		endpoint: BoundedVec<u8, ConstU32<MAX_ENDPOINT>>,
	) -> DispatchResult {
		let custodian = Self::ensure_may_set_endpoint(&who, &endpoint)?;
		Endpoints::<T>::insert(custodian, endpoint);
		Self::deposit_event(Event::EndpointSet { custodian });
		Ok(())
	}
}
