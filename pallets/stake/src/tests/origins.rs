//! For each call: whoever may send it can, everybody else is refused and changes nothing.

use super::mock::*;
use crate::*;
use frame_support::{
	assert_ok,
	storage::with_transaction,
	traits::{GetCallName, UnfilteredDispatchable},
};
use sp_runtime::{DispatchError, StateVersion, TransactionOutcome};

struct Row {
	call: Call<Test>,
	/// Who may send it; nobody named means everybody.
	may: &'static [u64],
}

fn rows() -> Vec<Row> {
	let row = |may: &'static [u64], call| Row { may, call };
	let set_keys = Call::set_keys { validator: 50, keys: keys(77), proof: proof(50, 77) };
	vec![
		row(&[SEATER], Call::grant_seats { institution: UNION, seats: 3 }),
		row(&[50], Call::stand { validator: 51 }),
		row(&[50], set_keys),
		row(&[10], Call::leave { validator: 10 }),
		row(&[], Call::withdraw { validator: 60 }),
		row(&[], Call::apply_slash { session: 0, validator: 20 }),
		row(&[CANCELLER], Call::cancel_slash { session: 0, validator: 30 }),
	]
}

/// A world in which each call of [`rows`] has something to do: the guild has a bonded account and
/// another seat, the branch one that lost its seat, and slashes of the clinic and the insurer are due.
fn world() {
	grant(GUILD, 2);
	assert_ok!(Stake::stand(signed(GUILD), 50));
	grant(BRANCH, 1);
	assert_ok!(Stake::stand(signed(BRANCH), 60));
	grant(BRANCH, 0);
	report(&[20, 30]);
	pass(14 * DAY);
}

fn everybody() -> Vec<u64> {
	EVERYBODY
		.into_iter()
		.map(account_of)
		.chain([SEATER, CANCELLER, STRANGER, 51, Stake::pot()])
		.collect()
}

fn send(call: &Call<Test>, origin: RuntimeOrigin) -> Result<(), DispatchError> {
	call.clone().dispatch_bypass_filter(origin).map(drop).map_err(|it| it.error)
}

fn root_of_storage() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

#[test]
fn every_call_is_refused_to_whoever_may_not_send_it() {
	run(|| {
		world();
		let before = root_of_storage();
		for Row { call, may } in rows() {
			for who in everybody() {
				let origin = || RuntimeOrigin::signed(who);
				let sent = with_transaction(|| {
					let sent = send(&call, origin());
					if sent.is_ok() {
						check();
					}
					TransactionOutcome::Rollback(Ok::<_, DispatchError>(sent))
				});
				let expected = may.is_empty() || may.contains(&who);
				assert_eq!(sent.unwrap().is_ok(), expected, "{who} sends {call:?}");
				if !expected {
					assert!(send(&call, origin()).is_err());
				}
			}
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				assert_eq!(send(&call, origin), Err(DispatchError::BadOrigin), "{call:?}");
			}
			assert_eq!(root_of_storage(), before, "refusals of {call:?} changed something");
		}
	});
}

#[test]
fn every_call_has_a_row() {
	run(|| {
		world();
		let names: Vec<_> = rows().iter().map(|it| it.call.get_call_name()).collect();
		assert_eq!(names, Call::<Test>::get_call_names());
	});
}
