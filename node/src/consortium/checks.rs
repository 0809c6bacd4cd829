//! What must fit together before a chain of it can live. Whatever the runtime asserts of its genesis
//! is asked here first, with the line and a cure.

use super::{
	document::{At, Line, Mistakes},
	file::{Consortium, Institution, Validator},
	production, values,
};
use codec::Encode;
use polkadot_sdk::{sp_runtime::traits::OpaqueKeys, *};
use salus_primitives::{words, Chamber, Moment, Role, Track, CHAMBERS, TRACKS};
use salus_runtime::{constants::MAX_AUTHORITIES, Runtime};
use sp_core::Get;
use std::{
	collections::{BTreeMap, BTreeSet},
	hash::Hash,
};

/// Fewest validators and fewest control groups among them: with three, one fault stops finality.
const VALIDATORS: usize = 4;
/// Fewest custodians: a record is shared among several, and one may fail.
const CUSTODIANS: usize = 3;

/// So many validators of one control group cannot stop finality: fewer than a third of `all`.
pub fn group_at_most(all: usize) -> usize {
	(all.saturating_sub(1) / 3).max(1)
}

/// Notes every mistake. `now` is the time on this machine.
pub fn check(all: &Consortium, now: Moment, mistakes: &Mistakes) {
	let check = Check { all, mistakes };
	check.distinct();
	check.institutions(now);
	check.custodians();
	check.validators();
	check.chambers();
	check.passing();
	check.peers();
	if !all.test_keys {
		production::check(all, now, mistakes);
	}
}

struct Check<'a> {
	all: &'a Consortium,
	mistakes: &'a Mistakes,
}

/// Where each value stands that stands more than once: the later line, the value, the first line.
fn repeated<T: Eq + Hash + Clone>(all: impl Iterator<Item = At<T>>) -> Vec<(Line, T, Line)> {
	let mut first = std::collections::HashMap::new();
	all.filter_map(|it| match first.get(&it.value) {
		Some(line) => Some((it.line, it.value, *line)),
		None => {
			first.insert(it.value, it.line);
			None
		},
	})
	.collect()
}

