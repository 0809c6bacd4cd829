//! Invariants.

use crate::*;
use alloc::collections::BTreeMap;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// 1. `InstitutionOf` is the inverse of `Institution::account`.
	/// 2. The keys of an institution are numbered 0 to `keys` without gaps.
	/// 3. Receipt keys and endpoints belong to institutions that exist.
	/// 4. Every account holds one sufficient reference for each subject and institution it
	///    controls, so that it can act at zero balance.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut references = BTreeMap::<T::AccountId, u32>::new();
		for (id, institution) in Institutions::<T>::iter() {
			ensure!(
				InstitutionOf::<T>::get(&institution.account) == Some(id),
				"an institution's account does not lead back to it"
			);
			ensure!(
				Keys::<T>::iter_key_prefix(id).count() as u32 == institution.keys
					&& (0..institution.keys).all(|key| Keys::<T>::contains_key(id, key)),
				"an institution's keys have gaps"
			);
			*references.entry(institution.account).or_default() += 1;
		}
		ensure!(
			InstitutionOf::<T>::iter().count() == Institutions::<T>::iter().count(),
			"an account leads to an institution that is not its own"
		);
		ensure!(
			ReceiptKeys::<T>::iter_keys()
				.chain(Endpoints::<T>::iter_keys())
				.chain(Keys::<T>::iter_keys().map(|(id, _)| id))
				.all(Institutions::<T>::contains_key),
			"a key or an endpoint belongs to no institution"
		);
		for subject in Subjects::<T>::iter_values() {
			*references.entry(subject.account).or_default() += 1;
		}
		for (account, expected) in references {
			ensure!(
				frame_system::Pallet::<T>::sufficients(&account) >= expected,
				"an account lacks the reference that lets it act at zero balance"
			);
		}
		Ok(())
	}
}
