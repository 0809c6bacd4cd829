//! What a node answers about health: each question at the block one names.

use super::{At, Chain, ChainError};
use salus_primitives::{
	CaseId, CaseView, ChamberView, DeletionStep, EmergencyView, GrantId, GrantView, Hash32,
	InstitutionId, InstitutionView, Moment, MotionId, MotionView, OutcomeView, PenaltyView, Policy,
	PolicyBookView, PolicyEntryView, Query, RecordId, RecordView, RectificationId,
	RectificationView, RequestView, SessionView, SlashView, SlotView, SubjectId, SubjectView,
	TombstoneView, Track, TrackRule, ValidatorView, Verdict,
};
use subxt::rpcs::client::rpc_params;

impl Chain {
	/// The chain's clock.
	pub async fn moment(&self, at: At) -> Result<Moment, ChainError> {
		self.ask("salus_moment", rpc_params![self.block(at).await?]).await
	}

	/// May R do A to record X for purpose P now?
	pub async fn verdict(&self, query: &Query, at: At) -> Result<Verdict, ChainError> {
		self.ask("salus_verdict", rpc_params![query, self.block(at).await?]).await
	}

	/// A live record.
	pub async fn record(&self, id: RecordId, at: At) -> Result<Option<RecordView>, ChainError> {
		self.ask("salus_record", rpc_params![id, self.block(at).await?]).await
	}

	/// A subject's live records.
	pub async fn records_of(
		&self,
		subject: SubjectId,
		at: At,
	) -> Result<Vec<RecordId>, ChainError> {
		self.ask("salus_recordsOf", rpc_params![subject, self.block(at).await?]).await
	}

	/// A grant of a subject.
	pub async fn grant(
		&self,
		subject: SubjectId,
		id: GrantId,
		at: At,
	) -> Result<Option<GrantView>, ChainError> {
		self.ask("salus_grant", rpc_params![subject, id, self.block(at).await?]).await
	}

	/// A subject's grants, ended ones too.
	pub async fn grants(&self, subject: SubjectId, at: At) -> Result<Vec<GrantView>, ChainError> {
		self.ask("salus_grants", rpc_params![subject, self.block(at).await?]).await
	}

	/// What institutions ask of a subject.
	pub async fn requests(
		&self,
		subject: SubjectId,
		at: At,
	) -> Result<Vec<RequestView>, ChainError> {
		self.ask("salus_requests", rpc_params![subject, self.block(at).await?]).await
	}

	/// Emergency accesses to a subject's records.
	pub async fn emergencies(
		&self,
		subject: SubjectId,
		at: At,
	) -> Result<Vec<EmergencyView>, ChainError> {
		self.ask("salus_emergencies", rpc_params![subject, self.block(at).await?]).await
	}

	/// An erasure case.
	pub async fn case(&self, id: CaseId, at: At) -> Result<Option<CaseView>, ChainError> {
		self.ask("salus_case", rpc_params![id, self.block(at).await?]).await
	}

	/// A request for rectification.
	pub async fn rectification(
		&self,
		id: RectificationId,
		at: At,
	) -> Result<Option<RectificationView>, ChainError> {
		self.ask("salus_rectification", rpc_params![id, self.block(at).await?]).await
	}

	/// Cases in which a controller or a custodian is late.
	pub async fn overdue(&self, at: At) -> Result<Vec<CaseView>, ChainError> {
		self.ask("salus_overdue", rpc_params![self.block(at).await?]).await
	}

	/// Penalties that have not taken effect.
	pub async fn penalties(&self, at: At) -> Result<Vec<PenaltyView>, ChainError> {
		self.ask("salus_penalties", rpc_params![self.block(at).await?]).await
	}

	/// Every call that removes what is known of a subject.
	pub async fn deletion_plan(
		&self,
		subject: SubjectId,
		at: At,
	) -> Result<Vec<DeletionStep>, ChainError> {
		self.ask("salus_deletionPlan", rpc_params![subject, self.block(at).await?]).await
	}

