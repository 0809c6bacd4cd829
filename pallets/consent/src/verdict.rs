//! The answer to "may R do A to record X for purpose P now?".

use crate::*;
use frame_support::traits::{Get, Time};
use salus_primitives::{
	Action, Authority, Ground, GuardianScope, Hash32, InstitutionId, LawfulBasis, Moment, Opening,
	Purpose, Purposes, Query, Reason, Requester, SubjectId, TermsCommitment, TermsOnChain, Verdict,
	SECONDARY,
};

/// What an issuer may read and correct its own records for without a grant.
const CARE: Purposes = Purposes::of(&[Purpose::TREAT]);
/// Trials and population health stand under treatment in the code list, but are not the care of this
/// patient.
const NOT_CARE: Purposes = Purposes::of(&[Purpose::CLINTRL, Purpose::POPHLTH]);
/// What an emergency access is for.
const EMERGENCY: Purposes = Purposes::of(&[Purpose::ETREAT, Purpose::BTG]);
/// What a legal hold is for.
const LEGAL: Purposes = Purposes::of(&[Purpose::HLEGAL]);

impl<T: Config> Pallet<T> {
	/// Answers one question. Reads a bounded number of rows, whatever the subject has granted.
	pub fn verdict(query: &Query) -> Verdict {
		match Self::judge(query) {
			Ok(ground) => Verdict::Allowed(ground),
			Err(reason) => Verdict::Denied(reason),
		}
	}

	fn judge(query: &Query) -> Result<Ground, Reason> {
		let now = T::Clock::now().max(query.now);
		if let Requester::Institution(id) = query.requester {
			if !T::Parties::in_good_standing(id, now) {
				return Err(Reason::NotInGoodStanding);
			}
		}
		let facts = T::Records::facts(query.record).ok_or(Reason::Unavailable)?;
		match query.requester {
			Requester::Account(account) => Self::judge_person(account, facts.subject, query.action),
			Requester::Institution(id) => Self::judge_institution(id, query, &facts, now),
		}
	}

	fn judge_person(account: Hash32, subject: SubjectId, action: Action) -> Result<Ground, Reason> {
		match T::Parties::authority_from_outside(account, subject, GuardianScope::VIEW) {
			Some(Authority::Own) => Ok(Ground::Subject),
			Some(Authority::Guardian) if action == Action::Access => Ok(Ground::Guardian),
			_ => Err(Reason::Unavailable),
		}
	}

	fn judge_institution(
		institution: InstitutionId,
		query: &Query,
		facts: &Facts,
		now: Moment,
	) -> Result<Ground, Reason> {
		let reads = matches!(query.action, Action::Access | Action::Use);
		if reads
			&& EMERGENCY.cover(query.purpose)
			&& Self::has_emergency(institution, facts.subject, now)
		{
			return Ok(Ground::Emergency);
		}
		let care = CARE.cover(query.purpose) && !NOT_CARE.contains(query.purpose);
		let issuer =
			institution == facts.issuer && care && (reads || query.action == Action::Correct);
		if facts.declined && (facts.restricted || !issuer) {
			return Err(Reason::Declined);
		}
		if facts.restricted {
			// A hold keeps what would be erased, and opens that alone: it is no grant.
			let legal = reads && LEGAL.cover(query.purpose);
			return (legal && T::Holds::held_by(query.record, institution, now))
				.then_some(Ground::Hold)
				.ok_or(Reason::Restricted);
		}
		if issuer {
			return Ok(Ground::Issuer);
		}
		let opening = query.opening.as_ref().ok_or(Reason::Unavailable)?;
		Self::judge_grant(opening, institution, query, facts, now)
	}

	fn has_emergency(desk: InstitutionId, subject: SubjectId, now: Moment) -> bool {
		T::Parties::is_desk(desk)
			&& Emergencies::<T>::get(subject, desk).is_some_and(|row| row.is_open(now))
	}

	fn judge_grant(
		opening: &Opening,
		institution: InstitutionId,
		query: &Query,
		facts: &Facts,
		now: Moment,
	) -> Result<Ground, Reason> {
		let grant = Grants::<T>::get(facts.subject, opening.grant).ok_or(Reason::Unavailable)?;
		let generation = Generations::<T>::get(facts.subject, grant.generation);
		if grant.revoked.is_some() || generation.ended.is_some() {
			return Err(Reason::Revoked);
		}
		let as_granted = match grant.terms {
			TermsOnChain::Sealed(commitment) => {
				commitment == TermsCommitment::new(&opening.salt, opening.grant, &opening.terms)
			},
			TermsOnChain::Open(terms) => terms.widened() == opening.terms,
		};
		if !as_granted {
			return Err(Reason::TermsDoNotMatch);
		}
		let terms = &opening.terms;
		// A grant begins by the chain's clock, however fast the asker's is.
		let begun = terms.from <= T::Clock::now();
		if !begun || now >= grant.until || now >= terms.until {
			return Err(Reason::OutsideWindow);
		}
		let covered = terms.allow(institution, query.purpose, query.action, now)
			&& terms.scope.reaches(query.record, facts.folder, facts.issued, grant.granted);
		if !covered {
			return Err(Reason::NotCovered);
		}
		Self::ensure_not_overridden(facts.subject, &grant, terms.basis, query.purpose, now)?;
		Ok(Ground::Grant(opening.grant))
	}

	/// What came after the grant: a policy that takes the purpose away or asks anew, an objection, an
	/// opt-out. Consent answers to revocation and policy alone; any other basis to the last two also.
	fn ensure_not_overridden(
		subject: SubjectId,
		grant: &Grant,
		basis: LawfulBasis,
		purpose: Purpose,
		now: Moment,
	) -> Result<(), Reason> {
		let policy = T::Policy::get();
		// The purpose itself, named: what policy allows is no consent that reaches below it.
		if !policy.consent.purposes.contains(purpose) {
			return Err(Reason::PurposeNotAllowed);
		}
		let asks_anew = policy.reconsent.is_some_and(|it| {
			grant.policy < it.before && it.widened.concern(purpose) && now >= it.from
		});
		if asks_anew {
			return Err(Reason::NeedsNewConsent);
		}
		if basis == LawfulBasis::Consent {
			return Ok(());
		}
		if Objections::<T>::get(subject).concern(purpose) {
			return Err(Reason::Objected);
		}
		let secondary = SECONDARY.concern(purpose);
		if secondary && OptOuts::<T>::get(subject).is_some_and(|it| it.concerns(grant.granted)) {
			return Err(Reason::OptedOut);
		}
		Ok(())
	}
}
