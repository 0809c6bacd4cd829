//! Chambers, motions, upgrades: how stakeholders decide.

use super::policy::{PolicyChange, Restriction};
use crate::{codes, parameters, time::When};
use clap::{ArgAction, Args, Subcommand};
use salus_primitives::{
	CaseId, Chamber, Country, Hash32, InstitutionId, Jurisdiction, MotionId, Role,
};
use std::path::PathBuf;

/// Chambers.
#[derive(Subcommand)]
pub enum Chambers {
	/// List who sits in which chamber, and whose vote counts.
	List,
	/// As an institution: take a seat. Each has one, in the chamber of a role that it has.
	Join {
		/// providers, payers, patients, regulators or researchers.
		#[arg(value_parser = codes::code::<Chamber>)]
		chamber: Chamber,
	},
	/// As a member: give the seat up.
	Leave,
	/// Clear away the seat of an institution that has lost its vote: anybody may.
	Expel {
		/// The institution.
		institution: InstitutionId,
	},
}

/// Motions.
#[derive(Subcommand)]
pub enum Motion {
	/// List open motions.
	List,
	/// Show what a motion would do, what it needs, and who voted how.
	Show {
		/// The motion.
		motion: MotionId,
		/// A file: is it the text of this motion?
		#[arg(long)]
		text: Option<PathBuf>,
		/// A file: is it the impact assessment of this motion?
		#[arg(long)]
		assessment: Option<PathBuf>,
	},
	/// As a member of a chamber: propose something.
	///
	/// The text and the assessment stay here: the chain keeps their hashes only. Hand the files to
	/// the members, who compare them with `salus motion show --text`.
	Propose(Propose),
	/// As a member: vote. Voting again changes the vote.
	Vote {
		/// The motion.
		motion: MotionId,
		/// aye or nay.
		#[arg(action = ArgAction::Set, value_parser = codes::vote)]
		vote: bool,
	},
	/// As a member: take one's vote back.
	WithdrawVote {
		/// The motion.
		motion: MotionId,
	},
	/// As a member of the chamber that may: help to stop a motion that was approved.
	Veto {
		/// The motion.
		motion: MotionId,
	},
	/// As the one who proposed it: take a motion back that is not approved yet.
	Withdraw {
		/// The motion.
		motion: MotionId,
	},
	/// Count the votes once the time to vote is over: anybody may.
	Close {
		/// The motion.
		motion: MotionId,
	},
	/// Carry out a motion that was approved, once its time has come: anybody may.
	Enact {
		/// The motion.
		motion: MotionId,
	},
	/// Clear away a motion that was approved and that nobody carried out in time.
	Lapse {
		/// The motion.
		motion: MotionId,
	},
	/// List motions that were carried out, and how that ended.
	Outcomes,
}

/// Propose something.
#[derive(Args)]
pub struct Propose {
	/// What.
	#[command(subcommand)]
	pub what: Proposed,
	/// The text that says what is proposed and why. Needed.
	#[arg(long, global = true)]
	pub text: Option<PathBuf>,
	/// The data protection impact assessment. Policies and upgrades need one.
	#[arg(long, global = true)]
	pub assessment: Option<PathBuf>,
}