	/// The policy in force.
	pub async fn policy(&self, at: At) -> Result<Policy, ChainError> {
		self.ask("salus_policy", rpc_params![self.block(at).await?]).await
	}

	/// The policy in force, what may be set, and what waits.
	pub async fn policy_book(&self, at: At) -> Result<PolicyBookView, ChainError> {
		self.ask("salus_policyBook", rpc_params![self.block(at).await?]).await
	}

	/// Every policy that was adopted, the newest first.
	pub async fn policy_history(&self, at: At) -> Result<Vec<PolicyEntryView>, ChainError> {
		self.ask("salus_policyHistory", rpc_params![self.block(at).await?]).await
	}

	/// Who sits in which chamber.
	pub async fn chambers(&self, at: At) -> Result<Vec<ChamberView>, ChainError> {
		self.ask("salus_chambers", rpc_params![self.block(at).await?]).await
	}

	/// Open motions.
	pub async fn motions(&self, at: At) -> Result<Vec<MotionId>, ChainError> {
		self.ask("salus_motions", rpc_params![self.block(at).await?]).await
	}

	/// An open motion.
	pub async fn motion(&self, id: MotionId, at: At) -> Result<Option<MotionView>, ChainError> {
		self.ask("salus_motion", rpc_params![id, self.block(at).await?]).await
	}

	/// Motions that were carried out, the newest first.
	pub async fn outcomes(&self, at: At) -> Result<Vec<OutcomeView>, ChainError> {
		self.ask("salus_outcomes", rpc_params![self.block(at).await?]).await
	}

	/// What a track asks for.
	pub async fn track_rule(&self, track: Track, at: At) -> Result<TrackRule, ChainError> {
		self.ask("salus_trackRule", rpc_params![track, self.block(at).await?]).await
	}

	/// What a custodian still has to erase.
	pub async fn slots(&self, of: InstitutionId, at: At) -> Result<Vec<SlotView>, ChainError> {
		self.ask("salus_slots", rpc_params![of, 100u32, self.block(at).await?]).await
	}

	/// What stays of an erased record.
	pub async fn tombstone(
		&self,
		hash: Hash32,
		at: At,
	) -> Result<Option<TombstoneView>, ChainError> {
		self.ask("salus_tombstone", rpc_params![hash, self.block(at).await?]).await
	}

	/// Every institution that was admitted.
	pub async fn institutions(&self, at: At) -> Result<Vec<InstitutionId>, ChainError> {
		self.ask("salus_institutions", rpc_params![self.block(at).await?]).await
	}

	/// An institution.
	pub async fn institution(
		&self,
		id: InstitutionId,
		at: At,
	) -> Result<Option<InstitutionView>, ChainError> {
		self.ask("salus_institution", rpc_params![id, self.block(at).await?]).await
	}

	/// The institution an account acts for.
	pub async fn institution_of(
		&self,
		account: Hash32,
		at: At,
	) -> Result<Option<InstitutionId>, ChainError> {
		self.ask("salus_institutionOf", rpc_params![account, self.block(at).await?]).await
	}

	/// Every account that is bonded as a validator.
	pub async fn validators(&self, at: At) -> Result<Vec<ValidatorView>, ChainError> {
		self.ask("salus_validators", rpc_params![self.block(at).await?]).await
	}

	/// Slashes that are not decided, oldest first.
	pub async fn slashes(&self, at: At) -> Result<Vec<SlashView>, ChainError> {
		self.ask("salus_slashes", rpc_params![self.block(at).await?]).await
	}

	/// How many validators an institution may run.
	pub async fn seats(&self, of: InstitutionId, at: At) -> Result<u8, ChainError> {
		self.ask("salus_seats", rpc_params![of, self.block(at).await?]).await
	}

	/// The session that runs.
	pub async fn session(&self, at: At) -> Result<SessionView, ChainError> {
		self.ask("salus_session", rpc_params![self.block(at).await?]).await
	}

	/// A subject.
	pub async fn subject(&self, id: SubjectId, at: At) -> Result<Option<SubjectView>, ChainError> {
		self.ask("salus_subject", rpc_params![id, self.block(at).await?]).await
	}
}
