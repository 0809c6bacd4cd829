//! Another institution co-signs.

use crate::*;
use frame_support::pallet_prelude::*;
use salus_primitives::{InstitutionId, RecordId, Role, Roles};

/// Who may co-sign.
const ATTESTERS: Roles = Roles::of(&[Role::Provider, Role::Regulator, Role::PatientAdvocate]);

impl<T: Config> Pallet<T> {
	/// Whether the account may co-sign this version, and in whose name.
	pub fn ensure_may_attest(
		who: &T::AccountId,
		record: RecordId,
		version: u32,
	) -> Result<(RecordOf<T>, InstitutionId), Error<T>> {
		let institution =
			T::Parties::acting_any(who, ATTESTERS).ok_or(Error::<T>::NotAnAttester)?;
		let row = Records::<T>::get(record).ok_or(Error::<T>::NotFound)?;
		ensure!(!T::Parties::answers_for(who, row.issuer), Error::<T>::OwnRecord);
		ensure!(row.restricted_by.is_none(), Error::<T>::Restricted);
		ensure!(row.current.version == version, Error::<T>::NotThisVersion);
		match Attestations::<T>::get(record, institution) {
			Some(attested) => ensure!(attested != version, Error::<T>::AlreadyAttested),
			None => {
				ensure!(row.attestations < MAX_ATTESTATIONS, Error::<T>::TooManyAttestations)
			},
		}
		Ok((row, institution))
	}

	pub(crate) fn do_attest(who: T::AccountId, record: RecordId, version: u32) -> DispatchResult {
		let (mut row, institution) = Self::ensure_may_attest(&who, record, version)?;
		if !Attestations::<T>::contains_key(record, institution) {
			row.attestations = row.attestations.saturating_add(1);
			Records::<T>::insert(record, row);
		}
		Attestations::<T>::insert(record, institution, version);
		Self::deposit_event(Event::RecordAttested { record, institution, version });
		Ok(())
	}
}
