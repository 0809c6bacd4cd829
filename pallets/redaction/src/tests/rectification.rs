use super::mock::*;
use crate::*;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchClass, GetDispatchInfo},
};
use salus_primitives::{
	rectification_id, GuardianScope, Jurisdiction, Policy, RecordId, RectificationRefusal,
	RectificationState,
};
use sp_runtime::DispatchResult;

const NO: Answer = Answer::Refused(RectificationRefusal::Accurate);

fn answer(answer: Answer) -> DispatchResult {
	Redaction::answer_rectification(signed(HOSPITAL), rectification(), answer)
}

fn extend() -> DispatchResult {
	Redaction::extend_rectification(signed(HOSPITAL), rectification())
}

fn dispute(who: u64) -> DispatchResult {
	Redaction::dispute(signed(who), rectification())
}

fn withdraw(who: u64) -> DispatchResult {
	Redaction::withdraw_rectification(signed(who), rectification())
}

fn prune() -> DispatchResult {
	Redaction::prune_rectification(signed(STRANGER), rectification())
}

#[test]
fn a_person_or_any_one_guardian_asks_for_rectification() {
	for who in [PATIENT, 70] {
		run(|| {
			assert_ok!(rectify(who));
			let due = NOW + Rules::get().eu.rectification_within;
			System::assert_last_event(
				Event::RectificationRequested {
					rectification: rectification(),
					controller: HOSPITAL_ID,
					due,
				}
				.into(),
			);
			let view = Redaction::rectification_view(rectification()).unwrap();
			assert_eq!((view.subject, view.state), (SUBJECT, RectificationState::Requested));
			assert_eq!(Redaction::open_rectification(RECORD), Some(rectification()));
			assert_eq!(restricted_by(), None);
		});
	}
}

#[test]
fn nobody_else_asks() {
	run(|| {
		MockGuardians::insert(70, GuardianScope::VIEW.and(GuardianScope::ERASE));
		assert_noop!(rectify(70), Error::<Test>::NotTheSubject);
		assert_noop!(rectify(STRANGER), Error::<Test>::NotTheSubject);
		let unknown = Redaction::request_rectification(signed(PATIENT), RecordId([1; 16]), SALT);
		assert_noop!(unknown, Error::<Test>::NoSuchRecord);
	});
}

#[test]
fn one_request_at_a_time_paced_after_each_answer() {
	run(|| {
		let ask = |salt| Redaction::request_rectification(signed(PATIENT), RECORD, [salt; 16]);
		assert_ok!(rectify(PATIENT));
		assert_noop!(ask(1), Error::<Test>::RectificationOpen);
		assert_ok!(answer(NO));
		at(NOW + rules().pause - 1);
		assert_noop!(ask(1), Error::<Test>::TooSoon);
		at(NOW + rules().pause);
		assert_noop!(rectify(PATIENT), Error::<Test>::CaseExists);
		assert_ok!(ask(1));
	});
}

#[test]
fn amended_means_a_newer_version_than_at_the_request() {
	run(|| {
		assert_noop!(answer(NO), Error::<Test>::NotFound);
		assert_ok!(rectify(PATIENT));
		assert_noop!(answer(Answer::Amended), Error::<Test>::NotAmended);
		let other = Redaction::answer_rectification(signed(2), rectification(), Answer::Amended);
		assert_noop!(other, Error::<Test>::NotTheController);
		amend(RECORD);
		let free: RuntimeCall = crate::Call::answer_rectification {
			rectification: rectification(),
			answer: Answer::Amended,
		}
		.into();
		assert!(free.is_feeless(&signed(HOSPITAL)));
		assert_ok!(answer(Answer::Amended));
		System::assert_last_event(
			Event::RectificationAnswered {
				rectification: rectification(),
				answer: Answer::Amended,
			}
			.into(),
		);
		let view = Redaction::rectification_view(rectification()).unwrap();
		assert_eq!(view.state, RectificationState::Amended { version: 3 });
		assert_noop!(answer(NO), Error::<Test>::AlreadyAnswered);
		assert_noop!(dispute(PATIENT), Error::<Test>::NotRefused);
	});
}

#[test]
fn more_time_is_taken_once_and_before_due() {
	run(|| {
		assert_noop!(extend(), Error::<Test>::NotFound);
		assert_ok!(rectify(PATIENT));
		let due = NOW + Rules::get().eu.rectification_within;
		at(due);
		assert_noop!(extend(), Error::<Test>::TooLate);
		at(due - 1);
		let other = Redaction::extend_rectification(signed(2), rectification());
		assert_noop!(other, Error::<Test>::NotTheController);
		assert_ok!(extend());
		let due = due + Rules::get().eu.rectification_extension;
		System::assert_last_event(
			Event::RectificationExtended { rectification: rectification(), due }.into(),
		);
		assert_noop!(extend(), Error::<Test>::AlreadyExtended);
		let overdue = || Redaction::rectification_view(rectification()).unwrap().overdue;
		at(due);
		assert!(!overdue());
		at(due + 1);
		assert!(overdue());
		assert_ok!(answer(NO));
		assert!(!overdue());
		assert_noop!(extend(), Error::<Test>::AlreadyAnswered);
	});
}

