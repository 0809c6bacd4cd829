//! Rows.

use crate::MAX_CALL;
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	row, Chamber, Documents, InstitutionId, Moment, MotionId, Outcome, Track, TrackRule, Veto,
};
use serde::{Deserialize, Serialize};

row! {
	/// A seat in a chamber.
	#[derive(Copy)]
	pub struct Seat {
		/// Which chamber.
		pub chamber: Chamber,
		/// Its holder votes on motions proposed after that.
		pub since: Moment,
	}

	/// A proposed call, and how far it is.
	pub struct Motion<AccountId, Balance> {
		/// Its way.
		pub track: Track,
		/// Who proposed it.
		pub proposer: InstitutionId,
		/// Of which account the deposit is held.
		pub account: AccountId,
		/// What is held, in planck.
		pub deposit: Balance,
		/// The call, encoded.
		pub call: BoundedVec<u8, ConstU32<MAX_CALL>>,
		/// The version by which the call was encoded.
		pub transaction_version: u32,
		/// The papers behind it.
		pub documents: Documents,
		/// When it was proposed.
		pub opened: Moment,
		/// Votes are taken until then.
		pub decides: Moment,
		/// Whether it widens secondary use.
		pub widens: bool,
		/// It was approved and may be carried out from then on.
		pub approved: Option<Moment>,
	}

	/// What a member said of a motion.
	#[derive(Copy)]
	pub struct Ballot {
		/// The chamber it sat in.
		pub chamber: Chamber,
		/// Whether it is in favour.
		pub aye: Option<bool>,
		/// Whether it would stop what was approved.
		pub veto: bool,
	}

	/// A motion that was carried out.
	#[derive(Copy)]
	pub struct PastMotion {
		/// Its id.
		pub motion: MotionId,
		/// Its way.
		pub track: Track,
		/// The papers behind it.
		pub documents: Documents,
		/// When it was carried out.
		pub at: Moment,
		/// How that ended.
		pub outcome: Outcome,
	}

	/// What each track asks for.
	#[derive(Copy, Serialize, Deserialize)]
	#[serde(rename_all = "camelCase", deny_unknown_fields)]
	pub struct TrackRules {
		/// Who takes part, and with what.
		pub membership: TrackRule,
		/// The policy book.
		pub policy: TrackRule,
		/// The code of the chain.
		pub upgrade: TrackRule,
		/// What cannot wait.
		pub emergency: TrackRule,
	}
}

const DAY: Moment = 24 * 60 * 60 * 1000;

/// The numbers of production.
impl Default for TrackRules {
	fn default() -> Self {
		let membership = TrackRule {
			chambers: 3,
			always: None,
			quorum: 50,
			majority: 50,
			deciding: 14 * DAY,
			early: false,
			delay: 3 * DAY,
			lapses: 30 * DAY,
			veto: Some(Veto { chamber: Chamber::Patients, only_widening: true }),
		};
		Self {
			membership,
			policy: TrackRule {
				chambers: 4,
				always: Some(Chamber::Patients),
				deciding: 28 * DAY,
				delay: 30 * DAY,
				..membership
			},
			upgrade: TrackRule {
				chambers: 4,
				always: Some(Chamber::Regulators),
				majority: 66,
				delay: 7 * DAY,
				veto: Some(Veto { chamber: Chamber::Patients, only_widening: false }),
				..membership
			},
			emergency: TrackRule {
				quorum: 34,
				majority: 66,
				deciding: DAY,
				early: true,
				delay: 0,
				lapses: DAY,
				veto: None,
				..membership
			},
		}
	}
}

impl TrackRules {
	/// What this track asks for.
	pub const fn rule(&self, track: Track) -> &TrackRule {
		match track {
			Track::Membership => &self.membership,
			Track::Policy => &self.policy,
			Track::Upgrade => &self.upgrade,
			Track::Emergency => &self.emergency,
		}
	}
}
