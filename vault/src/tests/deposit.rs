//! What a vault takes, and from whom.

use super::*;
use codec::Encode;
use reqwest::Method;
use salus_client::{
	identity::Identity,
	seal::{open, open_wrap, rewrap, SecretKey},
	vault::{Deposit, RefusalKind, MAX_BODY},
};
use salus_primitives::{InstitutionId, RecordId};
use std::time::{Duration, Instant};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::TcpStream,
};

async fn refused(change: impl FnOnce(&Network, &mut Deposit)) -> Result<(), RefusalKind> {
	let (network, issued) = Network::with_record();
	let server = network.start(0).await;
	let mut deposit = issued.deposit(0);
	change(&network, &mut deposit);
	kind(server.client.deposit(&network.clinic, &deposit).await)
}

#[tokio::test]
async fn any_two_of_three_vaults_are_enough_to_open() {
	let (network, issued) = Network::with_record();
	let mut released = Vec::new();
	for custodian in 0..3 {
		let server = network.start(custodian).await;
		server.client.deposit(&network.clinic, &issued.deposit(custodian)).await.unwrap();
		released.push(server.read(&network.patient).await.unwrap());
		server.stop().await;
	}
	let manifest = &issued.sealed.manifest;
	let shares = |chosen: [usize; 2]| {
		chosen
			.map(|it| open_wrap(manifest, &released[it].wrap, &network.patient.encryption).unwrap())
	};
	for chosen in [[0, 1], [0, 2], [1, 2]] {
		let ciphertext = &released[chosen[0]].ciphertext;
		let document = open(manifest, ciphertext, &shares(chosen)).unwrap();
		assert_eq!(document.root(), issued.document.root());
	}
	assert!(open(manifest, &released[0].ciphertext, &shares([0, 1])[..1]).is_err());
}

#[tokio::test]
async fn the_issuer_and_the_subject_deposit_and_nobody_else() {
	let (network, issued) = Network::with_record();
	let server = network.start(0).await;
	let part = issued.deposit(0);
	let deposit = |by| server.client.deposit(by, &part);
	let stranger = Identity::generate();
	assert_eq!(kind(deposit(&network.other_clinic).await), Err(RefusalKind::NotYours));
	assert_eq!(kind(deposit(&stranger).await), Err(RefusalKind::NotYours));
	assert_eq!(kind(deposit(&network.patient).await), Ok(()));
	assert_eq!(kind(deposit(&network.clinic).await), Ok(()));
}

#[tokio::test]
async fn a_deposit_can_be_repeated_but_not_changed() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let deposit = issued.deposit(0);
	assert_eq!(kind(server.client.deposit(&network.clinic, &deposit).await), Ok(()));
	let shares: Vec<_> = deposit
		.wraps
		.iter()
		.filter_map(|it| open_wrap(&deposit.manifest, it, &network.patient.encryption).ok())
		.collect();
	let wraps = rewrap(&deposit.manifest, &shares, &network.patient.encryption.public()).unwrap();
	let other = Deposit { wraps, ..deposit };
	let again = server.client.deposit(&network.clinic, &other).await;
	assert_eq!(kind(again), Err(RefusalKind::NotOnChain));
	let blobs = std::fs::read_dir(network.folder(0).join("blobs")).unwrap();
	assert_eq!(blobs.count(), 1, "what was refused is still there");
}

#[tokio::test]
async fn the_same_deposit_twice_at_once_is_kept_once() {
	let (network, issued) = Network::with_record();
	let server = network.start(0).await;
	let part = issued.deposit(0);
	let deposit = || server.client.deposit(&network.clinic, &part);
	let both = tokio::join!(deposit(), deposit());
	assert_eq!((kind(both.0), kind(both.1)), (Ok(()), Ok(())));
	let blobs = std::fs::read_dir(network.folder(0).join("blobs")).unwrap();
	assert_eq!(blobs.count(), 1);
	assert!(server.read(&network.patient).await.is_ok());
}

#[tokio::test]
async fn a_sealing_that_the_chain_left_behind_gives_way() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	network.ledger.both(|world| drop(world.records.remove(&RECORD)));
	let instead = network.issue(RECORD, 1);
	assert_eq!(server.read(&network.patient).await.err(), Some(RefusalKind::Unavailable));
	server.client.deposit(&network.clinic, &instead.deposit(0)).await.unwrap();
	let released = server.read(&network.patient).await.unwrap();
	assert!(released.manifest == instead.sealed.manifest);
	let blobs = std::fs::read_dir(network.folder(0).join("blobs")).unwrap();
	assert_eq!(blobs.count(), 1);
}

