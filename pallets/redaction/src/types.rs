//! Rows.

use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	row, CaseId, CaseState, ErasureGround, Hash32, HoldBasis, InstitutionId, Moment, RecordId,
	RectificationRefusal, RectificationState, RefusalGround, SubjectId, MAX_SEALINGS,
};

row! {
	/// What becomes of the controller's own copy.
	#[derive(Copy)]
	pub enum OwnCopy {
		/// It is erased too.
		#[codec(index = 0)]
		Erased,
		/// It is kept in the controller's own systems.
		#[codec(index = 1)]
		Kept {
			/// On which ground.
			ground: RefusalGround,
			/// Until then.
			until: Moment,
		},
	}

	/// How much is erased.
	#[derive(Copy)]
	pub enum Extent {
		/// The record.
		#[codec(index = 0)]
		Whole(OwnCopy),
		/// Its superseded sealings. What is in force is kept on this ground.
		#[codec(index = 1)]
		Superseded(RefusalGround),
	}

	/// How far a case is.
	#[derive(Copy)]
	pub enum Life {
		/// Waits for the controller.
		#[codec(index = 0)]
		Requested,
		/// The controller refused.
		#[codec(index = 1)]
		Refused {
			/// Why.
			ground: RefusalGround,
			/// When.
			at: Moment,
		},
		/// Accepted; receipts are taken from `not_before` on.
		#[codec(index = 2)]
		Accepted {
			/// The end of cooling.
			not_before: Moment,
			/// How much is erased.
			extent: Extent,
		},
		/// Nobody can open the record any more.
		#[codec(index = 3)]
		Erased {
			/// Since then.
			at: Moment,
			/// The end of cooling, for receipts that are still owed.
			not_before: Moment,
			/// What becomes of the controller's own copy.
			own_copy: OwnCopy,
		},
		/// Nobody can open the superseded sealings any more.
		#[codec(index = 4)]
		PartlyErased {
			/// Since then.
			at: Moment,
			/// The end of cooling, for receipts that are still owed.
			not_before: Moment,
			/// Why the rest is kept.
			ground: RefusalGround,
		},
	}

	/// The controller doubts who asks. Its clock stands still meanwhile.
	#[derive(Copy)]
	pub struct Challenge {
		/// Since then.
		pub since: Moment,
		/// Until then at the latest.
		pub until: Moment,
	}

	/// What is owed for one sealing.
	#[derive(Copy)]
	pub struct SealingDue {
		/// The version.
		pub version: u32,
		/// The sealing of that version.
		pub epoch: u32,
		/// How many receipts make it unreadable: n - t + 1.
		pub needed: u8,
		/// How many receipts are owed in all: n.
		pub owed: u8,
		/// How many are in.
		pub received: u8,
	}

	/// One erasure.
	pub struct Case {
		/// The record, until the case is answered with no or the record is erased.
		pub record: Option<RecordId>,
		/// Whose case it is.
		pub subject: SubjectId,
		/// Who must answer.
		pub controller: InstitutionId,
		/// Why it was asked.
		pub ground: ErasureGround,
		/// How far it is.
		pub life: Life,
		/// When it was opened.
		pub opened: Moment,
		/// The controller answers by then; a challenge adds to it (see [`Case::due`]).
		pub due: Moment,
		/// Whether the controller took its one extension.
		pub extended: bool,
		/// Whether guardians asked.
		pub by_guardians: bool,
		/// Who attested that those who ask may ask.
		pub attester: Option<InstitutionId>,
		/// The challenge that has not been answered.
		pub challenge: Option<Challenge>,
		/// Whether the controller made its one challenge.
		pub challenged: bool,
		/// Whether it was reported that the controller is late.
		pub told: bool,
		/// The custodians' time runs from then: from the end of cooling, or of the last hold.
		pub receipts_from: Moment,
		/// Under which hash the tombstone stands.
		pub tombstone: Hash32,
		/// The end of the last backup that a receipt named.
		pub backups_gone_by: Moment,
		/// What is owed, since acceptance.
		pub sealings: BoundedVec<SealingDue, ConstU32<MAX_SEALINGS>>,
	}

	/// What one custodian owes, or has sworn, for one sealing of a case.
	#[derive(Copy, Default)]
	pub struct Duty {
		/// When it erased, by its own receipt.
		pub received: Option<Moment>,
		/// Whether that receipt was proven false.
		pub disproved: bool,
		/// The last service that proved a receipt false. Neither an older receipt nor an older
		/// service counts any more.
		pub served: Moment,
		/// It declared that it is unable until then.
		pub unable: Option<Moment>,
		/// When its silence was last fined.
		pub fined: Option<Moment>,
	}

	/// What stays of an erased record.
	#[derive(Copy)]
	pub struct Tombstone {
		/// The case that erased it.
		pub case: CaseId,
		/// When.
		pub erased: Moment,
		/// It stays at least until then.
		pub until: Moment,
	}

	/// A bounded reason not to erase yet.
	#[derive(Copy)]
	pub struct Hold {
		/// Why.
		pub basis: HoldBasis,
		/// When the authority first held the record; what is placed again while it counts keeps it.
		pub first: Moment,
		/// It is live since then; a renewal keeps it.
		pub placed: Moment,
		/// It ends then.
		pub until: Moment,
	}

	/// What a custodian stands to lose.
	#[derive(Copy)]
	pub struct Penalty {
		/// Who pays.
		pub custodian: InstitutionId,
		/// For which case.
		pub case: CaseId,
		/// How much of the bond, in millionths.
		pub share: u32,
		/// It takes effect from then on.
		pub from: Moment,
		/// The version and epoch of the receipt that was proven false, if that is why.
		pub lie: Option<(u32, u32)>,
	}

	/// How a controller answers a request for rectification.
	#[derive(Copy)]
	pub enum Answer {
		/// It amended the record.
		#[codec(index = 0)]
		Amended,
		/// It does not amend.
		#[codec(index = 1)]
		Refused(RectificationRefusal),
	}

	/// How far a request for rectification is.
	#[derive(Copy)]
	pub enum RectificationLife {
		/// Waits for the controller.
		#[codec(index = 0)]
		Requested,
		/// The record was amended.
		#[codec(index = 1)]
		Amended {
			/// The version that was in force at the answer.
			version: u32,
		},
		/// The controller refused.
		#[codec(index = 2)]
		Refused(RectificationRefusal),
	}

	/// One request for rectification. Whose it is says the record, which may be handed over.
	#[derive(Copy)]
	pub struct Rectification {
		/// The record.
		pub record: RecordId,
		/// Who must answer.
		pub controller: InstitutionId,
		/// When it was opened.
		pub opened: Moment,
		/// The controller answers by then.
		pub due: Moment,
		/// Whether the controller took its one extension.
		pub extended: bool,
		/// The version in force at the request.
		pub version: u32,
		/// How far it is.
		pub life: RectificationLife,
		/// Whether the subject disagrees with the refusal.
		pub disputed: bool,
		/// When it was answered.
		pub at: Option<Moment>,
	}
}

