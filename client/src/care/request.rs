//! An institution asks for access, and the person says yes to exactly what was asked.

use super::{
	grant::{open, sealed},
	CareError, Given,
};
use crate::{
	chain::{Call, Chain, Included, Until},
	identity::Identity,
};
use salus_primitives::{
	OpenScope, Opening, RequestView, Scope, SubjectId, Terms, TermsCommitment, TermsOnChain,
};

/// Asks a subject for access: the terms sealed, or in the clear for everybody who runs a node.
///
/// # Errors
/// [`CareError::ListInTheClear`]: no list of records stands on chain.
pub async fn request_access(
	chain: &Chain,
	by: &Identity,
	subject: SubjectId,
	terms: Terms,
	in_the_clear: bool,
) -> Result<Given, CareError> {
	let opening = open(terms);
	let on_chain = match in_the_clear {
		true => TermsOnChain::Open(open_terms(&opening.terms)?),
		false => sealed(&opening),
	};
	let call = Call::request_access(subject, opening.grant, on_chain, opening.terms.until);
	let at = chain.submit(by, call, Until::InBlock).await?;
	Ok(Given { opening, at })
}

fn open_terms(terms: &Terms) -> Result<Terms<OpenScope>, CareError> {
	let scope = match &terms.scope {
		Scope::Everything { future } => OpenScope::Everything { future: *future },
		Scope::Folder { folder, future } => OpenScope::Folder { folder: *folder, future: *future },
		Scope::Records(_) => return Err(CareError::ListInTheClear),
	};
	Ok(Terms {
		grantee: terms.grantee,
		scope,
		purposes: terms.purposes,
		actions: terms.actions,
		from: terms.from,
		until: terms.until,
		basis: terms.basis,
		obligations: terms.obligations,
	})
}

/// What a request asks for: from the chain if it is in the clear there, else from what the
/// institution handed over, if that is what the chain has a commitment to.
///
/// # Errors
/// [`CareError::PaperNeeded`], [`CareError::ForeignPaper`], or [`CareError::AsksForAnother`] when the
/// terms name another grantee than the one who asks.
pub fn terms_asked(request: &RequestView, paper: Option<&Opening>) -> Result<Terms, CareError> {
	let terms = match (request.terms, paper) {
		(TermsOnChain::Open(terms), _) => terms.widened(),
		(TermsOnChain::Sealed(_), None) => return Err(CareError::PaperNeeded(request.id)),
		(TermsOnChain::Sealed(commitment), Some(Opening { grant, terms, salt })) => {
			let fits =
				*grant == request.id && commitment == TermsCommitment::new(salt, request.id, terms);
			if !fits {
				return Err(CareError::ForeignPaper(request.id));
			}
			terms.clone()
		},
	};
	if terms.grantee != request.by {
		return Err(CareError::AsksForAnother { by: request.by, grantee: terms.grantee });
	}
	Ok(terms)
}

/// Says yes to a request whose terms were looked at. It is final when this returns.
///
/// # Errors
/// As [`terms_asked`], and when the chain refuses.
pub async fn approve(
	chain: &Chain,
	by: &Identity,
	subject: SubjectId,
	request: &RequestView,
	paper: Option<&Opening>,
) -> Result<(Terms, Included), CareError> {
	let terms = terms_asked(request, paper)?;
	let at = chain.submit(by, Call::approve(subject, request.id), Until::Final).await?;
	Ok((terms, at))
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::{
		Action, Actions, InstitutionId, LawfulBasis, Obligations, Purpose, Purposes, RecordId,
	};

	fn terms() -> Terms {
		Terms {
			grantee: InstitutionId(6),
			scope: Scope::Everything { future: false },
			purposes: Purposes::of(&[Purpose::HRESCH]),
			actions: Actions::of(&[Action::Access]),
			from: 10,
			until: 20,
			basis: LawfulBasis::Consent,
			obligations: Obligations::default(),
		}
	}

	fn request(opening: &Opening, by: u32) -> RequestView {
		RequestView {
			id: opening.grant,
			by: InstitutionId(by),
			terms: sealed(opening),
			until: 20,
			open_until: 15,
		}
	}

	#[test]
	fn a_sealed_request_is_approved_only_with_the_paper_it_commits_to() {
		let opening = open(terms());
		let request = request(&opening, 6);
		assert_eq!(terms_asked(&request, Some(&opening)).ok(), Some(terms()));
		assert!(matches!(terms_asked(&request, None), Err(CareError::PaperNeeded(_))));
		let wider = Opening { terms: Terms { until: 9_999, ..terms() }, ..opening.clone() };
		assert!(matches!(terms_asked(&request, Some(&wider)), Err(CareError::ForeignPaper(_))));
		let other = open(terms());
		assert!(matches!(terms_asked(&request, Some(&other)), Err(CareError::ForeignPaper(_))));
	}

	#[test]
	fn an_institution_cannot_ask_on_behalf_of_another() {
		let opening = open(terms());
		let asked = terms_asked(&request(&opening, 2), Some(&opening));
		assert!(matches!(asked, Err(CareError::AsksForAnother { .. })));
	}

	#[test]
	fn terms_in_the_clear_need_no_paper_and_hold_no_list() {
		let open = RequestView {
			terms: TermsOnChain::Open(open_terms(&terms()).unwrap()),
			..request(&open(terms()), 6)
		};
		assert_eq!(terms_asked(&open, None).ok(), Some(terms()));
		let list = Terms { scope: Scope::Records(vec![RecordId([1; 16])]), ..terms() };
		assert!(matches!(open_terms(&list), Err(CareError::ListInTheClear)));
	}
}
