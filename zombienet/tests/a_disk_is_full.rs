//! One validator's disk runs full.

use anyhow::Result;
use salus_zombienet::{
	drill, load, network::FOUR, node::Start, tool, within, Network, Person, Spec, SOON,
};
use std::{
	fs::{self, File},
	io::Write,
	path::PathBuf,
	time::Duration,
};

/// A small disk in memory; it goes with this value.
struct Disk(PathBuf);

impl Disk {
	fn new(folder: PathBuf) -> Result<Self> {
		fs::create_dir_all(&folder)?;
		let target = folder.display().to_string();
		tool::run("mount", &["-t", "tmpfs", "-o", "size=64m", "tmpfs", &target])?;
		Ok(Self(folder))
	}

	fn ballast(&self) -> PathBuf {
		self.0.join("ballast")
	}

	/// Writes until nothing more fits.
	fn fill(&self) -> Result<u64> {
		let mut file = File::create(self.ballast())?;
		let mut written = 0;
		for size in [1 << 20, 4096, 1] {
			while file.write_all(&vec![1; size]).is_ok() {
				written += size as u64;
			}
		}
		Ok(written)
	}
}

impl Drop for Disk {
	fn drop(&mut self) {
		let _ = tool::run("umount", &["--lazy", &self.0.display().to_string()]);
	}
}

#[test]
#[ignore = "takes minutes and needs root: scripts/drills"]
fn a_disk_is_full() {
	drill("a disk is full", Duration::from_secs(3_600), |report| {
		let mut network = Network::new(&Spec::local()?)?;
		let disk = match Disk::new(network.folder().join("dave")) {
			Ok(disk) => disk,
			Err(error) => {
				report.skipped(&format!("needs CAP_SYS_ADMIN to mount a disk: {error:#}"));
				return Ok(());
			},
		};
		for name in FOUR {
			let key = format!("--{name}");
			let arguments = [key.as_str(), "--validator", "--always-author"];
			let start = Start::local(name, network.folder(), &arguments)?;
			network.add_started(start)?;
		}
		network.wait()?;
		network.finality_goes_on(&[0, 1, 2, 3], 2, SOON)?;
		let bytes = disk.fill()?;
		report.proved(format!("dave's disk is full: {} MB were free", bytes >> 20));

		let folder = network.folder().to_path_buf();
		let clinic = Person::institution(&folder, "//Bob")?;
		let mut stopped = false;
		for turn in 0..10 {
			let sent =
				load::enrol(&folder, &clinic, 2, &format!("full-{turn}"), &network.nodes[0].url())?;
			load::wait(&network, &[0, 1, 2], &sent, SOON)?;
			stopped = !network.nodes[3].runs()?;
			if stopped {
				break;
			}
		}
		report.proved("the network goes on: transactions are final on the three others");
		let complains = network.nodes[3].said("No space left")?;
		let what = if stopped { "it stopped" } else { "it still runs" };
		report.note(format!("dave: {what}; it said: {}", network.nodes[3].last_words(4)));
		anyhow::ensure!(
			stopped || !complains.is_empty(),
			"it neither stops nor says why it is stuck"
		);
		report.proved(format!("{what}, and named the reason {} times", complains.len()));

		if !stopped {
			network.nodes[3].kill()?;
		}
		fs::remove_file(disk.ballast())?;
		network.nodes[3].restart()?;
		network.nodes[3].wait()?;
		within("it has what the others have", SOON, || {
			let block = network.common_final(&[0, 1, 2])?;
			network.nodes[3].holds(&block)
		})?;
		let sent = load::enrol(&folder, &clinic, 2, "after", &network.nodes[3].url())?;
		load::wait(&network, &[0, 1, 2, 3], &sent, SOON)?;
		report.proved("with space again it catches up from the same database, and serves");
		drop(network);
		drop(disk);
		Ok(())
	});
}
