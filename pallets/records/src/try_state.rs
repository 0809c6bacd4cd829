//! Invariants.

use crate::*;
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// 1. Every record has a token that belongs to its subject.
	/// 2. Superseded sealings are numbered without gaps and belong to a live record; versions rise.
	/// 3. Every sealing has 2 to 7 distinct custodians and a threshold from 2 to their number.
	/// 4. What is held from an issuer is what its records' deposits add up to.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut held = BTreeMap::new();
		let mut superseded = 0;
		for (id, row) in Records::<T>::iter() {
			ensure!(T::Tokens::belongs(id, row.subject), "a record lacks its subject's token");
			let sealings = Self::sealings(id);
			ensure!(
				sealings.len() as u32 == row.superseded + 1 && row.superseded < MAX_SEALINGS,
				"superseded sealings have gaps"
			);
			ensure!(
				sealings.windows(2).all(|pair| {
					(pair[0].version, pair[0].epoch) < (pair[1].version, pair[1].epoch)
				}),
				"versions do not rise"
			);
			for sealing in sealings {
				let mut custodians = sealing.of.custodians.to_vec();
				custodians.sort();
				custodians.dedup();
				ensure!(
					custodians.len() == sealing.of.custodians.len()
						&& (2..=custodians.len()).contains(&sealing.of.threshold.into()),
					"a sealing's custodians do not fit its threshold"
				);
			}
			superseded += row.superseded;
			let deposits: &mut BalanceOf<T> = held.entry(row.issuer).or_default();
			*deposits = deposits.saturating_add(Self::deposit_of(&row));
		}
		ensure!(
			Superseded::<T>::iter().count() as u32 == superseded,
			"a superseded sealing belongs to no record"
		);
		for (issuer, deposits) in held {
			let account = T::Parties::account(issuer).ok_or("an issuer is unknown")?;
			ensure!(
				T::Currency::balance_on_hold(&HoldReason::Record.into(), &account) == deposits,
				"an issuer's deposits do not add up"
			);
		}
		Ok(())
	}
}
