use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Authority, GuardianScope, Moment, Quorum};
use sp_runtime::DispatchResult;

const VIEW: GuardianScope = GuardianScope::VIEW;
const ALL: GuardianScope = GuardianScope::ALL;

fn appoint_until(guardian: &str, scope: GuardianScope, until: Moment) -> DispatchResult {
	Registry::appoint_guardian(signed("patient"), SUBJECT, account(guardian), scope, until)
}

fn attest(by: &str, guardian: &str, scope: GuardianScope, until: Moment) -> DispatchResult {
	Registry::attest_guardian(signed(by), SUBJECT, account(guardian), scope, until)
}

fn attested(guardian: &str, until: Moment) {
	assert_ok!(attest("hospital", guardian, VIEW, until));
	assert_ok!(attest("authority", guardian, VIEW, until));
}

fn remove(who: &str, guardian: &str) -> DispatchResult {
	Registry::remove_guardian(signed(who), SUBJECT, account(guardian))
}

fn authority(who: &str, scope: GuardianScope) -> Option<Authority> {
	Registry::authority(&account(who), SUBJECT, scope)
}

#[test]
fn a_guardian_acts_in_its_scope_and_at_zero_balance() {
	run(|| {
		enrolled();
		let until = NOW + YEAR;
		let scope = VIEW.and(GuardianScope::CONSENT);
		assert_ok!(appoint_until("guardian", scope, until));
		let guardian = account("guardian");
		let event = Event::GuardianAppointed { subject: SUBJECT, guardian, until };
		System::assert_last_event(event.into());
		assert_eq!(authority("patient", ALL), Some(Authority::Own));
		assert_eq!(authority("guardian", VIEW), Some(Authority::Guardian));
		assert_eq!(authority("guardian", scope), Some(Authority::Guardian));
		assert_eq!(authority("guardian", GuardianScope::ERASE), None);
		assert_eq!(authority("guardian", GuardianScope(0)), None);
		assert_eq!(authority("hospital", VIEW), None);
		assert_eq!(System::sufficients(&account("guardian")), 1);
	});
}

#[test]
fn a_guardian_lapses_exactly_at_its_end() {
	run(|| {
		enrolled();
		assert_ok!(appoint_until("guardian", VIEW, NOW + 10));
		at(NOW + 9);
		assert_eq!(authority("guardian", VIEW), Some(Authority::Guardian));
		assert_noop!(remove("stranger", "guardian"), Error::<Test>::NotYoursToRemove);
		at(NOW + 10);
		assert_eq!(authority("guardian", VIEW), None);
		assert_ok!(remove("stranger", "guardian"));
		assert!(!System::account_exists(&account("guardian")));
	});
}

#[test]
fn an_appointment_is_for_another_account_a_known_scope_and_a_year_at_most() {
	run(|| {
		enrolled();
		let until = NOW + YEAR;
		assert_noop!(appoint_until("patient", VIEW, until), Error::<Test>::GuardianIsSubject);
		let empty = appoint_until("guardian", GuardianScope(0), until);
		assert_noop!(empty, Error::<Test>::BadScope);
		let unknown = appoint_until("guardian", GuardianScope(8), until);
		assert_noop!(unknown, Error::<Test>::BadScope);
		assert_noop!(appoint_until("guardian", VIEW, NOW), Error::<Test>::EndsInThePast);
		assert_noop!(appoint_until("guardian", VIEW, until + 1), Error::<Test>::TermTooLong);
		let (guardian, stranger) = (account("guardian"), signed("stranger"));
		let call = Registry::appoint_guardian(stranger, SUBJECT, guardian.clone(), VIEW, until);
		assert_noop!(call, Error::<Test>::NotTheSubject);
		let patient = signed("patient");
		let call = Registry::appoint_guardian(patient, subject(2), guardian, VIEW, until);
		assert_noop!(call, Error::<Test>::NoSuchSubject);
	});
}

#[test]
fn an_appointment_is_renewed_and_changed_by_the_subject() {
	run(|| {
		enrolled();
		assert_ok!(appoint_until("guardian", VIEW, NOW + 10));
		assert_noop!(appoint_until("guardian", VIEW, NOW + 10), Error::<Test>::NothingChanges);
		assert_ok!(appoint_until("guardian", ALL, NOW + 20));
		assert_eq!(Registry::subject(SUBJECT).unwrap().guardians, 1);
		at(NOW + 19);
		assert_eq!(authority("guardian", ALL), Some(Authority::Guardian));
	});
}

