//! What is proposed: from the command line to the call of a motion.

use crate::{
	args::{Admit, Change, PolicyChange, Proposed, Restriction},
	papers, parameters,
	session::Session,
	time::{span, utc},
};
use anyhow::Context;
use salus_client::chain::{Admission, At, Proposal};
use salus_primitives::{
	Adoption, Bounds, Hash32, Languages, Moment, Policy, PolicyBookView, PolicyEntryView, Purposes,
	Reconsent, Roles, Suite, Suites, Track, TrackRule,
};

/// A policy may be that far ahead.
const YEAR: Moment = 366 * 24 * 60 * 60 * 1000;

/// A week: what people have to carry out a motion for a policy, unless they name a time. Less where
/// motions take less.
const WEEK: Moment = 7 * 24 * 60 * 60 * 1000;

/// Whether it must come with an assessment of its impact.
pub fn needs_assessment(what: &Proposed) -> bool {
	match what {
		Proposed::Policy(_) => Track::Policy.needs_assessment(),
		Proposed::Upgrade { .. } => Track::Upgrade.needs_assessment(),
		_ => false,
	}
}

/// What the command line asks for, with what the chain has to say.
pub async fn proposal(session: &Session<'_>, what: Proposed) -> anyhow::Result<Proposal> {
	Ok(match what {
		Proposed::Admit(it) => admit(it, session.chain.moment(At::Best).await?),
		Proposed::Change(it) => change(session, it).await?,
		Proposed::Suspend { institution } => Proposal::Suspend { institution },
		Proposed::SuspendForGood { institution } => Proposal::SuspendForGood { institution },
		Proposed::Reinstate { institution } => Proposal::Reinstate { institution },
		Proposed::Remove { institution, successor } => Proposal::Remove { institution, successor },
		Proposed::Allot { institution, units } => Proposal::Allot { institution, units },
		Proposed::Seats { institution, seats } => Proposal::GrantSeats { institution, seats },
		Proposed::SparePenalty { penalty } => Proposal::CancelPenalty { penalty },
		Proposed::SpareSlash { session, validator } => Proposal::CancelSlash { session, validator },
		Proposed::PruneCase { case } => Proposal::PruneCase { case },
		Proposed::Policy(change) => {
			let book = session.chain.policy_book(At::Best).await?;
			let history = session.chain.policy_history(At::Best).await?;
			let rule = session.chain.track_rule(Track::Policy, At::Best).await?;
			let now = session.chain.moment(At::Best).await?;
			Proposal::Adopt { adoption: Box::new(adoption(change, &book, &history, &rule, now)?) }
		},
		Proposed::Restrict(it) => restriction(&it, &session.chain.policy_book(At::Best).await?)?,
		Proposed::LiftRestriction => Proposal::Lift {},
		Proposed::Upgrade { code } => {
			Proposal::AuthorizeUpgrade { code_hash: papers::hash(&papers::read(&code)?) }
		},
		Proposed::StopUpgrade => Proposal::AuthorizeUpgrade { code_hash: Hash32::default() },
		Proposed::NoteStalled { delay, final_block } => {
			Proposal::NoteStalled { delay, best_finalized_block_number: final_block }
		},
	})
}

fn admit(it: Admit, now: Moment) -> Proposal {
	let admission = Admission {
		roles: Roles::of(&it.roles),
		accredited_until: it.accredited_until.from(now),
		control_group: it.control_group,
		country: it.country,
		jurisdiction: it.jurisdiction,
	};
	let Admit { account, receipt_key, units, .. } = it;
	Proposal::Admit { account, admission, receipt_key, units }
}

async fn change(session: &Session<'_>, it: Change) -> anyhow::Result<Proposal> {
	let institution = it.institution;
	let known = session.chain.institution(institution, At::Best).await?;
	let known = known.with_context(|| format!("there is no institution {institution}"))?;
	let now = session.chain.moment(At::Best).await?;
	let roles = match it.roles.is_empty() {
		true => known.roles,
		false => Roles::of(&it.roles),
	};
	let admission = Admission {
		roles,
		accredited_until: it.accredited_until.map_or(known.accredited_until, |it| it.from(now)),
		control_group: it.control_group.unwrap_or(known.control_group),
		country: it.country.unwrap_or(known.country),
		jurisdiction: it.jurisdiction.unwrap_or(known.jurisdiction),
	};
	Ok(Proposal::Change { institution, admission })
}

