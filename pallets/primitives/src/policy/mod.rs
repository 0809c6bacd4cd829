//! The governed parameters of the health pallets. A jurisdiction is a set of values, not code.

mod book;
mod bounds;
mod parameters;

pub use book::{Adoption, Languages, NoLanguages, PolicyBookView, PolicyEntryView, Restriction};
pub use bounds::Bounds;
pub use parameters::{NotSet, OutOfBounds, Parameter, Unit, PARAMETERS};

use crate::{Jurisdiction, Moment, Purposes, Suites, DAY, EVERY_PURPOSE, HOUR, MINUTE};

const YEAR: Moment = 366 * DAY;

/// What one unit is in planck.
const UNIT: u128 = 1_000_000_000_000;

wire! {
	/// Everything that governance may set, in force together. Times are milliseconds.
	#[serde(deny_unknown_fields)]
	pub struct Policy {
		/// Counts the policies of this chain, from 1. A grant names the one it was given under.
		pub version: u32,
		/// Whether older grants must be given anew, and for what.
		pub reconsent: Option<Reconsent>,
		/// Who may take part, and as what.
		pub parties: PartyRules,
		/// Grants and emergency access.
		pub consent: ConsentRules,
		/// Erasure and holds.
		pub erasure: ErasureRules,
		/// What institutions have at stake.
		pub bonds: BondRules,
		/// Proof of stake.
		pub stake: StakeRules,
		/// The suites for which new keys may be named and new shares sealed.
		pub suites: Suites,
		/// What the law of the European Union asks of a controller.
		pub eu: Rights,
		/// What the law of the United States asks.
		pub us: Rights,
	}

	/// A policy that widens what may be done asks for consent again, for what was widened only.
	#[serde(deny_unknown_fields)]
	pub struct Reconsent {
		/// Grants given under an older version are concerned.
		pub before: u32,
		/// The purposes that were widened.
		pub widened: Purposes,
		/// From then on the older grants no longer carry them. At least `consent.notice` after the
		/// policy is in force.
		pub from: Moment,
	}

	/// Rules of the registry.
	#[serde(deny_unknown_fields)]
	pub struct PartyRules {
		/// How many subjects one provider may enrol in a day.
		pub enrolments_a_day: u32,
		/// Grants that a subject may make without paying.
		pub allowance: u32,
		/// A guardian is appointed for so long at most.
		pub guardian_at_most: Moment,
		/// How long the old account may veto a recovery.
		pub recovery_delay: Moment,
		/// A suspension that no lasting motion confirmed ends after so long, and the same power may
		/// suspend again only after as long.
		pub suspension: Moment,
		/// What an emergency took out of the policy comes back after so long, unless a new policy
		/// confirmed it, and an emergency may take something out again only after as long.
		pub restriction: Moment,
	}

	/// Rules of consent.
	#[serde(deny_unknown_fields)]
	pub struct ConsentRules {
		/// What access may be granted for at all. What lies outside is refused, whatever a grant
		/// says.
		pub purposes: Purposes,
		/// A grant lasts so long at most.
		pub grant_at_most: Moment,
		/// A policy that asks for new consent leaves people so long to give it at least.
		pub notice: Moment,
		/// A request for access may be answered for so long.
		pub request_open: Moment,
		/// An ended grant stays provable for so long.
		pub history: Moment,
		/// An emergency access lasts so long.
		pub emergency: Moment,
		/// Emergency accesses that one desk may open in a day.
		pub emergencies_a_day: u32,
		/// An emergency access is reviewed within.
		pub review_within: Moment,
		/// So many unjustified emergency accesses cost the desk its role.
		pub unjustified_at_most: u32,
		/// The anchor of an access log stays for so long.
		pub anchors: Moment,
	}

	/// Rules of erasure.
	#[serde(deny_unknown_fields)]
	pub struct ErasureRules {
		/// Nothing irreversible happens for so long after acceptance.
		pub cooling: Moment,
		/// After a withdrawal or a refusal the same may be asked again only then.
		pub pause: Moment,
		/// An identity challenge stops the controller's clock for so long at most.
		pub challenge_at_most: Moment,
		/// A hold ends after so long at the latest.
		pub hold_at_most: Moment,
		/// Custodians send their receipts within so long after cooling, and pay a slice of their
		/// bond each time this passes again.
		pub receipts_within: Moment,
		/// A custodian that is unable may ask for so much more at most, once.
		pub unable_at_most: Moment,
		/// What silence costs, in millionths of the bond.
		pub slice: u32,
		/// A penalty takes effect only after so long, so that it can be contested.
		pub penalty_delay: Moment,
		/// A tombstone stays for so long beyond the end of the last backup, and an answered case as
		/// long as its tombstone.
		pub tombstone_for: Moment,
	}

	/// What institutions hold as a bond, in planck.
	#[serde(deny_unknown_fields)]
	pub struct BondRules {
		/// A custodian.
		pub custodian: u128,
		/// A validator, for each seat.
		pub validator: u128,
	}

	/// Rules of proof of stake.
	#[serde(deny_unknown_fields)]
	pub struct StakeRules {
		/// What an offence has as consequence.
		pub offences: OffenceMeasure,
		/// What one validator's equivocation costs, in millionths of its bond. Several at once cost
		/// each of them more.
		pub slash: u32,
		/// A slash takes effect only after so long, so that it can be contested.
		pub slash_delay: Moment,
		/// A validator that let more than this share of its turns pass in a session, in millionths,
		/// does not stand well in the next election.
		pub missed_at_most: u32,
	}

	/// What an offence of a validator has as consequence. Each includes the ones before it.
	#[derive(PartialOrd, Ord)]
	pub enum OffenceMeasure {
		/// It is on record.
		#[codec(index = 0)]
		Report,
		/// The validator makes no more blocks in this session.
		#[codec(index = 1)]
		Disable,
		/// It loses some of its bond.
		#[codec(index = 2)]
		Slash,
	}

	/// What one body of law asks of a controller.
	#[serde(deny_unknown_fields)]
	pub struct Rights {
		/// Whether a person may demand erasure (GDPR Art. 17; HIPAA knows no such right). Where not,
		/// a controller may refuse for that reason, and silence accepts nothing.
		pub erasure: bool,
		/// A request for erasure is answered within.
		pub erasure_within: Moment,
		/// Its one extension.
		pub erasure_extension: Moment,
		/// A request for rectification is answered within.
		pub rectification_within: Moment,
		/// Its one extension.
		pub rectification_extension: Moment,
	}
}

