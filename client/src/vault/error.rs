//! What can go wrong between a client and a vault.

use super::Refusal;
use salus_primitives::InstitutionId;

/// Why a vault did not do what was asked.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum VaultError {
	/// Nobody answers at its endpoint.
	#[error("the vault of institution {custodian} does not answer at {endpoint}")]
	Unreachable {
		/// Whose vault.
		custodian: InstitutionId,
		/// Where.
		endpoint: String,
	},
	/// It refuses.
	#[error("the vault of institution {custodian} refuses ({:?}): {}", .refusal.error, .refusal.cure)]
	Refused {
		/// Whose vault.
		custodian: InstitutionId,
		/// Why.
		refusal: Refusal,
	},
	/// The answer is not signed with the receipt key that the chain has of this custodian.
	#[error("an answer in the name of institution {custodian} is not signed by it; do not use it")]
	NotSigned {
		/// Whose vault.
		custodian: InstitutionId,
	},
	/// It released something without signing that it did.
	#[error(
		"the vault of institution {custodian} does not sign, or not truly, that it served; do not use \
		 what it sent, report it, and ask another"
	)]
	NotStated {
		/// Whose vault.
		custodian: InstitutionId,
	},
	/// The answer is not what the protocol says.
	#[error("the vault of institution {custodian} answers in a form this client does not know")]
	Malformed {
		/// Whose vault.
		custodian: InstitutionId,
	},
	/// The chain knows no vault of this institution.
	#[error("institution {custodian} has no endpoint or no receipt key on chain")]
	NoEndpoint {
		/// Whose vault.
		custodian: InstitutionId,
	},
}