#[test]
fn a_subject_has_at_most_eight_guardians() {
	run(|| {
		enrolled();
		for n in 0..8 {
			assert_ok!(appoint_until(&format!("guardian {n}"), VIEW, NOW + 10));
		}
		let ninth = || appoint_until("guardian 8", VIEW, NOW + 100);
		assert_noop!(ninth(), Error::<Test>::TooManyGuardians);
		let attested = attest("hospital", "guardian 8", VIEW, NOW + 100);
		assert_noop!(attested, Error::<Test>::TooManyGuardians);
		at(NOW + 10);
		assert_noop!(ninth(), Error::<Test>::TooManyGuardians);
		assert_ok!(remove("stranger", "guardian 0"));
		assert_ok!(ninth());
	});
}

#[test]
fn the_subject_the_guardian_and_after_its_end_anyone_removes_a_guardian() {
	run(|| {
		enrolled();
		appoint("guardian", ALL);
		assert_noop!(remove("hospital", "guardian"), Error::<Test>::NotYoursToRemove);
		assert_ok!(remove("patient", "guardian"));
		let guardian = account("guardian");
		System::assert_last_event(Event::GuardianRemoved { subject: SUBJECT, guardian }.into());
		assert_eq!(authority("guardian", VIEW), None);
		assert_noop!(remove("patient", "guardian"), Error::<Test>::NoSuchGuardian);
		appoint("guardian", ALL);
		assert_ok!(remove("guardian", "guardian"));
		let none = Registry::remove_guardian(signed("patient"), subject(2), account("guardian"));
		assert_noop!(none, Error::<Test>::NoSuchSubject);
	});
}

#[test]
fn two_institutions_of_different_control_groups_attest_a_guardian() {
	run(|| {
		enrolled();
		let until = NOW + YEAR;
		assert_ok!(attest("hospital", "parent", VIEW, until));
		let (guardian, by) = (account("parent"), HOSPITAL);
		let event = Event::GuardianProposed { subject: SUBJECT, guardian: guardian.clone(), by };
		System::assert_last_event(event.into());
		assert_eq!(authority("parent", VIEW), None);
		let again = attest("hospital", "parent", VIEW, until);
		assert_noop!(again, Error::<Test>::AlreadyProposed);
		let branch = attest("branch", "parent", VIEW, until);
		assert_noop!(branch, Error::<Test>::SameControlGroup);
		assert_ok!(attest("advocate", "parent", VIEW, until));
		let event = Event::GuardianAttested { subject: SUBJECT, guardian, until, by: ADVOCATE };
		System::assert_last_event(event.into());
		assert_eq!(authority("parent", VIEW), Some(Authority::Guardian));
		assert!(!Proposals::<Test>::contains_key(SUBJECT));
		let twice = attest("hospital", "parent", VIEW, until);
		assert_noop!(twice, Error::<Test>::NothingChanges);
	});
}

#[test]
fn attestations_must_say_the_same() {
	run(|| {
		enrolled();
		assert_ok!(attest("hospital", "parent", VIEW, NOW + 10));
		assert_ok!(attest("authority", "parent", ALL, NOW + 10));
		assert_ok!(attest("advocate", "parent", VIEW, NOW + 11));
		assert_eq!(authority("parent", VIEW), None);
		// An institution that changes its mind replaces what it said.
		assert_ok!(attest("hospital", "parent", VIEW, NOW + 11));
		assert_eq!(authority("parent", VIEW), Some(Authority::Guardian));
		assert_eq!(Proposals::<Test>::get(SUBJECT).len(), 1);
	});
}

#[test]
fn an_attestation_waits_seven_days() {
	run(|| {
		enrolled();
		let until = NOW + YEAR;
		assert_ok!(attest("hospital", "parent", VIEW, until));
		assert_ok!(attest("hospital", "other", VIEW, until));
		at(NOW + PROPOSAL_LASTS - 1);
		assert_ok!(attest("authority", "parent", VIEW, until));
		assert_eq!(authority("parent", VIEW), Some(Authority::Guardian));
		at(NOW + PROPOSAL_LASTS);
		assert_ok!(attest("authority", "other", VIEW, until));
		assert_eq!(authority("other", VIEW), None);
		assert_eq!(Proposals::<Test>::get(SUBJECT).len(), 1);
	});
}

#[test]
fn the_first_institution_still_stands_well_when_the_second_attests() {
	run(|| {
		enrolled();
		let until = NOW + YEAR;
		assert_ok!(attest("hospital", "parent", VIEW, until));
		assert_ok!(Registry::suspend(signed("suspender"), HOSPITAL));
		assert_ok!(attest("authority", "parent", VIEW, until));
		assert_eq!(authority("parent", VIEW), None);
		assert_ok!(attest("advocate", "parent", VIEW, until));
		assert_eq!(authority("parent", VIEW), Some(Authority::Guardian));
	});
}

