//! `kill -9` of each validator in turn, then of all at once, while people are enrolled.

use salus_zombienet::{drill, load, network::FOUR, within, Load, Network, Spec, SOON};
use std::{thread::sleep, time::Duration};

#[test]
#[ignore = "takes minutes: scripts/drills"]
fn power_cuts_under_load() {
	drill("power cuts under load", Duration::from_secs(3_600), |report| {
		let mut network = Network::start(&Spec::local()?, &FOUR, &[])?;
		let load = Load::start(&network)?;
		within("transactions are final", SOON, || Ok(load.so_far()?.settled.len() >= 3))?;
		let mut heads = vec![network.common_final(&[0, 1, 2, 3])?];
		for killed in 0..4 {
			network.nodes[killed].kill()?;
			let others: Vec<_> = (0..4).filter(|it| *it != killed).collect();
			network.finality_goes_on(&others, 2, SOON)?;
			heads.push(network.common_final(&others)?);
			network.nodes[killed].restart()?;
			network.nodes[killed].wait()?;
			network.is_final(&[killed], heads.last().expect("one was pushed"), SOON)?;
		}
		report.proved("each in turn: finality goes on without it, and it catches up");

		let before = load.so_far()?;
		let newest = network.nodes[0].finalised()?;
		for node in &mut network.nodes {
			node.kill()?;
		}
		sleep(Duration::from_secs(5));
		for node in &mut network.nodes {
			node.restart()?;
		}
		network.wait()?;
		network.finality_goes_on(&[0, 1, 2, 3], 2, SOON)?;
		heads.push(newest);
		report.proved("all at once: they start again and finalise");

		within("transactions are final again", SOON, || {
			Ok(load.so_far()?.settled.len() > before.settled.len() + 1)
		})?;
		let done = load.stop()?;
		for node in &network.nodes {
			load::check(node, &done.settled)?;
			for head in &heads {
				anyhow::ensure!(node.holds(head)?, "{} lost {head:?}", node.name());
			}
		}
		report.proved(format!(
			"{} final transactions and {} final heads are where they were, on every one",
			done.settled.len(),
			heads.len()
		));
		report.note(format!("{} attempts met a node that was down", done.failed));
		Ok(())
	});
}
