//! More than a third may not fail: blocks go on, finality waits.

use salus_zombienet::{drill, load, network::FOUR, within, Network, Person, Spec, SLOT, SOON};
use std::{thread::sleep, time::Duration};

#[test]
#[ignore = "takes minutes: scripts/drills"]
fn two_of_four_are_killed() {
	drill("two of four are killed", Duration::from_secs(3_600), |report| {
		let mut network = Network::start(&Spec::local()?, &FOUR, &["--always-author"])?;
		network.finality_goes_on(&[0, 1, 2, 3], 2, SOON)?;
		network.nodes[2].kill()?;
		network.nodes[3].kill()?;
		// Votes that were on their way.
		sleep(SLOT);
		let stuck = network.common_final(&[0, 1])?;
		let best = network.nodes[0].best()?.number;

		let clinic = Person::institution(network.folder(), "//Bob")?;
		let folder = network.folder().to_path_buf();
		let sent = load::enrol(&folder, &clinic, 2, "first", &network.nodes[0].url())?;
		within("blocks go on", SLOT * 20, || {
			network.all_of(&[0, 1], |node| Ok(node.best()?.number >= best + 5))
		})?;
		report.proved("the two others make blocks, with transactions in them");
		let still = network.nodes[0].finalised()?;
		anyhow::ensure!(still.number <= stuck.number + 1, "{still:?} was final with two of four");
		report.proved(format!("nothing is final beyond block {}", still.number));

		network.nodes[2].restart()?;
		let back = load::wait(&network, &[0, 1, 2], &sent, SOON)?;
		report.proved(format!(
			"with a third one the transaction is final, {:.1} s after its start",
			back.as_secs_f32()
		));
		network.nodes[3].restart()?;
		network.wait()?;
		load::wait(&network, &[0, 1, 2, 3], &sent, SOON)?;
		network.finality_goes_on(&[0, 1, 2, 3], 3, SOON)?;
		network.common_final(&[0, 1, 2, 3])?;
		report.proved("four finalise again, and nothing that was final changed");
		Ok(())
	});
}
