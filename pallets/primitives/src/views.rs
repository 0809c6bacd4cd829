//! What the node answers about chain state. Ids, moments and states; never content.

use crate::{
	ids::{CaseId, FolderId, GrantId, Hash32, InstitutionId, RecordId, SubjectId},
	ControlGroup, Country, ErasureGround, GuardianScope, HoldBasis, Jurisdiction, KeyRef,
	LawfulBasis, Moment, NoticeCounts, PublicKey, Quorum, RecordCommitment, RectificationId,
	RectificationRefusal, RefusalGround, Roles, TermsOnChain,
};
use alloc::{string::String, vec::Vec};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

view! {
	/// An institution.
	InstitutionView {
		/// Its id.
		id: InstitutionId,
		/// The account that acts for it.
		account: Hash32,
		/// What it does.
		roles: Roles,
		/// Whether it may act now.
		in_good_standing: bool,
		/// Accreditation ends then.
		accredited_until: Moment,
		/// Whether it was stopped.
		suspended: bool,
		/// When that ends by itself.
		suspended_until: Option<Moment>,
		/// Institutions under one control share it.
		control_group: ControlGroup,
		/// Where it is.
		country: Country,
		/// The law that binds it.
		jurisdiction: Jurisdiction,
		/// What it has bonded as a custodian.
		bond: u128,
		/// The newest encryption key, with its id.
		key: Option<(u32, PublicKey)>,
		/// The sr25519 key that signs its receipts.
		receipt_key: Option<Hash32>,
		/// Where its vault answers (custodians).
		endpoint: Option<String>,
	}
}

view! {
	/// A subject.
	SubjectView {
		/// Its id.
		id: SubjectId,
		/// The account that controls it.
		account: Hash32,
		/// Who enrolled it.
		provider: InstitutionId,
		/// Its encryption key.
		key: KeyRef,
		/// Free grants left.
		allowance: u32,
		/// How many guardians must agree on what widens access.
		quorum: Quorum,
		/// Who may act for it.
		guardians: Vec<GuardianView>,
		/// A recovery takes effect then, unless it is vetoed.
		recovery_due: Option<Moment>,
	}
}

view! {
	/// A guardian of a subject.
	GuardianView {
		/// The account.
		account: Hash32,
		/// What it may do.
		scope: GuardianScope,
		/// Until then.
		until: Moment,
		/// Whether the subject appointed it itself; otherwise two institutions attested it.
		appointed: bool,
		/// Whether a regulator suspended it.
		suspended: bool,
	}
}

view! {
	/// One sealing of one version.
	SealingView {
		/// The version.
		version: u32,
		/// The sealing of that version.
		epoch: u32,
		/// The commitment to the content.
		commitment: RecordCommitment,
		/// The hash of its manifest.
		manifest: Hash32,
		/// Custodians by share index (1 to n).
		custodians: Vec<InstitutionId>,
		/// How many of them open it.
		threshold: u8,
		/// When it was sealed.
		sealed: Moment,
	}
}

view! {
	/// A live record.
	RecordView {
		/// Its id.
		id: RecordId,
		/// Whose it is.
		subject: SubjectId,
		/// Who issued it.
		issuer: InstitutionId,
		/// Its folder.
		folder: Option<FolderId>,
		/// When it was issued.
		issued: Moment,
		/// The erasure case that restricts it.
		restricted_by: Option<CaseId>,
		/// The sealing in force.
		current: SealingView,
		/// Earlier ones, oldest first.
		superseded: Vec<SealingView>,
		/// A new sealing that a recipient has to confirm.
		pending: Option<SealingView>,
		/// On which ground the issuer keeps it.
		keep_basis: LawfulBasis,
		/// Through the end of that year.
		keep_until_year: u16,
		/// Whether the subject declined it.
		declined: bool,
		/// Who co-signed, and which version.
		attested_by: Vec<(InstitutionId, u32)>,
		/// Legal holds on it.
		holds: Vec<HoldView>,
		/// A request for rectification that waits for an answer.
		rectification: Option<RectificationId>,
	}
}

view! {
	/// A bounded reason not to erase yet.
	HoldView {
		/// Who placed it.
		authority: InstitutionId,
		/// Why.
		basis: HoldBasis,
		/// It ends then.
		until: Moment,
	}
}

view! {
	/// A grant.
	GrantView {
		/// Its id.
		id: GrantId,
		/// Who gave it.
		subject: SubjectId,
		/// Its terms as they stand on chain.
		terms: TermsOnChain,
		/// The version of the policy it was given under.
		policy: u32,
		/// When it was given.
		granted: Moment,
		/// It ends then at the latest.
		until: Moment,
		/// When it was taken back, alone or with all others.
		revoked: Option<Moment>,
	}
}

view! {
	/// An institution's request for access, which waits for the subject.
	RequestView {
		/// The id that the grant would have.
		id: GrantId,
		/// Who asks.
		by: InstitutionId,
		/// For what.
		terms: TermsOnChain,
		/// The grant would end then at the latest.
		until: Moment,
		/// It may be answered until then.
		open_until: Moment,
	}
}

view! {
	/// An emergency access.
	EmergencyView {
		/// To whose records.
		subject: SubjectId,
		/// Who opened it.
		desk: InstitutionId,
		/// When.
		opened: Moment,
		/// It ends then.
		until: Moment,
		/// It is reviewed by then.
		review_by: Moment,
		/// Whether it was found justified.
		justified: Option<bool>,
	}
}

