//! Erasure: nothing is left, the receipt says so, and a crash anywhere changes nothing of that.

use super::*;
use crate::{
	erase::{is_anywhere, Eraser},
	store::SealingId,
};
use rusqlite::Connection;
use salus_client::vault::{now, RefusalKind};
use salus_primitives::{ErasureSteps, RecordId};
use std::{fs, path::Path};

/// Slot keys and wraps as they are stored now.
pub fn stored(folder: &Path) -> Vec<Vec<u8>> {
	let read = |file: &str, sql: &str| -> Vec<Vec<u8>> {
		let connection = Connection::open(folder.join(file)).unwrap();
		let mut rows = connection.prepare(sql).unwrap();
		let rows = rows.query_map([], |row| row.get(0)).unwrap();
		rows.map(Result::unwrap).collect()
	};
	let mut stored = read("keys.sqlite", "SELECT key FROM slots");
	assert_eq!(stored.len(), 1);
	stored.extend(read("vault.sqlite", "SELECT sealed FROM wraps"));
	stored.extend(read("vault.sqlite", "SELECT manifest FROM sealings"));
	stored
}

fn is_in(folder: &Path, trace: &[u8]) -> bool {
	is_anywhere(folder, Path::new("/nowhere"), &[trace]).unwrap()
}

pub fn assert_nothing_left(folder: &Path, traces: &[Vec<u8>]) {
	for (number, trace) in traces.iter().enumerate() {
		assert!(!is_in(folder, trace), "trace {number} is still there");
	}
	assert_eq!(fs::read_dir(folder.join("blobs")).unwrap().count(), 0);
}

#[tokio::test]
async fn nothing_is_left_and_the_receipt_says_so() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	server.read(&network.clinic).await.unwrap();
	let folder = network.folder(0);
	let stored = stored(&folder);
	assert!(stored.iter().all(|trace| is_in(&folder, trace)), "the search finds nothing at all");
	let deposited = issued.traces(0);
	assert!(is_in(&folder, &deposited[2]), "the ciphertext");
	for (number, trace) in deposited.iter().enumerate().filter(|it| it.0 != 2) {
		assert!(!is_in(&folder, trace), "trace {number} is stored in the clear");
	}

	network.order_erasure();
	until(|| network.ledger.receipts().len() == 1).await;
	assert_nothing_left(&folder, &[stored, deposited].concat());
	// The ledger has checked the signature.
	let receipt = network.ledger.receipts()[0];
	assert_eq!((receipt.case, receipt.record), (CASE, RECORD));
	assert_eq!((receipt.version, receipt.epoch), (1, 1));
	assert_eq!(receipt.custodian, CUSTODIANS[0]);
	assert_eq!(receipt.steps, ErasureSteps::ALL);
	assert_eq!(receipt.backups_gone_by, receipt.time + 5_000);
	assert!(now().abs_diff(receipt.time) < 60_000);
	let read = server.read(&network.patient).await;
	assert_eq!(read.err(), Some(RefusalKind::Unavailable));
}

#[tokio::test]
async fn a_second_round_does_nothing() {
	let (network, issued) = Network::with_record();
	network.start_with(&issued).await.stop().await;
	network.order_erasure();
	let mut eraser = Eraser::new(network.open(0));
	eraser.round().await.unwrap();
	assert_eq!(network.ledger.receipts().len(), 1);
	let files = || fs::read(network.folder(0).join("keys.sqlite")).unwrap();
	let before = files();
	eraser.round().await.unwrap();
	eraser.round().await.unwrap();
	assert_eq!(network.ledger.receipts().len(), 1);
	assert!(before == files());
	let database = Connection::open(network.folder(0).join("vault.sqlite")).unwrap();
	for table in ["cases", "erasures", "sealings", "wraps"] {
		let sql = format!("SELECT count(*) FROM {table}");
		let count: u32 = database.query_row(&sql, [], |row| row.get(0)).unwrap();
		assert_eq!(count, 0, "{table}");
	}
}

