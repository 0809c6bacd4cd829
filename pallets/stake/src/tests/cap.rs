use super::mock::*;
use crate::*;
use proptest::prelude::*;

#[test]
fn a_group_has_less_than_a_third() {
	assert_eq!([1, 2, 3, 4, 6, 7, 9, 10, 13].map(cap), [1, 1, 1, 1, 1, 2, 2, 3, 4]);
	for members in 4..100 {
		assert!(cap(members) * 3 < members);
	}
}

#[test]
fn a_second_seat_serves_once_the_set_is_large_enough() {
	run(|| {
		join(HOSPITAL, 11);
		until_in_force();
		// Six would be needed beside it.
		assert_eq!(active(), founders());
		join_alone(GUILD);
		join_alone(COLLEGE);
		until_in_force();
		// Seven with it, so two of a group are fine.
		assert_eq!(active(), vec![10, 11, 20, 30, 40, 50, 70]);
		leave(COLLEGE);
		until_in_force();
		assert_eq!(active(), vec![10, 20, 30, 40, 50]);
	});
}

#[test]
fn institutions_under_one_control_share_the_cap() {
	run(|| {
		join_alone(GUILD);
		pass(DAY);
		join_alone(BRANCH);
		until_in_force();
		assert_eq!(active(), vec![10, 20, 30, 40, 50]);
		leave(GUILD);
		until_in_force();
		assert_eq!(active(), vec![10, 20, 30, 40, 60]);
	});
}

#[test]
fn within_a_group_turns_then_bond_then_time_then_account_decide() {
	run(|| {
		join(GUILD, 52);
		join(GUILD, 51);
		let chosen = || {
			let (members, _) = Stake::choose(session() + 1);
			members.into_iter().map(|it| it.validator).find(|it| *it > 50)
		};
		let change = |validator, change: fn(&mut ValidatorOf<Test>)| {
			let mut row = row(validator);
			change(&mut row);
			Validators::<Test>::insert(validator, row);
		};
		assert_eq!(chosen(), Some(51));
		change(52, |it| it.since -= 1);
		assert_eq!(chosen(), Some(52));
		change(51, |it| it.bond += 1);
		assert_eq!(chosen(), Some(51));
		change(51, |it| it.idle = true);
		assert_eq!(chosen(), Some(52));
		// As it was, so that the invariants hold.
		change(51, |it| {
			it.bond -= 1;
			it.idle = false;
		});
	});
}

#[test]
fn the_largest_set_within_the_cap_is_chosen() {
	run(|| {
		// Two each of five groups: ten members, of which three of a group would be fine.
		for (institution, second) in [(HOSPITAL, 11), (CLINIC, 21), (INSURER, 31), (LEAGUE, 41)] {
			join(institution, second);
		}
		until_in_force();
		assert_eq!(active(), vec![10, 11, 20, 21, 30, 31, 40, 41]);
		assert_eq!(LastBent::<Test>::get(), Bent::default());
	});
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

	#[test]
	fn no_larger_set_keeps_the_cap(seats in prop::collection::vec(0..4u8, 7)) {
		run(|| {
			// The branch is left out: every institution is a control group.
			let institutions = EVERYBODY.into_iter().filter(|it| *it != BRANCH);
			let mut counts = vec![];
			for (institution, seats) in institutions.zip(seats) {
				let founding = u32::from(FOUNDERS.contains(&institution));
				let room = 12 - Validators::<Test>::count();
				let more = u32::from(seats).min(room);
				for n in 0..more {
					join(institution, account_of(institution) + 1 + u64::from(n));
				}
				counts.push(founding + more);
			}
			let within = |size: &u32| counts.iter().map(|it| *it.min(&cap(*size))).sum::<u32>() >= *size;
			let largest = (0..=12).rev().find(within).unwrap_or_default();
			let (members, bent) = Stake::choose(session() + 1);
			assert_eq!(members.len() as u32, largest);
			assert_eq!(bent, Bent::default());
		});
	}
}
