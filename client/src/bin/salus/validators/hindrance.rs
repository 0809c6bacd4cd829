//! Why a call about a validator would be refused, and what to do about it.

use super::words;
use crate::time::utc;
use salus_primitives::{
	words::amount, Hash32, InstitutionId, InstitutionView, Moment, Role, SessionView, SlashView,
	ValidatorState, ValidatorView,
};

/// What somebody wants to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
	/// Let it stand.
	Stand,
	/// Name its keys.
	SetKeys,
	/// Take it out.
	Leave,
	/// Get its bond back.
	Withdraw,
	/// Carry a slash out.
	ApplySlash {
		/// Of this session.
		session: u32,
	},
}

/// What the chain says.
pub struct Known {
	/// The institution that the identity of this home acts for.
	pub own: Option<InstitutionView>,
	/// The institution that the validator's account acts for.
	pub acts_for: Option<InstitutionId>,
	/// How many validators one's own institution may run.
	pub seats: u8,
	/// All of them.
	pub validators: Vec<ValidatorView>,
	/// All that are open.
	pub slashes: Vec<SlashView>,
	/// The one that runs.
	pub session: SessionView,
	/// The chain's clock.
	pub now: Moment,
}

/// What stands in the way, if it is known here.
pub fn hindrance(deed: Deed, account: Hash32, known: &Known) -> Option<String> {
	let row = known.validators.iter().find(|it| it.account == account);
	let no_row = || {
		format!("{account} is not bonded as a validator: `salus validator stand {account}` first")
	};
	// Anybody may do these.
	match (deed, row) {
		(Deed::ApplySlash { session }, _) => return slash(session, account, known),
		(Deed::Withdraw, Some(row)) => return withdraw(row, &known.session),
		(Deed::Withdraw, None) => return Some(no_row()),
		_ => {},
	}
	let Some(own) = &known.own else {
		return Some(
			"this identity acts for no institution; use the --home of the institution's account"
				.into(),
		);
	};
	if known.session.finality_restarts {
		return Some(
			"finality is being started anew, and until it is back nobody stands, leaves or changes \
			 keys: see \"A third is lost\" in docs/operations.md"
				.into(),
		);
	}
	match row {
		Some(row) if row.institution != own.id => Some(format!(
			"institution {} bonded {account}, and this identity acts for institution {}; use the \
			 --home of the one that bonded it",
			row.institution, own.id
		)),
		_ if deed == Deed::Stand => stand(row, own, account, known),
		None => Some(no_row()),
		Some(row) if deed == Deed::SetKeys => fresh_keys(row, &known.session),
		Some(row) => (row.state != ValidatorState::Standing)
			.then(|| format!("{account} does not stand, so there is nothing to leave")),
	}
}

fn stand(
	row: Option<&ValidatorView>,
	own: &InstitutionView,
	account: Hash32,
	known: &Known,
) -> Option<String> {
	let id = own.id;
	if !own.roles.has(Role::Validator) {
		return Some(format!(
			"institution {id} has not the role of a validator; a motion gives it: `salus motion \
			 propose change`"
		));
	}
	if !own.in_good_standing {
		return Some(format!(
			"institution {id} may not act now: it is suspended or removed, or its accreditation has \
			 ended; see `salus institution list`"
		));
	}
	if let Some(row) = row {
		if row.slashes > 0 {
			return Some(open_slash(account));
		}
		if row.state == ValidatorState::Standing {
			return (row.bond >= row.full_bond)
				.then(|| format!("{account} stands already with a bond of {}", amount(row.bond)));
		}
	} else if let Some(other) = known.acts_for.filter(|it| *it != id) {
		return Some(format!(
			"{account} acts for institution {other}; name an account that acts for nobody, or your own"
		));
	}
	let theirs = known.validators.iter().filter(|it| it.institution == id);
	let taken = theirs.filter(|it| it.state == ValidatorState::Standing || it.slashes > 0).count();
	(taken >= usize::from(known.seats)).then(|| {
		format!(
			"institution {id} may run {} validators, and {taken} of its accounts stand or have a slash \
			 open; ask for a seat: `salus motion propose seats`, or let another account leave",
			known.seats
		)
	})
}

fn open_slash(account: Hash32) -> String {
	format!(
		"a slash of {account} is not decided; see `salus validator slashes`: carry it out when it is \
		 due, or ask for it to be spared by motion"
	)
}

fn fresh_keys(row: &ValidatorView, session: &SessionView) -> Option<String> {
	let free = row.keys_set?.saturating_add(session.rotation);
	(free > session.index).then(|| {
		format!(
			"the session keys of {} were set a short while ago, and stay until session {free} begins, \
			 about {}. Whoever must get rid of a stolen key sooner stops the validator",
			row.account,
			utc(session.begins(free))
		)
	})
}

fn withdraw(row: &ValidatorView, session: &SessionView) -> Option<String> {
	let account = row.account;
	if row.state == ValidatorState::Standing {
		return Some(format!("{account} still stands: `salus validator leave {account}` first"));
	}
	if row.slashes > 0 {
		return Some(open_slash(account));
	}
	if row.active || row.queued {
		let gone = words::gone(row, session);
		return Some(format!(
			"{account} serves until session {gone} begins at least, about {}",
			utc(session.begins(gone))
		));
	}
	row.free_from.filter(|free| *free > session.index).map(|free| {
		format!(
			"what {account} did can still be reported; its bond is free from session {free} on, about \
			 {}",
			utc(session.begins(free))
		)
	})
}

