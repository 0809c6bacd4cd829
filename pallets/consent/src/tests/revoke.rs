use super::mock::*;
use crate::*;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchClass, GetDispatchInfo},
};
use salus_primitives::{Ground, Reason, Verdict};

fn call() -> RuntimeCall {
	crate::Call::<Test>::revoke { subject: SUBJECT, grant: GRANT }.into()
}

fn many(grants: &[u8]) -> GrantIds {
	GrantIds::truncate_from(grants.iter().map(|n| id(*n)).collect())
}

fn revoke_many(grants: &[u8]) -> sp_runtime::DispatchResult {
	Consent::revoke_many(signed(PATIENT), SUBJECT, many(grants))
}

#[test]
fn revoking_keeps_the_history() {
	run(|| {
		granted();
		at(NOW + 50);
		assert_ok!(revoke(PATIENT));
		let valid = |at| Consent::was_valid_at(SUBJECT, GRANT, at);
		assert!(!valid(NOW - 1) && valid(NOW) && valid(NOW + 49) && !valid(NOW + 50));
		System::assert_last_event(Event::GrantRevoked { grant: GRANT, subject: SUBJECT }.into());
	});
}

#[test]
fn revoke_works_at_zero_balance_and_without_allowance() {
	run(|| {
		set_allowance(SUBJECT, 1);
		granted();
		assert_eq!((allowance(SUBJECT), Balances::free_balance(PATIENT)), (0, 0));
		assert!(call().is_feeless(&signed(PATIENT)));
		assert!(!call().is_feeless(&signed(STRANGER)));
		assert_eq!(call().get_dispatch_info().class, DispatchClass::Operational);
		assert_ok!(revoke(PATIENT));
		assert!(!call().is_feeless(&signed(PATIENT)));
		assert_noop!(revoke(PATIENT), Error::<Test>::AlreadyRevoked);
	});
}

#[test]
fn revoke_asks_nothing_of_any_institution() {
	run(|| {
		granted();
		Suspended::set(Some(CLINIC));
		assert_ok!(revoke(PATIENT));
	});
}

#[test]
fn there_is_nothing_to_revoke_after_the_end_or_before_the_grant() {
	run(|| {
		assert_noop!(revoke(PATIENT), Error::<Test>::NotFound);
		granted();
		at(NOW + 99);
		assert!(call().is_feeless(&signed(PATIENT)));
		at(NOW + 100);
		assert_noop!(revoke(PATIENT), Error::<Test>::AlreadyEnded);
		assert!(!call().is_feeless(&signed(PATIENT)));
	});
}

#[test]
fn one_of_two_independent_grants_goes_and_the_other_stays() {
	run(|| {
		give(id(1), open_terms());
		give(id(2), open_terms());
		assert_ok!(Consent::revoke(signed(PATIENT), SUBJECT, id(1)));
		let verdict = |n| Consent::verdict(&relying_on(id(n), open_terms()));
		assert_eq!(verdict(1), Verdict::Denied(Reason::Revoked));
		assert_eq!(verdict(2), Verdict::Allowed(Ground::Grant(id(2))));
	});
}

#[test]
fn granting_again_does_not_rewrite_the_past() {
	run(|| {
		give(id(1), open_terms());
		at(NOW + 10);
		assert_ok!(Consent::revoke_all(signed(PATIENT), SUBJECT));
		at(NOW + 20);
		give(id(2), open_terms());
		for (n, valid) in [(1, 0..10), (2, 20..100)] {
			for ms in 0..110 {
				let said = Consent::was_valid_at(SUBJECT, id(n), NOW + ms);
				assert_eq!(said, valid.contains(&ms), "grant {n} at {ms}");
			}
		}
		at(NOW + 30);
		assert_ok!(Consent::revoke_all(signed(PATIENT), SUBJECT));
		assert!(Consent::was_valid_at(SUBJECT, id(1), NOW + 9));
		assert!(Consent::was_valid_at(SUBJECT, id(2), NOW + 29));
		assert!(!Consent::was_valid_at(SUBJECT, id(2), NOW + 30));
	});
}

