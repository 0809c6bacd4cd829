//! Rows.

use crate::MAX_SEALINGS;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	CaseId, CaseState, ErasureGround, Hash32, InstitutionId, Moment, RecordId, RefusalGround,
	SubjectId,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Times of the erasure procedure, in milliseconds.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Policy {
	/// The controller answers within (GDPR Art. 12(3): one month).
	pub answer_within: Moment,
	/// Nothing irreversible happens for so long after acceptance.
	pub cooling: Moment,
	/// A tombstone stays for so long beyond the end of the last backup.
	pub tombstone_for: Moment,
	/// After a withdrawal the same record may be asked for again only then.
	pub pause: Moment,
}

impl Default for Policy {
	/// A chain that names no times has those of the law and of prudence: 28 days to answer, 72 hours
	/// of cooling, a year of tombstone, a day of pause.
	fn default() -> Self {
		const HOUR: Moment = 60 * 60 * 1000;
		const DAY: Moment = 24 * HOUR;
		Self { answer_within: 28 * DAY, cooling: 72 * HOUR, tombstone_for: 365 * DAY, pause: DAY }
	}
}

/// What becomes of the controller's own copy.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
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

/// How far a case is.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Life {
	/// Waits for the controller.
	#[codec(index = 0)]
	Requested,
	/// The controller refused.
	#[codec(index = 1)]
	Refused(RefusalGround),
	/// Accepted; receipts are taken from `not_before` on.
	#[codec(index = 2)]
	Accepted {
		/// The end of cooling.
		not_before: Moment,
		/// What becomes of the controller's own copy.
		own_copy: OwnCopy,
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
}

/// What is owed for one sealing.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
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
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Case {
	/// The record, until it is erased.
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
	/// The controller answers by then.
	pub due: Moment,
	/// Under which hash the tombstone stands.
	pub tombstone: Hash32,
	/// The end of the last backup that a receipt named.
	pub backups_gone_by: Moment,
	/// What is owed, since acceptance.
	pub sealings: BoundedVec<SealingDue, ConstU32<MAX_SEALINGS>>,
}

impl Case {
	/// Where the case stands at `now`.
	pub fn state(&self, now: Moment) -> CaseState {
		match self.life {
			Life::Requested => CaseState::Requested,
			Life::Refused(ground) => CaseState::Refused(ground),
			Life::Accepted { not_before, .. } if now < not_before => {
				CaseState::Cooling { until: not_before }
			},
			Life::Accepted { .. } => CaseState::AwaitingReceipts,
			Life::Erased { .. } if now < self.backups_gone_by => {
				CaseState::ErasedPendingBackups { until: self.backups_gone_by }
			},
			Life::Erased { .. } => CaseState::Erased,
		}
	}

	/// From when on receipts are taken.
	pub fn not_before(&self) -> Option<Moment> {
		match self.life {
			Life::Accepted { not_before, .. } | Life::Erased { not_before, .. } => Some(not_before),
			Life::Requested | Life::Refused(_) => None,
		}
	}

	/// How many receipts are still owed.
	pub fn missing(&self) -> u32 {
		self.sealings.iter().map(|it| u32::from(it.owed.saturating_sub(it.received))).sum()
	}
}

/// What stays of an erased record.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct Tombstone {
	/// The case that erased it.
	pub case: CaseId,
	/// When.
	pub erased: Moment,
	/// It stays at least until then.
	pub until: Moment,
}
