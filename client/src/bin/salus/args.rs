//! Command line.

use clap::{Args, Parser, Subcommand};
use salus_primitives::{CaseId, FolderId, GrantId, InstitutionId, Purpose, RecordId, SubjectId};
use std::path::PathBuf;

/// Records, consent and erasure on a Salus chain.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Cli {
	/// Folder of this person's or organisation's keys and papers.
	#[arg(long, env = "SALUS_HOME", default_value = ".salus", global = true)]
	pub home: PathBuf,

	/// WebSocket of a node.
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
	/// Show whose home this is.
	Whoami,
	/// Institutions.
	#[command(subcommand)]
	Institution(Institution),
	/// Subjects: a patient's pseudonyms.
	#[command(subcommand)]
	Subject(Subject),
	/// Records.
	#[command(subcommand)]
	Record(Record),
	/// Grants.
	#[command(subcommand)]
	Grant(Grant),
	/// Erasure.
	#[command(subcommand)]
	Erasure(Erasure),
	/// Notices that something you read was erased.
	#[command(subcommand)]
	Notice(Notice),
	/// Look for bytes in the chain's state.
	#[command(subcommand)]
	Audit(Audit),
}

/// Institutions.
#[derive(Subcommand)]
pub enum Institution {
	/// Make this identity's encryption key the institution's newest.
	AddKey,
	/// List who takes part.
	List,
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
}

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
	/// HL7 PurposeOfUse code. Patients read for PATRQT, providers for TREAT.
	#[arg(long, default_value = "PATRQT")]
	pub purpose: Purpose,
	/// The grant to rely on, as received from the patient.
	#[arg(long)]
	pub grant: Option<PathBuf>,
	/// Where to write the document; standard output if not given.
	#[arg(long)]
	pub out: Option<PathBuf>,
}

/// Grants.
#[derive(Subcommand)]
pub enum Grant {
	/// As the subject: let an institution read records.
	Give(Give),
	/// As the subject: take a grant back.
	Revoke {
		/// The grant.
		grant: GrantId,
	},
	/// Show what the chain knows of a grant.
	Show {
		/// The grant.
		grant: GrantId,
	},
}

/// Let an institution read records.
#[derive(Args)]
pub struct Give {
	/// Who may read.
	#[arg(long)]
	pub to: InstitutionId,
	/// HL7 PurposeOfUse codes.
	#[arg(long, value_delimiter = ',', required = true)]
	pub purpose: Vec<Purpose>,
	/// For how many hours, at most 8784 (366 days).
	#[arg(long, default_value_t = 24)]
	pub hours: u64,
	/// These records only; all of one's own if none is named.
	#[arg(long, value_delimiter = ',')]
	pub records: Vec<RecordId>,
	/// Where to write what the grantee needs to rely on the grant.
	#[arg(long)]
	pub out: PathBuf,
}

/// Erasure.
#[derive(Subcommand)]
pub enum Erasure {
	/// As the subject: ask for a record to be erased.
	Request {
		/// The record.
		record: RecordId,
	},
	/// As the subject: take the request back.
	Withdraw {
		/// The case.
		case: CaseId,
	},
	/// As the controller: accept.
	Accept {
		/// The case.
		case: CaseId,
	},
	/// As the controller: refuse, because the law makes you keep the record.
	Refuse {
		/// The case.
		case: CaseId,
	},
	/// Show how far a case is.
	Show {
		/// The case.
		case: CaseId,
	},
	/// Wait until the custodians have erased enough and the record is gone.
	Wait {
		/// The case.
		case: CaseId,
		/// Give up after so many seconds.
		#[arg(long, default_value_t = 120)]
		timeout: u64,
	},
}

/// Notices.
#[derive(Subcommand)]
pub enum Notice {
	/// List notices from all custodians.
	List,
	/// Acknowledge all of them.
	Acknowledge,
}

/// Audit.
#[derive(Subcommand)]
pub enum Audit {
	/// Count the keys and values of the whole state that hold these bytes.
	State {
		/// Bytes as hex.
		needle: String,
	},
	/// The hash under which the tombstone of a record stands, and whether it does.
	Tombstone {
		/// The record.
		record: RecordId,
	},
	/// Show that text is refused before it can get into a block.
	Remark {
		/// Nest it in a batch.
		#[arg(long)]
		nested: bool,
		/// The text.
		text: String,
	},
	/// The hash of block 0.
	Genesis,
	/// How many bytes a record takes in the state, its token included.
	Size {
		/// The record.
		record: RecordId,
	},
}
