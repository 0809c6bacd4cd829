use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

#[test]
fn an_institution_stands_with_a_bond_on_its_account() {
	run(|| {
		grant(GUILD, 2);
		assert_ok!(Stake::stand(signed(GUILD), 50));
		assert_ok!(Stake::stand(signed(GUILD), 51));
		assert_eq!(held(50), 2 * BOND);
		assert_eq!(row(51).account, 50);
		assert_eq!(row(51).since, NOW);
		assert!(happened(Event::Stood { institution: GUILD, validator: 51 }));
		// An account of its own needs no units.
		assert_eq!(Balances::free_balance(51), 0);
		assert_eq!(System::providers(&51), 1);
	});
}

#[test]
fn who_may_not_stand_is_told_why() {
	run(|| {
		let stand = |who, validator| Stake::stand(RuntimeOrigin::signed(who), validator);
		assert_noop!(stand(STRANGER, 50), Error::<Test>::NotAnInstitution);
		assert_noop!(stand(50, 50), Error::<Test>::NoSeat);
		grant(GUILD, 1);
		assert_noop!(stand(50, 60), Error::<Test>::AccountTaken);
		assert_noop!(stand(50, 10), Error::<Test>::NotYours);
		Stopped::set(vec![GUILD]);
		assert_noop!(stand(50, 50), Error::<Test>::NotInGoodStanding);
		Stopped::set(vec![]);
		assert_ok!(stand(50, 50));
		assert_noop!(stand(50, 50), Error::<Test>::AlreadyStands);
		assert_noop!(stand(50, 51), Error::<Test>::NoSeat);
	});
}

#[test]
fn a_bond_has_to_be_affordable() {
	run(|| {
		grant(GUILD, 1);
		Rules::mutate(|it| it.bonds.validator = u128::from(ENDOWMENT) + 1);
		assert_noop!(Stake::stand(signed(GUILD), 50), TokenError::FundsUnavailable);
	});
}

#[test]
fn standing_again_fills_the_bond_up() {
	run(|| {
		let since = row(10).since;
		pass(DAY);
		Rules::mutate(|it| it.bonds.validator = 1_500);
		assert_ok!(Stake::stand(signed(HOSPITAL), 10));
		assert_eq!(held(10), 1_500);
		assert_eq!(row(10).bond, 1_500);
		assert_eq!(row(10).since, since);
	});
}

#[test]
fn an_institution_bonds_eight_accounts_at_most_and_the_chain_has_room_for_so_many() {
	run(|| {
		grant(GUILD, 8);
		for validator in 100..107 {
			assert_ok!(Stake::stand(signed(GUILD), validator));
		}
		grant(COLLEGE, 1);
		assert_ok!(Stake::stand(signed(COLLEGE), 70));
		assert_noop!(Stake::stand(signed(GUILD), 107), Error::<Test>::TooManyValidators);
		assert_ok!(Stake::leave(signed(COLLEGE), 70));
		assert_ok!(Stake::withdraw(signed(COLLEGE), 70));
		assert_ok!(Stake::stand(signed(GUILD), 107));
		assert_ok!(Stake::leave(signed(GUILD), 107));
		assert_noop!(Stake::stand(signed(GUILD), 108), Error::<Test>::TooManyAccounts);
	});
}

#[test]
fn who_leaves_is_out_after_the_session_that_is_queued() {
	run(|| {
		join_alone(GUILD);
		until_in_force();
		assert_eq!(active().len(), 5);
		leave(GUILD);
		assert!(happened(Event::Leaving { institution: GUILD, validator: 50 }));
		assert_noop!(Stake::leave(signed(GUILD), 50), Error::<Test>::NotStanding);
		rotate();
		assert!(active().contains(&50));
		assert!(!queued().contains(&50));
		assert_eq!(row(50).left, Some(session() + 1));
		rotate();
		assert_eq!(active(), founders());
	});
}

#[test]
fn a_bond_is_free_once_unbonding_is_over_and_not_before() {
	run(|| {
		let references = (System::providers(&50), System::consumers(&50));
		join_alone(GUILD);
		let withdraw = || Stake::withdraw(signed(GUILD), 50);
		until_in_force();
		assert_noop!(withdraw(), Error::<Test>::StillStands);
		leave(GUILD);
		assert_noop!(withdraw(), Error::<Test>::StillServes);
		rotate();
		assert_noop!(withdraw(), Error::<Test>::StillServes);
		rotate();
		let left = session();
		assert_eq!(row(50).left, Some(left));
		for _ in 0..UNBONDING {
			assert_noop!(withdraw(), Error::<Test>::StillLiable);
			rotate();
		}
		assert_eq!(session(), left + UNBONDING);
		assert_ok!(withdraw());
		assert!(happened(Event::Withdrawn { institution: GUILD, validator: 50 }));
		assert_eq!(held(50), 0);
		assert_eq!(Balances::free_balance(50), ENDOWMENT);
		assert!(Session::load_keys(&50).is_none());
		assert!(!ValidatorsOf::<Test>::contains_key(GUILD));
		assert_eq!((System::providers(&50), System::consumers(&50)), references);
	});
}

