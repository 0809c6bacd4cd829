//! Erasure cases, holds, penalties, rectification.

use super::Call;
use codec::Encode;
use salus_primitives::{
	CaseId, ErasureGround, HoldBasis, InstitutionId, Moment, NoticeCounts, Receipt, RecordId,
	RectificationId, RectificationRefusal, RefusalGround, Served, UnableReason,
};

const PALLET: &str = "Redaction";

/// What becomes of the controller's own copy.
#[derive(Encode, Clone, Copy, PartialEq, Eq, Debug)]
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

/// How a controller answers a request for rectification.
#[derive(Encode, Clone, Copy, PartialEq, Eq, Debug)]
enum Answer {
	#[codec(index = 0)]
	Amended,
	#[codec(index = 1)]
	Refused(RectificationRefusal),
}

/// The case of the person.
impl Call {
	/// `Redaction.request`; the case's id is [`salus_primitives::case_id`].
	pub fn request_erasure(record: RecordId, salt: [u8; 16], ground: ErasureGround) -> Self {
		Self::right(PALLET, "request", (record, salt, ground))
	}

	/// `Redaction.withdraw`
	pub fn withdraw_request(case: CaseId) -> Self {
		Self::right(PALLET, "withdraw", case)
	}

	/// `Redaction.attest`: another institution vouches for who asks.
	pub fn attest_case(case: CaseId) -> Self {
		Self::new(PALLET, "attest", case)
	}

	/// `Redaction.accept_by_silence`
	pub fn accept_by_silence(case: CaseId) -> Self {
		Self::new(PALLET, "accept_by_silence", case)
	}

	/// `Redaction.report_overdue`
	pub fn report_overdue(case: CaseId) -> Self {
		Self::new(PALLET, "report_overdue", case)
	}
}

/// The controller's answers.
impl Call {
	/// `Redaction.accept`, with the controller's own copy erased too.
	pub fn accept_erasure(case: CaseId) -> Self {
		Self::accept_erasure_with(case, OwnCopy::Erased)
	}

	/// `Redaction.accept`
	pub fn accept_erasure_with(case: CaseId, own_copy: OwnCopy) -> Self {
		Self::new(PALLET, "accept", (case, own_copy))
	}

	/// `Redaction.accept_partly`: earlier versions go, the current one is kept on this ground.
	pub fn accept_erasure_partly(case: CaseId, ground: RefusalGround) -> Self {
		Self::new(PALLET, "accept_partly", (case, ground))
	}

	/// `Redaction.refuse`
	pub fn refuse_erasure(case: CaseId, ground: RefusalGround) -> Self {
		Self::new(PALLET, "refuse", (case, ground))
	}

	/// `Redaction.extend`
	pub fn extend_case(case: CaseId) -> Self {
		Self::new(PALLET, "extend", case)
	}

	/// `Redaction.challenge_identity`
	pub fn challenge_identity(case: CaseId) -> Self {
		Self::new(PALLET, "challenge_identity", case)
	}

	/// `Redaction.retire`: erases a record whose time of keeping is over.
	pub fn retire(record: RecordId, salt: [u8; 16]) -> Self {
		Self::new(PALLET, "retire", (record, salt))
	}
}

/// What custodians owe.
impl Call {
	/// `Redaction.submit_receipt`
	pub fn submit_receipt(receipt: Receipt, signature: [u8; 64]) -> Self {
		Self::new(PALLET, "submit_receipt", (receipt, signature))
	}

	/// `Redaction.declare_unable`
	pub fn declare_unable(
		case: CaseId,
		version: u32,
		epoch: u32,
		reason: UnableReason,
		until: Moment,
	) -> Self {
		Self::new(PALLET, "declare_unable", (case, version, epoch, reason, until))
	}

	/// `Redaction.report_notices`
	pub fn report_notices(case: CaseId, counts: NoticeCounts) -> Self {
		Self::new(PALLET, "report_notices", (case, counts))
	}

	/// `Redaction.fine`
	pub fn fine(case: CaseId, custodian: InstitutionId, version: u32, epoch: u32) -> Self {
		Self::new(PALLET, "fine", (case, custodian, version, epoch))
	}

	/// `Redaction.prove_false`: the custodian served what it had sworn to have erased.
	pub fn prove_false(case: CaseId, served: Served, signature: [u8; 64]) -> Self {
		Self::new(PALLET, "prove_false", (case, served, signature))
	}

	/// `Redaction.apply_penalty`
	pub fn apply_penalty(penalty: u32) -> Self {
		Self::new(PALLET, "apply_penalty", penalty)
	}
}

/// Legal holds.
impl Call {
	/// `Redaction.place_hold`
	pub fn place_hold(record: RecordId, basis: HoldBasis, until: Moment) -> Self {
		Self::new(PALLET, "place_hold", (record, basis, until))
	}

	/// `Redaction.lift_hold`
	pub fn lift_hold(record: RecordId) -> Self {
		Self::new(PALLET, "lift_hold", record)
	}

	/// `Redaction.drop_hold`: cleans up after one that lapsed.
	pub fn drop_hold(record: RecordId, authority: InstitutionId) -> Self {
		Self::new(PALLET, "drop_hold", (record, authority))
	}
}

/// Rectification.
impl Call {
	/// `Redaction.request_rectification`; its id is [`salus_primitives::rectification_id`].
	pub fn request_rectification(record: RecordId, salt: [u8; 16]) -> Self {
		Self::right(PALLET, "request_rectification", (record, salt))
	}

	/// `Redaction.answer_rectification`: the record was amended.
	pub fn answer_amended(id: RectificationId) -> Self {
		Self::new(PALLET, "answer_rectification", (id, Answer::Amended))
	}

	/// `Redaction.answer_rectification`: the record stays as it is.
	pub fn refuse_rectification(id: RectificationId, ground: RectificationRefusal) -> Self {
		Self::new(PALLET, "answer_rectification", (id, Answer::Refused(ground)))
	}

	/// `Redaction.extend_rectification`
	pub fn extend_rectification(id: RectificationId) -> Self {
		Self::new(PALLET, "extend_rectification", id)
	}

	/// `Redaction.dispute`
	pub fn dispute_rectification(id: RectificationId) -> Self {
		Self::right(PALLET, "dispute", id)
	}

	/// `Redaction.withdraw_rectification`
	pub fn withdraw_rectification(id: RectificationId) -> Self {
		Self::right(PALLET, "withdraw_rectification", id)
	}
}

/// What is over.
impl Call {
	/// `Redaction.prune_case`
	pub fn prune_case(case: CaseId) -> Self {
		Self::new(PALLET, "prune_case", case)
	}

	/// `Redaction.prune_rectification`
	pub fn prune_rectification(id: RectificationId) -> Self {
		Self::new(PALLET, "prune_rectification", id)
	}
}
