//! What registry asks.

use super::*;
use frame_support::traits::nonfungibles_v2::InspectEnumerable;
use salus_primitives::InstitutionId;

impl pallet_registry::Holdings for Wiring {
	fn is_free(subject: SubjectId) -> bool {
		let mut tokens = Nfts::owned_in_collection(&COLLECTION, &subject_owner(subject));
		tokens.next().is_none() && !Consent::has_live(subject)
	}
	fn forget(subject: SubjectId) {
		Consent::forget(subject);
	}
}

impl pallet_registry::Liabilities for Wiring {
	fn owes(custodian: InstitutionId) -> bool {
		Redaction::owes(custodian)
	}
}
