use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::OffenceMeasure;
use sp_staking::offence::OffenceError;

const PENDING_FOR: Moment = 14 * DAY;

fn offence(session: SessionIndex, validator: u64) -> Option<Offence> {
	crate::Offences::<Test>::get(session, validator)
}

fn apply(session: SessionIndex, validator: u64) -> sp_runtime::DispatchResult {
	Stake::apply_slash(RuntimeOrigin::signed(STRANGER), session, validator)
}

fn cancel(session: SessionIndex, validator: u64) -> sp_runtime::DispatchResult {
	Stake::cancel_slash(RuntimeOrigin::signed(CANCELLER), session, validator)
}

fn measure(measure: OffenceMeasure) {
	Rules::mutate(|it| it.stake.offences = measure);
}

fn shares() -> Vec<(u64, u32)> {
	Stake::slashes().into_iter().map(|it| (it.validator, it.share)).collect()
}

/// Enough others that an offender is not needed for the floor.
fn five() {
	join_alone(GUILD);
	until_in_force();
}

#[test]
fn one_offender_loses_what_policy_says_after_the_delay() {
	run(|| {
		report(&[10]);
		let due = now() + PENDING_FOR;
		let validator = 10;
		assert!(happened(Event::OffenceReported { session: 0, validator }));
		assert!(happened(Event::SlashDeferred { session: 0, validator, share: 50_000, due }));
		assert_eq!(offence(0, 10), Some(Offence { share: 50_000, fate: Fate::Pending { due } }));
		pass(PENDING_FOR - 1);
		assert_noop!(apply(0, 10), Error::<Test>::NotDue);
		assert_eq!(held(10), BOND);
		pass(1);
		assert_ok!(apply(0, 10));
		assert!(happened(Event::SlashApplied { session: 0, validator, amount: 50 }));
		assert_eq!(held(10), BOND - 50);
		assert_eq!(row(10).bond, BOND - 50);
		assert_noop!(apply(0, 10), Error::<Test>::NoSuchSlash);
	});
}

#[test]
fn several_offenders_of_a_session_lose_more_each() {
	run(|| {
		report(&[10]);
		assert_eq!(shares(), vec![(10, 50_000)]);
		pass(DAY);
		// In another slot of the same session.
		report_in(0, 2, &[20]).unwrap();
		assert_eq!(shares(), vec![(10, 200_000), (20, 200_000)]);
		// What was raised may be contested anew.
		assert!(Stake::slashes().iter().all(|it| it.due == now() + PENDING_FOR));
		report_in(0, 3, &[30, 40]).unwrap();
		assert_eq!(shares(), [10, 20, 30, 40].map(|it| (it, 800_000)).to_vec());
		Rules::mutate(|it| it.stake.slash = 100_000);
		rotate();
		// Judged with the slashes that are open, and never more than all.
		report_in(1, 4, &founders()).unwrap();
		assert_eq!(shares(), [10, 20, 30, 40].map(|it| (it, 1_000_000)).to_vec());
	});
}

#[test]
fn sessions_are_counted_apart() {
	run(|| {
		report(&[10]);
		rotate();
		report(&[20]);
		assert_eq!(shares(), vec![(10, 50_000), (20, 50_000)]);
	});
}

#[test]
fn an_account_offends_once_in_a_session_whatever_it_did() {
	run(|| {
		report(&[10]);
		for slot in 2..6 {
			report_in(0, slot, &[10]).unwrap();
		}
		assert_eq!(shares(), vec![(10, 50_000)]);
		assert_eq!(row(10).slashes, 1);
		pass(PENDING_FOR);
		assert_ok!(apply(0, 10));
		report_in(0, 9, &[10]).unwrap();
		assert!(shares().is_empty());
	});
}

#[test]
fn an_offence_costs_again_once_the_slash_before_is_decided() {
	run(|| {
		report(&[10]);
		rotate();
		report(&[10]);
		assert_eq!((row(10).slashes, shares()), (1, vec![(10, 50_000)]));
		pass(PENDING_FOR);
		assert_ok!(apply(0, 10));
		assert_eq!(held(10), 950);
		// The floor keeps it in the set, and it does it again.
		report_in(1, 7, &[10]).unwrap();
		pass(PENDING_FOR);
		assert_ok!(apply(1, 10));
		// Of what is left each time, rounded up.
		assert_eq!(held(10), 950 - 48);
	});
}

