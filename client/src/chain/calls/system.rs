//! The chain's own pallets.

use super::Call;
use codec::Compact;
use salus_primitives::Hash32;

const PALLET: &str = "System";

impl Call {
	/// `System.remark`: for showing that it is refused.
	pub fn remark(bytes: Vec<u8>) -> Self {
		Self::new(PALLET, "remark", bytes)
	}

	/// `Balances.transfer_keep_alive`, in planck.
	pub fn transfer(to: Hash32, amount: u128) -> Self {
		Self::new("Balances", "transfer_keep_alive", (to, Compact(amount)))
	}

	/// `Proxy.add_proxy`, of a key that may issue.
	pub fn add_issuing_key(key: Hash32) -> Self {
		/// The index of `Issuing` among the kinds of proxies.
		const ISSUING: u8 = 2;
		Self::new("Proxy", "add_proxy", (key, ISSUING, 0u32))
	}

	/// `System.apply_authorized_upgrade`: sent by nobody, since it says for itself whether it may.
	pub fn apply_authorized_upgrade(code: Vec<u8>) -> Self {
		Self::new(PALLET, "apply_authorized_upgrade", code)
	}
}
