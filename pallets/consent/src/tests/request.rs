use super::mock::*;
use crate::*;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchClass, GetDispatchInfo},
};
use salus_primitives::{GrantId, Ground, Moment, SubjectId, TermsOnChain, Verdict};
use sp_runtime::{DispatchResult, TokenError};

fn request(id: GrantId, terms: TermsOnChain, until: Moment) -> DispatchResult {
	Consent::request(signed(account(CLINIC)), SUBJECT, id, terms, until)
}

fn approve() -> DispatchResult {
	Consent::approve(signed(PATIENT), SUBJECT, GRANT)
}

fn decline() -> DispatchResult {
	Consent::decline(signed(PATIENT), SUBJECT, GRANT)
}

fn close(by: u64) -> DispatchResult {
	Consent::close_request(signed(by), SUBJECT, GRANT)
}

fn free(call: crate::Call<Test>, by: u64) -> bool {
	RuntimeCall::from(call).is_feeless(&signed(by))
}

#[test]
fn a_request_waits_with_a_deposit() {
	run(|| {
		requested();
		let event = Event::AccessRequested { grant: GRANT, subject: SUBJECT, by: CLINIC };
		System::assert_last_event(event.into());
		assert_eq!(held(CLINIC), DEPOSIT);
		let views = Consent::requests_of(SUBJECT);
		assert_eq!((views.len(), views[0].id, views[0].by), (1, GRANT, CLINIC));
		assert_eq!((views[0].until, views[0].open_until), (NOW + 100, NOW + 100));
		assert!(!Consent::verdict(&question()).is_allowed());
	});
}

#[test]
fn a_request_asks_for_oneself_in_time_and_once() {
	run(|| {
		let sealed = sealed(&terms());
		assert_noop!(request(GRANT, sealed, NOW), Error::<Test>::EndsInThePast);
		assert_noop!(request(GRANT, sealed, NOW + 1001), Error::<Test>::WindowTooLong);
		let open = TermsOnChain::Open(open_terms());
		assert_noop!(request(GRANT, open, NOW + 99), Error::<Test>::BadTerms);
		let other = signed(account(HOSPITAL));
		let for_another = Consent::request(other, SUBJECT, GRANT, open, NOW + 100);
		assert_noop!(for_another, Error::<Test>::NotTheGrantee);
		let nobody = SubjectId([1; 16]);
		let clinic = signed(account(CLINIC));
		let of_nobody = Consent::request(clinic, nobody, GRANT, open, NOW + 100);
		assert_noop!(of_nobody, Error::<Test>::NoSuchSubject);
		assert_ok!(request(GRANT, open, NOW + 100));
		assert_noop!(request(GRANT, sealed, NOW + 100), Error::<Test>::GrantExists);
		give(NEW, open_terms());
		assert_noop!(request(NEW, sealed, NOW + 100), Error::<Test>::GrantExists);
	});
}

#[test]
fn every_kind_of_institution_may_ask_but_none_without_standing() {
	run(|| {
		for n in 1..=8u8 {
			let by = signed(100 + u64::from(n));
			assert_ok!(Consent::request(by, SUBJECT, id(n), sealed(&terms()), NOW + 1));
		}
		Suspended::set(Some(CLINIC));
		let call = request(id(9), sealed(&terms()), NOW + 1);
		assert_noop!(call, Error::<Test>::NotAnInstitution);
	});
}

#[test]
fn a_request_needs_its_deposit() {
	run(|| {
		let poor = account(CLINIC);
		let rest = FUNDS - DEPOSIT + 1;
		let give_away = Balances::transfer_allow_death(signed(poor), account(HOSPITAL), rest);
		assert_ok!(give_away);
		assert_noop!(request(GRANT, sealed(&terms()), NOW + 1), TokenError::FundsUnavailable);
	});
}

