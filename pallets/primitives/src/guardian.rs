//! Acting for somebody else.

wire! {
	/// How an account may act for a subject.
	pub enum Authority {
		/// It is the subject's own account.
		#[codec(index = 0)]
		Own,
		/// It is a guardian's.
		#[codec(index = 1)]
		Guardian,
	}

	/// How many of the guardians in one scope must agree on what widens access. Erasure always needs
	/// all of them; taking access back never needs more than one.
	#[derive(Default)]
	pub enum Quorum {
		/// One is enough.
		#[default]
		#[codec(index = 0)]
		Any,
		/// All of them.
		#[codec(index = 1)]
		All,
	}

	/// What a guardian may do, one bit each.
	#[derive(Default)]
	#[serde(transparent)]
	pub struct GuardianScope(pub u8);
}

impl GuardianScope {
	/// Read the records.
	pub const VIEW: Self = Self(1);
	/// Give, decline and take back access; object; ask for rectification.
	pub const CONSENT: Self = Self(2);
	/// Ask for erasure, together with all others and an attester.
	pub const ERASE: Self = Self(4);
	/// All of it.
	pub const ALL: Self = Self(7);

	/// Both sets together.
	pub const fn and(self, other: Self) -> Self {
		Self(self.0 | other.0)
	}

	/// Whether everything in `other` is in the set.
	pub const fn has(self, other: Self) -> bool {
		self.0 & other.0 == other.0
	}

	/// Whether only known bits are set, and at least one.
	pub const fn is_valid(self) -> bool {
		self.0 != 0 && self.0 & !Self::ALL.0 == 0
	}
}
