//! For each call, every kind of wrong actor is refused and nothing changes.

use super::mock::*;
use crate::*;
use frame_support::assert_ok;
use salus_primitives::RecordId;
use sp_runtime::DispatchError;

/// Everybody there is.
const ACTORS: [u64; 16] = [
	HOSPITAL,
	PRACTICE,
	CLINIC,
	VAULT,
	DESK,
	OWN_DESK,
	ADVOCATE,
	REGULATOR,
	RESEARCHER,
	OWNER,
	OTHER_OWNER,
	VIEWER,
	AGENT,
	ERASER,
	STRANGER,
	0,
];

struct Case {
	call: Call<Test>,
	/// Makes the state in which the call can succeed.
	given: fn(),
	/// Who may send it.
	may: &'static [u64],
}

fn cases() -> Vec<Case> {
	let seal = || sealing(&[16, 17, 18], 2);
	let new = new_record(RecordId([1; 16]), seal());
	let records = Batch::try_from(vec![new]).unwrap();
	let issue =
		Call::issue { subject: SUBJECT, record: RECORD, folder: None, keep: KEEP, sealing: seal() };
	let offer = Call::offer_transfer { record: RECORD, to: OTHER, relation: Relation::Ward };
	let case = |call, given, may| Case { call, given, may };
	vec![
		case(issue, || (), &[HOSPITAL, CLINIC]),
		case(Call::amend { record: RECORD, sealing: seal() }, issued, &[HOSPITAL]),
		case(Call::issue_batch { subject: SUBJECT, records }, issued, &[HOSPITAL, CLINIC]),
		case(Call::reseal { record: RECORD, sealing: seal() }, issued, &[HOSPITAL]),
		case(Call::confirm { record: RECORD, epoch: 2 }, resealed, &[OWNER, VIEWER, DESK]),
		case(Call::abandon_reseal { record: RECORD }, resealed, &[HOSPITAL]),
		case(
			Call::attest { record: RECORD, version: 1 },
			issued,
			&[PRACTICE, CLINIC, ADVOCATE, REGULATOR],
		),
		case(Call::decline { record: RECORD }, issued, &[OWNER, AGENT]),
		case(offer, issued, &[OWNER]),
		case(Call::attest_transfer { record: RECORD, to: OTHER }, offered, &[HOSPITAL]),
		case(Call::retract_transfer { record: RECORD }, offered, &[OWNER, AGENT]),
	]
}

#[test]
fn every_call_is_refused_to_everybody_else() {
	for Case { call, given, may } in cases() {
		run(|| {
			given();
			let before = state();
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				assert_eq!(send(origin, call.clone()), Err(DispatchError::BadOrigin), "{call:?}");
			}
			for by in ACTORS.into_iter().filter(|by| !may.contains(by)) {
				assert!(sign(by, call.clone()).is_err(), "{by} sent {call:?}");
			}
			assert_eq!(state(), before, "{call:?}");
		});
		for by in may {
			run(|| {
				given();
				assert_ok!(sign(*by, call.clone()));
			});
		}
	}
}

#[test]
fn no_institution_acts_without_good_standing() {
	// Taking a sealing back widens nothing: a suspended issuer may.
	let any_standing = |it: &Case| matches!(it.call, Call::abandon_reseal { .. });
	for Case { call, given, may } in cases().into_iter().filter(|it| !any_standing(it)) {
		for by in may.iter().filter(|by| **by < OWNER) {
			run(|| {
				given();
				Suspended::set(vec![*by as u32]);
				let before = state();
				assert!(sign(*by, call.clone()).is_err(), "{by} sent {call:?}");
				assert_eq!(state(), before);
			});
		}
	}
}

#[test]
fn the_table_has_every_call() {
	use frame_support::traits::GetCallName;
	let mut named: Vec<_> = cases().iter().map(|case| case.call.get_call_name()).collect();
	let mut all = Call::<Test>::get_call_names().to_vec();
	named.sort();
	all.sort();
	assert_eq!(named, all);
}
