//! Who makes and finalises blocks.

use super::Call;
use crate::chain::SessionKeys;
use salus_primitives::Hash32;

const PALLET: &str = "Stake";

impl Call {
	/// `Stake.stand`
	pub fn stand(validator: Hash32) -> Self {
		Self::new(PALLET, "stand", validator)
	}

	/// `Stake.set_keys`
	pub fn set_keys(validator: Hash32, keys: &SessionKeys) -> Self {
		Self::new(PALLET, "set_keys", (validator, keys.keys, keys.proof.to_vec()))
	}

	/// `Stake.leave`
	pub fn leave_election(validator: Hash32) -> Self {
		Self::new(PALLET, "leave", validator)
	}

	/// `Stake.withdraw`
	pub fn withdraw_bond(validator: Hash32) -> Self {
		Self::new(PALLET, "withdraw", validator)
	}

	/// `Stake.apply_slash`
	pub fn apply_slash(session: u32, validator: Hash32) -> Self {
		Self::new(PALLET, "apply_slash", (session, validator))
	}
}