#[test]
fn attesting_is_bounded_by_what_fits_the_subject() {
	run(|| {
		enrolled();
		assert_noop!(
			attest("hospital", "patient", VIEW, NOW + 1),
			Error::<Test>::GuardianIsSubject
		);
		let bad = attest("hospital", "parent", GuardianScope(0), NOW + 1);
		assert_noop!(bad, Error::<Test>::BadScope);
		assert_noop!(attest("hospital", "parent", VIEW, NOW), Error::<Test>::EndsInThePast);
		let long = attest("hospital", "parent", VIEW, NOW + YEAR + 1);
		assert_noop!(long, Error::<Test>::TermTooLong);
		let (guardian, hospital) = (account("parent"), signed("hospital"));
		let none = Registry::attest_guardian(hospital, subject(2), guardian, VIEW, NOW + 1);
		assert_noop!(none, Error::<Test>::NoSuchSubject);
	});
}

#[test]
fn one_institution_does_not_keep_the_others_out() {
	run(|| {
		enrolled();
		assert_ok!(attest("hospital", "a", VIEW, NOW + YEAR));
		assert_ok!(attest("hospital", "b", VIEW, NOW + YEAR));
		let third = attest("hospital", "c", VIEW, NOW + YEAR);
		assert_noop!(third, Error::<Test>::TooManyProposals);
		for by in ["practice", "advocate", "authority"] {
			assert_ok!(attest(by, &format!("a of {by}"), VIEW, NOW + YEAR));
			assert_ok!(attest(by, &format!("b of {by}"), VIEW, NOW + YEAR));
		}
		let ninth = attest("branch", "c", VIEW, NOW + YEAR);
		assert_noop!(ninth, Error::<Test>::TooManyProposals);
		// A second attestation takes one away, so it always fits.
		assert_ok!(attest("practice", "a", VIEW, NOW + YEAR));
		assert_ok!(attest("branch", "c", VIEW, NOW + YEAR));
		// Lapsed ones make room.
		at(NOW + PROPOSAL_LASTS);
		assert_ok!(attest("hospital", "d", VIEW, NOW + YEAR));
		assert_eq!(Proposals::<Test>::get(SUBJECT).len(), 1);
	});
}

#[test]
fn a_subject_neither_widens_nor_removes_an_attested_guardian() {
	run(|| {
		enrolled();
		attested("parent", NOW + 10);
		let widen = appoint_until("parent", ALL, NOW + 10);
		assert_noop!(widen, Error::<Test>::GuardianAttested);
		assert_noop!(remove("patient", "parent"), Error::<Test>::NotYoursToRemove);
		assert_ok!(remove("parent", "parent"));
		attested("parent", NOW + 10);
		at(NOW + 10);
		assert_ok!(appoint_until("parent", ALL, NOW + 20));
		assert_ok!(remove("patient", "parent"));
	});
}

#[test]
fn an_attested_guardian_is_renewed_by_two_institutions() {
	run(|| {
		enrolled();
		attested("parent", NOW + 10);
		at(NOW + 5);
		assert_ok!(attest("advocate", "parent", VIEW, NOW + 30));
		at(NOW + 10);
		assert_eq!(authority("parent", VIEW), None);
		assert_ok!(attest("hospital", "parent", VIEW, NOW + 30));
		assert_eq!(authority("parent", VIEW), Some(Authority::Guardian));
		assert_eq!(System::sufficients(&account("parent")), 1);
	});
}

#[test]
fn a_regulator_stops_a_guardian_and_renewal_does_not_lift_that() {
	run(|| {
		enrolled();
		appoint("guardian", VIEW);
		let (guardian, by) = (account("guardian"), REGULATOR);
		let suspend = |who| Registry::suspend_guardian(signed(who), SUBJECT, account("guardian"));
		let reinstate =
			|who| Registry::reinstate_guardian(signed(who), SUBJECT, account("guardian"));
		assert_noop!(reinstate("regulator"), Error::<Test>::NotSuspended);
		assert_ok!(suspend("regulator"));
		let event = Event::GuardianSuspended { subject: SUBJECT, guardian: guardian.clone(), by };
		System::assert_last_event(event.into());
		assert_eq!(authority("guardian", VIEW), None);
		assert_noop!(suspend("regulator"), Error::<Test>::GuardianAlreadySuspended);
		assert_ok!(appoint_until("guardian", ALL, NOW + 20 * DAY));
		assert_eq!(authority("guardian", VIEW), None);
		assert_noop!(reinstate("hospital"), Error::<Test>::RoleMissing);
		assert_ok!(reinstate("regulator"));
		let event = Event::GuardianReinstated { subject: SUBJECT, guardian, by };
		System::assert_last_event(event.into());
		assert_eq!(authority("guardian", ALL), Some(Authority::Guardian));
		let none = Registry::suspend_guardian(signed("regulator"), SUBJECT, account("nobody"));
		assert_noop!(none, Error::<Test>::NoSuchGuardian);
	});
}

