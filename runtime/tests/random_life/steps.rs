//! What may happen in a life, and who may come to do it.

use crate::{common::*, grant_id, model::Model, record, subject, PEOPLE};
use pallet_consent::Call as ConsentCall;
use pallet_records::{Call as RecordsCall, Keep};
use pallet_redaction::{Answer, Call as RedactionCall, OwnCopy};
use pallet_registry::Call as RegistryCall;
use proptest::prelude::*;
use salus_primitives::*;
use salus_runtime::*;

/// Somebody of every kind. `Right` stands for whom the step is meant for.
pub const ACTORS: [&str; 8] =
	["Right", "Right", "Right", "Alice", "Bob", "Guardian", "Other", "Stranger"];

/// One step. People, records and grants by number.
#[derive(Clone, Debug)]
pub enum Step {
	Wait(Moment),
	Issue { person: usize, record: u8 },
	Amend { record: u8 },
	Attest { record: u8 },
	DeclineRecord { person: usize, record: u8 },
	Grant { person: usize, grant: u8, future: bool, research: bool, consent: bool },
	Revoke { person: usize, grant: u8 },
	RevokeAll { person: usize },
	Ask { person: usize, grant: u8 },
	Approve { person: usize, grant: u8 },
	Decline { person: usize, grant: u8 },
	Object { person: usize },
	TakeObjectionBack { person: usize },
	OptOut { person: usize },
	OptIn { person: usize },
	Emergency { person: usize },
	Review { person: usize, justified: bool },
	Hold { record: u8 },
	LiftHold { record: u8 },
	AskErasure { person: usize, record: u8 },
	Withdraw { person: usize, record: u8 },
	Accept { record: u8 },
	Refuse { record: u8 },
	Receipt { record: u8, custodian: u32 },
	Rectify { person: usize, record: u8 },
	AnswerRectification { record: u8, amended: bool },
	Appoint { person: usize },
	Dismiss { person: usize },
	Suspend,
	Reinstate,
}

