//! Rows.

use alloc::string::String;
use salus_primitives::{
	row, ControlGroup, Country, GuardianScope, Hash32, InstitutionId, Jurisdiction, KeyId, KeyRef,
	Moment, Quorum, Roles,
};
use serde::{Deserialize, Serialize};

row! {
	/// Who stops institutions and lets them act again, the weakest first. Each ends what it or a weaker
	/// one began.
	#[derive(Copy)]
	pub enum Power {
		/// A regulator alone, for a while.
		#[codec(index = 0)]
		Alone {
			/// Which.
			regulator: InstitutionId,
		},
		/// Chambers in a hurry, for a while.
		#[codec(index = 1)]
		Emergency,
		/// Chambers that took their time, until they say otherwise.
		#[codec(index = 2)]
		Lasting,
	}

	/// Whether an institution may act, apart from its accreditation.
	#[derive(Copy, Default)]
	pub enum Standing {
		/// It may.
		#[default]
		#[codec(index = 0)]
		Active,
		/// It was stopped.
		#[codec(index = 1)]
		Suspended {
			/// By whom.
			by: Power,
			/// It may act again then; until it is reinstated, if there is no such moment. What has
			/// ended stays here as memory, so that it is not begun anew at once.
			until: Option<Moment>,
			/// Whether it was begun so soon after another one like it was ended early that none like
			/// it may follow on this one.
			again: bool,
		},
		/// It has left for good.
		#[codec(index = 2)]
		Removed {
			/// Who answers for it.
			successor: Option<InstitutionId>,
		},
		/// It may act: a suspension ended before its time. That stays here as memory, so that whoever
		/// began it does not begin it anew at once.
		#[codec(index = 3)]
		Reinstated {
			/// Who had stopped it.
			by: Power,
			/// When that ended.
			at: Moment,
			/// Whether that was `again` already.
			again: bool,
		},
	}

	/// What governance says of an institution when it admits or changes it.
	#[derive(Copy)]
	pub struct Admission {
		/// What it does.
		pub roles: Roles,
		/// Accreditation ends then.
		pub accredited_until: Moment,
		/// Institutions under one control share it.
		pub control_group: ControlGroup,
		/// Where it is.
		pub country: Country,
		/// The law that binds it.
		pub jurisdiction: Jurisdiction,
	}

	/// An organisation that was admitted.
	pub struct Institution<AccountId> {
		/// The account that acts for it; hot keys are proxies of it.
		pub account: AccountId,
		/// What it does.
		pub roles: Roles,
		/// Whether it may act.
		pub standing: Standing,
		/// Accreditation ends then.
		pub accredited_until: Moment,
		/// Institutions under one control share it.
		pub control_group: ControlGroup,
		/// Where it is.
		pub country: Country,
		/// The law that binds it.
		pub jurisdiction: Jurisdiction,
		/// How many encryption keys it has had: the next one's id.
		pub keys: KeyId,
	}

	/// A patient's pairwise pseudonym.
	pub struct Subject<AccountId, Balance> {
		/// The account that controls it.
		pub account: AccountId,
		/// Who enrolled it.
		pub provider: InstitutionId,
		/// Its encryption key, by reference.
		pub key: KeyRef,
		/// What it may still do without paying.
		pub allowance: u32,
		/// How many guardians must agree on what widens access.
		pub quorum: Quorum,
		/// How many guardians it has, lapsed ones among them.
		pub guardians: u8,
		/// What is held of the provider for it.
		pub deposit: Balance,
		/// When it was recovered last; 0 if never.
		pub recovered: Moment,
	}

	/// That an account may act for a subject.
	#[derive(Copy)]
	pub struct Guardian {
		/// What it may do.
		pub scope: GuardianScope,
		/// Until then.
		pub until: Moment,
		/// Whether the subject appointed it; otherwise two institutions attested it.
		pub appointed: bool,
		/// Whether a regulator stopped it.
		pub suspended: bool,
	}

	/// That one institution attests a guardian, and another one has not yet.
	pub struct Proposal<AccountId> {
		/// Who would be guardian.
		pub guardian: AccountId,
		/// What it could do.
		pub scope: GuardianScope,
		/// Until then.
		pub until: Moment,
		/// Who attests it.
		pub by: InstitutionId,
		/// The other one attests it before then.
		pub lapses: Moment,
	}

	/// That a guardian agrees to an act of which the others have yet to say so.
	#[derive(Copy)]
	pub struct Agreement {
		/// The act, as the pallet names it that carries it out.
		pub act: Hash32,
		/// When it agreed.
		pub at: Moment,
	}

	/// That another account shall control a subject whose key is lost.
	pub struct Recovery<AccountId> {
		/// The account.
		pub account: AccountId,
		/// The encryption key that goes with it.
		pub key: KeyRef,
		/// Who started it.
		pub by: InstitutionId,
		/// When.
		pub started: Moment,
		/// When it takes effect, once a second institution confirmed it.
		pub due: Option<Moment>,
	}
}

/// A suspension without an end.
pub(crate) const LASTING: Standing =
	Standing::Suspended { by: Power::Lasting, until: None, again: false };

impl Power {
	const fn rank(self) -> u8 {
		match self {
			Self::Alone { .. } => 0,
			Self::Emergency => 1,
			Self::Lasting => 2,
		}
	}

	/// Whether this one is stronger, whichever regulator it is.
	pub const fn outranks(self, other: Self) -> bool {
		self.rank() > other.rank()
	}
}

impl Standing {
	/// Whether it lets the institution act at `now`. A suspension with an end is over then without
	/// any transaction.
	pub fn may_act(&self, now: Moment) -> bool {
		match self {
			Self::Active | Self::Reinstated { .. } => true,
			Self::Suspended { until, .. } => until.is_some_and(|until| until <= now),
			Self::Removed { .. } => false,
		}
	}

	/// The same, but for what a single power says.
	pub fn is_accepted(&self, now: Moment) -> bool {
		matches!(self, Self::Suspended { by: Power::Alone { .. }, .. }) || self.may_act(now)
	}
}

impl<AccountId> Institution<AccountId> {
	/// Whether it has left for good.
	pub fn is_removed(&self) -> bool {
		matches!(self.standing, Standing::Removed { .. })
	}
}

impl Guardian {
	/// Whether it may act at `now`.
	pub fn is_live(&self, now: Moment) -> bool {
		!self.suspended && now < self.until
	}

	/// Whether a regulator stopped it and it has not lapsed. Its row stays so long, because one made
	/// anew would not be suspended.
	pub fn is_stopped(&self, now: Moment) -> bool {
		self.suspended && now < self.until
	}
}

/// An institution that a chain starts with.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Founding<AccountId> {
	/// Its id.
	pub id: u32,
	/// The account that acts for it.
	pub account: AccountId,
	/// [`Roles`] as bits.
	pub roles: u32,
	/// Accreditation ends then.
	pub accredited_until: Moment,
	/// Institutions under one control share it.
	pub control_group: ControlGroup,
	/// ISO 3166-1 alpha-2, upper case.
	pub country: String,
	/// The law that binds it.
	pub jurisdiction: Jurisdiction,
	/// Its X25519 encryption key.
	pub key: Option<[u8; 32]>,
	/// The sr25519 key that signs its receipts (custodians).
	pub receipt_key: Option<[u8; 32]>,
	/// Where its vault answers (custodians).
	pub endpoint: Option<String>,
	/// What is held of it as a bond, in planck (custodians).
	pub bond: u128,
}
