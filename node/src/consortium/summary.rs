//! What the members of a consortium read to each other before the first block.

use super::{
	file::{Consortium, Institution},
	values,
};
use codec::Encode;
use pallet_chambers::TrackRules;
use polkadot_sdk::{
	sp_runtime::{
		traits::{Block as _, Hash, HashingFor},
		Storage,
	},
	*,
};
use salus_primitives::{Chamber, Policy, TrackRule, CHAMBERS, ROLES, TRACKS};
use salus_runtime::{
	constants::{REPORTING_SESSIONS, SLOT_DURATION, UNBONDING_SESSIONS},
	OpaqueBlock as Block, VERSION,
};
use sp_core::{crypto::Ss58Codec, H256};
use std::{
	fmt::{Display, Formatter, Result},
	time::Duration,
};

/// The hash of the first block of a chain that starts with this storage.
pub fn genesis_hash(storage: Storage) -> H256 {
	let version = VERSION.state_version();
	let mut top = storage.top;
	for child in storage.children_default.into_values() {
		let key = child.child_info.prefixed_storage_key().into_inner();
		let root =
			<HashingFor<Block> as Hash>::trie_root(child.data.into_iter().collect(), version);
		top.insert(key, root.encode());
	}
	let root = <HashingFor<Block> as Hash>::trie_root(top.into_iter().collect(), version);
	sc_service::construct_genesis_block::<Block>(root, version).header().hash()
}

/// How many days so many sessions are, to a tenth.
fn days(slots: u32, sessions: u32) -> f64 {
	let slots = u64::from(slots) * u64::from(sessions);
	let days = Duration::from_millis(slots * SLOT_DURATION).as_secs_f64() / 86_400.0;
	(days * 10.0).round() / 10.0
}

/// What the tracks and the policy of the file have otherwise than production.
fn deviations(all: &Consortium) -> Vec<String> {
	let production = TrackRules::default();
	let tracks = TRACKS.into_iter().flat_map(|track| {
		let (here, there) = (rule(all.rules.rule(track)), rule(production.rule(track)));
		let differ = here.into_iter().zip(there).filter(|(here, there)| here != there);
		differ.map(move |((key, here), (_, there))| {
			format!("tracks.{}.{key} {here} ({there})", values::name(&track))
		})
	});
	let here = all.policy.parameters().into_iter().zip(Policy::default().parameters());
	let policy = here.filter(|(here, there)| here.value != there.value).map(|(here, there)| {
		let words = |value| values::parameter_words(here.unit, value);
		format!("{} {} ({})", here.name, words(here.value), words(there.value))
	});
	tracks.chain(policy).collect()
}

/// The rule of a track by the keys of the file.
fn rule(it: &TrackRule) -> [(&'static str, String); 10] {
	let chamber = |it: Option<Chamber>| it.map_or_else(|| "none".into(), |it| values::name(&it));
	[
		("chambers", it.chambers.to_string()),
		("always", chamber(it.always)),
		("quorum", it.quorum.to_string()),
		("majority", it.majority.to_string()),
		("deciding", values::span_words(it.deciding.into())),
		("early", it.early.to_string()),
		("delay", values::span_words(it.delay.into())),
		("lapses", values::span_words(it.lapses.into())),
		("veto", chamber(it.veto.map(|it| it.chamber))),
		("veto-only-widening", it.veto.is_some_and(|it| it.only_widening).to_string()),
	]
}

/// A table to read aloud.
pub struct Summary<'a> {
	/// What the file says.
	pub all: &'a Consortium,
	/// The BLAKE2b-256 hash of the file.
	pub file: H256,
	/// The BLAKE2b-256 hash of the specification, as it was written.
	pub specification: H256,
	/// The hash of the first block.
	pub genesis: H256,
}

impl Display for Summary<'_> {
	fn fmt(&self, f: &mut Formatter<'_>) -> Result {
		let Self { all, file, specification, genesis } = self;
		let text = |it: &Option<String>| it.clone().unwrap_or_default();
		writeln!(f, "chain         {} ({})", text(&all.name), text(&all.id))?;
		if all.test_keys {
			writeln!(f, "              A REHEARSAL: development keys are allowed.")?;
		}
		let validators = all.institutions.iter().map(|it| it.validators.len()).sum::<usize>();
		let floor = all.floor.as_ref().map_or(0, |it| it.value);
		writeln!(
			f,
			"validators    {validators}, never fewer than {floor}; sessions of {} slots",
			all.session_slots.value
		)?;
		writeln!(
			f,
			"              offences can be reported for {} days, bonds stay {} days",
			days(all.session_slots.value, REPORTING_SESSIONS),
			days(all.session_slots.value, UNBONDING_SESSIONS)
		)?;
		for it in &all.institutions {
			for account in it.validators.iter().filter_map(|it| it.account.as_ref()) {
				writeln!(f, "              {} of {}", account.value.to_ss58check(), it.name)?;
			}
		}
		writeln!(f, "institutions  {}", all.institutions.len())?;
		for role in ROLES {
			self.line(f, &values::name(&role), |it| it.roles.has(role))?;
		}
		writeln!(f, "chambers")?;
		for chamber in CHAMBERS {
			self.line(f, &values::name(&chamber), |it| {
				it.chamber.as_ref().is_some_and(|at| at.value == chamber)
			})?;
		}
		let deviations = deviations(all);
		match deviations.is_empty() {
			true => writeln!(f, "deviations    none from production")?,
			false => writeln!(f, "deviations    from production, which is in brackets")?,
		}
		for it in deviations {
			writeln!(f, "              {it}")?;
		}
		writeln!(f, "file          {file:?} (BLAKE2b-256)")?;
		writeln!(f, "specification {specification:?} (BLAKE2b-256)")?;
		write!(f, "genesis hash  {genesis:?}")
	}
}

impl Summary<'_> {
	/// Whom something is true of, if anybody.
	fn line(
		&self,
		f: &mut Formatter<'_>,
		name: &str,
		holds: impl Fn(&Institution) -> bool,
	) -> Result {
		let them = self.all.institutions.iter().filter(|it| holds(it));
		let ids: Vec<_> = them.filter_map(|it| Some(it.id.as_ref()?.value.to_string())).collect();
		match ids.is_empty() {
			true => Ok(()),
			false => writeln!(f, "              {name}: {}", ids.join(", ")),
		}
	}
}
