//! The chain's own pallets.

use super::Call;

const PALLET: &str = "System";

impl Call {
	/// `System.remark`: for showing that it is refused.
	pub fn remark(bytes: Vec<u8>) -> Self {
		Self::new(PALLET, "remark", bytes)
	}

	/// `System.apply_authorized_upgrade`: sent by nobody, since it says for itself whether it may.
	pub fn apply_authorized_upgrade(code: Vec<u8>) -> Self {
		Self::new(PALLET, "apply_authorized_upgrade", code)
	}
}