#[tokio::test]
async fn a_body_that_is_no_deposit_is_malformed() {
	let (network, issued) = Network::with_record();
	let server = network.start(0).await;
	let path = format!("/v1/records/{RECORD}/1/1");
	let bytes = issued.deposit(0).encode();
	let longer = [&bytes[..], &[0]].concat();
	for body in [Vec::new(), vec![0xff; 100], bytes[..bytes.len() - 1].to_vec(), longer] {
		let answer = server.ask(&network.clinic, Method::PUT, &path, body).await;
		assert_eq!((answer.status, answer.refusal()), (400, RefusalKind::Malformed));
	}
	let elsewhere = format!("/v1/records/{RECORD}/2/1");
	let answer = server.ask(&network.clinic, Method::PUT, &elsewhere, bytes).await;
	assert_eq!(answer.refusal(), RefusalKind::Malformed);
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_in_words() {
	let network = Network::new();
	let server = network.start(0).await;
	let path = format!("/v1/records/{RECORD}/1/1");
	let answer = server.ask(&network.clinic, Method::PUT, &path, vec![0; MAX_BODY + 1]).await;
	assert_eq!((answer.status, answer.refusal()), (413, RefusalKind::TooLarge));
	let path = format!("/v1/records/{RECORD}/release");
	let answer = server.ask(&network.clinic, Method::POST, &path, vec![0; 65 * 1024]).await;
	assert_eq!((answer.status, answer.refusal()), (413, RefusalKind::TooLarge));
}

#[tokio::test]
async fn a_manifest_that_is_not_on_chain_is_refused() {
	let wrong = Err(RefusalKind::NotOnChain);
	assert_eq!(refused(|_, it| it.manifest.dek_hash = any_hash()).await, wrong);
	assert_eq!(refused(|_, it| it.manifest.threshold = 1).await, wrong);
	assert_eq!(refused(|_, it| it.manifest.genesis = any_hash()).await, wrong);
	assert_eq!(refused(|_, it| it.manifest.epoch = 2).await, wrong);
	assert_eq!(refused(|_, it| it.manifest.record = RecordId([1; 16])).await, wrong);
	assert_eq!(refused(|_, it| it.ciphertext[0] ^= 1).await, wrong);
}

#[tokio::test]
async fn what_the_chain_says_beside_the_hash_must_fit_too() {
	let wrong = Err(RefusalKind::NotOnChain);
	let on_chain = |change: fn(&mut salus_primitives::SealingView)| {
		refused(move |network, _| {
			network.ledger.both(|it| change(&mut it.records.get_mut(&RECORD).unwrap().current));
		})
	};
	assert_eq!(on_chain(|it| it.threshold = 3).await, wrong);
	assert_eq!(on_chain(|it| it.custodians.swap(0, 1)).await, wrong);
	assert_eq!(on_chain(|it| it.custodians[0] = InstitutionId(99)).await, wrong);
	assert_eq!(on_chain(|it| it.commitment.0 = any_hash()).await, wrong);
}

#[tokio::test]
async fn a_restricted_record_takes_no_deposit() {
	let restrict = |network: &Network, _: &mut Deposit| {
		network.ledger.best(|it| it.records.get_mut(&RECORD).unwrap().restricted_by = Some(CASE));
	};
	assert_eq!(refused(restrict).await, Err(RefusalKind::NotOnChain));
}

#[tokio::test]
async fn wraps_must_be_of_this_share_for_those_who_may_have_one() {
	let wrong = Err(RefusalKind::WrongWrap);
	assert_eq!(refused(|_, it| it.wraps[0].index = 2).await, wrong);
	assert_eq!(refused(|_, it| it.wraps[1].key = any_hash()).await, wrong);
	assert_eq!(refused(|_, it| it.wraps[1] = it.wraps[0].clone()).await, wrong);
	assert_eq!(refused(|_, it| it.wraps[0].sealed.truncate(47)).await, wrong);
	assert_eq!(refused(|_, it| it.wraps.clear()).await, wrong);
	let rotated = refused(|network, _| {
		let key = SecretKey::generate().public();
		network.ledger.both(|it| it.institutions.get_mut(&CLINIC).unwrap().key = Some((1, key)));
	});
	assert_eq!(rotated.await, wrong, "a wrap for a key that is no longer the newest");
}

/// Opens the deposit of a large body, as far as its headers, and goes on with a byte now and then until the
/// vault answers. Returns the answer's first line.
async fn trickle(server: &Server, network: &Network) -> String {
	let path = format!("/v1/records/{RECORD}/1/1");
	let mut head = format!("PUT {path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000000\r\n");
	for (name, value) in server.signed(&network.clinic, &Method::PUT, &path, &[]) {
		head.push_str(&format!("{name}: {value}\r\n"));
	}
	head.push_str("\r\n");
	let address = server.url("").replace("http://", "");
	let mut stream = TcpStream::connect(address).await.unwrap();
	stream.write_all(head.as_bytes()).await.unwrap();
	let mut answer = [0; 12];
	loop {
		tokio::select! {
			read = stream.read_exact(&mut answer) => {
				read.unwrap();
				return String::from_utf8(answer.to_vec()).unwrap();
			},
			() = tokio::time::sleep(Duration::from_millis(500)) => {
				// The vault may be done with it already.
				let _ = stream.write_all(b"x").await;
			},
		}
	}
}

#[tokio::test]
async fn who_sends_a_byte_now_and_then_keeps_nobody_out_for_long() {
	let (network, issued) = Network::with_record();
	let server = network.start(0).await;
	let slow = futures::future::join_all((0..16).map(|_| trickle(&server, &network)));
	// A body that is long enough to need a place, too.
	let honest = async {
		tokio::time::sleep(Duration::from_secs(1)).await;
		let begun = Instant::now();
		let path = format!("/v1/records/{RECORD}/1/1");
		let body = vec![0; 2 * crate::http::SMALL_BODY];
		let answer = server.ask(&network.clinic, Method::PUT, &path, body).await;
		(answer.refusal(), begun.elapsed())
	};
	let (answers, (refusal, waited)) = futures::join!(slow, honest);
	let count =
		|status: &str| answers.iter().filter(|it| *it == &format!("HTTP/1.1 {status}")).count();
	assert!(count("400") >= 8 && count("503") >= 1, "{answers:?}");
	assert_eq!(count("400") + count("503"), 16, "{answers:?}");
	assert!(matches!(refusal, RefusalKind::Busy | RefusalKind::Malformed), "{refusal:?}");
	assert!(waited < Duration::from_secs(30), "{waited:?}");
	let deposit = server.client.deposit(&network.clinic, &issued.deposit(0)).await;
	assert_eq!(kind(deposit), Ok(()));
}
