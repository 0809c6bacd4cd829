//! Guardians read with their own account and their own key.

use super::*;
use salus_client::{
	identity::Identity,
	seal::{open, open_wrap, rewrap, Wrap},
	vault::{now, RefusalKind, ReleaseRequest},
};

const REFUSED: Option<RefusalKind> = Some(RefusalKind::Unavailable);

/// What a reader of a vault's share makes for the guardian.
async fn wraps_for_guardian(
	network: &Network,
	server: &Server,
	issued: &Issued,
	by: &Identity,
) -> Vec<Wrap> {
	let released = server.read(by).await.unwrap();
	let share = open_wrap(&issued.sealed.manifest, &released.wrap, &by.encryption).unwrap();
	let key = network.guardian.encryption.public();
	rewrap(&issued.sealed.manifest, &[share], &key).unwrap()
}

#[tokio::test]
async fn a_guardian_reads_what_the_subject_wrapped_for_it() {
	let (network, issued) = Network::with_record();
	let manifest = &issued.sealed.manifest;
	network.appoint(u64::MAX);
	let mut shares = Vec::new();
	for custodian in 0..2 {
		let server = network.start(custodian).await;
		server.client.deposit(&network.clinic, &issued.deposit(custodian)).await.unwrap();
		assert_eq!(server.read(&network.guardian).await.err(), REFUSED, "no wrap");
		let wraps = wraps_for_guardian(&network, &server, &issued, &network.patient).await;
		server.client.add_wraps(&network.patient, manifest, &wraps).await.unwrap();
		let released = server.read(&network.guardian).await.unwrap();
		shares.push(open_wrap(manifest, &released.wrap, &network.guardian.encryption).unwrap());
		server.stop().await;
	}
	let document = open(manifest, &issued.sealed.ciphertext, &shares).unwrap();
	assert_eq!(document.root(), issued.document.root());
}

#[tokio::test]
async fn a_guardian_reads_while_it_is_one() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let wraps = wraps_for_guardian(&network, &server, &issued, &network.patient).await;
	server.client.add_wraps(&network.patient, &issued.sealed.manifest, &wraps).await.unwrap();
	assert_eq!(server.read(&network.guardian).await.err(), REFUSED, "not appointed");
	network.appoint(u64::MAX);
	assert!(server.read(&network.guardian).await.is_ok());
	// What is wrapped for others is of no use to it.
	let key = network.patient.encryption.public().hash();
	let request = ReleaseRequest { key, ..request(&network.guardian) };
	let release = server.client.release(&network.guardian, RECORD, &request).await.unwrap();
	let opened = open_wrap(&release.manifest, &release.wrap, &network.guardian.encryption);
	assert!(opened.is_err());
	// Suspended in a block that is not final.
	network.ledger.best(|world| {
		world.subjects.get_mut(&SUBJECT).unwrap().guardians[0].suspended = true;
	});
	assert_eq!(server.read(&network.guardian).await.err(), REFUSED);
	network.appoint(now());
	assert_eq!(server.read(&network.guardian).await.err(), REFUSED, "its time is over");
	assert_eq!(kind(server.client.log(&network.guardian, RECORD).await).err(), REFUSED);
}

#[tokio::test]
async fn the_issuer_adds_wraps_where_there_is_a_guardian_and_replaces_none() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let manifest = &issued.sealed.manifest;
	let wraps = wraps_for_guardian(&network, &server, &issued, &network.clinic).await;
	let add = async |by: &Identity, wraps: &[Wrap]| {
		kind(server.client.add_wraps(by, manifest, wraps).await)
	};
	let not_yours = Err(RefusalKind::NotYours);
	assert_eq!(add(&network.clinic, &wraps).await, not_yours, "no guardian");
	network.appoint(now());
	assert_eq!(add(&network.clinic, &wraps).await, not_yours, "no longer one");
	network.appoint(u64::MAX);
	assert_eq!(add(&network.other_clinic, &wraps).await, not_yours);
	assert_eq!(add(&network.guardian, &wraps).await, not_yours);
	assert_eq!(add(&network.clinic, &wraps).await, Ok(()));
	assert!(server.read(&network.guardian).await.unwrap().wrap == wraps[0]);

	// A worthless wrap in the subject's place would take the record away from it.
	let before = server.read(&network.patient).await.unwrap().wrap;
	let key = network.patient.encryption.public().hash();
	let instead = Wrap { key, ..wraps[0].clone() };
	assert_eq!(add(&network.clinic, &[instead]).await, Ok(()));
	assert!(server.read(&network.patient).await.unwrap().wrap == before);
}
