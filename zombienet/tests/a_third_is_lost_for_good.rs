//! Two of six validators are lost for good: the chambers start finality anew.

use anyhow::{ensure, Context, Result};
use salus_zombienet::{
	clock, drill, load, spec, state, within, Decision, Network, Node, Person, Spec, SLOT, SOON,
};
use serde_json::json;
use std::{
	thread::sleep,
	time::{Duration, Instant},
};

/// Blocks until the new set takes over: more than the shortest (100), so that the best block gets so far
/// above the final one that nodes end what listens to `chainHead`.
const DELAY: u32 = 140;
const FAR: u32 = 130;
const ALIVE: [usize; 4] = [0, 1, 2, 3];
const SIX: [&str; 6] = ["alice", "bob", "charlie", "dave", "eve", "ferdie"];

/// Which set of GRANDPA it is, by a node's count and by the chain's.
fn counted(node: &Node) -> Result<(u64, u64)> {
	let of_node = node.ask("grandpa_roundState", json!([]))?["setId"].as_u64();
	let of_chain = state::read(node, "Grandpa", "CurrentSetId", None)?;
	let of_chain = of_chain.and_then(|it| it.try_into().ok()).map(u64::from_le_bytes);
	Ok((of_node.context("a count of sets")?, of_chain.context("eight bytes")?))
}

#[test]
#[ignore = "takes a quarter of an hour: scripts/drills"]
fn a_third_is_lost_for_good() {
	drill("a third is lost for good", Duration::from_secs(3_600), |report| {
		if !clock::available() {
			report.skipped("needs the package faketime");
			return Ok(());
		}
		let spec = Spec::local()?
			.session_slots(10)
			.suspension(Duration::from_secs(3_600))
			.validator(5, "eve")?
			.validator(6, "ferdie")?;
		let mut network = Network::start(&spec, &SIX, &[])?;
		let folder = network.folder().to_path_buf();
		let clinic = Person::institution(&folder.join("second"), "//Bob")?;
		let sent = load::enrol(&folder, &clinic, 2, "before", &network.nodes[0].url())?;
		load::wait(&network, &[0, 1, 2, 3, 4, 5], &sent, SOON)?;
		network.nodes[4].kill()?;
		network.nodes[5].kill()?;
		sleep(SLOT);
		let stuck = network.common_final(&ALIVE)?;
		let sent = load::enrol(&folder, &clinic, 2, "meanwhile", &network.nodes[1].url())?;
		within("blocks go on", SLOT * 20, || {
			network.all_of(&ALIVE, |node| Ok(node.best()?.number >= sent.block + 2))
		})?;
		ensure!(!load::is_final(&network.nodes[0], &sent)?, "final with four of six");
		report.proved("two of six are gone: blocks go on, finality has stopped");

		let chambers = Decision::new(&folder)?;
		let node = &network.nodes[0];
		let mut highest = stuck.number;
		for it in ALIVE {
			highest = highest.max(network.nodes[it].finalised()?.number);
		}
		let (last, delay) = (highest.to_string(), DELAY.to_string());
		let stalled = ["note-stalled", "--final-block", &last, "--delay", &delay];
		let suspended = [
			chambers.propose(node, &["suspend", "5"])?,
			chambers.propose(node, &["suspend", "6"])?,
		];
		let stalled = chambers.propose(node, &stalled)?;
		chambers.close(node, &stalled)?;
		for motion in &suspended {
			chambers.close(node, motion)?;
		}
		// Both in one session: a set change in between would make the chain count one set more than the
		// nodes, which never see it final.
		sleep(SLOT * 5);
		let session = state::number(node, "Session", "CurrentIndex", None)?;
		within("a session begins", SLOT * 40, || {
			Ok(state::number(node, "Session", "CurrentIndex", None)? > session)
		})?;
		for motion in &suspended {
			chambers.enact(node, motion)?;
		}
		report.proved("the chambers suspended the two, on blocks that are not final");
		let lost = [spec::account("eve")?, spec::account("ferdie")?];
		within("the four are elected", Duration::from_secs(120), || {
			let elected =
				hex::encode(state::read(node, "Stake", "Elected", None)?.unwrap_or_default());
			Ok(lost.iter().all(|it| !elected.contains(it.trim_start_matches("0x"))))
		})?;
		// Before they serve: the announcement then names the new set, and GRANDPA's count of sets on
		// the chain stays that of the nodes.
		chambers.enact(node, &stalled)?;
		within("the four serve alone", Duration::from_secs(120), || {
			let serve = state::validators(node, None)?;
			Ok(serve.len() == 4 && lost.iter().all(|it| !serve.contains(it)))
		})?;
		within("the change is announced", SLOT * 5, || {
			Ok(state::read(node, "Grandpa", "PendingChange", None)?.is_some())
		})?;
		let announced = node.best()?.number;
		let (of_nodes, of_chain) = counted(node)?;
		ensure!(of_chain == of_nodes + 1, "nodes count set {of_nodes}, the chain {of_chain}");
		report.proved(format!(
			"an emergency motion named block {last} as the last final one, and the next session \
			 announced a set of the four, in block {announced} or shortly before"
		));

		// A chain without finality makes blocks slowly: 100 of them take the better part of an hour.
		// Clocks ten times as fast make it minutes.
		for it in ALIVE {
			network.nodes[it].kill()?;
			network.nodes[it].start.before = clock::off_by("+0 x10");
		}
		for it in ALIVE {
			network.nodes[it].restart()?;
		}
		for it in ALIVE {
			network.nodes[it].wait()?;
		}
		let since = Instant::now();
		let node = &network.nodes[0];
		within("the best block is far above the final one", Duration::from_secs(1_800), || {
			Ok(node.best()?.number > node.finalised()?.number + FAR)
		})?;
		let after = chambers.open(node, &["seats", "5", "0"])?;
		report.proved(format!(
			"{FAR} blocks above the final one transactions still get into blocks: motion {after}"
		));
		within("the new set finalises", Duration::from_secs(1_800), || {
			network.all_of(&ALIVE, |node| load::is_final(node, &sent))
		})?;
		let node = &network.nodes[0];
		report.proved(format!(
			"finality is back, {} blocks after the announcement: {:.0} s of clocks ten times as fast",
			node.best()?.number.saturating_sub(announced),
			since.elapsed().as_secs_f32()
		));
		network.is_final(&ALIVE, &stuck, SOON)?;
		network.finality_goes_on(&ALIVE, 3, SOON)?;
		network.common_final(&ALIVE)?;
		report.proved("all agree, nothing final changed, and finality goes on");
		let (of_nodes, of_chain) = counted(&network.nodes[0])?;
		ensure!(of_chain == of_nodes, "nodes count set {of_nodes}, the chain {of_chain}");
		report.proved("nodes and chain count the same sets: offences can still be reported");
		Ok(())
	});
}
