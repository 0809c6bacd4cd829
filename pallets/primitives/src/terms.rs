//! What a grant allows.

use crate::{
	ids::{FolderId, GrantId, Hash32, InstitutionId, RecordId},
	tagged_hash, Moment, Purpose, Purposes, Salt,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Most records that one grant may name.
pub const MAX_SCOPE_RECORDS: usize = 64;

/// FHIR R4 consent actions (`consentaction`). The index is its bit in [`Actions`].
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
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Action {
	/// Gather.
	#[codec(index = 0)]
	Collect = 0,
	/// Read.
	#[codec(index = 1)]
	Access = 1,
	/// Use for the purpose.
	#[codec(index = 2)]
	Use = 2,
	/// Pass on.
	#[codec(index = 3)]
	Disclose = 3,
	/// Amend.
	#[codec(index = 4)]
	Correct = 4,
}

/// A set of actions, one bit each.
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
	Default,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(transparent)]
pub struct Actions(pub u8);

impl Actions {
	/// The set of exactly these actions.
	pub const fn of(actions: &[Action]) -> Self {
		let mut bits = 0;
		let mut index = 0;
		while index < actions.len() {
			bits |= 1 << actions[index] as u8;
			index += 1;
		}
		Self(bits)
	}

	/// Whether `action` is in the set.
	pub const fn has(self, action: Action) -> bool {
		self.0 & (1 << action as u8) != 0
	}
}

/// GDPR Art. 6(1) a to f.
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
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum LawfulBasis {
	/// (a)
	#[codec(index = 0)]
	Consent,
	/// (b)
	#[codec(index = 1)]
	Contract,
	/// (c)
	#[codec(index = 2)]
	LegalObligation,
	/// (d)
	#[codec(index = 3)]
	VitalInterests,
	/// (e)
	#[codec(index = 4)]
	PublicTask,
	/// (f)
	#[codec(index = 5)]
	LegitimateInterests,
}

/// Which records a grant reaches.
#[derive(
	Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
	/// All records of the subject; later ones only if `future`.
	#[codec(index = 0)]
	Everything {
		/// Whether records issued after the grant are reached too.
		future: bool,
	},
	/// One folder; later records only if `future`.
	#[codec(index = 1)]
	Folder {
		/// The folder.
		folder: FolderId,
		/// Whether records issued after the grant are reached too.
		future: bool,
	},
	/// These records, at most [`MAX_SCOPE_RECORDS`].
	#[codec(index = 2)]
	Records(Vec<RecordId>),
}

/// The scopes that terms on chain may have: no lists.
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
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum OpenScope {
	/// As [`Scope::Everything`].
	#[codec(index = 0)]
	Everything {
		/// Whether records issued after the grant are reached too.
		future: bool,
	},
	/// As [`Scope::Folder`].
	#[codec(index = 1)]
	Folder {
		/// The folder.
		folder: FolderId,
		/// Whether records issued after the grant are reached too.
		future: bool,
	},
}

impl From<OpenScope> for Scope {
	fn from(scope: OpenScope) -> Self {
		match scope {
			OpenScope::Everything { future } => Self::Everything { future },
			OpenScope::Folder { folder, future } => Self::Folder { folder, future },
		}
	}
}

/// Duties that come with a grant; soft limits at the vault.
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
	Default,
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Obligations {
	/// The grantee erases its copies by then.
	pub erase_by: Option<Moment>,
	/// The grantee reads at most this often.
	pub reads: Option<u32>,
}

/// What a grant allows. Sealed on chain by default: see [`TermsOnChain`].
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
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Terms<S = Scope> {
	/// Who may.
	pub grantee: InstitutionId,
	/// Which records.
	pub scope: S,
	/// What for.
	pub purposes: Purposes,
	/// What.
	pub actions: Actions,
	/// From then on.
	pub from: Moment,
	/// Until then, exclusive.
	pub until: Moment,
	/// On which ground.
	pub basis: LawfulBasis,
	/// With which duties.
	pub obligations: Obligations,
}

/// `H("salus/terms/v1", salt, grant, terms)`.
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
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(transparent)]
pub struct TermsCommitment(pub Hash32);

impl TermsCommitment {
	/// Commits to the terms of one grant.
	pub fn new(salt: &Salt, grant: GrantId, terms: &Terms) -> Self {
		Self(tagged_hash("salus/terms/v1", &[salt, grant.as_ref(), &terms.encode()]))
	}
}

