//! Random sequences of all calls by random actors while time passes.

use super::mock::*;
use crate::*;
use frame_support::{traits::UnfilteredDispatchable, BoundedVec};
use proptest::prelude::*;
use salus_primitives::{
	GuardianScope, Hash32, InstitutionId, Jurisdiction, Moment, PublicKey, Quorum, Role, Roles,
	SubjectId,
};
use sp_runtime::StateVersion;

const ACTORS: [&str; 20] = [
	"hospital",
	"clinic",
	"vault",
	"practice",
	"advocate",
	"branch",
	"authority",
	"regulator",
	"desk",
	"anna",
	"bert",
	"cleo",
	"dora",
	"admitter",
	"changer",
	"suspender",
	"reinstater",
	"pardoner",
	"remover",
	"allotter",
];

/// One step: who does what with what, and how much time passes before.
#[derive(Clone, Copy, Debug)]
struct Step {
	call: u8,
	/// Whether somebody sends it who probably may.
	apt: bool,
	who: usize,
	account: usize,
	subject: u8,
	institution: u32,
	scope: u8,
	roles: u32,
	flag: bool,
	pass: usize,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
	// Calls that others build on come more often.
	let call = prop_oneof![1 => Just(0u8), 3 => 11u8..18, 4 => 19u8..23, 8 => 0u8..30];
	let step = (
		(call, prop::bool::weighted(0.8), 0..ACTORS.len(), 9..13usize, 1..4u8),
		(1..12u32, 1..9u8, 1..1u32 << 10, any::<bool>(), 0..8usize),
	);
	let step = step.prop_map(
		|((call, apt, who, account, subject), (institution, scope, roles, flag, pass))| Step {
			call,
			apt,
			who,
			account,
			subject,
			institution,
			scope,
			roles,
			flag,
			pass,
		},
	);
	prop::collection::vec(step, 40)
}

/// The subject of a step: where something is under way, if the call needs that.
fn subject_of(step: Step) -> SubjectId {
	let drawn = subject(step.subject);
	match step.call {
		15..=17 if step.apt => Guardians::<Test>::iter_keys().next().map(|(subject, _)| subject),
		20..=22 if step.apt => Recoveries::<Test>::iter_keys().next(),
		_ => None,
	}
	.unwrap_or(drawn)
}

/// The other account of a step: a guardian, if the call needs one.
fn account_of(step: Step, subject: SubjectId) -> sp_runtime::AccountId32 {
	match step.call {
		15..=17 if step.apt => Guardians::<Test>::iter_key_prefix(subject).next(),
		_ => None,
	}
	.unwrap_or_else(|| account(ACTORS[step.account]))
}

fn owner(subject: SubjectId) -> Option<&'static str> {
	name_of(&Registry::subject(subject)?.account)
}

fn name_of(of: &sp_runtime::AccountId32) -> Option<&'static str> {
	ACTORS.into_iter().find(|it| account(it) == *of)
}

/// The call of a step, and who probably may send it.
fn call(step: Step) -> (Call<Test>, &'static str) {
	let subject = subject_of(step);
	let institution = InstitutionId(step.institution);
	let expires = now() + 1;
	let owner = owner(subject).unwrap_or("anna");
	let account = account_of(step, subject);
	let name = name_of(&account).unwrap_or("anna");
	let guardian = account.clone();
	let scope = GuardianScope(step.scope);
	// Coarse, so that two institutions often say the same.
	let until = (now() / DAY + if step.flag { 2 } else { 30 }) * DAY;
	let provider = if step.flag { "hospital" } else { "practice" };
	let admission = Admission {
		roles: Roles(step.roles),
		accredited_until: Moment::MAX,
		control_group: step.institution,
		country: *b"DE",
		jurisdiction: Jurisdiction::Us,
	};
	let successor = step.flag.then_some(PRACTICE);
	let receipt_key = Hash32([step.scope; 32]);
	match step.call {
		0 => {
			let by = if step.flag { HOSPITAL } else { PRACTICE };
			let signature = agreement_with(by, name, subject, expires);
			(Call::enrol { subject, account, key: key(0), expires, signature }, provider)
		},
		1 => (Call::add_key { key: PublicKey::X25519(receipt_key) }, "desk"),
		2 => (Call::set_receipt_key { key: receipt_key }, "vault"),
		3 => {
			let endpoint = BoundedVec::truncate_from(b"http://vault".to_vec());
			(Call::set_endpoint { endpoint }, "vault")
		},
		4 => {
			let receipt_key = step.flag.then_some(receipt_key);
			let units = u64::from(step.roles);
			(Call::admit { account, admission, receipt_key, units }, "admitter")
		},
		5 => (Call::change { institution, admission }, "changer"),
		6 => (Call::suspend { institution }, "suspender"),
		7 | 27 => (Call::reinstate { institution }, "pardoner"),
		28 => (Call::reinstate { institution }, "reinstater"),
		8 => (Call::remove { institution, successor }, "remover"),
		9 => (Call::bond {}, "vault"),
		10 => (Call::unbond {}, "vault"),
		11 => {
			let signature = takeover(name, subject, &key(1), expires);
			(Call::rotate_account { subject, account, key: key(1), expires, signature }, owner)
		},
		12 => (Call::set_key { subject, key: key(step.institution) }, owner),
		13 => (Call::appoint_guardian { subject, guardian, scope, until }, owner),
		14 => {
			let by = ["hospital", "practice", "advocate", "authority"][step.pass % 4];
			(Call::attest_guardian { subject, guardian, scope: GuardianScope::ALL, until }, by)
		},
		15 => (Call::remove_guardian { subject, guardian }, if step.flag { owner } else { name }),
		16 => (Call::suspend_guardian { subject, guardian }, "regulator"),
		17 => (Call::reinstate_guardian { subject, guardian }, "regulator"),
		18 => {
			let quorum = if step.flag { Quorum::All } else { Quorum::Any };
			(Call::set_quorum { subject, quorum }, owner)
		},
		19 => {
			let signature = takeover(name, subject, &key(0), expires);
			(Call::start_recovery { subject, account, key: key(0), expires, signature }, provider)
		},
		20 => {
			let pending = Recoveries::<Test>::get(subject).filter(|_| step.apt);
			let account = pending.map_or(account, |it| it.account);
			(Call::confirm_recovery { subject, account }, "advocate")
		},
		21 => (Call::veto_recovery { subject }, owner),
		22 => (Call::finish_recovery { subject }, "dora"),
		23 => (Call::close { subject }, owner),
		24 => (Call::top_up { subject }, provider),
		25 => (Call::suspend_for_good { institution }, "changer"),
		26 => (Call::allot { institution, units: u64::from(step.roles) * 8 }, "allotter"),
		// The policy changes what a custodian has to hold.
		_ => (if step.flag { Call::bond {} } else { Call::unbond {} }, "vault"),
	}
}

