use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{
	year_of, CaseState, InstitutionId, Jurisdiction, LawfulBasis, Moment, Policy,
};

fn extend() -> sp_runtime::DispatchResult {
	Redaction::extend(signed(HOSPITAL), case())
}

fn challenge() -> sp_runtime::DispatchResult {
	Redaction::challenge_identity(signed(HOSPITAL), case())
}

fn silence() -> sp_runtime::DispatchResult {
	Redaction::accept_by_silence(signed(STRANGER), case())
}

fn report() -> sp_runtime::DispatchResult {
	Redaction::report_overdue(signed(STRANGER), case())
}

#[test]
fn twenty_eight_days_never_leave_the_following_month() {
	const DAY: Moment = 24 * 60 * 60 * 1000;
	for year in [2026, 2027, 2028u16] {
		run(|| {
			Rules::set(Policy::default());
			let mut january = 0;
			while year_of(january) < year {
				january += DAY;
			}
			// 31 January, 23:59:59.999.
			let last = january + 31 * DAY - 1;
			at(last);
			assert_ok!(request(PATIENT, SALT));
			let february = january + 31 * DAY..january + 59 * DAY;
			assert!(february.contains(&row().due));
		});
	}
}

#[test]
fn the_controller_is_in_time_at_due_and_late_after_it() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		let due = Redaction::due(case()).unwrap();
		for moment in [due - 1, due] {
			at(moment);
			assert_noop!(report(), Error::<Test>::NotLate);
			assert_eq!(Redaction::overdue(10), []);
		}
		at(due + 1);
		assert_eq!(Redaction::overdue(10), [case()]);
		assert_eq!(Redaction::overdue(0), []);
		assert!(Redaction::case_view(case()).unwrap().overdue);
		assert_ok!(report());
		let event = Event::AnswerOverdue { case: case(), controller: HOSPITAL_ID };
		System::assert_last_event(event.into());
		assert_noop!(report(), Error::<Test>::AlreadyTold);
		assert_ok!(accept());
		assert_noop!(report(), Error::<Test>::AlreadyAnswered);
	});
}

#[test]
fn more_time_is_taken_once_and_before_due() {
	run(|| {
		assert_noop!(extend(), Error::<Test>::NotFound);
		assert_ok!(request(PATIENT, SALT));
		let due = row().due;
		at(due - 1);
		assert_noop!(Redaction::extend(signed(2), case()), Error::<Test>::NotTheController);
		assert_ok!(extend());
		let later = due + Rules::get().eu.erasure_extension;
		System::assert_last_event(Event::AnswerExtended { case: case(), due: later }.into());
		assert_eq!(row().due, later);
		assert_noop!(extend(), Error::<Test>::AlreadyExtended);
		assert_ok!(refuse());
		assert_noop!(extend(), Error::<Test>::AlreadyAnswered);
	});
}

#[test]
fn at_due_it_is_too_late_for_more_time_and_for_doubts() {
	for late in [0, 1] {
		run(|| {
			assert_ok!(request(PATIENT, SALT));
			at(row().due + late);
			assert_noop!(extend(), Error::<Test>::TooLate);
			assert_noop!(challenge(), Error::<Test>::TooLate);
		});
	}
}

#[test]
fn an_attested_challenge_moves_due_by_exactly_its_length() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		let due = row().due;
		at(NOW + 10);
		assert_ok!(challenge());
		let until = NOW + 10 + rules().challenge_at_most;
		System::assert_last_event(Event::IdentityChallenged { case: case(), until }.into());
		assert_eq!(state(), CaseState::IdentityChallenge { until });
		assert_noop!(accept(), Error::<Test>::IdentityInDoubt);
		at(NOW + 10 + 77);
		assert_eq!(Redaction::due(case()), Some(due + 77));
		assert_ok!(Redaction::attest(signed(3), case()));
		assert_eq!(state(), CaseState::Requested);
		at(NOW + 500);
		assert_eq!(Redaction::due(case()), Some(due + 77));
		assert_noop!(challenge(), Error::<Test>::AlreadyChallenged);
		assert_ok!(accept());
	});
}

