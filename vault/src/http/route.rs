//! What is asked.

use super::{body::SMALL_BODY, deposit, release, subject, Answer};
use crate::{store::SealingId, vault::Vault};
use axum::{body::Bytes, http::Method};
use codec::DecodeAll;
use salus_client::vault::{RefusalKind, MAX_BODY};
use salus_primitives::{Hash32, RecordId};
use std::sync::Arc;

/// One endpoint with the ids in its path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Route {
	Deposit(SealingId),
	Wraps(SealingId),
	Release(RecordId),
	Log(RecordId),
	Notices,
	Acknowledge(u64),
}

impl Route {
	/// `None` for everything that is not an endpoint.
	pub fn parse(method: &Method, path: &str) -> Option<Self> {
		let segments: Vec<_> = path.strip_prefix("/v1/")?.split('/').collect();
		let id = |record: &str, version: &str, epoch: &str| {
			let record = record.parse().ok()?;
			Some(SealingId { record, version: version.parse().ok()?, epoch: epoch.parse().ok()? })
		};
		match (method.as_str(), segments.as_slice()) {
			("PUT", ["records", record, version, epoch]) => {
				id(record, version, epoch).map(Self::Deposit)
			},
			("PUT", ["records", record, version, epoch, "wraps"]) => {
				id(record, version, epoch).map(Self::Wraps)
			},
			("POST", ["records", record, "release"]) => record.parse().ok().map(Self::Release),
			("GET", ["records", record, "log"]) => record.parse().ok().map(Self::Log),
			("GET", ["notices"]) => Some(Self::Notices),
			("PUT", ["notices", notice, "acknowledged"]) => {
				notice.parse().ok().map(Self::Acknowledge)
			},
			_ => None,
		}
	}

	/// Most bytes that are taken.
	pub fn longest_body(&self) -> usize {
		match self {
			Self::Deposit(_) => MAX_BODY,
			_ => SMALL_BODY,
		}
	}

	/// Does it, for an account that is known to ask.
	pub async fn answer(
		self,
		vault: &Arc<Vault>,
		account: Hash32,
		body: Bytes,
	) -> Result<Answer, RefusalKind> {
		match self {
			Self::Deposit(id) => deposit::deposit(vault, account, id, body).await,
			Self::Wraps(id) => deposit::add_wraps(vault, account, id, decode(&body)?).await,
			Self::Release(record) => release::release(vault, account, record, decode(&body)?).await,
			Self::Log(record) => subject::log(vault, account, record).await,
			Self::Notices => subject::notices(vault, account).await,
			Self::Acknowledge(notice) => subject::acknowledge(vault, account, notice).await,
		}
	}
}

/// A SCALE body, whole.
pub fn decode<T: DecodeAll>(body: &[u8]) -> Result<T, RefusalKind> {
	T::decode_all(&mut &*body).map_err(|_| RefusalKind::Malformed)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn only_what_is_documented_is_an_endpoint() {
		let record = RecordId([0xab; 16]);
		let put = |path: &str| Route::parse(&Method::PUT, path);
		let id = SealingId { record, version: 2, epoch: 1 };
		assert_eq!(put(&format!("/v1/records/{record}/2/1")), Some(Route::Deposit(id)));
		assert_eq!(put(&format!("/v1/records/{record}/2/1/wraps")), Some(Route::Wraps(id)));
		assert_eq!(put("/v1/notices/7/acknowledged"), Some(Route::Acknowledge(7)));
		assert_eq!(put(&format!("/v1/records/{record}/2/-1")), None);
		assert_eq!(put(&format!("/v1/records/{record}/2/1/")), None);
		assert_eq!(put(&format!("/v1/records/{record}/2/1?x")), None);
		assert_eq!(put("/v1/records/0x12/2/1"), None);
		assert_eq!(Route::parse(&Method::GET, "/v1/notices"), Some(Route::Notices));
		assert_eq!(Route::parse(&Method::POST, "/v1/notices"), None);
		assert_eq!(Route::parse(&Method::GET, "/v1/records"), None);
		assert_eq!(Route::parse(&Method::GET, "/"), None);
	}
}
