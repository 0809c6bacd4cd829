//! What this pallet asks of others.

use salus_primitives::Moment;

/// How long it takes to make lasting what ends by itself, from the proposal until it takes effect.
pub trait Decisions {
	/// A suspension of an institution.
	fn confirming_suspension() -> Moment;
	/// A restriction, by a policy.
	fn confirming_restriction() -> Moment;
}
