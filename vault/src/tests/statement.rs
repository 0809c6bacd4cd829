//! What a vault signs when it serves, and what a client thinks of one that does not.

use super::{ledger::GENESIS, *};
use axum::{
	extract::{Request, State},
	http::{HeaderMap, Response},
	Router,
};
use codec::Encode;
use salus_client::{
	identity::Identity,
	vault::{
		now, request_digest, Refusal, RefusalKind, Release, RequestSignature, ResponseSignature,
		Statement, VaultClient, VaultError, MAX_BODY, REQUEST_HEADERS, RESPONSE_HEADERS,
	},
};
use salus_primitives::{Hash32, RecordId, Served};

#[tokio::test]
async fn every_release_says_that_it_was_served() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let key = receipt_key(CUSTODIANS[0]).account();
	for by in [&network.patient, &network.clinic] {
		let before = now();
		let Statement { served, .. } = server.read(by).await.unwrap().statement;
		assert_eq!((served.record, served.custodian), (RECORD, CUSTODIANS[0]));
		assert_eq!((served.version, served.epoch), (1, 1));
		assert!((before..=now()).contains(&served.time));
	}
	let statement = server.read(&network.patient).await.unwrap().statement;
	assert!(statement.is_valid(&key, &GENESIS));
	network.order_erasure();
	until(|| network.ledger.receipts().len() == 1).await;
	assert!(statement.served.time <= network.ledger.receipts()[0].time, "an honest vault");
}

/// Answers whatever it is told, signed as a vault does.
#[derive(Clone)]
struct Liar {
	status: u16,
	body: Vec<u8>,
	/// Whether it says which request it answers.
	is_bound: bool,
}

async fn lie(State(liar): State<Liar>, request: Request) -> Response<axum::body::Body> {
	let (parts, body) = request.into_parts();
	let body = axum::body::to_bytes(body, MAX_BODY).await.unwrap();
	let of = |headers: &HeaderMap, name| headers.get(name).unwrap().to_str().unwrap().to_owned();
	let headers = REQUEST_HEADERS.map(|name| of(&parts.headers, name));
	let asked = RequestSignature::parse(headers.each_ref().map(String::as_str)).unwrap();
	let (method, path) = (parts.method.as_str(), parts.uri.path());
	let (time, nonce, id) = (asked.time, &asked.nonce, CUSTODIANS[0]);
	let digest = match liar.is_bound {
		true => request_digest(&GENESIS, id, method, path, &body, time, nonce),
		false => Hash32::default(),
	};
	let pair = receipt_key(id).pair;
	let signed = ResponseSignature::new(&pair, &GENESIS, id, &digest, liar.status, &liar.body);
	let mut response = Response::builder().status(liar.status);
	for (name, value) in RESPONSE_HEADERS.into_iter().zip(signed.headers()) {
		response = response.header(name, value);
	}
	response.body(liar.body.into()).unwrap()
}

/// A client of somebody who has the receipt key and answers so.
async fn client_of(liar: Liar) -> VaultClient {
	let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
	let endpoint = format!("http://{}", listener.local_addr().unwrap());
	let router = Router::new().fallback(lie).with_state(liar);
	tokio::spawn(async move { axum::serve(listener, router).await });
	let network = Network::new();
	let mut view = network.ledger.institution_now(CUSTODIANS[0]);
	view.endpoint = Some(endpoint);
	VaultClient::new(&view, GENESIS).unwrap()
}

#[tokio::test]
async fn a_release_without_a_true_statement_is_not_accepted() {
	let (network, issued) = Network::with_record();
	let server = network.start_with(&issued).await;
	let honest = server.read(&network.patient).await.unwrap();
	let read = async |release: Vec<u8>| {
		let client = client_of(Liar { status: 200, body: release, is_bound: true }).await;
		let request = request(&network.patient);
		client.release(&network.patient, RECORD, &request).await.map(drop)
	};
	let custodian = CUSTODIANS[0];
	assert_eq!(read(honest.encode()).await, Ok(()));

	let whole = honest.encode();
	let without = whole[..whole.len() - honest.statement.encode().len()].to_vec();
	assert_eq!(read(without).await, Err(VaultError::Malformed { custodian }));

	let pair = receipt_key(custodian).pair;
	let said = honest.statement.served;
	let mut statements: Vec<_> = [
		Served { record: RecordId([1; 16]), ..said },
		Served { version: 2, ..said },
		Served { epoch: 2, ..said },
		Served { custodian: CUSTODIANS[1], ..said },
		Served { time: now() - 120_000, ..said },
		Served { time: now() + 120_000, ..said },
	]
	.map(|served| Statement::new(&pair, &GENESIS, served))
	.into();
	let mut forged = honest.statement.clone();
	forged.signature[0] ^= 1;
	statements.push(forged);
	statements.push(Statement::new(&Identity::generate().pair, &GENESIS, said));
	statements.push(Statement::new(&pair, &Hash32([1; 32]), said));
	for statement in statements {
		let release = Release { statement: statement.clone(), ..honest.clone() };
		let refused = read(release.encode()).await;
		assert_eq!(refused, Err(VaultError::NotStated { custodian }), "{:?}", statement.served);
	}
}

#[tokio::test]
async fn a_body_that_is_too_long_is_reported_as_such() {
	let (network, issued) = Network::with_record();
	let server = network.start(0).await;
	let wraps = vec![issued.deposit(0).wraps[0].clone(); 1000];
	let manifest = &issued.sealed.manifest;
	let refused = server.client.add_wraps(&network.patient, manifest, &wraps).await;
	assert_eq!(kind(refused), Err(RefusalKind::TooLarge));
}

#[tokio::test]
async fn an_answer_to_nobody_is_believed_only_where_it_can_be_no_other() {
	let by = Identity::generate();
	let custodian = CUSTODIANS[0];
	let ask = async |status, body, is_bound| {
		let client = client_of(Liar { status, body, is_bound }).await;
		client.notices(&by).await
	};
	let refusal = |kind: RefusalKind| serde_json::to_vec(&Refusal::from(kind)).unwrap();
	let none: Vec<salus_client::vault::Notice> = Vec::new();
	assert_eq!(ask(200, none.encode(), true).await, Ok(none.clone()));
	let not_signed = Err(VaultError::NotSigned { custodian });
	assert_eq!(ask(200, none.encode(), false).await, not_signed, "data");
	for kind in [RefusalKind::TooLarge, RefusalKind::Malformed, RefusalKind::Unsigned] {
		let refusal = refusal(kind);
		assert_eq!(super::kind(ask(kind.status(), refusal, false).await), Err(kind));
	}
	for kind in [RefusalKind::Unavailable, RefusalKind::NotYours, RefusalKind::CutOff] {
		assert_eq!(ask(kind.status(), refusal(kind), false).await, not_signed, "{kind:?}");
		let bound = ask(kind.status(), refusal(kind), true).await;
		assert_eq!(super::kind(bound), Err(kind));
	}
}
