//! The end of a life: everything that is known of a person can be removed, by calls that exist.

use crate::{common::*, model::Model, record, subject, PEOPLE};
use pallet_consent::Call as ConsentCall;
use pallet_redaction::{Call as RedactionCall, OwnCopy};
use pallet_registry::Call as RegistryCall;
use salus_primitives::*;
use salus_runtime::*;

const DAY: Moment = 24 * 60 * 60 * 1000;

/// Sends what may be without effect by now.
fn tried(who: &str, call: impl Into<RuntimeCall>) {
	let _ = apply(who, call);
}

/// Erases, closes and prunes everything.
pub fn wind_down(model: &Model) {
	let mut now = model.now + DAY;
	at(now);
	for (n, document) in &model.documents {
		erase(*n, document.person, &mut now);
	}
	for (person, who) in PEOPLE.iter().enumerate() {
		leave(subject(person), who);
	}
	// Beyond every retention that policy knows.
	at(now + 20 * 366 * DAY);
	prune();
}

fn erase(n: u8, person: usize, now: &mut Moment) {
	let id = record(n);
	let row = pallet_records::Records::<Runtime>::get(id).expect("the record is live");
	let case = row.restricted_by.unwrap_or_else(|| {
		let salt = [0xee; 16];
		let ground = ErasureGround::NoLongerNecessary;
		done(PEOPLE[person], RedactionCall::request { record: id, salt, ground });
		case_id(id, &salt)
	});
	for issuer in ["Alice", "Bob"] {
		tried(issuer, RedactionCall::accept { case, own_copy: OwnCopy::Erased });
	}
	*now += 10_000;
	at(*now);
	for version in 1..=row.current.version {
		for custodian in 3..6 {
			tried("Charlie", receipt_for(case, id, version, custodian, *now));
		}
	}
	assert!(pallet_records::Records::<Runtime>::get(id).is_none(), "record {n} stays");
}

fn leave(subject: SubjectId, who: &str) {
	tried(who, ConsentCall::revoke_all { subject });
	for grant in pallet_consent::Requests::<Runtime>::iter_key_prefix(subject).collect::<Vec<_>>() {
		done(who, ConsentCall::decline { subject, grant });
	}
	for desk in pallet_consent::Emergencies::<Runtime>::iter_key_prefix(subject).collect::<Vec<_>>()
	{
		let call = ConsentCall::review_emergency { subject, desk, justified: true };
		tried("Alice//stash", call);
	}
	done(who, RegistryCall::close { subject });
}

fn prune() {
	for (subject, grant) in pallet_consent::Grants::<Runtime>::iter_keys().collect::<Vec<_>>() {
		done("Charlie", ConsentCall::prune { subject, grant });
	}
	for (subject, desk) in pallet_consent::Emergencies::<Runtime>::iter_keys().collect::<Vec<_>>() {
		done("Charlie", ConsentCall::prune_emergency { subject, desk });
	}
	let answered = pallet_redaction::Rectifications::<Runtime>::iter_keys().collect::<Vec<_>>();
	for rectification in answered {
		done("Charlie", RedactionCall::prune_rectification { rectification });
	}
	for case in pallet_redaction::Cases::<Runtime>::iter_keys().collect::<Vec<_>>() {
		done("Charlie", RedactionCall::prune_case { case });
	}
}