fn root_of_storage() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

/// What other pallets do here.
fn others(step: Step) {
	let (subject, account) = (subject(step.subject), account(ACTORS[step.account]));
	let act = Hash32([step.scope % 2; 32]);
	let scope = GuardianScope::CONSENT;
	let may = Registry::ensure_may_agree(&account, subject, scope, act, step.flag).is_ok();
	let before = (!may).then(root_of_storage);
	let did = Registry::agree(&account, subject, scope, act, step.flag);
	assert_eq!(may, did.is_ok());
	assert!(before.is_none_or(|it| it == root_of_storage()));
	if step.pass == 0 {
		Registry::take_bond(VAULT, step.roles * 100);
		let role = if step.flag { Role::Custodian } else { Role::EmergencyDesk };
		Registry::withdraw_role(InstitutionId(step.institution), role);
	}
}

/// Whoever stands well may vote; no vote is taken away but by who may take it for good.
fn check_standing() {
	for (id, row) in Institutions::<Test>::iter() {
		for role in [Role::Provider, Role::EmergencyDesk, Role::Regulator] {
			let (sits, votes) = (Registry::standing_with(id, role), Registry::may_vote(id, role));
			assert!(votes || !sits, "{id} may act, and not vote");
			let for_a_while = matches!(row.standing, Standing::Suspended { until: Some(_), .. });
			assert!(sits == votes || for_a_while, "{id} may vote, and not act");
		}
		// No clock of an asker lets a suspended institution act early.
		let ahead = Registry::in_good_standing(id, now() + 1_000 * DAY).is_some();
		assert!(!ahead || Registry::in_good_standing(id, now()).is_some());
	}
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

	#[test]
	fn invariants_hold_whatever_happens_and_a_failed_call_changes_nothing(steps in steps()) {
		run(|| {
			Rules::mutate(|policy| policy.parties.enrolments_a_day = 20);
			enrol("anna", 1);
			enrol("bert", 2);
			for guardian in [account("cleo"), account("dora")] {
				let (scope, until) = (GuardianScope::ALL, NOW + 10 * DAY);
				Registry::appoint_guardian(signed("anna"), subject(1), guardian, scope, until)
					.expect("anna may appoint");
			}
			for step in steps {
				at(now() + [0, 0, 0, 1, 60_000, DAY / 2, DAY, 8 * DAY][step.pass]);
				let (call, apt) = call(step);
				let who = if step.apt { apt } else { ACTORS[step.who] };
				let free = is_free(who, call.clone());
				let before = root_of_storage();
				let sent = call.clone().dispatch_bypass_filter(signed(who)).is_ok();
				assert!(sent || !free, "{call:?} was free and failed");
				assert_ne!(root_of_storage() == before, sent, "{call:?} did or failed by halves");
				if step.pass % 2 == 0 {
					others(step);
				}
				if step.call == 29 {
					Rules::mutate(|it| it.bonds.custodian = u128::from(step.roles) * 2);
				}
				check_standing();
				Registry::do_try_state().unwrap_or_else(|it| panic!("{it:?} after {call:?}"));
			}
		});
	}
}