/// Every measure, the least first.
pub const MEASURES: [OffenceMeasure; 3] =
	[OffenceMeasure::Report, OffenceMeasure::Disable, OffenceMeasure::Slash];

impl Policy {
	/// The rules that bind a controller.
	pub fn rights(&self, jurisdiction: Jurisdiction) -> &Rights {
		match jurisdiction {
			Jurisdiction::Eu => &self.eu,
			Jurisdiction::Us => &self.us,
		}
	}
}

impl Default for Policy {
	/// What a chain that names nothing else starts with. Sources: GDPR Art. 12(3) (one month, which
	/// 28 days never exceed, and two more), 45 CFR 164.526(b)(2) (60 days and 30 more), EHDS Art. 9
	/// (access logs for three years), 45 CFR 164.530(j) (six years). A motion about members takes 17
	/// days and one about policy 58, so what either may end or confirm lasts longer.
	fn default() -> Self {
		Self {
			version: 1,
			reconsent: None,
			parties: PartyRules {
				enrolments_a_day: 5_000,
				allowance: 100,
				guardian_at_most: 366 * DAY,
				recovery_delay: 7 * DAY,
				suspension: 28 * DAY,
				restriction: 90 * DAY,
			},
			consent: ConsentRules {
				purposes: EVERY_PURPOSE,
				grant_at_most: YEAR,
				notice: 90 * DAY,
				request_open: 30 * DAY,
				history: 3 * YEAR,
				emergency: 4 * HOUR,
				emergencies_a_day: 50,
				review_within: 7 * DAY,
				unjustified_at_most: 2,
				anchors: 6 * YEAR,
			},
			erasure: ErasureRules {
				cooling: 72 * HOUR,
				pause: DAY,
				challenge_at_most: 28 * DAY,
				hold_at_most: 366 * DAY,
				receipts_within: 14 * DAY,
				unable_at_most: 90 * DAY,
				slice: 50_000,
				penalty_delay: 28 * DAY,
				tombstone_for: 365 * DAY,
			},
			bonds: BondRules { custodian: 10_000 * UNIT, validator: 10_000 * UNIT },
			stake: StakeRules {
				offences: OffenceMeasure::Slash,
				slash: 50_000,
				slash_delay: 28 * DAY,
				missed_at_most: 500_000,
			},
			suites: Suites::ALL,
			eu: Rights {
				erasure: true,
				erasure_within: 28 * DAY,
				erasure_extension: 56 * DAY,
				rectification_within: 28 * DAY,
				rectification_extension: 56 * DAY,
			},
			us: Rights {
				erasure: false,
				erasure_within: 28 * DAY,
				erasure_extension: 28 * DAY,
				rectification_within: 60 * DAY,
				rectification_extension: 30 * DAY,
			},
		}
	}
}
