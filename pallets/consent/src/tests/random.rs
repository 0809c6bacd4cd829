//! Random calls by random actors while time passes: the invariants hold, a refused call changes
//! nothing, a free call succeeds, and every verdict is the one of a model that knows neither
//! generations nor counts.

use super::mock::*;
use crate::*;
use frame_support::dispatch::CheckIfFeeless;
use proptest::{
	collection::vec,
	prelude::any,
	prop_oneof,
	sample::select,
	test_runner::{Config, TestRunner},
};
use salus_primitives::{
	Action, GrantId, Ground, Hash32, InstitutionId, LawfulBasis, Moment, OpenScope, Policy,
	Purpose, Purposes, Query, Quorum, Reconsent, Requester, SubjectId, Terms, TermsCommitment,
	TermsOnChain, EVERY_PURPOSE,
};
use sp_runtime::traits::Dispatchable;
use std::{cell::RefCell, collections::BTreeMap};

const SUBJECTS: [SubjectId; 2] = [SUBJECT, STRANGERS];
const ASKED: [Purpose; 5] =
	[Purpose::TREAT, Purpose::HRESCH, Purpose::POARCH, Purpose::BTG, Purpose::HMARKT];

/// One step: which call, by whom, two choices, and how long to wait before.
type Step = (u8, u8, u8, u8, u64);

fn subject(choice: u8) -> SubjectId {
	SUBJECTS[usize::from(choice % 4 == 3)]
}

struct Given {
	subject: SubjectId,
	id: GrantId,
	terms: Terms<OpenScope>,
	policy: u32,
	granted: Moment,
	revoked: Option<Moment>,
}

#[derive(Default)]
struct Model {
	grants: Vec<Given>,
	requests: BTreeMap<(SubjectId, GrantId), Terms<OpenScope>>,
	objections: BTreeMap<SubjectId, Vec<Purpose>>,
	out: BTreeMap<SubjectId, bool>,
	opted_in: BTreeMap<SubjectId, Moment>,
	emergencies: BTreeMap<(SubjectId, InstitutionId), Moment>,
	/// What was valid when, by the last word on each moment.
	seen: BTreeMap<(Moment, SubjectId, GrantId), bool>,
}

impl Given {
	fn is_live(&self, now: Moment) -> bool {
		self.revoked.is_none() && now < self.terms.until
	}
}

fn terms(choice: u8, until: Moment) -> Terms<OpenScope> {
	let purposes = match choice % 3 {
		0 => Purposes::of(&[Purpose::TREAT]),
		1 => Purposes::of(&[Purpose::HRESCH]),
		_ => Purposes::of(&[Purpose::TREAT, Purpose::POARCH, Purpose::BTG, Purpose::HMARKT]),
	};
	let basis = if choice & 4 == 0 { LawfulBasis::Consent } else { LawfulBasis::PublicTask };
	let grantee = if choice & 8 == 0 { CLINIC } else { RESEARCHER };
	Terms { grantee, purposes, basis, until, ..open_terms() }
}

/// The terms as they stand on chain: in the clear or, for some, sealed.
fn on_chain(choice: u8, id: GrantId, terms: Terms<OpenScope>) -> TermsOnChain {
	if choice & 16 == 0 {
		TermsOnChain::Open(terms)
	} else {
		TermsOnChain::Sealed(TermsCommitment::new(&SALT, id, &terms.widened()))
	}
}

fn objection(choice: u8) -> Purpose {
	[Purpose::HRESCH, Purpose::HMARKT, Purpose::TREAT][usize::from(choice % 3)]
}

