//! The folder of one person or organisation: keys, pseudonyms, patients' keys, outbox.

use anyhow::Context;
use salus_client::{
	care::Outbox,
	chain::Chain,
	identity::{write_private, Identity},
};
use salus_primitives::{PublicKey, SubjectId};
use std::{fs, path::PathBuf};

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

	/// The node.
	pub async fn chain(&self) -> anyhow::Result<Chain> {
		Ok(Chain::connect(&self.node).await?)
	}

	/// Deposits that wait.
	pub fn outbox(&self) -> anyhow::Result<Outbox> {
		Ok(Outbox::open(self.folder.join("outbox"))?)
	}

	/// Notes a pseudonym of one's own.
	pub fn add_subject(&self, subject: SubjectId) -> anyhow::Result<()> {
		let path = self.folder.join("subjects").join(subject.to_string());
		write_private(&path, b"").with_context(|| format!("cannot write {}", path.display()))
	}

	/// The one pseudonym of one's own.
	pub fn subject(&self) -> anyhow::Result<SubjectId> {
		let folder = self.folder.join("subjects");
		let mut found = fs::read_dir(&folder)
			.with_context(|| "no pseudonym here: run `salus subject agree` first".to_string())?
			.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
		match (found.next(), found.next()) {
			(Some(subject), None) => Ok(subject),
			(None, _) => anyhow::bail!("no pseudonym here: run `salus subject agree` first"),
			(Some(_), Some(_)) => anyhow::bail!("several pseudonyms here: name the subject"),
		}
	}

	/// Notes the encryption key of an enrolled patient.
	pub fn add_patient(&self, subject: SubjectId, key: PublicKey) -> anyhow::Result<()> {
		let path = self.folder.join("patients").join(subject.to_string());
		write_private(&path, &serde_json::to_vec(&key)?)
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
