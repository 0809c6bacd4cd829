//! A third of the validators may fail: the others go on, at rest and at work.

use salus_zombienet::{drill, load, network::FOUR, within, Network, Person, Spec, SLOT, SOON};
use std::time::Duration;

#[test]
fn one_of_four_is_killed() {
	drill("one of four is killed", Duration::from_secs(1_800), |report| {
		let mut network = Network::start(&Spec::local()?, &FOUR, &[])?;
		within("the first block is final", SOON, || {
			network.all(|node| Ok(node.finalised()?.number > 0))
		})?;
		report.proved("four validators finalise");

		let clinic = Person::institution(network.folder(), "//Bob")?;
		let folder = network.folder().to_path_buf();
		within("all is final and the chain rests", SOON, || {
			network.all(|node| Ok(node.best()? == node.finalised()?))
		})?;
		network.nodes[3].kill()?;
		let sent = load::enrol(&folder, &clinic, 2, "first", &network.nodes[0].url())?;
		let took = load::wait(&network, &[0, 1, 2], &sent, SLOT * 10)?;
		report.proved(format!(
			"killed at rest: a transaction at the three others is final {:.1} s after its block",
			took.as_secs_f32()
		));

		for turn in 0..5 {
			let node = &network.nodes[turn % 3];
			let sent = load::enrol(&folder, &clinic, 2, &format!("later-{turn}"), &node.url())?;
			load::wait(&network, &[0, 1, 2], &sent, SLOT * 10)?;
		}
		report.proved("five more transactions are final without it");

		network.nodes[3].restart()?;
		let caught_up = within("the fourth has what the others have", SOON, || {
			let block = network.common_final(&[0, 1, 2])?;
			network.nodes[3].holds(&block)
		})?;
		report.proved(format!("it is back and has caught up in {:.1} s", caught_up.as_secs_f32()));
		network.wait()?;
		let sent = load::enrol(&folder, &clinic, 2, "last", &network.nodes[3].url())?;
		load::wait(&network, &[0, 1, 2, 3], &sent, SLOT * 10)?;
		report.proved("a transaction sent to it is final on all four");
		Ok(())
	});
}
