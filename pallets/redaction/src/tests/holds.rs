use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{CaseState, HoldBasis, InstitutionId, Moment, Receipt, RecordId};

fn lift(who: u64) -> sp_runtime::DispatchResult {
	Redaction::lift_hold(signed(who), RECORD)
}

fn drop_hold(authority: u32) -> sp_runtime::DispatchResult {
	Redaction::drop_hold(signed(STRANGER), RECORD, InstitutionId(authority))
}

fn slots(vault: u32) -> usize {
	Redaction::open_slots(InstitutionId(vault), 10).len()
}

#[test]
fn a_hold_before_a_request_stops_acceptance_and_lapses_by_itself() {
	run(|| {
		let until = NOW + 20;
		assert_ok!(hold(COURT, until));
		System::assert_last_event(
			Event::HoldPlaced { record: RECORD, authority: COURT_ID, until }.into(),
		);
		assert_ok!(request(PATIENT, SALT));
		assert_eq!(state(), CaseState::OnHold { until });
		assert!(Redaction::is_held(RECORD) && Redaction::held_by(RECORD, COURT_ID, until - 1));
		assert!(!Redaction::held_by(RECORD, COURT_ID, until));
		assert!(!Redaction::held_by(RECORD, HOSPITAL_ID, NOW));
		at(until - 1);
		assert_noop!(accept(), Error::<Test>::OnHold);
		assert_eq!(Redaction::holds(RECORD).len(), 1);
		at(until);
		assert_eq!(state(), CaseState::Requested);
		assert_eq!(Redaction::holds(RECORD), []);
		assert_ok!(accept());
	});
}

#[test]
fn a_hold_does_not_stop_a_request_or_a_refusal() {
	run(|| {
		assert_ok!(hold(COURT, NOW + 20));
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(refuse());
	});
}

