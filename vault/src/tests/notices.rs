//! What the chain is told about notices.

use super::*;
use crate::erase::Eraser;
use salus_client::{chain::ChainError, vault::now};
use salus_primitives::{NoticeCounts, Requester};

const HOUR: u64 = 60 * 60 * 1000;

fn counts(sent: u32, acknowledged: u32) -> NoticeCounts {
	NoticeCounts { sent, acknowledged, unreachable: 0 }
}

#[tokio::test]
async fn the_chain_is_told_once_and_again_when_the_last_is_acknowledged() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	server.read(&network.clinic).await.unwrap();
	network.order_erasure();
	until(|| network.ledger.reports().len() == 1).await;
	assert_eq!(network.ledger.reports(), [(CASE, counts(1, 0))]);
	let notices = server.client.notices(&network.clinic).await.unwrap();
	server.client.acknowledge(&network.clinic, notices[0].id).await.unwrap();
	until(|| network.ledger.reports().len() == 2).await;
	assert_eq!(network.ledger.reports()[1], (CASE, counts(1, 1)));
	server.stop().await;
	Eraser::new(network.open(0)).round().await.unwrap();
	assert_eq!(network.ledger.reports().len(), 2, "nothing changed");
}

#[tokio::test]
async fn nobody_served_is_nothing_to_report() {
	let (network, issued) = Network::with_record();
	network.start_with(&issued).await.stop().await;
	network.order_erasure();
	Eraser::new(network.open(0)).round().await.unwrap();
	assert_eq!(network.ledger.receipts().len(), 1);
	assert!(network.ledger.reports().is_empty());
}

#[tokio::test]
async fn changes_are_told_at_most_once_an_hour_until_the_last() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	network.grant(OTHER_CLINIC);
	server.read(&network.clinic).await.unwrap();
	server.stop().await;
	let vault = network.open(0);
	let access = crate::store::Access {
		record: RECORD,
		time: now(),
		requester: Requester::Institution(OTHER_CLINIC),
		purpose: salus_primitives::Purpose::TREAT,
		action: salus_primitives::Action::Access,
		released: true,
		relied: None,
	};
	assert!(vault.store.run(move |tables| tables.log(&access)).await.unwrap());
	network.order_erasure();
	Eraser::new(vault.clone()).round().await.unwrap();
	assert_eq!(network.ledger.reports(), [(CASE, counts(2, 0))]);

	let due = async |at| vault.store.run(move |tables| tables.to_report(at)).await.unwrap();
	let acknowledge = async |by| {
		let work = move |tables: &mut crate::store::Tables| {
			let notice = tables.notices(by)?[0].id;
			tables.acknowledge(by, notice, now())
		};
		assert!(vault.store.run(work).await.unwrap());
	};
	acknowledge(CLINIC).await;
	assert_eq!(due(now()).await, []);
	assert_eq!(due(now() + HOUR).await, [(CASE, counts(2, 1))]);
	acknowledge(OTHER_CLINIC).await;
	assert_eq!(due(now()).await, [(CASE, counts(2, 2))]);
}

#[tokio::test]
async fn a_report_that_is_refused_is_paid_for_once_and_holds_nothing_up() {
	let refused = ChainError::Dispatch {
		pallet: "Redaction".into(),
		error: "BadCounts".into(),
		cure: "".into(),
	};
	let dropped = ChainError::Dropped("the pool is full".into());
	for (error, told_later) in [(refused, false), (dropped, true)] {
		let (network, issued) = Network::with_record();
		let server = network.start_with(&issued).await;
		server.read(&network.clinic).await.unwrap();
		server.stop().await;
		network.order_erasure();
		network.ledger.refuse_reports(Some(error));
		let vault = network.open(0);
		Eraser::new(vault.clone()).round().await.unwrap();
		assert_eq!(network.ledger.receipts().len(), 1);
		network.ledger.refuse_reports(None);
		Eraser::new(vault).round().await.unwrap();
		assert_eq!(network.ledger.reports().len(), usize::from(told_later));
	}
}