/// A call that has a chance: the ids are mostly of rows that exist.
fn call(model: &Model, kind: u8, a: u8, b: u8) -> crate::Call<Test> {
	use crate::Call::*;

	let now = Timestamp::get();
	let subject = subject(a);
	let (fresh, other) = (id(b), id(b.wrapping_add(a)));
	let given = model.pick_grant(subject, b, kind != 16).unwrap_or(fresh);
	let asked = model.pick_request(subject, b).unwrap_or(fresh);
	let until = now + 20 + u64::from(b % 8) * 20;
	let terms_of = |id| on_chain(a >> 1, id, terms(a >> 1, until));
	let policy = Rules::get().version;
	let objected = model.objections.get(&subject).and_then(|it| it.first().copied());
	let purposes = Purposes::of(&[objection(b)]);
	let (first, last) = AnchorSpan::<Test>::get(VAULT).unwrap_or_default();
	let next = if last == 0 { Consent::today() - 3 } else { last + 1 };
	match kind {
		0 => grant { grant: fresh, subject, terms: terms_of(fresh), until, policy },
		1 => revoke { subject, grant: given },
		2 => {
			let more = model.pick_grant(subject, b.wrapping_add(1), true).filter(|it| *it != given);
			let grants = [given].into_iter().chain(more).collect();
			revoke_many { subject, grants: GrantIds::truncate_from(grants) }
		},
		3 => revoke_all { subject },
		4 => {
			let until = now + 1 + u64::from(b % 8);
			let terms = on_chain(a >> 1, other, terms(a >> 1, until));
			narrow { subject, grant: given, new: other, terms, until, policy }
		},
		5 => request { subject, grant: fresh, terms: terms_of(fresh), until },
		6 => approve { subject, grant: asked },
		7 => decline { subject, grant: asked },
		8 => close_request { subject, grant: asked },
		9 => object { subject, purposes },
		10 => {
			let purposes = objected.map_or(purposes, |it| Purposes::of(&[it]));
			withdraw_objection { subject, purposes }
		},
		11 => opt_out { subject },
		12 => opt_in { subject },
		13 => open_emergency { subject },
		14 => review_emergency { subject, desk: DESK, justified: b & 1 == 0 },
		15 => anchor { day: next + u32::from(b.is_multiple_of(4)), root: Hash32([b; 32]) },
		16 => prune { subject, grant: given },
		17 => prune_emergency { subject, desk: DESK },
		_ => prune_anchor { custodian: VAULT, day: first },
	}
}

/// Who sends it: most of the time somebody who may.
fn actor(kind: u8, choice: u8, a: u8) -> u64 {
	let person = if subject(a) == STRANGERS {
		STRANGER
	} else {
		[PATIENT, PATIENT, MOTHER, FATHER][usize::from(choice % 4)]
	};
	let grantee = account(if (a >> 1) & 8 == 0 { CLINIC } else { RESEARCHER });
	match (choice % 5, kind) {
		(0, _) => ACTORS[usize::from(choice) % ACTORS.len()],
		(_, 5 | 8) => grantee,
		(_, 13) => account(DESK),
		(_, 14) => account(REGULATOR),
		(_, 15) => account(VAULT),
		_ => person,
	}
}

impl Model {
	/// What a call that succeeded means.
	fn apply(&mut self, call: crate::Call<Test>, a: u8) {
		use crate::Call::*;

		let now = Timestamp::get();
		match call {
			grant { grant, subject, until, .. } => {
				self.give(subject, grant, terms(a >> 1, until));
			},
			revoke { subject, grant } => self.revoke(subject, |id| id == grant),
			revoke_many { subject, grants } => self.revoke(subject, |id| grants.contains(&id)),
			revoke_all { subject } => self.revoke(subject, |_| true),
			narrow { subject, grant, new, until, .. } => {
				self.revoke(subject, |id| id == grant);
				self.give(subject, new, terms(a >> 1, until));
			},
			request { subject, grant, until, .. } => {
				self.requests.insert((subject, grant), terms(a >> 1, until));
			},
			approve { subject, grant } => {
				let asked = self.requests.remove(&(subject, grant)).expect("it was asked for");
				self.give(subject, grant, asked);
			},
			decline { subject, grant } | close_request { subject, grant } => {
				self.requests.remove(&(subject, grant)).expect("it was asked for");
			},
			object { subject, purposes } => {
				let named =
					salus_primitives::PURPOSES.into_iter().find(|it| purposes.contains(*it));
				self.objections.entry(subject).or_default().extend(named);
			},
			withdraw_objection { subject, purposes } => {
				self.objections.entry(subject).or_default().retain(|it| !purposes.contains(*it));
			},
			opt_out { subject } => {
				self.out.insert(subject, true);
			},
			opt_in { subject } => {
				self.out.insert(subject, false);
				self.opted_in.insert(subject, now);
			},
			open_emergency { subject } => {
				self.emergencies.insert((subject, DESK), now + 50);
			},
			review_emergency { subject, desk, justified: false } => {
				self.emergencies.remove(&(subject, desk));
			},
			prune { subject, grant } => {
				let index = self.position(subject, grant).expect("it was given");
				let gone = self.grants.remove(index);
				assert!(gone.revoked.unwrap_or(gone.terms.until) + 500 <= now, "pruned too early");
				self.seen.retain(|it, _| (it.1, it.2) != (subject, grant));
			},
			_ => {},
		}
	}