/// How the terms of a grant stand on chain.
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
	serde::Serialize,
	serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum TermsOnChain {
	/// A commitment; opened only towards vaults.
	#[codec(index = 0)]
	Sealed(TermsCommitment),
	/// In the clear, where publicity is the point.
	#[codec(index = 1)]
	Open(Terms<OpenScope>),
}

impl<S> Terms<S> {
	/// Whether the grant speaks of this grantee, purpose, action and moment at all.
	pub fn allow(
		&self,
		grantee: InstitutionId,
		purpose: Purpose,
		action: Action,
		at: Moment,
	) -> bool {
		self.grantee == grantee
			&& self.purposes.cover(purpose)
			&& self.actions.has(action)
			&& (self.from..self.until).contains(&at)
	}
}

impl Terms<OpenScope> {
	/// The same terms with the wider scope type, so that one piece of code evaluates both.
	pub fn widened(self) -> Terms {
		Terms {
			grantee: self.grantee,
			scope: self.scope.into(),
			purposes: self.purposes,
			actions: self.actions,
			from: self.from,
			until: self.until,
			basis: self.basis,
			obligations: self.obligations,
		}
	}
}

impl Scope {
	/// Whether a record is reached: its folder and when it was issued, beside when the grant began.
	pub fn reaches(
		&self,
		record: RecordId,
		folder: Option<FolderId>,
		issued: Moment,
		granted: Moment,
	) -> bool {
		match self {
			Self::Everything { future } => *future || issued <= granted,
			Self::Folder { folder: only, future } => {
				folder == Some(*only) && (*future || issued <= granted)
			},
			Self::Records(records) => {
				records.len() <= MAX_SCOPE_RECORDS && records.contains(&record)
			},
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn terms(scope: Scope) -> Terms {
		Terms {
			grantee: InstitutionId(3),
			scope,
			purposes: Purposes::of(&[Purpose::TREAT]),
			actions: Actions::of(&[Action::Access]),
			from: 10,
			until: 20,
			basis: LawfulBasis::Consent,
			obligations: Obligations::default(),
		}
	}

	#[test]
	fn the_window_opens_at_from_and_closes_at_until() {
		let terms = terms(Scope::Everything { future: true });
		let allow = |at| terms.allow(InstitutionId(3), Purpose::TREAT, Action::Access, at);
		assert!(!allow(9) && allow(10) && allow(19) && !allow(20));
	}

	#[test]
	fn another_grantee_purpose_or_action_is_not_allowed() {
		let terms = terms(Scope::Everything { future: true });
		assert!(!terms.allow(InstitutionId(4), Purpose::TREAT, Action::Access, 15));
		assert!(!terms.allow(InstitutionId(3), Purpose::HRESCH, Action::Access, 15));
		assert!(!terms.allow(InstitutionId(3), Purpose::TREAT, Action::Disclose, 15));
	}

	#[test]
	fn future_records_are_reached_only_if_said() {
		let record = RecordId([1; 16]);
		assert!(Scope::Everything { future: false }.reaches(record, None, 5, 5));
		assert!(!Scope::Everything { future: false }.reaches(record, None, 6, 5));
		assert!(Scope::Everything { future: true }.reaches(record, None, 6, 5));
		let folder = FolderId([2; 16]);
		assert!(!Scope::Folder { folder, future: true }.reaches(record, None, 5, 5));
		assert!(Scope::Folder { folder, future: false }.reaches(record, Some(folder), 5, 5));
		assert!(Scope::Records(alloc::vec![record]).reaches(record, None, 9, 5));
		assert!(!Scope::Records(alloc::vec![record; 65]).reaches(record, None, 5, 5));
	}

	#[test]
	fn open_terms_say_the_same_as_sealed_ones() {
		let open = Terms {
			grantee: InstitutionId(3),
			scope: OpenScope::Everything { future: true },
			purposes: Purposes::of(&[Purpose::TREAT]),
			actions: Actions::of(&[Action::Access]),
			from: 10,
			until: 20,
			basis: LawfulBasis::Consent,
			obligations: Obligations::default(),
		};
		assert_eq!(open.widened(), terms(Scope::Everything { future: true }));
	}
}