#[test]
fn a_hold_during_erasure_stops_the_remaining_custodians() {
	run(|| {
		due();
		assert_ok!(submit(receipt(11, 1)));
		at(not_before() + 10);
		let until = now() + 1_000;
		assert_ok!(hold(COURT, until));
		assert_eq!(state(), CaseState::OnHold { until });
		assert_eq!((slots(11), slots(12), slots(13)), (0, 0, 0));
		let after = Receipt { time: now(), ..receipt(12, 1) };
		assert_noop!(submit(after), Error::<Test>::OnHold);
		let before = Receipt { time: now() - 1, ..receipt(12, 1) };
		assert_ok!(submit(before));
		at(until);
		assert_eq!((slots(11), slots(12), slots(13)), (1, 1, 1));
		assert_ok!(submit(Receipt { time: now(), ..receipt(11, 2) }));
		assert_eq!(record(), None);
		assert_eq!(Holds::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_hold_after_erasure_is_impossible() {
	run(|| {
		due();
		erase();
		assert_noop!(hold(COURT, now() + 10), Error::<Test>::AlreadyErased);
		let unknown = Redaction::place_hold(
			signed(COURT),
			RecordId([1; 16]),
			HoldBasis::Investigation,
			NOW + 200,
		);
		assert_noop!(unknown, Error::<Test>::NoSuchRecord);
	});
}

#[test]
fn what_became_unreadable_before_a_hold_stays_until_the_hold_ends() {
	for lapses in [true, false] {
		run(|| {
			due();
			at(not_before() + 10);
			let until = now() + 100;
			assert_ok!(hold(COURT, until));
			erase();
			assert!(row().is_unreadable() && record().is_some());
			if lapses {
				assert_noop!(drop_hold(4), Error::<Test>::StillHeld);
				at(until);
				assert_ok!(drop_hold(4));
				let event = Event::HoldDropped { record: RECORD, authority: COURT_ID };
				System::assert_last_event(event.into());
			} else {
				assert_ok!(lift(COURT));
			}
			assert_eq!(record(), None);
			assert!(Redaction::is_buried(RECORD));
		});
	}
}

#[test]
fn two_holds_end_one_by_one() {
	run(|| {
		due();
		at(not_before() + 10);
		assert_ok!(hold(COURT, now() + 100));
		assert_ok!(hold(5, now() + 200));
		assert_eq!(state(), CaseState::OnHold { until: now() + 200 });
		erase();
		assert_ok!(lift(5));
		assert!(record().is_some());
		assert_eq!(state(), CaseState::OnHold { until: now() + 100 });
		assert_noop!(lift(5), Error::<Test>::NoSuchHold);
		assert_ok!(lift(COURT));
		System::assert_last_event(Event::HoldLifted { record: RECORD, authority: COURT_ID }.into());
		assert_eq!(record(), None);
	});
}

#[test]
fn a_renewal_sets_another_end_and_validates_no_receipt() {
	run(|| {
		due();
		at(not_before() + 10);
		assert_ok!(hold(COURT, now() + 100));
		at(not_before() + 20);
		let until = now() + 300;
		assert_ok!(hold(COURT, until));
		System::assert_last_event(
			Event::HoldRenewed { record: RECORD, authority: COURT_ID, until }.into(),
		);
		let between = Receipt { time: not_before() + 15, ..receipt(11, 1) };
		assert_noop!(submit(between), Error::<Test>::OnHold);
		at(until);
		assert_ok!(hold(COURT, until + 10));
		let placed = Holds::<Test>::get(RECORD, COURT_ID).unwrap().placed;
		assert_eq!(placed, until);
		let early = Receipt { time: until - 1, ..receipt(11, 1) };
		assert_ok!(submit(early));
	});
}

#[test]
fn holds_are_bounded_in_time_and_number() {
	run(|| {
		let longest = NOW + rules().hold_at_most;
		assert_noop!(hold(COURT, NOW), Error::<Test>::BadTime);
		assert_noop!(hold(COURT, longest + 1), Error::<Test>::BadTime);
		assert_ok!(hold(COURT, longest));
		for court in 20..27 {
			assert_ok!(hold(court, NOW + 10));
		}
		assert_noop!(hold(27, NOW + 10), Error::<Test>::TooManyHolds);
		assert_ok!(hold(26, NOW + 20));
		at(NOW + 10);
		assert_ok!(hold(27, NOW + 20));
		assert_eq!(Holds::<Test>::iter_prefix(RECORD).count(), 8);
	});
}

#[test]
fn only_an_independent_authority_in_good_standing_places_a_hold() {
	run(|| {
		assert_noop!(hold(HOSPITAL, NOW + 10), Error::<Test>::NotAnAuthority);
		assert_noop!(hold(STRANGER, NOW + 10), Error::<Test>::NotAnAuthority);
		assert_noop!(hold(9, NOW + 10), Error::<Test>::NotIndependent);
		Suspended::set(vec![4]);
		assert_noop!(hold(COURT, NOW + 10), Error::<Test>::NotAnAuthority);
	});
}

#[test]
fn only_who_placed_a_hold_lifts_it() {
	run(|| {
		assert_ok!(hold(COURT, NOW + 10));
		assert_noop!(lift(5), Error::<Test>::NoSuchHold);
		assert_noop!(lift(STRANGER), Error::<Test>::NotAnAuthority);
		assert_noop!(drop_hold(5), Error::<Test>::NoSuchHold);
		assert_ok!(lift(COURT));
		assert!(!Redaction::is_held(RECORD));
	});
}

#[test]
fn custodians_get_their_time_back_when_a_hold_ends() {
	run(|| {
		due();
		assert_ok!(hold(COURT, now() + 1_000));
		at(now() + 700);
		let fine = || Redaction::fine(signed(STRANGER), case(), InstitutionId(12), 1, 1);
		assert_noop!(fine(), Error::<Test>::OnHold);
		assert_ok!(lift(COURT));
		let end = now() + rules().receipts_within;
		at(end);
		assert_noop!(fine(), Error::<Test>::NotLate);
		at(end + 1);
		assert_ok!(fine());
	});
}

#[test]
fn dropping_a_lapsed_hold_gives_no_more_time() {
	run(|| {
		due();
		let until = now() + 10;
		assert_ok!(hold(COURT, until));
		at(until + rules().receipts_within + 1);
		assert_noop!(lift(COURT), Error::<Test>::NoSuchHold);
		assert_ok!(Redaction::fine(signed(STRANGER), case(), InstitutionId(12), 1, 1));
	});
}

#[test]
fn nothing_is_erased_while_the_account_is_recovered() {
	run(|| {
		// A thief of the key asks, and the controller accepts.
		due();
		Recovering::set(true);
		assert_eq!((slots(11), slots(12), slots(13)), (0, 0, 0));
		assert_noop!(submit(receipt(11, 1)), Error::<Test>::RecoveryPending);
		at(not_before() + rules().receipts_within + 1);
		let fine = Redaction::fine(signed(STRANGER), case(), InstitutionId(12), 1, 1);
		assert_noop!(fine, Error::<Test>::RecoveryPending);
		Recovering::set(false);
		assert_eq!(slots(11), 2);
		assert_ok!(submit(receipt(11, 1)));
	});
}

#[test]
fn the_end_of_a_hold_erases_nothing_while_the_account_is_recovered() {
	run(|| {
		due();
		at(not_before() + 10);
		assert_ok!(hold(COURT, now() + 100));
		erase();
		Recovering::set(true);
		assert_noop!(lift(COURT), Error::<Test>::RecoveryPending);
		at(now() + 100);
		assert_noop!(drop_hold(4), Error::<Test>::RecoveryPending);
		assert!(record().is_some());
		Recovering::set(false);
		assert_ok!(drop_hold(4));
		assert_eq!(record(), None);
	});
}

#[test]
fn an_authority_that_a_custodian_controls_places_no_hold() {
	run(|| {
		assert_noop!(hold(30, NOW + 10), Error::<Test>::NotIndependent);
		edit(|it| it.sealings = vec![(1, vec![11, 12], 2)]);
		assert_ok!(hold(30, NOW + 10));
	});
}

/// Renews each time the hold lapses, as often as it may.
fn renew_to_the_end(lapsed: impl Fn()) {
	let last: Moment = now() + 3 * rules().hold_at_most;
	loop {
		let until = (now() + rules().hold_at_most).min(last);
		if until == now() {
			return;
		}
		assert_ok!(hold(COURT, until));
		assert_noop!(hold(COURT, last + 1), Error::<Test>::BadTime);
		at(until);
		lapsed();
	}
}

#[test]
fn renewals_are_bounded_in_total_even_after_a_lapse_while_a_case_is_open() {
	run(|| {
		assert_ok!(request(PATIENT, [0; 16]));
		at(NOW + 1);
		renew_to_the_end(|| {
			assert_noop!(drop_hold(4), Error::<Test>::StillCounted);
		});
		assert_noop!(hold(COURT, now() + 1), Error::<Test>::BadTime);
		at(now() + 100);
		assert_noop!(hold(COURT, now() + 1), Error::<Test>::BadTime);
		assert_ok!(hold(5, now() + 1));
	});
}

#[test]
fn a_live_hold_is_bounded_in_total_without_a_case() {
	run(|| {
		let longest = rules().hold_at_most;
		for n in 0..3 {
			at(NOW + n * (longest - 1));
			assert_ok!(hold(COURT, now() + longest));
		}
		at(now() + longest - 1);
		assert_ok!(hold(COURT, NOW + 3 * longest));
		assert_noop!(hold(COURT, NOW + 3 * longest + 1), Error::<Test>::BadTime);
		// A case that is opened after the lapse finds nothing that counts.
		at(NOW + 3 * longest);
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(hold(COURT, now() + longest));
	});
}

#[test]
fn lifting_does_not_make_a_hold_begin_anew_while_a_case_is_open() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(hold(COURT, NOW + 10));
		at(NOW + 5);
		assert_ok!(lift(COURT));
		assert!(!Redaction::is_held(RECORD));
		assert_noop!(lift(COURT), Error::<Test>::NoSuchHold);
		assert_noop!(drop_hold(4), Error::<Test>::StillCounted);
		assert_ok!(hold(COURT, NOW + 20));
		let row = Holds::<Test>::get(RECORD, COURT_ID).unwrap();
		assert_eq!((row.first, row.placed), (NOW, NOW + 5));
		at(NOW + 20);
		assert_ok!(refuse());
		assert_ok!(drop_hold(4));
	});
}

#[test]
fn who_recovered_the_account_has_the_whole_cooling_time_to_withdraw() {
	for withdraws in [true, false] {
		run(|| {
			due();
			at(not_before() + 1_000);
			Recovered::set(now());
			let end = now() + rules().cooling;
			assert_eq!(state(), CaseState::Cooling { until: end });
			at(end - 1);
			assert_eq!(slots(11), 0);
			let early = Receipt { time: now(), ..receipt(11, 1) };
			assert_noop!(submit(early), Error::<Test>::NotDueYet);
			let fine = || Redaction::fine(signed(STRANGER), case(), InstitutionId(12), 1, 1);
			assert_noop!(fine(), Error::<Test>::NotDueYet);
			if withdraws {
				assert_ok!(Redaction::withdraw(signed(PATIENT), case()));
				assert_eq!(restricted_by(), None);
				return;
			}
			at(end);
			let late = Redaction::withdraw(signed(PATIENT), case());
			assert_noop!(late, Error::<Test>::TooLateToWithdraw);
			assert_eq!(slots(11), 2);
			assert_noop!(submit(early), Error::<Test>::BadTime);
			assert_ok!(submit(Receipt { time: end, ..receipt(11, 1) }));
			at(end + rules().receipts_within);
			assert_noop!(fine(), Error::<Test>::NotLate);
			at(now() + 1);
			assert_ok!(fine());
		});
	}
}

#[test]
fn a_recovery_before_the_request_postpones_nothing() {
	run(|| {
		Recovered::set(NOW);
		due();
		assert_ok!(submit(receipt(11, 1)));
	});
}

#[test]
fn nobody_withdraws_once_a_receipt_is_in() {
	run(|| {
		due();
		assert_ok!(submit(receipt(11, 1)));
		Recovered::set(now());
		let late = Redaction::withdraw(signed(PATIENT), case());
		assert_noop!(late, Error::<Test>::TooLateToWithdraw);
	});
}

#[test]
fn the_end_of_a_hold_erases_nothing_while_cooling_begins_anew() {
	run(|| {
		due();
		at(not_before() + 10);
		assert_ok!(hold(COURT, now() + 100));
		erase();
		Recovered::set(now());
		let end = now() + rules().cooling;
		at(end - 1);
		assert_ok!(lift(COURT));
		assert!(record().is_some());
		assert_noop!(drop_hold(4), Error::<Test>::StillCounted);
		at(end);
		assert_ok!(drop_hold(4));
		assert_eq!(record(), None);
	});
}
