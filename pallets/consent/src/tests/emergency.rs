use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Action, Ground, InstitutionId, Moment, Purpose, Query, Reason, Requester, SubjectId, Verdict,
	PURPOSES,
};
use sp_runtime::DispatchResult;

fn open(subject: SubjectId) -> DispatchResult {
	Consent::open_emergency(signed(account(DESK)), subject)
}

fn review(by: InstitutionId, justified: bool) -> DispatchResult {
	Consent::review_emergency(signed(account(by)), SUBJECT, DESK, justified)
}

fn asks(purpose: Purpose) -> Query {
	let requester = Requester::Institution(DESK);
	Query { requester, purpose, opening: None, ..question() }
}

fn verdict() -> Verdict {
	Consent::verdict(&asks(Purpose::BTG))
}

const YES: Verdict = Verdict::Allowed(Ground::Emergency);
const NO: Verdict = Verdict::Denied(Reason::Unavailable);

#[test]
fn an_emergency_access_is_announced_at_once() {
	run(|| {
		assert_ok!(open(SUBJECT));
		let (until, review_by) = (NOW + 50, NOW + 80);
		let event = Event::EmergencyOpened { subject: SUBJECT, desk: DESK, until, review_by };
		System::assert_last_event(event.into());
		let views = Consent::emergencies_of(SUBJECT);
		assert_eq!((views.len(), views[0].desk, views[0].justified), (1, DESK, None));
		assert!(Consent::has_live(SUBJECT) && !Consent::has_live(STRANGERS));
	});
}

#[test]
fn it_opens_the_records_of_one_subject_for_emergencies_only() {
	run(|| {
		assert_eq!(verdict(), NO);
		assert_ok!(open(SUBJECT));
		for purpose in PURPOSES {
			let emergency = [Purpose::BTG, Purpose::ETREAT, Purpose::ERTREAT].contains(&purpose);
			let expected = if emergency { YES } else { NO };
			assert_eq!(Consent::verdict(&asks(purpose)), expected, "{purpose:?}");
		}
		let act = |action| Consent::verdict(&Query { action, ..asks(Purpose::BTG) });
		assert_eq!((act(Action::Access), act(Action::Use)), (YES, YES));
		assert_eq!((act(Action::Disclose), act(Action::Collect)), (NO, NO));
		assert_eq!(act(Action::Correct), NO);
		let other = Query { record: STRANGERS_RECORD, ..asks(Purpose::BTG) };
		assert_eq!(Consent::verdict(&other), NO);
		let clinic = Requester::Institution(CLINIC);
		let other = Query { requester: clinic, ..asks(Purpose::BTG) };
		assert_eq!(Consent::verdict(&other), NO);
	});
}

#[test]
fn it_opens_restricted_and_declined_records() {
	run(|| {
		Restricted::set(true);
		Declined::set(true);
		assert_eq!(verdict(), Verdict::Denied(Reason::Declined));
		assert_ok!(open(SUBJECT));
		assert_eq!(verdict(), YES);
	});
}

#[test]
fn it_ends_by_the_later_of_both_clocks() {
	run(|| {
		assert_ok!(open(SUBJECT));
		let said = |now| Consent::verdict(&Query { now, ..asks(Purpose::BTG) });
		assert_eq!((said(NOW + 49), said(NOW + 50)), (YES, NO));
		at(NOW + 49);
		assert_eq!(verdict(), YES);
		at(NOW + 50);
		assert_eq!(verdict(), NO);
		assert!(!Consent::has_live(SUBJECT));
	});
}

#[test]
fn only_a_desk_in_good_standing_opens_one_and_keeps_it() {
	run(|| {
		let clinic = Consent::open_emergency(signed(account(CLINIC)), SUBJECT);
		assert_noop!(clinic, Error::<Test>::NotADesk);
		assert_noop!(open(SubjectId([1; 16])), Error::<Test>::NoSuchSubject);
		assert_ok!(open(SUBJECT));
		Suspended::set(Some(DESK));
		assert_noop!(open(STRANGERS), Error::<Test>::NotADesk);
		assert_eq!(verdict(), Verdict::Denied(Reason::NotInGoodStanding));
	});
}

