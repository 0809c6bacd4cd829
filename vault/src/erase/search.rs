//! Looks for bytes in files.

use std::{
	fs::{self, File},
	io::{self, Read},
	path::{Path, PathBuf},
};

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;

/// Whether any of the needles is in any file of the folder or of the folders in it, but `except`.
/// Files that vanish meanwhile (journals) do not count. Needles of fewer than two bytes are not
/// looked for.
pub fn is_anywhere(folder: &Path, except: &Path, needles: &[impl AsRef<[u8]>]) -> io::Result<bool> {
	let needles: Vec<&[u8]> =
		needles.iter().map(AsRef::as_ref).filter(|needle| needle.len() >= 2).collect();
	if needles.is_empty() {
		return Ok(false);
	}
	for file in files(folder, except)? {
		match File::open(file).and_then(|file| is_in(file, &needles)) {
			Ok(true) => return Ok(true),
			Ok(false) => {},
			Err(error) if error.kind() == io::ErrorKind::NotFound => {},
			Err(error) => return Err(error),
		}
	}
	Ok(false)
}

fn files(folder: &Path, except: &Path) -> io::Result<Vec<PathBuf>> {
	let mut files = Vec::new();
	for entry in fs::read_dir(folder)? {
		let path = entry?.path();
		if path == except {
			continue;
		}
		match path.is_dir() {
			true => files.extend(self::files(&path, except)?),
			false => files.push(path),
		}
	}
	Ok(files)
}

/// Looks at every place once: a table of the needles' first two bytes says where to look closer.
fn is_in(mut file: impl Read, needles: &[&[u8]]) -> io::Result<bool> {
	let mut starts = vec![false; 1 << 16];
	for needle in needles {
		starts[usize::from(u16::from_be_bytes([needle[0], needle[1]]))] = true;
	}
	let overlap = needles.iter().map(|needle| needle.len()).max().unwrap_or(1) - 1;
	let mut buffer = Vec::with_capacity(CHUNK + overlap);
	loop {
		let kept = buffer.len();
		let read = file.by_ref().take(CHUNK as u64).read_to_end(&mut buffer)?;
		for (at, pair) in buffer.windows(2).enumerate() {
			let closer = starts[usize::from(u16::from_be_bytes([pair[0], pair[1]]))];
			if closer && needles.iter().any(|needle| buffer[at..].starts_with(needle)) {
				return Ok(true);
			}
		}
		if read == 0 {
			return Ok(false);
		}
		let keep = overlap.min(kept + read);
		buffer.drain(..buffer.len() - keep);
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_needle_is_found_wherever_it_lies() {
		let needle = b"needle".as_slice();
		for at in [0, 5, CHUNK - 7, CHUNK - 3, CHUNK, 2 * CHUNK - 1, 3 * CHUNK - 6] {
			let mut hay = vec![b'n'; 3 * CHUNK];
			hay[at..at + 6].copy_from_slice(needle);
			assert!(is_in(&*hay, &[b"other", needle]).unwrap(), "not found at {at}");
		}
		assert!(!is_in(&*vec![b'n'; 3 * CHUNK], &[needle]).unwrap());
		assert!(!is_in(&b"needl"[..], &[needle]).unwrap());
	}

	#[test]
	fn folders_are_searched_and_exceptions_are_not() {
		let folder = tempfile::tempdir().unwrap();
		let (inner, other) = (folder.path().join("inner"), folder.path().join("other"));
		fs::create_dir(&inner).unwrap();
		fs::write(inner.join("file"), b"a needle").unwrap();
		assert!(is_anywhere(folder.path(), &other, &[b"needle"]).unwrap());
		assert!(!is_anywhere(folder.path(), &inner, &[b"needle"]).unwrap());
	}
}
