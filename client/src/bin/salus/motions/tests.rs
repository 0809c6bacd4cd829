use super::*;
use salus_primitives::{Chamber, Documents, Hash32, InstitutionId, Veto};

const DAY: Moment = 24 * 60 * 60 * 1000;

fn view() -> MotionView {
	MotionView {
		id: 3,
		track: Track::Policy,
		proposer: InstitutionId(4),
		call: vec![1, 2],
		documents: Documents { text: Hash32([1; 32]), assessment: Some(Hash32([2; 32])) },
		opened: 0,
		decides: 10 * DAY,
		enacts: None,
		lapses: None,
		veto: Some(Chamber::Patients),
		tally: vec![TallyView {
			chamber: Chamber::Providers,
			members: 3,
			ayes: 2,
			nays: 0,
			vetoes: 0,
			approves: true,
		}],
		approved: true,
		votes: vec![(InstitutionId(4), true), (InstitutionId(5), true), (InstitutionId(6), false)],
	}
}

fn rule() -> TrackRule {
	TrackRule {
		chambers: 4,
		always: Some(Chamber::Patients),
		quorum: 50,
		majority: 66,
		deciding: 28 * DAY,
		early: false,
		delay: 30 * DAY,
		lapses: 30 * DAY,
		veto: Some(Veto { chamber: Chamber::Patients, only_widening: true }),
	}
}

#[test]
fn a_motion_shows_what_it_needs_and_who_voted_how() {
	let text = lines(&view(), &rule(), &["calls Policy.adopt".into()], DAY).join("\n");
	for part in [
		"motion 3 of institution 4, proposed at 1970-01-01 00:00:00 UTC\ncalls Policy.adopt\n",
		"text 0x0101",
		"impact assessment 0x0202",
		"track policy: 4 chambers must approve, patients among them",
		"at least 50 % of its members vote, and more than 66 % of the votes",
		"  providers: 2 of 3 voted, 2 aye, 0 nay, approves",
		"aye: institution 4, 5",
		"nay: institution 6",
	] {
		assert!(text.contains(part), "{part}: {text}");
	}
}

#[test]
fn each_state_says_what_comes_next() {
	let mut it = view();
	assert_eq!(
		state(&it, DAY),
		"votes are taken until 1970-01-11 00:00:00 UTC, it would be approved now"
	);
	assert!(state(&it, 10 * DAY).contains("`salus motion close 3`"));
	it.approved = false;
	assert!(state(&it, 10 * DAY).contains("would be rejected"));
	(it.enacts, it.lapses) = (Some(20 * DAY), Some(30 * DAY));
	let waits = "approved, may be carried out from 1970-01-21 00:00:00 UTC; patients may stop it";
	assert!(state(&it, 11 * DAY).starts_with(waits));
	assert!(state(&it, 20 * DAY).contains("`salus motion enact 3`"));
	assert!(state(&it, 30 * DAY).contains("`salus motion lapse 3`"));
}

#[test]
fn outcomes_tell_success_from_failure() {
	let line = |outcome| {
		let documents = Documents { text: Hash32([1; 32]), assessment: None };
		outcome_line(&OutcomeView { id: 3, track: Track::Emergency, documents, at: 0, outcome })
	};
	assert!(line(Outcome::Done).ends_with("UTC: done"));
	assert!(line(Outcome::Failed).contains("motion 3 (emergency) is over"));
	assert!(line(Outcome::Failed).contains("changed nothing"));
	assert!(line(Outcome::OtherRuntime).contains("another version"));
}
