use super::mock::*;
use crate::*;

fn blocks(made: [u32; 4]) {
	founders().into_iter().zip(made).for_each(|(who, made)| make_blocks(who, made));
	rotate();
}

fn idle() -> Vec<u64> {
	founders().into_iter().filter(|it| row(*it).idle).collect()
}

#[test]
fn a_quiet_session_judges_nobody() {
	run(|| {
		blocks([199, 0, 0, 0]);
		assert!(idle().is_empty());
		blocks([0, 0, 0, 0]);
		assert!(idle().is_empty());
		assert_eq!(Authored::<Test>::iter().count(), 0);
	});
}

#[test]
fn who_makes_far_fewer_blocks_than_the_others_is_named() {
	run(|| {
		// The mean is 60: fewer than half of it is too few.
		blocks([90, 90, 31, 29]);
		assert_eq!(idle(), vec![40]);
		let missed = Event::TurnsMissed { session: 0, validator: 40, made: 29, of: 60 };
		assert!(happened(missed));
		assert_eq!(held(40), BOND);
		// Without it the set would be below the floor.
		until_in_force();
		assert_eq!(active(), founders());
		assert_eq!(LastBent::<Test>::get(), Bent::default());
		// A quiet session changes nothing, a busy one does.
		assert_eq!(idle(), vec![40]);
		blocks([60, 60, 60, 60]);
		assert!(idle().is_empty());
	});
}

#[test]
fn who_missed_its_turns_comes_last_in_its_group() {
	run(|| {
		join(LEAGUE, 41);
		blocks([100, 100, 100, 0]);
		rotate();
		assert_eq!(active(), vec![10, 20, 30, 41]);
	});
}

#[test]
fn the_policy_says_how_many_turns_may_be_missed() {
	run(|| {
		Rules::mutate(|it| it.stake.missed_at_most = 1_000_000);
		blocks([100, 100, 100, 0]);
		assert!(idle().is_empty());
	});
}