#[test]
fn sixteen_requests_wait_and_no_more() {
	run(|| {
		for n in 0..16 {
			let by = signed(101 + u64::from(n / 4));
			assert_ok!(Consent::request(by, SUBJECT, id(n), sealed(&terms()), NOW + 1));
		}
		let ask = || {
			let by = signed(account(VAULT));
			Consent::request(by, SUBJECT, id(17), sealed(&terms()), NOW + 1)
		};
		assert_noop!(ask(), Error::<Test>::TooManyRequests);
		assert_ok!(Consent::decline(signed(PATIENT), SUBJECT, id(3)));
		assert_ok!(ask());
		assert_eq!((held(CLINIC), held(VAULT)), (4 * DEPOSIT, DEPOSIT));
	});
}

#[test]
fn four_requests_of_one_institution_wait_for_a_subject_and_no_more() {
	run(|| {
		for n in 1..=4 {
			assert_ok!(request(id(n), sealed(&terms()), NOW + 1));
		}
		let more = || request(id(5), sealed(&terms()), NOW + 1);
		assert_noop!(more(), Error::<Test>::TooManyRequestsByOne);
		let (clinic, hospital) = (signed(account(CLINIC)), signed(account(HOSPITAL)));
		let sealed = sealed(&terms());
		assert_ok!(Consent::request(clinic.clone(), STRANGERS, id(5), sealed, NOW + 1));
		assert_ok!(Consent::request(hospital, SUBJECT, id(6), sealed, NOW + 1));
		assert_noop!(more(), Error::<Test>::TooManyRequestsByOne);
		assert_ok!(Consent::close_request(clinic, SUBJECT, id(2)));
		assert_ok!(more());
	});
}

#[test]
fn nobody_keeps_a_person_by_asking() {
	run(|| {
		for n in 0..16 {
			let by = signed(101 + u64::from(n / 4));
			assert_ok!(Consent::request(by, SUBJECT, id(n), sealed(&terms()), NOW + 1));
		}
		let by = signed(account(CLINIC));
		assert_ok!(Consent::request(by, STRANGERS, id(1), sealed(&terms()), NOW + 1));
		assert!(!Consent::has_live(SUBJECT));
		Suspended::set(Some(HOSPITAL));
		Consent::forget(SUBJECT);
		let closed = |n| Event::<Test>::RequestClosed { grant: id(n), subject: SUBJECT };
		(0..16).for_each(|n| System::assert_has_event(closed(n).into()));
		assert!(Consent::requests_of(SUBJECT).is_empty());
		assert!(!RequestCount::<Test>::contains_key(SUBJECT));
		assert_eq!((held(HOSPITAL), held(CLINIC), held(DESK)), (0, DEPOSIT, 0));
		assert_eq!(Consent::requests_of(STRANGERS).len(), 1);
	});
}

#[test]
fn an_approved_request_is_a_grant_with_the_same_id_and_terms() {
	run(|| {
		requested();
		at(NOW + 10);
		assert_ok!(approve());
		System::assert_last_event(Event::GrantGiven { grant: GRANT, subject: SUBJECT }.into());
		assert_eq!(Consent::verdict(&question()), Verdict::Allowed(Ground::Grant(GRANT)));
		assert!(!Consent::was_valid_at(SUBJECT, GRANT, NOW + 9));
		assert_eq!((held(CLINIC), allowance(SUBJECT)), (0, 1));
		assert!(Consent::requests_of(SUBJECT).is_empty());
		assert_noop!(approve(), Error::<Test>::NoSuchRequest);
	});
}

#[test]
fn a_request_is_approved_only_while_it_is_open() {
	let ask = |until| request(GRANT, sealed(&terms()), until).unwrap();
	run(|| {
		ask(NOW + 500);
		at(NOW + 99);
		assert_ok!(approve());
	});
	run(|| {
		ask(NOW + 500);
		at(NOW + 100);
		assert_noop!(approve(), Error::<Test>::RequestLapsed);
	});
	run(|| {
		ask(NOW + 50);
		at(NOW + 50);
		assert_noop!(approve(), Error::<Test>::EndsInThePast);
	});
}

