//! What breaking the rules of consensus costs. Every slash waits, so that it can be contested.

use crate::*;
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision},
		Time,
	},
};
use pallet_session::historical::IdentificationTuple;
use salus_primitives::{OffenceMeasure, StakeRules};
use sp_runtime::{traits::Saturating, Perbill, Permill};
use sp_staking::offence::{OffenceDetails, OffenceSeverity, OnOffenceHandler};

/// An offence on record.
type Row<T> = (SessionIndex, <T as frame_system::Config>::AccountId, Offence);

impl<T: Config> OnOffenceHandler<T::AccountId, IdentificationTuple<T>, Weight> for Pallet<T> {
	/// The fractions are not ours: they grow with each equivocation of a slot and would cost one of
	/// four more than half of its bond.
	fn on_offence(
		offenders: &[OffenceDetails<T::AccountId, IdentificationTuple<T>>],
		_: &[Perbill],
		session: SessionIndex,
	) -> Weight {
		let current = pallet_session::Pallet::<T>::current_index();
		if session < Self::reportable_from(current) || current < session {
			return T::DbWeight::get().reads(1);
		}
		// BABE and GRANDPA report one offender at a time. The offences pallet hands over with it, before
		// it, everybody who was reported of the same slot, and they were judged then. A report on
		// GRANDPA says nothing of the session, which may be any in which the set served. So to judge
		// the earlier ones again, in the session of this report, would slash them twice for one deed.
		let Some(reported) = offenders.last() else { return Weight::zero() };
		let validator = &reported.offender.0;
		let rules = T::Policy::get().stake;
		let is_news = Self::note(session, validator, &rules);
		let together = Self::together_with(session, offenders);
		let share = Self::share(&together, &rules);
		Self::raise(together, share, &rules);
		if is_news && rules.offences >= OffenceMeasure::Disable {
			let severity = OffenceSeverity(Perbill::from_rational(share, WHOLE));
			pallet_session::Pallet::<T>::report_offence(validator.clone(), severity);
		}
		let validators = u64::from(T::MaxValidators::get());
		let rows =
			validators.saturating_mul(u64::from(T::ReportingSessions::get()).saturating_add(1));
		T::DbWeight::get().reads_writes(rows, validators)
	}
}

impl<T: Config> Pallet<T> {
	/// Puts an offence on record. Says whether that is news: an account offends once in a session,
	/// whatever it did. While a slash of it is open, what else is reported is noted and judged with that
	/// one: two machines with one key vote twice in many rounds, and each may be reported for another
	/// session.
	fn note(session: SessionIndex, validator: &T::AccountId, rules: &StakeRules) -> bool {
		let Some(row) = Validators::<T>::get(validator) else { return false };
		let known = Offences::<T>::get(session, validator);
		let slash = rules.offences == OffenceMeasure::Slash && row.slashes == 0;
		let news = match known.map(|it| it.fate) {
			None => true,
			Some(Fate::Noted) => slash,
			Some(_) => false,
		};
		if !news {
			return false;
		}
		if known.is_none() {
			let validator = validator.clone();
			Self::deposit_event(Event::OffenceReported { session, validator });
		}
		let fate = if slash {
			let slashes = row.slashes.saturating_add(1);
			let state = State::Offender;
			let row = Validator { slashes, state, short_since: None, ..row };
			Validators::<T>::insert(validator, row);
			Fate::Pending { due: 0 }
		} else {
			Fate::Noted
		};
		Offences::<T>::insert(session, validator, Offence { share: 0, fate });
		true
	}

	/// The offences that are judged together, one of each offender who was not spared: of this session, and
	/// of who did the same in the same slot and was reported for another one, or it would be cheaper to be
	/// reported for different sessions. Which row of such a one is of that slot is not known, and one that
	/// was only noted is judged with another: each is the gravest of its offender, an open one first.
	fn together_with(
		session: SessionIndex,
		offenders: &[OffenceDetails<T::AccountId, IdentificationTuple<T>>],
	) -> Vec<Row<T>> {
		let mut together: BTreeMap<_, Row<T>> = Offences::<T>::iter_prefix(session)
			.map(|(who, it)| (who.clone(), (session, who, it)))
			.collect();
		let gravity = |it: &Offence| (matches!(it.fate, Fate::Pending { .. }), it.share);
		let elsewhere = Offences::<T>::iter()
			.filter(|(at, _, it)| *at != session && it.fate != Fate::Cancelled);
		for (at, who, offence) in elsewhere {
			let is_graver = match together.get(&who) {
				None => offenders.iter().any(|it| it.offender.0 == who),
				Some((of, _, known)) => {
					(*of != session || known.fate == Fate::Noted)
						&& gravity(known) < gravity(&offence)
				},
			};
			if is_graver {
				together.insert(who.clone(), (at, who, offence));
			}
		}
		together.into_values().filter(|(.., it)| it.fate != Fate::Cancelled).collect()
	}

