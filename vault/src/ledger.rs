//! What a vault asks of the chain.

use futures::future::BoxFuture;
use salus_client::chain::{At, ChainError};
use salus_primitives::{
	CaseId, CaseView, Hash32, InstitutionId, InstitutionView, Moment, NoticeCounts, Query, Receipt,
	RecordId, RecordView, SlotView, SubjectId, SubjectView, TombstoneView, Verdict,
};

/// An answer under way.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, ChainError>>;

/// Most slots in one answer to [`Ledger::slots`].
pub(crate) const MAX_SLOTS: usize = 100;

/// The chain, as far as a vault is concerned. Whatever error it answers with, the vault counts as
/// cut off.
pub trait Ledger: Send + Sync + 'static {
	/// The hash of block 0.
	fn genesis(&self) -> Answer<'_, Hash32>;
	/// The hash of the last final block.
	fn finalised(&self) -> Answer<'_, Hash32>;
	/// How many other nodes the node is connected to, and whether it expects any.
	fn peers(&self) -> Answer<'_, (usize, bool)>;
	/// The chain's clock.
	fn moment(&self, at: At) -> Answer<'_, Moment>;
	/// May R do A to record X for purpose P now?
	fn verdict<'a>(&'a self, query: &'a Query, at: At) -> Answer<'a, Verdict>;
	/// A live record.
	fn record(&self, id: RecordId, at: At) -> Answer<'_, Option<RecordView>>;
	/// An erasure case.
	fn case(&self, id: CaseId, at: At) -> Answer<'_, Option<CaseView>>;
	/// What a custodian still has to erase, at most 100 items.
	fn slots(&self, of: InstitutionId, at: At) -> Answer<'_, Vec<SlotView>>;
	/// What stays of an erased record.
	fn tombstone(&self, hash: Hash32, at: At) -> Answer<'_, Option<TombstoneView>>;
	/// An institution.
	fn institution(&self, id: InstitutionId, at: At) -> Answer<'_, Option<InstitutionView>>;
	/// The institution an account acts for.
	fn institution_of(&self, account: Hash32, at: At) -> Answer<'_, Option<InstitutionId>>;
	/// The emergency desks that records are wrapped for.
	fn desks(&self, at: At) -> Answer<'_, Vec<InstitutionView>>;
	/// A subject.
	fn subject(&self, id: SubjectId, at: At) -> Answer<'_, Option<SubjectView>>;
	/// Hands in a receipt, and waits until it is in a block.
	fn submit_receipt(&self, receipt: Receipt, signature: [u8; 64]) -> Answer<'_, ()>;
	/// Says how far those who were served are told, and waits until it is in a block.
	fn report_notices(&self, case: CaseId, counts: NoticeCounts) -> Answer<'_, ()>;
}