fn slash(session: u32, account: Hash32, known: &Known) -> Option<String> {
	let found = known.slashes.iter().find(|it| it.session == session && it.validator == account);
	match found {
		None => Some(format!(
			"no slash of {account} for session {session} waits; `salus validator slashes` lists those \
			 that do"
		)),
		Some(it) => (it.due > known.now).then(|| {
			format!("the slash may be contested until {}; carry it out then", utc(it.due))
		}),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::validators::words::tests::{session, view, ACCOUNT};
	use salus_primitives::{ControlGroup, Jurisdiction, Roles};

	fn known(validators: Vec<ValidatorView>) -> Known {
		Known {
			own: Some(InstitutionView {
				id: InstitutionId(1),
				account: Hash32([7; 32]),
				roles: Roles::of(&[Role::Validator]),
				in_good_standing: true,
				accredited_until: 0,
				suspended: false,
				suspended_until: None,
				control_group: ControlGroup::default(),
				country: *b"AT",
				jurisdiction: Jurisdiction::Eu,
				bond: 0,
				key: None,
				receipt_key: None,
				endpoint: None,
			}),
			acts_for: None,
			seats: 1,
			validators,
			slashes: Vec::new(),
			session: session(),
			now: 1_000,
		}
	}

	fn says(deed: Deed, known: &Known, part: &str) {
		let text = hindrance(deed, ACCOUNT, known).unwrap_or_default();
		assert!(text.contains(part), "{deed:?}: {text}");
	}

	fn fine(deed: Deed, known: &Known) {
		assert_eq!(hindrance(deed, ACCOUNT, known), None, "{deed:?}");
	}

	#[test]
	fn whoever_may_not_stand_learns_why() {
		fine(Deed::Stand, &known(Vec::new()));
		let mut it = known(Vec::new());
		it.acts_for = Some(InstitutionId(2));
		says(Deed::Stand, &it, "acts for institution 2");
		it.acts_for = None;
		it.seats = 0;
		says(Deed::Stand, &it, "salus motion propose seats");
		it.own.as_mut().unwrap().in_good_standing = false;
		says(Deed::Stand, &it, "may not act now");
		it.own.as_mut().unwrap().roles = Roles::default();
		says(Deed::Stand, &it, "has not the role");
		it.own = None;
		says(Deed::Stand, &it, "acts for no institution");
		says(Deed::Stand, &known(vec![view()]), "stands already");
		fine(Deed::Stand, &known(vec![ValidatorView { bond: 1, ..view() }]));
		let state = ValidatorState::Offender;
		let offender = ValidatorView { state, slashes: 1, ..view() };
		says(Deed::Stand, &known(vec![offender.clone()]), "is not decided");
		fine(Deed::Stand, &known(vec![ValidatorView { slashes: 0, ..offender }]));
		let other = ValidatorView { account: Hash32([9; 32]), ..view() };
		says(Deed::Stand, &known(vec![other]), "1 of its accounts");
	}

	#[test]
	fn whoever_bonded_it_decides() {
		let foreign = known(vec![ValidatorView { institution: InstitutionId(2), ..view() }]);
		for deed in [Deed::Stand, Deed::SetKeys, Deed::Leave] {
			says(deed, &foreign, "institution 2 bonded");
		}
		for deed in [Deed::SetKeys, Deed::Leave, Deed::Withdraw] {
			says(deed, &known(Vec::new()), "is not bonded");
		}
		let free = ValidatorView {
			state: ValidatorState::Leaving,
			active: false,
			queued: false,
			free_from: Some(7),
			..foreign.validators[0].clone()
		};
		fine(Deed::Withdraw, &Known { own: None, ..known(vec![free]) });
	}

	#[test]
	fn leaving_and_withdrawing_have_their_time() {
		fine(Deed::Leave, &known(vec![view()]));
		says(Deed::Withdraw, &known(vec![view()]), "still stands");
		let left = ValidatorView { state: ValidatorState::Leaving, ..view() };
		says(Deed::Leave, &known(vec![left.clone()]), "nothing to leave");
		says(Deed::Withdraw, &known(vec![left.clone()]), "serves until session 9 begins");
		let gone = ValidatorView { active: false, queued: false, free_from: Some(8), ..left };
		says(Deed::Withdraw, &known(vec![gone.clone()]), "free from session 8 on");
		fine(Deed::Withdraw, &known(vec![ValidatorView { free_from: Some(7), ..gone.clone() }]));
		says(Deed::Withdraw, &known(vec![ValidatorView { slashes: 1, ..gone }]), "not decided");
	}

	#[test]
	fn keys_stay_for_a_while() {
		fine(Deed::SetKeys, &known(vec![view()]));
		let with = |keys_set| known(vec![ValidatorView { keys_set, ..view() }]);
		says(Deed::SetKeys, &with(Some(5)), "stay until session 8 begins");
		fine(Deed::SetKeys, &with(Some(4)));
	}

	#[test]
	fn a_slash_is_carried_out_once_it_is_due() {
		let deed = Deed::ApplySlash { session: 3 };
		says(deed, &known(vec![view()]), "salus validator slashes");
		let mut it = known(vec![view()]);
		it.slashes = vec![SlashView { session: 3, validator: ACCOUNT, share: 1, due: 1_001 }];
		says(deed, &it, "may be contested until 1970-01-01 00:00:01 UTC");
		it.now = 1_001;
		fine(deed, &it);
	}
}
