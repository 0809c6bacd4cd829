//! Grants, requests, choices, emergency access.

use super::Call;
use salus_primitives::{GrantId, InstitutionId, Moment, Purposes, SubjectId, TermsOnChain};

const PALLET: &str = "Consent";

impl Call {
	/// `Consent.grant`, under the policy in force.
	pub fn grant(
		grant: GrantId,
		subject: SubjectId,
		terms: TermsOnChain,
		until: Moment,
		policy: u32,
	) -> Self {
		Self::new(PALLET, "grant", (grant, subject, terms, until, policy))
	}

	/// `Consent.revoke`
	pub fn revoke(subject: SubjectId, grant: GrantId) -> Self {
		Self::right(PALLET, "revoke", (subject, grant))
	}

	/// `Consent.revoke_many`
	pub fn revoke_many(subject: SubjectId, grants: Vec<GrantId>) -> Self {
		Self::right(PALLET, "revoke_many", (subject, grants))
	}

	/// `Consent.revoke_all`
	pub fn revoke_all(subject: SubjectId) -> Self {
		Self::right(PALLET, "revoke_all", subject)
	}

	/// `Consent.narrow`: revokes one grant and gives another in its place.
	pub fn narrow(
		subject: SubjectId,
		grant: GrantId,
		new: GrantId,
		terms: TermsOnChain,
		until: Moment,
		policy: u32,
	) -> Self {
		Self::new(PALLET, "narrow", (subject, grant, new, terms, until, policy))
	}

	/// `Consent.request`
	pub fn request_access(
		subject: SubjectId,
		grant: GrantId,
		terms: TermsOnChain,
		until: Moment,
	) -> Self {
		Self::new(PALLET, "request", (subject, grant, terms, until))
	}

	/// `Consent.approve`
	pub fn approve(subject: SubjectId, grant: GrantId) -> Self {
		Self::new(PALLET, "approve", (subject, grant))
	}

	/// `Consent.decline`
	pub fn decline_request(subject: SubjectId, grant: GrantId) -> Self {
		Self::right(PALLET, "decline", (subject, grant))
	}

	/// `Consent.close_request`
	pub fn close_request(subject: SubjectId, grant: GrantId) -> Self {
		Self::new(PALLET, "close_request", (subject, grant))
	}

	/// `Consent.object`
	pub fn object(subject: SubjectId, purposes: Purposes) -> Self {
		Self::right(PALLET, "object", (subject, purposes))
	}

	/// `Consent.withdraw_objection`
	pub fn withdraw_objection(subject: SubjectId, purposes: Purposes) -> Self {
		Self::new(PALLET, "withdraw_objection", (subject, purposes))
	}

	/// `Consent.opt_out`
	pub fn opt_out(subject: SubjectId) -> Self {
		Self::right(PALLET, "opt_out", subject)
	}

	/// `Consent.opt_in`
	pub fn opt_in(subject: SubjectId) -> Self {
		Self::new(PALLET, "opt_in", subject)
	}

	/// `Consent.open_emergency`
	pub fn open_emergency(subject: SubjectId) -> Self {
		Self::new(PALLET, "open_emergency", subject)
	}

	/// `Consent.review_emergency`
	pub fn review_emergency(subject: SubjectId, desk: InstitutionId, justified: bool) -> Self {
		Self::new(PALLET, "review_emergency", (subject, desk, justified))
	}

	/// `Consent.prune`
	pub fn prune_grant(subject: SubjectId, grant: GrantId) -> Self {
		Self::new(PALLET, "prune", (subject, grant))
	}

	/// `Consent.prune_emergency`
	pub fn prune_emergency(subject: SubjectId, desk: InstitutionId) -> Self {
		Self::new(PALLET, "prune_emergency", (subject, desk))
	}

	/// `Consent.prune_anchor`
	pub fn prune_anchor(custodian: InstitutionId, day: u32) -> Self {
		Self::new(PALLET, "prune_anchor", (custodian, day))
	}
}
