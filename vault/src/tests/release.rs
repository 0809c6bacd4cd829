//! Deny fast, allow slow, and one refusal for everything.

use super::*;
use codec::Encode;
use reqwest::Method;
use salus_client::{
	identity::Identity,
	seal::SecretKey,
	vault::{now, RefusalKind, ReleaseRequest},
};
use salus_primitives::RecordId;
use std::time::{Duration, Instant};

const REFUSED: Option<RefusalKind> = Some(RefusalKind::Unavailable);

#[tokio::test]
async fn a_denial_counts_from_the_best_block_on() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	assert!(server.read(&network.clinic).await.is_ok());
	network.ledger.best(|world| {
		world.records.get_mut(&RECORD).unwrap().restricted_by = Some(CASE);
	});
	assert_eq!(server.read(&network.clinic).await.err(), REFUSED);
	assert!(server.read(&network.patient).await.is_ok(), "the subject reads on");
}

#[tokio::test]
async fn a_permission_counts_when_it_is_final() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	network.ledger.both(|world| world.records.get_mut(&RECORD).unwrap().issuer = OTHER_CLINIC);
	assert_eq!(server.read(&network.clinic).await.err(), REFUSED);
	network.ledger.best(|world| world.granted.extend([(CLINIC, RECORD)]));
	assert_eq!(server.read(&network.clinic).await.err(), REFUSED);
	network.ledger.finalise();
	assert!(server.read(&network.clinic).await.is_ok());
}

#[tokio::test]
async fn an_account_that_changes_hands_is_denied_until_that_is_final() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let successor = Identity::generate().account();
	network.ledger.best(|world| {
		world.institutions.get_mut(&CLINIC).unwrap().account = successor;
	});
	assert_eq!(server.read(&network.clinic).await.err(), REFUSED);
}

#[tokio::test]
async fn a_key_that_was_rotated_away_is_no_longer_served() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let key = SecretKey::generate().public();
	network.ledger.best(|it| it.institutions.get_mut(&CLINIC).unwrap().key = Some((1, key)));
	assert_eq!(server.read(&network.clinic).await.err(), REFUSED);
}

#[tokio::test]
async fn a_vault_that_cannot_know_serves_nobody() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let cut_off = || async {
		let path = format!("/v1/records/{RECORD}/release");
		let mut answers = Vec::new();
		for by in [&network.patient, &network.clinic, &network.other_clinic] {
			let body = request(by).encode();
			let answer = server.ask(by, Method::POST, &path, body).await;
			assert_eq!((answer.status, answer.refusal()), (503, RefusalKind::CutOff));
			answers.push(answer.body);
		}
		answers.dedup();
		assert_eq!(answers.len(), 1);
		let deposit = server.client.deposit(&network.clinic, &issued.deposit(0)).await;
		assert_eq!(kind(deposit), Err(RefusalKind::CutOff));
	};
	network.ledger.cut(true);
	cut_off().await;
	network.ledger.cut(false);
	assert!(server.read(&network.patient).await.is_ok());

	network.ledger.both(|world| world.moment = now() - 6 * 60_000 - 1000);
	cut_off().await;
	network.ledger.both(|world| world.moment = now() - 5 * 60_000);
	assert!(server.read(&network.patient).await.is_ok(), "an idle chain is not a lost one");

	network.ledger.peers_are(0, true);
	cut_off().await;
	network.ledger.peers_are(1, true);
	assert!(server.read(&network.patient).await.is_ok());
}

/// What a refusal looks like from outside, but for the time and the signature.
async fn look(server: &Server, by: &Identity, record: RecordId, request: ReleaseRequest) -> Raw {
	let path = format!("/v1/records/{record}/release");
	let began = Instant::now();
	let mut answer = server.ask(by, Method::POST, &path, request.encode()).await;
	assert!(began.elapsed() >= Duration::from_millis(100), "it came before its time");
	for name in ["date", "salus-time", "salus-signature"] {
		answer.headers.remove(name).unwrap();
	}
	answer
}

#[tokio::test]
async fn denial_is_byte_equal_to_absence() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let (clinic, other) = (&network.clinic, &network.other_clinic);
	let absent = look(&server, clinic, RecordId([0; 16]), request(clinic)).await;
	assert_eq!((absent.status, absent.refusal()), (404, RefusalKind::Unavailable));

	let denied = look(&server, other, RECORD, request(other)).await;
	assert_eq!(denied, absent, "denied");
	let stranger = Identity::generate();
	let denied = look(&server, &stranger, RECORD, request(&stranger)).await;
	assert_eq!(denied, absent, "a stranger");

	let wrong_key = ReleaseRequest { key: any_hash(), ..request(clinic) };
	assert_eq!(look(&server, clinic, RECORD, wrong_key).await, absent, "wrong key");
	let subjects_key = ReleaseRequest { key: request(&network.patient).key, ..request(clinic) };
	assert_eq!(look(&server, clinic, RECORD, subjects_key).await, absent, "the subject's key");
	let no_version = ReleaseRequest { version: Some(9), ..request(clinic) };
	assert_eq!(look(&server, clinic, RECORD, no_version).await, absent, "no such version");
	network.grant(OTHER_CLINIC);
	assert_eq!(look(&server, other, RECORD, request(other)).await, absent, "no wrap");

	// Cooling has not ended: restricted, but not erased.
	network.ledger.both(|world| open_case(world, u64::MAX));
	assert_eq!(look(&server, clinic, RECORD, request(clinic)).await, absent, "restricted");
	network.ledger.both(|world| world.slots.iter_mut().for_each(|it| it.1.not_before = 0));
	until(|| network.ledger.receipts().len() == 1).await;
	let patient = &network.patient;
	assert_eq!(look(&server, patient, RECORD, request(patient)).await, absent, "erased here");
	network.ledger.both(|world| drop(world.records.remove(&RECORD)));
	assert_eq!(look(&server, clinic, RECORD, request(clinic)).await, absent, "erased");
}

#[tokio::test]
async fn a_record_that_never_came_is_unavailable_to_its_subject_too() {
	let (network, _) = Network::with_record();
	let server = network.start(0).await;
	assert_eq!(server.read(&network.patient).await.err(), REFUSED);
}

#[tokio::test]
async fn the_version_in_force_is_released_unless_another_is_named() {
	let (network, first) = Network::with_record();
	let server = network.start_with(&first).await;
	let second = network.issue(RECORD, 2);
	assert_eq!(server.read(&network.clinic).await.err(), REFUSED, "only the old one is here");
	server.client.deposit(&network.clinic, &second.deposit(0)).await.unwrap();
	let released = server.read(&network.clinic).await.unwrap();
	assert!(released.manifest == second.sealed.manifest);
	let of = |version| ReleaseRequest { version: Some(version), ..request(&network.clinic) };
	let released = server.client.release(&network.clinic, RECORD, &of(1)).await.unwrap();
	assert!(released.manifest == first.sealed.manifest);
	let released = server.client.release(&network.clinic, RECORD, &of(2)).await.unwrap();
	assert!(released.manifest == second.sealed.manifest);
}
