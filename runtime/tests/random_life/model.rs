//! Who may see what, told simply.

use crate::{common::*, grant_id, record, steps::Step, subject, PEOPLE};
use salus_primitives::*;
use salus_runtime::*;
use std::collections::{BTreeMap, BTreeSet};

/// A live record.
#[derive(Clone, Debug)]
pub struct Document {
	pub person: usize,
	issuer: InstitutionId,
	issued: Moment,
	declined: bool,
	pub restricted: bool,
	/// For each version, who has sworn that it erased it.
	sworn: Vec<BTreeSet<u32>>,
	held_until: Option<Moment>,
}

#[derive(Clone, Debug)]
struct Given {
	terms: Terms,
	at: Moment,
	until: Moment,
	ended: bool,
}

/// Everything that decides who sees what.
#[derive(Default)]
pub struct Model {
	pub now: Moment,
	pub documents: BTreeMap<u8, Document>,
	grants: BTreeMap<(usize, u8), Given>,
	asked: BTreeMap<(usize, u8), (Terms, Moment)>,
	objected: BTreeSet<usize>,
	/// Since when out, and until when if it is over.
	opted_out: BTreeMap<usize, Option<Moment>>,
	emergencies: BTreeMap<usize, Moment>,
	unjustified: u32,
	guardians: BTreeMap<usize, Moment>,
	clinic_suspended: bool,
	requests: BTreeMap<u8, u8>,
	pub cases: BTreeMap<u8, CaseId>,
}

impl Model {
	pub fn new(now: Moment) -> Self {
		Self { now, ..Default::default() }
	}

	/// What the clinic is given.
	pub fn terms(&self, future: bool, research: bool, consent: bool) -> Terms {
		let purpose = if research { Purpose::HRESCH } else { Purpose::TREAT };
		Terms {
			grantee: CLINIC,
			scope: Scope::Everything { future },
			purposes: Purposes::of(&[purpose]),
			actions: Actions::of(&[Action::Access]),
			from: self.now,
			until: self.now + 100_000,
			basis: if consent { LawfulBasis::Consent } else { LawfulBasis::PublicTask },
			obligations: Obligations::default(),
		}
	}

	/// A salt of the next request about a record.
	pub fn salt(&self, n: u8) -> [u8; 16] {
		let mut salt = [n; 16];
		salt[0] = self.requests.get(&n).copied().unwrap_or_default();
		salt
	}

	/// The newest case about a record.
	pub fn case(&self, n: u8) -> CaseId {
		self.cases.get(&n).copied().unwrap_or_default()
	}

	/// The version in force.
	pub fn version(&self, n: u8) -> u32 {
		self.documents.get(&n).map_or(1, |it| it.sworn.len() as u32)
	}

	/// The version that a custodian would swear to next.
	pub fn next_version(&self, n: u8, custodian: u32) -> u32 {
		let sworn = self.documents.get(&n).map(|it| &it.sworn);
		let next = sworn.and_then(|all| all.iter().position(|by| !by.contains(&custodian)));
		next.unwrap_or_default() as u32 + 1
	}

	/// What a step changes, once the chain let it through.
	pub fn follow(&mut self, who: &str, step: &Step) {
		use Step::*;
		let now = self.now;
		match *step {
			Issue { person, record: n } => {
				let document = Document {
					person,
					issuer: if who == "Bob" { CLINIC } else { HOSPITAL },
					issued: now,
					declined: false,
					restricted: false,
					sworn: vec![BTreeSet::new()],
					held_until: None,
				};
				self.documents.insert(n, document);
			},
			Amend { record: n } => self.document(n).sworn.push(BTreeSet::new()),
			DeclineRecord { record: n, .. } => self.document(n).declined = true,
			Grant { person, grant, future, research, consent } => {
				let terms = self.terms(future, research, consent);
				self.give(person, grant, terms, now + 100_000);
			},
			Revoke { person, grant } => {
				self.grants.get_mut(&(person, grant)).expect("it was given").ended = true;
			},
			RevokeAll { person } => {
				let of_person = |key: &(usize, u8)| key.0 == person;
				self.grants
					.iter_mut()
					.filter(|(key, _)| of_person(key))
					.for_each(|(_, given)| given.ended = true);
			},
			Ask { person, grant } => {
				assert_ne!(who, PEOPLE[person], "people do not ask themselves");
				let terms = self.terms(true, false, true);
				self.asked.insert((person, grant), (terms, now + 100_000));
			},
			Approve { person, grant } => {
				let (terms, until) = self.asked.remove(&(person, grant)).expect("it was asked");
				self.give(person, grant, terms, until);
			},
			Decline { person, grant } => {
				self.asked.remove(&(person, grant)).expect("it was asked");
			},
			Object { person } => {
				self.objected.insert(person);
			},
			TakeObjectionBack { person } => {
				self.objected.remove(&person);
			},
			OptOut { person } => {
				self.opted_out.insert(person, None);
			},
			OptIn { person } => {
				self.opted_out.insert(person, Some(now));
			},
			Emergency { person } => {
				self.emergencies.insert(person, now + 60_000);
			},
			Review { person, justified } => {
				if !justified {
					self.emergencies.insert(person, now);
					self.unjustified += 1;
				}
			},
			Hold { record: n } => self.document(n).held_until = Some(now + 15_000),
			LiftHold { record: n } => self.document(n).held_until = None,
			AskErasure { record: n, .. } => {
				self.cases.insert(n, case_id(record(n), &self.salt(n)));
				*self.requests.entry(n).or_default() += 1;
				self.document(n).restricted = true;
			},
			Withdraw { record: n, .. } | Refuse { record: n } => {
				self.document(n).restricted = false;
			},
			Receipt { record: n, custodian } => {
				let version = self.next_version(n, custodian) as usize - 1;
				let document = self.document(n);
				document.sworn[version].insert(custodian);
				// Two of three shares open a record: with two gone, nobody can.
				if document.sworn.iter().all(|by| by.len() >= 2) {
					self.documents.remove(&n);
				}
			},
			Rectify { record: n, .. } => *self.requests.entry(n).or_default() += 1,
			Appoint { person } => {
				self.guardians.insert(person, now + 30_000);
			},
			Dismiss { person } => {
				self.guardians.remove(&person);
			},
			Suspend => self.clinic_suspended = true,
			Reinstate => self.clinic_suspended = false,
			Wait(_) | Attest { .. } | Accept { .. } | AnswerRectification { .. } => {},
		}
	}

