//! Random sequences of calls, offences, sessions and changes of institutions and policy.

use super::mock::*;
use crate::*;
use frame_support::traits::{fungible::Balanced, OnUnbalanced, UnfilteredDispatchable};
use proptest::prelude::*;
use salus_primitives::{InstitutionId, OffenceMeasure};
use sp_runtime::StateVersion;

/// One step: what happens, to whom, and by how much.
#[derive(Clone, Copy, Debug)]
struct Step {
	what: u8,
	/// Whether somebody sends the call who probably may.
	apt: bool,
	who: usize,
	institution: usize,
	account: u64,
	amount: u8,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
	// Calls that others build on come more often.
	let what = prop_oneof![6 => 0u8..3, 4 => 3u8..7, 4 => Just(7u8), 1 => Just(8u8), 3 => 9u8..14];
	let step = (what, prop::bool::weighted(0.85), 0..11usize, 0..8usize, 0..3u64, any::<u8>());
	let step = step.prop_map(|(what, apt, who, institution, account, amount)| Step {
		what,
		apt,
		who,
		institution,
		account,
		amount,
	});
	prop::collection::vec(step, 80)
}

fn institution_of(step: Step) -> InstitutionId {
	EVERYBODY[step.institution]
}

/// An account: one for which the call has something to do, if there is one.
fn validator_of(step: Step) -> u64 {
	let drawn = account_of(institution_of(step)) + step.account;
	let apt: Vec<_> = match step.what {
		1 => EVERYBODY
			.into_iter()
			.filter(|it| Stake::occupied_seats(*it) < Seats::<Test>::get(it).into())
			.map(|it| account_of(it) + step.account)
			.collect(),
		2 => bonded(|it, _| Session::load_keys(&it).is_none()),
		4 => bonded(|it, _| Stake::ensure_may_withdraw(&it).is_ok()),
		_ => vec![],
	};
	let place = usize::from(step.amount) % apt.len().max(1);
	apt.get(place).filter(|_| step.apt).copied().unwrap_or(drawn)
}

fn bonded(filter: impl Fn(u64, &ValidatorOf<Test>) -> bool) -> Vec<u64> {
	Stake::validators()
		.into_iter()
		.filter(|it| filter(it.validator, &it.row))
		.map(|it| it.validator)
		.collect()
}

/// The call of a step, and who probably may send it.
fn call(step: Step) -> Option<(Call<Test>, u64)> {
	let institution = institution_of(step);
	let validator = validator_of(step);
	let own = validator / 10 * 10;
	let open = || {
		let slashes = Stake::slashes();
		let slash = slashes.get(usize::from(step.amount) % slashes.len().max(1));
		slash.filter(|_| step.apt).map_or((0, validator), |it| (it.session, it.validator))
	};
	Some(match step.what {
		0 => {
			let seats = if step.amount < 230 { 1 + step.amount % 3 } else { 0 };
			(Call::grant_seats { institution, seats }, SEATER)
		},
		1 => (Call::stand { validator }, own),
		2 => {
			// Often its own, sometimes somebody else's.
			let seed = if step.apt { validator * 100 + u64::from(step.amount) % 2 } else { 10 };
			let (keys, proof) = (keys(seed), proof(validator, seed));
			(Call::set_keys { validator, keys, proof }, own)
		},
		3 => (Call::leave { validator }, own),
		4 => (Call::withdraw { validator }, own),
		5 => {
			let (session, validator) = open();
			(Call::apply_slash { session, validator }, STRANGER)
		},
		6 => {
			let (session, validator) = open();
			(Call::cancel_slash { session, validator }, CANCELLER)
		},
		_ => return None,
	})
}

