//! What the node answers about chain state. Ids, moments and states; never content.

use crate::{
	ids::{CaseId, FolderId, GrantId, Hash32, InstitutionId, RecordId, SubjectId},
	ControlGroup, KeyRef, Moment, PublicKey, RecordCommitment, RefusalGround, Roles, TermsOnChain,
};
use alloc::{string::String, vec::Vec};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

macro_rules! view {
	($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
		$(#[$doc])*
		#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
		#[cfg_attr(
			feature = "std",
			derive(serde::Serialize, serde::Deserialize),
			serde(rename_all = "camelCase")
		)]
		pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }
	};
}

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
		/// Institutions under one control share it.
		control_group: ControlGroup,
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
		/// When it was given.
		granted: Moment,
		/// It ends then at the latest.
		until: Moment,
		/// When it was taken back.
		revoked: Option<Moment>,
	}
}

/// Where an erasure case stands.
#[derive(Encode, Decode, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(
	feature = "std",
	derive(serde::Serialize, serde::Deserialize),
	serde(rename_all = "camelCase")
)]
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
		/// When it was opened.
		opened: Moment,
		/// The controller answers by then.
		due: Moment,
		/// Receipts that are still missing.
		missing: u32,
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
	}
}
