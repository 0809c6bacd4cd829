//! Validators rest when there is nothing to do, and wake when there is: one alone, and four, of which
//! one is killed, then all.

use anyhow::{ensure, Context, Result};
use salus_zombienet::{
	drill,
	network::FOUR,
	node::{free_port, Start},
	within, Network, Node, Person, Spec, SLOT, SOON,
};
use serde_json::{json, Value};
use std::{thread::sleep, time::Duration};

const ALL: [usize; 4] = [0, 1, 2, 3];

/// By the best block, and by the one that is named.
fn who_serves_is_told(node: &Node) -> Result<()> {
	let genesis = node.hash(0)?.context("a genesis")?;
	for at in [json!(null), json!(genesis)] {
		let validators = node.ask("salus_validators", json!([at]))?;
		ensure!(validators.as_array().is_some_and(|it| it.len() == 1), "{validators}");
		let alice = &validators[0];
		ensure!((&alice["active"], &alice["queued"]) == (&json!(true), &json!(true)), "{alice}");
		let slashes = node.ask("salus_slashes", json!([at]))?;
		ensure!(slashes == json!([]), "{slashes}");
		let seats = node.ask("salus_seats", json!([1, at]))?;
		ensure!(seats == json!(1), "{seats}");
		let session = node.ask("salus_session", json!([at]))?;
		ensure!((&session["slots"], &session["active"]) == (&json!(1_200), &json!(1)), "{session}");
		ensure!((session["passed"] == 0) == at.is_string(), "{session}");
	}
	Ok(())
}

fn number(of: &Value, name: &str) -> Result<f64> {
	of[name].as_f64().with_context(|| format!("no {name} in {of}"))
}

#[test]
fn one_rests_and_wakes() {
	drill("one rests and wakes", Duration::from_secs(1_800), |report| {
		let mut network = Network::new(&Spec::dev()?)?;
		let arguments = ["--validator", "--alice", "--heartbeat", "20"];
		let mut start = Start::local("alice", network.folder(), &arguments)?;
		start.metrics = Some(free_port()?);
		network.add_started(start)?;
		network.wait()?;
		network.rests(&[0])?;
		let node = &network.nodes[0];
		let clinic = Person::institution(network.folder(), "//Bob")?;

		let before = node.metric("salus_slots_rested_total")?;
		let blocks = network.blocks_in(SLOT * 15)?;
		ensure!((1..=3).contains(&blocks), "{blocks} blocks in 45 s");
		let rested = node.metric("salus_slots_rested_total")?;
		let empty = rested - before;
		ensure!(empty > 5.0, "{empty} slots rested in 45 s");
		ensure!(node.metric("salus_energy_estimated_joules_total")? > 0.0, "no energy");
		ensure!(node.metric("salus_user_extrinsics_total")? == 0.0, "nobody sent anything");
		report.proved(format!(
			"with a heartbeat of 20 s one makes {blocks} blocks in 45 s, and leaves {empty} slots empty"
		));

		network.rests(&[0])?;
		let woken = network.wakes(&clinic, "only", 0, &[0])?;
		report.proved(format!("a transaction wakes it: {woken}"));

		let users = node.metric("salus_user_extrinsics_total")?;
		ensure!(users == 1.0, "{users} of users");
		let energy = node.ask("salus_energy", json!([]))?;
		ensure!(energy["userExtrinsics"] == 1, "{energy}");
		ensure!(number(&energy, "slotsRested")? >= rested, "{energy}");
		let watts = number(&energy, "estimatedJoules")? / number(&energy, "cpuSeconds")?;
		ensure!((watts - 4.3 * 1.58).abs() < 1e-6, "{energy}");
		report.proved(format!("it counts that, and {watts:.3} J for each second of a core"));

		who_serves_is_told(node)?;
		report.proved("it says who serves, at the best block and at the first");
		Ok(())
	});
}

#[test]
fn four_rest_and_wake() {
	drill("four rest and wake", Duration::from_secs(1_800), |report| {
		let mut network = Network::start(&Spec::local()?, &FOUR, &[])?;
		let clinic = Person::institution(network.folder(), "//Bob")?;
		network.rests(&ALL)?;
		report.proved("at rest neither a block nor a round of votes comes");
		let woken = network.wakes(&clinic, "to-alice", 0, &ALL)?;
		report.proved(format!("a transaction at alice wakes all four: {woken}"));
		// Now and then two author in the slot that wakes them, and one block loses after it was best.
		// What comes next must wake them just the same, wherever it is sent.
		for sender in [1, 2, 3] {
			sleep(SLOT * 3);
			let name = FOUR[sender];
			let woken = network.wakes(&clinic, &format!("to-{name}"), sender, &ALL)?;
			report.proved(format!("a transaction at {name} does too: {woken}"));
		}

		network.rests(&ALL)?;
		network.nodes[3].kill()?;
		let left = [0, 1, 2];
		let woken = network.wakes(&clinic, "without", 0, &left)?;
		report.proved(format!("one killed at rest: a transaction wakes the other three: {woken}"));
		network.rests(&left)?;
		let last = network.common_final(&left)?;
		network.nodes[3].restart()?;
		let back = within("the fourth is back", SOON, || network.nodes[3].holds(&last))?;
		network.wait()?;
		let woken = network.wakes(&clinic, "back", 3, &ALL)?;
		let back = back.as_secs_f32();
		report.proved(format!("back with all blocks in {back:.1} s, it wakes the others: {woken}"));

		network.rests(&ALL)?;
		let last = network.common_final(&ALL)?;
		for node in &mut network.nodes {
			node.kill()?;
		}
		for node in &mut network.nodes {
			node.restart()?;
		}
		network.wait()?;
		network.rests(&ALL)?;
		ensure!(network.all(|node| node.holds(&last))?, "a final block is lost");
		let woken = network.wakes(&clinic, "after", 0, &ALL)?;
		report
			.proved(format!("after a power cut of all at rest they rest again, and wake: {woken}"));
		Ok(())
	});
}