#[test]
fn a_request_longer_than_a_newer_policy_allows_is_not_approved() {
	run(|| {
		requested();
		let mut newer = policy();
		newer.version = 2;
		newer.consent.grant_at_most = 99;
		Rules::set(newer);
		assert_noop!(approve(), Error::<Test>::WindowTooLong);
		at(NOW + 1);
		assert_ok!(approve());
		assert_eq!(Grants::<Test>::get(SUBJECT, GRANT).unwrap().policy, 2);
	});
}

#[test]
fn approving_is_free_within_the_allowance() {
	run(|| {
		let call = || crate::Call::approve { subject: SUBJECT, grant: GRANT };
		assert!(!free(call(), PATIENT));
		requested();
		assert!(free(call(), PATIENT) && !free(call(), STRANGER));
		set_allowance(SUBJECT, 0);
		assert!(!free(call(), PATIENT));
		assert_ok!(approve());
	});
}

#[test]
fn decline_works_at_zero_balance_and_after_the_request_has_lapsed() {
	run(|| {
		let call = || crate::Call::decline { subject: SUBJECT, grant: GRANT };
		assert_noop!(decline(), Error::<Test>::NoSuchRequest);
		set_allowance(SUBJECT, 0);
		requested();
		at(NOW + 100);
		Suspended::set(Some(CLINIC));
		assert!(free(call(), PATIENT));
		let info = RuntimeCall::from(call()).get_dispatch_info();
		assert_eq!(info.class, DispatchClass::Operational);
		assert_ok!(decline());
		let event = Event::RequestDeclined { grant: GRANT, subject: SUBJECT };
		System::assert_last_event(event.into());
		assert_eq!(held(CLINIC), 0);
		assert!(!free(call(), PATIENT) && !Consent::has_live(SUBJECT));
	});
}

#[test]
fn a_deposit_stays_the_one_that_was_held() {
	run(|| {
		requested();
		Requests::<Test>::mutate(SUBJECT, GRANT, |it| assert_eq!(it.unwrap().deposit, DEPOSIT));
		assert_ok!(decline());
		assert_eq!(Balances::free_balance(account(CLINIC)), FUNDS);
	});
}

#[test]
fn the_requester_closes_any_time_and_anyone_once_it_has_lapsed() {
	let call = || crate::Call::close_request { subject: SUBJECT, grant: GRANT };
	run(|| {
		assert_noop!(close(account(CLINIC)), Error::<Test>::NoSuchRequest);
		requested();
		assert!(free(call(), account(CLINIC)));
		assert_ok!(close(account(CLINIC)));
		let event = Event::RequestClosed { grant: GRANT, subject: SUBJECT };
		System::assert_last_event(event.into());
		assert_eq!(held(CLINIC), 0);
	});
	run(|| {
		requested();
		at(NOW + 99);
		assert_noop!(close(STRANGER), Error::<Test>::NotTheRequester);
		assert!(!free(call(), STRANGER));
		at(NOW + 100);
		assert!(free(call(), STRANGER));
		assert_ok!(close(STRANGER));
	});
}

#[test]
fn a_grantee_can_never_extend() {
	run(|| {
		granted();
		let clinic = account(CLINIC);
		let extend = grant(clinic, sealed(&terms()), NOW + 200);
		assert_noop!(extend, Error::<Test>::NotTheSubject);
		let again = request(GRANT, sealed(&terms()), NOW + 200);
		assert_noop!(again, Error::<Test>::GrantExists);
		let narrow =
			Consent::narrow(signed(clinic), SUBJECT, GRANT, NEW, sealed(&terms()), NOW + 50, 1);
		assert_noop!(narrow, Error::<Test>::NotTheSubject);
		assert_ok!(request(NEW, sealed(&terms()), NOW + 200));
		let approve = Consent::approve(signed(clinic), SUBJECT, NEW);
		assert_noop!(approve, Error::<Test>::NotTheSubject);
		at(NOW + 100);
		assert!(!Consent::verdict(&question()).is_allowed());
	});
}