#[test]
fn it_is_not_renewed_before_it_has_ended() {
	run(|| {
		assert_ok!(open(SUBJECT));
		at(NOW + 49);
		assert_noop!(open(SUBJECT), Error::<Test>::EmergencyOpen);
		assert_ok!(review(REGULATOR, true));
		assert_noop!(open(SUBJECT), Error::<Test>::EmergencyOpen);
		at(NOW + 50);
		assert_ok!(open(SUBJECT));
		let row = Emergencies::<Test>::get(SUBJECT, DESK).unwrap();
		assert_eq!((row.review_by, row.times, row.justified), (NOW + 130, 1, None));
	});
}

#[test]
fn opened_again_it_keeps_the_earlier_obligation() {
	run(|| {
		assert_ok!(open(SUBJECT));
		at(NOW + 50);
		assert_ok!(open(SUBJECT));
		let (until, review_by) = (NOW + 100, NOW + 80);
		let event = Event::EmergencyOpened { subject: SUBJECT, desk: DESK, until, review_by };
		System::assert_last_event(event.into());
		let row = Emergencies::<Test>::get(SUBJECT, DESK).unwrap();
		assert_eq!((row.opened, row.review_by, row.times), (NOW + 50, NOW + 80, 2));
		assert_eq!(Open::<Test>::get(DESK).into_inner(), [(NOW + 80, SUBJECT)]);
		assert_ok!(review(REGULATOR, true));
		assert!(!Open::<Test>::contains_key(DESK));
		assert_noop!(review(REGULATOR, true), Error::<Test>::AlreadyReviewed);
	});
}

#[test]
fn opening_again_without_a_review_spends_the_budget() {
	run(|| {
		assert_ok!(open(SUBJECT));
		at(NOW + 50);
		assert_ok!(open(SUBJECT));
		at(NOW + 100);
		assert_noop!(open(SUBJECT), Error::<Test>::BudgetSpent);
		at(NOW + DAY);
		assert_ok!(open(SUBJECT));
		assert_eq!(Emergencies::<Test>::get(SUBJECT, DESK).unwrap().times, 3);
	});
}

#[test]
fn a_shorter_time_to_review_holds_from_the_next_opening() {
	run(|| {
		assert_ok!(open(SUBJECT));
		Rules::mutate(|rules| rules.consent.review_within = 10);
		at(NOW + 50);
		assert_ok!(open(SUBJECT));
		assert_eq!(Open::<Test>::get(DESK).into_inner(), [(NOW + 60, SUBJECT)]);
	});
}

#[test]
fn a_desk_with_an_overdue_review_stays_with_its_patient_and_takes_no_new_one() {
	run(|| {
		assert_ok!(open(SUBJECT));
		at(NOW + 81);
		assert_noop!(open(STRANGERS), Error::<Test>::ReviewOverdue);
		assert_ok!(open(SUBJECT));
		assert_noop!(open(STRANGERS), Error::<Test>::ReviewOverdue);
		at(NOW + DAY);
		assert_noop!(open(STRANGERS), Error::<Test>::ReviewOverdue);
		assert_ok!(review(REGULATOR, true));
		assert_ok!(open(STRANGERS));
	});
	run(|| {
		assert_ok!(open(SUBJECT));
		at(NOW + 80);
		assert_ok!(open(STRANGERS));
	});
}

#[test]
fn a_reviewed_access_does_not_let_a_desk_pass_an_overdue_one() {
	run(|| {
		assert_ok!(open(SUBJECT));
		assert_ok!(review(REGULATOR, true));
		assert_ok!(open(STRANGERS));
		at(NOW + DAY);
		assert_noop!(open(SUBJECT), Error::<Test>::ReviewOverdue);
		assert_ok!(open(STRANGERS));
	});
}

#[test]
fn whatever_is_reviewed_first_the_overdue_rest_is_known() {
	run(|| {
		assert_ok!(open(STRANGERS));
		at(NOW + 10);
		assert_ok!(open(SUBJECT));
		let by = signed(account(REGULATOR));
		assert_ok!(Consent::review_emergency(by, STRANGERS, DESK, true));
		at(NOW + DAY);
		assert_noop!(open(STRANGERS), Error::<Test>::ReviewOverdue);
		assert_ok!(review(REGULATOR, true));
		assert_ok!(open(STRANGERS));
	});
}

