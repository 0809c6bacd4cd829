//! Promise 8 on real nodes: they rest when there is nothing to do, and wake when there is.

#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use serde_json::json;
use std::time::Duration;

/// Longer than voters go on after an event.
const PARKED_AFTER: Duration = Duration::from_secs(10);

/// All is final on every one of them, and no round was begun for a while.
fn all_quiet(nodes: &[&Node]) {
	until("all is final", SOON, || {
		nodes.iter().all(|node| node.best() > 0 && node.finalised() == node.best())
	});
	let mut before = Vec::new();
	until("no more blocks and rounds", SOON, || {
		std::thread::sleep(PARKED_AFTER / 2);
		let now: Vec<_> = nodes.iter().map(|node| (node.best(), node.round())).collect();
		let same = now == before;
		before = now;
		same
	});
}

/// Sends a transaction to the first of them: soon in a block, and final on every one.
fn a_transaction_is_final(nodes: &[&Node]) -> u32 {
	let slot = slot_now();
	let before = nodes[0].send();
	let mut block = None;
	let included = until("the transaction is in a block", SOON, || {
		block = nodes[0].block_with_user(before);
		block.is_some()
	});
	let (number, in_slot) = block.unwrap();
	assert!(in_slot <= slot + 2, "{} slots later", in_slot - slot);
	// Three slots on a machine of its own; here other tests may run beside it.
	let everywhere = until("it is final everywhere", SLOT * 6, || {
		nodes.iter().all(|node| node.finalised() >= number)
	});
	println!(
		"{} slots later in block {number}, seen after {included:?}, final everywhere {everywhere:?} \
		 after that",
		in_slot - slot,
	);
	number
}

/// By the best block, and by the one that is named.
fn who_serves_is_told(node: &Node) {
	let genesis = node.ask("chain_getBlockHash", json!([0]));
	for at in [json!(null), genesis.clone()] {
		let validators = node.ask("salus_validators", json!([at]));
		let [alice] = &validators.as_array().unwrap()[..] else { panic!("{validators}") };
		assert_eq!((&alice["active"], &alice["queued"]), (&json!(true), &json!(true)));
		assert_eq!(node.ask("salus_slashes", json!([at])), json!([]));
		assert_eq!(node.ask("salus_seats", json!([1, at])), 1);
		let session = node.ask("salus_session", json!([at]));
		assert_eq!((&session["slots"], &session["active"]), (&json!(1200), &json!(1)));
		assert_eq!(session["passed"] == 0, at == genesis, "{session}");
	}
}

#[test]
fn an_idle_chain_makes_a_block_per_heartbeat_and_wakes_for_a_transaction() {
	let folder = tempfile::tempdir().unwrap();
	let node = Node::start("dev", "alice", folder.path(), &["--heartbeat", "20"]);
	until("the first block is final", SOON, || node.finalised() > 0);
	all_quiet(&[&node]);

	let (best, rested) = (node.best(), node.metric("salus_slots_rested_total"));
	std::thread::sleep(Duration::from_secs(45));
	let blocks = node.best() - best;
	assert!((1..=3).contains(&blocks), "{blocks} blocks in 45 s");
	assert!(node.metric("salus_slots_rested_total") > rested + 5.0);
	assert!(node.metric("salus_energy_estimated_joules_total") > 0.0);
	assert_eq!(node.metric("salus_user_extrinsics_total"), 0.0);

	all_quiet(&[&node]);
	a_transaction_is_final(&[&node]);
	assert_eq!(node.metric("salus_user_extrinsics_total"), 1.0);
	let energy = node.ask("salus_energy", json!([]));
	assert_eq!(energy["userExtrinsics"], 1);
	assert!(energy["slotsRested"].as_f64().unwrap() > rested + 5.0, "{energy}");
	let per_second =
		energy["estimatedJoules"].as_f64().unwrap() / energy["cpuSeconds"].as_f64().unwrap();
	assert!((per_second - 4.3 * 1.58).abs() < 1e-6, "{energy}");
	who_serves_is_told(&node);
}

#[test]
fn four_validators_rest_wake_lose_one_and_survive_a_power_cut() {
	let folder = tempfile::tempdir().unwrap();
	let alice = Node::start("local", "alice", folder.path(), &[]);
	let boot = alice.address();
	let others = ["bob", "charlie", "dave"]
		.map(|name| Node::start("local", name, folder.path(), &["--bootnodes", &boot]));
	let [bob, charlie, mut dave] = others;
	let mut alice = alice;
	let connected = |nodes: &[&Node]| {
		until("all are connected", SOON, || {
			nodes.iter().all(|node| node.peers() + 1 == nodes.len() as u64)
		});
	};
	connected(&[&alice, &bob, &charlie, &dave]);

	all_quiet(&[&alice, &bob, &charlie, &dave]);
	a_transaction_is_final(&[&alice, &bob, &charlie, &dave]);
	// Now and then two author in the slot that wakes them, and one block loses after it was best.
	// What comes next must wake them just the same, wherever it is sent.
	for sender in [&bob, &charlie, &dave] {
		std::thread::sleep(SLOT * 3);
		a_transaction_is_final(&[sender, &alice, &bob, &charlie, &dave]);
	}

	// One is killed while all rest: the other three are enough.
	all_quiet(&[&alice, &bob, &charlie, &dave]);
	dave.kill();
	let number = a_transaction_is_final(&[&alice, &bob, &charlie]);
	all_quiet(&[&alice, &bob, &charlie]);
	dave.restart();
	let caught_up = until("the fourth is back", SOON, || dave.finalised() >= number);
	println!("final on the one that was away after {caught_up:?}");
	connected(&[&alice, &bob, &charlie, &dave]);
	a_transaction_is_final(&[&dave, &alice, &bob, &charlie]);

	// The power fails while all rest.
	let (mut bob, mut charlie) = (bob, charlie);
	all_quiet(&[&alice, &bob, &charlie, &dave]);
	let best = alice.best();
	for node in [&mut alice, &mut bob, &mut charlie, &mut dave] {
		node.kill();
	}
	for node in [&mut alice, &mut bob, &mut charlie, &mut dave] {
		node.restart();
	}
	connected(&[&alice, &bob, &charlie, &dave]);
	all_quiet(&[&alice, &bob, &charlie, &dave]);
	assert!(alice.best() >= best);
	a_transaction_is_final(&[&alice, &bob, &charlie, &dave]);
}