#[test]
fn accidents_of_other_sessions_make_no_attack_cheaper() {
	run(|| {
		report_in(0, 1, &[10]).unwrap();
		rotate();
		report_in(1, 2, &[20]).unwrap();
		rotate();
		report_in(2, 3, &[10]).unwrap();
		report_in(2, 4, &[20]).unwrap();
		assert_eq!(shares(), vec![(10, 200_000), (20, 200_000)]);
		assert_eq!((row(10).slashes, row(20).slashes), (1, 1));
	});
}

/// A key in two places votes twice in many rounds of one session, and whoever reports it names another
/// session of the same set for each.
#[test]
fn one_accident_that_is_reported_for_many_sessions_costs_once() {
	run(|| {
		for _ in 0..REPORTING {
			rotate();
		}
		for (round, named) in (session() - REPORTING..=session()).enumerate() {
			report_in(named, 5_000 + round as u64, &[10]).unwrap();
		}
		assert_eq!((row(10).slashes, shares()), (1, vec![(10, 50_000)]));
		pass(PENDING_FOR);
		for named in session() - REPORTING..=session() {
			let _ = apply(named, 10);
		}
		assert_eq!(held(10), 950);
	});
}

#[test]
fn governance_may_spare_an_offender() {
	run(|| {
		report(&[10, 20]);
		assert_ok!(cancel(0, 10));
		assert!(happened(Event::SlashCancelled { session: 0, validator: 10 }));
		assert_noop!(cancel(0, 10), Error::<Test>::NoSuchSlash);
		pass(PENDING_FOR);
		assert_noop!(apply(0, 10), Error::<Test>::NoSuchSlash);
		assert_eq!(held(10), BOND);
		// Who was spared does not count for the others either.
		report_in(0, 7, &[30]).unwrap();
		assert_eq!(shares(), vec![(20, 200_000), (30, 200_000)]);
		// Nor is it reported again for that session.
		report_in(0, 8, &[10]).unwrap();
		assert_eq!(row(10).slashes, 0);
	});
}

#[test]
fn an_offender_makes_no_blocks_and_is_out_of_the_next_election() {
	run(|| {
		five();
		report(&[10]);
		assert_eq!(disabled(), vec![10]);
		rotate();
		assert_eq!(active(), vec![10, 20, 30, 40, 50]);
		assert_eq!(disabled(), vec![10]);
		assert_eq!(queued(), vec![20, 30, 40, 50]);
		rotate();
		assert_eq!(active(), vec![20, 30, 40, 50]);
		assert!(disabled().is_empty());
	});
}

#[test]
fn an_offender_that_the_floor_keeps_makes_no_blocks_in_any_set() {
	run(|| {
		report(&[10]);
		assert_ok!(set_keys(CLINIC, 20, 200));
		for _ in 0..4 {
			assert_eq!(disabled(), vec![10]);
			rotate();
			assert_eq!(active(), founders());
		}
		pass(PENDING_FOR);
		assert_ok!(apply(0, 10));
		assert_ok!(Stake::stand(signed(HOSPITAL), 10));
		until_in_force();
		assert!(disabled().is_empty());
	});
}

#[test]
fn fewer_than_a_third_are_disabled_whoever_offends() {
	run(|| {
		five();
		report(&founders());
		assert_eq!(disabled().len(), 1);
		rotate_times(3);
		assert_eq!(active().len(), 4);
		assert_eq!(disabled().len(), 1);
	});
}

#[test]
fn an_offender_stands_again_once_its_slash_is_decided_and_its_bond_is_full() {
	run(|| {
		five();
		report(&[10]);
		let at = session();
		assert_noop!(Stake::stand(signed(HOSPITAL), 10), Error::<Test>::SlashOpen);
		assert_noop!(Stake::leave(signed(HOSPITAL), 10), Error::<Test>::NotStanding);
		pass(PENDING_FOR);
		assert_ok!(apply(at, 10));
		rotate_times(3);
		assert!(!active().contains(&10));
		assert_ok!(Stake::stand(signed(HOSPITAL), 10));
		assert_eq!(held(10), BOND);
		until_in_force();
		assert!(active().contains(&10));
	});
}