/// What is to be forbidden, if bounds do not guarantee it.
fn restriction(it: &Restriction, book: &PolicyBookView) -> anyhow::Result<Proposal> {
	let purposes = Purposes::of(&it.purposes).and_below();
	let suites = Suites(it.suites.iter().fold(0, |bits, suite: &Suite| bits | 1 << *suite as u8));
	let least = &book.bounds.least;
	let guaranteed = purposes.within(least.consent.purposes);
	anyhow::ensure!(
		guaranteed.0 == 0,
		"{} can always be granted: leave out what they are, or lie below",
		parameters::purposes(guaranteed)
	);
	let left = Suites(book.current.suites.0 & !suites.0);
	anyhow::ensure!(left.0 != 0, "no suite would be left for new keys: leave one");
	Ok(Proposal::Restrict { purposes, suites })
}

/// The newest policy with the changes, if the chain would take it.
fn adoption(
	change: PolicyChange,
	book: &PolicyBookView,
	history: &[PolicyEntryView],
	rule: &TrackRule,
	now: Moment,
) -> anyhow::Result<Adoption> {
	let newest = book.pending.as_ref().unwrap_or(&book.entry);
	let mut policy = newest.policy;
	for setting in &change.set {
		setting.apply(&mut policy)?;
	}
	ensure_within(&book.bounds, &policy)?;
	anyhow::ensure!(
		policy != newest.policy || !change.asks_anew.is_empty(),
		"this changes nothing: name parameters with --set that differ from version {}",
		newest.version
	);
	policy.version = newest.version.saturating_add(1);

	let deciding = if rule.early { 0 } else { rule.deciding };
	let carried_out = now.saturating_add(deciding).saturating_add(rule.delay);
	// While one policy waits for its time, the chain takes no other.
	let possible = carried_out.max(book.pending.as_ref().map_or(0, |it| it.in_force));
	let in_force = match change.in_force {
		Some(it) => it.from(now),
		None => {
			possible.saturating_add(deciding.saturating_add(rule.delay).min(rule.lapses).min(WEEK))
		},
	};
	anyhow::ensure!(
		in_force > possible,
		"the motion can be carried out at {} at the earliest, and the policy cannot be in force \
		 before: name a later --in-force",
		utc(possible)
	);

	anyhow::ensure!(
		in_force <= possible.saturating_add(YEAR),
		"a policy is in force a year after the motion is carried out at the latest: name an earlier \
		 --in-force"
	);
	if !change.asks_anew.is_empty() {
		let over = older_grants_until(history, newest.policy.reconsent.map(|it| it.before));
		anyhow::ensure!(
			in_force >= over,
			"the newest policy asks for consent anew, and grants that it concerns may live until {}: \
			 name an --in-force no earlier than that",
			utc(over)
		);
		policy.reconsent =
			Some(asking(&change, &newest.policy, &book.bounds, &policy, in_force, now)?);
	}
	let languages = Languages::try_from(change.languages)?;
	Ok(Adoption { policy, in_force, languages })
}

/// What is asked anew, with the notice that people have.
fn asking(
	change: &PolicyChange,
	old: &Policy,
	bounds: &Bounds,
	new: &Policy,
	in_force: Moment,
	now: Moment,
) -> anyhow::Result<Reconsent> {
	let notice = old.consent.notice.max(new.consent.notice);
	let (first, last) =
		(in_force.saturating_add(notice), in_force.saturating_add(bounds.most.consent.notice));
	let from = change.from.map_or(first, |it| it.from(now));
	anyhow::ensure!(
		(first..=last).contains(&from),
		"people have {} to grant anew: name a --from between {} and {}",
		span(notice),
		utc(first),
		utc(last)
	);
	let widened = Purposes::of(&change.asks_anew).and_below();
	Ok(Reconsent { before: new.version, widened, from })
}

/// When no grant is left that was given under a policy before this version.
fn older_grants_until(history: &[PolicyEntryView], before: Option<u32>) -> Moment {
	let concerned = history.iter().filter(|it| before.is_some_and(|before| it.version <= before));
	let ends = concerned.filter_map(|it| {
		let old = history.iter().find(|old| old.version.checked_add(1) == Some(it.version))?;
		Some(it.in_force.saturating_add(old.policy.consent.grant_at_most))
	});
	ends.max().unwrap_or_default()
}

fn ensure_within(bounds: &Bounds, policy: &Policy) -> anyhow::Result<()> {
	let Err(beyond) = bounds.check(policy) else { return Ok(()) };
	let of =
		|policy: &Policy| policy.parameters().into_iter().find(|it| it.name == beyond.parameter);
	let all = of(policy).zip(of(&bounds.least)).zip(of(&bounds.most));
	let ((it, least), most) = all.context(beyond)?;
	anyhow::bail!(
		"{} may be {}, not {}: no motion can change that",
		it.name,
		parameters::range(it.unit, least.value, most.value),
		parameters::value_words(it.unit, it.value)
	)
}

#[cfg(test)]
mod tests;
