use super::mock::*;
use crate::*;
use frame_support::traits::{fungible::Balanced, OnUnbalanced};

fn pay(fees: u64) {
	ToAuthors::<Test>::on_unbalanced(<Balances as Balanced<u64>>::issue(fees));
}

fn gains() -> Vec<u64> {
	founders().into_iter().map(|it| Balances::free_balance(it) + BOND - ENDOWMENT).collect()
}

#[test]
fn fees_are_shared_by_blocks_made() {
	run(|| {
		let pot = Stake::pot();
		assert_eq!(Balances::free_balance(pot), ED);
		pay(60);
		pay(41);
		let issued = Balances::total_issuance();
		make_blocks(10, 5);
		make_blocks(20, 3);
		make_blocks(30, 2);
		rotate();
		assert_eq!(gains(), vec![50, 30, 20, 0]);
		assert!(happened(Event::FeesShared { session: 0, amount: 100 }));
		// The rest waits, and nothing is lost.
		assert_eq!(Balances::free_balance(pot), ED + 1);
		assert_eq!(Balances::total_issuance(), issued);
	});
}

#[test]
fn a_session_without_blocks_keeps_its_fees() {
	run(|| {
		pay(100);
		rotate();
		assert_eq!(gains(), vec![0; 4]);
		make_blocks(40, 1);
		rotate();
		assert_eq!(gains(), vec![0, 0, 0, 100]);
	});
}

#[test]
fn what_a_further_account_earns_goes_to_its_institution() {
	run(|| {
		join(HOSPITAL, 11);
		join_alone(GUILD);
		join_alone(COLLEGE);
		until_in_force();
		pay(70);
		make_blocks(10, 1);
		make_blocks(11, 1);
		rotate();
		assert_eq!(Balances::free_balance(10), ENDOWMENT - 2 * BOND + 70);
		assert_eq!(Balances::free_balance(11), 0);
	});
}

#[test]
fn a_slash_goes_to_nobody() {
	run(|| {
		let issued = Balances::total_issuance();
		report(&[10]);
		pass(14 * DAY);
		Stake::apply_slash(RuntimeOrigin::signed(STRANGER), 0, 10).expect("it is due");
		make_blocks(20, 1);
		rotate();
		assert_eq!(Balances::total_issuance(), issued - 50);
		assert_eq!(Balances::free_balance(Stake::pot()), ED);
	});
}
