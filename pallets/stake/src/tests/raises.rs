//! Policy raises the bond.

use super::mock::*;
use crate::*;
use frame_support::assert_ok;
use proptest::prelude::*;
use salus_primitives::InstitutionId;

fn raise(bond: u64) {
	Rules::mutate(|it| it.bonds.validator = bond.into());
}

fn bent() -> Bent {
	LastBent::<Test>::get()
}

/// All eight but the branch serve, one validator each.
const SEVEN: [InstitutionId; 7] = [HOSPITAL, CLINIC, INSURER, LEAGUE, GUILD, COLLEGE, UNION];

fn seven_serve() -> Vec<u64> {
	[GUILD, COLLEGE, UNION].into_iter().for_each(join_alone);
	until_in_force();
	let all: Vec<_> = SEVEN.into_iter().map(account_of).collect();
	assert_eq!(active(), all);
	all
}

#[test]
fn whoever_fills_its_bond_up_first_is_not_alone() {
	run(|| {
		let all = seven_serve();
		raise(2 * BOND);
		assert_ok!(Stake::stand(signed(HOSPITAL), 10));
		for _ in 0..GRACE {
			rotate();
			assert_eq!(queued(), all);
			assert_eq!(bent(), Bent::default());
		}
		for institution in SEVEN.into_iter().skip(1) {
			assert_ok!(Stake::stand(signed(institution), account_of(institution)));
		}
		rotate_times(2);
		assert_eq!(active(), all);
		assert_eq!(bent(), Bent::default());
	});
}

#[test]
fn a_bond_that_is_short_counts_once_the_grace_is_over_and_until_it_is_filled_up() {
	run(|| {
		let all = seven_serve();
		raise(2 * BOND);
		rotate();
		assert_eq!(row(50).short_since, Some(session() + 1));
		for institution in [HOSPITAL, CLINIC, INSURER, LEAGUE] {
			assert_ok!(Stake::stand(signed(institution), account_of(institution)));
		}
		assert_eq!(row(10).short_since, None);
		rotate_times(GRACE - 1);
		assert_eq!(queued(), all);
		rotate();
		assert_eq!(queued(), founders());
		assert_eq!(bent(), Bent::default());
		assert_ok!(Stake::stand(signed(GUILD), 50));
		rotate();
		assert_eq!(queued(), vec![10, 20, 30, 40, 50]);
	});
}

#[test]
fn another_raise_does_not_prolong_the_grace_of_the_first() {
	run(|| {
		join_alone(GUILD);
		raise(2 * BOND);
		rotate_times(GRACE);
		assert!(queued().contains(&50));
		for institution in FOUNDERS {
			assert_ok!(Stake::stand(signed(institution), account_of(institution)));
		}
		raise(3 * BOND);
		rotate();
		// The guild never filled its bond up; the others did, and have time again.
		assert_eq!(queued(), founders());
		assert_eq!(bent(), Bent::default());
	});
}

#[test]
fn a_raise_that_is_taken_back_leaves_nothing_behind() {
	run(|| {
		raise(2 * BOND);
		rotate();
		assert!(row(10).short_since.is_some());
		raise(BOND);
		rotate();
		assert_eq!(row(10).short_since, None);
		raise(2 * BOND);
		rotate_times(GRACE);
		assert_eq!(bent(), Bent::default());
	});
}

#[test]
fn whoever_leaves_or_offends_stands_again_with_the_whole_bond_only() {
	run(|| {
		raise(2 * BOND);
		rotate();
		leave(HOSPITAL);
		report(&[20]);
		assert_eq!((row(10).short_since, row(20).short_since), (None, None));
		assert_ok!(Stake::stand(signed(HOSPITAL), 10));
		assert_eq!(held(10), 2 * BOND);
		assert_ok!(Stake::cancel_slash(RuntimeOrigin::signed(CANCELLER), session(), 20));
		assert_ok!(Stake::stand(signed(CLINIC), 20));
		assert_eq!(held(20), 2 * BOND);
	});
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

	/// Whatever is raised, and whoever fills its bond up meanwhile, for so many sessions nobody is
	/// out that would otherwise be in.
	#[test]
	fn no_sequence_of_raises_makes_the_set_smaller_within_the_grace(
		raises in prop::collection::vec((0..3u64, 0..7usize), GRACE as usize)
	) {
		run(|| {
			let all = seven_serve();
			let mut bond = BOND;
			for (more, who) in raises {
				bond += more * 100;
				raise(bond);
				let who = SEVEN[who];
				// Refused if its bond is full already.
				Stake::stand(signed(who), account_of(who)).ok();
				assert_eq!(held(account_of(who)), bond);
				rotate();
				assert_eq!(queued(), all);
				assert_eq!(bent(), Bent::default());
				check();
			}
		});
	}
}
