//! The `salus_` methods. Each but `salus_energy` reads one block's state: the best block's unless `at`
//! names another.

use crate::{
	energy::{Energy, Meter},
	service::FullClient,
};
use jsonrpsee::{
	core::RpcResult,
	proc_macros::rpc,
	types::{ErrorObject, ErrorObjectOwned},
};
use polkadot_sdk::*;
use salus_primitives::{
	CaseId, CaseView, ChamberView, DeletionStep, EmergencyView, GrantId, GrantView, Hash32,
	InstitutionId, InstitutionView, Moment, MotionId, MotionView, OutcomeView, PenaltyView, Policy,
	PolicyBookView, PolicyEntryView, Query, RecordId, RecordView, RectificationId,
	RectificationView, RequestView, SessionView, SlashView, SlotView, SubjectId, SubjectView,
	TombstoneView, Track, TrackRule, ValidatorView, Verdict,
};
use salus_runtime::Hash;
use salus_runtime_api::SalusApi as SalusRuntimeApi;
use sp_api::{ApiError, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use std::sync::Arc;

/// The runtime could not answer: the block is unknown or its state was pruned.
const STATE_UNAVAILABLE: i32 = 9001;

/// What apps and vaults ask a node. For members of the consortium only.
#[rpc(server, namespace = "salus")]
pub trait SalusApi {
	/// The chain's clock, in milliseconds.
	#[method(name = "moment")]
	fn moment(&self, at: Option<Hash>) -> RpcResult<Moment>;

	/// May R do A to record X for purpose P now?
	#[method(name = "verdict")]
	fn verdict(&self, query: Query, at: Option<Hash>) -> RpcResult<Verdict>;

	/// A live record, or null.
	#[method(name = "record")]
	fn record(&self, id: RecordId, at: Option<Hash>) -> RpcResult<Option<RecordView>>;

	/// A subject's live records, at most 256.
	#[method(name = "recordsOf")]
	fn records_of(&self, subject: SubjectId, at: Option<Hash>) -> RpcResult<Vec<RecordId>>;

	/// A grant of a subject, or null.
	#[method(name = "grant")]
	fn grant(
		&self,
		subject: SubjectId,
		id: GrantId,
		at: Option<Hash>,
	) -> RpcResult<Option<GrantView>>;

	/// A subject's grants, ended ones too, at most 256.
	#[method(name = "grants")]
	fn grants(&self, subject: SubjectId, at: Option<Hash>) -> RpcResult<Vec<GrantView>>;

	/// What institutions ask of a subject, at most 16.
	#[method(name = "requests")]
	fn requests(&self, subject: SubjectId, at: Option<Hash>) -> RpcResult<Vec<RequestView>>;

	/// Emergency accesses to a subject's records, reviewed ones too, at most 256.
	#[method(name = "emergencies")]
	fn emergencies(&self, subject: SubjectId, at: Option<Hash>) -> RpcResult<Vec<EmergencyView>>;

	/// An erasure case, or null.
	#[method(name = "case")]
	fn case(&self, id: CaseId, at: Option<Hash>) -> RpcResult<Option<CaseView>>;

	/// A request for rectification, or null.
	#[method(name = "rectification")]
	fn rectification(
		&self,
		id: RectificationId,
		at: Option<Hash>,
	) -> RpcResult<Option<RectificationView>>;

	/// Cases in which a controller or a custodian is late, at most 256.
	#[method(name = "overdue")]
	fn overdue(&self, at: Option<Hash>) -> RpcResult<Vec<CaseView>>;

	/// Penalties that have not taken effect, at most 256.
	#[method(name = "penalties")]
	fn penalties(&self, at: Option<Hash>) -> RpcResult<Vec<PenaltyView>>;

	/// Every call that removes what is known of a subject, at most 1,024.
	#[method(name = "deletionPlan")]
	fn deletion_plan(&self, subject: SubjectId, at: Option<Hash>) -> RpcResult<Vec<DeletionStep>>;

	/// The policy in force.
	#[method(name = "policy")]
	fn policy(&self, at: Option<Hash>) -> RpcResult<Policy>;

	/// The policy book: what is in force, what will be, and what no motion may cross.
	#[method(name = "policyBook")]
	fn policy_book(&self, at: Option<Hash>) -> RpcResult<PolicyBookView>;

	/// Every policy that was adopted, newest first, at most 256.
	#[method(name = "policyHistory")]
	fn policy_history(&self, at: Option<Hash>) -> RpcResult<Vec<PolicyEntryView>>;

	/// Every chamber with its members.
	#[method(name = "chambers")]
	fn chambers(&self, at: Option<Hash>) -> RpcResult<Vec<ChamberView>>;

	/// The motions that are open, at most 640.
	#[method(name = "motions")]
	fn motions(&self, at: Option<Hash>) -> RpcResult<Vec<MotionId>>;

	/// An open motion, or null.
	#[method(name = "motion")]
	fn motion(&self, id: MotionId, at: Option<Hash>) -> RpcResult<Option<MotionView>>;

	/// The motions that were carried out last, newest first, at most 256.
	#[method(name = "outcomes")]
	fn outcomes(&self, at: Option<Hash>) -> RpcResult<Vec<OutcomeView>>;

	/// What a track asks for.
	#[method(name = "trackRule")]
	fn track_rule(&self, track: Track, at: Option<Hash>) -> RpcResult<TrackRule>;

	/// What a custodian still has to erase, at most 100 items.
	#[method(name = "slots")]
	fn slots(
		&self,
		custodian: InstitutionId,
		limit: u32,
		at: Option<Hash>,
	) -> RpcResult<Vec<SlotView>>;

	/// What stays of an erased record, by the tombstone's hash, or null.
	#[method(name = "tombstone")]
	fn tombstone(&self, hash: Hash32, at: Option<Hash>) -> RpcResult<Option<TombstoneView>>;

	/// Every institution that was admitted, at most 256.
	#[method(name = "institutions")]
	fn institutions(&self, at: Option<Hash>) -> RpcResult<Vec<InstitutionId>>;

	/// An institution, or null.
	#[method(name = "institution")]
	fn institution(
		&self,
		id: InstitutionId,
		at: Option<Hash>,
	) -> RpcResult<Option<InstitutionView>>;

	/// The institution that an account acts for, or null.
	#[method(name = "institutionOf")]
	fn institution_of(&self, account: Hash32, at: Option<Hash>)
		-> RpcResult<Option<InstitutionId>>;

	/// Every account that is bonded as a validator, at most 100.
	#[method(name = "validators")]
	fn validators(&self, at: Option<Hash>) -> RpcResult<Vec<ValidatorView>>;

	/// Slashes that are not decided, oldest first, at most 256.
	#[method(name = "slashes")]
	fn slashes(&self, at: Option<Hash>) -> RpcResult<Vec<SlashView>>;

	/// How many validators an institution may run.
	#[method(name = "seats")]
	fn seats(&self, institution: InstitutionId, at: Option<Hash>) -> RpcResult<u8>;

	/// The session that runs.
	#[method(name = "session")]
	fn session(&self, at: Option<Hash>) -> RpcResult<SessionView>;

	/// What this node used and did since it started: an estimate, and no chain state.
	#[method(name = "energy")]
	fn energy(&self) -> RpcResult<Energy>;

	/// A subject, or null.
	#[method(name = "subject")]
	fn subject(&self, id: SubjectId, at: Option<Hash>) -> RpcResult<Option<SubjectView>>;
}

/// Answers from the runtime.
pub struct Salus {
	client: Arc<FullClient>,
	meter: Meter,
}

impl Salus {
	/// With this client's state, and what the node uses.
	pub fn new(client: Arc<FullClient>, meter: Meter) -> Self {
		Self { client, meter }
	}

	fn ask<T>(
		&self,
		at: Option<Hash>,
		question: impl FnOnce(
			&<FullClient as ProvideRuntimeApi<salus_runtime::OpaqueBlock>>::Api,
			Hash,
		) -> Result<T, ApiError>,
	) -> RpcResult<T> {
		let at = at.unwrap_or_else(|| self.client.info().best_hash);
		question(&self.client.runtime_api(), at).map_err(unavailable)
	}
}

/// Says what to do, and nothing of what was asked.
fn unavailable(_: ApiError) -> ErrorObjectOwned {
	ErrorObject::owned(
		STATE_UNAVAILABLE,
		"the state of this block is not available; ask without `at`, or ask an archive node",
		None::<()>,
	)
}

impl SalusApiServer for Salus {
	fn moment(&self, at: Option<Hash>) -> RpcResult<Moment> {
		self.ask(at, |api, at| api.moment(at))
	}

	fn verdict(&self, query: Query, at: Option<Hash>) -> RpcResult<Verdict> {
		self.ask(at, |api, at| api.verdict(at, query))
	}

	fn record(&self, id: RecordId, at: Option<Hash>) -> RpcResult<Option<RecordView>> {
		self.ask(at, |api, at| api.record(at, id))
	}

	fn records_of(&self, subject: SubjectId, at: Option<Hash>) -> RpcResult<Vec<RecordId>> {
		self.ask(at, |api, at| api.records_of(at, subject))
	}

	fn grant(
		&self,
		subject: SubjectId,
		id: GrantId,
		at: Option<Hash>,
	) -> RpcResult<Option<GrantView>> {
		self.ask(at, |api, at| api.grant(at, subject, id))
	}

	fn grants(&self, subject: SubjectId, at: Option<Hash>) -> RpcResult<Vec<GrantView>> {
		self.ask(at, |api, at| api.grants(at, subject))
	}

	fn requests(&self, subject: SubjectId, at: Option<Hash>) -> RpcResult<Vec<RequestView>> {
		self.ask(at, |api, at| api.requests(at, subject))
	}

	fn emergencies(&self, subject: SubjectId, at: Option<Hash>) -> RpcResult<Vec<EmergencyView>> {
		self.ask(at, |api, at| api.emergencies(at, subject))
	}

	fn case(&self, id: CaseId, at: Option<Hash>) -> RpcResult<Option<CaseView>> {
		self.ask(at, |api, at| api.case(at, id))
	}

	fn rectification(
		&self,
		id: RectificationId,
		at: Option<Hash>,
	) -> RpcResult<Option<RectificationView>> {
		self.ask(at, |api, at| api.rectification(at, id))
	}

	fn overdue(&self, at: Option<Hash>) -> RpcResult<Vec<CaseView>> {
		self.ask(at, |api, at| api.overdue(at))
	}

	fn penalties(&self, at: Option<Hash>) -> RpcResult<Vec<PenaltyView>> {
		self.ask(at, |api, at| api.penalties(at))
	}

	fn deletion_plan(&self, subject: SubjectId, at: Option<Hash>) -> RpcResult<Vec<DeletionStep>> {
		self.ask(at, |api, at| api.deletion_plan(at, subject))
	}

	fn policy(&self, at: Option<Hash>) -> RpcResult<Policy> {
		self.ask(at, |api, at| api.policy(at))
	}

	fn policy_book(&self, at: Option<Hash>) -> RpcResult<PolicyBookView> {
		self.ask(at, |api, at| api.policy_book(at))
	}

	fn policy_history(&self, at: Option<Hash>) -> RpcResult<Vec<PolicyEntryView>> {
		self.ask(at, |api, at| api.policy_history(at))
	}

	fn chambers(&self, at: Option<Hash>) -> RpcResult<Vec<ChamberView>> {
		self.ask(at, |api, at| api.chambers(at))
	}

	fn motions(&self, at: Option<Hash>) -> RpcResult<Vec<MotionId>> {
		self.ask(at, |api, at| api.motions(at))
	}

	fn motion(&self, id: MotionId, at: Option<Hash>) -> RpcResult<Option<MotionView>> {
		self.ask(at, |api, at| api.motion(at, id))
	}

	fn outcomes(&self, at: Option<Hash>) -> RpcResult<Vec<OutcomeView>> {
		self.ask(at, |api, at| api.outcomes(at))
	}

	fn track_rule(&self, track: Track, at: Option<Hash>) -> RpcResult<TrackRule> {
		self.ask(at, |api, at| api.track_rule(at, track))
	}

	fn slots(
		&self,
		custodian: InstitutionId,
		limit: u32,
		at: Option<Hash>,
	) -> RpcResult<Vec<SlotView>> {
		self.ask(at, |api, at| api.slots(at, custodian, limit))
	}

	fn tombstone(&self, hash: Hash32, at: Option<Hash>) -> RpcResult<Option<TombstoneView>> {
		self.ask(at, |api, at| api.tombstone(at, hash))
	}

	fn institutions(&self, at: Option<Hash>) -> RpcResult<Vec<InstitutionId>> {
		self.ask(at, |api, at| api.institutions(at))
	}

	fn institution(
		&self,
		id: InstitutionId,
		at: Option<Hash>,
	) -> RpcResult<Option<InstitutionView>> {
		self.ask(at, |api, at| api.institution(at, id))
	}

	fn institution_of(
		&self,
		account: Hash32,
		at: Option<Hash>,
	) -> RpcResult<Option<InstitutionId>> {
		self.ask(at, |api, at| api.institution_of(at, account))
	}

	fn validators(&self, at: Option<Hash>) -> RpcResult<Vec<ValidatorView>> {
		self.ask(at, |api, at| api.validators(at))
	}

	fn slashes(&self, at: Option<Hash>) -> RpcResult<Vec<SlashView>> {
		self.ask(at, |api, at| api.slashes(at))
	}

	fn seats(&self, institution: InstitutionId, at: Option<Hash>) -> RpcResult<u8> {
		self.ask(at, |api, at| api.seats(at, institution))
	}

	fn session(&self, at: Option<Hash>) -> RpcResult<SessionView> {
		self.ask(at, |api, at| api.session(at))
	}

	fn energy(&self) -> RpcResult<Energy> {
		Ok(self.meter.read())
	}

	fn subject(&self, id: SubjectId, at: Option<Hash>) -> RpcResult<Option<SubjectView>> {
		self.ask(at, |api, at| api.subject(at, id))
	}
}
