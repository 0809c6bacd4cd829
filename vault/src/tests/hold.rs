//! What stops an erasure at the last moment.

use super::*;
use crate::erase::{Eraser, Step};
use salus_client::vault::RefusalKind;
use salus_primitives::{CaseState, RefusalGround};

fn hold(world: &mut ledger::World) {
	world.cases.get_mut(&CASE).unwrap().state = CaseState::OnHold { until: u64::MAX };
	world.slots.clear();
}

fn lift(network: &Network) {
	network.ledger.both(|world| {
		world.cases.clear();
		open_case(world, world.moment);
	});
}

/// A vault with its part of a record whose erasure is due.
async fn ordered() -> (Network, Issued) {
	let (network, issued) = Network::with_record();
	network.start_with(&issued).await.stop().await;
	network.order_erasure();
	(network, issued)
}

/// It serves the subject as if nothing had been, and erases once nothing stands in the way.
async fn assert_spared_until_lifted(network: &Network) {
	assert!(network.ledger.receipts().is_empty());
	let server = network.start(0).await;
	assert!(server.read(&network.patient).await.is_ok());
	lift(network);
	until(|| network.ledger.receipts().len() == 1).await;
	assert_eq!(server.read(&network.patient).await.err(), Some(RefusalKind::Unavailable));
}

#[tokio::test]
async fn a_hold_that_is_not_final_stops_an_erasure_that_was_due() {
	let (network, _) = ordered().await;
	network.ledger.best(hold);
	let mut eraser = Eraser::new(network.open(0));
	eraser.round().await.unwrap();
	eraser.round().await.unwrap();
	drop(eraser);
	network.ledger.finalise();
	assert_spared_until_lifted(&network).await;
}

#[tokio::test]
async fn a_hold_that_comes_right_before_the_first_key_goes_stops_it() {
	let (network, _) = ordered().await;
	let mut eraser = Eraser::new(network.open(0));
	network.ledger.after_next_case(hold);
	eraser.round().await.unwrap();
	drop(eraser);
	network.ledger.finalise();
	assert_spared_until_lifted(&network).await;
}

#[tokio::test]
async fn a_hold_stops_what_a_crash_interrupted_before_the_first_key_was_gone() {
	let (network, _) = ordered().await;
	let mut eraser = Eraser::new(network.open(0));
	eraser.kill_after = Some(Step::Stopped);
	eraser.round().await.unwrap();
	drop(eraser);
	network.ledger.both(hold);
	Eraser::new(network.open(0)).round().await.unwrap();
	assert_spared_until_lifted(&network).await;
}

#[tokio::test]
async fn what_is_half_destroyed_is_ended_in_spite_of_a_hold() {
	let (network, issued) = ordered().await;
	let mut eraser = Eraser::new(network.open(0));
	eraser.kill_after = Some(Step::KeyGone);
	eraser.round().await.unwrap();
	network.ledger.both(hold);
	eraser.kill_after = None;
	eraser.round().await.unwrap();
	erasure::assert_nothing_left(&network.folder(0), &issued.traces(0));
	assert!(network.ledger.receipts().is_empty(), "no receipt is taken during a hold");
	lift(&network);
	eraser.round().await.unwrap();
	assert_eq!(network.ledger.receipts().len(), 1);
}

#[tokio::test]
async fn nothing_is_erased_in_a_state_that_does_not_ask_for_it() {
	for state in [
		CaseState::Requested,
		CaseState::Refused(RefusalGround::LegalClaims),
		CaseState::Cooling { until: u64::MAX },
		CaseState::IdentityChallenge { until: u64::MAX },
	] {
		let (network, _) = ordered().await;
		network.ledger.best(|world| world.cases.get_mut(&CASE).unwrap().state = state);
		Eraser::new(network.open(0)).round().await.unwrap();
		assert!(network.ledger.receipts().is_empty(), "{state:?}");
		network.ledger.best(|world| world.cases.clear());
		Eraser::new(network.open(0)).round().await.unwrap();
		assert!(network.ledger.receipts().is_empty(), "no such case");
	}
}

#[tokio::test]
async fn nothing_is_erased_while_the_account_is_being_recovered() {
	let (network, _) = ordered().await;
	let recovery = |due| {
		move |world: &mut ledger::World| {
			world.subjects.get_mut(&SUBJECT).unwrap().recovery_due = due;
		}
	};
	network.ledger.best(recovery(Some(u64::MAX)));
	Eraser::new(network.open(0)).round().await.unwrap();
	assert!(network.ledger.receipts().is_empty());
	// The chain lists no slots meanwhile. That is not taken for a receipt given before.
	network.ledger.both(recovery(Some(u64::MAX)));
	network.ledger.both(|world| world.slots.clear());
	let server = network.start(0).await;
	assert!(server.read(&network.patient).await.is_ok());
	network.ledger.both(recovery(None));
	lift(&network);
	until(|| network.ledger.receipts().len() == 1).await;
}
