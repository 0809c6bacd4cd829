//! The runtime APIs that the node's JSON-RPC serves.

#![cfg_attr(not(feature = "std"), no_std)]
// `decl_runtime_apis!` adds items of its own.
#![allow(missing_docs)]

extern crate alloc;

use alloc::vec::Vec;
use salus_primitives::{
	CaseId, CaseView, GrantId, GrantView, Hash32, InstitutionId, InstitutionView, Moment, Query,
	RecordId, RecordView, SlotView, SubjectId, SubjectView, TombstoneView, Verdict,
};

sp_api::decl_runtime_apis! {
	/// What apps and vaults ask the chain. Every answer is bounded.
	pub trait SalusApi {
		/// The chain's clock.
		fn moment() -> Moment;
		/// May R do A to record X for purpose P now?
		fn verdict(query: Query) -> Verdict;
		/// A live record.
		fn record(id: RecordId) -> Option<RecordView>;
		/// A subject's live records, at most 256.
		fn records_of(subject: SubjectId) -> Vec<RecordId>;
		/// A grant.
		fn grant(id: GrantId) -> Option<GrantView>;
		/// An erasure case.
		fn case(id: CaseId) -> Option<CaseView>;
		/// What a custodian still has to erase, at most `limit` (100) items.
		fn slots(custodian: InstitutionId, limit: u32) -> Vec<SlotView>;
		/// What stays of an erased record, by `tombstone_hash`.
		fn tombstone(hash: Hash32) -> Option<TombstoneView>;
		/// Every institution that was admitted, at most 256.
		fn institutions() -> Vec<InstitutionId>;
		/// An institution.
		fn institution(id: InstitutionId) -> Option<InstitutionView>;
		/// The institution an account acts for.
		fn institution_of(account: Hash32) -> Option<InstitutionId>;
		/// A subject.
		fn subject(id: SubjectId) -> Option<SubjectView>;
	}
}
