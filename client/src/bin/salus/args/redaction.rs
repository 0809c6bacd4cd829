//! Rectification, erasure, holds, penalties, and looking at the state.

use crate::{codes, time::When};
use clap::{Args, Subcommand};
use salus_primitives::{
	CaseId, ErasureGround, GrantId, HoldBasis, InstitutionId, RecordId, RectificationId,
	RectificationRefusal, RefusalGround, SubjectId, UnableReason,
};

/// Erasure.
#[derive(Subcommand)]
pub enum Erasure {
	/// As the subject: ask for a record to be erased.
	Request {
		/// The record.
		record: RecordId,
		/// no-longer-necessary, consent-withdrawn, objection, unlawful-processing,
		/// legal-obligation-to-erase or child-information-society.
		#[arg(long, default_value = "consent-withdrawn", value_parser = codes::code::<ErasureGround>)]
		ground: ErasureGround,
	},
	/// As the subject: take the request back.
	Withdraw {
		/// The case.
		case: CaseId,
	},
	/// As the controller: accept.
	Accept {
		/// The case.
		case: CaseId,
		/// Keep the copy in one's own systems, on this ground.
		#[arg(long, requires = "keep_until", value_parser = codes::code::<RefusalGround>)]
		keep: Option<RefusalGround>,
		/// How long.
		#[arg(long, requires = "keep")]
		keep_until: Option<When>,
	},
	/// As the controller: erase earlier versions and keep the one in force.
	AcceptPartly {
		/// The case.
		case: CaseId,
		#[command(flatten)]
		ground: Ground,
	},
	/// As the controller: refuse.
	Refuse {
		/// The case.
		case: CaseId,
		#[command(flatten)]
		ground: Ground,
	},
	/// As the controller: take the one extension that the law gives.
	Extend {
		/// The case.
		case: CaseId,
	},
	/// As the controller: doubt who asks. The clock stands still until somebody attests it.
	Challenge {
		/// The case.
		case: CaseId,
	},
	/// As another institution: attest who asks, or that guardians ask in the person's interest.
	Attest {
		/// The case.
		case: CaseId,
	},
	/// Accept in place of a controller that stayed silent, where the law lets it count as a yes.
	Silence {
		/// The case.
		case: CaseId,
	},
	/// As a custodian: say, once, that a part cannot be erased in time.
	Unable {
		/// The case.
		case: CaseId,
		/// For which version.
		version: u32,
		/// For which sealing of it.
		#[arg(default_value_t = 1)]
		epoch: u32,
		/// out-of-order, medium-out-of-reach or forbidden-by-law.
		#[arg(long, value_parser = codes::code::<UnableReason>)]
		reason: UnableReason,
		/// It will be erased by then, such as 30d or a UTC date.
		#[arg(long)]
		until: When,
	},
	/// As the controller: erase a record whose time of keeping is over.
	Retire {
		/// The record.
		record: RecordId,
	},
	/// List cases in which somebody is late.
	Overdue,
	/// Tell the regulators of a controller that is late.
	ReportOverdue {
		/// The case.
		case: CaseId,
	},
	/// Show how far a case is.
	Show {
		/// The case.
		case: CaseId,
	},
	/// Wait until the custodians have erased enough and the record is gone.
	Wait {
		/// The case.
		case: CaseId,
		/// Give up after so many seconds.
		#[arg(long, default_value_t = 120)]
		timeout: u64,
	},
}

/// Why a controller does not erase, or not all.
#[derive(Args)]
pub struct Ground {
	/// expression, legal-obligation, public-health, archiving-research, legal-claims,
	/// manifestly-unfounded, identity-not-verified or not-provided-by-law.
	#[arg(long, default_value = "legal-obligation", value_parser = codes::code::<RefusalGround>)]
	pub ground: RefusalGround,
}

/// Holds.
#[derive(Subcommand)]
pub enum Hold {
	/// As a legal authority: stop the erasure of a record for a time.
	Place {
		/// The record.
		record: RecordId,
		/// legal-claims, investigation, public-health or product-safety.
		#[arg(long, value_parser = codes::code::<HoldBasis>)]
		basis: HoldBasis,
		/// How long, such as 5m or 30d, or until which date.
		#[arg(long)]
		until: When,
	},
	/// As the authority that placed it: let go.
	Lift {
		/// The record.
		record: RecordId,
	},
	/// Clear away a hold that lapsed.
	Drop {
		/// The record.
		record: RecordId,
		/// Who placed it.
		authority: InstitutionId,
	},
	/// List the holds on a record, or on all of a subject's.
	List {
		/// The record.
		record: Option<RecordId>,
		/// The subject; one's own if neither is named.
		#[arg(long, conflicts_with = "record")]
		subject: Option<SubjectId>,
	},
}

