//! Wraps for recipients that the subject chooses.

use super::*;
use salus_client::{
	seal::{open_wrap, rewrap, Wrap},
	vault::RefusalKind,
};

#[tokio::test]
async fn the_subject_adds_wraps_and_only_the_subject() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let manifest = &issued.sealed.manifest;
	let released = server.read(&network.patient).await.unwrap();
	let share = open_wrap(manifest, &released.wrap, &network.patient.encryption).unwrap();
	let shares = [share];
	let key = network.other_clinic.encryption.public();
	let wraps = rewrap(manifest, &shares, &key).unwrap();
	let add = |by, wraps| server.client.add_wraps(by, manifest, wraps);

	assert_eq!(kind(add(&network.clinic, &wraps).await), Err(RefusalKind::NotYours));
	assert_eq!(kind(add(&network.other_clinic, &wraps).await), Err(RefusalKind::NotYours));
	network.grant(OTHER_CLINIC);
	assert_eq!(server.read(&network.other_clinic).await.err(), Some(RefusalKind::Unavailable));
	assert_eq!(kind(add(&network.patient, &wraps).await), Ok(()));
	assert!(server.read(&network.other_clinic).await.unwrap().wrap == wraps[0]);

	let replacing = rewrap(manifest, &shares, &key).unwrap();
	assert_eq!(kind(add(&network.patient, &replacing).await), Ok(()));
	assert!(server.read(&network.other_clinic).await.unwrap().wrap == replacing[0]);

	let mut of_another = wraps.clone();
	of_another[0].index = 2;
	assert_eq!(kind(add(&network.patient, &of_another).await), Err(RefusalKind::WrongWrap));
	assert_eq!(kind(add(&network.patient, &[]).await), Err(RefusalKind::WrongWrap));
}

#[tokio::test]
async fn a_sealing_has_at_most_64_recipients() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let manifest = &issued.sealed.manifest;
	let wrap = |number: u8| {
		let mut wrap = issued.deposit(0).wraps[0].clone();
		wrap.key.0 = [number; 32];
		wrap
	};
	let fill: Vec<_> = (0..62).map(wrap).collect();
	let add = async |wraps: &[Wrap]| {
		kind(server.client.add_wraps(&network.patient, manifest, wraps).await)
	};
	assert_eq!(add(&fill).await, Ok(()));
	assert_eq!(add(&[wrap(200)]).await, Err(RefusalKind::WrongWrap));
	assert_eq!(add(&[wrap(3)]).await, Ok(()), "replacing adds nobody");
}
