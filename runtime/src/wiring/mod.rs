//! Where the pallets meet: each asks through traits of its own, and here are the answers, a file for
//! each that asks.

mod chambers;
mod consent;
mod policy;
mod records;
mod redaction;
mod registry;
mod stake;
mod tokens;

pub use tokens::{subject_owner, COLLECTION};

use crate::*;
use frame_support::traits::Time;
use salus_primitives::{Authority, GuardianScope, Hash32, Moment, SubjectId};

/// Answers the questions that the pallets put to each other.
pub struct Wiring;

fn now() -> Moment {
	<Timestamp as Time>::now()
}
