//! Membership while people work: one institution comes, one changes its keys, one goes.

use anyhow::ensure;
use salus_zombienet::{
	drill, load, network::FOUR, spec, state, within, Decision, Load, Network, Person, Spec, SOON,
};
use std::time::Duration;

/// Two sessions until a change counts, and time to spare.
const SESSIONS: Duration = Duration::from_secs(240);

#[test]
#[ignore = "takes minutes: scripts/drills"]
fn validators_come_and_go() {
	drill("validators come and go", Duration::from_secs(3_600), |report| {
		let spec = Spec::local()?.session_slots(10).may_validate(5)?;
		let mut network = Network::start(&spec, &FOUR, &["--always-author"])?;
		network.finality_goes_on(&[0, 1, 2, 3], 1, SOON)?;
		// Institution 5 runs a node, which has no keys yet.
		let fifth = network.add("fifth", &["--validator", "--always-author"])?;
		network.wait()?;
		let load = Load::start(&network)?;
		let (bob, dave, eve) =
			(spec::account("bob")?, spec::account("dave")?, spec::account("eve")?);
		let serves = |network: &Network, account: &String| {
			let head = network.nodes[0].finalised()?;
			Ok(state::validators(&network.nodes[0], Some(&head.hash))?.contains(account))
		};

		let folder = network.folder().to_path_buf();
		let custodian = Person::institution(&folder, "//Eve")?;
		Decision::new(&folder)?.decide(&network.nodes[0], &["seats", "5", "1"])?;
		custodian.salus(&network.nodes[0], &["validator", "stand", &eve])?;
		let url = network.nodes[fifth].url();
		let keys = ["validator", "keys", &eve, "--validator-node", &url];
		custodian.salus(&network.nodes[0], &keys)?;
		within("the fifth serves", SESSIONS, || serves(&network, &eve))?;
		within("it makes blocks", SESSIONS, || Ok(state::authored(&network.nodes[0], &eve)? > 0))?;
		report
			.proved("a fifth institution got a seat by motion, stood, set keys, and makes blocks");

		let clinic = Person::institution(&folder.join("second"), "//Bob")?;
		let url = network.nodes[1].url();
		let before = state::read(&network.nodes[0], "Grandpa", "Authorities", None)?;
		clinic.salus(&network.nodes[0], &["validator", "keys", &bob, "--validator-node", &url])?;
		within("other keys count", SESSIONS, || {
			Ok(state::read(&network.nodes[0], "Grandpa", "Authorities", None)? != before)
		})?;
		within("bob makes blocks with them", SESSIONS, || {
			Ok(state::authored(&network.nodes[0], &bob)? > 0)
		})?;
		report.proved("another changed its session keys and makes blocks with the new ones");

		let leaver = Person::institution(&folder, "//Dave")?;
		leaver.salus(&network.nodes[0], &["validator", "leave", &dave])?;
		within("dave serves no longer", SESSIONS, || Ok(!serves(&network, &dave)?))?;
		report.proved("a third left and serves no longer");
		network.nodes[3].kill()?;
		network.finality_goes_on(&[0, 1, 2, fifth], 5, SOON)?;
		report.proved("its machine is off, and four finalise");

		let done = load.stop()?;
		for node in [0, 1, 2, fifth] {
			load::check(&network.nodes[node], &done.settled)?;
		}
		ensure!(done.settled.len() > 10, "only {} people were enrolled", done.settled.len());
		network.common_final(&[0, 1, 2, fifth])?;
		report.proved(format!("{} people were enrolled meanwhile, each final", done.settled.len()));
		Ok(())
	});
}
