//! Who asks is known, and who answers too.

use super::{ledger::GENESIS, *};
use reqwest::Method;
use salus_client::{
	identity::Identity,
	vault::{
		now, request_digest, RefusalKind, RequestSignature, ResponseSignature, VaultClient,
		VaultError, VaultStatus, REQUEST_HEADERS, RESPONSE_HEADERS,
	},
};
use salus_primitives::Hash32;
use std::time::{Duration, Instant};

const NOTICES: &str = "/v1/notices";

/// Whether an answer is signed by the vault for a request with this digest.
fn is_signed(server: &Server, answer: &Raw, request: &Hash32) -> bool {
	let header = |name| answer.headers.get(name).unwrap().to_str().unwrap();
	let signature = ResponseSignature::parse(RESPONSE_HEADERS.map(header)).unwrap();
	let (key, id) = (server.view.receipt_key.unwrap(), server.view.id);
	signature.is_valid(&key, &GENESIS, id, request, answer.status, &answer.body)
}

fn digest_of(server: &Server, headers: &[(&str, String)], method: &str, path: &str) -> Hash32 {
	let values: Vec<_> = headers.iter().map(|it| it.1.as_str()).collect();
	let signature = RequestSignature::parse(values.try_into().unwrap()).unwrap();
	let (time, nonce) = (signature.time, signature.nonce);
	request_digest(&GENESIS, server.view.id, method, path, b"", time, &nonce)
}

#[tokio::test]
async fn a_request_without_a_whole_signature_is_refused_with_one() {
	let network = Network::new();
	let server = network.start(0).await;
	let whole = server.signed(&network.clinic, &Method::GET, NOTICES, b"");
	for missing in 0..REQUEST_HEADERS.len() {
		let mut headers = whole.clone();
		headers.remove(missing);
		let answer = server.raw(Method::GET, NOTICES, &headers, Vec::new()).await;
		assert_eq!((answer.status, answer.refusal()), (401, RefusalKind::Unsigned));
		assert!(is_signed(&server, &answer, &Hash32::default()));
	}
	let mut twice = whole.clone();
	twice.push(whole[0].clone());
	let answer = server.raw(Method::GET, NOTICES, &twice, Vec::new()).await;
	assert_eq!(answer.refusal(), RefusalKind::Unsigned);
	let answer = server.raw(Method::GET, "/nowhere", &[], Vec::new()).await;
	assert_eq!(answer.refusal(), RefusalKind::Unsigned);
	assert_eq!(server.raw(Method::GET, NOTICES, &whole, Vec::new()).await.status, 200);
}

#[tokio::test]
async fn a_signature_of_something_else_is_refused_and_uses_up_no_nonce() {
	let network = Network::new();
	let server = network.start(0).await;
	let headers = server.signed(&network.clinic, &Method::GET, NOTICES, b"");
	for (method, path, body) in [
		(Method::PUT, NOTICES, ""),
		(Method::GET, "/v1/other", ""),
		(Method::GET, "/v1/notices?x", ""),
		(Method::GET, NOTICES, "body"),
	] {
		let answer = server.raw(method, path, &headers, body.into()).await;
		assert_eq!((answer.status, answer.refusal()), (401, RefusalKind::BadSignature));
	}
	let mut forged = headers.clone();
	forged[0].1 = hex::encode(network.other_clinic.account().0);
	let answer = server.raw(Method::GET, NOTICES, &forged, Vec::new()).await;
	assert_eq!(answer.refusal(), RefusalKind::BadSignature);
	assert!(is_signed(&server, &answer, &digest_of(&server, &forged, "GET", NOTICES)));
	assert_eq!(server.raw(Method::GET, NOTICES, &headers, Vec::new()).await.status, 200);
}

#[tokio::test]
async fn a_request_is_good_once_also_after_a_restart() {
	let network = Network::new();
	let server = network.start(0).await;
	let headers = server.signed(&network.clinic, &Method::GET, NOTICES, b"");
	assert_eq!(server.raw(Method::GET, NOTICES, &headers, Vec::new()).await.status, 200);
	let answer = server.raw(Method::GET, NOTICES, &headers, Vec::new()).await;
	assert_eq!((answer.status, answer.refusal()), (401, RefusalKind::Replayed));
	assert!(is_signed(&server, &answer, &digest_of(&server, &headers, "GET", NOTICES)));
	server.stop().await;
	let server = network.start(0).await;
	let answer = server.raw(Method::GET, NOTICES, &headers, Vec::new()).await;
	assert_eq!(answer.refusal(), RefusalKind::Replayed);
}