#[test]
fn the_us_profile_gives_sixty_days_and_thirty_more() {
	const DAY: u64 = 24 * 60 * 60 * 1000;
	run(|| {
		Rules::set(Policy::default());
		Law::set(Jurisdiction::Us);
		assert_ok!(rectify(PATIENT));
		let due = || Redaction::rectification_view(rectification()).unwrap().due;
		assert_eq!(due(), NOW + 60 * DAY);
		assert_ok!(extend());
		assert_eq!(due(), NOW + 90 * DAY);
	});
}

#[test]
fn a_refusal_is_disputed_once() {
	run(|| {
		assert_noop!(dispute(PATIENT), Error::<Test>::NotFound);
		assert_ok!(rectify(PATIENT));
		assert_noop!(dispute(PATIENT), Error::<Test>::NotRefused);
		assert_ok!(answer(NO));
		assert_noop!(dispute(STRANGER), Error::<Test>::NotTheSubject);
		assert_ok!(dispute(PATIENT));
		let event = Event::RefusalDisputed { rectification: rectification() };
		System::assert_last_event(event.into());
		assert!(Redaction::rectification_view(rectification()).unwrap().disputed);
		assert_noop!(dispute(PATIENT), Error::<Test>::AlreadyDisputed);
	});
}

#[test]
fn a_request_is_taken_back_while_it_waits() {
	run(|| {
		assert_noop!(withdraw(PATIENT), Error::<Test>::NotFound);
		assert_ok!(rectify(PATIENT));
		assert_noop!(withdraw(STRANGER), Error::<Test>::NotTheSubject);
		assert_ok!(withdraw(70));
		let event = Event::RectificationWithdrawn { rectification: rectification() };
		System::assert_last_event(event.into());
		assert_eq!(RectificationsOf::<Test>::iter().count(), 0);
		assert_noop!(rectify(PATIENT), Error::<Test>::TooSoon);
		at(NOW + rules().pause);
		assert_ok!(rectify(PATIENT));
		assert_ok!(answer(NO));
		assert_noop!(withdraw(PATIENT), Error::<Test>::AlreadyAnswered);
	});
}

#[test]
fn rights_calls_are_free_and_operational_while_they_change_something() {
	run(|| {
		let id = rectification();
		let ask: RuntimeCall =
			crate::Call::request_rectification { record: RECORD, salt: SALT }.into();
		let back: RuntimeCall = crate::Call::withdraw_rectification { rectification: id }.into();
		let no: RuntimeCall = crate::Call::dispute { rectification: id }.into();
		let free = |call: &RuntimeCall| call.is_feeless(&signed(PATIENT));
		for call in [&ask, &back, &no] {
			assert_eq!(call.get_dispatch_info().class, DispatchClass::Operational);
			assert!(!call.is_feeless(&signed(STRANGER)));
		}
		assert_eq!((free(&ask), free(&back), free(&no)), (true, false, false));
		assert_ok!(rectify(PATIENT));
		assert_eq!((free(&ask), free(&back), free(&no)), (false, true, false));
		assert_ok!(answer(NO));
		assert_eq!((free(&ask), free(&back), free(&no)), (false, false, true));
		assert_ok!(dispute(PATIENT));
		assert_eq!((free(&ask), free(&back), free(&no)), (false, false, false));
	});
}

#[test]
fn an_answered_request_leaves_the_state_after_its_time() {
	run(|| {
		assert_noop!(prune(), Error::<Test>::NotFound);
		assert_ok!(rectify(PATIENT));
		at(NOW + 1_000_000);
		assert_noop!(prune(), Error::<Test>::TooEarly);
		assert_ok!(answer(NO));
		let kept = now() + rules().tombstone_for;
		at(kept);
		assert_noop!(prune(), Error::<Test>::TooEarly);
		at(kept + 1);
		let call: RuntimeCall =
			crate::Call::prune_rectification { rectification: rectification() }.into();
		assert!(call.is_feeless(&signed(STRANGER)));
		assert_ok!(prune());
		let event = Event::RectificationPruned { rectification: rectification() };
		System::assert_last_event(event.into());
		assert_eq!(RectificationsOf::<Test>::iter().count(), 0);
	});
}

#[test]
fn the_oldest_answer_makes_room_so_that_the_right_is_never_blocked() {
	run(|| {
		for n in 0..MAX_RECTIFICATIONS as u8 + 2 {
			let (salt, id) = ([n; 16], rectification_id(RECORD, &[n; 16]));
			assert_ok!(Redaction::request_rectification(signed(PATIENT), RECORD, salt));
			assert_ok!(Redaction::answer_rectification(signed(HOSPITAL), id, NO));
			at(now() + rules().pause);
		}
		assert_eq!(Rectifications::<Test>::iter().count(), MAX_RECTIFICATIONS as usize);
		let first = rectification_id(RECORD, &[0; 16]);
		assert!(!Rectifications::<Test>::contains_key(first));
	});
}

#[test]
fn rectification_may_be_asked_for_while_an_erasure_is_under_way() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		assert_ok!(rectify(PATIENT));
		assert_ok!(answer(NO));
	});
}
