use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};

/// The sessions for which a set was announced, the last one first.
fn announced() -> Vec<SessionIndex> {
	let mut sessions: Vec<_> = System::events()
		.into_iter()
		.filter_map(|it| match it.event {
			RuntimeEvent::Stake(Event::SetElected { session, .. }) => Some(session),
			_ => None,
		})
		.collect();
	sessions.reverse();
	sessions
}

#[test]
fn nobody_changes_the_set_while_finality_is_being_restarted() {
	run(|| {
		grant(GUILD, 1);
		Restarting::set(true);
		let refused = Error::<Test>::FinalityRestarts;
		assert_noop!(Stake::stand(signed(GUILD), 50), refused);
		assert_noop!(set_keys(HOSPITAL, 10, 100), Error::<Test>::FinalityRestarts);
		assert_noop!(Stake::leave(signed(HOSPITAL), 10), Error::<Test>::FinalityRestarts);
		Restarting::set(false);
		assert_ok!(Stake::stand(signed(GUILD), 50));
		assert_ok!(set_keys(HOSPITAL, 10, 100));
		assert_ok!(Stake::leave(signed(CLINIC), 20));
	});
}

#[test]
fn a_set_that_finality_lost_is_announced_once_more_and_no_more() {
	run(|| {
		join_alone(GUILD);
		rotate();
		assert_eq!(announced(), vec![2]);
		Restarting::set(true);
		rotate();
		// The set serves, and finality did not hear of it.
		assert_eq!(active(), vec![10, 20, 30, 40, 50]);
		assert_eq!(voters(), founders());
		rotate_times(3);
		// It would be lost again.
		assert_eq!(announced(), vec![2]);
		Restarting::set(false);
		rotate();
		assert_eq!(announced(), vec![session() + 1, 2]);
		assert_eq!(voters(), founders());
		rotate();
		assert_eq!(voters(), vec![10, 20, 30, 40, 50]);
		rotate_times(4);
		assert_eq!(announced().len(), 2);
	});
}

#[test]
fn keys_that_finality_lost_are_announced_once_more() {
	run(|| {
		assert_ok!(set_keys(HOSPITAL, 10, 100));
		rotate();
		Restarting::set(true);
		rotate();
		Restarting::set(false);
		assert_eq!(voters(), founders());
		rotate_times(2);
		assert_eq!(voters(), vec![100, 20, 30, 40]);
		let so_far = announced().len();
		rotate_times(4);
		assert_eq!(announced().len(), so_far);
	});
}

#[test]
fn a_change_made_while_another_is_made_up_for_reaches_finality_too() {
	run(|| {
		join_alone(GUILD);
		rotate();
		Restarting::set(true);
		rotate();
		Restarting::set(false);
		rotate();
		join_alone(COLLEGE);
		rotate_times(2);
		assert_eq!(voters(), vec![10, 20, 30, 40, 50, 70]);
		assert_eq!(active(), voters());
	});
}
