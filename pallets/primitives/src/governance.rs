//! How stakeholders decide: chambers, tracks, motions.

use crate::{Hash32, InstitutionId, Moment, Role};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// Counts the motions of a chain, from 0.
pub type MotionId = u32;

wire! {
	/// A body of institutions of one kind, one vote each.
	#[derive(PartialOrd, Ord)]
	#[repr(u8)]
	pub enum Chamber {
		/// Hospitals and practices.
		#[codec(index = 0)]
		Providers = 0,
		/// Insurers.
		#[codec(index = 1)]
		Payers = 1,
		/// Those who speak for patients.
		#[codec(index = 2)]
		Patients = 2,
		/// Supervisory authorities.
		#[codec(index = 3)]
		Regulators = 3,
		/// Those who do research.
		#[codec(index = 4)]
		Researchers = 4,
	}

	/// The way a motion takes. What it may call follows from the track, and the other way round.
	#[derive(PartialOrd, Ord)]
	#[repr(u8)]
	pub enum Track {
		/// Who takes part, and with what.
		#[codec(index = 0)]
		Membership = 0,
		/// The policy book.
		#[codec(index = 1)]
		Policy = 1,
		/// The code of the chain.
		#[codec(index = 2)]
		Upgrade = 2,
		/// What cannot wait. It may only tighten, and lapses unless it is confirmed.
		#[codec(index = 3)]
		Emergency = 3,
	}

	/// What a track asks for. Shares are in percent.
	#[serde(deny_unknown_fields)]
	pub struct TrackRule {
		/// So many chambers must approve.
		pub chambers: u8,
		/// Among them this one, if any.
		pub always: Option<Chamber>,
		/// A chamber approves only if at least this share of its members voted.
		pub quorum: u8,
		/// And if more than this share of the votes cast is in favour; at least half.
		pub majority: u8,
		/// A motion may be voted on for so long.
		pub deciding: Moment,
		/// Whether it may be closed as soon as no further vote could turn it down.
		pub early: bool,
		/// It takes effect so long after it was approved at the earliest.
		pub delay: Moment,
		/// And lapses if nobody has carried it out so long after that.
		pub lapses: Moment,
		/// This chamber may stop an approved motion until it takes effect: always, or only where it
		/// widens secondary use.
		pub veto: Option<Veto>,
	}

	/// A chamber's power to stop what was approved.
	pub struct Veto {
		/// Whose.
		pub chamber: Chamber,
		/// Only where the motion widens secondary use.
		pub only_widening: bool,
	}

	/// The papers behind a motion: hashes (BLAKE2b-256) of texts that people read elsewhere.
	pub struct Documents {
		/// What is proposed and why, for people to read.
		pub text: Hash32,
		/// The data protection impact assessment (GDPR Art. 35). Policies and upgrades need one.
		pub assessment: Option<Hash32>,
	}

	/// How a motion ended that was carried out.
	pub enum Outcome {
		/// Its call succeeded.
		#[codec(index = 0)]
		Done,
		/// Its call failed, and changed nothing. Why, is in the event.
		#[codec(index = 1)]
		Failed,
		/// It was proposed to another version of the runtime, which may read the call differently. It
		/// was not made.
		#[codec(index = 2)]
		OtherRuntime,
	}
}

/// Every chamber.
pub const CHAMBERS: [Chamber; 5] = [
	Chamber::Providers,
	Chamber::Payers,
	Chamber::Patients,
	Chamber::Regulators,
	Chamber::Researchers,
];

/// Every track.
pub const TRACKS: [Track; 4] = [Track::Membership, Track::Policy, Track::Upgrade, Track::Emergency];

impl Chamber {
	/// The role that opens the chamber to an institution.
	pub const fn role(self) -> Role {
		match self {
			Self::Providers => Role::Provider,
			Self::Payers => Role::Payer,
			Self::Patients => Role::PatientAdvocate,
			Self::Regulators => Role::Regulator,
			Self::Researchers => Role::Researcher,
		}
	}
}

impl Track {
	/// Whether a motion on this track must come with an assessment of its impact.
	pub const fn needs_assessment(self) -> bool {
		matches!(self, Self::Policy | Self::Upgrade)
	}
}

view! {
	/// A chamber.
	ChamberView {
		/// Which.
		chamber: Chamber,
		/// Who sits in it, and since when. Those that may not vote now are among them.
		members: Vec<MemberView>,
	}
}

view! {
	/// A member of a chamber.
	MemberView {
		/// Who.
		institution: InstitutionId,
		/// It votes on motions proposed from then on.
		since: Moment,
		/// Whether its vote counts now.
		may_vote: bool,
	}
}

view! {
	/// How a chamber stands on a motion.
	TallyView {
		/// Which.
		chamber: Chamber,
		/// Whose votes count.
		members: u32,
		/// In favour.
		ayes: u32,
		/// Against.
		nays: u32,
		/// Would stop it.
		vetoes: u32,
		/// Whether it approves as things stand.
		approves: bool,
	}
}

view! {
	/// An open motion.
	MotionView {
		/// Its id.
		id: MotionId,
		/// Its way.
		track: Track,
		/// Who proposed it.
		proposer: InstitutionId,
		/// The call, as the chain encodes it.
		call: Vec<u8>,
		/// The papers behind it.
		documents: Documents,
		/// When it was proposed.
		opened: Moment,
		/// Votes are taken until then.
		decides: Moment,
		/// From then on it may be carried out, once it was approved.
		enacts: Option<Moment>,
		/// It is over then if nobody has carried it out.
		lapses: Option<Moment>,
		/// The chamber that may stop it meanwhile.
		veto: Option<Chamber>,
		/// How each chamber stands.
		tally: Vec<TallyView>,
		/// Whether it would be approved as things stand.
		approved: bool,
		/// Each vote: who, and whether in favour.
		votes: Vec<(InstitutionId, bool)>,
	}
}

view! {
	/// A motion that was carried out.
	OutcomeView {
		/// Its id.
		id: MotionId,
		/// Its way.
		track: Track,
		/// The papers behind it.
		documents: Documents,
		/// When it was carried out.
		at: Moment,
		/// How that ended.
		outcome: Outcome,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::Roles;

	#[test]
	fn each_chamber_has_a_role_of_its_own() {
		let roles = CHAMBERS.iter().fold(Roles::default(), |all, it| all.with(it.role()));
		assert_eq!(roles.0.count_ones() as usize, CHAMBERS.len());
	}
}
