//! Invariants.

use crate::*;
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use salus_primitives::Purposes;
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// 1. A grant ends after it was given, and was taken back by name, if at all, while it was live.
	/// 2. A generation counts its grants and those not taken back by name, and has at least one.
	/// 3. Exactly the generations before a subject's current one have ended.
	/// 4. A subject's requests are counted, bounded in all and for each institution, and none has the
	///    id of a grant.
	/// 5. What is held from an institution is what its requests say.
	/// 6. An objection names known purposes, and at least one.
	/// 7. An opt-out ended, if at all, after it began.
	/// 8. An emergency access was opened at least once and ends no earlier than it was opened.
	/// 9. A desk's obligations are its unreviewed accesses, each once, with the same time, and a desk
	///    without one has no row.
	/// 10. A custodian's anchors are one for each day of its span.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_grants()?;
		Self::try_requests()?;
		for purposes in Objections::<T>::iter_values() {
			let known = purposes != Purposes::default() && purposes.is_valid();
			ensure!(known, "an objection names no purpose or an unknown one");
		}
		for row in OptOuts::<T>::iter_values() {
			let ordered = row.ended.is_none_or(|ended| row.since <= ended);
			ensure!(ordered, "an opt-out ended before it began");
		}
		Self::try_emergencies()?;
		Self::try_anchors()
	}

	fn try_grants() -> Result<(), TryRuntimeError> {
		let mut counts = BTreeMap::<_, (u32, u32)>::new();
		for (subject, _, grant) in Grants::<T>::iter() {
			let life = grant.granted..grant.until;
			ensure!(!life.is_empty(), "a grant's window is empty");
			ensure!(
				grant.revoked.is_none_or(|at| life.contains(&at)),
				"a grant was revoked outside its life"
			);
			let ended = Generations::<T>::get(subject, grant.generation).ended;
			ensure!(
				ended.is_none_or(|ended| grant.revoked.is_none_or(|at| at <= ended)),
				"a grant was revoked after its generation had ended"
			);
			let (given, live) = counts.entry((subject, grant.generation)).or_default();
			given.saturating_accrue(1);
			live.saturating_accrue(u32::from(grant.revoked.is_none()));
		}
		for (subject, number, row) in Generations::<T>::iter() {
			let counted = counts.remove(&(subject, number));
			ensure!(counted == Some((row.given, row.live)), "a generation is miscounted");
			let current = Current::<T>::get(subject);
			ensure!(number <= current, "a generation is later than the current one");
			ensure!(
				row.ended.is_some() == (number < current),
				"exactly the earlier generations have ended"
			);
		}
		ensure!(counts.is_empty(), "a grant belongs to no generation");
		Ok(())
	}

	fn try_emergencies() -> Result<(), TryRuntimeError> {
		let mut unreviewed = BTreeMap::new();
		for (subject, desk, row) in Emergencies::<T>::iter() {
			ensure!(row.opened <= row.until, "an emergency access ended before it was opened");
			ensure!(row.times > 0, "an emergency access was never opened");
			if row.justified.is_none() {
				unreviewed.insert((desk, subject), row.review_by);
			}
		}
		for (desk, open) in Open::<T>::iter() {
			ensure!(!open.is_empty(), "a desk without obligations has a row");
			for (review_by, subject) in open {
				let known = unreviewed.remove(&(desk, subject)) == Some(review_by);
				ensure!(known, "an obligation is not that of an unreviewed access");
			}
		}
		ensure!(unreviewed.is_empty(), "an unreviewed access obliges nobody");
		Ok(())
	}

	fn try_requests() -> Result<(), TryRuntimeError> {
		let mut counts = BTreeMap::<_, u32>::new();
		let mut by_one = BTreeMap::<_, u32>::new();
		let mut deposits = BTreeMap::<_, BalanceOf<T>>::new();
		for (subject, grant, request) in Requests::<T>::iter() {
			ensure!(!Grants::<T>::contains_key(subject, grant), "a request has the id of a grant");
			counts.entry(subject).or_default().saturating_accrue(1);
			by_one.entry((subject, request.by)).or_default().saturating_accrue(1);
			deposits.entry(request.by).or_default().saturating_accrue(request.deposit);
		}
		for (subject, count) in RequestCount::<T>::iter() {
			ensure!(counts.remove(&subject) == Some(count), "requests are miscounted");
			ensure!(count <= MAX_REQUESTS, "too many requests wait for a subject");
		}
		ensure!(counts.is_empty(), "a request is not counted");
		ensure!(
			by_one.values().all(|count| *count <= MAX_REQUESTS_BY_ONE),
			"too many requests of one institution wait for a subject"
		);
		for (institution, deposit) in deposits {
			let held = T::Parties::account(institution)
				.map(|it| T::Currency::balance_on_hold(&HoldReason::Request.into(), &it));
			ensure!(held == Some(deposit), "what is held is not what the requests say");
		}
		Ok(())
	}

	fn try_anchors() -> Result<(), TryRuntimeError> {
		let mut counts = BTreeMap::<_, u32>::new();
		for (custodian, day, _) in Anchors::<T>::iter() {
			let inside = AnchorSpan::<T>::get(custodian)
				.is_some_and(|(first, last)| (first..=last).contains(&day));
			ensure!(inside, "an anchor is outside its custodian's span");
			counts.entry(custodian).or_default().saturating_accrue(1);
		}
		for (custodian, (first, last)) in AnchorSpan::<T>::iter() {
			let days = last.saturating_add(1).saturating_sub(first);
			let counted = counts.get(&custodian).copied().unwrap_or_default();
			ensure!(counted == days, "a day of the span has no anchor");
		}
		Ok(())
	}
}