#[test]
fn an_offender_keeps_its_seat_until_its_slash_is_decided() {
	run(|| {
		five();
		report(&[10]);
		let at = session();
		assert_noop!(Stake::stand(signed(HOSPITAL), 11), Error::<Test>::NoSeat);
		pass(PENDING_FOR);
		assert_ok!(apply(at, 10));
		assert_ok!(Stake::stand(signed(HOSPITAL), 11));
		assert_noop!(Stake::stand(signed(HOSPITAL), 10), Error::<Test>::NoSeat);
	});
}

#[test]
fn who_was_spared_stands_again_for_nothing() {
	run(|| {
		five();
		report(&[10]);
		assert_ok!(cancel(session(), 10));
		assert_ok!(Stake::stand(signed(HOSPITAL), 10));
		assert_eq!(held(10), BOND);
	});
}

#[test]
fn the_mildest_measure_keeps_a_record_only() {
	run(|| {
		measure(OffenceMeasure::Report);
		report(&[10]);
		assert_eq!(offence(0, 10), Some(Offence { share: 0, fate: Fate::Noted }));
		assert!(happened(Event::OffenceReported { session: 0, validator: 10 }));
		assert!(disabled().is_empty());
		assert_eq!(row(10).state, State::Standing);
	});
}

#[test]
fn the_middle_measure_stops_for_a_while_and_costs_nothing() {
	run(|| {
		measure(OffenceMeasure::Disable);
		report(&[10]);
		assert_eq!(disabled(), vec![10]);
		assert_eq!(row(10).state, State::Standing);
		assert!(shares().is_empty());
		rotate();
		assert_eq!(disabled(), vec![10]);
		rotate();
		assert!(disabled().is_empty());
		assert_eq!(active(), founders());
		// Nothing is announced any more.
		rotate();
		assert!(!pallet_session::QueuedChanged::<Test>::get());
	});
}

#[test]
fn a_stricter_policy_concerns_what_is_reported_from_then_on() {
	run(|| {
		measure(OffenceMeasure::Report);
		report_in(0, 1, &[10]).unwrap();
		measure(OffenceMeasure::Slash);
		report_in(0, 2, &[20]).unwrap();
		// Both offended in that session, one is slashed.
		assert_eq!(shares(), vec![(20, 200_000)]);
		report_in(0, 3, &[10]).unwrap();
		assert_eq!(shares(), vec![(10, 200_000), (20, 200_000)]);
	});
}

#[test]
fn who_leaves_is_slashable_until_its_bond_is_free() {
	run(|| {
		five();
		leave(GUILD);
		until_in_force();
		assert!(!active().contains(&50));
		// It served in the session before.
		let served = session() - 1;
		rotate_times(REPORTING - 1);
		report_in(served, 1, &[50]).unwrap();
		assert_eq!(row(50).state, State::Offender);
		let withdraw = || Stake::withdraw(signed(GUILD), 50);
		rotate_times(UNBONDING);
		assert_noop!(withdraw(), Error::<Test>::SlashOpen);
		pass(PENDING_FOR);
		assert_ok!(apply(served, 50));
		// Nobody can report that session any more, so nothing of it is kept.
		assert_eq!(offence(served, 50), None);
		assert_ok!(withdraw());
		assert_eq!(Balances::free_balance(50), ENDOWMENT - 50);
	});
}

#[test]
fn what_is_too_old_or_to_come_is_not_judged() {
	run(|| {
		rotate_times(REPORTING + 1);
		report_in(0, 1, &[10]).unwrap();
		report_in(session() + 1, 2, &[10]).unwrap();
		assert_eq!(crate::Offences::<Test>::iter().count(), 0);
		report_in(1, 3, &[10]).unwrap();
		assert_eq!(row(10).slashes, 1);
	});
}

