//! For each call: whoever may send it can, everybody else is refused and changes nothing.

use super::mock::*;
use crate::*;
use frame_support::{storage::with_transaction, traits::GetCallName};
use salus_primitives::{Chamber, InstitutionId, Track};
use sp_runtime::{DispatchError, StateVersion, TransactionOutcome};

/// Members of each chamber, 3 and 203 without a vote, 104 that joined late, institutions without a
/// seat, and nobody.
const EVERYBODY: [u64; 15] =
	[1, 2, 3, 101, 104, 201, 202, 203, 301, 401, 4, 204, 404, 500, STRANGER];

const UPGRADE: u32 = 0;
const LAPSED: u32 = 1;
const VOTED: u32 = 2;
const DUE: u32 = 3;
const OPEN: u32 = 4;

struct Row {
	call: Call<Test>,
	/// Who may send it; nobody named means everybody.
	may: &'static [u64],
}

fn row(may: &'static [u64], call: Call<Test>) -> Row {
	Row { call, may }
}

fn calls() -> Vec<Row> {
	let vote = Call::vote { motion: OPEN, call: call_hash(OPEN), aye: false };
	let propose = Call::propose { call: Box::new(call(Track::Membership)), documents: papers() };
	vec![
		row(&[4], Call::join { chamber: Chamber::Providers }),
		row(&[1, 2, 3, 101, 104, 201, 202, 203, 301, 401], Call::leave {}),
		row(&[], Call::expel { institution: InstitutionId(3) }),
		row(&[1, 2, 101, 104, 201, 202, 301, 401], propose),
		row(&[1, 2, 101, 201, 202, 301, 401], vote),
		row(&[2], Call::withdraw_vote { motion: OPEN }),
		row(&[1], Call::withdraw { motion: OPEN }),
		row(&[], Call::close { motion: VOTED }),
		row(&[201, 202], Call::veto { motion: UPGRADE }),
		row(&[], Call::enact { motion: DUE }),
		row(&[], Call::lapse { motion: LAPSED }),
	]
}

/// A world in which each call of [`calls`] has something to do.
fn world() {
	for track in [Track::Upgrade, Track::Emergency, Track::Membership] {
		propose(302, call(track)).unwrap();
	}
	all_vote(UPGRADE);
	all_vote(LAPSED);
	Chambers::close(signed(STRANGER), LAPSED).unwrap();
	close(UPGRADE);
	propose(302, call(Track::Emergency)).unwrap();
	all_vote(DUE);
	Chambers::close(signed(STRANGER), DUE).unwrap();
	propose(1, call(Track::Membership)).unwrap();
	vote(OPEN, &[2], true);
	at(now() + 1);
	Chambers::join(signed(104), Chamber::Payers).unwrap();
	Removed::set(vec![3, 203]);
	Suspended::set(vec![2, 204]);
}

#[test]
fn every_call_is_refused_to_whoever_may_not_send_it() {
	run(|| {
		world();
		Chambers::do_try_state().expect("invariants hold");
		let before = sp_io::storage::root(StateVersion::V1);
		for Row { call, may } in calls() {
			for who in EVERYBODY {
				let sent = with_transaction(|| {
					let sent = dispatch(call.clone(), signed(who));
					if sent.is_ok() {
						Chambers::do_try_state().expect("invariants hold");
					}
					TransactionOutcome::Rollback(Ok::<_, DispatchError>(sent))
				});
				let expected = may.is_empty() || may.contains(&who);
				assert_eq!(sent.unwrap().is_ok(), expected, "{who} sends {call:?}");
				if !expected {
					assert!(dispatch(call.clone(), signed(who)).is_err());
				}
			}
			let motion =
				Origin::Motion { track: Track::Membership, motion: 0, documents: papers() };
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none(), motion.into()] {
				let sent = dispatch(call.clone(), origin);
				assert_eq!(sent, Err(DispatchError::BadOrigin), "{call:?}");
			}
			let after = sp_io::storage::root(StateVersion::V1);
			assert_eq!(after, before, "refusals of {call:?} changed something");
		}
	});
}

#[test]
fn every_call_has_a_row() {
	run(|| {
		let names: Vec<_> = calls().iter().map(|it| it.call.get_call_name()).collect();
		assert_eq!(names, Call::<Test>::get_call_names());
	});
}
