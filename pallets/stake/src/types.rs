//! Rows.

use alloc::vec::Vec;
use salus_primitives::{row, ControlGroup, InstitutionId, Moment};
use serde::{Deserialize, Serialize};
use sp_staking::SessionIndex;

row! {
	/// Whether an account takes part in elections. The order is the one in which the floor falls
	/// back on them.
	#[derive(Copy, PartialOrd, Ord)]
	pub enum State {
		/// It does.
		#[codec(index = 0)]
		Standing,
		/// Its institution, or the loss of a seat, took it out.
		#[codec(index = 1)]
		Leaving,
		/// It offended and was to be slashed. It may stand again once that is decided.
		#[codec(index = 2)]
		Offender,
	}

	/// An account that is bonded as a validator.
	pub struct Validator<AccountId, Balance> {
		/// Who bonded it.
		pub institution: InstitutionId,
		/// That institution's account, of which the bond is held and which earns its fees.
		pub account: AccountId,
		/// What is held for it.
		pub bond: Balance,
		/// It has stood since.
		pub since: Moment,
		/// Whether it takes part in elections.
		pub state: State,
		/// Whether it made too few blocks in the last session that could be judged.
		pub idle: bool,
		/// The session in which its keys were set last.
		pub keys_set: Option<SessionIndex>,
		/// The first session without it after it served.
		pub left: Option<SessionIndex>,
		/// Slashes of it that are not decided.
		pub slashes: u32,
		/// It stands, and policy has asked for more than its bond since the election of this session.
		pub short_since: Option<SessionIndex>,
	}

	/// A member of an elected set.
	pub struct Member<AccountId> {
		/// The account.
		pub validator: AccountId,
		/// The control group of its institution at the election. Unknown at genesis, when the
		/// institutions are not there yet.
		pub group: Option<ControlGroup>,
	}

	/// How many members an election took despite a rule, each counted once, under the gravest one.
	#[derive(Copy, Default)]
	pub struct Bent {
		/// The institution does not stand well.
		pub standing: u32,
		/// The bond is not full.
		pub bond: u32,
		/// They want to leave, or lost their seat.
		pub leaving: u32,
		/// They offended.
		pub offenders: u32,
		/// Their control group has as many seats as it may have.
		pub cap: u32,
		/// So many are missing all the same, for want of accounts with keys.
		pub missing: u32,
	}

	/// What becomes of an offence.
	#[derive(Copy)]
	pub enum Fate {
		/// It stays on record.
		#[codec(index = 0)]
		Noted,
		/// It costs a share of the bond from then on.
		#[codec(index = 1)]
		Pending {
			/// The moment.
			due: Moment,
		},
		/// It cost that.
		#[codec(index = 2)]
		Applied,
		/// Governance spared the offender.
		#[codec(index = 3)]
		Cancelled,
	}

	/// What an account did in a session.
	#[derive(Copy)]
	pub struct Offence {
		/// What it costs, in millionths of the bond when it takes effect.
		pub share: u32,
		/// What becomes of it.
		pub fate: Fate,
	}

	/// A bonded account as others see it.
	pub struct ValidatorInfo<AccountId, Balance> {
		/// The account.
		pub validator: AccountId,
		/// Its row.
		pub row: Validator<AccountId, Balance>,
		/// Whether it has session keys.
		pub has_keys: bool,
		/// Whether it serves in this session.
		pub active: bool,
		/// Whether it serves in the next one.
		pub queued: bool,
		/// Its bond is free from this session on, if it neither stands nor serves nor has a slash
		/// open.
		pub free_from: Option<SessionIndex>,
	}

	/// A slash that is not decided.
	pub struct Slash<AccountId> {
		/// When the offence happened.
		pub session: SessionIndex,
		/// Whose.
		pub validator: AccountId,
		/// What it costs, in millionths of the bond.
		pub share: u32,
		/// From then on anyone may carry it out.
		pub due: Moment,
	}
}

/// An institution that has seats when the chain starts.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Founder<AccountId> {
	/// Its id, as the registry's genesis has it.
	pub institution: u32,
	/// The account that acts for it, likewise.
	pub account: AccountId,
	/// Its seats.
	pub seats: u8,
	/// The accounts that stand for them. Session keys are in the genesis of the session pallet.
	pub validators: Vec<AccountId>,
}
