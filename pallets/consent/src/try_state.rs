//! Invariants.

use crate::*;
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// 1. A grant ends after it was given and lasts no longer than policy allows.
	/// 2. A grant was taken back, if at all, while it was live.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for grant in Grants::<T>::iter_values() {
			ensure!(
				grant.granted < grant.until
					&& grant.until <= grant.granted.saturating_add(T::MaxWindow::get()),
				"a grant's window is empty or too long"
			);
			ensure!(
				grant.revoked.is_none_or(|at| (grant.granted..grant.until).contains(&at)),
				"a grant was revoked outside its life"
			);
		}
		Ok(())
	}
}
