//! A new node takes over the state by warp sync, another all blocks.

use anyhow::ensure;
use salus_zombienet::{drill, load, network::FOUR, within, Network, Person, Spec, SOON};
use serde_json::json;
use std::time::Duration;

#[test]
#[ignore = "takes minutes: scripts/drills"]
fn a_new_node_joins() {
	drill("a new node joins", Duration::from_secs(3_600), |report| {
		let spec = Spec::local()?.session_slots(10);
		let mut network = Network::start(&spec, &FOUR, &["--always-author"])?;
		let folder = network.folder().to_path_buf();
		let clinic = Person::institution(&folder, "//Bob")?;
		let sent = load::enrol(&folder, &clinic, 2, "first", &network.nodes[0].url())?;
		load::wait(&network, &[0, 1, 2, 3], &sent, SOON)?;
		network.finality_goes_on(&[0], 15, SOON)?;
		for sync in ["warp", "full"] {
			let new = network.add(sync, &["--sync", sync])?;
			let took = network.nodes[new].wait()?;
			let caught_up = within("it has what the others have", SOON, || {
				let block = network.nodes[0].finalised()?;
				network.nodes[new].holds(&block)
			})?;
			let block = network.nodes[new].finalised()?;
			let (old, new) = (&network.nodes[0], &network.nodes[new]);
			ensure!(old.holds(&block)?, "{block:?} is not final on the others");
			ensure!(
				old.state_root(&block.hash)? == new.state_root(&block.hash)?,
				"another state at {block:?}"
			);
			for (method, params) in [
				("salus_subject", json!([sent.subject, block.hash])),
				("salus_institutions", json!([block.hash])),
			] {
				let answers = (old.ask(method, params.clone())?, new.ask(method, params)?);
				ensure!(answers.0 == answers.1, "{method}: {answers:?}");
				ensure!(!answers.1.is_null(), "{method} knows nothing");
			}
			let warped = !new.said("Warp sync is complete")?.is_empty();
			ensure!(warped == (sync == "warp"), "{sync}: {}", new.last_words(20));
			report.proved(format!(
				"{sync}: at the head {:.1} s after it answered ({:.1} s), with the same state",
				caught_up.as_secs_f32(),
				took.as_secs_f32()
			));
		}
		Ok(())
	});
}
