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
	/// It is on another machine and not behind TLS: whoever is between would see who reads which record.
	#[error(
		"the vault of institution {custodian} is not behind TLS at {endpoint}: it is not asked; its \
		 operator has to run `salus institution set-endpoint` with an https:// address"
	)]
	NoTls {
		/// Whose vault.
		custodian: InstitutionId,
		/// Where.
		endpoint: String,
	},
	/// It is behind TLS, and nobody was named whose certificates to trust.
	#[error(
		"the vault of institution {custodian} is behind TLS at {endpoint}: put the certificates of the \
		 authorities you trust into tls/ca.pem in the --home folder, and your member's certificate and \
		 key into tls/member.pem and tls/member.key"
	)]
	NoAuthorities {
		/// Whose vault.
		custodian: InstitutionId,
		/// Where.
		endpoint: String,
	},
	/// The two ends do not trust each other.
	#[error(
		"no trusted connection to the vault of institution {custodian} at {endpoint}: {reason}; see \
		 that tls/ca.pem has the authority of its certificate, and that tls/member.pem is valid there"
	)]
	Untrusted {
		/// Whose vault.
		custodian: InstitutionId,
		/// Where.
		endpoint: String,
		/// What TLS says.
		reason: String,
	},
	/// What stands before the vault answers in its place.
	#[error(
		"the proxy before the vault of institution {custodian} at {endpoint} answers with status \
		 {status}: at 400 or 403, see that tls/member.pem in the --home folder is a valid certificate \
		 of a member; otherwise ask the custodian's operator"
	)]
	Proxy {
		/// Whose vault.
		custodian: InstitutionId,
		/// Where.
		endpoint: String,
		/// The HTTP status.
		status: u16,
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