#[tokio::test]
async fn a_request_is_good_for_a_minute_either_way() {
	let network = Network::new();
	let server = network.start(0).await;
	let at = |time: u64| {
		let nonce = [time as u8; 16];
		let id = server.view.id;
		let digest = request_digest(&GENESIS, id, "GET", NOTICES, b"", time, &nonce);
		let values = [
			hex::encode(network.clinic.account().0),
			time.to_string(),
			hex::encode(nonce),
			hex::encode(network.clinic.pair.sign(&digest.0).0),
		];
		let headers: Vec<_> = REQUEST_HEADERS.into_iter().zip(values).collect();
		let server = &server;
		async move { server.raw(Method::GET, NOTICES, &headers, Vec::new()).await }
	};
	assert_eq!(at(now() - 61_000).await.refusal(), RefusalKind::Replayed);
	assert_eq!(at(now() + 65_000).await.refusal(), RefusalKind::Replayed);
	assert_eq!(at(u64::MAX).await.refusal(), RefusalKind::Replayed);
	assert_eq!(at(0).await.refusal(), RefusalKind::Replayed);
	assert_eq!(at(now() - 55_000).await.status, 200);
	assert_eq!(at(now() + 55_000).await.status, 200);
}

#[tokio::test]
async fn an_answer_of_somebody_else_is_not_believed() {
	let network = Network::new();
	let server = network.start(0).await;
	let mut view = server.view.clone();
	view.receipt_key = Some(Identity::generate().account());
	let client = VaultClient::new(&view, GENESIS).unwrap();
	let error = client.notices(&network.clinic).await;
	assert_eq!(error, Err(VaultError::NotSigned { custodian: view.id }));
	assert_eq!(kind(server.client.notices(&network.clinic).await), Ok(Vec::new()));
}

#[tokio::test]
async fn unknown_paths_are_unavailable() {
	let network = Network::new();
	let server = network.start(0).await;
	for path in ["/", "/v1/records", "/v1/records/0x00/release", "/v2/notices"] {
		let answer = server.ask(&network.clinic, Method::GET, path, Vec::new()).await;
		assert_eq!((answer.status, answer.refusal()), (404, RefusalKind::Unavailable), "{path}");
	}
}

#[tokio::test]
async fn the_status_says_whether_the_vault_can_serve() {
	let network = Network::new();
	let server = network.start(0).await;
	let status = || async {
		let answer = server.raw(Method::GET, "/v1/status", &[], Vec::new()).await;
		serde_json::from_slice::<VaultStatus>(&answer.body).unwrap()
	};
	let ready = VaultStatus { institution: CUSTODIANS[0], genesis: GENESIS, ready: true };
	assert_eq!(status().await, ready);
	network.ledger.cut(true);
	assert_eq!(status().await, VaultStatus { ready: false, ..ready });
}

#[tokio::test]
async fn a_request_under_way_is_finished_before_the_vault_stops() {
	use codec::Encode;
	let (network, issued) = Network::with_record();
	let server = network.start(0).await;
	let path = format!("/v1/records/{RECORD}/1/1");
	let body = issued.deposit(0).encode();
	let mut request = reqwest::Client::new().put(server.url(&path));
	for (name, value) in server.signed(&network.clinic, &Method::PUT, &path, &body) {
		request = request.header(name, value);
	}
	let (first, second) = body.split_at(body.len() / 2);
	let (first, second) = (first.to_vec(), second.to_vec());
	let slow = futures::stream::unfold(0, move |part| {
		let (first, second) = (first.clone(), second.clone());
		async move {
			match part {
				0 => Some((Ok::<_, std::io::Error>(first), 1)),
				1 => {
					tokio::time::sleep(Duration::from_millis(700)).await;
					Some((Ok(second), 2))
				},
				_ => None,
			}
		}
	});
	let sending = tokio::spawn(request.body(reqwest::Body::wrap_stream(slow)).send());
	tokio::time::sleep(Duration::from_millis(300)).await;
	let began = Instant::now();
	server.stop().await;
	assert!(began.elapsed() > Duration::from_millis(200), "it did not wait");
	assert_eq!(sending.await.unwrap().unwrap().status().as_u16(), 204);
	assert!(network.start(0).await.read(&network.patient).await.is_ok());
}
