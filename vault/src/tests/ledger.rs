//! A chain in memory, with a best and a last final state.

use super::{CASE, CLINIC, RECORD, SUBJECT};
use crate::{Answer, Ledger};
use salus_client::{
	care::{desk_key, may_view},
	chain::{At, ChainError},
	vault::now,
};
use salus_primitives::{
	receipt_digest, tombstone_hash, CaseId, CaseState, CaseView, ErasureGround, Ground, Hash32,
	InstitutionId, InstitutionView, Moment, NoticeCounts, Purpose, Purposes, Query, Reason,
	Receipt, RecordId, RecordView, Requester, SlotView, SubjectId, SubjectView, TombstoneView,
	Verdict,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::{Mutex, MutexGuard},
};
use subxt_signer::sr25519::{verify, PublicKey, Signature};

pub const GENESIS: Hash32 = Hash32([9; 32]);

/// What an emergency is for.
const EMERGENCY: Purposes = Purposes::of(&[Purpose::ETREAT, Purpose::BTG]);

fn is_guardian(subject: &SubjectView, account: Hash32) -> bool {
	subject.guardians.iter().any(|it| it.account == account && may_view(it, now()))
}

/// One state of the chain.
#[derive(Clone, Default)]
pub struct World {
	pub moment: Moment,
	pub institutions: BTreeMap<InstitutionId, InstitutionView>,
	pub subjects: BTreeMap<SubjectId, SubjectView>,
	pub records: BTreeMap<RecordId, RecordView>,
	/// Who may read what by a grant.
	pub granted: BTreeSet<(InstitutionId, RecordId)>,
	/// Desks that opened an emergency of the subject.
	pub emergencies: BTreeSet<InstitutionId>,
	pub cases: BTreeMap<CaseId, CaseView>,
	pub slots: Vec<(InstitutionId, SlotView)>,
	pub tombstones: BTreeMap<Hash32, TombstoneView>,
}

impl World {
	fn verdict(&self, query: &Query) -> Verdict {
		let Some(record) = self.records.get(&query.record) else {
			return Verdict::Denied(Reason::Unavailable);
		};
		match query.requester {
			Requester::Account(account) => match self.subjects.get(&record.subject) {
				Some(subject) if subject.account == account => Verdict::Allowed(Ground::Subject),
				Some(subject) if is_guardian(subject, account) => {
					Verdict::Allowed(Ground::Guardian)
				},
				_ => Verdict::Denied(Reason::Unavailable),
			},
			Requester::Institution(id)
				if self.emergencies.contains(&id) && EMERGENCY.cover(query.purpose) =>
			{
				Verdict::Allowed(Ground::Emergency)
			},
			Requester::Institution(_) if record.restricted_by.is_some() => {
				Verdict::Denied(Reason::Restricted)
			},
			Requester::Institution(id) if id == record.issuer => Verdict::Allowed(Ground::Issuer),
			Requester::Institution(id) if self.granted.contains(&(id, query.record)) => {
				let grant = query.opening.as_ref().map(|it| it.grant).unwrap_or_default();
				Verdict::Allowed(Ground::Grant(grant))
			},
			Requester::Institution(_) => Verdict::Denied(Reason::Unavailable),
		}
	}

	fn take(&mut self, receipt: &Receipt) -> Result<(), &'static str> {
		let slot = self.slots.iter().position(|(custodian, slot)| {
			(*custodian, slot.case, slot.version, slot.epoch)
				== (receipt.custodian, receipt.case, receipt.version, receipt.epoch)
		});
		let slot = slot.ok_or("NoSuchSlot")?;
		let not_before = self.slots[slot].1.not_before;
		let case = self.cases.get_mut(&receipt.case).ok_or("NotFound")?;
		if case.tombstone != tombstone_hash(&GENESIS, receipt.record) {
			return Err("WrongRecord");
		}
		if receipt.time < not_before || receipt.time > now() + 60_000 {
			return Err("BadTime");
		}
		if receipt.steps.0 != 15 {
			return Err("StepsMissing");
		}
		self.slots.remove(slot);
		case.missing -= 1;
		let left = case.missing;
		if let Some(record) = self.records.get(&receipt.record) {
			let (n, t) = (record.current.custodians.len() as u32, record.current.threshold);
			if left < u32::from(t) && left < n {
				self.records.remove(&receipt.record);
				let tombstone =
					TombstoneView { case: receipt.case, erased: now(), until: u64::MAX };
				self.tombstones.insert(case.tombstone, tombstone);
				case.state = CaseState::Erased;
				self.slots.iter_mut().for_each(|(_, slot)| slot.record = None);
			}
		}
		Ok(())
	}
}