	/// A grant of the subject, live if so wanted and the choice is not an odd one.
	fn pick_grant(&self, subject: SubjectId, choice: u8, live: bool) -> Option<GrantId> {
		let (now, any) = (Timestamp::get(), !live || choice % 8 == 7);
		let fits = |it: &&Given| it.subject == subject && (any || it.is_live(now));
		let ids: Vec<_> = self.grants.iter().filter(fits).map(|it| it.id).collect();
		ids.get(usize::from(choice) % ids.len().max(1)).copied()
	}

	fn pick_request(&self, subject: SubjectId, choice: u8) -> Option<GrantId> {
		let ids: Vec<_> = self.requests.keys().filter(|it| it.0 == subject).collect();
		ids.get(usize::from(choice) % ids.len().max(1)).map(|it| it.1)
	}

	/// The subject left, and came back under the same id.
	fn forget(&mut self, subject: SubjectId) {
		self.requests.retain(|it, _| it.0 != subject);
		self.objections.remove(&subject);
		self.out.remove(&subject);
		self.opted_in.remove(&subject);
	}

	fn position(&self, subject: SubjectId, id: GrantId) -> Option<usize> {
		self.grants.iter().position(|it| (it.subject, it.id) == (subject, id))
	}

	fn give(&mut self, subject: SubjectId, id: GrantId, terms: Terms<OpenScope>) {
		let (granted, policy) = (Timestamp::get(), Rules::get().version);
		self.grants.push(Given { subject, id, terms, policy, granted, revoked: None });
	}

	fn revoke(&mut self, subject: SubjectId, which: impl Fn(GrantId) -> bool) {
		let now = Timestamp::get();
		for grant in &mut self.grants {
			if grant.subject == subject && which(grant.id) && grant.is_live(now) {
				grant.revoked = Some(now);
			}
		}
	}

	fn allows(&self, given: &Given, asked: Purpose) -> bool {
		let now = Timestamp::get();
		let (subject, terms) = (given.subject, &given.terms);
		let above = |at: Purpose| core::iter::successors(Some(at), |it| it.parent());
		let widened = Rules::get().reconsent.is_some_and(|it| {
			given.policy < it.before
				&& it.from <= now
				&& above(asked).any(|at| it.widened.contains(at))
		});
		let objected = self
			.objections
			.get(&subject)
			.is_some_and(|set| above(asked).any(|at| set.contains(&at)));
		let secondary = [Purpose::HRESCH, Purpose::POARCH].contains(&asked);
		let out = self.out.get(&subject) == Some(&true)
			|| self.opted_in.get(&subject).is_some_and(|last| given.granted < *last);
		let overridden = terms.basis != LawfulBasis::Consent && (objected || secondary && out);
		let allowed = Rules::get().consent.purposes.contains(asked);
		given.is_live(now) && terms.purposes.cover(asked) && allowed && !widened && !overridden
	}

	/// Compares every verdict, and every one of the past.
	fn check(&mut self) {
		let now = Timestamp::get();
		for given in &self.grants {
			let record = if given.subject == SUBJECT { RECORD } else { STRANGERS_RECORD };
			let mut asks = relying_on(given.id, given.terms);
			if let Some(opening) = asks.opening.as_mut() {
				opening.salt = SALT;
			}
			for purpose in ASKED.into_iter().skip(now as usize % 3).step_by(2) {
				let query = Query { purpose, record, ..asks.clone() };
				let expected = self.allows(given, purpose);
				assert_eq!(Consent::verdict(&query).is_allowed(), expected, "{purpose:?}");
				let other = Query { requester: Requester::Institution(REGULATOR), ..query };
				assert!(!Consent::verdict(&other).is_allowed());
			}
			self.seen.insert((now, given.subject, given.id), given.is_live(now));
		}
		for subject in SUBJECTS {
			let record = if subject == SUBJECT { RECORD } else { STRANGERS_RECORD };
			let requester = Requester::Institution(DESK);
			let asks =
				Query { requester, record, purpose: Purpose::BTG, opening: None, ..question() };
			let open = self.emergencies.get(&(subject, DESK)).is_some_and(|until| now < *until);
			let expected = open && Wiring::is_desk(DESK);
			let said = Consent::verdict(&Query { action: Action::Access, ..asks });
			assert_eq!(said == salus_primitives::Verdict::Allowed(Ground::Emergency), expected);
		}
		for ((at, subject, id), valid) in self.seen.iter().step_by(self.seen.len() / 16 + 1) {
			assert_eq!(Consent::was_valid_at(*subject, *id, *at), *valid, "the past changed");
		}
	}
}