/// Rectification.
#[derive(Subcommand)]
pub enum Rectification {
	/// As the subject: ask for a record to be corrected. What is wrong is said to the issuer directly.
	Request {
		/// The record.
		record: RecordId,
	},
	/// As the controller: the record was amended (`salus record amend`) since it was asked.
	Answer {
		/// The request.
		id: RectificationId,
	},
	/// As the controller: leave the record as it is.
	Refuse {
		/// The request.
		id: RectificationId,
		/// accurate, not-the-originator, not-open-to-inspection, manifestly-unfounded or
		/// identity-not-verified.
		#[arg(long, value_parser = codes::code::<RectificationRefusal>)]
		ground: RectificationRefusal,
	},
	/// As the controller: take the one extension that the law gives.
	Extend {
		/// The request.
		id: RectificationId,
	},
	/// As the subject: disagree with a refusal.
	Dispute {
		/// The request.
		id: RectificationId,
	},
	/// As the subject: take the request back.
	Withdraw {
		/// The request.
		id: RectificationId,
	},
	/// Show how far a request is.
	Show {
		/// The request.
		id: RectificationId,
	},
	/// List one's own requests, and open ones on a subject's records.
	List {
		/// The subject; one's own if none is named.
		#[arg(long)]
		subject: Option<SubjectId>,
	},
}

/// One custodian's part of one sealing.
#[derive(Args)]
pub struct Slot {
	/// The case.
	pub case: CaseId,
	/// Who owes the receipt.
	pub custodian: InstitutionId,
	/// For which version.
	pub version: u32,
	/// For which sealing of it.
	#[arg(default_value_t = 1)]
	pub epoch: u32,
}

/// Penalties.
#[derive(Subcommand)]
pub enum Penalty {
	/// List penalties that have not taken effect.
	List,
	/// Have a custodian fined whose receipt is late.
	Fine(Slot),
	/// Prove with what a custodian signed when it served you that its receipt is false.
	Prove {
		/// The case.
		case: CaseId,
		/// The record that was erased.
		record: RecordId,
		/// Who swore it.
		custodian: InstitutionId,
	},
	/// Put a penalty into effect once its time has come.
	Apply {
		/// The penalty.
		penalty: u32,
	},
}

/// What is over.
#[derive(Subcommand)]
pub enum Prune {
	/// A grant that ended long ago.
	Grant {
		/// The subject.
		subject: SubjectId,
		/// The grant.
		grant: GrantId,
	},
	/// An emergency access that ended long ago.
	Emergency {
		/// The subject.
		subject: SubjectId,
		/// The desk.
		desk: InstitutionId,
	},
	/// The oldest anchor of a custodian's access log.
	Anchor {
		/// The custodian.
		custodian: InstitutionId,
		/// Days since 1970.
		day: u32,
	},
	/// An erasure case.
	Case {
		/// The case.
		case: CaseId,
	},
	/// An answered request for rectification.
	Rectification {
		/// The request.
		id: RectificationId,
	},
}

/// Notices.
#[derive(Subcommand)]
pub enum Notice {
	/// List notices from all custodians.
	List,
	/// Acknowledge all of them.
	Acknowledge,
}

/// Audit.
#[derive(Subcommand)]
pub enum Audit {
	/// Count the keys and values of the whole state that hold these bytes.
	State {
		/// Bytes as hex.
		needle: String,
	},
	/// The hash under which the tombstone of a record stands, and whether it does.
	Tombstone {
		/// The record.
		record: RecordId,
	},
	/// Show that text is refused before it can get into a block.
	Remark {
		/// Nest it in a batch.
		#[arg(long)]
		nested: bool,
		/// The text.
		text: String,
	},
	/// The hash of block 0.
	Genesis,
	/// How many bytes a record takes in the state, its token included.
	Size {
		/// The record.
		record: RecordId,
	},
}
