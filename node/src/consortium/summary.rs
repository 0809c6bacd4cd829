//! What the members of a consortium read to each other before the first block.

use super::{
	file::{Consortium, Institution, ROLES},
	values,
};
use codec::Encode;
use polkadot_sdk::{
	sp_runtime::{
		traits::{Block as _, Hash, HashingFor},
		Storage,
	},
	*,
};
use salus_primitives::CHAMBERS;
use salus_runtime::{OpaqueBlock as Block, VERSION};
use sp_core::{crypto::Ss58Codec, H256};
use std::fmt::{Display, Formatter, Result};

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

/// A table to read aloud.
pub struct Summary<'a> {
	/// What the file says.
	pub all: &'a Consortium,
	/// The BLAKE2b-256 hash of the file.
	pub file: H256,
	/// The hash of the first block.
	pub genesis: H256,
}

impl Display for Summary<'_> {
	fn fmt(&self, f: &mut Formatter<'_>) -> Result {
		let Self { all, file, genesis } = self;
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
			all.session_slots
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
		writeln!(f, "file          {file:?} (BLAKE2b-256)")?;
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
