//! The runtime APIs that the node's JSON-RPC serves.

#![cfg_attr(not(feature = "std"), no_std)]
// `decl_runtime_apis!` adds items of its own.
#![allow(missing_docs)]

extern crate alloc;

use alloc::vec::Vec;
use salus_primitives::{
	CaseId, CaseView, ChamberView, DeletionStep, EmergencyView, GrantId, GrantView, Hash32,
	InstitutionId, InstitutionView, Moment, MotionId, MotionView, OutcomeView, PenaltyView, Policy,
	PolicyBookView, PolicyEntryView, Query, RecordId, RecordView, RectificationId,
	RectificationView, RequestView, SessionView, SlashView, SlotView, SubjectId, SubjectView,
	TombstoneView, Track, TrackRule, ValidatorView, Verdict,
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
		/// A grant of a subject.
		fn grant(subject: SubjectId, id: GrantId) -> Option<GrantView>;
		/// A subject's grants, ended ones too, at most 256.
		fn grants(subject: SubjectId) -> Vec<GrantView>;
		/// What institutions ask of a subject, at most 16.
		fn requests(subject: SubjectId) -> Vec<RequestView>;
		/// Emergency accesses to a subject's records, reviewed ones too, at most 256.
		fn emergencies(subject: SubjectId) -> Vec<EmergencyView>;
		/// An erasure case.
		fn case(id: CaseId) -> Option<CaseView>;
		/// A request for rectification.
		fn rectification(id: RectificationId) -> Option<RectificationView>;
		/// Cases in which a controller or a custodian is late, at most 256.
		fn overdue() -> Vec<CaseView>;
		/// Penalties that have not taken effect, at most 256.
		fn penalties() -> Vec<PenaltyView>;
		/// Every call that removes what is known of a subject, at most 1,024.
		fn deletion_plan(subject: SubjectId) -> Vec<DeletionStep>;
		/// The policy in force.
		fn policy() -> Policy;
		/// The policy book: what is in force, what will be, and what no motion may cross.
		fn policy_book() -> PolicyBookView;
		/// Every policy that was adopted, newest first, at most 256.
		fn policy_history() -> Vec<PolicyEntryView>;
		/// Every chamber with its members.
		fn chambers() -> Vec<ChamberView>;
		/// The motions that are open.
		fn motions() -> Vec<MotionId>;
		/// An open motion.
		fn motion(id: MotionId) -> Option<MotionView>;
		/// The motions that were carried out last, newest first, at most 256.
		fn outcomes() -> Vec<OutcomeView>;
		/// What a track asks for.
		fn track_rule(track: Track) -> TrackRule;
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
		/// Every account that is bonded as a validator, at most 100.
		fn validators() -> Vec<ValidatorView>;
		/// Slashes that are not decided, oldest first, at most 256.
		fn slashes() -> Vec<SlashView>;
		/// How many validators an institution may run.
		fn seats(institution: InstitutionId) -> u8;
		/// The session that runs.
		fn session() -> SessionView;
		/// A subject.
		fn subject(id: SubjectId) -> Option<SubjectView>;
	}
}