	/// What each of these offences costs, in millionths: the policy's figure for one offender, with
	/// the square of their number, because several at once are no accident.
	fn share(together: &[Row<T>], rules: &StakeRules) -> u32 {
		let offenders = together.len() as u64;
		u64::from(rules.slash).saturating_mul(offenders).saturating_mul(offenders).min(WHOLE.into())
			as u32
	}

	/// Raises the slashes among these that are not decided. A raised one may be contested anew.
	fn raise(together: Vec<Row<T>>, share: u32, rules: &StakeRules) {
		let due = T::Clock::now().saturating_add(rules.slash_delay);
		let raised = together
			.into_iter()
			.filter(|(.., it)| matches!(it.fate, Fate::Pending { .. }) && it.share < share);
		for (session, validator, _) in raised {
			let offence = Offence { share, fate: Fate::Pending { due } };
			Offences::<T>::insert(session, &validator, offence);
			Self::deposit_event(Event::SlashDeferred { session, validator, share, due });
		}
	}

	/// Whether a slash may be carried out now, and its share.
	pub fn ensure_may_apply_slash(
		session: SessionIndex,
		validator: &T::AccountId,
	) -> Result<u32, Error<T>> {
		let (share, due) = Self::pending(session, validator)?;
		ensure!(due <= T::Clock::now(), Error::<T>::NotDue);
		Ok(share)
	}

	pub(crate) fn do_apply_slash(session: SessionIndex, validator: T::AccountId) -> DispatchResult {
		let share = Self::ensure_may_apply_slash(session, &validator)?;
		let row = Validators::<T>::get(&validator).ok_or(Error::<T>::NoSuchSlash)?;
		let amount = CurrencyOf::<T>::burn_held(
			&HoldReason::Bond.into(),
			&row.account,
			Permill::from_parts(share).mul_ceil(row.bond),
			Precision::BestEffort,
			Fortitude::Force,
		)?;
		let bond = row.bond.saturating_sub(amount);
		Self::decide(session, &validator, Validator { bond, ..row }, Fate::Applied);
		Self::deposit_event(Event::SlashApplied { session, validator, amount });
		Ok(())
	}

	pub(crate) fn do_cancel_slash(
		session: SessionIndex,
		validator: T::AccountId,
	) -> DispatchResult {
		Self::pending(session, &validator)?;
		let row = Validators::<T>::get(&validator).ok_or(Error::<T>::NoSuchSlash)?;
		Self::decide(session, &validator, row, Fate::Cancelled);
		Self::deposit_event(Event::SlashCancelled { session, validator });
		Ok(())
	}

	fn pending(session: SessionIndex, validator: &T::AccountId) -> Result<(u32, Moment), Error<T>> {
		match Offences::<T>::get(session, validator) {
			Some(Offence { share, fate: Fate::Pending { due } }) => Ok((share, due)),
			_ => Err(Error::<T>::NoSuchSlash),
		}
	}

	/// Ends a pending slash. Its row stays as long as the same offence could be reported again.
	fn decide(session: SessionIndex, validator: &T::AccountId, row: ValidatorOf<T>, fate: Fate) {
		let slashes = row.slashes.saturating_sub(1);
		Validators::<T>::insert(validator, Validator { slashes, ..row });
		let current = pallet_session::Pallet::<T>::current_index();
		if session < Self::reportable_from(current) {
			Offences::<T>::remove(session, validator);
		} else {
			Offences::<T>::mutate(session, validator, |it| {
				if let Some(it) = it {
					it.fate = fate;
				}
			});
		}
	}
}
