//! Records and their versions.

use super::Call;
use codec::Encode;
use salus_primitives::{
	FolderId, Hash32, InstitutionId, LawfulBasis, RecordCommitment, RecordId, SubjectId,
};

const PALLET: &str = "Records";

/// A sealing as `issue` and `amend` take it.
#[derive(Encode, Clone, PartialEq, Eq, Debug)]
pub struct NewSealing {
	/// The commitment to the content.
	pub commitment: RecordCommitment,
	/// The hash of the manifest.
	pub manifest: Hash32,
	/// Who holds the shares, in the order of their index.
	pub custodians: Vec<InstitutionId>,
	/// How many of them open it.
	pub threshold: u8,
}

/// Why a record goes over to another pseudonym.
#[derive(Encode, serde::Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase")]
pub enum Relation {
	/// Two pseudonyms of one person.
	#[codec(index = 0)]
	SamePerson,
	/// The other is in the care of this one, or was.
	#[codec(index = 1)]
	Ward,
	/// The other was born to this one.
	#[codec(index = 2)]
	Newborn,
}

/// A record as `issue_batch` takes it: its id and folder, why and through which year its issuer must keep
/// it, and how it is sealed.
pub type NewRecord = (RecordId, Option<FolderId>, (LawfulBasis, u16), NewSealing);

impl Call {
	/// `Records.issue_batch`
	pub fn issue_batch(subject: SubjectId, records: Vec<NewRecord>) -> Self {
		Self::new(PALLET, "issue_batch", (subject, records))
	}

	/// `Records.issue`
	pub fn issue(
		subject: SubjectId,
		record: RecordId,
		folder: Option<FolderId>,
		keep: (LawfulBasis, u16),
		sealing: NewSealing,
	) -> Self {
		Self::new(PALLET, "issue", (subject, record, folder, keep, sealing))
	}

	/// `Records.amend`
	pub fn amend(record: RecordId, sealing: NewSealing) -> Self {
		Self::new(PALLET, "amend", (record, sealing))
	}

	/// `Records.reseal`: the same version for other custodians or recipients.
	pub fn reseal(record: RecordId, sealing: NewSealing) -> Self {
		Self::new(PALLET, "reseal", (record, sealing))
	}

	/// `Records.confirm`: a recipient other than the sealer could open the new sealing.
	pub fn confirm_reseal(record: RecordId, epoch: u32) -> Self {
		Self::new(PALLET, "confirm", (record, epoch))
	}

	/// `Records.abandon_reseal`
	pub fn abandon_reseal(record: RecordId) -> Self {
		Self::new(PALLET, "abandon_reseal", record)
	}

	/// `Records.attest`
	pub fn attest_record(record: RecordId, version: u32) -> Self {
		Self::new(PALLET, "attest", (record, version))
	}

	/// `Records.decline`
	pub fn decline_record(record: RecordId) -> Self {
		Self::right(PALLET, "decline", record)
	}

	/// `Records.offer_transfer`
	pub fn offer_transfer(record: RecordId, to: SubjectId, relation: Relation) -> Self {
		Self::new(PALLET, "offer_transfer", (record, to, relation))
	}

	/// `Records.attest_transfer`
	pub fn attest_transfer(record: RecordId, to: SubjectId) -> Self {
		Self::new(PALLET, "attest_transfer", (record, to))
	}

	/// `Records.retract_transfer`
	pub fn retract_transfer(record: RecordId) -> Self {
		Self::new(PALLET, "retract_transfer", record)
	}
}
