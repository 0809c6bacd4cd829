//! The vocabulary of Salus: what chain, client and vault must agree on byte for byte.
//!
//! No storage and no policy: ids, codes, terms, commitments, manifests, receipts and verdicts,
//! each with its SCALE encoding and, with `std`, its JSON form (ids and hashes as `0x…` hex).

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod commitment;
mod enrolment;
mod erasure;
mod ids;
mod institution;
mod keys;
mod manifest;
mod purpose;
mod terms;
mod verdict;
mod views;

pub use commitment::{
	leaf_hash, merkle_root, node_hash, tagged_hash, LeafKind, RecordCommitment, Salt, LEAF_SALT,
};
pub use enrolment::{enrolment_digest, ENROLMENT_VALID_AT_MOST};
pub use erasure::{
	case_id, receipt_digest, tombstone_hash, ErasureGround, ErasureSteps, Receipt, RefusalGround,
	BACKUPS_AT_MOST,
};
pub use ids::{CaseId, FolderId, GrantId, Hash32, InstitutionId, RecordId, SubjectId};
pub use institution::{ControlGroup, Country, Role, Roles};
pub use keys::{KeyId, KeyRef, PublicKey, Suite};
pub use manifest::{Manifest, Share, MAX_CUSTODIANS};
pub use purpose::{Purpose, Purposes, EXPLICIT_ONLY, PURPOSES};
pub use terms::{
	Action, Actions, LawfulBasis, Obligations, OpenScope, Scope, Terms, TermsCommitment,
	TermsOnChain, MAX_SCOPE_RECORDS,
};
pub use verdict::{Ground, Opening, Query, Reason, Requester, Verdict};
pub use views::{
	CaseState, CaseView, GrantView, InstitutionView, RecordView, SealingView, SlotView,
	SubjectView, TombstoneView,
};

/// Milliseconds since the Unix epoch, as pallet-timestamp keeps them. Every deadline is one.
pub type Moment = u64;
