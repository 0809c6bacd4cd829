//! Rows.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{Moment, SubjectId, TermsOnChain};
use scale_info::TypeInfo;

/// A grant: given once, revoked at most once, never rewritten.
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
pub struct Grant {
	/// Who gave it.
	pub subject: SubjectId,
	/// Its terms.
	pub terms: TermsOnChain,
	/// The version of the policy it was given under.
	pub policy: u32,
	/// When it was given.
	pub granted: Moment,
	/// It ends then at the latest.
	pub until: Moment,
	/// When it was taken back.
	pub revoked: Option<Moment>,
}

impl Grant {
	/// Whether it was valid at `at`: given, not ended, not yet taken back.
	pub fn was_valid_at(&self, at: Moment) -> bool {
		(self.granted..self.until).contains(&at) && self.revoked.is_none_or(|revoked| at < revoked)
	}
}
