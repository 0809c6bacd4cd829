//! For each call: whoever may send it can, everybody else is refused and changes nothing.

use super::mock::*;
use crate::Call;
use frame_support::{
	storage::with_transaction,
	traits::{GetCallName, UnfilteredDispatchable},
};
use sp_runtime::{DispatchError, StateVersion, TransactionOutcome};

/// Each call and the account that may send it, in a world where it has something to do.
fn rows() -> Vec<(u64, Call<Test>)> {
	vec![
		(1, Call::adopt { adoption: Box::new(next(|_| ())) }),
		(2, Call::restrict { purposes: MARKETING, suites: NO_SUITE }),
		(3, Call::lift {}),
	]
}

#[test]
fn every_call_is_refused_to_whoever_may_not_send_it() {
	run(|| {
		restrict(RESEARCH, NO_SUITE).unwrap();
		let before = sp_io::storage::root(StateVersion::V1);
		for (may, call) in rows() {
			let signed = (0..6).map(|who| (RuntimeOrigin::signed(who), who == may));
			let others = [RuntimeOrigin::root(), RuntimeOrigin::none()].map(|it| (it, false));
			for (origin, expected) in signed.chain(others) {
				let sent = with_transaction(|| {
					let sent = call.clone().dispatch_bypass_filter(origin);
					if sent.is_ok() {
						Book::do_try_state().expect("invariants hold");
					}
					TransactionOutcome::Rollback(Ok::<_, DispatchError>(sent))
				});
				let refusal = sent.unwrap().err().map(|it| it.error);
				assert_eq!(refusal, (!expected).then_some(DispatchError::BadOrigin), "{call:?}");
			}
			assert_eq!(sp_io::storage::root(StateVersion::V1), before);
		}
	});
}

#[test]
fn every_call_has_a_row() {
	run(|| {
		let names: Vec<_> = rows().iter().map(|(_, call)| call.get_call_name()).collect();
		assert_eq!(names, Call::<Test>::get_call_names());
	});
}
