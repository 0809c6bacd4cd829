//! What a person asks of a controller: erasure, rectification. The ids come from fresh salts.

use super::CareError;
use crate::{
	chain::{At, Call, Chain, Included, Until},
	identity::Identity,
};
use rand::{rand_core::UnwrapErr, rngs::SysRng, Rng};
use salus_primitives::{
	case_id, rectification_id, CaseId, CaseState, CaseView, ErasureGround, RecordId,
	RectificationId,
};
use std::time::{Duration, Instant};

fn salt() -> [u8; 16] {
	let mut salt = [0; 16];
	UnwrapErr(SysRng).fill_bytes(&mut salt);
	salt
}

/// Asks for a record to be erased. It is restricted when this returns.
///
/// # Errors
/// When the chain refuses.
pub async fn request_erasure(
	chain: &Chain,
	by: &Identity,
	record: RecordId,
	ground: ErasureGround,
) -> Result<(CaseId, Included), CareError> {
	let salt = salt();
	let call = Call::request_erasure(record, salt, ground);
	let at = chain.submit(by, call, Until::InBlock).await?;
	Ok((case_id(record, &salt), at))
}

/// Erases, as the controller, a record whose time of keeping is over.
///
/// # Errors
/// When the chain refuses.
pub async fn retire(
	chain: &Chain,
	by: &Identity,
	record: RecordId,
) -> Result<(CaseId, Included), CareError> {
	let salt = salt();
	let at = chain.submit(by, Call::retire(record, salt), Until::InBlock).await?;
	Ok((case_id(record, &salt), at))
}

/// Asks for a record to be corrected.
///
/// # Errors
/// When the chain refuses.
pub async fn request_rectification(
	chain: &Chain,
	by: &Identity,
	record: RecordId,
) -> Result<(RectificationId, Included), CareError> {
	let salt = salt();
	let call = Call::request_rectification(record, salt);
	let at = chain.submit(by, call, Until::InBlock).await?;
	Ok((rectification_id(record, &salt), at))
}

/// A case as it stands.
///
/// # Errors
/// [`CareError::NoSuchCase`].
pub async fn case(chain: &Chain, id: CaseId, at: At) -> Result<CaseView, CareError> {
	chain.case(id, at).await?.ok_or(CareError::NoSuchCase(id))
}

/// Waits until the record, or what was to go of it, is gone and every receipt is in.
///
/// # Errors
/// [`CareError::NotErasedYet`] after `timeout`, and at once for a case that was refused.
pub async fn wait_for_erasure(
	chain: &Chain,
	id: CaseId,
	timeout: Duration,
) -> Result<(), CareError> {
	let start = Instant::now();
	loop {
		let case = case(chain, id, At::Finalised).await?;
		let erased = matches!(
			case.state,
			CaseState::Erased | CaseState::ErasedPendingBackups { .. } | CaseState::PartlyErased(_)
		);
		if erased && case.missing == 0 {
			return Ok(());
		}
		let refused = matches!(case.state, CaseState::Refused(_));
		if refused || start.elapsed() >= timeout {
			let (state, missing) = (case.state, case.missing);
			return Err(CareError::NotErasedYet { case: id, state, missing });
		}
		tokio::time::sleep(Duration::from_millis(500)).await;
	}
}
