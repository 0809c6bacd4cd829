//! What policy asks.

use super::{
	chambers::{RESTRICTING, SUSPENDING},
	*,
};

impl pallet_policy::Decisions for Wiring {
	fn confirming_suspension() -> Moment {
		Chambers::time_to_effect(SUSPENDING)
	}
	fn confirming_restriction() -> Moment {
		Chambers::time_to_effect(RESTRICTING)
	}
}
