//! What the machine and the nodes say of themselves.

use anyhow::{Context, Result};
use std::{collections::BTreeMap, fs, os::unix::fs::MetadataExt, path::Path, time::Duration};

/// Clock ticks of a second, as Linux shows processor time on every architecture that we build for.
const TICKS: u64 = 100;

/// Bytes of a block in a file's metadata, whatever the file system's own blocks.
const BLOCK: u64 = 512;

/// Processor time that the processes used so far, all threads.
///
/// # Errors
/// When one of them is not running.
pub fn cpu_time(pids: &[u32]) -> Result<Duration> {
	let mut ticks = 0;
	for pid in pids {
		let stat = fs::read_to_string(format!("/proc/{pid}/stat"));
		let stat = stat.with_context(|| format!("process {pid} is not running"))?;
		ticks += ticks_of(&stat).with_context(|| format!("cannot read the time of {pid}"))?;
	}
	Ok(Duration::from_millis(ticks * 1000 / TICKS))
}

/// User and system time from a line of `/proc/PID/stat`. The name before them may hold anything.
fn ticks_of(stat: &str) -> Option<u64> {
	let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
	Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
}

/// Bytes that the files in a folder and those below take on the disk: the database's are long, and mostly
/// holes. With its write-ahead log, from which they go over into tables later. A file that goes away
/// meanwhile counts nothing.
///
/// # Errors
/// When the folder cannot be read.
pub fn folder_size(path: &Path) -> Result<u64> {
	let mut size = 0;
	let entries = fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
	for entry in entries.flatten() {
		let Ok(metadata) = entry.metadata() else { continue };
		if metadata.is_dir() {
			size += folder_size(&entry.path())?;
		} else {
			size += metadata.blocks() * BLOCK;
		}
	}
	Ok(size)
}

/// Why the nodes ended their blocks, and how often, since they started.
pub type Reasons = BTreeMap<String, u64>;

/// Asks each node's Prometheus endpoint.
///
/// # Errors
/// When one does not answer.
pub async fn end_reasons(ports: &[u16]) -> Result<Reasons> {
	let mut reasons = Reasons::new();
	for port in ports {
		let url = format!("http://127.0.0.1:{port}/metrics");
		let text = reqwest::get(&url).await.with_context(|| format!("no metrics at {url}"))?;
		for (reason, count) in reasons_in(&text.text().await?) {
			*reasons.entry(reason).or_default() += count;
		}
	}
	Ok(reasons)
}

fn reasons_in(metrics: &str) -> Vec<(String, u64)> {
	let lines =
		metrics.lines().filter(|it| it.starts_with("substrate_proposer_end_proposal_reason"));
	lines
		.filter_map(|line| {
			let reason = line.split_once("reason=\"")?.1.split('"').next()?;
			let count = line.rsplit_once(' ')?.1.parse::<f64>().ok()?;
			Some((reason.replace('_', " "), count as u64))
		})
		.collect()
}

/// What was added between two looks.
pub fn added(before: &Reasons, after: &Reasons) -> Reasons {
	after
		.iter()
		.map(|(reason, count)| {
			(reason.clone(), count.saturating_sub(before.get(reason).copied().unwrap_or_default()))
		})
		.filter(|(_, count)| *count > 0)
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn processor_time_is_read_behind_a_name_with_brackets_and_blanks() {
		let stat = "7 (a) b ) S 1 7 7 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 12 0 99";
		assert_eq!(ticks_of(stat), Some(300));
		assert_eq!(ticks_of("7 salus-node"), None);
		assert!(cpu_time(&[std::process::id()]).is_ok());
		let error = cpu_time(&[u32::MAX]).unwrap_err().to_string();
		assert!(error.contains("is not running"), "{error}");
	}

	#[test]
	fn a_folder_is_what_its_files_take_without_holes() {
		const WRITTEN: u64 = 1 << 20;
		let folder = tempfile::tempdir().unwrap();
		let path = |name: &str| folder.path().join(name);
		let size = || folder_size(folder.path()).unwrap();
		fs::create_dir(path("full")).unwrap();
		fs::write(path("full/table_01_15"), vec![1; WRITTEN as usize]).unwrap();
		fs::write(path("metadata"), vec![1; WRITTEN as usize]).unwrap();
		let before = size();
		assert!((2 * WRITTEN..3 * WRITTEN).contains(&before), "{before}");
		fs::File::create(path("full/index_01_16")).unwrap().set_len(1 << 30).unwrap();
		assert_eq!(size(), before);
		assert!(folder_size(&path("absent")).is_err());
	}

	#[test]
	fn reasons_are_those_that_were_added() {
		let metrics = |deadline: u32| {
			format!(
				"# HELP substrate_proposer_end_proposal_reason why\n\
				 substrate_proposer_end_proposal_reason{{chain=\"a\",reason=\"hit_deadline\"}} {deadline}\n\
				 substrate_proposer_end_proposal_reason{{reason=\"no_more_transactions\"}} 4\n\
				 substrate_block_height 9\n"
			)
		};
		let before = reasons_in(&metrics(1)).into_iter().collect();
		let after = reasons_in(&metrics(6)).into_iter().collect();
		assert_eq!(added(&before, &after), [("hit deadline".to_owned(), 5)].into());
	}
}