/// What happens when somebody asks for the case.
type OnCase = Box<dyn FnOnce(&mut World) + Send>;

#[derive(Default)]
struct State {
	best: World,
	finalised: World,
	cut: bool,
	peers: (usize, bool),
	refuse_receipts: u32,
	receipts: Vec<Receipt>,
	refuse_reports: Option<ChainError>,
	reports: Vec<(CaseId, NoticeCounts)>,
	/// Done once, to the best state, when it is next asked for a case.
	on_case: Option<OnCase>,
}

#[derive(Default)]
pub struct Memory(Mutex<State>);

impl Memory {
	fn state(&self) -> MutexGuard<'_, State> {
		self.0.lock().unwrap()
	}

	/// Changes both states.
	pub fn both(&self, change: impl Fn(&mut World)) {
		let mut state = self.state();
		change(&mut state.best);
		change(&mut state.finalised);
	}

	/// Changes what is in the best block and not final yet.
	pub fn best(&self, change: impl Fn(&mut World)) {
		change(&mut self.state().best);
	}

	/// Makes final what is best.
	pub fn finalise(&self) {
		let mut state = self.state();
		state.finalised = state.best.clone();
	}

	/// No question is answered any more, or again.
	pub fn cut(&self, cut: bool) {
		self.state().cut = cut;
	}

	pub fn peers_are(&self, peers: usize, expected: bool) {
		self.state().peers = (peers, expected);
	}

	/// The next receipts do not get into a block.
	pub fn refuse_receipts(&self, count: u32) {
		self.state().refuse_receipts = count;
	}

	/// An institution as it is in the best block.
	pub fn institution_now(&self, id: InstitutionId) -> InstitutionView {
		self.state().best.institutions[&id].clone()
	}

	/// The receipts that got into a block.
	pub fn receipts(&self) -> Vec<Receipt> {
		self.state().receipts.clone()
	}

	/// Counts of notices do not get into a block, or do again.
	pub fn refuse_reports(&self, error: Option<ChainError>) {
		self.state().refuse_reports = error;
	}

	/// The counts of notices that got into a block.
	pub fn reports(&self) -> Vec<(CaseId, NoticeCounts)> {
		self.state().reports.clone()
	}

	/// Changes the best block right after it is next asked for a case.
	pub fn after_next_case(&self, change: impl FnOnce(&mut World) + Send + 'static) {
		self.state().on_case = Some(Box::new(change));
	}

	fn ask<T: Send + 'static>(
		&self,
		at: At,
		question: impl FnOnce(&World) -> T,
	) -> Answer<'static, T> {
		let state = self.state();
		let answer = match (state.cut, at) {
			(true, _) => Err(ChainError::Disconnected),
			(false, At::Best) => Ok(question(&state.best)),
			(false, At::Finalised | At::Block(_)) => Ok(question(&state.finalised)),
		};
		Box::pin(std::future::ready(answer))
	}

	fn take(&self, receipt: Receipt, signature: [u8; 64]) -> Result<(), ChainError> {
		let mut state = self.state();
		if state.cut {
			return Err(ChainError::Disconnected);
		}
		if state.refuse_receipts > 0 {
			state.refuse_receipts -= 1;
			return Err(ChainError::Dropped("the pool is full".into()));
		}
		let key = state.best.institutions[&receipt.custodian].receipt_key.unwrap();
		let digest = receipt_digest(&GENESIS, &receipt);
		assert!(verify(&Signature(signature), digest.0, &PublicKey(key.0)), "bad signature");
		state.best.take(&receipt).map_err(|error| ChainError::Dispatch {
			pallet: "Redaction".into(),
			error: error.into(),
			cure: String::new(),
		})?;
		state.finalised = state.best.clone();
		state.receipts.push(receipt);
		Ok(())
	}
}