/// What can be proposed.
#[derive(Subcommand)]
pub enum Proposed {
	/// Admit an institution, and give it units for bond and fees.
	Admit(Admit),
	/// Change what was said of an institution when it was admitted. What is not named stays.
	Change(Change),
	/// Emergency: stop an institution at once. Ends by itself. Its patients keep every right.
	Suspend {
		/// The institution.
		institution: InstitutionId,
	},
	/// Stop an institution until it is reinstated.
	SuspendForGood {
		/// The institution.
		institution: InstitutionId,
	},
	/// Let a suspended institution act again.
	Reinstate {
		/// The institution.
		institution: InstitutionId,
	},
	/// Send an institution away for good.
	Remove {
		/// The institution.
		institution: InstitutionId,
		/// Who answers for it from then on; itself if nobody is named.
		#[arg(long)]
		successor: Option<InstitutionId>,
	},
	/// Give an institution units for bond and fees.
	Allot {
		/// The institution.
		institution: InstitutionId,
		/// How many units, such as 500 or 0.5.
		#[arg(value_parser = parameters::units)]
		units: u128,
	},
	/// Say how many validators an institution may run.
	Seats {
		/// The institution.
		institution: InstitutionId,
		/// In all; 0 takes them away.
		seats: u8,
	},
	/// Spare a custodian a penalty that has not taken effect.
	SparePenalty {
		/// The penalty, as in `salus penalty list`.
		penalty: u32,
	},
	/// Spare a validator a slash that has not taken effect.
	SpareSlash {
		/// The session of the offence.
		session: u32,
		/// The validator's account, as hex or SS58.
		#[arg(value_parser = codes::account)]
		validator: Hash32,
	},
	/// Clear away an erasure case that is over, though receipts are missing that will never come.
	PruneCase {
		/// The case.
		case: CaseId,
	},
	/// Change parameters, such as times and bonds. See `salus policy show` for all of them.
	Policy(PolicyChange),
	/// Emergency: forbid purposes or suites at once. Ends by itself.
	Restrict(Restriction),
	/// End a restriction before its time.
	LiftRestriction,
	/// Let anybody put this code in the place of the chain's (`salus upgrade apply`).
	Upgrade {
		/// The code: a WebAssembly blob of the runtime.
		#[arg(long)]
		code: PathBuf,
	},
	/// Emergency: take back code that was authorised and that nobody has applied.
	StopUpgrade,
	/// Emergency: start finality anew after more than a third of the validators was lost for good.
	NoteStalled {
		/// For so many blocks the new set is announced before it takes over; 100 are the least.
		#[arg(long, default_value_t = 100)]
		delay: u32,
		/// The number of the last block that is final.
		#[arg(long)]
		final_block: u32,
	},
}

/// Admit an institution.
#[derive(Args)]
pub struct Admit {
	/// The account that acts for it (`salus whoami`).
	pub account: Hash32,
	/// provider, custodian, validator, payer, researcher, regulator, emergency-desk, manufacturer,
	/// distributor, dispenser, blood-service, transplant-service, device-maker, access-body,
	/// patient-advocate, legal-authority; several with commas between.
	#[arg(long, value_delimiter = ',', required = true, value_parser = codes::code::<Role>)]
	pub roles: Vec<Role>,
	/// Its accreditation ends then, such as 1095d or 2030-01-31.
	#[arg(long)]
	pub accredited_until: When,
	/// A number that institutions under one control share.
	#[arg(long)]
	pub control_group: u32,
	/// Where it is, such as DE (ISO 3166-1).
	#[arg(long, value_parser = codes::country)]
	pub country: Country,
	/// The law that binds it: eu or us.
	#[arg(long, value_parser = codes::code::<Jurisdiction>)]
	pub jurisdiction: Jurisdiction,
	/// Custodians: the sr25519 key that signs receipts.
	#[arg(long)]
	pub receipt_key: Option<Hash32>,
	/// How many units it gets, such as 500 or 0.5.
	#[arg(long, default_value = "0", value_parser = parameters::units)]
	pub units: u128,
}

/// Change what was said of an institution.
#[derive(Args)]
pub struct Change {
	/// The institution.
	pub institution: InstitutionId,
	/// All its roles from then on.
	#[arg(long, value_delimiter = ',', value_parser = codes::code::<Role>)]
	pub roles: Vec<Role>,
	/// Its accreditation ends then, such as 1095d or 2030-01-31.
	#[arg(long)]
	pub accredited_until: Option<When>,
	/// A number that institutions under one control share.
	#[arg(long)]
	pub control_group: Option<u32>,
	/// Where it is, such as DE (ISO 3166-1).
	#[arg(long, value_parser = codes::country)]
	pub country: Option<Country>,
	/// The law that binds it: eu or us.
	#[arg(long, value_parser = codes::code::<Jurisdiction>)]
	pub jurisdiction: Option<Jurisdiction>,
}

/// Upgrades.
#[derive(Subcommand)]
pub enum Upgrade {
	/// Show the version of the chain's code, and which code a motion has authorised.
	Show,
	/// Put the code in place that a motion has authorised: anybody may, and no key is needed.
	Apply {
		/// The code: the very file that was voted on.
		file: PathBuf,
	},
}
