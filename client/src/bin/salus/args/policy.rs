//! The policy book: looking at it, and what to change.

use crate::{codes, parameters::Setting, time::When};
use clap::{Args, Subcommand};
use salus_primitives::{Purpose, Suite};

/// The policy book.
#[derive(Subcommand)]
pub enum PolicyBook {
	/// Show every parameter: its value now, and the range that no motion may leave.
	Show,
	/// Show what changed from one version to another.
	Diff {
		/// The older version; the one before the newer, if none is named.
		#[arg(long)]
		from: Option<u32>,
		/// The newer version; the newest, if none is named.
		#[arg(long)]
		to: Option<u32>,
	},
	/// List the versions, the newest first.
	History,
}

/// Change parameters.
#[derive(Args)]
pub struct PolicyChange {
	/// A parameter and its new value, such as erasure.cooling=48h, bonds.custodian=20000UNIT,
	/// eu.erasure=true, stake.slash=10% or consent.purposes=-HMARKT,+TRAIN. May be given several
	/// times. A purpose with - takes what lies below it too; one with + adds just itself.
	#[arg(long, value_name = "NAME=VALUE")]
	pub set: Vec<Setting>,
	/// Ask for these purposes anew: what was granted for them before ends, unless the person grants
	/// it again.
	#[arg(long, value_delimiter = ',', value_name = "CODE")]
	pub asks_anew: Vec<Purpose>,
	/// When the older grants end for these purposes; after the notice that the policy gives, if
	/// nothing is named.
	#[arg(long, requires = "asks_anew")]
	pub from: Option<When>,
	/// When the new parameters come into force; as soon as the motion can surely be carried out, if
	/// nothing is named. The motion fails if it is carried out later than that.
	#[arg(long)]
	pub in_force: Option<When>,
	/// The languages in which the text is there, such as de,en.
	#[arg(long, value_delimiter = ',', required = true, value_parser = codes::language)]
	pub languages: Vec<[u8; 2]>,
}

/// Forbid at once.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true).args(["purposes", "suites"]))]
pub struct Restriction {
	/// HL7 PurposeOfUse codes; what lies below them is meant too.
	#[arg(long, value_delimiter = ',', value_name = "CODE")]
	pub purposes: Vec<Purpose>,
	/// Suites for which no new key may be named, such as x25519.
	#[arg(long, value_delimiter = ',', value_parser = codes::code::<Suite>)]
	pub suites: Vec<Suite>,
}