#[tokio::test]
async fn nothing_is_erased_before_cooling_ends_or_is_final() {
	let (network, issued) = Network::with_record();
	network.start_with(&issued).await.stop().await;
	let mut eraser = Eraser::new(network.open(0));
	network.ledger.best(|world| open_case(world, world.moment));
	eraser.round().await.unwrap();
	assert_eq!(network.ledger.receipts().len(), 0, "not final");
	network.ledger.best(|world| {
		world.slots.iter_mut().for_each(|(_, slot)| slot.not_before = world.moment + 1);
	});
	network.ledger.finalise();
	eraser.round().await.unwrap();
	assert_eq!(network.ledger.receipts().len(), 0, "not due");

	// Withdrawn: everything is served as before, and nothing of the case is remembered.
	network.ledger.both(|world| {
		world.slots.clear();
		world.cases.clear();
		world.records.get_mut(&RECORD).unwrap().restricted_by = None;
	});
	eraser.round().await.unwrap();
	drop(eraser);
	let server = network.start(0).await;
	assert!(server.read(&network.clinic).await.is_ok());
	assert_eq!(kind(server.client.deposit(&network.clinic, &issued.deposit(0)).await), Ok(()));
}

#[tokio::test]
async fn a_custodian_that_never_got_its_part_gives_a_receipt_too() {
	let (network, _) = Network::with_record();
	let server = network.start(0).await;
	network.order_erasure();
	until(|| network.ledger.receipts().len() == 1).await;
	assert_eq!(server.client.notices(&network.clinic).await.unwrap(), []);
}

#[tokio::test]
async fn the_last_custodian_knows_what_to_erase_when_the_chain_no_longer_does() {
	let (network, issued) = Network::with_record();
	network.start_with(&issued).await.stop().await;
	network.order_erasure();
	network.ledger.both(|world| {
		world.records.clear();
		world.slots.iter_mut().for_each(|(_, slot)| slot.record = None);
	});
	Eraser::new(network.open(0)).round().await.unwrap();
	assert_eq!(network.ledger.receipts().len(), 1, "known by its tombstone");

	// The same without anything to compare with, but the case was seen while it named the record.
	let (network, _) = Network::with_record();
	network.ledger.both(|world| open_case(world, u64::MAX));
	let mut eraser = Eraser::new(network.open(0));
	eraser.round().await.unwrap();
	network.ledger.both(|world| {
		world.records.clear();
		for (_, slot) in &mut world.slots {
			slot.record = None;
			slot.not_before = 0;
		}
	});
	eraser.round().await.unwrap();
	assert_eq!(network.ledger.receipts().len(), 1);
}

#[tokio::test]
async fn other_records_are_left_alone() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let other = RecordId([2; 16]);
	let kept = network.issue(other, 1);
	server.client.deposit(&network.clinic, &kept.deposit(0)).await.unwrap();
	network.order_erasure();
	until(|| network.ledger.receipts().len() == 1).await;
	let request = request(&network.patient);
	assert!(server.client.release(&network.patient, other, &request).await.is_ok());
	server.stop().await;
	let vault = network.open(0);
	let id = SealingId { record: other, version: 1, epoch: 1 };
	assert!(vault.store.run(move |it| it.sealing(id)).await.unwrap().is_some());
}

#[tokio::test]
async fn many_records_leave_no_trace_of_the_one_that_was_erased() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let folder = network.folder(0);
	let traces = [stored(&folder), issued.traces(0)].concat();
	for number in 0..40 {
		let other = network.issue(RecordId([number + 100; 16]), 1);
		server.client.deposit(&network.clinic, &other.deposit(0)).await.unwrap();
	}
	network.order_erasure();
	until(|| network.ledger.receipts().len() == 1).await;
	for (number, trace) in traces.iter().enumerate() {
		assert!(!is_in(&folder, trace), "trace {number} is still there");
	}
}
