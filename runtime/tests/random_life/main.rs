//! Random lives: every kind of step, by whoever it occurs to, beside a simple model of who may see
//! what. After each step the verdicts are the model's and every invariant holds; in the end everything
//! is erased and the state is what it was before.

#[path = "../common/mod.rs"]
mod common;
mod model;
mod steps;
mod wind_down;

use common::*;
use model::Model;
use proptest::prelude::*;
use salus_primitives::*;
use salus_runtime::*;
use steps::{step, Step};

/// Whose records the lives are about.
const PEOPLE: [&str; 2] = ["Person", "Other"];

fn subject(person: usize) -> SubjectId {
	SubjectId([0x51 + person as u8; 16])
}

fn record(n: u8) -> RecordId {
	RecordId([0xa0 + n; 16])
}

fn grant_id(n: u8) -> GrantId {
	GrantId([0x60 + n; 16])
}

/// Enrols both people and bounds the lives that follow.
fn begin() {
	for (person, who) in PEOPLE.iter().enumerate() {
		enrol_as(who, subject(person));
	}
	at(NOW + 1_000);
}

fn invariants_hold() {
	Registry::do_try_state().expect("registry");
	Records::do_try_state().expect("records");
	Consent::do_try_state().expect("consent");
	Redaction::do_try_state().expect("redaction");
}

/// What is about institutions and stays: who they are, and how often they did what is counted.
const ABOUT_INSTITUTIONS: &[(&str, &str)] = &[
	("Registry", "Institutions"),
	("Registry", "Desks"),
	("Registry", "Enrolled"),
	("Consent", "DeskDays"),
	("Consent", "Unjustified"),
];

/// The rows of our pallets and of the token ledger that are about people and their records.
fn rows() -> Vec<Row> {
	let institutions: Vec<_> =
		ABOUT_INSTITUTIONS.iter().flat_map(|(pallet, item)| rows_of(pallet, Some(item))).collect();
	["Registry", "Records", "Consent", "Redaction", "Nfts"]
		.iter()
		.flat_map(|pallet| rows_of(pallet, None))
		.filter(|row| !institutions.contains(row))
		.collect()
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

	#[test]
	fn verdicts_are_the_models_and_nothing_stays(
		steps in prop::collection::vec((0..steps::ACTORS.len(), step()), 1..60),
	) {
		on_new_chain(|| {
			let before = rows();
			begin();
			let mut model = Model::new(NOW + 1_000);
			for (actor, step) in steps {
				take(&mut model, steps::ACTORS[actor], step);
				invariants_hold();
				model.compare();
			}
			wind_down::wind_down(&model);
			invariants_hold();
			assert_eq!(rows(), before);
		});
	}
}

/// Takes one step: the model follows only what the chain let through.
fn take(model: &mut Model, actor: &str, step: Step) {
	if let Step::Wait(time) = step {
		model.now += time;
		at(model.now);
		return;
	}
	let who = step.author(actor);
	if matches!(apply(who, step.call(model)), Ok(Ok(_))) {
		model.follow(who, &step);
	}
}
