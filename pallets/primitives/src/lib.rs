//! The vocabulary of Salus: what chain, client and vault must agree on byte for byte.
//!
//! No storage and no policy: ids, codes, terms, commitments, manifests, receipts and verdicts,
//! each with its SCALE encoding and, with `std`, its JSON form (ids and hashes as `0x…` hex).

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod calendar;
#[macro_use]
mod codes;
mod commitment;
mod enrolment;
mod erasure;
mod governance;
mod guardian;
mod ids;
mod institution;
mod keys;
mod manifest;
mod policy;
mod purpose;
mod rectification;
mod stake;
mod terms;
mod verdict;
mod views;
#[cfg(feature = "std")]
pub mod words;

pub use calendar::{year_of, DAY, HOUR, MINUTE, SECOND};
pub use commitment::{
	leaf_hash, merkle_root, node_hash, tagged_hash, LeafKind, RecordCommitment, Salt, LEAF_SALT,
};
pub use enrolment::{account_digest, enrolment_digest, ENROLMENT_VALID_AT_MOST};
pub use erasure::{
	case_id, receipt_digest, served_digest, tombstone_hash, ErasureGround, ErasureSteps, HoldBasis,
	NoticeCounts, Receipt, RefusalGround, Served, UnableReason, BACKUPS_AT_MOST,
};
pub use governance::{
	Chamber, ChamberView, Documents, MemberView, MotionId, MotionView, Outcome, OutcomeView,
	TallyView, Track, TrackRule, Veto, CHAMBERS, TRACKS,
};
pub use guardian::{Authority, GuardianScope, Quorum};
pub use ids::{
	CaseId, FolderId, GrantId, Hash32, InstitutionId, RecordId, RectificationId, SubjectId,
};
pub use institution::{ControlGroup, Country, Jurisdiction, Role, Roles, ROLES};
pub use keys::{KeyId, KeyRef, PublicKey, Suite, Suites};
pub use manifest::{Manifest, Share, MAX_CUSTODIANS, MAX_SEALINGS};
pub use policy::{
	Adoption, BondRules, Bounds, ConsentRules, ErasureRules, Languages, NoLanguages, NotSet,
	OffenceMeasure, OutOfBounds, Parameter, PartyRules, Policy, PolicyBookView, PolicyEntryView,
	Reconsent, Restriction, Rights, StakeRules, Unit, MEASURES, PARAMETERS,
};
pub use purpose::{Purpose, Purposes, EVERY_PURPOSE, EXPLICIT_ONLY, PURPOSES, SECONDARY};
pub use rectification::{rectification_id, RectificationRefusal};
pub use stake::{SessionView, SlashView, ValidatorState, ValidatorView};
pub use terms::{
	Action, Actions, LawfulBasis, Obligations, OpenScope, Scope, Terms, TermsCommitment,
	TermsOnChain, MAX_SCOPE_RECORDS,
};
pub use verdict::{Ground, Opening, Query, Reason, Requester, Verdict};
pub use views::{
	CaseState, CaseView, DeletionStep, EmergencyView, GrantView, GuardianView, HoldView,
	InstitutionView, PenaltyView, RecordView, RectificationState, RectificationView, RequestView,
	SealingView, SlotView, SubjectView, TombstoneView,
};

/// Milliseconds since the Unix epoch, as pallet-timestamp keeps them. Every deadline is one.
pub type Moment = u64;
