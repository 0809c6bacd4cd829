//! Records.

use crate::codes;
use clap::{Args, Subcommand};
use salus_client::chain::Relation;
use salus_primitives::{FolderId, InstitutionId, Purpose, RecordId, SubjectId};
use std::path::PathBuf;

/// Records.
#[derive(Subcommand)]
pub enum Record {
	/// As a provider: issue documents (FHIR JSON, or any file) to an enrolled subject.
	Issue(Issue),
	/// As the issuer: seal an amended version.
	Amend {
		/// The record.
		record: RecordId,
		/// The amended document.
		file: PathBuf,
	},
	/// Open and verify a record.
	Read(Read),
	/// Show what the chain knows of a record.
	Show {
		/// The record.
		record: RecordId,
	},
	/// Hand over to custodians what waits in the outbox.
	Resend,
	/// As the subject: who asked custodians for a record.
	Log {
		/// The record.
		record: RecordId,
	},
	/// As another institution: co-sign the version in force.
	Attest {
		/// The record.
		record: RecordId,
	},
	/// As a recipient other than the sealer: confirm that a new sealing opens.
	Confirm {
		/// The record.
		record: RecordId,
		/// Which sealing of the version.
		epoch: u32,
	},
	/// As the subject: take no responsibility for a record. Nobody else is given it any more.
	Decline {
		/// The record.
		record: RecordId,
	},
	/// Move a record to another pseudonym.
	#[command(subcommand)]
	Transfer(Transfer),
}

/// Transfers.
#[derive(Subcommand)]
pub enum Transfer {
	/// As the subject: offer it.
	Offer {
		/// The record.
		record: RecordId,
		/// To whom.
		#[arg(long)]
		to: SubjectId,
		/// same-person, ward or newborn.
		#[arg(long, value_parser = codes::code::<Relation>)]
		relation: Relation,
	},
	/// As the issuer: attest that it belongs there. The record moves.
	Attest {
		/// The record.
		record: RecordId,
		/// To whom.
		#[arg(long)]
		to: SubjectId,
	},
	/// As the one who offered it: take the offer back.
	Retract {
		/// The record.
		record: RecordId,
	},
}

/// Issue documents.
#[derive(Args)]
pub struct Issue {
	/// The subject.
	#[arg(long)]
	pub subject: SubjectId,
	/// The folder they go into.
	#[arg(long)]
	pub folder: Option<FolderId>,
	/// Institutions that hold the shares, in order.
	#[arg(long, value_delimiter = ',', required = true)]
	pub custodians: Vec<InstitutionId>,
	/// How many of them are needed to open.
	#[arg(long, default_value_t = 2)]
	pub threshold: u8,
	/// The law makes the issuer keep them through this year.
	#[arg(long, default_value_t = 2036)]
	pub keep_until: u16,
	/// The documents.
	#[arg(required = true)]
	pub files: Vec<PathBuf>,
}

/// Read a record.
#[derive(Args)]
pub struct Read {
	/// The record.
	pub record: RecordId,
	/// Which version; the one in force if none is named.
	#[arg(long)]
	pub version: Option<u32>,
	/// HL7 PurposeOfUse code. Patients read for PATRQT, providers for TREAT, desks for BTG.
	#[arg(long, default_value = "PATRQT")]
	pub purpose: Purpose,
	/// The grant to rely on, as received from the patient.
	#[arg(long)]
	pub grant: Option<PathBuf>,
	/// Where to write the document; standard output if not given.
	#[arg(long)]
	pub out: Option<PathBuf>,
}
