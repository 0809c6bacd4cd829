//! Who takes part: institutions, subjects, guardians.

use super::Call;
use codec::Encode;
use salus_primitives::{
	GuardianScope, Hash32, InstitutionId, KeyRef, Moment, PublicKey, Quorum, SubjectId,
};

const PALLET: &str = "Registry";

/// An sr25519 signature as `MultiSignature` has it.
fn multi(signature: [u8; 64]) -> impl Encode {
	/// Index of sr25519 in `MultiSignature`.
	const SR25519: u8 = 1;
	(SR25519, signature)
}

impl Call {
	/// `Registry.enrol`
	pub fn enrol(
		subject: SubjectId,
		account: Hash32,
		key: KeyRef,
		expires: Moment,
		signature: [u8; 64],
	) -> Self {
		Self::new(PALLET, "enrol", (subject, account, key, expires, multi(signature)))
	}

	/// `Registry.add_key`
	pub fn add_key(key: PublicKey) -> Self {
		Self::new(PALLET, "add_key", key)
	}

	/// `Registry.set_endpoint`
	pub fn set_endpoint(endpoint: &str) -> Self {
		Self::new(PALLET, "set_endpoint", endpoint.as_bytes())
	}

	/// `Registry.suspend`
	pub fn suspend_institution(institution: InstitutionId) -> Self {
		Self::new(PALLET, "suspend", institution)
	}

	/// `Registry.reinstate`
	pub fn reinstate_institution(institution: InstitutionId) -> Self {
		Self::new(PALLET, "reinstate", institution)
	}

	/// `Registry.bond`
	pub fn bond() -> Self {
		Self::new(PALLET, "bond", ())
	}

	/// `Registry.unbond`
	pub fn unbond() -> Self {
		Self::new(PALLET, "unbond", ())
	}

	/// `Registry.rotate_account`, with the new account's signature.
	pub fn rotate_account(
		subject: SubjectId,
		account: Hash32,
		key: KeyRef,
		expires: Moment,
		signature: [u8; 64],
	) -> Self {
		let arguments = (subject, account, key, expires, multi(signature));
		Self::new(PALLET, "rotate_account", arguments)
	}

	/// `Registry.set_key`
	pub fn set_key(subject: SubjectId, key: KeyRef) -> Self {
		Self::new(PALLET, "set_key", (subject, key))
	}

	/// `Registry.appoint_guardian`
	pub fn appoint_guardian(
		subject: SubjectId,
		guardian: Hash32,
		scope: GuardianScope,
		until: Moment,
	) -> Self {
		Self::new(PALLET, "appoint_guardian", (subject, guardian, scope, until))
	}

	/// `Registry.attest_guardian`: the second institution makes it effective.
	pub fn attest_guardian(
		subject: SubjectId,
		guardian: Hash32,
		scope: GuardianScope,
		until: Moment,
	) -> Self {
		Self::new(PALLET, "attest_guardian", (subject, guardian, scope, until))
	}

	/// `Registry.remove_guardian`
	pub fn remove_guardian(subject: SubjectId, guardian: Hash32) -> Self {
		Self::right(PALLET, "remove_guardian", (subject, guardian))
	}

	/// `Registry.suspend_guardian`
	pub fn suspend_guardian(subject: SubjectId, guardian: Hash32) -> Self {
		Self::new(PALLET, "suspend_guardian", (subject, guardian))
	}

	/// `Registry.reinstate_guardian`
	pub fn reinstate_guardian(subject: SubjectId, guardian: Hash32) -> Self {
		Self::new(PALLET, "reinstate_guardian", (subject, guardian))
	}

	/// `Registry.set_quorum`
	pub fn set_quorum(subject: SubjectId, quorum: Quorum) -> Self {
		Self::new(PALLET, "set_quorum", (subject, quorum))
	}

	/// `Registry.start_recovery`, with the new account's signature.
	pub fn start_recovery(
		subject: SubjectId,
		account: Hash32,
		key: KeyRef,
		expires: Moment,
		signature: [u8; 64],
	) -> Self {
		let arguments = (subject, account, key, expires, multi(signature));
		Self::new(PALLET, "start_recovery", arguments)
	}

	/// `Registry.confirm_recovery`, of exactly this account.
	pub fn confirm_recovery(subject: SubjectId, account: Hash32) -> Self {
		Self::new(PALLET, "confirm_recovery", (subject, account))
	}

	/// `Registry.top_up`
	pub fn top_up(subject: SubjectId) -> Self {
		Self::new(PALLET, "top_up", subject)
	}

	/// `Registry.veto_recovery`
	pub fn veto_recovery(subject: SubjectId) -> Self {
		Self::right(PALLET, "veto_recovery", subject)
	}

	/// `Registry.finish_recovery`
	pub fn finish_recovery(subject: SubjectId) -> Self {
		Self::new(PALLET, "finish_recovery", subject)
	}

	/// `Registry.close`
	pub fn close(subject: SubjectId) -> Self {
		Self::right(PALLET, "close", subject)
	}
}
