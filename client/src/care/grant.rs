//! Granting: a commitment to the terms on chain, wraps for the grantee at the vaults.

use super::{share::wrap_for, Asking, CareError};
use crate::{
	chain::{At, Call, Chain, ChainError, Included, Until},
	identity::Identity,
};
use rand::{rand_core::UnwrapErr, rngs::SysRng, Rng};
use salus_primitives::{
	Action, GrantId, InstitutionId, Opening, PublicKey, Purpose, RecordId, Scope, SubjectId, Terms,
	TermsCommitment, TermsOnChain, PURPOSES,
};

/// A grant that was given, or asked for.
pub struct Given {
	/// What the grantee shows to vaults. Whoever has it learns the terms.
	pub opening: Opening,
	/// Where it is on chain.
	pub at: Included,
}

/// Terms under a fresh id and salt.
pub(super) fn open(terms: Terms) -> Opening {
	let mut grant = GrantId::default();
	let mut salt = [0; 64];
	UnwrapErr(SysRng).fill_bytes(&mut grant.0);
	UnwrapErr(SysRng).fill_bytes(&mut salt);
	Opening { grant, terms, salt }
}

/// How terms stand on chain by default.
pub(super) fn sealed(opening: &Opening) -> TermsOnChain {
	let Opening { grant, terms, salt } = opening;
	TermsOnChain::Sealed(TermsCommitment::new(salt, *grant, terms))
}

/// The call that gives these terms, in the place of an older grant if one is named, under the policy
/// in force.
async fn giving(
	chain: &Chain,
	subject: SubjectId,
	opening: &Opening,
	replaces: Option<GrantId>,
) -> Result<Call, CareError> {
	let policy = chain.policy(At::Best).await?.version;
	let (grant, terms, until) = (opening.grant, sealed(opening), opening.terms.until);
	Ok(match replaces {
		None => Call::grant(grant, subject, terms, until, policy),
		Some(old) => Call::narrow(subject, old, grant, terms, until, policy),
	})
}

/// Gives a grant with sealed terms. It is final when this returns.
///
/// # Errors
/// When the chain refuses it.
pub async fn grant(
	chain: &Chain,
	by: &Identity,
	subject: SubjectId,
	terms: Terms,
) -> Result<Given, CareError> {
	let opening = open(terms);
	let call = giving(chain, subject, &opening, None).await?;
	let at = chain.submit(by, call, Until::Final).await?;
	Ok(Given { opening, at })
}

/// Revokes a grant and gives one with narrower terms in its place. It is final when this returns.
///
/// # Errors
/// [`CareError::Wider`] when the terms allow something that the old ones do not.
pub async fn narrow(
	chain: &Chain,
	by: &Identity,
	subject: SubjectId,
	old: &Opening,
	terms: Terms,
) -> Result<Given, CareError> {
	ensure_narrower(&old.terms, &terms)?;
	let opening = open(terms);
	let call = giving(chain, subject, &opening, Some(old.grant)).await?;
	let at = chain.submit(by, call, Until::Final).await?;
	Ok(Given { opening, at })
}

/// Agrees, as one more guardian, to a grant that another one gave: with `replaces`, to a narrowing.
///
/// # Errors
/// When the chain refuses it.
pub async fn agree_to_grant(
	chain: &Chain,
	by: &Identity,
	subject: SubjectId,
	opening: &Opening,
	replaces: Option<GrantId>,
) -> Result<Included, CareError> {
	let call = giving(chain, subject, opening, replaces).await?;
	Ok(chain.submit(by, call, Until::Final).await?)
}

/// Whether new terms allow nothing that the old ones do not: the chain cannot see it, for both are
/// sealed.
fn ensure_narrower(old: &Terms, new: &Terms) -> Result<(), CareError> {
	let purposes = PURPOSES.into_iter().all(|it| !new.purposes.cover(it) || old.purposes.cover(it));
	let scope = match (&old.scope, &new.scope) {
		(Scope::Records(old), Scope::Records(new)) => new.iter().all(|it| old.contains(it)),
		(Scope::Everything { .. }, Scope::Records(_)) => true,
		(old, new) => old == new || without_future(old) == *new,
	};
	let problem = match () {
		() if new.grantee != old.grantee => "the grantee",
		() if !purposes => "the purposes",
		() if new.actions.0 & !old.actions.0 != 0 => "the actions",
		() if !scope => "the records",
		() if new.until > old.until => "the end",
		() => return Ok(()),
	};
	Err(CareError::Wider(problem))
}

fn without_future(scope: &Scope) -> Scope {
	match scope {
		Scope::Everything { .. } => Scope::Everything { future: false },
		Scope::Folder { folder, .. } => Scope::Folder { folder: *folder, future: false },
		Scope::Records(records) => Scope::Records(records.clone()),
	}
}

