//! Who may act for a subject.

use crate::*;
use codec::Encode;
use frame_support::{dispatch::PostDispatchInfo, pallet_prelude::*};
use salus_primitives::{tagged_hash, Authority, GuardianScope, Hash32, SubjectId};

/// What guardians agree to: a call with everything that its effect depends on, so that no agreement
/// counts for anything else.
pub(crate) fn act(call: &str, content: impl Encode) -> Hash32 {
	tagged_hash("salus/act/v1", &[call.as_bytes(), &content.encode()])
}

impl<T: Config> Pallet<T> {
	/// How `who` may give and take back consent for the subject.
	pub(crate) fn authority(who: &T::AccountId, subject: SubjectId) -> Result<Authority, Error<T>> {
		T::Parties::authority(who, subject, GuardianScope::CONSENT).ok_or(Error::<T>::NotTheSubject)
	}

	/// Whether `who`, with that authority, may do or agree to what widens access.
	pub(crate) fn ensure_may_widen(
		who: &T::AccountId,
		subject: SubjectId,
		authority: Authority,
		act: Hash32,
	) -> Result<(), Error<T>> {
		match authority {
			Authority::Own => Ok(()),
			Authority::Guardian => {
				T::Parties::ensure_may_agree(who, subject, act).map_err(|_| Error::<T>::MayNotAgree)
			},
		}
	}

	/// What a call that widens access weighed in the end: `own` where the subject's own account sent
	/// it, else as much as declared, which is for the last of as many guardians as there may be.
	pub(crate) fn weighed(authority: Authority, own: Weight) -> PostDispatchInfo {
		match authority {
			Authority::Own => Some(own),
			Authority::Guardian => None,
		}
		.into()
	}

	/// Takes what the call costs from the subject's allowance, while there is any. `false` means that
	/// a guardian's agreement was noted and others are missing.
	pub(crate) fn widen(
		who: &T::AccountId,
		subject: SubjectId,
		act: Hash32,
	) -> Result<bool, DispatchError> {
		if T::Parties::has_allowance(subject) {
			T::Parties::spend_allowance(subject)?;
		}
		let done = match Self::authority(who, subject)? {
			Authority::Own => true,
			Authority::Guardian => T::Parties::agree(who, subject, act)?,
		};
		if !done {
			Self::deposit_event(Event::AgreementNoted { subject, act });
		}
		Ok(done)
	}
}