#[test]
fn an_account_that_owns_nothing_is_gone_when_it_is_withdrawn() {
	run(|| {
		grant(GUILD, 1);
		assert_ok!(Stake::stand(signed(GUILD), 51));
		assert_ok!(set_keys(GUILD, 51, 51));
		assert_ok!(Stake::leave(signed(GUILD), 51));
		// It never served.
		assert_ok!(Stake::withdraw(signed(GUILD), 51));
		assert!(!System::account_exists(&51));
		assert_eq!(held(50), 0);
	});
}

#[test]
fn an_account_with_keys_stays_if_it_lives_from_us_alone() {
	run(|| {
		grant(GUILD, 1);
		assert_ok!(Stake::stand(signed(GUILD), 51));
		// Something else of the account rests on our reference.
		assert_ok!(System::inc_consumers(&51));
		assert_ok!(Stake::leave(signed(GUILD), 51));
		assert_noop!(
			Stake::withdraw(signed(GUILD), 51),
			sp_runtime::DispatchError::ConsumerRemaining
		);
		System::dec_consumers(&51);
		assert_ok!(Stake::withdraw(signed(GUILD), 51));
	});
}

#[test]
fn who_left_may_stand_again_without_another_bond() {
	run(|| {
		join_alone(GUILD);
		until_in_force();
		leave(GUILD);
		until_in_force();
		assert_eq!(active(), founders());
		pass(DAY);
		assert_ok!(Stake::stand(signed(GUILD), 50));
		assert_eq!(held(50), BOND);
		assert_eq!(row(50).since, now());
		until_in_force();
		assert!(active().contains(&50));
		assert_eq!(row(50).left, None);
	});
}

#[test]
fn only_who_bonded_an_account_may_move_it() {
	run(|| {
		let other = || signed(CLINIC);
		assert_noop!(Stake::leave(other(), 10), Error::<Test>::NotYours);
		assert_noop!(set_keys(CLINIC, 10, 77), Error::<Test>::NotYours);
		assert_noop!(Stake::leave(other(), 99), Error::<Test>::NotBonded);
		assert_noop!(Stake::withdraw(other(), 99), Error::<Test>::NotBonded);
		assert_noop!(set_keys(CLINIC, 99, 77), Error::<Test>::NotBonded);
	});
}

#[test]
fn anyone_returns_a_free_bond_to_whom_it_belongs() {
	run(|| {
		join_alone(GUILD);
		until_in_force();
		grant(GUILD, 0);
		let withdraw = || Stake::withdraw(RuntimeOrigin::signed(STRANGER), 50);
		assert_noop!(withdraw(), Error::<Test>::StillServes);
		until_in_force();
		assert_noop!(withdraw(), Error::<Test>::StillLiable);
		rotate_times(UNBONDING);
		assert!(Stake::is_bound(GUILD));
		assert_ok!(withdraw());
		assert!(happened(Event::Withdrawn { institution: GUILD, validator: 50 }));
		assert_eq!((held(50), Balances::free_balance(50)), (0, ENDOWMENT));
		assert_eq!(Balances::free_balance(STRANGER), 0);
		// Nothing keeps governance from removing it.
		assert!(!Stake::is_bound(GUILD));
	});
}

#[test]
fn nobody_returns_the_bond_of_an_account_that_stands_or_has_a_slash_open() {
	run(|| {
		let withdraw = |it| Stake::withdraw(RuntimeOrigin::signed(STRANGER), it);
		grant(GUILD, 1);
		assert_ok!(Stake::stand(signed(GUILD), 50));
		assert_noop!(withdraw(50), Error::<Test>::StillStands);
		report(&[10]);
		assert_noop!(withdraw(10), Error::<Test>::SlashOpen);
		assert_noop!(withdraw(99), Error::<Test>::NotBonded);
	});
}

#[test]
fn an_institution_that_was_stopped_may_leave_and_withdraw() {
	run(|| {
		grant(GUILD, 1);
		assert_ok!(Stake::stand(signed(GUILD), 50));
		Stopped::set(vec![GUILD]);
		assert_ok!(Stake::leave(signed(GUILD), 50));
		assert_ok!(Stake::withdraw(signed(GUILD), 50));
	});
}

#[test]
fn the_view_says_when_a_bond_is_free() {
	run(|| {
		join_alone(GUILD);
		until_in_force();
		leave(GUILD);
		until_in_force();
		let all = Stake::validators();
		assert_eq!(all.len(), 5);
		assert!(all[..4].iter().all(|it| it.active && it.queued && it.has_keys));
		assert!(all[..4].iter().all(|it| it.free_from.is_none()));
		assert_eq!(all[4].validator, 50);
		assert!(!all[4].active && !all[4].queued);
		assert_eq!(all[4].free_from, Some(session() + UNBONDING));
	});
}
