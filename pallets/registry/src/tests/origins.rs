//! For each call: whoever may send it can, everybody else is refused and changes nothing.

use super::mock::*;
use crate::*;
use frame_support::{
	assert_ok, storage::with_transaction, traits::UnfilteredDispatchable, BoundedVec,
};
use salus_primitives::{GuardianScope, Hash32, PublicKey, Quorum, Role};
use sp_runtime::{DispatchError, StateVersion, TransactionOutcome};

const EVERYBODY: [&str; 21] = [
	"hospital",
	"clinic",
	"vault",
	"practice",
	"advocate",
	"branch",
	"authority",
	"regulator",
	"desk",
	"patient",
	"neighbour",
	"anna",
	"stranger",
	"admitter",
	"changer",
	"suspender",
	"reinstater",
	"pardoner",
	"remover",
	"allotter",
	"idle",
];

struct Row {
	call: Call<Test>,
	/// Who may send it; nobody named means everybody.
	may: &'static [&'static str],
}

fn rows() -> Vec<Row> {
	let until = NOW + YEAR;
	let parent = || account("parent");
	let receipt_key = Some(Hash32([7; 32]));
	let row = |may: &'static [&'static str], call| Row { may, call };
	let enrol = Call::enrol {
		subject: subject(9),
		account: account("new"),
		key: key(0),
		expires: NOW + 1,
		signature: agreement("new", subject(9), NOW + 1),
	};
	let rotate = Call::rotate_account {
		subject: subject(3),
		account: account("phone"),
		key: key(1),
		expires: NOW + 1,
		signature: takeover("phone", subject(3), &key(1), NOW + 1),
	};
	let start = Call::start_recovery {
		subject: subject(3),
		account: account("phone"),
		key: key(1),
		expires: NOW + 1,
		signature: takeover("phone", subject(3), &key(1), NOW + 1),
	};
	let admit = Call::admit {
		account: account("new"),
		admission: admission(Role::Provider, 10),
		receipt_key,
		units: ALLOTMENT,
	};
	let appoint = Call::appoint_guardian {
		subject: SUBJECT,
		guardian: parent(),
		scope: GuardianScope::VIEW,
		until,
	};
	let attest = Call::attest_guardian {
		subject: SUBJECT,
		guardian: parent(),
		scope: GuardianScope::VIEW,
		until,
	};
	let endpoint = BoundedVec::truncate_from(b"https://vault.example".to_vec());
	let anna = || account("anna");
	let bert = || account("bert");
	vec![
		row(&["hospital"], enrol),
		row(
			&[
				"hospital",
				"clinic",
				"vault",
				"practice",
				"advocate",
				"branch",
				"authority",
				"regulator",
				"desk",
				"idle",
			],
			Call::add_key { key: PublicKey::X25519(Hash32([8; 32])) },
		),
		row(&["vault"], Call::set_receipt_key { key: Hash32([8; 32]) }),
		row(&["vault"], Call::set_endpoint { endpoint }),
		row(&["admitter"], admit),
		row(&["changer"], Call::change { institution: DESK, admission: said(HOSPITAL) }),
		row(&["suspender"], Call::suspend { institution: HOSPITAL }),
		row(&["reinstater", "pardoner"], Call::reinstate { institution: BRANCH }),
		row(&["remover"], Call::remove { institution: DESK, successor: Some(HOSPITAL) }),
		row(&["vault"], Call::bond {}),
		row(&["idle"], Call::unbond {}),
		row(&["neighbour"], rotate),
		row(&["patient"], Call::set_key { subject: SUBJECT, key: key(1) }),
		row(&["patient"], appoint),
		row(&["hospital", "practice", "advocate", "authority"], attest),
		row(&["patient", "anna"], Call::remove_guardian { subject: SUBJECT, guardian: anna() }),
		row(&["regulator"], Call::suspend_guardian { subject: SUBJECT, guardian: anna() }),
		row(&["regulator"], Call::reinstate_guardian { subject: SUBJECT, guardian: bert() }),
		row(&["patient"], Call::set_quorum { subject: SUBJECT, quorum: Quorum::All }),
		row(&["hospital", "practice", "advocate"], start),
		row(
			&["practice", "advocate"],
			Call::confirm_recovery { subject: SUBJECT, account: account("phone") },
		),
		row(&["patient"], Call::veto_recovery { subject: SUBJECT }),
		row(&[], Call::finish_recovery { subject: subject(2) }),
		row(&["neighbour"], Call::close { subject: subject(3) }),
		row(&["hospital", "practice"], Call::top_up { subject: SUBJECT }),
		row(&["changer"], Call::suspend_for_good { institution: BRANCH }),
		row(&["allotter"], Call::allot { institution: HOSPITAL, units: ALLOTMENT }),
	]
}

/// A world in which each call of [`rows`] has something to do: the branch is suspended, the idle
/// custodian has a bond but no role, the patient a live and a suspended guardian and a recovery that
/// waits for a second institution; a recovery of subject 2 is due.
fn world() {
	Rules::mutate(|policy| policy.parties.enrolments_a_day = 4);
	enrol("patient", 1);
	enrol("neighbour", 2);
	enrol("neighbour", 3);
	appoint("anna", GuardianScope::ALL);
	appoint("bert", GuardianScope::ALL);
	assert_ok!(Registry::suspend_guardian(signed("regulator"), SUBJECT, account("bert")));
	assert_ok!(Registry::suspend(signed("suspender"), BRANCH));
	assert_ok!(start_recovery("hospital", "phone"));
	let due = Recovery {
		account: account("tablet"),
		key: key(1),
		by: HOSPITAL,
		started: NOW - 1,
		due: Some(NOW),
	};
	Recoveries::<Test>::insert(subject(2), due);
	Registry::take_bond(VAULT, 1_000);
	let custodian = admission(Role::Custodian, 10);
	let receipt_key = Some(Hash32([7; 32]));
	assert_ok!(Registry::admit(signed("admitter"), account("idle"), custodian, receipt_key, 0));
	Balances::force_set_balance(RuntimeOrigin::root(), account("idle"), ENDOWMENT).unwrap();
	assert_ok!(Registry::bond(signed("idle")));
	let idle = Registry::institution_of(&account("idle")).unwrap();
	Registry::withdraw_role(idle, Role::Custodian);
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
		let rows = rows();
		let before = root_of_storage();
		for Row { call, may } in rows {
			for who in EVERYBODY {
				let sent = with_transaction(|| {
					let sent = send(&call, signed(who));
					if sent.is_ok() {
						Registry::do_try_state().expect("invariants hold");
					}
					TransactionOutcome::Rollback(Ok::<_, DispatchError>(sent))
				});
				let expected = may.is_empty() || may.contains(&who);
				assert_eq!(sent.unwrap().is_ok(), expected, "{who} sends {call:?}");
				if !expected {
					assert!(send(&call, signed(who)).is_err());
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
	use frame_support::traits::GetCallName;
	run(|| {
		world();
		let names: Vec<_> = rows().iter().map(|it| it.call.get_call_name()).collect();
		assert_eq!(names, Call::<Test>::get_call_names());
	});
}
