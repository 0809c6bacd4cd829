//! The chain that a file without mistakes asks for.

use super::file::{Consortium, Institution, Validator};
use crate::chain_spec::{self, ChainSpec};
use pallet_registry::Founding;
use pallet_stake::Founder;
use polkadot_sdk::*;
use salus_primitives::{Bounds, Role};
use salus_runtime::{genesis_config_presets::BABE_CONFIG, AccountId, SessionKeys};
use sc_service::ChainType;
use serde_json::json;

/// The specification, if nothing is missing in the file.
pub fn spec(all: &Consortium, wasm: &[u8]) -> Option<ChainSpec> {
	let peers = all.institutions.iter().flat_map(|it| &it.validators);
	let peers = peers.filter_map(|it| it.peer.as_ref()).map(|it| it.value.clone()).collect();
	Some(
		ChainSpec::builder(wasm, None)
			.with_name(all.name.as_ref()?)
			.with_id(all.id.as_ref()?)
			.with_protocol_id(all.protocol_id.as_ref()?)
			.with_chain_type(ChainType::Live)
			.with_boot_nodes(peers)
			.with_properties(chain_spec::properties())
			.with_genesis_config_patch(patch(all)?)
			.build(),
	)
}

/// What differs from an empty genesis.
fn patch(all: &Consortium) -> Option<serde_json::Value> {
	let endowment = all.endowment.as_ref()?.value;
	let balances = all.institutions.iter().map(|it| Some((&it.account.as_ref()?.value, endowment)));
	let balances: Vec<_> = balances.collect::<Option<_>>()?;
	let founders = all.institutions.iter().filter_map(founder).collect::<Option<Vec<_>>>()?;
	let validators = all.institutions.iter().flat_map(|it| &it.validators);
	let keys: Vec<_> = validators.map(session_keys).collect::<Option<_>>()?;
	let bond = all.policy.bonds.custodian;
	let institutions = all.institutions.iter().map(|it| founding(it, bond));
	let institutions: Vec<_> = institutions.collect::<Option<_>>()?;
	let members = all.institutions.iter().filter_map(|it| {
		let chamber = it.chamber.as_ref()?.value;
		Some(it.id.as_ref().map(|id| (id.value, chamber)))
	});
	let members: Vec<_> = members.collect::<Option<_>>()?;
	Some(json!({
		"balances": { "balances": balances },
		"babe": { "epochConfig": BABE_CONFIG },
		"stake": {
			"floor": all.floor.as_ref()?.value,
			"sessionSlots": all.session_slots.value,
			"bond": all.policy.bonds.validator,
			"founders": founders,
		},
		"session": { "keys": keys },
		"registry": { "institutions": institutions },
		"policy": {
			"policy": all.policy,
			"bounds": Bounds::default(),
			"documents": all.documents,
			"languages": all.languages,
		},
		"chambers": { "members": members, "rules": all.rules },
	}))
}

fn founding(it: &Institution, bond: u128) -> Option<Founding<AccountId>> {
	Some(Founding {
		id: it.id.as_ref()?.value,
		account: it.account.as_ref()?.value.clone(),
		roles: it.roles.0,
		accredited_until: it.accredited_until.as_ref()?.value,
		control_group: it.control_group.as_ref()?.value,
		country: it.country.clone()?,
		jurisdiction: it.jurisdiction?,
		key: it.encryption_key.as_ref().map(|it| it.value),
		receipt_key: it.receipt_key.as_ref().map(|it| it.value),
		endpoint: it.endpoint.as_ref().map(|it| it.value.clone()),
		bond: if it.roles.has(Role::Custodian) { bond } else { 0 },
	})
}

/// Its seats, if it has any.
fn founder(it: &Institution) -> Option<Option<Founder<AccountId>>> {
	let seats = it.seats();
	let founder = || {
		let validators = it.validators.iter().map(|it| Some(it.account.as_ref()?.value.clone()));
		Some(Founder {
			institution: it.id.as_ref()?.value,
			account: it.account.as_ref()?.value.clone(),
			seats,
			validators: validators.collect::<Option<_>>()?,
		})
	};
	(seats > 0).then(founder)
}

fn session_keys(it: &Validator) -> Option<(AccountId, AccountId, SessionKeys)> {
	let account = it.account.as_ref()?.value.clone();
	Some((account.clone(), account, it.keys.clone()?))
}