/// The records that a scope reaches and that can be handed on now. Those that an erasure case
/// restricts are left out, unless they are named.
///
/// # Errors
/// When the node cannot be asked.
pub async fn records_in(
	chain: &Chain,
	subject: SubjectId,
	scope: &Scope,
) -> Result<Vec<RecordId>, ChainError> {
	let only = match scope {
		Scope::Records(records) => return Ok(records.clone()),
		Scope::Everything { .. } => None,
		Scope::Folder { folder, .. } => Some(*folder),
	};
	let mut found = Vec::new();
	for id in chain.records_of(subject, At::Best).await? {
		let record = chain.record(id, At::Best).await?.filter(|it| it.restricted_by.is_none());
		found.extend(record.filter(|it| only.is_none() || it.folder == only).map(|it| it.id));
	}
	Ok(found)
}

/// The newest encryption key of a grantee, to be asked for before the grant is given.
///
/// # Errors
/// When there is no such institution, or it has none.
pub async fn key_of(chain: &Chain, grantee: InstitutionId) -> Result<PublicKey, CareError> {
	let institution = chain.institution(grantee, At::Best).await?;
	let institution = institution.ok_or(CareError::NoSuchInstitution(grantee))?;
	institution.key.map(|(_, key)| key).ok_or(CareError::NoKey(grantee))
}

/// Wraps the shares of one record for a grantee, at every custodian that answers. The shares pass
/// through the subject's hands only. Returns the custodians that now hold a wrap.
pub async fn share_with(
	chain: &Chain,
	by: &Identity,
	record: RecordId,
	key: &PublicKey,
) -> Result<Vec<InstitutionId>, CareError> {
	let asking = Asking {
		record,
		version: None,
		purpose: Purpose::PATRQT,
		action: Action::Disclose,
		opening: None,
	};
	wrap_for(chain, by, &asking, key).await
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::{Actions, FolderId, LawfulBasis, Obligations, Purposes};

	const A: RecordId = RecordId([1; 16]);
	const B: RecordId = RecordId([2; 16]);

	fn terms(scope: Scope, purpose: Purpose) -> Terms {
		Terms {
			grantee: InstitutionId(2),
			scope,
			purposes: Purposes::of(&[purpose]),
			actions: Actions::of(&[Action::Access]),
			from: 10,
			until: 20,
			basis: LawfulBasis::Consent,
			obligations: Obligations::default(),
		}
	}

	fn problem(old: &Terms, new: &Terms) -> Option<&'static str> {
		match ensure_narrower(old, new) {
			Ok(()) => None,
			Err(CareError::Wider(what)) => Some(what),
			Err(error) => panic!("{error}"),
		}
	}

	#[test]
	fn fewer_records_purposes_or_hours_are_narrower() {
		let all = terms(Scope::Everything { future: true }, Purpose::TREAT);
		let some = terms(Scope::Records(vec![A, B]), Purpose::TREAT);
		let one = terms(Scope::Records(vec![A]), Purpose::COC);
		assert_eq!(problem(&all, &all), None);
		assert_eq!(
			problem(&all, &terms(Scope::Everything { future: false }, Purpose::TREAT)),
			None
		);
		assert_eq!(problem(&all, &some), None);
		assert_eq!(problem(&some, &one), None);
		assert_eq!(problem(&some, &Terms { until: 15, ..some.clone() }), None);
	}

	#[test]
	fn whatever_widens_is_named() {
		let one = terms(Scope::Records(vec![A]), Purpose::COC);
		let folder = Scope::Folder { folder: FolderId([3; 16]), future: false };
		assert_eq!(problem(&one, &terms(one.scope.clone(), Purpose::TREAT)), Some("the purposes"));
		assert_eq!(
			problem(&one, &terms(Scope::Records(vec![B]), Purpose::COC)),
			Some("the records")
		);
		assert_eq!(problem(&one, &terms(folder, Purpose::COC)), Some("the records"));
		assert_eq!(problem(&one, &Terms { until: 21, ..one.clone() }), Some("the end"));
		let other = Terms { grantee: InstitutionId(3), ..one.clone() };
		assert_eq!(problem(&one, &other), Some("the grantee"));
		let actions = Actions::of(&[Action::Access, Action::Disclose]);
		assert_eq!(problem(&one, &Terms { actions, ..one.clone() }), Some("the actions"));
	}

	#[test]
	fn a_parent_never_narrows_to_a_purpose_that_must_be_named() {
		let care = terms(Scope::Everything { future: true }, Purpose::TREAT);
		let glass = terms(Scope::Everything { future: true }, Purpose::BTG);
		assert_eq!(problem(&care, &glass), Some("the purposes"));
	}
}
