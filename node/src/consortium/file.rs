//! What the file of a consortium says.

use super::{
	document::{self, At, Line, Section},
	values,
};
use codec::DecodeAll;
use pallet_chambers::TrackRules;
use polkadot_sdk::*;
use salus_primitives::{
	Bounds, Chamber, Documents, Hash32, Jurisdiction, Languages, Moment, Parameter, Policy, Role,
	Roles, Track, TrackRule, Veto, CHAMBERS, PARAMETERS, ROLES, TRACKS,
};
use salus_runtime::{constants::EPOCH_DURATION, AccountId, SessionKeys};
use sc_network::config::MultiaddrWithPeerId;

/// Most units that an institution starts with.
const ENDOWMENT_AT_MOST: u64 = 10_000_000;
/// Longest name of a chain, in bytes.
const NAME_AT_MOST: usize = 64;
/// What the id of a chain is.
const ID: &str = "salus_ and then lower-case letters, digits or _, such as salus_austria";

/// A consortium. What could not be read is `None`, and a mistake says so.
pub struct Consortium {
	pub name: Option<String>,
	pub id: Option<String>,
	pub protocol_id: Option<String>,
	/// Well-known keys are allowed: this is a rehearsal.
	pub test_keys: bool,
	pub session_slots: At<u32>,
	pub floor: Option<At<u32>>,
	/// In planck.
	pub endowment: Option<At<u128>>,
	pub institutions: Vec<Institution>,
	pub policy: Policy,
	/// Where the parameters stand that the file names.
	pub parameters: Vec<(&'static str, Line)>,
	pub documents: Option<Documents>,
	pub languages: Languages,
	pub rules: TrackRules,
	/// Where the rules of each track stand.
	pub tracks: Vec<(Track, Line)>,
}

/// An institution of the file.
pub struct Institution {
	pub line: Line,
	pub name: String,
	pub id: Option<At<u32>>,
	pub account: Option<At<AccountId>>,
	pub roles: Roles,
	/// The line of the roles.
	pub roles_line: Line,
	pub accredited_until: Option<At<Moment>>,
	pub control_group: Option<At<u32>>,
	pub country: Option<String>,
	pub jurisdiction: Option<Jurisdiction>,
	pub endpoint: Option<At<String>>,
	pub receipt_key: Option<At<[u8; 32]>>,
	pub encryption_key: Option<At<[u8; 32]>>,
	pub seats: Option<At<u8>>,
	pub chamber: Option<At<Chamber>>,
	pub validators: Vec<Validator>,
}

/// A validator of the file.
pub struct Validator {
	pub line: Line,
	pub account: Option<At<AccountId>>,
	pub keys: Option<SessionKeys>,
	/// Absent where all keys are well-known.
	pub proof: Option<At<Vec<u8>>>,
	/// Whether a proof is missing.
	pub needs_proof: bool,
	pub peer: Option<At<MultiaddrWithPeerId>>,
}

/// Whether a chain may have this id.
pub fn chain_id(text: String) -> Result<String, String> {
	let rest = text.strip_prefix("salus_").filter(|it| !it.is_empty()).unwrap_or_default();
	let fits = rest.bytes().all(|it| matches!(it, b'a'..=b'z' | b'0'..=b'9' | b'_'));
	match !rest.is_empty() && rest.len() <= 32 && fits {
		true if matches!(rest, "dev" | "local") => {
			Err(format!("{text} is the id of the chain that everybody has; choose another one"))
		},
		true => Ok(text),
		false => Err(format!("expected {ID}")),
	}
}

/// Reads the file.
pub fn read(root: &Section) -> Consortium {
	let name = root.need("name", "what people call the chain, such as \"Salus Austria\"");
	let name = root.read("name", name, |item| {
		let name = document::text(item)?;
		let fits = name.len() <= NAME_AT_MOST;
		fits.then_some(name).ok_or_else(|| format!("expected at most {NAME_AT_MOST} bytes"))
	});
	let name = name.map(|it| it.value);
	let id = root.need("id", &format!("write {ID}"));
	let id = root.read("id", id, |item| chain_id(document::text(item)?)).map(|it| it.value);
	let protocol_id = match root.get("protocol-id") {
		None => id.clone(),
		field => root
			.read("protocol-id", field, |item| chain_id(document::text(item)?))
			.map(|it| it.value),
	};
	let test_keys =
		root.read("test-keys", root.get("test-keys"), document::flag).is_some_and(|it| it.value);

	let (session_slots, floor) = session(root);
	let (policy, parameters) = policy(root);
	let (rules, tracks) = (TrackRules::default(), root.section("tracks", "tracks"));
	let (rules, tracks) = tracks.map_or((rules, Vec::new()), |it| self::tracks(&it, rules));
	let (documents, languages) = documents(root);
	let endowment = endowment(root);
	let institutions = root
		.sections("institution", "institution")
		.into_iter()
		.map(|section| institution(section, test_keys))
		.collect();
	root.done();
	Consortium {
		name,
		id,
		protocol_id,
		test_keys,
		session_slots,
		floor,
		endowment,
		institutions,
		policy,
		parameters,
		documents,
		languages,
		rules,
		tracks,
	}
}

fn session(root: &Section) -> (At<u32>, Option<At<u32>>) {
	use pallet_stake::{MAX_SESSION_SLOTS, MIN_SESSION_SLOTS};
	let default = |line| At { value: EPOCH_DURATION, line };
	let Some(session) = root.section("session", "[session]") else {
		let cure = "write [session] and below it floor = 4, the fewest validators there ever are";
		root.wrong(root.line, format!("[session] is missing: {cure}"));
		return (default(root.line), None);
	};
	let slots = document::number(MIN_SESSION_SLOTS.into(), MAX_SESSION_SLOTS.into());
	let slots = session.read("slots", session.get("slots"), slots);
	let floor = session.need("floor", "the fewest validators there ever are, at least 4");
	let floor = session.read("floor", floor, document::number(4, 100));
	session.done();
	let as_u32 = |it: At<u64>| At { value: it.value as u32, line: it.line };
	(slots.map_or(default(session.line), as_u32), floor.map(as_u32))
}

fn endowment(root: &Section) -> Option<At<u128>> {
	let Some(units) = root.section("units", "[units]") else {
		let cure = "write [units] and below it endowment = 1_000_000, what each institution gets";
		root.wrong(root.line, format!("[units] is missing: {cure}"));
		return None;
	};
	let endowment = units.need("endowment", "how many units each institution starts with");
	let read = document::number(1, ENDOWMENT_AT_MOST);
	let endowment = units.read("endowment", endowment, read);
	units.done();
	endowment.map(|it| At {
		value: u128::from(it.value) * salus_runtime::constants::UNIT,
		line: it.line,
	})
}

/// The production policy but for what the file names, by the names of the parameters, and where.
fn policy(root: &Section) -> (Policy, Vec<(&'static str, Line)>) {
	let (mut policy, mut lines) = (Policy::default(), Vec::new());
	let Some(section) = root.section("policy", "[policy]") else { return (policy, lines) };
	let (bounds, known) = (Bounds::default(), policy.parameters());
	for (name, field) in section.leaves() {
		let Some(Parameter { name, unit, .. }) = known.iter().find(|it| it.name == name) else {
			let near = document::nearest(&name, PARAMETERS);
			section
				.wrong(field.line, format!("there is no parameter {name}: did you mean {near}?"));
			continue;
		};
		let value = |item: &toml_edit::Item| {
			let value = values::parameter(*unit, &document::words(item)?)?;
			let mut one = Policy::default();
			one.set(name, value).map_err(|error| error.to_string())?;
			let of = |policy: &Policy| {
				let all = policy.parameters();
				all.iter().find(|it| it.name == *name).map_or(0, |it| it.value)
			};
			match bounds.check(&one) {
				Ok(()) => Ok(value),
				Err(_) => Err(format!(
					"is out of bounds: {}",
					values::range(*unit, of(&bounds.least), of(&bounds.most))
				)),
			}
		};
		if let Some(value) = section.read(name, Some(field), value) {
			// It was set on another policy without an error.
			let _ = policy.set(name, value.value);
			lines.push((*name, value.line));
		}
	}
	(policy, lines)
}

fn documents(root: &Section) -> (Option<Documents>, Languages) {
	let Some(section) = root.section("policy-text", "[policy-text]") else {
		return (None, Languages::default());
	};
	let hash = |item: &toml_edit::Item| values::bytes32(&document::text(item)?).map(Hash32);
	let text = section.need("hash", "the BLAKE2b-256 hash of the text of the policy");
	let text = section.read("hash", text, hash);
	let assessment = section.read("assessment", section.get("assessment"), hash);
	let languages = section.read("languages", section.get("languages"), |item| {
		let codes = document::texts(item)?;
		Languages::try_from(codes).map_err(|error| error.to_string())
	});
	section.done();
	let assessment = assessment.map(|it| it.value);
	let documents = text.map(|text| Documents { text: text.value, assessment });
	(documents, languages.map(|it| it.value).unwrap_or_default())
}

/// The rules of production but for what the file names.
fn tracks(section: &Section, rules: TrackRules) -> (TrackRules, Vec<(Track, Line)>) {
	let (mut rules, mut lines) = (rules, Vec::new());
	for track in TRACKS {
		let (key, rule) = match track {
			Track::Membership => ("membership", &mut rules.membership),
			Track::Policy => ("policy", &mut rules.policy),
			Track::Upgrade => ("upgrade", &mut rules.upgrade),
			Track::Emergency => ("emergency", &mut rules.emergency),
		};
		if let Some(section) = section.section(key, &format!("[tracks.{key}]")) {
			*rule = track_rule(&section, *rule);
			lines.push((track, section.line));
		}
	}
	section.done();
	(rules, lines)
}

fn track_rule(section: &Section, before: TrackRule) -> TrackRule {
	let share = |key, least, most, before: u8| {
		let share = section.read(key, section.get(key), document::number(least, most));
		share.map_or(before, |it| it.value as u8)
	};
	let time = |key, before| {
		let read = |item: &toml_edit::Item| values::span(&document::text(item)?);
		section.read(key, section.get(key), read).map_or(before, |it| it.value)
	};
	let flag = |key, before| {
		section.read(key, section.get(key), document::flag).map_or(before, |it| it.value)
	};
	let chamber = |key, before| {
		let read = |item: &toml_edit::Item| match document::text(item)?.as_str() {
			"none" => Ok(None),
			text => values::named(text, &CHAMBERS).map(Some),
		};
		section.read(key, section.get(key), read).map_or(before, |it| it.value)
	};
	let veto = chamber("veto", before.veto.map(|it| it.chamber));
	let only_widening = flag("veto-only-widening", before.veto.is_some_and(|it| it.only_widening));
	let rule = TrackRule {
		chambers: share("chambers", 1, CHAMBERS.len() as u64, before.chambers),
		always: chamber("always", before.always),
		quorum: share("quorum", 1, 100, before.quorum),
		majority: share("majority", 50, 99, before.majority),
		deciding: time("deciding", before.deciding),
		early: flag("early", before.early),
		delay: time("delay", before.delay),
		lapses: time("lapses", before.lapses),
		veto: veto.map(|chamber| Veto { chamber, only_widening }),
	};
	for (key, span) in [("deciding", rule.deciding), ("lapses", rule.lapses)] {
		if span == 0 {
			section.wrong(section.line, format!("{key}: give more than no time"));
		}
	}
	if rule.veto.is_some() && rule.delay == 0 {
		let cure =
			"without a delay there is no time to stop anything; give a delay or veto = \"none\"";
		section.wrong(section.line, cure);
	}
	section.done();
	rule
}

fn institution(mut section: Section, test_keys: bool) -> Institution {
	let id = section.need("id", "a number from 1, its name on chain");
	let id = section.read("id", id, document::number(1, 1_000_000));
	let id = id.map(|it| At { value: it.value as u32, line: it.line });
	if let Some(id) = &id {
		section.name = format!("institution {}", id.value);
	}
	let section = section;
	let account =
		account(&section, test_keys, "the account that acts for it, as `salus init` prints it");

	let roles_field = section.need("roles", "a list such as [\"provider\", \"validator\"]");
	let roles_line = roles_field.map_or(section.line, |it| it.line);
	let roles = section.read("roles", roles_field, |item| {
		let names = document::texts(item)?;
		if names.is_empty() {
			return Err("name one role at least".into());
		}
		names
			.iter()
			.try_fold(Roles::default(), |roles, name| Ok(roles.with(values::named(name, &ROLES)?)))
	});
	let until = section.need("accredited-until", "the last day, such as 2030-12-31");
	let until = section.read("accredited-until", until, |item| match item.as_datetime() {
		Some(toml_edit::Datetime { date: Some(date), time: None, offset: None }) => {
			Ok(values::end_of(*date))
		},
		_ => Err("expected a date without quotation marks, such as 2030-12-31".into()),
	});
	let group = section.need("control-group", "a number that institutions under one control share");
	let group = section.read("control-group", group, document::number(1, u32::MAX.into()));
	let country = section.need("country", "two letters of ISO 3166-1, such as \"AT\"");
	let country = section.read("country", country, |item| {
		let code = document::text(item)?;
		let fits = code.len() == 2 && code.bytes().all(|it| it.is_ascii_uppercase());
		fits.then_some(code)
			.ok_or_else(|| "expected two capital letters of ISO 3166-1, such as \"AT\"".into())
	});
	let law = section.need("jurisdiction", "\"eu\" (GDPR, EHDS) or \"us\" (HIPAA)");
	let law = section.read("jurisdiction", law, |item| {
		values::named(&document::text(item)?, &[Jurisdiction::Eu, Jurisdiction::Us])
	});
	let roles = roles.map(|it| it.value).unwrap_or_default();
	let vault = [
		("receipt-key", "the public key with which its vault signs"),
		("endpoint", "the https:// address at which its vault answers"),
	];
	for (key, what) in vault.into_iter().filter(|_| roles.has(Role::Custodian)) {
		if section.get(key).is_none() {
			let name = &section.name;
			let text = format!("{name} has the role \"custodian\" but no {key}: give {what}");
			section.note(section.line, text);
		}
	}
	let endpoint = section.read("endpoint", section.get("endpoint"), |item| {
		endpoint(document::text(item)?, test_keys)
	});
	let receipt_key = section.read("receipt-key", section.get("receipt-key"), |item| {
		values::sr25519_key(&document::text(item)?, test_keys)
	});
	let encryption_key = section.read("encryption-key", section.get("encryption-key"), |item| {
		values::bytes32(&document::text(item)?)
	});
	let seats = document::number(0, pallet_stake::MAX_SEATS.into());
	let seats = section.read("seats", section.get("seats"), seats);
	let chamber = section.read("chamber", section.get("chamber"), |item| {
		values::named(&document::text(item)?, &CHAMBERS)
	});
	let validators = section
		.sections("validator", "institution.validator")
		.into_iter()
		.map(|it| validator(it, &section.name, test_keys))
		.collect();
	section.done();
	Institution {
		line: section.line,
		name: section.name.clone(),
		id,
		account,
		roles,
		roles_line,
		accredited_until: until,
		control_group: group.map(|it| At { value: it.value as u32, line: it.line }),
		country: country.map(|it| it.value),
		jurisdiction: law.map(|it| it.value),
		endpoint,
		receipt_key,
		encryption_key,
		seats: seats.map(|it| At { value: it.value as u8, line: it.line }),
		chamber,
		validators,
	}
}

fn endpoint(text: String, test_keys: bool) -> Result<String, String> {
	let most = pallet_registry::MAX_ENDPOINT as usize;
	if !pallet_registry::Pallet::<salus_runtime::Runtime>::is_endpoint(text.as_bytes()) {
		return Err("expected an address such as \"https://vault.hospital.example\"".into());
	}
	if text.len() > most {
		return Err(format!("expected an address of at most {most} bytes"));
	}
	if !text.starts_with("https://") && !test_keys {
		return Err("vaults answer to the world by https:// only".into());
	}
	Ok(text)
}

fn account(section: &Section, test_keys: bool, cure: &str) -> Option<At<AccountId>> {
	let field = section.need("account", cure);
	section.read("account", field, |item| values::account(&document::text(item)?, test_keys))
}

fn validator(mut section: Section, institution: &str, test_keys: bool) -> Validator {
	section.name = format!("{institution}, validator");
	let cure = "what `salus-node key ceremony` prints on the validator's machine";
	let account = account(&section, test_keys, cure);
	let mut well_known = true;
	let mut key = |name, read: fn(&str, bool) -> Result<[u8; 32], String>| {
		let field = section.need(name, cure);
		let key = section.read(name, field, |item| {
			let text = document::text(item)?;
			well_known &= text.starts_with("//");
			read(&text, test_keys)
		});
		key.map(|it| it.value)
	};
	let babe = key("babe", values::sr25519_key);
	let grandpa = key("grandpa", values::ed25519_key);
	let discovery = key("authority-discovery", values::sr25519_key);
	let keys = match (babe, grandpa, discovery) {
		(Some(babe), Some(grandpa), Some(discovery)) => {
			let bytes = [babe, grandpa, discovery].concat();
			SessionKeys::decode_all(&mut &bytes[..]).ok()
		},
		_ => None,
	};
	let proof_field = section.get("proof");
	let needs_proof = proof_field.is_none() && !well_known;
	let proof = section.read("proof", proof_field, |item| {
		values::bytes(&document::text(item)?)
			.ok_or_else(|| "expected bytes: 0x and hexadecimal digits".into())
	});
	let peer = section.read("peer", section.get("peer"), |item| {
		document::text(item)?.parse().map_err(|error| {
			format!(
				"{error}: write it as /dns/HOST/tcp/30333/p2p/PEER, with the peer id that `salus-node \
				 key ceremony` prints"
			)
		})
	});
	section.done();
	Validator { line: section.line, account, keys, proof, needs_proof, peer }
}

impl Consortium {
	/// Where the rule of a track stands, or would.
	pub fn track_line(&self, track: Track) -> Line {
		self.tracks.iter().find(|it| it.0 == track).map_or(1, |it| it.1)
	}

	/// Where a parameter stands, if the file names it.
	pub fn parameter_line(&self, name: &str) -> Option<Line> {
		self.parameters.iter().find(|it| it.0 == name).map(|it| it.1)
	}
}

impl Institution {
	/// Its seats: as many as it says, or as it has validators.
	pub fn seats(&self) -> u8 {
		match &self.seats {
			Some(seats) => seats.value,
			None => u8::try_from(self.validators.len()).unwrap_or(u8::MAX),
		}
	}
}
