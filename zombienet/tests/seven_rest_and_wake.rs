//! Seven validators at rest: two of them may be missing, and the others wake for a transaction.

use anyhow::ensure;
use salus_zombienet::{drill, load, network::FOUR, within, Network, Person, Spec, SLOT, SOON};
use std::{thread::sleep, time::Duration};

const ALL: [usize; 7] = [0, 1, 2, 3, 4, 5, 6];

#[test]
#[ignore = "takes minutes: scripts/drills"]
fn seven_rest_and_wake() {
	drill("seven rest and wake", Duration::from_secs(1_800), |report| {
		let spec =
			Spec::local()?.validator(5, "eve")?.validator(6, "ferdie")?.validator(7, "one")?;
		let seven = [&FOUR[..], &["eve", "ferdie", "one"]].concat();
		let mut network = Network::start(&spec, &seven, &[])?;
		let folder = network.folder().to_path_buf();
		let clinic = Person::institution(&folder.join("second"), "//Bob")?;
		within("all is final", SOON, || {
			network.all(|node| Ok(node.best()?.number > 0 && node.best()? == node.finalised()?))
		})?;
		// A fork at the start may cost another block.
		sleep(SLOT * 4);
		let before = network.nodes[0].best()?.number;
		sleep(SLOT * 10);
		let blocks = network.nodes[0].best()?.number - before;
		ensure!(blocks <= 1, "{blocks} blocks in ten slots of rest");
		report.proved(format!("at rest seven make {blocks} blocks in ten slots"));

		let sent = load::enrol(&folder, &clinic, 2, "first", &network.nodes[6].url())?;
		let took = load::wait(&network, &ALL, &sent, SOON)?;
		report.proved(format!(
			"a transaction wakes them, and is final on all seven {:.1} s after its block",
			took.as_secs_f32()
		));

		network.nodes[1].kill()?;
		network.nodes[4].kill()?;
		let left = [0, 2, 3, 5, 6];
		let sent = load::enrol(&folder, &clinic, 2, "second", &network.nodes[2].url())?;
		let took = load::wait(&network, &left, &sent, SOON)?;
		report.proved(format!(
			"with two of seven gone another is final {:.1} s after its block",
			took.as_secs_f32()
		));
		network.common_final(&left)?;
		Ok(())
	});
}
