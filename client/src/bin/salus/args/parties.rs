//! Institutions, subjects, guardians.

use crate::{
	codes,
	time::{self, When},
};
use clap::Subcommand;
use salus_primitives::{GuardianScope, Hash32, InstitutionId, Quorum, SubjectId};
use std::path::PathBuf;

/// Institutions.
#[derive(Subcommand)]
pub enum Institution {
	/// Make this identity's encryption key the institution's newest.
	AddKey,
	/// List who takes part.
	List,
	/// As a custodian: bond what the registry asks.
	Bond,
	/// As a former custodian that owes nothing: take the bond back.
	Unbond,
	/// As a custodian: say where the vault answers.
	SetEndpoint {
		/// An address, such as https://vault.example.org.
		endpoint: String,
	},
	/// As a regulator: stop an institution for a while. Its patients keep every right.
	Suspend {
		/// The institution.
		institution: InstitutionId,
	},
	/// As a regulator: let one act again that was stopped for a while.
	Reinstate {
		/// The institution.
		institution: InstitutionId,
	},
}

/// Subjects.
#[derive(Subcommand)]
pub enum Subject {
	/// As a patient: draw a pseudonym and agree that a provider enrols it. Prints what to hand over.
	Agree {
		/// The provider.
		#[arg(long)]
		provider: InstitutionId,
	},
	/// As a provider: enrol a person who agreed.
	Enrol {
		/// What the person handed over; - for standard input.
		file: PathBuf,
	},
	/// List a subject's records; one's own if none is named.
	Records {
		/// The subject.
		subject: Option<SubjectId>,
	},
	/// Show what the chain knows of a subject.
	Show {
		/// The subject; one's own if none is named.
		subject: Option<SubjectId>,
	},
	/// With a new identity: agree to take over a subject. Prints what to hand over.
	TakeOver {
		/// The subject.
		subject: SubjectId,
	},
	/// As the subject: hand it over to a new identity, records included.
	Rotate {
		/// What the new identity printed.
		file: PathBuf,
	},
	/// As a provider: note the encryption key of a patient's new identity.
	NoteKey {
		/// What the new identity printed.
		file: PathBuf,
	},
	/// List every call that removes what is known of a subject.
	DeletionPlan {
		/// The subject; one's own if none is named.
		subject: Option<SubjectId>,
	},
	/// As a provider: give a subject that has used up its free calls new ones.
	TopUp {
		/// The subject.
		subject: SubjectId,
	},
	/// As the subject: remove the pseudonym itself, once nothing is left of it.
	Close {
		/// The subject; one's own if none is named.
		subject: Option<SubjectId>,
	},
}

/// Guardians.
#[derive(Subcommand)]
pub enum Guardian {
	/// As the subject: let somebody act for you, and read if that is in the scope.
	Appoint {
		/// What the guardian's `salus --json whoami` printed.
		card: PathBuf,
		/// view, consent, erase (together with an institution that attests), or all.
		#[arg(long, value_parser = codes::guardian_scope)]
		scope: GuardianScope,
		/// How long, such as 30d, or until which date.
		#[arg(long, default_value = "30d")]
		until: When,
		/// The subject; one's own if none is named.
		#[arg(long)]
		subject: Option<SubjectId>,
	},
	/// As the subject or the issuer: let a guardian open the records there are by now.
	Share {
		/// What the guardian's `salus --json whoami` printed.
		card: PathBuf,
		/// The subject; one's own if none is named.
		#[arg(long)]
		subject: Option<SubjectId>,
	},
	/// As an institution: attest that somebody may act for a subject. Two have to, with equal dates.
	Attest {
		/// The subject.
		subject: SubjectId,
		/// The guardian's account.
		guardian: Hash32,
		/// view, consent, erase or all.
		#[arg(long, value_parser = codes::guardian_scope)]
		scope: GuardianScope,
		/// Until which date, such as 2027-01-31.
		#[arg(long, value_parser = time::date)]
		until: When,
	},
	/// As the subject, or the guardian itself: end it.
	Remove {
		/// The guardian's account; one's own if none is named.
		guardian: Option<Hash32>,
		/// The subject; one's own if none is named.
		#[arg(long)]
		subject: Option<SubjectId>,
	},
	/// As a regulator: stop a guardian.
	Suspend {
		/// The subject.
		subject: SubjectId,
		/// The guardian's account.
		guardian: Hash32,
	},
	/// As a regulator: let it act again.
	Reinstate {
		/// The subject.
		subject: SubjectId,
		/// The guardian's account.
		guardian: Hash32,
	},
	/// As the subject: how many guardians must agree on what widens access.
	Quorum {
		/// any or all.
		#[arg(value_parser = codes::code::<Quorum>)]
		quorum: Quorum,
		/// The subject; one's own if none is named.
		#[arg(long)]
		subject: Option<SubjectId>,
	},
	/// List who may act for a subject.
	List {
		/// The subject; one's own if none is named.
		subject: Option<SubjectId>,
	},
}

/// Recovery.
#[derive(Subcommand)]
pub enum Recovery {
	/// As an institution that knows the person: start it.
	Start {
		/// What the new identity's `salus subject take-over` printed.
		file: PathBuf,
	},
	/// As a second, independent institution: confirm it. The old account may veto it for some time.
	Confirm {
		/// The same take-over paper that started it, from the person's own hands.
		file: PathBuf,
	},
	/// With the old identity: stop it.
	Veto {
		/// The subject; one's own if none is named.
		subject: Option<SubjectId>,
	},
	/// Bring it to its end once the time to veto is over.
	Finish {
		/// The subject; one's own if none is named.
		subject: Option<SubjectId>,
	},
}