impl Case {
	/// Where the case stands at `now`, if a legal hold on its record lasts until `held`.
	pub fn state(&self, now: Moment, held: Option<Moment>) -> CaseState {
		match (self.life, held) {
			(Life::Requested, held) => match (self.challenged_until(now), held) {
				(Some(until), _) => CaseState::IdentityChallenge { until },
				(None, Some(until)) => CaseState::OnHold { until },
				(None, None) => CaseState::Requested,
			},
			(Life::Refused { ground, .. }, _) => CaseState::Refused(ground),
			(Life::Accepted { .. }, Some(until)) => CaseState::OnHold { until },
			(Life::Accepted { not_before, .. }, None) if now < not_before => {
				CaseState::Cooling { until: not_before }
			},
			(Life::Accepted { .. }, None) => CaseState::AwaitingReceipts,
			(Life::Erased { .. }, _) if now < self.backups_gone_by => {
				CaseState::ErasedPendingBackups { until: self.backups_gone_by }
			},
			(Life::Erased { .. }, _) => CaseState::Erased,
			(Life::PartlyErased { ground, .. }, _) => CaseState::PartlyErased(ground),
		}
	}

	/// Until when the identity of those who ask is in doubt at `now`.
	pub fn challenged_until(&self, now: Moment) -> Option<Moment> {
		self.challenge.map(|it| it.until).filter(|until| now < *until)
	}

	/// When the controller's time ends, as it looks at `now`: a challenge moves it by exactly as long
	/// as it has lasted.
	pub fn due(&self, now: Moment) -> Moment {
		let stood = self.challenge.map_or(0, |it| now.min(it.until).saturating_sub(it.since));
		self.due.saturating_add(stood)
	}

	/// Whether the controller's time is over and it has not answered.
	pub fn is_late(&self, now: Moment) -> bool {
		self.life == Life::Requested && self.due(now) < now
	}

	/// Whether an attester has to agree before anything is erased.
	pub fn needs_attester(&self) -> bool {
		self.by_guardians && self.attester.is_none()
	}

	/// From when on receipts are taken.
	pub fn not_before(&self) -> Option<Moment> {
		match self.life {
			Life::Accepted { not_before, .. }
			| Life::Erased { not_before, .. }
			| Life::PartlyErased { not_before, .. } => Some(not_before),
			Life::Requested | Life::Refused { .. } => None,
		}
	}

	/// Whether nobody can open any of what is to be erased.
	pub fn is_unreadable(&self) -> bool {
		!self.sealings.is_empty() && self.sealings.iter().all(|it| it.needed <= it.received)
	}

	/// Whether any receipt is in.
	pub fn has_receipts(&self) -> bool {
		self.sealings.iter().any(|it| it.received > 0)
	}

	/// How many receipts are still owed.
	pub fn missing(&self) -> u32 {
		self.sealings.iter().map(|it| u32::from(it.owed.saturating_sub(it.received))).sum()
	}
}

impl Hold {
	/// Whether it stops anything at `now`.
	pub fn is_live(&self, now: Moment) -> bool {
		now < self.until
	}

	/// Whether it bounds what its authority places again at `now`: it is live, or it was live while
	/// the case was open.
	pub fn counts(&self, now: Moment, opened: Option<Moment>) -> bool {
		self.is_live(now) || opened.is_some_and(|opened| opened < self.until)
	}
}

impl Rectification {
	/// Where it stands.
	pub fn state(&self) -> RectificationState {
		match self.life {
			RectificationLife::Requested => RectificationState::Requested,
			RectificationLife::Amended { version } => RectificationState::Amended { version },
			RectificationLife::Refused(ground) => RectificationState::Refused(ground),
		}
	}

	/// Whether the controller's time is over and it has not answered.
	pub fn is_late(&self, now: Moment) -> bool {
		self.life == RectificationLife::Requested && self.due < now
	}
}
