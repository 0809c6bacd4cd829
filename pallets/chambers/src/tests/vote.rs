use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Chamber, Hash32, InstitutionId, Track};

fn tally(id: u32, chamber: Chamber) -> (u32, u32, u32) {
	let it = Chambers::tally(id, &motion(id), chamber);
	(it.members, it.ayes, it.nays)
}

#[test]
fn a_member_votes_changes_its_vote_and_takes_it_back() {
	run(|| {
		let id = proposed(Track::Membership);
		let institution = InstitutionId(101);
		let vote = |aye| send_vote(signed(101), id, aye);
		let withdraw = || Chambers::withdraw_vote(signed(101), id);
		assert_noop!(withdraw(), Error::<Test>::NotVoted);
		assert_ok!(vote(true));
		assert_eq!(last_event(), Event::Voted { motion: id, institution, aye: true });
		assert_eq!(tally(id, Chamber::Payers), (3, 1, 0));
		assert_noop!(vote(true), Error::<Test>::NothingChanges);
		assert_ok!(vote(false));
		assert_eq!(tally(id, Chamber::Payers), (3, 0, 1));
		assert_ok!(withdraw());
		assert_eq!(last_event(), Event::VoteWithdrawn { motion: id, institution });
		assert_eq!(tally(id, Chamber::Payers), (3, 0, 0));
		assert_noop!(withdraw(), Error::<Test>::NotVoted);
		assert_ok!(vote(true));
	});
}

#[test]
fn votes_are_taken_until_the_motion_decides() {
	run(|| {
		let id = proposed(Track::Membership);
		let decides = motion(id).decides;
		at(decides - 1);
		vote(id, &[1], true);
		at(decides);
		assert_noop!(send_vote(signed(2), id, true), Error::<Test>::VotingOver);
		assert_noop!(Chambers::withdraw_vote(signed(1), id), Error::<Test>::VotingOver);
		assert_noop!(send_vote(signed(2), id + 1, true), Error::<Test>::NoSuchMotion);
	});
}

#[test]
fn no_vote_is_taken_on_what_was_approved() {
	run(|| {
		let id = proposed(Track::Emergency);
		all_vote(id);
		assert_ok!(Chambers::close(signed(STRANGER), id));
		assert_noop!(send_vote(signed(1), id, false), Error::<Test>::AlreadyApproved);
		assert_noop!(Chambers::withdraw_vote(signed(1), id), Error::<Test>::AlreadyApproved);
	});
}

#[test]
fn nobody_packs_a_chamber_while_a_motion_is_open() {
	run(|| {
		let id = proposed(Track::Membership);
		at(NOW + 1);
		assert_ok!(Chambers::join(signed(4), Chamber::Providers));
		assert_noop!(send_vote(signed(4), id, true), Error::<Test>::JoinedLater);
		assert_eq!(tally(id, Chamber::Providers), (3, 0, 0));
		at(NOW + 2);
		let later = proposed(Track::Membership);
		vote(later, &[4], true);
		assert_eq!(tally(later, Chamber::Providers), (4, 1, 0));
	});
}

#[test]
fn whoever_joins_in_the_block_of_the_proposal_has_no_vote_on_it() {
	run(|| {
		assert_ok!(Chambers::join(signed(4), Chamber::Providers));
		let id = proposed(Track::Membership);
		assert_ok!(Chambers::join(signed(5), Chamber::Providers));
		for who in [4, 5] {
			assert_noop!(send_vote(signed(who), id, true), Error::<Test>::JoinedLater);
		}
		// Nor does it count for the quorum.
		assert_eq!(tally(id, Chamber::Providers), (3, 0, 0));
		// Neither does one vote that left and came back within the block.
		vote(id, &[1], true);
		assert_ok!(Chambers::leave(signed(1)));
		assert_ok!(Chambers::join(signed(1), Chamber::Providers));
		assert_eq!(tally(id, Chamber::Providers), (2, 0, 0));
		at(NOW + 1);
		assert_noop!(send_vote(signed(1), id, true), Error::<Test>::JoinedLater);
		let later = proposed(Track::Membership);
		vote(later, &[1, 4, 5], true);
	});
}

#[test]
fn whoever_is_no_member_or_may_not_vote_does_not() {
	run(|| {
		let id = proposed(Track::Membership);
		let vote = |who| send_vote(signed(who), id, true);
		assert_noop!(vote(STRANGER), Error::<Test>::NotAnInstitution);
		assert_noop!(vote(4), Error::<Test>::NotAMember);
		Removed::set(vec![2]);
		assert_noop!(vote(2), Error::<Test>::MayNotVote);
		Suspended::set(vec![3]);
		assert_ok!(vote(3));
	});
}

#[test]
fn the_vote_of_a_member_that_is_stopped_for_good_counts_no_more() {
	run(|| {
		let id = proposed(Track::Membership);
		vote(id, &[1, 2], true);
		vote(id, &[3], false);
		assert_eq!(tally(id, Chamber::Providers), (3, 2, 1));
		Suspended::set(vec![2]);
		assert_eq!(tally(id, Chamber::Providers), (3, 2, 1));
		Removed::set(vec![2]);
		assert_eq!(tally(id, Chamber::Providers), (2, 1, 1));
		assert_ok!(Chambers::expel(signed(STRANGER), InstitutionId(2)));
		assert_eq!(tally(id, Chamber::Providers), (2, 1, 1));
		Removed::set(vec![]);
		assert_eq!(tally(id, Chamber::Providers), (2, 1, 1));
	});
}

#[test]
fn a_vote_is_for_the_call_that_the_member_looked_at() {
	run(|| {
		let seen = proposed(Track::Membership);
		let other = proposed(Track::Policy);
		let call = call_hash(seen);
		for call in [call, Hash32::default()] {
			let vote = Chambers::vote(signed(1), other, call, true);
			assert_noop!(vote, Error::<Test>::WrongCall);
		}
		assert_ok!(Chambers::vote(signed(1), seen, call, true));
		// To change it names it again.
		let vote = Chambers::vote(signed(1), seen, call_hash(other), false);
		assert_noop!(vote, Error::<Test>::WrongCall);
		assert_eq!(
			call.0,
			sp_io::hashing::blake2_256(&encoded(super::mock::call(Track::Membership)))
		);
	});
}
