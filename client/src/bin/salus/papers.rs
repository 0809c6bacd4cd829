//! The papers behind a motion: files that stay here, and their hashes.

use anyhow::Context;
use salus_primitives::{Documents, Hash32};
use std::{fs, path::Path};

/// BLAKE2b-256 of bytes, as `b2sum -l 256` prints it.
pub fn hash(bytes: &[u8]) -> Hash32 {
	let hash = blake2b_simd::Params::new().hash_length(Hash32::LEN).hash(bytes);
	Hash32(std::array::from_fn(|at| hash.as_bytes()[at]))
}

/// Reads a file that has to hold something.
pub fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
	let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
	anyhow::ensure!(!bytes.is_empty(), "{} is empty", file.display());
	Ok(bytes)
}

/// The hashes of a text and of an assessment.
pub fn documents(text: &Path, assessment: Option<&Path>) -> anyhow::Result<Documents> {
	let of = |file: &Path| read(file).map(|bytes| hash(&bytes));
	Ok(Documents { text: of(text)?, assessment: assessment.map(of).transpose()? })
}

/// Fails unless the file is the paper that a motion names.
pub fn ensure_same(file: &Path, paper: &str, named: Option<Hash32>) -> anyhow::Result<()> {
	let hash = hash(&read(file)?);
	let file = file.display();
	match named {
		Some(named) if named == hash => Ok(()),
		Some(named) => {
			anyhow::bail!(
				"{file} is NOT the {paper} of this motion: it has hash {hash}, not {named}"
			)
		},
		None => anyhow::bail!("{file} is NOT the {paper} of this motion: it has none"),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_hash_is_what_others_compute() {
		// RFC 7693, with 32 bytes: `printf abc | b2sum -l 256`.
		let abc = "0xbddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319";
		assert_eq!(hash(b"abc").to_string(), abc);
	}

	#[test]
	fn only_the_very_file_is_the_paper() {
		let folder = tempfile::tempdir().unwrap();
		let [text, other, empty] = ["text", "other", "empty"].map(|name| folder.path().join(name));
		fs::write(&text, "Cooling is two days.").unwrap();
		fs::write(&other, "Cooling is two days. ").unwrap();
		fs::write(&empty, "").unwrap();
		let named = documents(&text, Some(&other)).unwrap();
		assert!(ensure_same(&text, "text", Some(named.text)).is_ok());
		assert!(ensure_same(&other, "assessment", named.assessment).is_ok());
		for named in [Some(named.text), None] {
			let error = ensure_same(&other, "text", named).unwrap_err().to_string();
			assert!(error.contains("is NOT the text of this motion"), "{error}");
		}
		assert!(documents(&empty, None).is_err());
		assert!(documents(&folder.path().join("none"), None).is_err());
	}
}