/// Where an erasure case stands.
#[derive(
	Encode,
	Decode,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum CaseState {
	/// Waits for the controller's answer.
	#[codec(index = 0)]
	Requested,
	/// The controller refused.
	#[codec(index = 1)]
	Refused(RefusalGround),
	/// Accepted; nothing irreversible happens before `until`.
	#[codec(index = 2)]
	Cooling {
		/// When cooling ends.
		until: Moment,
	},
	/// Custodians erase and send receipts.
	#[codec(index = 3)]
	AwaitingReceipts,
	/// Nobody can open it any more; backups last until then.
	#[codec(index = 4)]
	ErasedPendingBackups {
		/// When the last backup is gone.
		until: Moment,
	},
	/// Over.
	#[codec(index = 5)]
	Erased,
	/// The controller doubts who asks; its clock stands still until then at the latest.
	#[codec(index = 6)]
	IdentityChallenge {
		/// When the clock goes on by itself.
		until: Moment,
	},
	/// A legal authority stopped it for now.
	#[codec(index = 7)]
	OnHold {
		/// When the last hold ends.
		until: Moment,
	},
	/// Earlier versions are erased; the current one is kept on this ground.
	#[codec(index = 8)]
	PartlyErased(RefusalGround),
}

view! {
	/// An erasure case.
	CaseView {
		/// Its id.
		id: CaseId,
		/// The record, while it is live.
		record: Option<RecordId>,
		/// Whose case it is.
		subject: SubjectId,
		/// Who must answer.
		controller: InstitutionId,
		/// Where it stands.
		state: CaseState,
		/// Why it was asked.
		ground: ErasureGround,
		/// When it was opened.
		opened: Moment,
		/// The controller answers by then.
		due: Moment,
		/// Whether it took its one extension.
		extended: bool,
		/// Whether the controller, or a custodian, is late.
		overdue: bool,
		/// Whether guardians asked, and an attester has to agree before anything is erased.
		needs_attester: bool,
		/// Receipts that are still missing.
		missing: u32,
		/// How far those who were served are told.
		notices: NoticeCounts,
		/// The hash under which the erased record's tombstone stands.
		tombstone: Hash32,
	}
}

view! {
	/// What one custodian still has to erase.
	SlotView {
		/// The case.
		case: CaseId,
		/// The record, while it is live; afterwards the custodian knows it by its tombstone.
		record: Option<RecordId>,
		/// The version.
		version: u32,
		/// The sealing.
		epoch: u32,
		/// Nothing irreversible before then.
		not_before: Moment,
	}
}

view! {
	/// What stays of an erased record.
	TombstoneView {
		/// The case that erased it.
		case: CaseId,
		/// When.
		erased: Moment,
		/// It stays at least until then.
		until: Moment,
	}
}

/// Where a request for rectification stands.
#[derive(
	Encode,
	Decode,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum RectificationState {
	/// Waits for the controller's answer.
	#[codec(index = 0)]
	Requested,
	/// The record was amended.
	#[codec(index = 1)]
	Amended {
		/// The version that does justice to the request.
		version: u32,
	},
	/// The controller refused.
	#[codec(index = 2)]
	Refused(RectificationRefusal),
}

view! {
	/// A request for rectification.
	RectificationView {
		/// Its id.
		id: RectificationId,
		/// The record, while it is live.
		record: RecordId,
		/// Whose request it is.
		subject: SubjectId,
		/// Who must answer.
		controller: InstitutionId,
		/// Where it stands.
		state: RectificationState,
		/// When it was opened.
		opened: Moment,
		/// The controller answers by then.
		due: Moment,
		/// Whether the controller is late.
		overdue: bool,
		/// Whether the subject disagrees with a refusal; the statement lies with the record's
		/// custodians.
		disputed: bool,
	}
}

view! {
	/// What a custodian stands to lose.
	PenaltyView {
		/// Counts the penalties of this chain.
		id: u32,
		/// The case.
		case: CaseId,
		/// Who pays.
		custodian: InstitutionId,
		/// How much of the bond, in millionths.
		share: u32,
		/// It takes effect from then on.
		from: Moment,
	}
}

/// One call that removes something that is known of a subject.
#[derive(
	Encode,
	Decode,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum DeletionStep {
	/// `redaction.request` for this record.
	#[codec(index = 0)]
	RequestErasure(RecordId),
	/// Nothing to call: this case is under way.
	#[codec(index = 1)]
	AwaitCase(CaseId),
	/// `consent.decline` this request for access.
	#[codec(index = 2)]
	DeclineRequest(GrantId),
	/// `consent.revoke_all`: grants are live.
	#[codec(index = 3)]
	RevokeAll,
	/// `consent.prune` this grant, by anyone, from then on.
	#[codec(index = 4)]
	PruneGrant {
		/// The grant.
		grant: GrantId,
		/// When its history ends.
		from: Moment,
	},
	/// `consent.prune_emergency` of this desk, by anyone, from then on.
	#[codec(index = 5)]
	PruneEmergency {
		/// The desk.
		desk: InstitutionId,
		/// When its history ends.
		from: Moment,
	},
	/// `registry.close`: removes the pseudonym itself, once no record, live grant, request or
	/// recovery is left.
	#[codec(index = 6)]
	Close,
}
