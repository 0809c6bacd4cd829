//! What registry asks.

use super::*;
use frame_support::{traits::nonfungibles_v2::InspectEnumerable, weights::Weight};
use salus_primitives::InstitutionId;

impl pallet_registry::Holdings for Wiring {
	fn is_free(subject: SubjectId) -> bool {
		let mut tokens = Nfts::owned_in_collection(&COLLECTION, &subject_owner(subject));
		tokens.next().is_none() && !Consent::has_live(subject)
	}
	fn forget(subject: SubjectId) {
		Consent::forget(subject);
	}
	/// For each request its row, its deposit and the account that gets it back, beside three rows.
	fn forget_weight() -> Weight {
		let requests = u64::from(pallet_consent::MAX_REQUESTS);
		<Runtime as frame_system::Config>::DbWeight::get()
			.reads_writes(5 + 4 * requests, 4 + 3 * requests)
	}
}

impl pallet_registry::Liabilities for Wiring {
	fn owes(institution: InstitutionId) -> bool {
		Redaction::owes(institution) || Stake::is_bound(institution)
	}
}
