//! Who takes its turns.
//!
//! A quiet chain makes no blocks, so an unused slot proves nothing against its author. Only a session
//! with many blocks tells who made far fewer than the others.

use crate::*;
use alloc::vec::Vec;
use frame_support::{dispatch::DispatchClass, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;

impl<T: Config> pallet_authorship::EventHandler<T::AccountId, BlockNumberFor<T>> for Pallet<T> {
	fn note_author(author: T::AccountId) {
		Authored::<T>::mutate(author, |blocks| *blocks = blocks.saturating_add(1));
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			<T as Config>::WeightInfo::note_author(),
			DispatchClass::Mandatory,
		);
	}
}

impl<T: Config> Pallet<T> {
	/// Takes stock of a session that ends: shares its fees and judges its validators.
	pub(crate) fn end_turns(session: SessionIndex) {
		let turns: Vec<_> = pallet_session::Pallet::<T>::validators()
			.into_iter()
			.map(|it| (Authored::<T>::take(&it), it))
			.collect();
		let blocks = turns.iter().fold(0u32, |sum, (made, _)| sum.saturating_add(*made));
		Self::share_fees(session, blocks, &turns);
		let members = turns.len() as u32;
		if members > 0 && blocks / members >= BLOCKS_TO_JUDGE {
			Self::judge(session, blocks / members, turns);
		}
	}

	fn judge(session: SessionIndex, of: u32, turns: Vec<(u32, T::AccountId)>) {
		let missed_at_most = u64::from(T::Policy::get().stake.missed_at_most);
		for (made, validator) in turns {
			let missed = u64::from(of.saturating_sub(made)).saturating_mul(WHOLE.into());
			let idle = missed > missed_at_most.saturating_mul(of.into());
			let Some(row) = Validators::<T>::get(&validator) else { continue };
			if row.idle != idle {
				Validators::<T>::insert(&validator, Validator { idle, ..row });
			}
			if idle {
				Self::deposit_event(Event::TurnsMissed { session, validator, made, of });
			}
		}
	}
}
