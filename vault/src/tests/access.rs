//! The log of accesses, and notices after an erasure.

use super::*;
use crate::verify_log;
use salus_client::vault::{now, RefusalKind};
use salus_primitives::{RecordId, Requester};

#[tokio::test]
async fn the_subject_sees_who_asked_and_nobody_else_does() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	server.read(&network.clinic).await.unwrap();
	assert!(server.read(&network.other_clinic).await.is_err());
	server.read(&network.patient).await.unwrap();
	server.stop().await;
	let server = network.start(0).await;
	server.read(&network.clinic).await.unwrap();

	let log = server.client.log(&network.patient, RECORD).await.unwrap();
	let seen: Vec<_> = log.iter().map(|it| (it.requester, it.released)).collect();
	let clinic = (Requester::Institution(CLINIC), true);
	let subject = (Requester::Account(network.patient.account()), true);
	assert_eq!(seen, [clinic, (Requester::Institution(OTHER_CLINIC), false), subject, clinic]);
	assert!(log.iter().all(|it| now().abs_diff(it.time) < 60_000));

	let unavailable = Err(RefusalKind::Unavailable);
	assert_eq!(kind(server.client.log(&network.clinic, RECORD).await), unavailable);
	let other = RecordId([1; 16]);
	assert_eq!(kind(server.client.log(&network.patient, other).await), unavailable);
	network.ledger.both(|world| drop(world.records.remove(&RECORD)));
	assert_eq!(kind(server.client.log(&network.patient, RECORD).await), unavailable);
}

#[tokio::test]
async fn a_log_that_was_tampered_with_does_not_verify() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	for _ in 0..4 {
		server.read(&network.clinic).await.unwrap();
	}
	let log = server.client.log(&network.patient, RECORD).await.unwrap();
	assert!(verify_log(RECORD, &log) && verify_log(RECORD, &log[..2]) && verify_log(RECORD, &[]));
	assert!(!verify_log(RecordId([1; 16]), &log), "of another record");
	assert!(!verify_log(RECORD, &log[1..]), "beginning cut off");
	let mut hole = log.clone();
	hole.remove(1);
	assert!(!verify_log(RECORD, &hole));
	let mut swapped = log.clone();
	swapped.swap(1, 2);
	assert!(!verify_log(RECORD, &swapped));
	let mut changed = log.clone();
	changed[2].released = false;
	assert!(!verify_log(RECORD, &changed));
}

#[tokio::test]
async fn what_is_not_here_leaves_no_log() {
	let (network, issued) = Network::with_record();
	let server = network.start(0).await;
	assert!(server.read(&network.clinic).await.is_err());
	server.client.deposit(&network.clinic, &issued.deposit(0)).await.unwrap();
	assert_eq!(server.client.log(&network.patient, RECORD).await.unwrap(), []);
}

#[tokio::test]
async fn whoever_was_served_gets_a_notice_and_acknowledges_it_once() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	server.read(&network.clinic).await.unwrap();
	server.read(&network.clinic).await.unwrap();
	server.read(&network.patient).await.unwrap();
	assert!(server.read(&network.other_clinic).await.is_err());
	assert_eq!(server.client.notices(&network.clinic).await.unwrap(), []);
	network.order_erasure();
	until(|| network.ledger.receipts().len() == 1).await;

	let notices = server.client.notices(&network.clinic).await.unwrap();
	assert_eq!(notices.len(), 1);
	let notice = &notices[0];
	assert_eq!((notice.record, notice.case), (RECORD, CASE));
	assert_eq!(server.client.notices(&network.other_clinic).await.unwrap(), []);
	let unavailable = Err(RefusalKind::Unavailable);
	let of_a_person = server.client.notices(&network.patient).await;
	assert_eq!(kind(of_a_person), Err(RefusalKind::Unavailable));

	let acknowledge = |by, id| server.client.acknowledge(by, id);
	assert_eq!(kind(acknowledge(&network.other_clinic, notice.id).await), unavailable);
	assert_eq!(kind(acknowledge(&network.clinic, notice.id + 1).await), unavailable);
	assert_eq!(kind(acknowledge(&network.clinic, u64::MAX).await), unavailable);
	assert_eq!(kind(acknowledge(&network.clinic, notice.id).await), Ok(()));
	assert_eq!(kind(acknowledge(&network.clinic, notice.id).await), unavailable);
	assert_eq!(server.client.notices(&network.clinic).await.unwrap(), []);
}