#[test]
fn a_lapsed_challenge_moves_due_by_all_of_its_length() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		let due = row().due;
		at(due - 1);
		assert_ok!(challenge());
		let until = due - 1 + rules().challenge_at_most;
		at(until - 1);
		assert_noop!(accept(), Error::<Test>::IdentityInDoubt);
		assert_noop!(report(), Error::<Test>::NotLate);
		at(until);
		assert_eq!(state(), CaseState::Requested);
		let moved = due + rules().challenge_at_most;
		assert_eq!(Redaction::due(case()), Some(moved));
		assert_noop!(Redaction::attest(signed(3), case()), Error::<Test>::NothingToAttest);
		assert_eq!(moved, until + 1);
		assert_ok!(extend());
		let longer = moved + Rules::get().eu.erasure_extension;
		assert_eq!(Redaction::due(case()), Some(longer));
		at(longer);
		assert_noop!(report(), Error::<Test>::NotLate);
		at(longer + 1);
		assert_ok!(report());
	});
}

#[test]
fn an_extension_during_a_challenge_is_not_lost() {
	run(|| {
		assert_ok!(request(PATIENT, SALT));
		let due = row().due;
		assert_ok!(challenge());
		at(NOW + 7);
		assert_ok!(extend());
		assert_ok!(Redaction::attest(signed(3), case()));
		assert_eq!(row().due, due + 7 + Rules::get().eu.erasure_extension);
	});
}

#[test]
fn silence_accepts_only_what_need_not_be_kept() {
	let (consent, law) = (LawfulBasis::Consent, LawfulBasis::LegalObligation);
	for (basis, over, accepted) in
		[(consent, false, true), (consent, true, true), (law, true, true), (law, false, false)]
	{
		run(|| {
			edit(|it| {
				it.basis = basis;
				it.keep_until = if over { 0 } else { Moment::MAX };
			});
			assert_ok!(request(PATIENT, SALT));
			at(row().due);
			assert_noop!(silence(), Error::<Test>::NotLate);
			at(row().due + 1);
			let call: RuntimeCall = crate::Call::accept_by_silence { case: case() }.into();
			assert_eq!(call.is_feeless(&signed(STRANGER)), accepted);
			if accepted {
				assert_ok!(silence());
				let not_before = now() + rules().cooling;
				let event = Event::SilenceAccepted { case: case(), not_before };
				System::assert_last_event(event.into());
				assert_noop!(silence(), Error::<Test>::AlreadyAnswered);
			} else {
				assert_noop!(silence(), Error::<Test>::KeptByLaw);
			}
		});
	}
}

#[test]
fn silence_accepts_nothing_where_the_law_knows_no_erasure() {
	run(|| {
		Law::set(Jurisdiction::Us);
		edit(|it| it.keep_until = 0);
		assert_ok!(request(PATIENT, SALT));
		at(row().due + 1);
		assert_noop!(silence(), Error::<Test>::KeptByLaw);
		assert_ok!(report());
	});
}

#[test]
fn silence_accepts_nothing_during_a_hold() {
	run(|| {
		edit(|it| it.keep_until = 0);
		assert_ok!(request(PATIENT, SALT));
		let until = row().due + 10;
		assert_ok!(hold(COURT, until));
		at(until - 1);
		assert_noop!(silence(), Error::<Test>::OnHold);
		at(until);
		assert_ok!(silence());
	});
}

#[test]
fn a_custodian_is_late_after_its_time_and_listed() {
	run(|| {
		due();
		erase();
		let end = not_before() + rules().receipts_within;
		at(end);
		assert_eq!(Redaction::overdue(10), []);
		at(end + 1);
		assert_eq!(Redaction::overdue(10), [case()]);
		assert_ok!(Redaction::declare_unable(
			signed(12),
			case(),
			1,
			1,
			salus_primitives::UnableReason::OutOfOrder,
			end + 50
		));
		assert_ok!(submit(receipt(12, 2)));
		assert_eq!(Redaction::overdue(10), []);
		at(end + 51);
		assert_eq!(Redaction::overdue(10), [case()]);
		assert!(Redaction::owes(InstitutionId(12)));
	});
}
