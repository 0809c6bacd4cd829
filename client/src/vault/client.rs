//! Asks a vault and checks that it is the vault that answers.

use super::{
	now, request_digest,
	tls::{failure, is_this_machine, Http},
	Deposit, LogEntry, Notice, Refusal, Release, ReleaseRequest, RequestSignature,
	ResponseSignature, Tls, VaultError, CLOCK_SKEW, MAX_BODY, REQUEST_HEADERS, RESPONSE_HEADERS,
};
use crate::{identity::Identity, seal::Wrap};
use codec::{Decode, DecodeAll, Encode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::{body::Bytes, HeaderMap, Method, Request, StatusCode};
use salus_primitives::{Hash32, InstitutionId, InstitutionView, Manifest, Moment, RecordId};
use std::time::Duration;
use tokio::time::timeout;

/// Longest wait for an answer.
const TIMEOUT: Duration = Duration::from_secs(60);

/// One custodian's vault.
#[derive(Clone)]
pub struct VaultClient {
	http: Http,
	is_tls_ready: bool,
	custodian: InstitutionId,
	endpoint: String,
	receipt_key: Hash32,
	genesis: Hash32,
}

fn path_of(manifest: &Manifest) -> String {
	format!("/v1/records/{}/{}/{}", manifest.record, manifest.version, manifest.epoch)
}

impl VaultClient {
	/// The vault that the chain knows of an institution. One at `https://` needs
	/// [`with_tls`](Self::with_tls) too.
	///
	/// # Errors
	/// [`VaultError::NoEndpoint`].
	pub fn new(institution: &InstitutionView, genesis: Hash32) -> Result<Self, VaultError> {
		let custodian = institution.id;
		let missing = || VaultError::NoEndpoint { custodian };
		let endpoint = institution.endpoint.clone().ok_or_else(missing)?;
		Ok(Self {
			http: Tls::default().http(),
			is_tls_ready: false,
			custodian,
			endpoint,
			receipt_key: institution.receipt_key.ok_or_else(missing)?,
			genesis,
		})
	}

	/// Trusts whom `tls` names, and nobody else.
	pub fn with_tls(self, tls: &Tls) -> Self {
		Self { http: tls.http(), is_tls_ready: tls.has_authorities(), ..self }
	}

	/// Whose vault.
	pub fn custodian(&self) -> InstitutionId {
		self.custodian
	}

	/// Hands over this custodian's part of a sealing.
	pub async fn deposit(&self, by: &Identity, deposit: &Deposit) -> Result<(), VaultError> {
		let path = path_of(&deposit.manifest);
		self.ask(by, Method::PUT, path, deposit.encode()).await.map(drop)
	}

	/// Adds wraps of this custodian's share for another recipient.
	pub async fn add_wraps(
		&self,
		by: &Identity,
		manifest: &Manifest,
		wraps: &[Wrap],
	) -> Result<(), VaultError> {
		let path = format!("{}/wraps", path_of(manifest));
		self.ask(by, Method::PUT, path, wraps.encode()).await.map(drop)
	}

	/// Asks for share and ciphertext.
	///
	/// # Errors
	/// [`VaultError::NotStated`] when the vault does not sign that it served this, now.
	pub async fn release(
		&self,
		by: &Identity,
		record: RecordId,
		request: &ReleaseRequest,
	) -> Result<Release, VaultError> {
		let path = format!("/v1/records/{record}/release");
		let asked = now();
		let body = self.ask(by, Method::POST, path, request.encode()).await?;
		let release = self.decode(&body)?;
		match self.is_stated(&release, record, asked) {
			true => Ok(release),
			false => Err(VaultError::NotStated { custodian: self.custodian }),
		}
	}

	/// Whether the statement is of what was released, and of no other time: one that is dated back
	/// would not contradict a receipt.
	fn is_stated(&self, release: &Release, record: RecordId, asked: Moment) -> bool {
		let Release { manifest, statement, .. } = release;
		let served = &statement.served;
		let earliest = asked.saturating_sub(CLOCK_SKEW);
		(served.record, served.custodian) == (record, self.custodian)
			&& (served.version, served.epoch) == (manifest.version, manifest.epoch)
			&& (earliest..=now().saturating_add(CLOCK_SKEW)).contains(&served.time)
			&& statement.is_valid(&self.receipt_key, &self.genesis)
	}

	/// Who asked for a record.
	pub async fn log(&self, by: &Identity, record: RecordId) -> Result<Vec<LogEntry>, VaultError> {
		let path = format!("/v1/records/{record}/log");
		self.ask(by, Method::GET, path, Vec::new()).await.and_then(|body| self.decode(&body))
	}

	/// Notices to this account's institution that were not acknowledged.
	pub async fn notices(&self, by: &Identity) -> Result<Vec<Notice>, VaultError> {
		let path = "/v1/notices".into();
		self.ask(by, Method::GET, path, Vec::new()).await.and_then(|body| self.decode(&body))
	}

	/// Acknowledges one.
	pub async fn acknowledge(&self, by: &Identity, notice: u64) -> Result<(), VaultError> {
		let path = format!("/v1/notices/{notice}/acknowledged");
		self.ask(by, Method::PUT, path, Vec::new()).await.map(drop)
	}

	fn decode<T: Decode>(&self, body: &[u8]) -> Result<T, VaultError> {
		T::decode_all(&mut &*body).map_err(|_| self.malformed())
	}

	fn malformed(&self) -> VaultError {
		VaultError::Malformed { custodian: self.custodian }
	}

	/// Signs and sends a request, and checks the signature of the answer.
	async fn ask(
		&self,
		by: &Identity,
		method: Method,
		path: String,
		body: Vec<u8>,
	) -> Result<Vec<u8>, VaultError> {
		let (genesis, vault) = (&self.genesis, self.custodian);
		let signature = RequestSignature::new(by, genesis, vault, method.as_str(), &path, &body);
		let digest = request_digest(
			genesis,
			vault,
			method.as_str(),
			&path,
			&body,
			signature.time,
			&signature.nonce,
		);
		let request = Request::builder().method(method).uri(format!("{}{path}", self.endpoint));
		let request = REQUEST_HEADERS
			.into_iter()
			.zip(signature.headers())
			.fold(request, |request, (name, value)| request.header(name, value))
			.body(Bytes::from(body).into())
			.map_err(|_| self.unreachable())?;
		let exchanged = timeout(TIMEOUT, self.exchange(request)).await;
		let (status, signature, body) = exchanged.map_err(|_| self.unreachable())??;
		let not_signed = VaultError::NotSigned { custodian: vault };
		let answers = |request: &Hash32| {
			let (key, status) = (&self.receipt_key, status.as_u16());
			signature.is_valid(key, genesis, vault, request, status, &body)
		};
		let is_bound = answers(&digest);
		// A vault that stopped reading knows no digest. Such an answer could be one to somebody else,
		// so nothing is learned from it but that this request got nowhere.
		if !is_bound && (status.is_success() || !answers(&Hash32::default())) {
			return Err(not_signed);
		}
		if status.is_success() {
			return Ok(body);
		}
		let refusal: Refusal = serde_json::from_slice(&body).map_err(|_| self.malformed())?;
		match is_bound || refusal.error.is_early() {
			true => Err(VaultError::Refused { custodian: vault, refusal }),
			false => Err(not_signed),
		}
	}

	fn unreachable(&self) -> VaultError {
		VaultError::Unreachable { custodian: self.custodian, endpoint: self.endpoint.clone() }
	}

	/// Sends a request and reads the whole answer: at most [`MAX_BODY`] bytes, whatever the vault
	/// sends.
	async fn exchange(
		&self,
		request: Request<Full<Bytes>>,
	) -> Result<(StatusCode, ResponseSignature, Vec<u8>), VaultError> {
		let (custodian, endpoint) = (self.custodian, || self.endpoint.clone());
		let is_behind_tls = request.uri().scheme_str() == Some("https");
		if is_behind_tls && !self.is_tls_ready {
			return Err(VaultError::NoAuthorities { custodian, endpoint: endpoint() });
		}
		if !is_behind_tls && !request.uri().host().is_some_and(is_this_machine) {
			return Err(VaultError::NoTls { custodian, endpoint: endpoint() });
		}
		let response = self.http.request(request).await.map_err(|error| match failure(&error) {
			Some(reason) => VaultError::Untrusted {
				custodian,
				endpoint: endpoint(),
				reason: reason.to_string(),
			},
			None => self.unreachable(),
		})?;
		let status = response.status();
		let signature = match signature_of(response.headers()) {
			Some(signature) => signature,
			None if is_behind_tls && !status.is_success() => {
				let status = status.as_u16();
				return Err(VaultError::Proxy { custodian, endpoint: endpoint(), status });
			},
			None => return Err(VaultError::NotSigned { custodian }),
		};
		let body = Limited::new(response.into_body(), MAX_BODY).collect().await;
		let body = body.map_err(|_| self.malformed())?.to_bytes();
		Ok((status, signature, body.into()))
	}
}

fn signature_of(headers: &HeaderMap) -> Option<ResponseSignature> {
	let header = |name| headers.get(name)?.to_str().ok();
	let [time, signature] = RESPONSE_HEADERS;
	ResponseSignature::parse([header(time)?, header(signature)?])
}
