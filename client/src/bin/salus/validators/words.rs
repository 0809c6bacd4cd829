//! Validators and sessions in words.

use crate::time::utc;
use salus_primitives::{
	words::amount, Hash32, Moment, SessionView, SlashView, ValidatorState, ValidatorView,
};

/// A validator in a line.
pub fn line(it: &ValidatorView) -> String {
	let mut parts = vec![service(it).to_owned(), state(it).into()];
	parts.push(format!("{} blocks in this session", it.blocks));
	if !it.has_keys {
		parts.push("no session keys".into());
	}
	if it.bond < it.full_bond {
		parts.push(bond(it));
	}
	if it.idle {
		parts.push("missed its turns".into());
	}
	if it.slashes > 0 {
		parts.push(format!("slashes open: {}", it.slashes));
	}
	format!("{}  institution {}: {}", it.account, it.institution, parts.join(", "))
}

fn service(it: &ValidatorView) -> &'static str {
	match (it.active, it.queued) {
		(true, true) => "serves",
		(true, false) => "serves until the session ends",
		(false, true) => "serves from the next session on",
		(false, false) => "does not serve",
	}
}

fn state(it: &ValidatorView) -> &'static str {
	match it.state {
		ValidatorState::Standing => "stands for election",
		ValidatorState::Leaving => "leaves",
		ValidatorState::Offender => "offended",
	}
}

fn bond(it: &ValidatorView) -> String {
	match it.bond < it.full_bond {
		true => format!("bond {} of {}", amount(it.bond), amount(it.full_bond)),
		false => format!("bond {}", amount(it.bond)),
	}
}

/// A session and the moment at which it may begin.
fn about(session: u32, now: &SessionView) -> String {
	format!("session {session} (about {})", utc(now.begins(session)))
}

/// All about a validator.
pub fn lines(it: &ValidatorView, now: &SessionView) -> Vec<String> {
	let account = it.account;
	let mut lines = vec![format!("validator {account} of institution {}", it.institution)];
	lines.push(format!("{}; {} blocks in session {}", service(it), it.blocks, now.index));
	let since = match it.since {
		0 => "from the beginning".into(),
		since => format!("since {}", utc(since)),
	};
	lines.push(match it.state {
		ValidatorState::Standing => format!("{}, {since}", state(it)),
		_ => format!("{}; stood {since}", state(it)),
	});
	let until = it.bond_due.map(|due| format!(" before the election of {}", about(due, now)));
	lines.push(match it.bond < it.full_bond {
		true => {
			let until = until.unwrap_or_default();
			format!("{}; fill it up{until}: `salus validator stand {account}`", bond(it))
		},
		false => bond(it),
	});
	lines.push(match (it.has_keys, it.keys_set) {
		(false, _) => format!("no session keys: `salus validator keys {account}`"),
		(true, None) => "session keys from the beginning".into(),
		(true, Some(set)) => {
			let free = set.saturating_add(now.rotation);
			let until = format!(", may be replaced from {} on", about(free, now));
			let until = if free > now.index { until } else { String::new() };
			format!("session keys of session {set}{until}")
		},
	});
	if it.idle {
		lines.push("missed its turns in the last busy session: others come first".into());
	}
	if it.slashes > 0 {
		lines.push(format!("slashes open: {}, see `salus validator slashes`", it.slashes));
	}
	lines.extend(it.free_from.map(|from| free(from, now)));
	lines
}

fn free(from: u32, now: &SessionView) -> String {
	match from > now.index {
		true => format!("its bond is free from {} on", about(from, now)),
		false => "its bond is free: `salus validator withdraw`".into(),
	}
}

/// The session that runs.
pub fn session(it: &SessionView) -> String {
	let sessions = |count: u32| match count {
		1 => "1 session".to_owned(),
		count => format!("{count} sessions"),
	};
	[
		format!(
			"session {}: {} of {} slots have passed, the next begins about {}",
			it.index,
			it.passed,
			it.slots,
			utc(it.ends)
		),
		format!("{} validators serve, the floor is {}", it.active, it.floor),
		format!("offences may be reported for {}", sessions(it.reporting)),
		format!("a bond stays for {} after the last one served", sessions(it.unbonding)),
		format!("session keys stay for at least {}", sessions(it.rotation)),
	]
	.join("\n")
}

/// What becomes of an account that stands now.
pub fn stood(it: &ValidatorView, now: &SessionView) -> String {
	let account = it.account;
	if !it.has_keys {
		return format!(
			"{account} stands with {}, but has no session keys: `salus validator keys {account}` on \
			 the validator's machine. It serves from the second session after that on",
			bond(it)
		);
	}
	match it.active || it.queued {
		true => format!("{account} stands with {}", bond(it)),
		false => {
			let from = about(now.index.saturating_add(2), now);
			format!("{account} stands with {}; it serves from {from} on if it is elected", bond(it))
		},
	}
}

/// How many other accounts could serve after the next session without bending a rule, but for those
/// about standing and control groups.
pub fn may_serve(all: &[ValidatorView], without: Hash32, now: &SessionView) -> usize {
	let election = now.index.saturating_add(2);
	let fit = |it: &&ValidatorView| {
		it.state == ValidatorState::Standing
			&& it.has_keys
			&& it.bond_due.is_none_or(|due| due > election)
	};
	all.iter().filter(|it| it.account != without).filter(fit).count()
}

/// The first session without a validator that leaves in this one, unless the floor keeps it.
pub fn gone(it: &ValidatorView, now: &SessionView) -> u32 {
	let sessions = match (it.active, it.queued) {
		(_, true) => 2,
		(true, false) => 1,
		(false, false) => 0,
	};
	now.index.saturating_add(sessions)
}

/// What becomes of an account that left, where so many others could serve.
pub fn left(it: &ValidatorView, now: &SessionView, others: usize) -> String {
	let account = it.account;
	if !it.active && !it.queued {
		let free = it.free_from.map(|from| free(from, now)).unwrap_or_default();
		return format!("{account} stands no longer, and does not serve; {free}");
	}
	let gone = gone(it, now);
	if (others as u64) < now.floor.into() {
		return format!(
			"{account} stands no longer, but the floor is {} validators and only {others} others \
			 stand with keys and a full bond: it is kept, bonded and paid, until another takes its \
			 place. Let its node run",
			now.floor
		);
	}
	format!(
		"{account} stands no longer; it serves until {} begins, unless the floor needs it for longer: look \
		 at `salus validator show` before its node stops. Its bond is free from {} on",
		about(gone, now),
		about(gone.saturating_add(now.unbonding), now)
	)
}

/// A slash in a line.
pub fn slash(it: &SlashView, now: Moment) -> String {
	/// Shares are millionths of the bond.
	const PERCENT: u32 = 10_000;
	let due = match it.due <= now {
		true => format!("due: `salus validator apply-slash {} {}`", it.session, it.validator),
		false => format!("due at {}", utc(it.due)),
	};
	format!(
		"{}  session {}: {} % of its bond, {due}",
		it.validator,
		it.session,
		f64::from(it.share) / f64::from(PERCENT)
	)
}

/// What is left after a slash.
pub fn slashed(account: Hash32, left: Option<&ValidatorView>) -> String {
	match left {
		Some(it) => format!("the slash of {account} took effect; {} is left", amount(it.bond)),
		None => format!("the slash of {account} took effect"),
	}
}

#[cfg(test)]
pub mod tests;
