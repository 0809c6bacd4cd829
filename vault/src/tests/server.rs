//! A vault that runs, and who asks it.

use super::{ledger::GENESIS, RECORD};
use crate::Running;
use reqwest::{header::HeaderMap, Method};
use salus_client::{
	identity::Identity,
	vault::{
		Refusal, RefusalKind, Release, ReleaseRequest, RequestSignature, VaultClient, VaultError,
		REQUEST_HEADERS,
	},
};
use salus_primitives::{Action, InstitutionView, Purpose};

/// A running vault and a client for it.
pub struct Server {
	pub client: VaultClient,
	pub view: InstitutionView,
	pub running: Running,
}

/// A raw answer.
#[derive(Debug, PartialEq)]
pub struct Raw {
	pub status: u16,
	pub body: Vec<u8>,
	pub headers: HeaderMap,
}

impl Raw {
	pub fn refusal(&self) -> RefusalKind {
		serde_json::from_slice::<Refusal>(&self.body).unwrap().error
	}
}

impl Server {
	pub async fn stop(self) {
		drop(self.client);
		self.running.stop().await;
	}

	pub fn url(&self, path: &str) -> String {
		format!("{}{path}", self.view.endpoint.as_deref().unwrap())
	}

	pub async fn raw(
		&self,
		method: Method,
		path: &str,
		headers: &[(&str, String)],
		body: Vec<u8>,
	) -> Raw {
		let mut request = reqwest::Client::new().request(method, self.url(path)).body(body);
		for (name, value) in headers {
			request = request.header(*name, value);
		}
		let response = request.send().await.unwrap();
		Raw {
			status: response.status().as_u16(),
			headers: response.headers().clone(),
			body: response.bytes().await.unwrap().into(),
		}
	}

	/// The headers of a signed request.
	pub fn signed(
		&self,
		by: &Identity,
		method: &Method,
		path: &str,
		body: &[u8],
	) -> Vec<(&'static str, String)> {
		let method = method.as_str();
		let signature = RequestSignature::new(by, &GENESIS, self.view.id, method, path, body);
		REQUEST_HEADERS.into_iter().zip(signature.headers()).collect()
	}

	/// Sends a signed request.
	pub async fn ask(&self, by: &Identity, method: Method, path: &str, body: Vec<u8>) -> Raw {
		let headers = self.signed(by, &method, path, &body);
		self.raw(method, path, &headers, body).await
	}

	/// Asks to read the record.
	pub async fn read(&self, by: &Identity) -> Result<Release, RefusalKind> {
		kind(self.client.release(by, RECORD, &request(by)).await)
	}
}

/// A request for the version in force with one's own key.
pub fn request(by: &Identity) -> ReleaseRequest {
	ReleaseRequest {
		version: None,
		purpose: Purpose::TREAT,
		action: Action::Access,
		opening: None,
		key: by.encryption.public().hash(),
	}
}

/// A refusal's kind. Everything else that goes wrong is a failure of the test.
pub fn kind<T>(result: Result<T, VaultError>) -> Result<T, RefusalKind> {
	result.map_err(|error| match error {
		VaultError::Refused { refusal, .. } => refusal.error,
		other => panic!("{other}"),
	})
}
