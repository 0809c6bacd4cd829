//! Rows.

use crate::MAX_KEEP_YEARS;
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	row, year_of, CaseId, FolderId, Hash32, InstitutionId, LawfulBasis, Moment, RecordCommitment,
	RecordId, SubjectId, MAX_CUSTODIANS,
};

/// Most records that one batch issues.
pub const MAX_BATCH: u32 = 16;

/// Most institutions that co-sign one record.
pub const MAX_ATTESTATIONS: u8 = 8;

/// Custodians in the order of their share index: the first holds share 1.
pub type Custodians = BoundedVec<InstitutionId, ConstU32<MAX_CUSTODIANS>>;

/// Records that are issued together.
pub type Batch = BoundedVec<NewRecord, ConstU32<MAX_BATCH>>;

row! {
	/// Why and how long the issuer must keep the record.
	#[derive(Copy)]
	pub struct Keep {
		/// On which ground it is kept.
		pub basis: LawfulBasis,
		/// Through the end of that year (UTC).
		pub until_year: u16,
	}

	/// A sealing as its sealer describes it.
	pub struct NewSealing {
		/// The commitment to the content.
		pub commitment: RecordCommitment,
		/// The hash of the manifest.
		pub manifest: Hash32,
		/// Who holds the shares.
		pub custodians: Custodians,
		/// How many of them open it.
		pub threshold: u8,
	}

	/// A record as its issuer describes it.
	pub struct NewRecord {
		/// Its id: 16 random bytes.
		pub record: RecordId,
		/// Its folder.
		pub folder: Option<FolderId>,
		/// Why and how long it must be kept.
		pub keep: Keep,
		/// Its first sealing.
		pub sealing: NewSealing,
	}

	/// A sealing on chain.
	pub struct Sealing {
		/// The version of the content, from 1.
		pub version: u32,
		/// The sealing of that version, from 1.
		pub epoch: u32,
		/// When it was sealed.
		pub sealed: Moment,
		/// What the sealer said.
		pub of: NewSealing,
	}

	/// A live record.
	pub struct Record<Balance> {
		/// Whose it is.
		pub subject: SubjectId,
		/// Who issued it.
		pub issuer: InstitutionId,
		/// Its folder.
		pub folder: Option<FolderId>,
		/// Why and how long it must be kept.
		pub keep: Keep,
		/// When it was issued.
		pub issued: Moment,
		/// When it came to its present subject: at the issue, or at the last transfer.
		pub since: Moment,
		/// The erasure case that restricts it.
		pub restricted_by: Option<CaseId>,
		/// Whether the subject declined it.
		pub declined: bool,
		/// How many sealings were superseded, abandoned ones included.
		pub superseded: u32,
		/// How many institutions co-signed it.
		pub attestations: u8,
		/// The highest epoch that a sealing of the current version was given, abandoned ones
		/// included: secrets are bound to version and epoch, so neither is given twice.
		pub last_epoch: u32,
		/// What is held from the issuer for the current sealing and the superseded ones.
		pub deposit: Balance,
		/// The sealing in force.
		pub current: Sealing,
	}

	/// A new sealing of the current version that waits for somebody who opened it.
	pub struct PendingSealing<Balance> {
		/// The sealing.
		pub sealing: Sealing,
		/// What is held from the issuer for it.
		pub deposit: Balance,
	}

	/// How the subject that gives a record relates to the one that gets it.
	#[derive(Copy)]
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

	/// A record that its subject would give to another subject.
	#[derive(Copy)]
	pub struct Transfer {
		/// To whom.
		pub to: SubjectId,
		/// How the two relate.
		pub relation: Relation,
	}
}

impl Keep {
	/// Whether a record that is issued now may be kept so long: until a year from this one to
	/// [`MAX_KEEP_YEARS`] ahead.
	pub fn fits(&self, now: Moment) -> bool {
		let this_year = year_of(now);
		(this_year..=this_year.saturating_add(MAX_KEEP_YEARS)).contains(&self.until_year)
	}

	/// Whether the last year is over.
	pub fn is_over(&self, now: Moment) -> bool {
		year_of(now) > self.until_year
	}
}
