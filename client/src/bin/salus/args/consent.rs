//! Grants, requests, choices, emergency access.

use crate::{codes, time::When};
use clap::{ArgAction, ArgGroup, Args, Subcommand};
use salus_primitives::{
	Action, FolderId, GrantId, InstitutionId, LawfulBasis, Purpose, RecordId, SubjectId,
};
use std::path::PathBuf;

/// Whose: for patients with several pseudonyms, and for guardians.
#[derive(Args, Clone, Copy)]
pub struct Who {
	/// The subject; one's own if none is named.
	#[arg(long)]
	pub subject: Option<SubjectId>,
}

/// What a grant allows.
#[derive(Args)]
pub struct TermsArgs {
	/// HL7 PurposeOfUse codes.
	#[arg(long, value_delimiter = ',', required = true)]
	pub purpose: Vec<Purpose>,
	/// access, and also collect, use, disclose, correct.
	#[arg(long, value_delimiter = ',', default_value = "access", value_parser = codes::code::<Action>)]
	pub action: Vec<Action>,
	/// How long, such as 90s, 24h or 30d, or until which date.
	#[arg(long, default_value = "24h")]
	pub until: When,
	/// These records only; all if neither records nor a folder is named.
	#[arg(long, value_delimiter = ',', conflicts_with = "folder")]
	pub records: Vec<RecordId>,
	/// The records of this folder only.
	#[arg(long)]
	pub folder: Option<FolderId>,
	/// Later records too.
	#[arg(long, conflicts_with = "records")]
	pub future: bool,
	/// On which ground: consent, contract, legal-obligation, vital-interests, public-task or
	/// legitimate-interests.
	#[arg(long, default_value = "consent", value_parser = codes::code::<LawfulBasis>)]
	pub basis: LawfulBasis,
	/// Custodians release it so often at most.
	#[arg(long)]
	pub reads: Option<u32>,
	/// The grantee erases its copies by then.
	#[arg(long)]
	pub erase_by: Option<When>,
}

/// Grants.
#[derive(Subcommand)]
pub enum Grant {
	/// As the subject: let an institution read records.
	Give(Give),
	/// As another guardian: agree to a grant that needs all of them.
	Agree {
		/// What the first guardian's `salus grant give`, or `narrow`, wrote.
		paper: PathBuf,
		/// The grant that it narrows.
		#[arg(long)]
		narrows: Option<GrantId>,
		#[command(flatten)]
		who: Who,
	},
	/// As the subject: replace a grant by one that allows less.
	Narrow(Narrow),
	/// As the subject: hand the parts of a grant's records to its grantee again, say after an
	/// amendment.
	Share {
		/// What `salus grant give` wrote.
		paper: PathBuf,
		#[command(flatten)]
		who: Who,
	},
	/// As the subject: take grants back.
	#[command(group = ArgGroup::new("which").required(true).args(["grants", "all"]))]
	Revoke {
		/// The grants, at most 32.
		grants: Vec<GrantId>,
		/// All of them.
		#[arg(long)]
		all: bool,
		#[command(flatten)]
		who: Who,
	},
	/// List a subject's grants.
	List {
		#[command(flatten)]
		who: Who,
	},
	/// Show what the chain knows of a grant.
	Show {
		/// The grant.
		grant: GrantId,
		#[command(flatten)]
		who: Who,
	},
}

/// Let an institution read records.
#[derive(Args)]
pub struct Give {
	/// Who may read.
	#[arg(long)]
	pub to: InstitutionId,
	#[command(flatten)]
	pub terms: TermsArgs,
	/// Where to write what the grantee needs to rely on the grant.
	#[arg(long)]
	pub out: PathBuf,
	#[command(flatten)]
	pub who: Who,
}

/// Replace a grant by one that allows less. What is not named stays.
#[derive(Args)]
pub struct Narrow {
	/// What `salus grant give` wrote.
	pub paper: PathBuf,
	/// These purposes only.
	#[arg(long, value_delimiter = ',')]
	pub purpose: Vec<Purpose>,
	/// These records only.
	#[arg(long, value_delimiter = ',')]
	pub records: Vec<RecordId>,
	/// No longer than that.
	#[arg(long)]
	pub until: Option<When>,
	/// Where to write what the grantee needs to rely on the new grant.
	#[arg(long)]
	pub out: PathBuf,
	#[command(flatten)]
	pub who: Who,
}

/// Requests for access.
#[derive(Subcommand)]
pub enum Request {
	/// As an institution: ask a subject for access.
	Make {
		/// The subject.
		subject: SubjectId,
		#[command(flatten)]
		terms: TermsArgs,
		/// Put the terms on chain in the clear, for all who run a node.
		#[arg(long)]
		in_the_clear: bool,
		/// Where to write the terms: to be handed to the subject, and to rely on the grant.
		#[arg(long)]
		out: PathBuf,
	},
	/// List what institutions ask of a subject.
	List {
		#[command(flatten)]
		who: Who,
	},
	/// Show what a request asks for.
	Show {
		/// The request.
		request: GrantId,
		/// The terms that the institution handed over, if they are sealed.
		#[arg(long)]
		paper: Option<PathBuf>,
		#[command(flatten)]
		who: Who,
	},
	/// As the subject: say yes. It becomes a grant with the same id.
	Approve {
		/// The request.
		request: GrantId,
		/// The terms that the institution handed over, if they are sealed.
		#[arg(long)]
		paper: Option<PathBuf>,
		#[command(flatten)]
		who: Who,
	},
	/// As the subject: say no.
	Decline {
		/// The request.
		request: GrantId,
		#[command(flatten)]
		who: Who,
	},
	/// As the institution, or anybody once it is too late to answer: take it back.
	Close {
		/// The subject.
		subject: SubjectId,
		/// The request.
		request: GrantId,
	},
}

/// Choices.
#[derive(Subcommand)]
pub enum Choice {
	/// As the subject: object to purposes, whatever basis other than consent they rest on.
	Object {
		/// HL7 PurposeOfUse codes; what lies below them is meant too.
		#[arg(value_delimiter = ',', required = true)]
		purpose: Vec<Purpose>,
		#[command(flatten)]
		who: Who,
	},
	/// As the subject: take objections back.
	WithdrawObjection {
		/// HL7 PurposeOfUse codes.
		#[arg(value_delimiter = ',', required = true)]
		purpose: Vec<Purpose>,
		#[command(flatten)]
		who: Who,
	},
	/// As the subject: opt out of research and other secondary use.
	OptOut {
		#[command(flatten)]
		who: Who,
	},
	/// As the subject: opt in again.
	OptIn {
		#[command(flatten)]
		who: Who,
	},
}

/// Emergency access.
#[derive(Subcommand)]
pub enum Emergency {
	/// As an emergency desk: open a subject's records for a short time, to be reviewed.
	Open {
		/// The subject.
		subject: SubjectId,
	},
	/// As a regulator or patient advocate: say whether it was justified.
	Review {
		/// The subject.
		subject: SubjectId,
		/// The desk.
		desk: InstitutionId,
		/// justified or unjustified.
		#[arg(action = ArgAction::Set, value_parser = codes::finding)]
		finding: bool,
	},
	/// List emergency accesses to a subject's records.
	List {
		#[command(flatten)]
		who: Who,
	},
}
