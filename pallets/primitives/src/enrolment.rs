//! What a new subject's account signs so that a provider can enrol it.

use crate::{
	ids::{Hash32, InstitutionId, SubjectId},
	tagged_hash, KeyRef, Moment,
};
use codec::Encode;

/// An enrolment signature is good for at most a day, in milliseconds.
pub const ENROLMENT_VALID_AT_MOST: Moment = 24 * 60 * 60 * 1000;

/// `H("salus/enrol/v1", genesis, provider, subject, key, expires)`: bound to one chain, one
/// provider, one pseudonym and one encryption key, so it cannot be used elsewhere.
pub fn enrolment_digest(
	genesis: &Hash32,
	provider: InstitutionId,
	subject: SubjectId,
	key: &KeyRef,
	expires: Moment,
) -> Hash32 {
	tagged_hash(
		"salus/enrol/v1",
		&[
			&genesis.0,
			&provider.0.to_le_bytes(),
			subject.as_ref(),
			&key.encode(),
			&expires.to_le_bytes(),
		],
	)
}

/// `H("salus/account/v1", genesis, subject, key, expires)`: what an account signs that takes over a
/// subject, by rotation or recovery, with the encryption key that goes with it.
pub fn account_digest(
	genesis: &Hash32,
	subject: SubjectId,
	key: &KeyRef,
	expires: Moment,
) -> Hash32 {
	tagged_hash(
		"salus/account/v1",
		&[&genesis.0, subject.as_ref(), &key.encode(), &expires.to_le_bytes()],
	)
}