#[test]
fn a_subject_says_how_many_guardians_must_agree() {
	run(|| {
		enrolled();
		let set = |who, quorum| Registry::set_quorum(signed(who), SUBJECT, quorum);
		assert_noop!(set("patient", Quorum::Any), Error::<Test>::NothingChanges);
		assert_noop!(set("stranger", Quorum::All), Error::<Test>::NotTheSubject);
		assert_ok!(set("patient", Quorum::All));
		let event = Event::QuorumSet { subject: SUBJECT, quorum: Quorum::All };
		System::assert_last_event(event.into());
		assert_eq!(Registry::subject(SUBJECT).unwrap().quorum, Quorum::All);
		let none = Registry::set_quorum(signed("patient"), subject(2), Quorum::All);
		assert_noop!(none, Error::<Test>::NoSuchSubject);
	});
}

#[test]
fn an_appointed_guardian_is_not_attested_before_it_lapses() {
	run(|| {
		enrolled();
		assert_ok!(attest("hospital", "guardian", ALL, NOW + YEAR));
		assert_ok!(appoint_until("guardian", VIEW, NOW + 10));
		at(NOW + 9);
		for by in ["hospital", "authority"] {
			let over = attest(by, "guardian", ALL, NOW + YEAR);
			assert_noop!(over, Error::<Test>::GuardianAppointed);
		}
		at(NOW + 10);
		assert_ok!(attest("authority", "guardian", ALL, NOW + YEAR));
		assert_eq!(authority("guardian", ALL), Some(Authority::Guardian));
	});
}

#[test]
fn at_most_four_of_the_guardians_are_attested() {
	run(|| {
		enrolled();
		assert_ok!(appoint_until("friend", VIEW, NOW + 5));
		for n in 0..4 {
			attested(&format!("parent {n}"), NOW + 10);
		}
		let fifth = |guardian| attest("hospital", guardian, VIEW, NOW + 20);
		assert_noop!(fifth("parent 4"), Error::<Test>::TooManyAttested);
		// The four are renewed all the same, and the subject still appoints.
		attested("parent 0", NOW + 20);
		assert_ok!(appoint_until("other friend", VIEW, NOW + 30));
		at(NOW + 5);
		assert_noop!(fifth("friend"), Error::<Test>::TooManyAttested);
		at(NOW + 10);
		assert_ok!(remove("stranger", "parent 1"));
		attested("parent 4", NOW + 20);
	});
}

#[test]
fn a_suspended_guardian_stays_until_it_lapses_or_is_reinstated() {
	run(|| {
		enrolled();
		assert_ok!(appoint_until("friend", VIEW, NOW + 10));
		attested("parent", NOW + 10);
		let regulator = || signed("regulator");
		for guardian in ["friend", "parent"] {
			assert_ok!(Registry::suspend_guardian(regulator(), SUBJECT, account(guardian)));
			for who in ["patient", guardian] {
				let removed = remove(who, guardian);
				let call = Call::remove_guardian { subject: SUBJECT, guardian: account(guardian) };
				assert!(removed.is_err() && !is_free(who, call));
			}
			assert_noop!(remove(guardian, guardian), Error::<Test>::GuardianSuspended);
		}
		assert_noop!(remove("patient", "friend"), Error::<Test>::GuardianSuspended);
		// It is not made to lapse earlier either.
		let shorter = appoint_until("friend", VIEW, NOW + 9);
		assert_noop!(shorter, Error::<Test>::GuardianSuspended);
		let shorter = attest("hospital", "parent", VIEW, NOW + 9);
		assert_noop!(shorter, Error::<Test>::GuardianSuspended);
		assert_ok!(Registry::reinstate_guardian(regulator(), SUBJECT, account("friend")));
		assert_ok!(remove("patient", "friend"));
		at(NOW + 9);
		assert_noop!(remove("parent", "parent"), Error::<Test>::GuardianSuspended);
		at(NOW + 10);
		assert_ok!(remove("stranger", "parent"));
	});
}
