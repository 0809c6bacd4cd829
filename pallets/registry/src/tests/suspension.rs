use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{InstitutionId, Moment, Role};
use sp_runtime::DispatchResult;

const PROVIDER: Role = Role::Provider;

fn longest() -> Moment {
	Rules::get().parties.suspension
}

fn suspend() -> DispatchResult {
	Registry::suspend(signed("suspender"), HOSPITAL)
}

fn suspend_for_good() -> DispatchResult {
	Registry::suspend_for_good(signed("changer"), HOSPITAL)
}

/// By another one of the same rank.
fn suspend_too() -> DispatchResult {
	Registry::suspend(signed("colleague"), HOSPITAL)
}

/// By a power that ends only what would end by itself.
fn reinstate() -> DispatchResult {
	Registry::reinstate(signed("reinstater"), HOSPITAL)
}

/// By a power that ends every suspension.
fn pardon() -> DispatchResult {
	Registry::reinstate(signed("pardoner"), HOSPITAL)
}

fn acts() -> bool {
	Registry::acting(&account("hospital"), PROVIDER) == Ok(HOSPITAL)
}

#[test]
fn a_suspended_institution_does_not_act_and_still_answers() {
	run(|| {
		assert_ok!(suspend());
		let until = Some(NOW + longest());
		let event = Event::InstitutionSuspended { institution: HOSPITAL, until };
		System::assert_last_event(event.into());
		assert_eq!(
			Registry::acting(&account("hospital"), PROVIDER),
			Err(Error::<Test>::NotInGoodStanding.into())
		);
		assert!(Registry::answers_for(&account("hospital"), HOSPITAL));
		let nobody = InstitutionId(99);
		let call = Registry::suspend(signed("suspender"), nobody);
		assert_noop!(call, Error::<Test>::NoSuchInstitution);
		let call = Registry::suspend_for_good(signed("changer"), nobody);
		assert_noop!(call, Error::<Test>::NoSuchInstitution);
		let call = Registry::reinstate(signed("pardoner"), nobody);
		assert_noop!(call, Error::<Test>::NoSuchInstitution);
	});
}

#[test]
fn a_suspension_by_one_power_lapses_by_itself() {
	run(|| {
		assert_ok!(suspend());
		at(NOW + longest() - 1);
		assert!(!acts());
		at(NOW + longest());
		assert!(acts());
		for reinstate in [reinstate(), pardon()] {
			assert_eq!(reinstate, Err(Error::<Test>::NotSuspended.into()));
		}
	});
}

#[test]
fn a_suspension_is_not_renewed_into_permanence() {
	run(|| {
		assert_ok!(suspend());
		for moment in [NOW, NOW + longest() - 1, NOW + longest(), NOW + 2 * longest() - 1] {
			at(moment);
			assert_noop!(suspend(), Error::<Test>::SuspendedLately);
		}
		at(NOW + 2 * longest());
		assert_ok!(suspend());
		assert!(!acts());
	});
}

#[test]
fn whoever_suspends_and_reinstates_alone_wins_no_time() {
	run(|| {
		assert_ok!(suspend());
		at(NOW + 10);
		assert_ok!(reinstate());
		System::assert_last_event(Event::InstitutionReinstated { institution: HOSPITAL }.into());
		assert!(acts());
		assert_noop!(reinstate(), Error::<Test>::NotSuspended);
		for moment in [NOW + 10, NOW + 10 + longest() - 1] {
			at(moment);
			assert_noop!(suspend(), Error::<Test>::SuspendedLately);
		}
		at(NOW + 10 + longest());
		assert_ok!(suspend());
	});
}

#[test]
fn a_regulator_does_not_shield_from_another_one_by_ending_at_once_what_it_began() {
	run(|| {
		assert_ok!(suspend());
		assert_noop!(suspend_too(), Error::<Test>::SuspendedLately);
		assert_ok!(reinstate());
		assert_noop!(suspend(), Error::<Test>::SuspendedLately);
		assert_ok!(suspend_too());
		assert!(!acts());
		// It runs its whole time, and then no regulator has its turn.
		at(NOW + longest() - 1);
		assert!(!acts());
		for moment in [NOW + longest(), NOW + 2 * longest() - 1] {
			at(moment);
			assert!(acts());
			assert_noop!(suspend(), Error::<Test>::SuspendedLately);
			assert_noop!(suspend_too(), Error::<Test>::SuspendedLately);
		}
		at(NOW + 2 * longest());
		assert_ok!(suspend());
	});
}

