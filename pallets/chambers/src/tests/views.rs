use super::mock::*;
use frame_support::assert_ok;
use salus_primitives::{Chamber, InstitutionId, Outcome, Track};

#[test]
fn chambers_are_shown_with_everybody_who_sits_there() {
	run(|| {
		assert_ok!(Chambers::join(signed(204), Chamber::Patients));
		Removed::set(vec![202]);
		let shown = Chambers::chambers();
		assert_eq!(shown.len(), 5);
		let patients = shown.iter().find(|it| it.chamber == Chamber::Patients).unwrap();
		let members: Vec<_> =
			patients.members.iter().map(|it| (it.institution.0, it.since, it.may_vote)).collect();
		assert_eq!(members, [(201, 0, true), (202, 0, false), (203, 0, true), (204, NOW, true)]);
	});
}

#[test]
fn a_motion_is_shown_as_it_stands() {
	run(|| {
		assert_eq!(Chambers::motion(0), None);
		let first = proposed(Track::Membership);
		let id = proposed(Track::Policy);
		assert_eq!(Chambers::motions(), [first, id]);
		vote(id, &[1, 201, 202], true);
		vote(id, &[203], false);
		let shown = Chambers::motion(id).unwrap();
		assert_eq!((shown.id, shown.track, shown.proposer), (id, Track::Policy, InstitutionId(1)));
		assert_eq!(shown.call, encoded(call(Track::Policy)));
		assert_eq!((shown.opened, shown.decides), (NOW, motion(id).decides));
		assert_eq!((shown.enacts, shown.lapses, shown.approved), (None, None, false));
		assert_eq!(shown.veto, Some(Chamber::Patients));
		let votes: Vec<_> = shown.votes.iter().map(|(it, aye)| (it.0, *aye)).collect();
		assert_eq!(votes, [(1, true), (201, true), (202, true), (203, false)]);
		let patients = shown.tally.iter().find(|it| it.chamber == Chamber::Patients).unwrap();
		assert_eq!((patients.members, patients.ayes, patients.nays), (3, 2, 1));
		assert!(patients.approves);
		assert_eq!(shown.tally.iter().filter(|it| it.approves).count(), 1);
		vote(id, &[2, 101, 102, 301, 302], true);
		assert!(Chambers::motion(id).unwrap().approved);
		close(id);
		let shown = Chambers::motion(id).unwrap();
		let enacts = motion(id).approved;
		assert_eq!(shown.enacts, enacts);
		assert_eq!(shown.lapses, enacts.map(|it| it + track_rules().policy.lapses));
		assert_ok!(Chambers::veto(signed(203), id));
		let shown = Chambers::motion(id).unwrap();
		let patients = shown.tally.iter().find(|it| it.chamber == Chamber::Patients).unwrap();
		assert_eq!((patients.vetoes, patients.nays), (1, 1));
	});
}

#[test]
fn outcomes_are_shown_newest_first() {
	run(|| {
		let first = passed(Track::Membership);
		enact(first);
		let at = now();
		let second = passed(Track::Emergency);
		upgrade(second);
		enact(second);
		let shown = Chambers::outcomes();
		assert_eq!(shown.iter().map(|it| it.id).collect::<Vec<_>>(), [second, first]);
		assert_eq!((shown[1].track, shown[1].at), (Track::Membership, at));
		assert_eq!((shown[1].documents, shown[1].outcome), (papers(), Outcome::Done));
		assert_eq!(shown[0].outcome, Outcome::OtherRuntime);
	});
}