/// Any step.
pub fn step() -> impl Strategy<Value = Step> {
	use Step::*;
	let person = || 0..PEOPLE.len();
	let record = || 0..3u8;
	let grant = || 0..4u8;
	prop_oneof![
		3 => (1..20_000u64).prop_map(Wait),
		4 => (person(), record()).prop_map(|(person, record)| Issue { person, record }),
		2 => record().prop_map(|record| Amend { record }),
		1 => record().prop_map(|record| Attest { record }),
		1 => (person(), record()).prop_map(|(person, record)| DeclineRecord { person, record }),
		5 => (person(), grant(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
			|(person, grant, future, research, consent)| Grant {
				person, grant, future, research, consent,
			}
		),
		2 => (person(), grant()).prop_map(|(person, grant)| Revoke { person, grant }),
		1 => person().prop_map(|person| RevokeAll { person }),
		2 => (person(), grant()).prop_map(|(person, grant)| Ask { person, grant }),
		2 => (person(), grant()).prop_map(|(person, grant)| Approve { person, grant }),
		1 => (person(), grant()).prop_map(|(person, grant)| Decline { person, grant }),
		1 => person().prop_map(|person| Object { person }),
		1 => person().prop_map(|person| TakeObjectionBack { person }),
		1 => person().prop_map(|person| OptOut { person }),
		1 => person().prop_map(|person| OptIn { person }),
		2 => person().prop_map(|person| Emergency { person }),
		1 => (person(), any::<bool>())
			.prop_map(|(person, justified)| Review { person, justified }),
		2 => record().prop_map(|record| Hold { record }),
		1 => record().prop_map(|record| LiftHold { record }),
		3 => (person(), record()).prop_map(|(person, record)| AskErasure { person, record }),
		1 => (person(), record()).prop_map(|(person, record)| Withdraw { person, record }),
		2 => record().prop_map(|record| Accept { record }),
		1 => record().prop_map(|record| Refuse { record }),
		4 => (record(), 3..6u32)
			.prop_map(|(record, custodian)| Receipt { record, custodian }),
		1 => (person(), record()).prop_map(|(person, record)| Rectify { person, record }),
		1 => (record(), any::<bool>())
			.prop_map(|(record, amended)| AnswerRectification { record, amended }),
		1 => person().prop_map(|person| Appoint { person }),
		1 => person().prop_map(|person| Dismiss { person }),
		1 => Just(Suspend),
		1 => Just(Reinstate),
	]
}

impl Step {
	/// Who takes it.
	pub fn author<'a>(&self, actor: &'a str) -> &'a str {
		use Step::*;
		if actor != "Right" {
			return actor;
		}
		match self {
			Wait(_) => "Stranger",
			Issue { .. }
			| Amend { .. }
			| Accept { .. }
			| Refuse { .. }
			| AnswerRectification { .. } => "Alice",
			Attest { .. } | Ask { .. } => "Bob",
			Receipt { .. } => "Charlie",
			Emergency { .. } => "Two",
			Review { .. } => "Alice//stash",
			Hold { .. } | LiftHold { .. } | Suspend | Reinstate => "One",
			DeclineRecord { person, .. }
			| Grant { person, .. }
			| Revoke { person, .. }
			| RevokeAll { person }
			| Approve { person, .. }
			| Decline { person, .. }
			| Object { person }
			| TakeObjectionBack { person }
			| OptOut { person }
			| OptIn { person }
			| AskErasure { person, .. }
			| Withdraw { person, .. }
			| Rectify { person, .. }
			| Appoint { person }
			| Dismiss { person } => PEOPLE[*person],
		}
	}

	/// What is sent.
	pub fn call(&self, model: &Model) -> RuntimeCall {
		use Step::*;
		match *self {
			Wait(_) => unreachable!("time is not sent"),
			Issue { person, record: n } => RecordsCall::issue {
				subject: subject(person),
				record: record(n),
				folder: None,
				keep: Keep { basis: LawfulBasis::Consent, until_year: 2036 },
				sealing: sealing(),
			}
			.into(),
			Amend { record: n } => {
				RecordsCall::amend { record: record(n), sealing: sealing() }.into()
			},
			Attest { record: n } => {
				RecordsCall::attest { record: record(n), version: model.version(n) }.into()
			},
			DeclineRecord { record: n, .. } => RecordsCall::decline { record: record(n) }.into(),
			Grant { person, grant, future, research, consent } => ConsentCall::grant {
				grant: grant_id(grant),
				subject: subject(person),
				terms: sealed(grant, &model.terms(future, research, consent)),
				until: model.now + 100_000,
				policy: 1,
			}
			.into(),
			Revoke { person, grant } => {
				ConsentCall::revoke { subject: subject(person), grant: grant_id(grant) }.into()
			},
			RevokeAll { person } => ConsentCall::revoke_all { subject: subject(person) }.into(),
			Ask { person, grant } => ConsentCall::request {
				subject: subject(person),
				grant: grant_id(grant),
				terms: sealed(grant, &model.terms(true, false, true)),
				until: model.now + 100_000,
			}
			.into(),
			Approve { person, grant } => {
				ConsentCall::approve { subject: subject(person), grant: grant_id(grant) }.into()
			},
			Decline { person, grant } => {
				ConsentCall::decline { subject: subject(person), grant: grant_id(grant) }.into()
			},
			Object { person } => {
				ConsentCall::object { subject: subject(person), purposes: SECONDARY }.into()
			},
			TakeObjectionBack { person } => {
				ConsentCall::withdraw_objection { subject: subject(person), purposes: SECONDARY }
					.into()
			},
			OptOut { person } => ConsentCall::opt_out { subject: subject(person) }.into(),
			OptIn { person } => ConsentCall::opt_in { subject: subject(person) }.into(),
			Emergency { person } => ConsentCall::open_emergency { subject: subject(person) }.into(),
			Review { person, justified } => ConsentCall::review_emergency {
				subject: subject(person),
				desk: InstitutionId(8),
				justified,
			}
			.into(),
			Hold { record: n } => RedactionCall::place_hold {
				record: record(n),
				basis: HoldBasis::LegalClaims,
				until: model.now + 15_000,
			}
			.into(),
			LiftHold { record: n } => RedactionCall::lift_hold { record: record(n) }.into(),
			AskErasure { record: n, .. } => RedactionCall::request {
				record: record(n),
				salt: model.salt(n),
				ground: ErasureGround::ConsentWithdrawn,
			}
			.into(),
			Withdraw { record: n, .. } => RedactionCall::withdraw { case: model.case(n) }.into(),
			Accept { record: n } => {
				RedactionCall::accept { case: model.case(n), own_copy: OwnCopy::Erased }.into()
			},
			Refuse { record: n } => {
				let ground = RefusalGround::LegalObligation;
				RedactionCall::refuse { case: model.case(n), ground }.into()
			},
			Receipt { record: n, custodian } => receipt_for(
				model.case(n),
				record(n),
				model.next_version(n, custodian),
				custodian,
				model.now,
			)
			.into(),
			Rectify { record: n, .. } => {
				RedactionCall::request_rectification { record: record(n), salt: model.salt(n) }
					.into()
			},
			AnswerRectification { record: n, amended } => {
				let answer = if amended {
					Answer::Amended
				} else {
					Answer::Refused(RectificationRefusal::Accurate)
				};
				let rectification = Redaction::open_rectification(record(n)).unwrap_or_default();
				RedactionCall::answer_rectification { rectification, answer }.into()
			},
			Appoint { person } => RegistryCall::appoint_guardian {
				subject: subject(person),
				guardian: account("Guardian"),
				scope: GuardianScope::VIEW.and(GuardianScope::CONSENT),
				until: model.now + 30_000,
			}
			.into(),
			Dismiss { person } => RegistryCall::remove_guardian {
				subject: subject(person),
				guardian: account("Guardian"),
			}
			.into(),
			Suspend => RegistryCall::suspend { institution: CLINIC }.into(),
			Reinstate => RegistryCall::reinstate { institution: CLINIC }.into(),
		}
	}
}

/// The terms as they stand on chain.
pub fn sealed(grant: u8, terms: &Terms) -> TermsOnChain {
	TermsOnChain::Sealed(TermsCommitment::new(&SALT, grant_id(grant), terms))
}
