//! The network falls apart and heals: nobody finalises with half, nothing final is lost.

use anyhow::ensure;
use salus_zombienet::{
	cut::Cut, drill, load, network::FOUR, within, Network, Person, Spec, SLOT, SOON,
};
use std::{thread::sleep, time::Duration};

#[test]
#[ignore = "takes minutes and needs root: scripts/drills"]
fn a_network_is_divided() {
	drill("a network is divided", Duration::from_secs(3_600), |report| {
		let cables = match Cut::new(4) {
			Ok(cables) => cables,
			Err(error) => {
				report.skipped(&format!("needs CAP_NET_ADMIN and namespaces: {error:#}"));
				return Ok(());
			},
		};
		let mut network = Network::new(&Spec::local()?)?;
		for (position, name) in FOUR.iter().enumerate() {
			let key = format!("--{name}");
			let arguments = [key.as_str(), "--validator", "--always-author"];
			let start = cables.start(position as u8, name, network.folder(), &arguments)?;
			network.add_started(start)?;
		}
		network.wait()?;
		network.finality_goes_on(&[0, 1, 2, 3], 2, SOON)?;
		report.proved("four validators in namespaces of their own finalise");
		let folder = network.folder().to_path_buf();
		let clinic = Person::institution(&folder, "//Bob")?;
		let hospital = Person::institution(&folder, "//Alice")?;

		cables.divide(&[2, 3])?;
		sleep(SLOT * 2);
		let before = network.common_final(&[0, 1, 2, 3])?;
		let left = load::enrol(&folder, &clinic, 2, "left", &network.nodes[0].url())?;
		let right = load::enrol(&folder, &hospital, 1, "right", &network.nodes[2].url())?;
		within("both sides make blocks", SLOT * 30, || {
			network.all(|node| Ok(node.best()?.number >= before.number + 6))
		})?;
		for node in &network.nodes {
			let now = node.finalised()?;
			ensure!(now.number <= before.number + 1, "{} finalised {now:?} alone", node.name());
		}
		let elsewhere = network.nodes[2].ask("salus_subject", serde_json::json!([left.subject]))?;
		ensure!(elsewhere.is_null(), "the sides are not divided");
		report.proved("two and two: both sides make blocks, neither finalises");

		cables.heal()?;
		network.finality_goes_on(&[0, 1, 2, 3], 3, SOON)?;
		network.is_final(&[0, 1, 2, 3], &before, SOON)?;
		network.common_final(&[0, 1, 2, 3])?;
		report.proved("healed: one chain, final, and nothing final was lost");
		within("both sides' people are enrolled", SOON, || {
			let known = |sent: &load::Sent| {
				let row =
					network.nodes[1].ask("salus_subject", serde_json::json!([sent.subject]))?;
				Ok::<_, anyhow::Error>(!row.is_null())
			};
			Ok(known(&left)? && known(&right)?)
		})?;
		report.proved(
			"the transactions of both sides are in it: the pool put back what lost its block",
		);

		cables.divide(&[3])?;
		sleep(SLOT);
		let sent = load::enrol(&folder, &clinic, 2, "three", &network.nodes[0].url())?;
		load::wait(&network, &[0, 1, 2], &sent, SOON)?;
		network.finality_goes_on(&[0, 1, 2], 3, SOON)?;
		ensure!(!load::is_final(&network.nodes[3], &sent)?, "the fourth is not cut off");
		report.proved("three and one: the three go on");
		cables.heal()?;
		load::wait(&network, &[3], &sent, SOON)?;
		network.common_final(&[0, 1, 2, 3])?;
		report.proved("healed: the one has caught up");
		Ok(())
	});
}
