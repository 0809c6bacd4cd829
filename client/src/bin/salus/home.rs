//! The folder of one person or organisation: keys, pseudonyms, papers, outbox, certificates.

use anyhow::Context;
use salus_client::{
	care::{Outbox, Statements},
	chain::{Chain, ChainError},
	identity::{write_private, Identity},
	vault::Tls,
};
use salus_primitives::{PublicKey, RectificationId, SubjectId};
use std::{fmt::Display, fs, io::ErrorKind, path::PathBuf, str::FromStr};

/// A home and the node it talks to.
pub struct Home {
	folder: PathBuf,
	node: String,
}

impl Home {
	/// A home that may not exist yet.
	pub fn new(folder: PathBuf, node: String) -> Self {
		Self { folder, node }
	}

	/// Where the identity lies.
	pub fn identity_file(&self) -> PathBuf {
		self.folder.join("identity.json")
	}

	/// Whose home it is.
	pub fn identity(&self) -> anyhow::Result<Identity> {
		Ok(Identity::load(&self.identity_file())?)
	}

	/// The node, and whom to trust behind the endpoints of vaults.
	pub async fn chain(&self) -> anyhow::Result<Chain> {
		let tls = Tls::load(&self.folder.join("tls"))?;
		match Chain::connect(&self.node).await {
			Err(ChainError::Unreachable { url }) if url.starts_with("wss://") => anyhow::bail!(
				"no Salus node answers at {url}: a node that asks for certificates is reached by ws:// \
				 through your member's own nginx, see docs/deployment.md"
			),
			connected => Ok(connected?.with_tls(tls)),
		}
	}

	/// Deposits that wait.
	pub fn outbox(&self) -> anyhow::Result<Outbox> {
		Ok(Outbox::open(self.folder.join("outbox"))?)
	}

	/// What custodians signed when they served.
	pub fn statements(&self) -> Statements {
		Statements::open(self.folder.join("statements"))
	}

	/// Notes an id of one's own, in the folder of its kind.
	fn note(&self, kind: &str, id: impl Display) -> anyhow::Result<()> {
		let path = self.folder.join(kind).join(id.to_string());
		match write_private(&path, b"") {
			Err(error) if error.kind() != ErrorKind::AlreadyExists => {
				Err(error).with_context(|| format!("cannot write {}", path.display()))
			},
			_ => Ok(()),
		}
	}

	/// The ids that were noted. Files with other names are left alone.
	fn noted<T: FromStr>(&self, kind: &str) -> anyhow::Result<Vec<T>> {
		let folder = self.folder.join(kind);
		let entries = match fs::read_dir(&folder) {
			Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
			entries => entries.with_context(|| format!("cannot read {}", folder.display()))?,
		};
		Ok(entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect())
	}

	/// Notes a pseudonym of one's own.
	pub fn add_subject(&self, subject: SubjectId) -> anyhow::Result<()> {
		self.note("subjects", subject)
	}

	/// Forgets a pseudonym that is closed or went to another identity.
	pub fn forget_subject(&self, subject: SubjectId) -> anyhow::Result<()> {
		let path = self.folder.join("subjects").join(subject.to_string());
		match fs::remove_file(&path) {
			Err(error) if error.kind() != ErrorKind::NotFound => {
				Err(error).with_context(|| format!("cannot remove {}", path.display()))
			},
			_ => Ok(()),
		}
	}

	/// The subject that was named, or else the one pseudonym of one's own.
	pub fn subject(&self, named: Option<SubjectId>) -> anyhow::Result<SubjectId> {
		match (named, &self.noted("subjects")?[..]) {
			(Some(subject), _) => Ok(subject),
			(None, [subject]) => Ok(*subject),
			(None, []) => anyhow::bail!(
				"no pseudonym here: run `salus subject agree` first, or name the subject"
			),
			(None, _) => anyhow::bail!("several pseudonyms here: name the subject"),
		}
	}

	/// Notes a request for rectification of one's own.
	pub fn add_rectification(&self, id: RectificationId) -> anyhow::Result<()> {
		self.note("rectifications", id)
	}

	/// One's own requests for rectification.
	pub fn rectifications(&self) -> anyhow::Result<Vec<RectificationId>> {
		self.noted("rectifications")
	}

	/// Notes the encryption key of an enrolled patient.
	pub fn add_patient(&self, subject: SubjectId, key: PublicKey) -> anyhow::Result<()> {
		let path = self.folder.join("patients").join(subject.to_string());
		write_private(&path, &serde_json::to_vec(&key)?)
			.with_context(|| format!("cannot write {}", path.display()))
	}

	/// Notes the encryption key of a patient's new identity, in the place of the old one.
	pub fn replace_patient(&self, subject: SubjectId, key: PublicKey) -> anyhow::Result<()> {
		let path = self.folder.join("patients").join(subject.to_string());
		let new = path.with_extension("new");
		match fs::remove_file(&new) {
			Err(error) if error.kind() != ErrorKind::NotFound => {
				return Err(error).with_context(|| format!("cannot remove {}", new.display()));
			},
			_ => {},
		}
		write_private(&new, &serde_json::to_vec(&key)?)
			.and_then(|()| fs::rename(&new, &path))
			.with_context(|| format!("cannot write {}", path.display()))
	}

	/// The encryption key of an enrolled patient.
	pub fn patient(&self, subject: SubjectId) -> anyhow::Result<PublicKey> {
		let path = self.folder.join("patients").join(subject.to_string());
		let bytes = fs::read(path).with_context(|| {
			format!("subject {subject} was not enrolled from this home: use the one that did")
		})?;
		Ok(serde_json::from_slice(&bytes)?)
	}
}
