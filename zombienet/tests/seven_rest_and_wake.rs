//! Seven validators at rest: two of them may be missing, and the others wake for a transaction.

use anyhow::ensure;
use salus_zombienet::{drill, network::FOUR, Network, Person, Spec, SLOT};
use std::time::Duration;

const ALL: [usize; 7] = [0, 1, 2, 3, 4, 5, 6];

#[test]
#[ignore = "takes minutes: scripts/drills"]
fn seven_rest_and_wake() {
	drill("seven rest and wake", Duration::from_secs(1_800), |report| {
		let spec =
			Spec::local()?.validator(5, "eve")?.validator(6, "ferdie")?.validator(7, "one")?;
		let seven = [&FOUR[..], &["eve", "ferdie", "one"]].concat();
		let mut network = Network::start(&spec, &seven, &[])?;
		let clinic = Person::institution(network.folder(), "//Bob")?;
		network.rests(&ALL)?;
		let blocks = network.blocks_in(SLOT * 10)?;
		ensure!(blocks <= 1, "{blocks} blocks in ten slots of rest");
		report.proved(format!("at rest seven make {blocks} blocks in ten slots"));

		let woken = network.wakes(&clinic, "first", 6, &ALL)?;
		report.proved(format!("a transaction wakes all seven: {woken}"));

		network.nodes[1].kill()?;
		network.nodes[4].kill()?;
		let left = [0, 2, 3, 5, 6];
		let woken = network.wakes(&clinic, "second", 2, &left)?;
		report.proved(format!("with two of seven gone another wakes the five: {woken}"));
		network.common_final(&left)?;
		Ok(())
	});
}
