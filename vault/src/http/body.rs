//! Bodies of requests, within bounds of size and time.

use crate::vault::Vault;
use axum::{
	body::{Body, Bytes},
	http::{header, HeaderMap},
};
use http_body_util::BodyExt;
use salus_client::vault::{RefusalKind, MAX_BODY};
use std::time::Duration;
use tokio::time::{timeout, Instant};

/// Longest body of everything but a deposit.
pub const SMALL_BODY: usize = 64 * 1024;

/// A body that takes longer is given up.
const READ_WITHIN: Duration = Duration::from_secs(60);

/// So is one that comes more slowly than this, in bytes a second, after the first seconds: few are taken
/// in at a time, and who trickles would keep all others out. Nor may it pause for so long.
const SLOWEST: usize = 64 * 1024;
const FIRST_SECONDS: Duration = Duration::from_secs(10);

/// How long a large body waits for its turn.
const TURN_WITHIN: Duration = Duration::from_secs(10);

/// What is read and thrown away of a body that is too long, so that the asker, who is still
/// sending, gets to see the refusal.
const DRAIN: usize = 2 * MAX_BODY;

/// Reads a body of at most `limit` bytes.
pub async fn read(
	vault: &Vault,
	headers: &HeaderMap,
	body: Body,
	limit: usize,
) -> Result<Bytes, RefusalKind> {
	let length = headers.get(header::CONTENT_LENGTH);
	let length = length.and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
	let expected = length.unwrap_or(limit).min(limit);
	let _permit = match expected > SMALL_BODY {
		true => {
			let turn = timeout(TURN_WITHIN, vault.large_bodies.acquire()).await;
			Some(turn.map_err(|_| RefusalKind::Busy)?.map_err(|_| RefusalKind::Internal)?)
		},
		false => None,
	};
	timeout(READ_WITHIN, collect(body, expected, limit))
		.await
		.unwrap_or(Err(RefusalKind::Malformed))
}

async fn collect(mut body: Body, expected: usize, limit: usize) -> Result<Bytes, RefusalKind> {
	let mut bytes = Vec::with_capacity(expected.min(SMALL_BODY));
	let mut length = 0;
	let begun = Instant::now();
	loop {
		let Ok(frame) = timeout(FIRST_SECONDS, body.frame()).await else {
			return Err(RefusalKind::Malformed);
		};
		let Some(frame) = frame else { break };
		let frame = frame.map_err(|_| RefusalKind::Malformed)?;
		let due = begun.elapsed().saturating_sub(FIRST_SECONDS).as_secs() as usize * SLOWEST;
		if length < due {
			return Err(RefusalKind::Malformed);
		}
		let Some(data) = frame.data_ref() else {
			continue;
		};
		length += data.len();
		match length {
			_ if length <= limit => bytes.extend_from_slice(data),
			_ if length <= DRAIN => bytes = Vec::new(),
			_ => break,
		}
	}
	match length <= limit {
		true => Ok(bytes.into()),
		false => Err(RefusalKind::TooLarge),
	}
}
