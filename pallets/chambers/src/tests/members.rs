use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Chamber, InstitutionId, Track};

fn bench(chamber: Chamber) -> Vec<u32> {
	Benches::<Test>::get(chamber).into_iter().map(|it| it.0).collect()
}

fn join(who: u64) -> sp_runtime::DispatchResult {
	Chambers::join(signed(who), Chamber::Providers)
}

#[test]
fn an_institution_with_the_role_takes_a_seat_and_gives_it_up() {
	run(|| {
		let (institution, chamber) = (InstitutionId(4), Chamber::Providers);
		assert_ok!(join(4));
		assert_eq!(last_event(), Event::MemberJoined { institution, chamber });
		assert_eq!(Members::<Test>::get(institution), Some(Seat { chamber, since: NOW }));
		assert_eq!(bench(chamber), [1, 2, 3, 4]);
		assert_noop!(join(4), Error::<Test>::AlreadyMember);
		assert_ok!(Chambers::leave(signed(4)));
		assert_eq!(last_event(), Event::MemberLeft { institution, chamber });
		assert_eq!(bench(chamber), [1, 2, 3]);
		assert_noop!(Chambers::leave(signed(4)), Error::<Test>::NotAMember);
	});
}

#[test]
fn who_may_not_sit_does_not() {
	run(|| {
		assert_noop!(join(STRANGER), Error::<Test>::NotAnInstitution);
		assert_noop!(join(104), Error::<Test>::MayNotSit);
		Suspended::set(vec![4]);
		assert_noop!(join(4), Error::<Test>::MayNotSit);
	});
}

#[test]
fn a_member_sits_in_one_chamber() {
	run(|| {
		assert_noop!(Chambers::join(signed(1), Chamber::Payers), Error::<Test>::AlreadyMember);
	});
}

#[test]
fn one_control_group_has_one_seat() {
	run(|| {
		Groups::set([(4, 2)].into());
		assert_noop!(join(4), Error::<Test>::SameControlGroup);
		// A suspended one still votes, one that is removed does not.
		Suspended::set(vec![2]);
		assert_noop!(join(4), Error::<Test>::SameControlGroup);
		Removed::set(vec![2]);
		assert_ok!(join(4));
		// Were 2 to vote again, it and 4 would be two.
		Suspended::set(vec![]);
		Removed::set(vec![]);
		assert_eq!(bench(Chamber::Providers), [1, 3, 4]);
		assert_noop!(join(2), Error::<Test>::SameControlGroup);
	});
}

#[test]
fn a_control_group_with_a_seat_in_one_chamber_does_not_join_another() {
	run(|| {
		let join = || Chambers::join(signed(104), Chamber::Payers);
		Groups::set([(104, 2)].into());
		assert_noop!(join(), Error::<Test>::SameControlGroup);
		assert_ok!(Chambers::leave(signed(2)));
		assert_ok!(join());
		assert_noop!(
			Chambers::join(signed(2), Chamber::Providers),
			Error::<Test>::SameControlGroup
		);
	});
}

#[test]
fn of_two_chambers_the_later_seat_goes_when_a_lost_vote_comes_back() {
	run(|| {
		let expel = |id| Chambers::expel(signed(STRANGER), InstitutionId(id));
		Groups::set([(4, 102)].into());
		Removed::set(vec![102]);
		assert_ok!(join(4));
		assert_eq!(bench(Chamber::Payers), [101, 102, 103]);
		Removed::set(vec![]);
		assert_noop!(expel(102), Error::<Test>::StillVotes);
		assert_ok!(expel(4));
	});
}

#[test]
fn whoever_may_not_vote_makes_room_in_a_full_chamber() {
	run(|| {
		for who in 4..=32 {
			assert_ok!(join(who));
		}
		assert_noop!(join(33), Error::<Test>::ChamberFull);
		Suspended::set(vec![7]);
		assert_noop!(join(33), Error::<Test>::ChamberFull);
		Removed::set(vec![7, 9]);
		assert_ok!(join(33));
		let chamber = Chamber::Providers;
		assert_eq!(seen(Event::MemberExpelled { institution: InstitutionId(7), chamber }), 1);
		assert_eq!(seen(Event::MemberExpelled { institution: InstitutionId(9), chamber }), 1);
		assert_eq!(bench(chamber).len(), 31);
	});
}

#[test]
fn anyone_expels_a_member_whose_vote_does_not_count() {
	run(|| {
		let institution = InstitutionId(102);
		let expel = || Chambers::expel(signed(STRANGER), institution);
		assert_noop!(expel(), Error::<Test>::StillVotes);
		Suspended::set(vec![102]);
		assert_noop!(expel(), Error::<Test>::StillVotes);
		Removed::set(vec![102]);
		assert_ok!(expel());
		let chamber = Chamber::Payers;
		assert_eq!(last_event(), Event::MemberExpelled { institution, chamber });
		assert_noop!(expel(), Error::<Test>::NotAMember);
	});
}

#[test]
fn of_members_seated_at_once_that_came_under_one_control_the_highest_ids_are_expelled() {
	run(|| {
		let expel = |id| Chambers::expel(signed(STRANGER), InstitutionId(id));
		Groups::set([(103, 101), (201, 101)].into());
		assert_noop!(expel(101), Error::<Test>::StillVotes);
		// Each is the only vote of the three while the others have none.
		Removed::set(vec![101, 103]);
		assert_noop!(expel(201), Error::<Test>::StillVotes);
		Removed::set(vec![]);
		assert_ok!(expel(103));
		assert_eq!(bench(Chamber::Payers), [101, 102]);
		assert_ok!(expel(201));
		assert_eq!(bench(Chamber::Patients), [202, 203]);
		assert_noop!(expel(101), Error::<Test>::StillVotes);
	});
}

#[test]
fn of_members_that_came_under_one_control_the_later_seated_is_expelled_from_any_chamber() {
	run(|| {
		let expel = |id| Chambers::expel(signed(STRANGER), InstitutionId(id));
		// The one that has sat for longer has the higher id.
		assert_ok!(Chambers::join(signed(204), Chamber::Patients));
		at(NOW + 1);
		assert_ok!(join(4));
		assert_noop!(expel(4), Error::<Test>::StillVotes);
		Groups::set([(4, 204)].into());
		assert_noop!(expel(204), Error::<Test>::StillVotes);
		assert_ok!(expel(4));
		let institution = InstitutionId(4);
		let chamber = Chamber::Providers;
		assert_eq!(last_event(), Event::MemberExpelled { institution, chamber });
		assert_noop!(expel(204), Error::<Test>::StillVotes);
	});
}

#[test]
fn a_chamber_that_everybody_left_keeps_no_row() {
	run(|| {
		for who in 101..=103 {
			assert_ok!(Chambers::leave(signed(who)));
		}
		assert!(!Benches::<Test>::contains_key(Chamber::Payers));
	});
}

#[test]
fn whoever_comes_back_has_lost_its_votes_on_open_motions() {
	run(|| {
		let id = proposed(Track::Membership);
		vote(id, &[1], true);
		at(NOW + 1);
		assert_ok!(Chambers::leave(signed(1)));
		assert_ok!(join(1));
		assert_eq!(Chambers::tally(id, &motion(id), Chamber::Providers).ayes, 0);
		assert_noop!(send_vote(signed(1), id, false), Error::<Test>::JoinedLater);
		// It is still the proposer.
		assert_ok!(Chambers::withdraw(signed(1), id));
	});
}
