//! What is free, and for whom.

use super::mock::*;
use crate::*;
use frame_support::dispatch::{CheckIfFeeless, DispatchClass, GetDispatchInfo};

fn is_free(by: u64, call: &Call<Test>) -> bool {
	RuntimeCall::from(call.clone()).is_feeless(&RuntimeOrigin::signed(by))
}

#[test]
fn declining_is_free_and_operational_as_long_as_it_changes_something() {
	run(|| {
		let call = Call::decline { record: RECORD };
		assert!(!is_free(OWNER, &call));
		issued();
		assert!(is_free(OWNER, &call) && is_free(AGENT, &call));
		assert!(!is_free(STRANGER, &call) && !is_free(HOSPITAL, &call));
		assert_eq!(call.get_dispatch_info().class, DispatchClass::Operational);
		decline(OWNER, RECORD).unwrap();
		assert!(!is_free(OWNER, &call));
	});
}

#[test]
fn confirming_is_free_for_persons_and_not_for_desks() {
	run(|| {
		let call = Call::confirm { record: RECORD, epoch: 2 };
		resealed();
		assert!(is_free(OWNER, &call) && is_free(VIEWER, &call));
		assert!(!is_free(DESK, &call) && !is_free(AGENT, &call));
		assert!(!is_free(OWNER, &Call::confirm { record: RECORD, epoch: 3 }));
		confirm(DESK, RECORD, 2).unwrap();
		assert!(!is_free(OWNER, &call));
	});
}

#[test]
fn retracting_is_free_as_long_as_there_is_an_offer() {
	run(|| {
		let call = Call::retract_transfer { record: RECORD };
		issued();
		assert!(!is_free(OWNER, &call));
		offer(OWNER, RECORD, OTHER).unwrap();
		assert!(is_free(OWNER, &call) && is_free(AGENT, &call));
		assert!(!is_free(OTHER_OWNER, &call));
		retract(OWNER, RECORD).unwrap();
		assert!(!is_free(OWNER, &call));
	});
}

#[test]
fn everything_else_costs_its_sender_a_fee() {
	run(|| {
		issued();
		let sealing = sealing(&[16, 17, 18], 2);
		let offer = Call::offer_transfer { record: RECORD, to: OTHER, relation: Relation::Ward };
		assert!(!is_free(OWNER, &offer));
		assert!(!is_free(CLINIC, &Call::attest { record: RECORD, version: 1 }));
		assert!(!is_free(HOSPITAL, &Call::reseal { record: RECORD, sealing }));
	});
}

#[test]
fn calls_keep_their_indices() {
	use codec::Encode;
	let indices = [
		(Call::<Test>::decline { record: RECORD }, 7),
		(Call::confirm { record: RECORD, epoch: 1 }, 4),
		(Call::abandon_reseal { record: RECORD }, 5),
		(Call::attest { record: RECORD, version: 1 }, 6),
		(Call::offer_transfer { record: RECORD, to: OTHER, relation: Relation::Ward }, 8),
		(Call::attest_transfer { record: RECORD, to: OTHER }, 9),
		(Call::retract_transfer { record: RECORD }, 10),
		(Call::reseal { record: RECORD, sealing: sealing(&[], 0) }, 3),
		(Call::issue_batch { subject: SUBJECT, records: Batch::new() }, 2),
		(Call::amend { record: RECORD, sealing: sealing(&[], 0) }, 1),
	];
	for (call, index) in indices {
		assert_eq!(call.encode()[0], index);
	}
}

#[test]
fn an_offer_is_free_while_the_subject_has_allowance() {
	run(|| {
		issued();
		let relation = Relation::SamePerson;
		let call = Call::offer_transfer { record: RECORD, to: OTHER, relation };
		assert!(!is_free(OWNER, &call));
		Allowance::set(1);
		assert!(is_free(OWNER, &call) && !is_free(OTHER_OWNER, &call) && !is_free(AGENT, &call));
		sign(OWNER, call).unwrap();
		assert_eq!(Allowance::get(), 0);
	});
}