#[test]
fn regulators_who_take_turns_do_not_make_a_suspension_last() {
	run(|| {
		// The first one ends its own just before the time is over, and the second one at once.
		assert_ok!(suspend());
		let first = NOW + longest() - 1;
		at(first);
		assert_ok!(reinstate());
		assert_ok!(suspend_too());
		assert!(!acts());
		at(first + 10);
		assert_ok!(reinstate());
		for moment in [first + 10, first + 10 + longest() - 1] {
			at(moment);
			assert!(acts());
			assert_noop!(suspend(), Error::<Test>::SuspendedLately);
			assert_noop!(suspend_too(), Error::<Test>::SuspendedLately);
		}
		// Then both are free again, and one after the other may have its turn.
		at(first + 10 + longest());
		assert_ok!(suspend_too());
		assert_ok!(reinstate());
		assert_ok!(suspend());
	});
}

#[test]
fn chambers_are_not_held_back_by_regulators_who_took_turns() {
	run(|| {
		assert_ok!(suspend());
		assert_ok!(reinstate());
		assert_ok!(suspend_too());
		assert_ok!(reinstate());
		assert_ok!(Registry::suspend(signed("alarm"), HOSPITAL));
		assert!(!acts());
		assert_ok!(pardon());
		// A motion forgets the turns as well.
		assert_ok!(suspend());
		assert_ok!(reinstate());
		assert_ok!(suspend_too());
	});
}

#[test]
fn a_motion_that_reinstates_forgets_the_suspension() {
	run(|| {
		assert_ok!(suspend());
		assert_ok!(pardon());
		assert!(acts());
		assert_noop!(pardon(), Error::<Test>::NotSuspended);
		assert_ok!(suspend());
		assert!(!acts());
	});
}

#[test]
fn a_regulator_neither_shields_from_the_chambers_nor_undoes_what_they_did() {
	run(|| {
		let alarm = || Registry::suspend(signed("alarm"), HOSPITAL);
		// It ends at once what it began, to have it count as suspended lately.
		assert_ok!(suspend());
		assert_ok!(reinstate());
		assert_ok!(alarm());
		assert!(!acts());
		assert_noop!(reinstate(), Error::<Test>::NeedsMotion);
		assert_noop!(alarm(), Error::<Test>::SuspendedLately);
		at(NOW + longest());
		assert!(acts());
		assert_noop!(suspend(), Error::<Test>::SuspendedLately);
		assert_noop!(alarm(), Error::<Test>::SuspendedLately);
		at(NOW + 2 * longest());
		assert_ok!(suspend());
	});
}

#[test]
fn a_motion_suspends_until_a_motion_reinstates() {
	run(|| {
		assert_ok!(suspend_for_good());
		let event = Event::InstitutionSuspended { institution: HOSPITAL, until: None };
		System::assert_last_event(event.into());
		assert_noop!(suspend_for_good(), Error::<Test>::AlreadySuspended);
		assert_noop!(suspend(), Error::<Test>::AlreadySuspended);
		at(NOW + 100 * YEAR);
		assert!(!acts());
		assert_noop!(reinstate(), Error::<Test>::NeedsMotion);
		assert_ok!(pardon());
		assert!(acts());
	});
}

#[test]
fn a_motion_confirms_a_suspension_that_runs_or_has_lapsed() {
	for confirmed in [NOW, NOW + 14 * DAY] {
		run(|| {
			assert_ok!(suspend());
			at(confirmed);
			assert_ok!(suspend_for_good());
			at(NOW + longest() + 1);
			assert!(!acts());
			assert_noop!(reinstate(), Error::<Test>::NeedsMotion);
		});
	}
}

#[test]
fn no_clock_of_an_asker_ends_a_suspension_early() {
	run(|| {
		assert_ok!(suspend());
		assert!(Registry::in_good_standing(HOSPITAL, NOW + longest()).is_none());
		assert!(Registry::in_good_standing(HOSPITAL, Moment::MAX - 1).is_none());
		at(NOW + longest());
		assert!(Registry::in_good_standing(HOSPITAL, NOW + longest()).is_some());
	});
}

#[test]
fn a_suspension_by_one_power_takes_no_vote_away_and_a_lasting_one_does() {
	run(|| {
		let votes = || Registry::may_vote(HOSPITAL, PROVIDER);
		let sits = || Registry::standing_with(HOSPITAL, PROVIDER);
		assert!(votes() && sits());
		assert!(!Registry::may_vote(HOSPITAL, Role::Payer));
		assert!(!Registry::standing_with(HOSPITAL, Role::Payer));
		assert_ok!(suspend());
		assert!(votes() && sits());
		assert_ok!(Registry::suspend(signed("alarm"), HOSPITAL));
		assert!(votes() && !sits());
		assert_ok!(suspend_for_good());
		assert!(!votes() && !sits());
		assert_ok!(pardon());
		assert!(votes() && sits());
		assert_ok!(Registry::remove(signed("remover"), HOSPITAL, None));
		assert!(!votes() && !sits());
	});
}

#[test]
fn who_is_not_accredited_or_not_there_neither_sits_nor_votes() {
	run(|| {
		for id in [CLINIC, InstitutionId(99)] {
			assert!(!Registry::may_vote(id, PROVIDER) && !Registry::standing_with(id, PROVIDER));
		}
	});
}