/// What happens apart from calls.
fn world(step: Step) {
	let institution = institution_of(step);
	match step.what {
		7 => rotate_times([1, 1, 2, 3, UNBONDING][usize::from(step.amount) % 5]),
		8 => {
			let back = u32::from(step.amount % 6);
			let offenders: Vec<_> =
				active().into_iter().skip(step.who % 4).take(1 + step.who / 8).collect();
			let in_session = session().saturating_sub(back);
			// A second report of the same is refused.
			report_in(in_session, step.amount.into(), &offenders).ok();
		},
		9 => Stopped::mutate(|them| match them.iter().position(|it| *it == institution) {
			Some(place) => drop(them.remove(place)),
			None => them.push(institution),
		}),
		10 => Rules::mutate(|it| {
			it.bonds.validator = (BOND + u64::from(step.amount % 4 / 3) * 100).into();
			it.stake.slash = 1_000_000 >> (step.amount % 6);
			it.stake.offences = match step.amount % 3 {
				0 => OffenceMeasure::Report,
				1 => OffenceMeasure::Disable,
				_ => OffenceMeasure::Slash,
			};
		}),
		11 => {
			ToAuthors::<Test>::on_unbalanced(<Balances as Balanced<u64>>::issue(
				step.amount.into(),
			));
			for (place, author) in active().into_iter().enumerate() {
				make_blocks(author, u32::from(step.amount % 2) * place as u32 * 40);
			}
		},
		12 => pass(DAY * Moment::from(10 + step.amount % 10)),
		_ => Restarting::set(!Restarting::get()),
	}
}

fn root_of_storage() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

fn try_call(call: &Call<Test>, who: u64) {
	let may = match call {
		Call::stand { validator } => Stake::ensure_may_stand(&who, validator).is_ok(),
		Call::set_keys { validator, keys, proof } => {
			Stake::ensure_may_set_keys(&who, validator, keys, proof).is_ok()
		},
		Call::leave { validator } => Stake::ensure_may_leave(&who, validator).is_ok(),
		Call::withdraw { validator } => Stake::ensure_may_withdraw(validator).is_ok(),
		Call::apply_slash { session, validator } => {
			Stake::ensure_may_apply_slash(*session, validator).is_ok()
		},
		Call::grant_seats { .. } => who == SEATER,
		_ => who == CANCELLER,
	};
	let before = root_of_storage();
	let sent = call.clone().dispatch_bypass_filter(RuntimeOrigin::signed(who)).is_ok();
	assert!(may || !sent, "{call:?} was refused and succeeded");
	assert!(
		sent || !may || matches!(call, Call::grant_seats { .. } | Call::cancel_slash { .. }),
		"{call:?} was accepted and failed"
	);
	assert_ne!(root_of_storage() == before, sent, "{call:?} did or failed by halves");
}

/// What the invariants do not say: the set in force has what the elected one had, and whatever was
/// bent was announced.
fn check_sets() {
	assert!(active().len() as u32 >= FLOOR, "below the floor");
	assert!(active().iter().all(|it| Session::load_keys(it).is_some()));
	let bent = LastBent::<Test>::get();
	assert_eq!(bent.missing, 0);
	if bent != Bent::default() {
		assert_eq!(Elected::<Test>::get().len() as u32, FLOOR, "bent for more than the floor");
		assert!(happened(Event::FloorHeld { session: session() + 1, bent }));
	}
	let limit = (active().len() - 1) / 3;
	assert!(disabled().len() <= limit, "a third is disabled");
}

/// Whatever changed while finality was being restarted, those who serve vote on it two sessions later.
fn check_voters() {
	Restarting::set(false);
	rotate();
	let serving: Vec<_> = Session::queued_keys().into_iter().map(|(_, it)| it.dummy.0).collect();
	rotate();
	assert_eq!(voters(), serving);
}

/// Slashes are burned, fees are paid in, and nothing else makes or destroys units.
fn check_issuance(before: u64, paid: u64) {
	let burned: u64 = System::events()
		.into_iter()
		.map(|it| match it.event {
			RuntimeEvent::Stake(Event::SlashApplied { amount, .. }) => amount,
			_ => 0,
		})
		.sum();
	assert_eq!(Balances::total_issuance(), before + paid - burned);
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

	#[test]
	fn no_sequence_of_events_breaks_the_set(steps in steps()) {
		run(|| {
			[GUILD, COLLEGE, UNION].into_iter().for_each(join_alone);
			join(HOSPITAL, 11);
			let issued = Balances::total_issuance();
			let mut paid = 0;
			for step in steps {
				match call(step) {
					Some((call, apt)) => {
						let actors = [10, 20, 30, 40, 50, 60, 70, 80, SEATER, CANCELLER, STRANGER];
						try_call(&call, if step.apt { apt } else { actors[step.who] });
					},
					None => {
						world(step);
						paid += if step.what == 11 { u64::from(step.amount) } else { 0 };
					},
				}
				Stake::do_try_state().unwrap_or_else(|it| panic!("{it:?} after {step:?}"));
				check_sets();
			}
			check_issuance(issued, paid);
			check_voters();
		});
	}
}
