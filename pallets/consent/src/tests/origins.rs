//! Every call by everybody: who may, may; whoever may not changes nothing and pays for it.

use super::mock::*;
use crate::*;
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchClass, GetDispatchInfo},
};
use salus_primitives::{Hash32, Purpose, Purposes};
use sp_runtime::{traits::Dispatchable, DispatchError};

const CONSENTING: &[u64] = &[PATIENT, MOTHER, FATHER];
const INSTITUTIONS: &[u64] = &[101, 102, 103, 104, 105, 106, 107, 108];
const TODAY: u32 = 20_000;

/// What a call costs whoever may send it.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Cost {
	/// Nothing, and it has a place in a full block.
	Right,
	/// Nothing.
	Free,
	/// A fee.
	Fee,
}

struct Case {
	call: crate::Call<Test>,
	/// What has to be there before.
	before: fn(),
	who: &'static [u64],
	cost: Cost,
}

fn given() {
	give(id(1), open_terms());
}

fn objected() {
	Consent::object(signed(PATIENT), SUBJECT, Purposes::of(&[Purpose::HRESCH])).unwrap();
}

fn out() {
	Consent::opt_out(signed(PATIENT), SUBJECT).unwrap();
}

fn opened() {
	Consent::open_emergency(signed(account(DESK)), SUBJECT).unwrap();
}

fn anchored() {
	Consent::anchor(signed(account(VAULT)), TODAY - 11, Hash32([1; 32])).unwrap();
}

fn cases() -> Vec<Case> {
	use crate::Call::*;
	use Cost::*;

	let case = |call, before, who, cost| Case { call, before, who, cost };
	let nothing: fn() = || {};
	let (subject, grant, new) = (SUBJECT, GRANT, NEW);
	let (terms, until, policy) = (sealed(&terms()), NOW + 100, 1);
	let grants = GrantIds::truncate_from(vec![id(1)]);
	let purposes = Purposes::of(&[Purpose::HRESCH]);
	let (custodian, day, root) = (VAULT, TODAY - 11, Hash32([1; 32]));
	let narrowed = narrow { subject, grant: id(1), new, terms, until, policy };
	let later: fn() = || {
		given();
		at(NOW + 600);
	};
	let long_after: fn() = || {
		opened();
		at(NOW + 550);
	};
	vec![
		case(grant { grant, subject, terms, until, policy }, nothing, CONSENTING, Free),
		case(revoke { subject, grant: id(1) }, given, CONSENTING, Right),
		case(revoke_many { subject, grants }, given, CONSENTING, Right),
		case(revoke_all { subject }, given, CONSENTING, Right),
		case(narrowed, given, CONSENTING, Free),
		case(request { subject, grant, terms, until }, nothing, INSTITUTIONS, Fee),
		case(approve { subject, grant }, requested, CONSENTING, Free),
		case(decline { subject, grant }, requested, CONSENTING, Right),
		case(close_request { subject, grant }, requested, &[102], Free),
		case(object { subject, purposes }, nothing, CONSENTING, Right),
		case(withdraw_objection { subject, purposes }, objected, CONSENTING, Free),
		case(opt_out { subject }, nothing, CONSENTING, Right),
		case(opt_in { subject }, out, CONSENTING, Free),
		case(open_emergency { subject }, nothing, &[103], Fee),
		case(review_emergency { subject, desk: DESK, justified: true }, opened, &[104], Fee),
		case(anchor { day, root }, nothing, &[106], Fee),
		case(prune { subject, grant: id(1) }, later, &ACTORS, Free),
		case(prune_emergency { subject, desk: DESK }, long_after, &ACTORS, Free),
		case(prune_anchor { custodian, day }, anchored, &ACTORS, Free),
	]
}

#[test]
fn every_call_is_listed() {
	let listed: Vec<_> = cases().iter().map(|it| it.call.encode()[0]).collect();
	assert_eq!(listed, (0..19).collect::<Vec<u8>>());
	let names = <crate::Call<Test> as frame_support::traits::GetCallName>::get_call_names();
	assert_eq!(names.len(), listed.len());
}

#[test]
fn each_call_works_for_those_who_may_and_changes_nothing_for_others() {
	for Case { call, before, who, cost } in cases() {
		let call = RuntimeCall::from(call);
		for actor in ACTORS {
			run(|| {
				before();
				let state = root();
				let may = who.contains(&actor);
				let free = call.is_feeless(&signed(actor));
				assert_eq!(free, may && cost != Cost::Fee, "{call:?} by {actor}");
				let result = call.clone().dispatch(signed(actor));
				assert_eq!(result.is_ok(), may, "{call:?} by {actor}");
				assert_eq!(root() != state, may, "{call:?} by {actor}");
			});
		}
	}
}

#[test]
fn no_call_takes_another_origin_than_an_account() {
	for Case { call, before, .. } in cases() {
		let call = RuntimeCall::from(call);
		run(|| {
			before();
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				assert!(!call.is_feeless(&origin), "{call:?}");
				assert_noop!(call.clone().dispatch(origin), DispatchError::BadOrigin);
			}
		});
	}
}

#[test]
fn rights_have_a_place_in_a_full_block_and_work_with_nothing() {
	for Case { call, before, who, cost } in cases() {
		let call = RuntimeCall::from(call);
		let class = call.get_dispatch_info().class;
		assert_eq!(class == DispatchClass::Operational, cost == Cost::Right, "{call:?}");
		if cost != Cost::Right {
			continue;
		}
		for actor in who {
			run(|| {
				before();
				set_allowance(SUBJECT, 0);
				Suspended::set(Some(CLINIC));
				assert!(call.is_feeless(&signed(*actor)), "{call:?} by {actor}");
				assert_ok!(call.clone().dispatch(signed(*actor)));
			});
		}
	}
}
