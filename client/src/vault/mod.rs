//! A custodian's vault: what it is asked, what it answers, both signed.
//!
//! ```text
//! PUT  /v1/records/{record}/{version}/{epoch}        Deposit         -> 204   issuer or subject
//! PUT  /v1/records/{record}/{version}/{epoch}/wraps  Vec<Wrap>       -> 204   subject,
//!                                                                    or issuer for a guardian
//! POST /v1/records/{record}/release                  ReleaseRequest  -> Release
//! GET  /v1/records/{record}/log                                      -> Vec<LogEntry>   subject
//! GET  /v1/notices                                                   -> Vec<Notice>     recipient
//! PUT  /v1/notices/{notice}/acknowledged                             -> 204   recipient
//! GET  /v1/status                                                    -> VaultStatus (JSON, unsigned)
//! ```
//! Bodies are SCALE; refusals are JSON. A refusal of a request that the vault did not understand, or
//! did not read to its end, is signed over a request digest of zeros.

mod auth;
mod client;
mod error;
mod statement;
mod tls;
mod wire;

pub use auth::{
	now, request_digest, response_digest, RequestSignature, ResponseSignature, CLOCK_SKEW,
	REQUEST_HEADERS, RESPONSE_HEADERS,
};
pub use client::VaultClient;
pub use error::VaultError;
pub use statement::Statement;
pub use tls::{is_this_machine, Tls, TlsError};
pub use wire::{
	Deposit, LogEntry, Notice, Refusal, RefusalKind, Release, ReleaseRequest, VaultStatus, MAX_BODY,
};
