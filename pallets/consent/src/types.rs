//! Rows.

use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use salus_primitives::{row, GrantId, InstitutionId, Moment, SubjectId, TermsOnChain};

/// Most grants that one call takes back by name.
pub const MAX_REVOKED: u32 = 32;

/// Most requests for access that wait for one subject.
pub const MAX_REQUESTS: u32 = 16;

/// Most of these that one institution may have.
pub const MAX_REQUESTS_BY_ONE: u32 = 4;

/// Most unreviewed emergency accesses of a desk.
pub const MAX_UNREVIEWED: u32 = 64;

/// Milliseconds of a day.
pub const DAY: Moment = 24 * 60 * 60 * 1000;

/// What a desk has to have reviewed: by when, and the access to whose records.
pub type Unreviewed = BoundedVec<(Moment, SubjectId), ConstU32<MAX_UNREVIEWED>>;

/// The grants that one call takes back.
pub type GrantIds = BoundedVec<GrantId, ConstU32<MAX_REVOKED>>;

row! {
	/// A grant: given once, revoked at most once, never rewritten.
	#[derive(Copy)]
	pub struct Grant {
		/// Its terms.
		pub terms: TermsOnChain,
		/// The version of the policy it was given under.
		pub policy: u32,
		/// The generation of its subject's grants to which it belongs.
		pub generation: u32,
		/// When it was given.
		pub granted: Moment,
		/// It ends then at the latest.
		pub until: Moment,
		/// When it was taken back by name. See [`crate::Pallet::revoked_at`] for the other way.
		pub revoked: Option<Moment>,
	}

	/// The grants that a subject gave since it last took all of them back.
	#[derive(Copy, Default)]
	pub struct Generation {
		/// Rows of it that exist.
		pub given: u32,
		/// Of these, not taken back by name.
		pub live: u32,
		/// When all of them were taken back at once.
		pub ended: Option<Moment>,
	}

	/// An institution's request for access.
	#[derive(Copy)]
	pub struct Request<Balance> {
		/// Who asks.
		pub by: InstitutionId,
		/// For what.
		pub terms: TermsOnChain,
		/// The grant would end then at the latest.
		pub until: Moment,
		/// It may be approved before then.
		pub open_until: Moment,
		/// What is held from the requester for this row.
		pub deposit: Balance,
	}

	/// A subject's word against secondary use (EHDS Art. 71).
	#[derive(Copy)]
	pub struct OptOut {
		/// Since when.
		pub since: Moment,
		/// When the subject opted in again. Grants given before then stay without secondary use.
		pub ended: Option<Moment>,
	}

	/// An emergency access of one desk to the records of one subject.
	#[derive(Copy)]
	pub struct Emergency {
		/// When it was opened last.
		pub opened: Moment,
		/// It ends then.
		pub until: Moment,
		/// It is to be reviewed by then, however often it was opened again meanwhile.
		pub review_by: Moment,
		/// How often it was opened since the last review: one review answers for all of them.
		pub times: u32,
		/// What the review found.
		pub justified: Option<bool>,
	}
}

/// Where a grant stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GrantState {
	/// It can be relied on.
	Live,
	/// It was taken back then, alone or with all others.
	Revoked(Moment),
	/// It ended by itself then.
	Ended(Moment),
}

impl OptOut {
	/// Whether a grant given at `granted` is without secondary use.
	pub fn concerns(&self, granted: Moment) -> bool {
		self.ended.is_none_or(|ended| granted < ended)
	}

	/// Whether the subject is out now.
	pub fn is_active(&self) -> bool {
		self.ended.is_none()
	}
}

impl Emergency {
	/// Whether it gives access at `now`.
	pub fn is_open(&self, now: Moment) -> bool {
		now < self.until && self.justified != Some(false)
	}
}