#[test]
fn several_go_in_one_call() {
	run(|| {
		(1..=32).for_each(|n| give(id(n), open_terms()));
		let all: Vec<u8> = (1..=32).collect();
		let call = crate::Call::<Test>::revoke_many { subject: SUBJECT, grants: many(&all) };
		let call = RuntimeCall::from(call);
		assert!(call.is_feeless(&signed(PATIENT)));
		assert_eq!(call.get_dispatch_info().class, DispatchClass::Operational);
		assert_ok!(revoke_many(&all));
		for n in 1..=32 {
			let event = Event::GrantRevoked { grant: id(n), subject: SUBJECT };
			System::assert_has_event(event.into());
		}
		assert!(!Consent::has_live(SUBJECT) && !call.is_feeless(&signed(PATIENT)));
	});
}

#[test]
fn several_are_distinct_live_and_some() {
	run(|| {
		(1..=3).for_each(|n| give(id(n), open_terms()));
		assert_noop!(revoke_many(&[]), Error::<Test>::NothingNamed);
		assert_noop!(revoke_many(&[1, 2, 1]), Error::<Test>::NamedTwice);
		assert_noop!(revoke_many(&[1, 4]), Error::<Test>::NotFound);
		assert_ok!(Consent::revoke(signed(PATIENT), SUBJECT, id(2)));
		assert_noop!(revoke_many(&[1, 2]), Error::<Test>::AlreadyRevoked);
		assert_ok!(revoke_many(&[1]));
		at(NOW + 100);
		assert_noop!(revoke_many(&[3]), Error::<Test>::AlreadyEnded);
	});
}

#[test]
fn all_are_denied_the_very_next_moment_however_many_they_are() {
	run(|| {
		let ids: Vec<_> = (0..200).map(id).collect();
		ids.iter().for_each(|id| give(*id, open_terms()));
		at(NOW + 1);
		assert_ok!(Consent::revoke_all(signed(PATIENT), SUBJECT));
		System::assert_last_event(Event::AllGrantsRevoked { subject: SUBJECT }.into());
		for id in ids {
			let verdict = Consent::verdict(&relying_on(id, open_terms()));
			assert_eq!(verdict, Verdict::Denied(Reason::Revoked));
			assert!(!Consent::was_valid_at(SUBJECT, id, NOW + 1));
			assert_noop!(
				Consent::revoke(signed(PATIENT), SUBJECT, id),
				Error::<Test>::AlreadyRevoked
			);
		}
	});
}

#[test]
fn revoke_all_leaves_other_subjects_and_later_grants_alone() {
	run(|| {
		give(id(1), open_terms());
		let terms = sealed(&terms());
		assert_ok!(Consent::grant(signed(STRANGER), GRANT, STRANGERS, terms, NOW + 100, 1));
		assert_ok!(Consent::revoke_all(signed(PATIENT), SUBJECT));
		give(id(2), open_terms());
		let verdict = Consent::verdict(&relying_on(id(2), open_terms()));
		assert_eq!(verdict, Verdict::Allowed(Ground::Grant(id(2))));
		assert!(Consent::was_valid_at(STRANGERS, GRANT, NOW));
	});
}

#[test]
fn revoke_all_is_free_and_valid_only_while_something_is_left() {
	run(|| {
		let call = RuntimeCall::from(crate::Call::<Test>::revoke_all { subject: SUBJECT });
		let patient = signed(PATIENT);
		let revoke_all = || Consent::revoke_all(signed(PATIENT), SUBJECT);
		assert_eq!(call.get_dispatch_info().class, DispatchClass::Operational);
		assert!(!call.is_feeless(&patient));
		assert_noop!(revoke_all(), Error::<Test>::NothingLive);
		give(id(1), open_terms());
		give(id(2), open_terms());
		assert_ok!(Consent::revoke(signed(PATIENT), SUBJECT, id(1)));
		assert!(call.is_feeless(&patient));
		assert_ok!(Consent::revoke(signed(PATIENT), SUBJECT, id(2)));
		assert!(!call.is_feeless(&patient));
		assert_noop!(revoke_all(), Error::<Test>::NothingLive);
		give(id(3), open_terms());
		assert_ok!(revoke_all());
		assert_noop!(revoke_all(), Error::<Test>::NothingLive);
	});
}

#[test]
fn a_grant_that_ended_first_was_not_taken_back() {
	run(|| {
		granted();
		at(NOW + 100);
		assert_ok!(Consent::revoke_all(signed(PATIENT), SUBJECT));
		let row = Grants::<Test>::get(SUBJECT, GRANT).unwrap();
		assert_eq!(Consent::revoked_at(SUBJECT, &row), None);
		assert_eq!(Consent::grant_state(SUBJECT, &row), GrantState::Ended(NOW + 100));
		assert!(Consent::was_valid_at(SUBJECT, GRANT, NOW + 99));
	});
}
