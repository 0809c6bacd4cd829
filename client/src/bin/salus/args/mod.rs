//! Command line. One file per part of the life of a record.

mod consent;
mod motions;
mod parties;
mod policy;
mod records;
mod redaction;
mod validators;

pub use consent::{Choice, Emergency, Give, Grant, Narrow, Request, TermsArgs};
pub use motions::{Admit, Chambers, Change, Motion, Propose, Proposed, Upgrade};
pub use parties::{Guardian, Institution, Recovery, Subject};
pub use policy::{PolicyBook, PolicyChange, Restriction};
pub use records::{Issue, Read, Record, Transfer};
pub use redaction::{Audit, Erasure, Hold, Notice, Penalty, Prune, Rectification};
pub use validators::Validator;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Records, consent and erasure on a Salus chain.
///
/// Whoever acts signs with the identity in --home. A guardian does what the patient does, with its
/// own identity and --subject.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Cli {
	/// Folder of this person's or organisation's keys and papers; in tls/, ca.pem is trusted for
	/// vaults at https://, and member.pem with member.key is shown to them.
	#[arg(long, env = "SALUS_HOME", default_value = ".salus", global = true)]
	pub home: PathBuf,

	/// WebSocket of a node. Another member's is reached through one's own nginx, which adds TLS.
	#[arg(long, env = "SALUS_NODE", default_value = "ws://127.0.0.1:9944", global = true)]
	pub node: String,

	/// Print JSON, for programs.
	#[arg(long, global = true)]
	pub json: bool,

	/// What to do.
	#[command(subcommand)]
	pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
	/// Make an identity in the home folder.
	Init {
		/// A well-known development key such as //Alice, instead of fresh ones.
		#[arg(long)]
		dev: Option<String>,
	},
	/// Show whose home this is; with --json, the card of a guardian to be.
	Whoami,
	/// Institutions.
	#[command(subcommand)]
	Institution(Institution),
	/// Subjects: a patient's pseudonyms.
	#[command(subcommand)]
	Subject(Subject),
	/// Guardians: who may act for a subject.
	#[command(subcommand)]
	Guardian(Guardian),
	/// A new account for a subject whose key is lost.
	#[command(subcommand)]
	Recovery(Recovery),
	/// Records.
	#[command(subcommand)]
	Record(Record),
	/// Grants.
	#[command(subcommand)]
	Grant(Grant),
	/// Institutions' requests for access.
	#[command(subcommand)]
	Request(Request),
	/// What one objects to beyond single grants.
	#[command(subcommand)]
	Choice(Choice),
	/// Emergency access, and its review.
	#[command(subcommand)]
	Emergency(Emergency),
	/// Correction of a record.
	#[command(subcommand)]
	Rectification(Rectification),
	/// Erasure.
	#[command(subcommand)]
	Erasure(Erasure),
	/// Legal holds: bounded reasons not to erase yet.
	#[command(subcommand)]
	Hold(Hold),
	/// What custodians pay that do not erase, or lie about it.
	#[command(subcommand)]
	Penalty(Penalty),
	/// Notices that something you read was erased.
	#[command(subcommand)]
	Notice(Notice),
	/// Clear away what is over: anybody may.
	#[command(subcommand)]
	Prune(Prune),
	/// The parameters that govern all this, and their history.
	#[command(subcommand)]
	Policy(PolicyBook),
	/// Chambers of institutions, one vote each.
	#[command(subcommand)]
	Chamber(Chambers),
	/// Motions: what chambers decide.
	#[command(subcommand)]
	Motion(Motion),
	/// Validators: who makes and finalises blocks.
	#[command(subcommand)]
	Validator(Validator),
	/// The code of the chain.
	#[command(subcommand)]
	Upgrade(Upgrade),
	/// Look for bytes in the chain's state.
	#[command(subcommand)]
	Audit(Audit),
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	#[test]
	fn every_command_is_well_formed() {
		Cli::command().debug_assert();
	}
}
