//! The ledger behind a node: connects when asked, and again after the connection broke.

use crate::{Answer, Ledger};
use salus_client::{
	care,
	chain::{At, Call, Chain, ChainError, Until},
	identity::Identity,
};
use salus_primitives::{
	CaseId, CaseView, Hash32, InstitutionId, InstitutionView, Moment, NoticeCounts, Query, Receipt,
	RecordId, RecordView, SlotView, SubjectId, SubjectView, TombstoneView, Verdict,
};
use std::{
	future::Future,
	time::{Duration, Instant},
};
use tokio::{sync::Mutex, time::timeout};

/// A node that takes longer to answer is as good as unreachable.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// An idle chain makes a block for a transaction at once; finality is not waited for.
const INCLUDED_WITHIN: Duration = Duration::from_secs(60);

/// After a failed attempt to connect, questions fail at once for so long instead of queueing.
const PAUSE: Duration = Duration::from_millis(500);

#[derive(Default)]
struct Link {
	chain: Option<Chain>,
	/// Counts connections, so that a late failure does not drop a newer one.
	count: u64,
	/// When the last attempt to connect failed.
	failed: Option<Instant>,
	/// The chain it was the first time. A node that changes chains is not believed.
	genesis: Option<Hash32>,
}

/// A node and the account that signs transactions.
pub struct Node {
	url: String,
	account: Identity,
	link: Mutex<Link>,
}

impl Node {
	/// A node's WebSocket, such as `ws://127.0.0.1:9944`. Connects at the first question.
	pub fn new(url: String, account: Identity) -> Self {
		Self { url, account, link: Mutex::default() }
	}

	async fn chain(&self) -> Result<(Chain, u64), ChainError> {
		let mut link = self.link.lock().await;
		if let Some(chain) = &link.chain {
			return Ok((chain.clone(), link.count));
		}
		let unreachable = ChainError::Unreachable { url: self.url.clone() };
		if link.failed.is_some_and(|failed| failed.elapsed() < PAUSE) {
			return Err(unreachable);
		}
		let connecting = timeout(ANSWER_WITHIN, Chain::connect(&self.url));
		let chain = connecting.await.unwrap_or(Err(unreachable)).inspect_err(|_| {
			link.failed = Some(Instant::now());
		})?;
		let genesis = *link.genesis.get_or_insert(chain.genesis());
		if genesis != chain.genesis() {
			return Err(ChainError::Refused("the node now follows another chain".into()));
		}
		link.chain = Some(chain.clone());
		link.count += 1;
		Ok((chain, link.count))
	}

	async fn ask<T, F: Future<Output = Result<T, ChainError>>>(
		&self,
		within: Duration,
		question: impl FnOnce(Chain) -> F,
	) -> Result<T, ChainError> {
		let (chain, count) = self.chain().await?;
		let answer =
			timeout(within, question(chain)).await.unwrap_or(Err(ChainError::Disconnected));
		if answer.as_ref().is_err_and(ChainError::is_broken) {
			let mut link = self.link.lock().await;
			if link.count == count {
				link.chain = None;
			}
		}
		answer
	}
}

macro_rules! ask {
	($node:ident, |$chain:ident| $question:expr) => {
		Box::pin($node.ask(ANSWER_WITHIN, move |$chain| async move { $question.await }))
	};
}

impl Ledger for Node {
	fn genesis(&self) -> Answer<'_, Hash32> {
		ask!(self, |chain| async { Ok(chain.genesis()) })
	}

	fn finalised(&self) -> Answer<'_, Hash32> {
		ask!(self, |chain| chain.finalised())
	}

	fn peers(&self) -> Answer<'_, (usize, bool)> {
		ask!(self, |chain| chain.peers())
	}

	fn moment(&self, at: At) -> Answer<'_, Moment> {
		ask!(self, |chain| chain.moment(at))
	}

	fn verdict<'a>(&'a self, query: &'a Query, at: At) -> Answer<'a, Verdict> {
		ask!(self, |chain| chain.verdict(query, at))
	}

	fn record(&self, id: RecordId, at: At) -> Answer<'_, Option<RecordView>> {
		ask!(self, |chain| chain.record(id, at))
	}

	fn case(&self, id: CaseId, at: At) -> Answer<'_, Option<CaseView>> {
		ask!(self, |chain| chain.case(id, at))
	}

	fn slots(&self, of: InstitutionId, at: At) -> Answer<'_, Vec<SlotView>> {
		ask!(self, |chain| chain.slots(of, at))
	}

	fn tombstone(&self, hash: Hash32, at: At) -> Answer<'_, Option<TombstoneView>> {
		ask!(self, |chain| chain.tombstone(hash, at))
	}

	fn institution(&self, id: InstitutionId, at: At) -> Answer<'_, Option<InstitutionView>> {
		ask!(self, |chain| chain.institution(id, at))
	}

	fn institution_of(&self, account: Hash32, at: At) -> Answer<'_, Option<InstitutionId>> {
		ask!(self, |chain| chain.institution_of(account, at))
	}

	fn desks(&self, at: At) -> Answer<'_, Vec<InstitutionView>> {
		ask!(self, |chain| care::desks(&chain, at))
	}

	fn subject(&self, id: SubjectId, at: At) -> Answer<'_, Option<SubjectView>> {
		ask!(self, |chain| chain.subject(id, at))
	}

	fn submit_receipt(&self, receipt: Receipt, signature: [u8; 64]) -> Answer<'_, ()> {
		Box::pin(self.ask(INCLUDED_WITHIN, move |chain| async move {
			let call = Call::submit_receipt(receipt, signature);
			chain.submit(&self.account, call, Until::InBlock).await.map(drop)
		}))
	}

	fn report_notices(&self, case: CaseId, counts: NoticeCounts) -> Answer<'_, ()> {
		Box::pin(self.ask(INCLUDED_WITHIN, move |chain| async move {
			let call = Call::report_notices(case, counts);
			chain.submit(&self.account, call, Until::InBlock).await.map(drop)
		}))
	}
}
