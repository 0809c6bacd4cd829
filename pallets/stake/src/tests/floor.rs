use super::mock::*;
use crate::*;
use frame_support::{
	assert_noop,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision},
	},
};

/// Takes one unit of a bond away, row and hold. Policy has asked for it since the chain began.
fn shorten(validator: u64) {
	let mut row = row(validator);
	row.bond -= 1;
	row.short_since = Some(0);
	let (precision, force) = (Precision::Exact, Fortitude::Force);
	Balances::burn_held(&HoldReason::Bond.into(), &row.account, 1, precision, force)
		.expect("the bond is held");
	Validators::<Test>::insert(validator, row);
}

fn bent() -> Bent {
	LastBent::<Test>::get()
}

#[test]
fn whoever_leaves_stays_while_the_floor_needs_it() {
	run(|| {
		FOUNDERS.into_iter().for_each(leave);
		until_in_force();
		assert_eq!(active(), founders());
		assert_eq!(bent(), Bent { leaving: 4, ..Bent::default() });
		assert!(happened(Event::FloorHeld { session: 3, bent: bent() }));
		assert_noop!(Stake::withdraw(signed(HOSPITAL), 10), Error::<Test>::StillServes);
		join_alone(GUILD);
		until_in_force();
		assert_eq!(active(), vec![10, 20, 30, 50]);
	});
}

#[test]
fn lapsed_accreditations_do_not_empty_the_set() {
	run(|| {
		Stopped::set(FOUNDERS.to_vec());
		until_in_force();
		assert_eq!(active(), founders());
		assert_eq!(bent(), Bent { standing: 4, ..Bent::default() });
	});
}

#[test]
fn short_bonds_do_not_empty_the_set() {
	run(|| {
		Rules::mutate(|it| it.bonds.validator = 2_000);
		rotate_times(GRACE);
		assert_eq!(bent(), Bent::default());
		until_in_force();
		assert_eq!(active(), founders());
		assert_eq!(bent(), Bent { bond: 4, ..Bent::default() });
	});
}

#[test]
fn offences_of_everybody_do_not_empty_the_set() {
	run(|| {
		report(&founders());
		until_in_force();
		assert_eq!(active(), founders());
		assert_eq!(bent(), Bent { offenders: 4, ..Bent::default() });
	});
}

#[test]
fn lost_seats_do_not_empty_the_set() {
	run(|| {
		FOUNDERS.into_iter().for_each(|it| grant(it, 0));
		until_in_force();
		assert_eq!(active(), founders());
		assert_eq!(bent(), Bent { leaving: 4, ..Bent::default() });
	});
}

#[test]
fn rules_give_way_in_their_order() {
	run(|| {
		for institution in [GUILD, COLLEGE, UNION] {
			join_alone(institution);
		}
		join(HOSPITAL, 11);
		// Three without flaw, and each flaw once.
		report(&[40]);
		leave(INSURER);
		shorten(50);
		Stopped::set(vec![COLLEGE]);
		let elect = |floor| {
			Floor::<Test>::put(floor);
			let (members, bent) = Stake::choose(session() + GRACE);
			(members.into_iter().map(|it| it.validator).collect::<Vec<_>>(), bent)
		};
		let none = Bent::default();
		assert_eq!(elect(3), (vec![10, 20, 80], none));
		let bent = Bent { standing: 1, ..none };
		assert_eq!(elect(4), (vec![10, 20, 70, 80], bent));
		let bent = Bent { bond: 1, ..bent };
		assert_eq!(elect(5), (vec![10, 20, 50, 70, 80], bent));
		let bent = Bent { leaving: 1, ..bent };
		assert_eq!(elect(6), (vec![10, 20, 30, 50, 70, 80], bent));
		// At seven the cap is two, so the hospital's second one is without flaw.
		assert_eq!(elect(7), (vec![10, 11, 20, 30, 50, 70, 80], bent));
		let bent = Bent { offenders: 1, ..bent };
		assert_eq!(elect(8), (vec![10, 11, 20, 30, 40, 50, 70, 80], bent));
		let bent = Bent { missing: 1, ..bent };
		assert_eq!(elect(9), (vec![10, 11, 20, 30, 40, 50, 70, 80], bent));
		Floor::<Test>::put(FLOOR);
	});
}

#[test]
fn the_cap_gives_way_before_the_floor_and_after_the_rest() {
	run(|| {
		join(HOSPITAL, 11);
		report(&[40]);
		until_in_force();
		// The offender rather than two of the hospital.
		assert_eq!(active(), founders());
		assert_eq!(bent(), Bent { offenders: 1, ..Bent::default() });
		// A fourth one is nowhere but at the hospital.
		Floor::<Test>::put(5);
		until_in_force();
		assert_eq!(active(), vec![10, 11, 20, 30, 40]);
		assert_eq!(bent(), Bent { offenders: 1, cap: 1, ..Bent::default() });
	});
}

#[test]
fn nobody_serves_without_keys_floor_or_not() {
	externalities().execute_with(|| {
		pallet_session::NextKeys::<Test>::remove(10);
		until_in_force();
		assert_eq!(active(), vec![20, 30, 40]);
		assert_eq!(bent(), Bent { missing: 1, ..Bent::default() });
		assert!(happened(Event::FloorHeld { session: 2, bent: bent() }));
		// Whoever has keys fills the gap.
		join_alone(GUILD);
		until_in_force();
		assert_eq!(active(), vec![20, 30, 40, 50]);
	});
}

#[test]
fn one_validator_is_enough_where_the_floor_is_one() {
	genesis(1, vec![founder(HOSPITAL)], vec![10]).execute_with(|| {
		leave(HOSPITAL);
		report(&[10]);
		until_in_force();
		assert_eq!(active(), vec![10]);
		assert!(disabled().is_empty());
		check();
	});
}
