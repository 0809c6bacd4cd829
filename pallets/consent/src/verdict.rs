//! The answer to "may R do A to record X for purpose P now?".

use crate::*;
use frame_support::traits::Time;
use salus_primitives::{
	Action, Ground, InstitutionId, Moment, Opening, Purpose, Purposes, Query, Reason, Requester,
	TermsCommitment, TermsOnChain, Verdict,
};

/// What an issuer may read and correct its own records for without a grant.
const CARE: Purposes = Purposes::of(&[Purpose::TREAT]);
/// Trials and population health stand under treatment in the code list, but are not the care of this
/// patient.
const NOT_CARE: Purposes = Purposes::of(&[Purpose::CLINTRL, Purpose::POPHLTH]);

impl<T: Config> Pallet<T> {
	/// Answers one question. Reads a fixed number of rows.
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
		let institution = match query.requester {
			Requester::Account(account) => {
				return T::Parties::controls_from_outside(account, facts.subject)
					.then_some(Ground::Subject)
					.ok_or(Reason::Unavailable)
			},
			Requester::Institution(_) if facts.restricted => return Err(Reason::Restricted),
			Requester::Institution(id) => id,
		};
		let care = CARE.cover(query.purpose) && !NOT_CARE.contains(query.purpose);
		let own = matches!(query.action, Action::Access | Action::Use | Action::Correct);
		if institution == facts.issuer && care && own {
			return Ok(Ground::Issuer);
		}
		let opening = query.opening.as_ref().ok_or(Reason::Unavailable)?;
		Self::judge_grant(opening, institution, query, &facts, now)
	}

	fn judge_grant(
		opening: &Opening,
		institution: InstitutionId,
		query: &Query,
		facts: &Facts,
		now: Moment,
	) -> Result<Ground, Reason> {
		let grant = Grants::<T>::get(opening.grant).ok_or(Reason::Unavailable)?;
		if grant.subject != facts.subject {
			return Err(Reason::Unavailable);
		}
		if grant.revoked.is_some() {
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
		if !begun || !grant.was_valid_at(now) || now >= terms.until {
			return Err(Reason::OutsideWindow);
		}
		let covered = terms.allow(institution, query.purpose, query.action, now)
			&& terms.scope.reaches(query.record, facts.folder, facts.issued, grant.granted);
		covered.then_some(Ground::Grant(opening.grant)).ok_or(Reason::NotCovered)
	}
}
