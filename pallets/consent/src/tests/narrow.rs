use super::mock::*;
use crate::*;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchResultWithPostInfo},
};
use salus_primitives::{Moment, TermsOnChain};

fn narrow(by: u64, until: Moment) -> DispatchResultWithPostInfo {
	Consent::narrow(signed(by), SUBJECT, GRANT, NEW, sealed(&terms()), until, 1)
}

#[test]
fn the_old_grant_ends_where_the_new_one_begins() {
	run(|| {
		granted();
		at(NOW + 50);
		assert_ok!(narrow(PATIENT, NOW + 80));
		System::assert_has_event(Event::GrantRevoked { grant: GRANT, subject: SUBJECT }.into());
		System::assert_last_event(Event::GrantGiven { grant: NEW, subject: SUBJECT }.into());
		let valid = |grant, at| Consent::was_valid_at(SUBJECT, grant, at);
		assert!(valid(GRANT, NOW + 49) && !valid(GRANT, NOW + 50));
		assert!(!valid(NEW, NOW + 49) && valid(NEW, NOW + 50) && !valid(NEW, NOW + 80));
		assert_eq!(allowance(SUBJECT), 0);
	});
}

#[test]
fn the_new_grant_ends_no_later_than_the_old_one() {
	run(|| {
		granted();
		assert_noop!(narrow(PATIENT, NOW + 101), Error::<Test>::EndsLater);
		assert_noop!(narrow(PATIENT, NOW), Error::<Test>::EndsInThePast);
		assert_ok!(narrow(PATIENT, NOW + 100));
	});
}

#[test]
fn only_a_live_grant_is_narrowed_into_a_new_one_that_makes_sense() {
	run(|| {
		assert_noop!(narrow(PATIENT, NOW + 100), Error::<Test>::NotFound);
		granted();
		let into = |new, terms, policy| {
			Consent::narrow(signed(PATIENT), SUBJECT, GRANT, new, terms, NOW + 50, policy)
		};
		let terms = sealed(&terms());
		assert_noop!(into(GRANT, terms, 1), Error::<Test>::GrantExists);
		assert_noop!(into(NEW, terms, 2), Error::<Test>::OldPolicy);
		let longer = TermsOnChain::Open(open_terms());
		assert_noop!(into(NEW, longer, 1), Error::<Test>::BadTerms);
		assert_ok!(revoke(PATIENT));
		assert_noop!(narrow(PATIENT, NOW + 50), Error::<Test>::AlreadyRevoked);
	});
	run(|| {
		granted();
		at(NOW + 100);
		assert_noop!(narrow(PATIENT, NOW + 100), Error::<Test>::AlreadyEnded);
	});
}

#[test]
fn narrowing_is_free_within_the_allowance() {
	run(|| {
		let (terms, until) = (sealed(&terms()), NOW + 100);
		let call = crate::Call::<Test>::narrow {
			subject: SUBJECT,
			grant: GRANT,
			new: NEW,
			terms,
			until,
			policy: 1,
		};
		let call = RuntimeCall::from(call);
		assert!(!call.is_feeless(&signed(PATIENT)));
		granted();
		assert!(call.is_feeless(&signed(PATIENT)));
		set_allowance(SUBJECT, 0);
		assert!(!call.is_feeless(&signed(PATIENT)));
		assert_ok!(narrow(PATIENT, NOW + 100));
	});
}