/// Takes the step. The index of the call, if it did something.
fn step(model: &mut Model, (kind, choice, a, b, wait): Step) -> Option<u8> {
	// Most steps are short; some jump over the end of everything, some over midnight.
	let wait = match wait {
		_ if matches!(kind, 16 | 17) && choice % 2 == 0 => 600,
		0..=60 => wait % 7,
		61 | 62 => 600,
		_ => DAY,
	};
	if wait > 0 {
		at(Timestamp::get() + wait);
	}
	System::reset_events();
	let mut done = None;
	if kind == 19 {
		set_allowance(subject(a), u32::from(b % 4));
		Guardians::set(if b & 4 == 0 { Quorum::Any } else { Quorum::All });
		give_back(DESK);
	} else if kind == 20 {
		let (version, from) = (Rules::get().version + 1, Timestamp::get() + 30);
		let widened = Purposes::of(&[objection(b)]);
		let reconsent = Some(Reconsent { before: version, widened, from });
		Rules::set(Policy { version, reconsent, ..Rules::get() });
	} else if kind == 22 {
		// A policy forbids one purpose, or none.
		let forbidden = [Purpose::HRESCH, Purpose::POARCH, Purpose::BTG].get(usize::from(b % 6));
		let forbidden = forbidden.map_or(0, |it| Purposes::of(&[*it]).0);
		let purposes = Purposes(EVERY_PURPOSE.0 & !forbidden);
		Rules::mutate(|rules| rules.consent.purposes = purposes);
	} else if kind == 21 {
		let subject = subject(a);
		if !Consent::has_live(subject) {
			Consent::forget(subject);
			model.forget(subject);
		}
	} else {
		let sent = call(model, kind, a, b);
		let by = signed(actor(kind, choice, a));
		let before = root();
		let free = RuntimeCall::from(sent.clone()).is_feeless(&by);
		let result = RuntimeCall::from(sent.clone()).dispatch(by);
		assert!(!free || result.is_ok(), "free and refused: {sent:?}");
		if result.is_err() {
			assert_eq!(root(), before, "refused, and something changed: {sent:?}");
		} else if !matches!(last_event(), RuntimeEvent::Consent(Event::AgreementNoted { .. })) {
			model.apply(sent, a);
			done = Some(kind);
		}
	}
	Consent::do_try_state().expect("invariants hold");
	model.check();
	done
}

#[test]
fn whatever_happens_the_verdict_is_the_models() {
	// What needs something before it comes more often.
	let kind =
		prop_oneof![1 => select(vec![0u8, 0, 1, 2, 4, 5, 5, 6, 6, 8, 10, 12, 14]), 2 => 0..23u8];
	let steps = vec((kind, any::<u8>(), any::<u8>(), any::<u8>(), 0..64u64), 60);
	let config = Config { cases: 32, failure_persistence: None, ..Config::default() };
	let done = RefCell::new([0u32; 19]);
	let outcome = TestRunner::new(config).run(&steps, |steps| {
		externalities().execute_with(|| {
			Rules::mutate(|rules| rules.consent.anchors = 0);
			let mut model = Model::default();
			for it in steps {
				if let Some(kind) = step(&mut model, it) {
					done.borrow_mut()[usize::from(kind)] += 1;
				}
			}
		});
		Ok(())
	});
	outcome.unwrap_or_else(|failure| panic!("{failure}"));
	assert!(done.borrow().iter().all(|count| *count > 0), "a call never did anything: {done:?}");
}
