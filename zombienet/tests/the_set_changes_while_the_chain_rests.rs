//! Nobody sends anything, and still the set changes; two of four go and come back meanwhile.

use anyhow::ensure;
use salus_zombienet::{
	drill, load, network::FOUR, spec, state, within, Decision, Network, Person, Spec, SLOT, SOON,
};
use std::{thread::sleep, time::Duration};

const SLOTS: u32 = 20;

#[test]
#[ignore = "takes minutes: scripts/drills"]
fn the_set_changes_while_the_chain_rests() {
	drill("the set changes while the chain rests", Duration::from_secs(3_600), |report| {
		let spec = Spec::local()?.session_slots(SLOTS).validator(5, "eve")?;
		let five = [&FOUR[..], &["eve"]].concat();
		let mut network = Network::start(&spec, &five, &[])?;
		let folder = network.folder().to_path_buf();
		let clinic = Person::institution(&folder.join("second"), "//Bob")?;
		let eve = spec::account("eve")?;
		Decision::new(&folder)?.decide(&network.nodes[0], &["seats", "5", "0"])?;
		let from = network.nodes[0].best()?.number;
		within("the fifth serves no longer, finally", SLOT * SLOTS * 4 + SOON, || {
			let head = network.nodes[1].finalised()?;
			Ok(!state::validators(&network.nodes[1], Some(&head.hash))?.contains(&eve))
		})?;
		let blocks = network.nodes[0].best()?.number - from;
		report.proved(format!("a set of four is in force and final after {blocks} blocks at rest"));
		network.nodes[4].kill()?;

		sleep(SLOT * 4);
		let four = [0, 1, 2, 3];
		let sent = load::enrol(&folder, &clinic, 2, "first", &network.nodes[2].url())?;
		let took = load::wait(&network, &four, &sent, SOON)?;
		ensure!(took <= SLOT * 3, "final {took:?} after its block");
		report.proved(format!(
			"the next transaction is final on all four {:.1} s after its block",
			took.as_secs_f32()
		));

		within("all is final", SOON, || {
			network.all_of(&four, |node| Ok(node.best()? == node.finalised()?))
		})?;
		network.nodes[2].kill()?;
		network.nodes[3].kill()?;
		sleep(SLOT * SLOTS + SLOT * 5);
		let stuck = network.common_final(&[0, 1])?;
		let best = network.nodes[0].best()?;
		ensure!(best.number > stuck.number, "no block in a session: {best:?}");
		report.proved("two of four are gone at rest: sessions still begin, nothing is final");
		network.nodes[2].restart()?;
		network.nodes[3].restart()?;
		let back = network.is_final(&four, &best, SOON)?;
		report.proved(format!("back, all is final {:.1} s after their start", back.as_secs_f32()));
		let sent = load::enrol(&folder, &clinic, 2, "second", &network.nodes[3].url())?;
		load::wait(&network, &four, &sent, SOON)?;
		network.common_final(&four)?;
		report.proved("and a transaction sent to one of them is final on all four");
		Ok(())
	});
}
