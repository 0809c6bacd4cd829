//! All machines are off for longer than an epoch.

use salus_zombienet::{
	drill, load, network::FOUR, state, within, Network, Person, Spec, SLOT, SOON,
};
use std::{thread::sleep, time::Duration};

const SLOTS: u32 = 10;

#[test]
#[ignore = "takes minutes: scripts/drills"]
fn power_off_for_longer_than_an_epoch() {
	drill("power off for longer than an epoch", Duration::from_secs(3_600), |report| {
		let spec = Spec::local()?.session_slots(SLOTS);
		let mut network = Network::start(&spec, &FOUR, &[])?;
		let clinic = Person::institution(network.folder(), "//Bob")?;
		let folder = network.folder().to_path_buf();
		let sent = load::enrol(&folder, &clinic, 2, "first", &network.nodes[1].url())?;
		load::wait(&network, &[0, 1, 2, 3], &sent, SOON)?;
		let before = network.common_final(&[0, 1, 2, 3])?;
		let session = state::number(&network.nodes[0], "Session", "CurrentIndex", None)?;
		for node in &mut network.nodes {
			node.kill()?;
		}
		sleep(SLOT * SLOTS + SLOT * 5);
		report.proved("four validators without power for 45 s, an epoch and a half");

		for node in &mut network.nodes {
			node.restart()?;
		}
		network.wait()?;
		within("a block above the last one", SOON, || {
			network.all(|node| Ok(node.best()?.number > before.number))
		})?;
		let skipped = state::read(&network.nodes[0], "Babe", "SkippedEpochs", None)?;
		let skipped = skipped.is_some_and(|it| it.first().is_some_and(|count| *count > 0));
		anyhow::ensure!(skipped, "no epoch was skipped");
		report.proved("blocks go on, and BABE says that epochs were skipped");
		let sent = load::enrol(&folder, &clinic, 2, "second", &network.nodes[2].url())?;
		load::wait(&network, &[0, 1, 2, 3], &sent, SOON)?;
		anyhow::ensure!(network.all(|node| node.holds(&before))?, "{before:?} is gone");
		report.proved("a transaction is final, and all that was final before still is");
		let now = state::number(&network.nodes[0], "Session", "CurrentIndex", None)?;
		anyhow::ensure!(now > session, "session {session} does not end");
		report.proved(format!("session {session} has ended and {now} runs"));
		Ok(())
	});
}
