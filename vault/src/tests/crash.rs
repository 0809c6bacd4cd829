//! Erasures that are interrupted, refused or held up.

use super::{
	erasure::{assert_nothing_left, stored},
	*,
};
use crate::erase::{Eraser, Step};
use salus_client::vault::RefusalKind;
use std::time::Duration;

const STEPS: [Step; 6] = [
	Step::Stopped,
	Step::KeyGone,
	Step::RowsGone,
	Step::CiphertextGone,
	Step::Checked,
	Step::Finished,
];

#[tokio::test]
async fn a_vault_that_was_killed_after_any_step_goes_on() {
	for step in STEPS {
		let (network, issued) = Network::with_record();
		let server = network.start_with(&issued).await;
		server.read(&network.clinic).await.unwrap();
		server.stop().await;
		let folder = network.folder(0);
		let traces = [stored(&folder), issued.traces(0)].concat();
		network.order_erasure();

		let mut eraser = Eraser::new(network.open(0));
		eraser.kill_after = Some(step);
		eraser.round().await.unwrap();
		drop(eraser);
		assert_eq!(network.ledger.receipts().len(), 0, "{step:?}");

		let server = network.start(0).await;
		let read = server.read(&network.patient).await;
		assert_eq!(read.err(), Some(RefusalKind::Unavailable), "{step:?}");
		until(|| network.ledger.receipts().len() == 1).await;
		assert_nothing_left(&folder, &traces);
		assert_eq!(server.client.notices(&network.clinic).await.unwrap().len(), 1, "{step:?}");
	}
}

#[tokio::test]
async fn what_was_begun_is_ended_also_when_the_chain_no_longer_asks() {
	let (network, issued) = Network::with_record();
	network.start_with(&issued).await.stop().await;
	let traces = [stored(&network.folder(0)), issued.traces(0)].concat();
	network.order_erasure();
	let mut eraser = Eraser::new(network.open(0));
	eraser.kill_after = Some(Step::KeyGone);
	eraser.round().await.unwrap();
	network.ledger.both(|world| {
		world.slots.clear();
		world.records.clear();
	});
	eraser.kill_after = None;
	eraser.round().await.unwrap();
	assert_nothing_left(&network.folder(0), &traces);
}

#[tokio::test]
async fn a_receipt_that_is_not_taken_is_handed_in_again() {
	let (network, issued) = Network::with_record();
	network.start_with(&issued).await.stop().await;
	network.order_erasure();
	network.ledger.refuse_receipts(1);
	let mut eraser = Eraser::new(network.open(0));
	eraser.round().await.unwrap();
	eraser.round().await.unwrap();
	assert_eq!(network.ledger.receipts().len(), 0, "not at once");
	tokio::time::sleep(Duration::from_millis(1100)).await;
	eraser.round().await.unwrap();
	assert_eq!(network.ledger.receipts().len(), 1);
}

#[tokio::test]
async fn erasing_waits_for_what_is_being_served() {
	let (network, issued) = Network::with_record();
	network.start_with(&issued).await.stop().await;
	network.order_erasure();
	let vault = network.open(0);
	let serving = vault.gate.clone().read_owned().await;
	let mut eraser = Eraser::new(vault);
	let early = tokio::time::timeout(Duration::from_millis(200), eraser.round()).await;
	assert!(early.is_err() && network.ledger.receipts().is_empty());
	drop(serving);
	eraser.round().await.unwrap();
	assert_eq!(network.ledger.receipts().len(), 1);
}
