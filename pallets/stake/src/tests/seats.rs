use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::InstitutionId;

fn grant_seats(institution: InstitutionId, seats: u8) -> sp_runtime::DispatchResult {
	Stake::grant_seats(RuntimeOrigin::signed(SEATER), institution, seats)
}

#[test]
fn seats_are_granted_and_taken_away() {
	run(|| {
		assert_ok!(grant_seats(GUILD, 2));
		assert_eq!(Stake::seats(GUILD), 2);
		assert!(happened(Event::SeatsGranted { institution: GUILD, seats: 2 }));
		assert_ok!(grant_seats(GUILD, 0));
		assert!(!Seats::<Test>::contains_key(GUILD));
	});
}

#[test]
fn seats_have_bounds() {
	run(|| {
		assert_noop!(grant_seats(GUILD, 9), Error::<Test>::TooManySeats);
		assert_noop!(grant_seats(GUILD, 0), Error::<Test>::SeatsUnchanged);
		assert_noop!(grant_seats(HOSPITAL, 1), Error::<Test>::SeatsUnchanged);
		assert_noop!(grant_seats(InstitutionId(99), 1), Error::<Test>::NoSuchInstitution);
	});
}

#[test]
fn who_loses_seats_leaves_with_its_newest_accounts() {
	run(|| {
		join_alone(GUILD);
		join(GUILD, 51);
		join(GUILD, 52);
		assert_ok!(grant_seats(GUILD, 1));
		assert_eq!(row(50).state, State::Standing);
		for validator in [51, 52] {
			assert_eq!(row(validator).state, State::Leaving);
			assert!(happened(Event::Leaving { institution: GUILD, validator }));
		}
		assert_noop!(Stake::stand(signed(GUILD), 51), Error::<Test>::NoSeat);
	});
}
