//! Why something could not be done.

use crate::{
	chain::ChainError,
	document::DocumentError,
	seal::{OpenError, SealError},
	vault::VaultError,
};
use salus_primitives::{CaseId, CaseState, GrantId, InstitutionId, RecordId, SubjectId};

/// Why something could not be done, and what to do.
#[derive(thiserror::Error, Debug)]
pub enum CareError {
	/// The chain.
	#[error(transparent)]
	Chain(#[from] ChainError),
	/// A vault.
	#[error(transparent)]
	Vault(#[from] VaultError),
	/// The document.
	#[error(transparent)]
	Document(#[from] DocumentError),
	/// Sealing.
	#[error(transparent)]
	Seal(#[from] SealError),
	/// Opening.
	#[error(transparent)]
	Open(#[from] OpenError),
	/// A file could not be kept or read.
	#[error("cannot use {path}: {source}")]
	File {
		/// Which.
		path: String,
		/// What the system says.
		source: std::io::Error,
	},
	/// Nothing there, or nothing for this account: the chain and the vaults do not say which.
	#[error("record {0} is not available to you")]
	Unavailable(RecordId),
	/// Fewer custodians than the threshold released a good share.
	#[error(
		"only {have} of {need} custodians that are needed released a good share of {record}: {problems}"
	)]
	NotEnoughCustodians {
		/// Of which record.
		record: RecordId,
		/// Good shares.
		have: usize,
		/// Threshold.
		need: u8,
		/// Who did not, and why.
		problems: String,
	},
	/// The custodian's manifest is not the one on chain.
	#[error(
		"institution {custodian} shows a manifest that is not the one on chain; do not trust it"
	)]
	ForeignManifest {
		/// Whose vault.
		custodian: InstitutionId,
	},
	/// The transaction may or may not get on chain.
	#[error(
		"whether it gets on chain is not known; what was sealed is kept in the outbox: look with `salus \
		 record resend` before you do it again"
	)]
	Unsure(ChainError),
	/// Not every custodian has its part yet.
	#[error(
		"not every custodian has its part of record {record}: {problems}; it is kept in the outbox, run \
		 `salus record resend`"
	)]
	NotDeposited {
		/// Which record.
		record: RecordId,
		/// Who, and why.
		problems: String,
	},
	/// There is no such subject.
	#[error("the chain knows no subject {0}; enrol it first")]
	NoSuchSubject(SubjectId),
	/// The person's key is not the one enrolled.
	#[error("the key given for subject {0} is not the enrolled one; ask the person again")]
	ForeignSubjectKey(SubjectId),
	/// The account may not read for the subject: it is no guardian, its time is over, or it was
	/// suspended.
	#[error(
		"this account is no guardian of subject {0} who may view records now; appoint or renew it first"
	)]
	NoSuchGuardian(SubjectId),
	/// The account acts for no institution.
	#[error("this account acts for no institution; use the institution's identity")]
	NotAnInstitution,
	/// The institution's newest key on chain is not the one of this identity.
	#[error(
		"institution {0} has no or another encryption key on chain; run `salus institution add-key`"
	)]
	KeyNotRegistered(InstitutionId),
	/// The institution cannot be encrypted to.
	#[error(
		"institution {0} has no encryption key on chain; it must run `salus institution add-key`"
	)]
	NoKey(InstitutionId),
	/// There is no such institution.
	#[error("the chain knows no institution {0}")]
	NoSuchInstitution(InstitutionId),
	/// The new terms allow something that the old ones do not.
	#[error("{0} would be wider than before; narrow only, or give a new grant")]
	Wider(&'static str),
	/// A list of records would stand on chain.
	#[error(
		"terms in the clear cannot name records; ask for a folder or everything, or seal them"
	)]
	ListInTheClear,
	/// The terms are sealed.
	#[error("the terms of request {0} are sealed; name the paper of the institution with --paper")]
	PaperNeeded(GrantId),
	/// The paper is about something else.
	#[error(
		"the paper is not what request {0} commits to; do not approve it, ask for the right one"
	)]
	ForeignPaper(GrantId),
	/// The terms name another grantee than the one who asks.
	#[error("institution {by} asks for access by institution {grantee}; decline it")]
	AsksForAnother {
		/// Who asks.
		by: InstitutionId,
		/// Who would get it.
		grantee: InstitutionId,
	},
	/// There is no such case, or it was pruned.
	#[error("the chain knows no case {0}; look at what `salus erasure request` printed")]
	NoSuchCase(CaseId),
	/// The custodians are not done.
	#[error(
		"case {case} stands at {state:?} with {missing} receipts missing; see `salus erasure show`, and \
		 that the vaults are up"
	)]
	NotErasedYet {
		/// Which case.
		case: CaseId,
		/// Where it stands.
		state: CaseState,
		/// Receipts that are missing.
		missing: u32,
	},
}
