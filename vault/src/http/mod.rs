//! The endpoints: who asks, whether it is signed, and signed answers.

mod body;
mod deposit;
mod release;
mod route;
mod subject;

pub use body::SMALL_BODY;

use crate::{store::StoreError, vault::Vault};
use axum::{
	body::Body,
	extract::{Request, State},
	http::{header, HeaderMap, HeaderValue, Method, StatusCode},
	response::Response,
	Router,
};
use route::Route;
use salus_client::vault::{
	now, request_digest, Refusal, RefusalKind, RequestSignature, ResponseSignature, VaultStatus,
	CLOCK_SKEW, REQUEST_HEADERS, RESPONSE_HEADERS,
};
use salus_primitives::Hash32;
use std::{
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::sync::OwnedRwLockReadGuard;

/// [`RefusalKind::Unavailable`] leaves this long after the request, or twice, three times … as
/// long: how much was looked up before it cannot be told from when it comes.
const REFUSAL_STEP: Duration = Duration::from_millis(100);

/// An answer that is not a refusal.
struct Answer {
	body: Vec<u8>,
	/// Kept until the answer is signed, so that whatever is served is dated before an erasure.
	_gate: Option<OwnedRwLockReadGuard<()>>,
}

impl Answer {
	fn empty() -> Self {
		Self { body: Vec::new(), _gate: None }
	}

	fn new(body: Vec<u8>) -> Self {
		Self { body, _gate: None }
	}
}

impl From<StoreError> for RefusalKind {
	fn from(error: StoreError) -> Self {
		tracing::error!(%error, "a request failed");
		Self::Internal
	}
}

/// All endpoints. There is one handler, because unknown paths are answered with a signature too.
pub fn router(vault: Arc<Vault>) -> Router {
	Router::new().fallback(serve).with_state(vault)
}

async fn serve(State(vault): State<Arc<Vault>>, request: Request) -> Response {
	if request.method() == Method::GET && request.uri().path() == "/v1/status" {
		return status(&vault).await;
	}
	// A task of its own: what was begun is finished, also when the asker goes away.
	let task = tokio::spawn(answer(vault.clone(), request));
	match task.await {
		Ok(response) => response,
		Err(_) => respond(&vault, Hash32::default(), Err(RefusalKind::Internal)).await,
	}
}

async fn status(vault: &Vault) -> Response {
	let status = VaultStatus {
		institution: vault.institution,
		genesis: vault.genesis,
		ready: vault.in_touch().await.is_ok(),
	};
	let body = serde_json::to_vec(&status).unwrap_or_default();
	response(StatusCode::OK, "application/json", body, None)
}

async fn answer(vault: Arc<Vault>, request: Request) -> Response {
	let (parts, body) = request.into_parts();
	let path = parts.uri.path_and_query().map_or("", |it| it.as_str()).to_owned();
	let route = Route::parse(&parts.method, &path);
	let Some(signature) = signature_of(&parts.headers) else {
		return respond(&vault, Hash32::default(), Err(RefusalKind::Unsigned)).await;
	};
	let limit = route.as_ref().map_or(SMALL_BODY, Route::longest_body);
	let body = match body::read(&vault, &parts.headers, body, limit).await {
		Ok(body) => body,
		Err(refusal) => return respond(&vault, Hash32::default(), Err(refusal)).await,
	};
	let asked = Instant::now();
	let digest = request_digest(
		&vault.genesis,
		vault.institution,
		parts.method.as_str(),
		&path,
		&body,
		signature.time,
		&signature.nonce,
	);
	let account = signature.account;
	let result = match check(&vault, signature, parts.method, path, &body).await {
		Ok(()) => match route {
			Some(route) => route.answer(&vault, account, body).await,
			None => Err(RefusalKind::Unavailable),
		},
		Err(refusal) => Err(refusal),
	};
	if matches!(result, Err(RefusalKind::Unavailable)) {
		let steps = asked.elapsed().as_millis() / REFUSAL_STEP.as_millis() + 1;
		let until = asked + REFUSAL_STEP * u32::try_from(steps).unwrap_or(1);
		tokio::time::sleep_until(until.into()).await;
	}
	respond(&vault, digest, result).await
}

fn signature_of(headers: &HeaderMap) -> Option<RequestSignature> {
	let [account, time, nonce, signature] = REQUEST_HEADERS.map(|name| {
		let mut values = headers.get_all(name).iter();
		let value = values.next()?.to_str().ok()?;
		values.next().is_none().then_some(value)
	});
	RequestSignature::parse([account?, time?, nonce?, signature?])
}

/// Whether the account signed this request now, and never before.
async fn check(
	vault: &Arc<Vault>,
	signature: RequestSignature,
	method: Method,
	path: String,
	body: &axum::body::Bytes,
) -> Result<(), RefusalKind> {
	let now = now();
	if now.abs_diff(signature.time) > CLOCK_SKEW {
		return Err(RefusalKind::Replayed);
	}
	let (genesis, own) = (vault.genesis, vault.institution);
	let (account, nonce, time) = (signature.account, signature.nonce, signature.time);
	let body = body.clone();
	let is_valid = tokio::task::spawn_blocking(move || {
		signature.is_valid(&genesis, own, method.as_str(), &path, &body)
	});
	if !is_valid.await.map_err(|_| RefusalKind::Internal)? {
		return Err(RefusalKind::BadSignature);
	}
	// Last, so that nobody can use up the nonces of others.
	match vault.store.run(move |tables| tables.use_nonce(account, nonce, time, now)).await? {
		true => Ok(()),
		false => Err(RefusalKind::Replayed),
	}
}

/// Signs an answer or a refusal. A request that was not understood, or not read to its end, has a
/// digest of zeros.
async fn respond(
	vault: &Arc<Vault>,
	request: Hash32,
	result: Result<Answer, RefusalKind>,
) -> Response {
	let (status, kind, body, gate) = match result {
		Ok(Answer { body, _gate }) if body.is_empty() => {
			(StatusCode::NO_CONTENT, "application/octet-stream", body, _gate)
		},
		Ok(Answer { body, _gate }) => (StatusCode::OK, "application/octet-stream", body, _gate),
		Err(refusal) => {
			let status = StatusCode::from_u16(refusal.status());
			let body = serde_json::to_vec(&Refusal::from(refusal)).unwrap_or_default();
			let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
			(status, "application/json", body, None)
		},
	};
	let signer = vault.clone();
	let signed = tokio::task::spawn_blocking(move || {
		let signature = ResponseSignature::new(
			&signer.receipts.pair,
			&signer.genesis,
			signer.institution,
			&request,
			status.as_u16(),
			&body,
		);
		(signature, body)
	});
	let signed = signed.await;
	drop(gate);
	match signed {
		Ok((signature, body)) => response(status, kind, body, Some(&signature)),
		Err(_) => response(StatusCode::INTERNAL_SERVER_ERROR, kind, Vec::new(), None),
	}
}

fn response(
	status: StatusCode,
	kind: &'static str,
	body: Vec<u8>,
	signature: Option<&ResponseSignature>,
) -> Response {
	let is_empty = body.is_empty();
	let mut response = Response::new(Body::from(body));
	*response.status_mut() = status;
	let headers = response.headers_mut();
	headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
	if !is_empty {
		headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
	}
	let values = signature.map(ResponseSignature::headers).into_iter().flatten();
	for (name, value) in RESPONSE_HEADERS.into_iter().zip(values) {
		if let Ok(value) = HeaderValue::from_str(&value) {
			headers.insert(name, value);
		}
	}
	response
}
