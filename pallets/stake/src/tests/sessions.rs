use super::mock::*;
use crate::*;
use frame_support::{assert_ok, traits::OnInitialize};

fn elected(session: SessionIndex) -> bool {
	System::events().into_iter().any(|it| match it.event {
		RuntimeEvent::Stake(Event::SetElected { session: at, .. }) => at == session,
		_ => false,
	})
}

#[test]
fn a_full_session_lies_between_standing_and_duty() {
	run(|| {
		join_alone(GUILD);
		assert_eq!(session(), 0);
		rotate();
		assert_eq!(active(), founders());
		assert_eq!(queued(), vec![10, 20, 30, 40, 50]);
		check();
		rotate();
		assert_eq!(active(), vec![10, 20, 30, 40, 50]);
		assert_eq!(session(), 2);
		assert!(happened(Event::SetElected { session: 2, members: 5 }));
	});
}

#[test]
fn nothing_is_announced_when_nothing_changed() {
	run(|| {
		rotate_times(5);
		assert!((0..10).all(|it| !elected(it)));
		assert!(!pallet_session::QueuedChanged::<Test>::get());
	});
}

#[test]
fn other_keys_are_another_set() {
	run(|| {
		rotate();
		assert_ok!(set_keys(HOSPITAL, 10, 100));
		rotate();
		assert!(elected(3));
		assert!(pallet_session::QueuedChanged::<Test>::get());
		rotate_times(3);
		assert!(!elected(4) && !elected(5) && !elected(6));
	});
}

#[test]
fn keys_of_who_does_not_serve_change_nothing() {
	run(|| {
		grant(GUILD, 1);
		assert_ok!(Stake::stand(signed(GUILD), 50));
		Stopped::set(vec![GUILD]);
		assert_ok!(set_keys(GUILD, 50, 50));
		rotate_times(3);
		assert!((0..10).all(|it| !elected(it)));
	});
}

#[test]
fn a_set_without_anybody_is_never_elected() {
	externalities().execute_with(|| {
		for validator in founders() {
			pallet_session::NextKeys::<Test>::remove(validator);
		}
		assert_eq!(Stake::elect(2), None);
		assert_eq!(Elected::<Test>::get().len(), 4);
	});
}

#[test]
fn sessions_pass_with_blocks() {
	run(|| {
		join_alone(GUILD);
		for block in 1..=20 {
			System::set_block_number(block);
			Author::set(active().get(block as usize % 4).copied());
			AllPalletsWithoutSystem::on_initialize(block);
		}
		assert_eq!(session(), 2);
		assert_eq!(active(), vec![10, 20, 30, 40, 50]);
	});
}
