//! What the session pallet asks of its manager.
//!
//! The manager plans session `i + 1` when session `i` begins: whoever stands with keys in session `s`
//! serves from `s + 2` on.

use crate::*;
use alloc::vec::Vec;
use frame_support::traits::Get;
use pallet_session::{historical, SessionManager};
use sp_runtime::traits::Convert;
use sp_staking::offence::OffenceSeverity;

/// How historical proofs name a validator: by its account and nothing else, so that no change of a
/// row makes a proof invalid.
pub struct Identified;

impl<AccountId> Convert<AccountId, Option<()>> for Identified {
	fn convert(_: AccountId) -> Option<()> {
		Some(())
	}
}

impl<T: Config> SessionManager<T::AccountId> for Pallet<T> {
	fn new_session(session: SessionIndex) -> Option<Vec<T::AccountId>> {
		Self::elect(session)
	}

	fn new_session_genesis(_: SessionIndex) -> Option<Vec<T::AccountId>> {
		let validators = Self::founding_set();
		let members = validators.iter().map(|it| Member { validator: it.clone(), group: None });
		Elected::<T>::put(frame_support::BoundedVec::truncate_from(members.collect()));
		Some(validators)
	}

	fn start_session(_: SessionIndex) {
		// A new set enables everybody. An offender that only the floor keeps makes no blocks.
		for validator in pallet_session::Pallet::<T>::validators() {
			if Self::is_offender(&validator) {
				pallet_session::Pallet::<T>::report_offence(
					validator,
					OffenceSeverity::min_severity(),
				);
			}
		}
	}

	fn end_session(session: SessionIndex) {
		Self::end_turns(session);
		Self::forget_before(Self::reportable_from(session.saturating_add(1)));
	}
}

impl<T: Config> historical::SessionManager<T::AccountId, ()> for Pallet<T> {
	fn new_session(session: SessionIndex) -> Option<Vec<(T::AccountId, ())>> {
		<Self as SessionManager<_>>::new_session(session).map(identified)
	}

	fn new_session_genesis(session: SessionIndex) -> Option<Vec<(T::AccountId, ())>> {
		<Self as SessionManager<_>>::new_session_genesis(session).map(identified)
	}

	fn start_session(session: SessionIndex) {
		<Self as SessionManager<_>>::start_session(session)
	}

	fn end_session(session: SessionIndex) {
		<Self as SessionManager<_>>::end_session(session)
	}
}

fn identified<AccountId>(validators: Vec<AccountId>) -> Vec<(AccountId, ())> {
	validators.into_iter().map(|it| (it, ())).collect()
}

impl<T: Config> Pallet<T> {
	/// The oldest session of which offences may be reported in this one.
	pub fn reportable_from(session: SessionIndex) -> SessionIndex {
		session.saturating_sub(T::ReportingSessions::get())
	}

	fn founding_set() -> Vec<T::AccountId> {
		let mut validators: Vec<_> = Validators::<T>::iter_keys()
			.filter(|it| pallet_session::Pallet::<T>::load_keys(it).is_some())
			.collect();
		validators.sort();
		assert!(
			Floor::<T>::get() <= validators.len() as u32,
			"fewer validators of the genesis configuration have session keys than its floor asks for"
		);
		validators
	}

	/// Drops what is kept to judge sessions before this one.
	fn forget_before(session: SessionIndex) {
		let Some(last) = session.checked_sub(1) else { return };
		historical::Pallet::<T>::prune_up_to(session);
		let decided: Vec<_> = Offences::<T>::iter_prefix(last)
			.filter(|(_, offence)| !matches!(offence.fate, Fate::Pending { .. }))
			.map(|(validator, _)| validator)
			.collect();
		decided.iter().for_each(|it| Offences::<T>::remove(last, it));
	}
}