#[test]
fn sixty_four_wait_for_review_and_no_more() {
	run(|| {
		let waits = |n: u8| {
			let (opened, until, review_by) = (NOW, NOW, NOW + 80);
			let row = Emergency { opened, until, review_by, times: 1, justified: None };
			Emergencies::<Test>::insert(SubjectId([100 + n; 16]), DESK, row);
			assert_ok!(Open::<Test>::try_append(DESK, (review_by, SubjectId([100 + n; 16]))));
		};
		Rules::mutate(|rules| rules.consent.emergencies_a_day = 10);
		(1..64).for_each(waits);
		assert_ok!(open(SUBJECT));
		assert_noop!(open(STRANGERS), Error::<Test>::TooManyUnreviewed);
		at(NOW + 50);
		assert_ok!(open(SUBJECT));
		assert_eq!(Open::<Test>::get(DESK).len(), 64);
		assert_ok!(review(REGULATOR, true));
		assert_ok!(open(STRANGERS));
		assert_eq!(Open::<Test>::get(DESK).len(), 64);
	});
}

#[test]
fn a_desk_has_a_budget_that_turns_at_midnight() {
	let reviewed = |subject| {
		let by = signed(account(REGULATOR));
		assert_ok!(Consent::review_emergency(by, subject, DESK, true));
		Emergencies::<Test>::mutate(subject, DESK, |row| {
			row.as_mut().unwrap().until = Timestamp::get();
		});
	};
	run(|| {
		for _ in 0..2 {
			assert_ok!(open(SUBJECT));
			reviewed(SUBJECT);
		}
		at(NOW + DAY - 1);
		assert_noop!(open(SUBJECT), Error::<Test>::BudgetSpent);
		at(NOW + DAY);
		assert_ok!(open(SUBJECT));
		assert_ok!(open(STRANGERS));
		reviewed(SUBJECT);
		assert_noop!(open(SUBJECT), Error::<Test>::BudgetSpent);
	});
}

#[test]
fn a_review_is_made_once_by_somebody_under_other_control() {
	run(|| {
		assert_noop!(review(REGULATOR, true), Error::<Test>::NoSuchEmergency);
		assert_ok!(open(SUBJECT));
		assert_noop!(review(DESK, true), Error::<Test>::NotAReviewer);
		assert_noop!(review(HOSPITAL, true), Error::<Test>::NotAReviewer);
		assert_noop!(review(ADVOCATE, true), Error::<Test>::SameControlGroup);
		assert_ok!(review(REGULATOR, true));
		let event = Event::EmergencyReviewed { subject: SUBJECT, desk: DESK, justified: true };
		System::assert_last_event(event.into());
		assert_noop!(review(REGULATOR, false), Error::<Test>::AlreadyReviewed);
		assert_eq!(verdict(), YES);
		assert_eq!(Unjustified::<Test>::get(DESK), 0);
	});
}

#[test]
fn a_late_review_still_counts() {
	run(|| {
		assert_ok!(open(SUBJECT));
		at(NOW + 10_000);
		assert_ok!(review(REGULATOR, false));
		let row = Emergencies::<Test>::get(SUBJECT, DESK).unwrap();
		assert_eq!((row.until, row.justified), (NOW + 50, Some(false)));
		assert_eq!(Unjustified::<Test>::get(DESK), 1);
	});
}

#[test]
fn an_unjustified_access_ends_at_once() {
	run(|| {
		assert_ok!(open(SUBJECT));
		at(NOW + 10);
		assert_ok!(review(REGULATOR, false));
		assert_eq!(verdict(), NO);
		assert_eq!(Emergencies::<Test>::get(SUBJECT, DESK).unwrap().until, NOW + 10);
		assert!(!Consent::has_live(SUBJECT));
	});
}

#[test]
fn unjustified_twice_costs_the_role_and_what_is_open() {
	run(|| {
		let unjustified_at = |moment: Moment| {
			at(moment);
			assert_ok!(open(SUBJECT));
			assert_ok!(review(REGULATOR, false));
		};
		unjustified_at(NOW);
		assert!(Wiring::is_desk(DESK));
		at(NOW + DAY);
		assert_ok!(open(STRANGERS));
		let elsewhere = Query { record: STRANGERS_RECORD, ..asks(Purpose::BTG) };
		assert_eq!(Consent::verdict(&elsewhere), YES);
		unjustified_at(NOW + DAY);
		assert!(!Wiring::is_desk(DESK));
		assert_eq!(Consent::verdict(&elsewhere), NO);
		assert_noop!(open(SUBJECT), Error::<Test>::NotADesk);
		give_back(DESK);
		let by = signed(account(REGULATOR));
		assert_ok!(Consent::review_emergency(by, STRANGERS, DESK, true));
		unjustified_at(NOW + 2 * DAY);
		assert!(Wiring::is_desk(DESK));
	});
}
