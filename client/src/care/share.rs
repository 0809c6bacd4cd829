//! Handing shares on: a reader opens its own wraps and makes new ones for somebody else's key. The
//! shares pass through the reader's hands only.

use super::{
	read::{gather, Asking},
	CareError,
};
use crate::{
	chain::{At, Chain},
	identity::Identity,
	seal::rewrap,
	vault::now,
};
use salus_primitives::{
	Action, GuardianScope, GuardianView, Hash32, InstitutionId, Moment, PublicKey, Purpose,
	RecordId,
};

/// Wraps the shares of one record for a key, at every custodian that answers. Returns the custodians
/// that now hold a wrap.
pub(super) async fn wrap_for(
	chain: &Chain,
	by: &Identity,
	asking: &Asking,
	key: &PublicKey,
) -> Result<Vec<InstitutionId>, CareError> {
	let gathered = gather(chain, by, asking, |sealing| sealing.custodians.len()).await?;
	let mut holders = Vec::new();
	for (vault, share) in gathered.shares {
		let wraps = rewrap(&gathered.manifest, &[share], key)?;
		vault.add_wraps(by, &gathered.manifest, &wraps).await?;
		holders.push(vault.custodian());
	}
	Ok(holders)
}

/// Whether a guardian may read now.
pub fn may_view(guardian: &GuardianView, now: Moment) -> bool {
	guardian.scope.has(GuardianScope::VIEW) && !guardian.suspended && now < guardian.until
}

/// Wraps the shares of one record for a guardian, whose key the chain does not know: the guardian
/// hands it over in person. Subjects do it, or issuers for those who cannot. It concerns the version
/// in force; an amended one is shared again.
///
/// # Errors
/// [`CareError::NoSuchGuardian`] when the account may not read for the subject now.
pub async fn share_with_guardian(
	chain: &Chain,
	by: &Identity,
	record: RecordId,
	guardian: Hash32,
	key: &PublicKey,
) -> Result<Vec<InstitutionId>, CareError> {
	let unavailable = || CareError::Unavailable(record);
	let view = chain.record(record, At::Best).await?.ok_or_else(unavailable)?;
	let subject = chain.subject(view.subject, At::Best).await?.ok_or_else(unavailable)?;
	let is_guardian = |it: &GuardianView| it.account == guardian && may_view(it, now());
	if !subject.guardians.iter().any(is_guardian) {
		return Err(CareError::NoSuchGuardian(subject.id));
	}
	let (purpose, action) = match subject.account == by.account() {
		true => (Purpose::PATRQT, Action::Disclose),
		// What an issuer may read its own records for.
		false => (Purpose::TREAT, Action::Access),
	};
	let asking = Asking { record, version: None, purpose, action, opening: None };
	wrap_for(chain, by, &asking, key).await
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_guardian_reads_until_the_last_moment_and_within_its_scope() {
		let guardian = GuardianView {
			account: Hash32([1; 32]),
			scope: GuardianScope::VIEW.and(GuardianScope::CONSENT),
			until: 10,
			appointed: true,
			suspended: false,
		};
		assert!(may_view(&guardian, 9));
		assert!(!may_view(&guardian, 10));
		assert!(!may_view(&GuardianView { suspended: true, ..guardian.clone() }, 9));
		let erases = GuardianScope::CONSENT.and(GuardianScope::ERASE);
		assert!(!may_view(&GuardianView { scope: erases, ..guardian }, 9));
	}
}