	fn document(&mut self, n: u8) -> &mut Document {
		self.documents.get_mut(&n).expect("the record is live")
	}

	fn give(&mut self, person: usize, grant: u8, terms: Terms, until: Moment) {
		let given = Given { terms, at: self.now, until, ended: false };
		self.grants.insert((person, grant), given);
	}

	/// Every question about every record gets the model's answer.
	pub fn compare(&self) {
		for n in 0..3 {
			let document = self.documents.get(&n);
			for purpose in [Purpose::TREAT, Purpose::HRESCH, Purpose::HLEGAL, Purpose::BTG] {
				for asker in [1, 2, 3, 6, 7, 8, 9].map(InstitutionId) {
					let may = document.is_some_and(|it| self.may(asker, it, purpose));
					self.expect(n, Requester::Institution(asker), purpose, None, may);
				}
				for grant in 0..4 {
					let opened = document.and_then(|it| self.grants.get(&(it.person, grant)));
					let opening = opened.map(|given| Opening {
						grant: grant_id(grant),
						terms: given.terms.clone(),
						salt: SALT,
					});
					let may = document.is_some_and(|it| {
						self.may(CLINIC, it, purpose)
							|| opened.is_some_and(|given| self.covers(given, it, purpose))
					});
					self.expect(n, Requester::Institution(CLINIC), purpose, opening, may);
				}
			}
			for who in ["Person", "Other", "Guardian", "Stranger", "Alice"] {
				let may = document.is_some_and(|it| {
					PEOPLE[it.person] == who
						|| who == "Guardian"
							&& self.guardians.get(&it.person).is_some_and(|until| self.now < *until)
				});
				let asker = Requester::Account(Hash32(account(who).into()));
				self.expect(n, asker, Purpose::PATRQT, None, may);
			}
		}
	}

	/// Without relying on a grant.
	fn may(&self, asker: InstitutionId, document: &Document, purpose: Purpose) -> bool {
		let issuer = asker == document.issuer && purpose == Purpose::TREAT && !document.restricted;
		let desk = asker == InstitutionId(8)
			&& purpose == Purpose::BTG
			&& self.unjustified < 2
			&& self.emergencies.get(&document.person).is_some_and(|until| self.now < *until);
		let authority = asker == InstitutionId(7)
			&& purpose == Purpose::HLEGAL
			&& document.restricted
			&& !document.declined
			&& document.held_until.is_some_and(|until| self.now < until);
		(issuer || desk || authority) && !(asker == CLINIC && self.clinic_suspended)
	}

	fn covers(&self, given: &Given, document: &Document, purpose: Purpose) -> bool {
		let secondary = given.terms.basis != LawfulBasis::Consent && purpose == Purpose::HRESCH;
		let out = match self.opted_out.get(&document.person) {
			None => false,
			Some(None) => true,
			Some(Some(ended)) => given.at < *ended,
		};
		let refused = secondary && (out || self.objected.contains(&document.person));
		let future = matches!(given.terms.scope, Scope::Everything { future: true });
		!given.ended
			&& self.now < given.until
			&& given.terms.purposes.contains(purpose)
			&& (future || document.issued <= given.at)
			&& !document.restricted
			&& !document.declined
			&& !refused
			&& !self.clinic_suspended
	}

	fn expect(
		&self,
		n: u8,
		requester: Requester,
		purpose: Purpose,
		opening: Option<Opening>,
		may: bool,
	) {
		let query = Query {
			requester,
			record: record(n),
			purpose,
			action: Action::Access,
			opening,
			now: self.now,
		};
		let verdict = Consent::verdict(&query);
		assert_eq!(verdict.is_allowed(), may, "{requester:?} {purpose:?} {n}: {verdict:?}");
		let subject = self.documents.get(&n).map(|it| subject(it.person));
		let row = pallet_records::Records::<Runtime>::get(record(n));
		assert_eq!(row.map(|it| it.subject), subject);
	}
}
