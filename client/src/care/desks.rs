//! Emergency desks: who can open a record when life is at stake.

use crate::{
	chain::{At, Chain, ChainError},
	seal::is_usable,
};
use futures::future::try_join_all;
use salus_primitives::{InstitutionView, PublicKey, Role};

/// Most desks that a record is wrapped for; the registry admits no more.
pub const MAX_DESKS: usize = 8;

/// The emergency desks in good standing that can be encrypted to. One with a key that is no key is
/// left out, so that it cannot keep others from sealing.
///
/// # Errors
/// Those of the chain.
pub async fn desks(chain: &Chain, at: At) -> Result<Vec<InstitutionView>, ChainError> {
	let ids = chain.institutions(at).await?;
	let all = try_join_all(ids.into_iter().map(|id| chain.institution(id, at))).await?;
	Ok(all.into_iter().flatten().filter(|it| desk_key(it).is_some()).take(MAX_DESKS).collect())
}

/// The key that records are wrapped for, if the institution is a desk as above.
pub fn desk_key(institution: &InstitutionView) -> Option<PublicKey> {
	let is_desk = institution.in_good_standing && institution.roles.has(Role::EmergencyDesk);
	institution.key.map(|(_, key)| key).filter(|key| is_desk && is_usable(key))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::seal::SecretKey;
	use salus_primitives::{Hash32, InstitutionId, Jurisdiction, Roles};

	fn desk() -> InstitutionView {
		InstitutionView {
			id: InstitutionId(8),
			account: Hash32([8; 32]),
			roles: Roles::of(&[Role::EmergencyDesk]),
			in_good_standing: true,
			accredited_until: u64::MAX,
			suspended: false,
			suspended_until: None,
			control_group: 8,
			country: *b"DE",
			jurisdiction: Jurisdiction::Eu,
			bond: 0,
			key: Some((0, SecretKey::generate().public())),
			receipt_key: None,
			endpoint: None,
		}
	}

	#[test]
	fn only_a_desk_in_good_standing_with_a_usable_key_is_a_recipient() {
		let desk = desk();
		assert_eq!(desk_key(&desk), desk.key.map(|(_, key)| key));
		let low_order = PublicKey::X25519(Hash32::default());
		for other in [
			InstitutionView { roles: Roles::of(&[Role::Provider]), ..desk.clone() },
			InstitutionView { in_good_standing: false, ..desk.clone() },
			InstitutionView { key: None, ..desk.clone() },
			InstitutionView { key: Some((0, low_order)), ..desk.clone() },
		] {
			assert_eq!(desk_key(&other), None);
		}
	}
}
