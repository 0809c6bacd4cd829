use super::mock::*;
use crate::*;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchClass, GetDispatchInfo},
};
use sp_runtime::DispatchError;

fn call() -> RuntimeCall {
	crate::Call::<Test>::revoke { grant: GRANT }.into()
}

#[test]
fn revoking_keeps_the_history() {
	run(|| {
		granted();
		Timestamp::set_timestamp(NOW + 50);
		assert_ok!(revoke(PATIENT));
		let row = Grants::<Test>::get(GRANT).unwrap();
		assert!(!row.was_valid_at(NOW - 1) && row.was_valid_at(NOW) && row.was_valid_at(NOW + 49));
		assert!(!row.was_valid_at(NOW + 50));
		System::assert_last_event(Event::GrantRevoked { grant: GRANT, subject: SUBJECT }.into());
	});
}

#[test]
fn only_the_subject_revokes() {
	run(|| {
		granted();
		assert_noop!(revoke(8), Error::<Test>::NotTheSubject);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Consent::revoke(origin, GRANT), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn revoking_is_free_and_operational_while_it_changes_something() {
	run(|| {
		Allowance::set(1);
		granted();
		assert_eq!(Allowance::get(), 0);
		assert!(call().is_feeless(&RuntimeOrigin::signed(PATIENT)));
		assert!(!call().is_feeless(&RuntimeOrigin::signed(8)));
		assert_eq!(call().get_dispatch_info().class, DispatchClass::Operational);
		assert_ok!(revoke(PATIENT));
		assert!(!call().is_feeless(&RuntimeOrigin::signed(PATIENT)));
		assert_noop!(revoke(PATIENT), Error::<Test>::AlreadyRevoked);
	});
}

#[test]
fn there_is_nothing_to_revoke_after_the_end_or_before_the_grant() {
	run(|| {
		assert_noop!(revoke(PATIENT), Error::<Test>::NotFound);
		granted();
		Timestamp::set_timestamp(NOW + 100);
		assert_noop!(revoke(PATIENT), Error::<Test>::AlreadyEnded);
		assert!(!call().is_feeless(&RuntimeOrigin::signed(PATIENT)));
	});
}
