//! What widens access declares the weight of the last of many guardians; the subject's own account
//! gets back what that is too much.

use super::mock::*;
use crate::*;
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo},
	weights::Weight,
};
use salus_primitives::Quorum;
use sp_runtime::traits::Dispatchable;

fn give_call() -> RuntimeCall {
	let terms = sealed(&terms());
	let until = NOW + 100;
	crate::Call::<Test>::grant { grant: GRANT, subject: SUBJECT, terms, until, policy: 1 }.into()
}

fn narrow_call() -> RuntimeCall {
	let (subject, grant, new, terms) = (SUBJECT, GRANT, NEW, sealed(&terms()));
	let until = NOW + 50;
	crate::Call::<Test>::narrow { subject, grant, new, terms, until, policy: 1 }.into()
}

/// What a call that succeeds says that it weighed.
fn weighed(result: DispatchResultWithPostInfo) -> Option<Weight> {
	result.expect("it succeeds").actual_weight
}

fn by(who: u64, call: &RuntimeCall) -> Option<Weight> {
	weighed(call.clone().dispatch(signed(who)))
}

#[test]
fn the_subjects_own_account_weighs_less_than_declared() {
	run(|| {
		Guardians::set(Quorum::All);
		for call in [give_call(), narrow_call()] {
			let declared = call.get_dispatch_info().call_weight;
			let actual = by(PATIENT, &call).expect("it says so");
			assert!(actual.ref_time() < declared.ref_time(), "{actual} of {declared}");
			assert!(actual.proof_size() <= declared.proof_size(), "{actual} of {declared}");
		}
	});
}

#[test]
fn a_guardian_weighs_as_much_as_declared() {
	for quorum in [Quorum::Any, Quorum::All] {
		run(|| {
			Guardians::set(quorum);
			set_allowance(SUBJECT, 4);
			for (call, id) in [(give_call(), GRANT), (narrow_call(), NEW)] {
				assert_eq!(by(MOTHER, &call), None);
				if quorum == Quorum::All {
					assert!(!Grants::<Test>::contains_key(SUBJECT, id));
					assert_eq!(by(FATHER, &call), None);
				}
				assert!(Grants::<Test>::contains_key(SUBJECT, id));
			}
		});
	}
}

#[test]
fn what_is_refused_weighs_as_much_as_declared() {
	run(|| {
		for call in [give_call(), narrow_call()] {
			let refused = call.dispatch(signed(STRANGER)).expect_err("it is not theirs");
			assert_eq!(refused.post_info.actual_weight, None);
		}
	});
}