impl Check<'_> {
	fn each(&self) -> impl Iterator<Item = &Institution> {
		self.all.institutions.iter()
	}

	fn each_validator(&self) -> impl Iterator<Item = (&Institution, &Validator)> {
		self.each().flat_map(|it| it.validators.iter().map(move |validator| (it, validator)))
	}

	fn add(&self, line: Line, what: impl Into<String>) {
		self.mistakes.add(line, what);
	}

	fn distinct(&self) {
		for (line, id, first) in repeated(self.each().filter_map(|it| it.id.clone())) {
			self.add(
				line,
				format!("id {id} is taken in line {first}: give each institution its own"),
			);
		}
		for (line, _, first) in repeated(self.each().filter_map(|it| it.account.clone())) {
			self.add(
				line,
				format!(
					"this account acts for another institution (line {first}): name another one"
				),
			);
		}
		for (line, _, first) in repeated(self.each().filter_map(|it| it.receipt_key.clone())) {
			self.add(
				line,
				format!("this receipt-key is that of line {first}: each vault has its own"),
			);
		}
		for (line, _, first) in repeated(self.each().filter_map(|it| it.encryption_key.clone())) {
			self.add(
				line,
				format!(
					"this encryption-key is that of line {first}: each institution has its own, or one \
					 reads what is meant for the other"
				),
			);
		}
		let accounts = self.each_validator().filter_map(|(_, it)| it.account.clone());
		for (line, _, first) in repeated(accounts) {
			self.add(
				line,
				format!("this account is a validator in line {first}: each has its own"),
			);
		}
		for (institution, validator) in self.each_validator() {
			let Some(account) = &validator.account else { continue };
			let other = self.each().find(|it| {
				it.line != institution.line
					&& it.account.as_ref().is_some_and(|it| it.value == account.value)
			});
			if let Some(other) = other {
				self.add(
					account.line,
					format!("this account acts for {}: make one for the validator", other.name),
				);
			}
		}
		let mut cure = "no two validators have the same: run `salus-node key ceremony` on each";
		for (index, kind) in ["babe", "grandpa", "authority-discovery"].into_iter().enumerate() {
			let keys = self.each_validator().filter_map(|(_, it)| {
				let keys = it.keys.as_ref()?.encode();
				let value = keys.get(32 * index..32 * (index + 1))?.to_vec();
				Some(At { value, line: it.line })
			});
			for (line, _, first) in repeated(keys) {
				self.add(
					line,
					format!("its {kind} key is that of the validator in line {first}: {cure}"),
				);
			}
		}
		let peers = self.each_validator().filter_map(|(_, it)| {
			let peer = it.peer.as_ref()?;
			Some(At { value: peer.value.peer_id, line: peer.line })
		});
		cure = "each node has its own key; copy what its own ceremony prints";
		for (line, _, first) in repeated(peers) {
			self.add(line, format!("this peer id is that of line {first}: {cure}"));
		}
	}

	fn institutions(&self, now: Moment) {
		if self.all.institutions.is_empty() {
			self.add(1, "there is no institution: write [[institution]] for each");
		}
		for it in self.each() {
			if let Some(until) = it.accredited_until.as_ref().filter(|until| until.value <= now) {
				self.add(
					until.line,
					format!("the accreditation of {} is over: give a day to come", it.name),
				);
			}
			self.endowment(it);
			self.seats(it);
		}
		let desks = self.each().filter(|it| it.roles.has(Role::EmergencyDesk));
		for it in desks.skip(pallet_registry::MAX_DESKS as usize) {
			self.add(
				it.roles_line,
				format!(
					"{} is one emergency-desk too many: a chain has at most {}",
					it.name,
					pallet_registry::MAX_DESKS
				),
			);
		}
	}

	/// Bonds are taken from what an institution starts with, and an account keeps the least that
	/// there may be in one.
	fn endowment(&self, it: &Institution) {
		let bonds = &self.all.policy.bonds;
		let custodian = if it.roles.has(Role::Custodian) { bonds.custodian } else { 0 };
		let validators = bonds.validator.saturating_mul(it.validators.len() as u128);
		let least = <Runtime as pallet_balances::Config>::ExistentialDeposit::get();
		let needed = custodian.saturating_add(validators).saturating_add(least);
		if let Some(endowment) = self.all.endowment.as_ref().filter(|it| it.value < needed) {
			self.add(
				endowment.line,
				format!(
					"{} has to bond {} and cannot with an endowment of {}: raise the endowment, or \
					 lower bonds.custodian or bonds.validator in [policy]",
					it.name,
					words::amount(needed - least),
					words::amount(endowment.value)
				),
			);
		}
	}

	fn seats(&self, it: &Institution) {
		let validators = it.validators.len();
		if validators > 0 && !it.roles.has(Role::Validator) {
			self.add(
				it.roles_line,
				format!("{} has a validator but not the role \"validator\": add the role", it.name),
			);
		}
		match &it.seats {
			Some(seats) if validators > seats.value.into() => self.add(
				seats.line,
				format!(
					"{} has {validators} validators and {} seats: raise seats, or leave validators out",
					it.name, seats.value
				),
			),
			Some(seats) if seats.value > 0 && !it.roles.has(Role::Validator) => self.add(
				seats.line,
				format!("{} has seats but not the role \"validator\": add the role", it.name),
			),
			None if validators > pallet_stake::MAX_SEATS.into() => self.add(
				it.line,
				format!(
					"{} has {validators} validators: an institution has at most {}",
					it.name,
					pallet_stake::MAX_SEATS
				),
			),
			_ => {},
		}
	}

	fn custodians(&self) {
		let custodians = || self.each().filter(|it| it.roles.has(Role::Custodian));
		for it in self.each().filter(|it| !it.roles.has(Role::Custodian)) {
			let keys = [
				("receipt-key", it.receipt_key.as_ref().map(|it| it.line)),
				("endpoint", it.endpoint.as_ref().map(|it| it.line)),
			];
			for (key, line) in keys.into_iter().filter_map(|(key, line)| Some((key, line?))) {
				self.add(
					line,
					format!(
						"{} has a {key} but not the role \"custodian\": add the role or leave it out",
						it.name
					),
				);
			}
		}
		let groups: BTreeSet<u32> =
			custodians().filter_map(|it| it.control_group.as_ref().map(|it| it.value)).collect();
		if groups.len() < CUSTODIANS {
			self.add(
				1,
				format!(
					"there are custodians of {} control groups: records are shared among several that \
					 nobody controls together, so name at least {CUSTODIANS} in {CUSTODIANS} groups",
					groups.len()
				),
			);
		}
	}

	fn validators(&self) {
		let count = self.each_validator().count();
		let mut groups: BTreeMap<u32, Vec<&Validator>> = BTreeMap::new();
		for (institution, validator) in self.each_validator() {
			self.proof(institution, validator);
			if let Some(group) = &institution.control_group {
				groups.entry(group.value).or_default().push(validator);
			}
		}
		if count < VALIDATORS {
			self.add(
				1,
				format!(
					"there are {count} validators: finality survives one that fails only with at least \
					 {VALIDATORS}; add [[institution.validator]] blocks"
				),
			);
		} else if groups.len() < VALIDATORS {
			self.add(
				1,
				format!(
					"the validators are of {} control groups: nobody may stop the chain alone, so have \
					 at least {VALIDATORS} groups",
					groups.len()
				),
			);
		}
		if count > MAX_AUTHORITIES as usize {
			self.add(1, format!("there are {count} validators: at most {MAX_AUTHORITIES} can be"));
		}
		let most = group_at_most(count);
		for (group, validators) in groups {
			if let Some(one_too_many) = validators.get(most) {
				self.add(
					one_too_many.line,
					format!(
						"control group {group} has {} of {count} validators: at most {most} of them may \
						 be under one control; leave some out or add others",
						validators.len()
					),
				);
			}
		}
		if let Some(floor) = self.all.floor.as_ref().filter(|it| it.value as usize > count) {
			self.add(
				floor.line,
				format!(
					"floor {} is more than the {count} validators that there are: lower it or add some",
					floor.value
				),
			);
		}
	}

	fn proof(&self, institution: &Institution, validator: &Validator) {
		let who = format!("the validator of {}", institution.name);
		let cure = "copy the whole block that `salus-node key ceremony` printed for this account";
		if validator.needs_proof {
			self.add(validator.line, format!("{who} has no proof that it holds its keys: {cure}"));
		}
		let (Some(account), Some(keys), Some(proof)) =
			(&validator.account, &validator.keys, &validator.proof)
		else {
			return;
		};
		if !keys.ownership_proof_is_valid(&account.value.encode(), &proof.value) {
			self.add(
				proof.line,
				format!("{who}: the proof is not one of these keys for this account: {cure}"),
			);
		}
	}

	fn chambers(&self) {
		let members = |chamber: Chamber| {
			self.each().filter(move |it| it.chamber.as_ref().is_some_and(|at| at.value == chamber))
		};
		for it in self.each() {
			let Some(seat) = &it.chamber else { continue };
			let role = seat.value.role();
			if !it.roles.has(role) {
				self.add(
					seat.line,
					format!(
						"{} sits in the chamber of {} and has not the role \"{}\" that opens it: add \
						 the role or choose another chamber",
						it.name,
						values::name(&seat.value),
						values::name(&role)
					),
				);
			}
		}
		let seated = self.each().filter_map(|it| {
			let (group, seat) = (it.control_group.as_ref()?, it.chamber.as_ref()?);
			Some(At { value: group.value, line: seat.line })
		});
		for (line, group, first) in repeated(seated) {
			self.add(
				line,
				format!(
					"control group {group} has a seat already (line {first}): those under one control \
					 have one voice"
				),
			);
		}
		let most = pallet_chambers::MAX_MEMBERS as usize;
		for chamber in CHAMBERS {
			if let Some(it) = members(chamber).nth(most) {
				self.add(
					it.line,
					format!(
						"the chamber of {} has more than {most} members",
						values::name(&chamber)
					),
				);
			}
		}
		for chamber in [Chamber::Patients, Chamber::Regulators] {
			if members(chamber).next().is_none() {
				let (name, role) = (values::name(&chamber), values::name(&chamber.role()));
				self.add(
					1,
					format!(
						"nobody sits in the chamber of {name}: write chamber = \"{name}\" for an \
						 institution with the role \"{role}\""
					),
				);
			}
		}
		self.track_rules(|chamber| members(chamber).count());
	}

	fn track_rules(&self, members: impl Fn(Chamber) -> usize) {
		for track in TRACKS {
			let rule = self.all.rules.rule(track);
			let line = self.all.track_line(track);
			let name = values::name(&track);
			let able = CHAMBERS.into_iter().filter(|it| members(*it) > 1).count();
			let filled = CHAMBERS.into_iter().filter(|it| members(*it) > 0).count();
			let needed = usize::from(rule.chambers);
			if filled < needed {
				self.add(
					line,
					format!(
						"track {name} needs {needed} chambers and {filled} have members: seat \
						 institutions in more, or lower chambers in [tracks.{name}]"
					),
				);
			} else if needed > 1 && able < needed {
				self.add(
					line,
					format!(
						"track {name} needs {needed} chambers, and {able} have two members or more: seat \
						 two in each of {needed}, so that none of them is the voice of one institution"
					),
				);
			}
			// Where one chamber is enough, it must not be the voice of one institution either.
			let is_enough =
				|it: Chamber| needed == 1 && rule.always.is_none_or(|always| always == it);
			for chamber in CHAMBERS.into_iter().filter(|it| is_enough(*it) && members(*it) == 1) {
				let chamber = values::name(&chamber);
				self.add(
					line,
					format!(
						"track {name} needs one chamber, and in that of {chamber} one institution sits \
						 alone: seat a second one there, or raise chambers in [tracks.{name}]"
					),
				);
			}
			let special = [("always", rule.always), ("veto", rule.veto.map(|it| it.chamber))];
			for (key, chamber) in special {
				if let Some(chamber) = chamber.filter(|it| members(*it) == 0) {
					let chamber = values::name(&chamber);
					self.add(
						line,
						format!(
							"track {name} gives the chamber of {chamber} a say ({key}), and nobody sits \
							 in it: seat an institution there"
						),
					);
				}
			}
		}
	}

	/// What ends by itself unless a motion confirms it has to last longer than that motion takes.
	fn passing(&self) {
		let parties = &self.all.policy.parties;
		let all = [
			(Track::Membership, "parties.suspension", parties.suspension),
			(Track::Policy, "parties.restriction", parties.restriction),
		];
		for (track, parameter, lasts) in all {
			let rule = self.all.rules.rule(track);
			let takes = rule.deciding.saturating_add(rule.delay);
			if takes < lasts {
				continue;
			}
			let line = self.all.parameter_line(parameter);
			let track_line = self.all.track_line(track);
			let track = values::name(&track);
			self.add(
				line.unwrap_or(track_line),
				format!(
					"{parameter} is {}, and the motion of track {track} that would confirm it takes {} \
					 (deciding and delay): raise {parameter}, or lower deciding or delay in \
					 [tracks.{track}]",
					values::span_words(lasts.into()),
					values::span_words(takes.into())
				),
			);
		}
	}

	fn peers(&self) {
		if self.each_validator().all(|(_, it)| it.peer.is_none()) {
			self.add(
				1,
				"no validator has a peer: without an address of one, no node finds the others; give \
				 the line that `salus-node key ceremony --peer-address` prints",
			);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn less_than_a_third_is_under_one_control() {
		for all in 4..200 {
			let most = group_at_most(all);
			assert!(most * 3 < all && (most + 1) * 3 >= all, "{all}");
		}
	}
}