#[test]
fn who_is_not_bonded_cannot_offend() {
	run(|| {
		report(&[STRANGER]);
		assert_eq!(crate::Offences::<Test>::iter().count(), 0);
	});
}

#[test]
fn decided_offences_are_forgotten_with_their_session() {
	run(|| {
		report(&[10, 20, 30]);
		pass(PENDING_FOR);
		assert_ok!(apply(0, 10));
		assert_ok!(cancel(0, 20));
		rotate_times(REPORTING);
		assert_eq!(crate::Offences::<Test>::iter().count(), 3);
		rotate();
		// The open one stays.
		assert_eq!(offence(0, 10), None);
		assert_eq!(offence(0, 20), None);
		assert!(offence(0, 30).is_some());
		assert_ok!(apply(0, 30));
		assert_eq!(crate::Offences::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_whole_bond_may_be_lost_and_the_seat_filled_again() {
	run(|| {
		five();
		Rules::mutate(|it| it.stake.slash = 1_000_000);
		report(&[10]);
		let at = session();
		pass(PENDING_FOR);
		assert_ok!(apply(at, 10));
		assert_eq!(held(10), 0);
		assert_ok!(Stake::stand(signed(HOSPITAL), 10));
		assert_eq!(held(10), BOND);
	});
}

#[test]
fn a_report_is_known_for_ever_whatever_session_it_names() {
	run(|| {
		report_in(0, 1, &[10]).unwrap();
		assert_ok!(cancel(0, 10));
		for _ in 0..2 * REPORTING {
			for named in 0..=session() {
				assert_eq!(report_in(named, 1, &[10]), Err(OffenceError::DuplicateReport));
			}
			rotate();
		}
		assert_eq!(row(10).slashes, 0);
		assert_eq!(crate::Offences::<Test>::iter().count(), 0);
	});
}

#[test]
fn one_deed_costs_once_though_another_offender_is_reported_for_another_session() {
	run(|| {
		rotate();
		report_in(0, 1, &[10]).unwrap();
		assert_eq!(shares(), vec![(10, 50_000)]);
		report_in(1, 1, &[20]).unwrap();
		assert_eq!((row(10).slashes, row(20).slashes), (1, 1));
		assert_eq!((offence(1, 10), offence(0, 20)), (None, None));
		// They did it together, and it costs as much as if both had been reported for one session.
		assert_eq!(shares(), vec![(10, 200_000), (20, 200_000)]);
		assert!(Stake::slashes().iter().all(|it| it.due == now() + PENDING_FOR));
		// A third one of another slot is of that session and not of their slot.
		report_in(0, 2, &[30]).unwrap();
		assert_eq!(shares(), vec![(10, 200_000), (30, 200_000), (20, 200_000)]);
		report_in(0, 1, &[40]).unwrap();
		assert_eq!(Stake::slashes().len(), 4);
		assert!(shares().iter().all(|(_, share)| *share == 800_000));
	});
}

#[test]
fn what_was_decided_stays_though_another_offender_of_the_slot_is_reported() {
	run(|| {
		rotate();
		report_in(0, 1, &[10, 30]).unwrap();
		assert_ok!(cancel(0, 30));
		pass(PENDING_FOR);
		assert_ok!(apply(0, 10));
		let left = held(10);
		report_in(1, 1, &[20]).unwrap();
		// One lost its share and counts, one was spared and does not.
		assert_eq!(shares(), vec![(20, 200_000)]);
		assert_eq!((row(10).slashes, row(30).slashes, held(10)), (0, 0, left));
	});
}

#[test]
fn an_open_slash_is_raised_with_whoever_is_reported_of_the_same_slot() {
	run(|| {
		report_in(0, 1, &[10]).unwrap();
		rotate();
		report_in(1, 2, &[10, 20]).unwrap();
		assert_eq!(shares(), vec![(10, 200_000), (20, 200_000)]);
		rotate();
		report_in(2, 1, &[30, 40]).unwrap();
		assert_eq!(shares(), vec![(10, 450_000), (20, 200_000), (30, 450_000), (40, 450_000)]);
		assert!(founders().into_iter().all(|it| row(it).slashes == 1));
	});
}