impl Ledger for Memory {
	fn genesis(&self) -> Answer<'_, Hash32> {
		self.ask(At::Best, |_| GENESIS)
	}

	fn finalised(&self) -> Answer<'_, Hash32> {
		self.ask(At::Best, |_| Hash32([1; 32]))
	}

	fn peers(&self) -> Answer<'_, (usize, bool)> {
		let peers = self.state().peers;
		self.ask(At::Best, move |_| peers)
	}

	fn moment(&self, at: At) -> Answer<'_, Moment> {
		self.ask(at, |world| world.moment)
	}

	fn verdict<'a>(&'a self, query: &'a Query, at: At) -> Answer<'a, Verdict> {
		self.ask(at, |world| world.verdict(query))
	}

	fn record(&self, id: RecordId, at: At) -> Answer<'_, Option<RecordView>> {
		self.ask(at, |world| world.records.get(&id).cloned())
	}

	fn case(&self, id: CaseId, at: At) -> Answer<'_, Option<CaseView>> {
		let answer = self.ask(at, |world| world.cases.get(&id).cloned());
		let mut state = self.state();
		if let Some(change) = state.on_case.take_if(|_| at == At::Best) {
			change(&mut state.best);
		}
		answer
	}

	fn slots(&self, of: InstitutionId, at: At) -> Answer<'_, Vec<SlotView>> {
		self.ask(at, |world| {
			let slots = world.slots.iter().filter(|(custodian, _)| *custodian == of);
			slots.map(|(_, slot)| slot.clone()).collect()
		})
	}

	fn tombstone(&self, hash: Hash32, at: At) -> Answer<'_, Option<TombstoneView>> {
		self.ask(at, |world| world.tombstones.get(&hash).cloned())
	}

	fn institution(&self, id: InstitutionId, at: At) -> Answer<'_, Option<InstitutionView>> {
		self.ask(at, |world| world.institutions.get(&id).cloned())
	}

	fn institution_of(&self, account: Hash32, at: At) -> Answer<'_, Option<InstitutionId>> {
		self.ask(at, |world| {
			world.institutions.values().find(|it| it.account == account).map(|it| it.id)
		})
	}

	fn desks(&self, at: At) -> Answer<'_, Vec<InstitutionView>> {
		self.ask(at, |world| {
			world.institutions.values().filter(|it| desk_key(it).is_some()).cloned().collect()
		})
	}

	fn subject(&self, id: SubjectId, at: At) -> Answer<'_, Option<SubjectView>> {
		self.ask(at, |world| world.subjects.get(&id).cloned())
	}

	fn submit_receipt(&self, receipt: Receipt, signature: [u8; 64]) -> Answer<'_, ()> {
		Box::pin(std::future::ready(self.take(receipt, signature)))
	}

	fn report_notices(&self, case: CaseId, counts: NoticeCounts) -> Answer<'_, ()> {
		let mut state = self.state();
		let answer = match &state.refuse_reports {
			Some(error) => Err(error.clone()),
			None => {
				state.reports.push((case, counts));
				Ok(())
			},
		};
		Box::pin(std::future::ready(answer))
	}
}

/// Opens and accepts a case against the record.
pub fn open_case(world: &mut World, not_before: u64) {
	let record = world.records.get_mut(&RECORD).unwrap();
	record.restricted_by = Some(CASE);
	let custodians = record.current.custodians.clone();
	let case = CaseView {
		id: CASE,
		record: Some(RECORD),
		subject: SUBJECT,
		controller: CLINIC,
		state: CaseState::AwaitingReceipts,
		ground: ErasureGround::ConsentWithdrawn,
		opened: world.moment,
		due: u64::MAX,
		extended: false,
		overdue: false,
		needs_attester: false,
		notices: NoticeCounts::default(),
		missing: custodians.len() as u32,
		tombstone: tombstone_hash(&GENESIS, RECORD),
	};
	world.cases.insert(CASE, case);
	let slot = SlotView { case: CASE, record: Some(RECORD), version: 1, epoch: 1, not_before };
	world.slots.extend(custodians.into_iter().map(|custodian| (custodian, slot.clone())));
}
