//! Motions: what chambers decide.

use crate::{
	args::{Motion, Propose},
	codes,
	home::Home,
	motion_preview::Preview,
	output::Output,
	papers, proposals,
	session::Session,
	time::utc,
};
use anyhow::Context;
use salus_client::chain::{At, Call, ChainError, Included, Until};
use salus_primitives::{
	Moment, MotionId, MotionView, Outcome, OutcomeView, TallyView, Track, TrackRule,
};
use serde_json::{json, Value};
use std::path::Path;

/// Motions.
pub async fn run(home: &Home, output: &Output, command: Motion) -> anyhow::Result<()> {
	let session = || Session::open(home, output);
	match command {
		Motion::List => list(&session().await?).await,
		Motion::Show { motion, text, assessment } => {
			show(&session().await?, motion, text.as_deref(), assessment.as_deref()).await
		},
		Motion::Propose(propose) => self::propose(home, output, propose).await,
		Motion::Vote { motion, vote } => self::vote(&session().await?, motion, vote).await,
		Motion::WithdrawVote { motion } => {
			send(&session().await?, motion, Call::withdraw_vote(motion), "your vote counts no more")
				.await
		},
		Motion::Veto { motion } => {
			send(&session().await?, motion, Call::veto_motion(motion), "you would stop it").await
		},
		Motion::Withdraw { motion } => {
			send(&session().await?, motion, Call::withdraw_motion(motion), "withdrawn").await
		},
		Motion::Close { motion } => close(&session().await?, motion).await,
		Motion::Enact { motion } => enact(&session().await?, motion).await,
		Motion::Lapse { motion } => {
			send(&session().await?, motion, Call::lapse_motion(motion), "has lapsed").await
		},
		Motion::Outcomes => outcomes(&session().await?).await,
	}
}

/// Shows what the motion would do, and votes on that: were its id another motion's meanwhile, the
/// chain would refuse the vote.
async fn vote(session: &Session<'_>, id: MotionId, aye: bool) -> anyhow::Result<()> {
	let motion = motion(session, id).await?;
	let preview = Preview::of(session, &motion.call).await?;
	if !session.output.json {
		session.output.say(preview.lines.join("\n"), json!({}));
	}
	let word = if aye { "voted aye" } else { "voted nay" };
	send(session, id, Call::vote(id, papers::hash(&motion.call), aye), word).await
}

/// Sends a call about a motion, and says how the motion is then.
async fn send(session: &Session<'_>, id: MotionId, call: Call, done: &str) -> anyhow::Result<()> {
	let sent = session.chain.submit(&session.identity()?, call, Until::InBlock).await;
	let at = explained(session, id, sent).await?;
	let motion = session.chain.motion(id, At::Block(at.block)).await?;
	let now = session.chain.moment(At::Block(at.block)).await?;
	let state = motion.as_ref().map_or("it is over".into(), |it| state(it, now));
	let value = json!({ "motion": id, "open": motion.is_some(), "state": state });
	session.output.done(format!("motion {id}: {done}; {state}"), at, value);
	Ok(())
}

/// A refusal, with how the motion is: the node says only that the call would change nothing.
async fn explained(
	session: &Session<'_>,
	id: MotionId,
	sent: Result<Included, ChainError>,
) -> anyhow::Result<Included> {
	let error = match sent {
		Ok(at) => return Ok(at),
		Err(error) => anyhow::Error::from(error),
	};
	let now = session.chain.moment(At::Best).await?;
	let motion = session.chain.motion(id, At::Best).await?;
	Err(match motion {
		Some(motion) => error.context(format!("motion {id}: {}", state(&motion, now))),
		None => error.context(format!("motion {id} is not open")),
	})
}

/// Shows what the chain will be asked to do, then proposes it.
async fn propose(home: &Home, output: &Output, propose: Propose) -> anyhow::Result<()> {
	let text = propose.text.context(
		"name the text that says what is proposed and why: --text FILE. It stays here; the chain \
		 keeps its hash",
	)?;
	anyhow::ensure!(
		propose.assessment.is_some() || !proposals::needs_assessment(&propose.what),
		"policies and upgrades need a data protection impact assessment: --assessment FILE"
	);
	let documents = papers::documents(&text, propose.assessment.as_deref())?;
	let session = Session::open(home, output).await?;
	let proposal = proposals::proposal(&session, propose.what).await?;
	let call = session.chain.encode(&proposal).await?;
	let preview = Preview::of(&session, &call).await?;
	if !output.json {
		output.say(preview.lines.join("\n"), json!({}));
	}
	let before = session.chain.motions(At::Best).await?;
	let sent = Call::propose(call.clone(), documents);
	let at = match session.chain.submit(&session.identity()?, sent, Until::InBlock).await {
		Err(error @ ChainError::Invalid(_)) => return Err(anyhow::Error::from(error).context(
			"only members of a chamber propose, each at most four motions at once and against a \
				 deposit",
		)),
		sent => sent?,
	};
	let opened = At::Block(at.block);
	let mut id = None;
	for new in session.chain.motions(opened).await? {
		let motion = session.chain.motion(new, opened).await?;
		let is_it = motion.is_some_and(|it| it.call == call && it.documents == documents);
		if is_it && !before.contains(&new) {
			id = Some(new);
		}
	}
	let id = id.context("the motion is in the block, but the chain lists none such")?;
	let value = json!({ "motion": id, "proposal": preview.json, "documents": documents });
	output.done(format!("motion {id} is open; see `salus motion show {id}`"), at, value);
	Ok(())
}

async fn motion(session: &Session<'_>, id: MotionId) -> anyhow::Result<MotionView> {
	let motion = session.chain.motion(id, At::Best).await?;
	motion.with_context(|| {
		format!("motion {id} is not open; `salus motion outcomes` lists those carried out")
	})
}

async fn list(session: &Session<'_>) -> anyhow::Result<()> {
	let now = session.chain.moment(At::Best).await?;
	let (mut lines, mut motions) = (Vec::new(), Vec::new());
	for id in session.chain.motions(At::Best).await? {
		// It may have ended meanwhile.
		let Some(motion) = session.chain.motion(id, At::Best).await? else { continue };
		let name = session.chain.decode(&motion.call).await?.name;
		let track = codes::word(motion.track);
		lines.push(format!("motion {id} ({track}): {name}; {}", state(&motion, now)));
		motions.push(json!({ "call": name, "motion": motion }));
	}
	let text = match lines.is_empty() {
		true => "no motion is open".into(),
		false => lines.join("\n"),
	};
	session.output.say(text, json!({ "motions": motions }));
	Ok(())
}

async fn show(
	session: &Session<'_>,
	id: MotionId,
	text: Option<&Path>,
	assessment: Option<&Path>,
) -> anyhow::Result<()> {
	let motion = motion(session, id).await?;
	let mut checked = Vec::new();
	if let Some(file) = text {
		papers::ensure_same(file, "text", Some(motion.documents.text))?;
		checked.push(format!("{} is the text of this motion", file.display()));
	}
	if let Some(file) = assessment {
		papers::ensure_same(file, "assessment", motion.documents.assessment)?;
		checked.push(format!("{} is the assessment of this motion", file.display()));
	}
	let now = session.chain.moment(At::Best).await?;
	let rule = session.chain.track_rule(motion.track, At::Best).await?;
	let preview = Preview::of(session, &motion.call).await?;
	let mut lines = lines(&motion, &rule, &preview.lines, now);
	lines.extend(checked);
	let mut value = json!({ "motion": motion, "rule": rule, "proposal": preview.json });
	if let (Value::Object(fields), Some(_)) = (&mut value, text) {
		fields.insert("isText".into(), json!(true));
	}
	if let (Value::Object(fields), Some(_)) = (&mut value, assessment) {
		fields.insert("isAssessment".into(), json!(true));
	}
	session.output.say(lines.join("\n"), value);
	Ok(())
}

/// All that a member wants to know before it votes.
fn lines(it: &MotionView, rule: &TrackRule, preview: &[String], now: Moment) -> Vec<String> {
	let mut lines = vec![format!(
		"motion {} of institution {}, proposed at {}",
		it.id,
		it.proposer,
		utc(it.opened)
	)];
	lines.extend_from_slice(preview);
	lines.push(format!("text {}", it.documents.text));
	lines.push(match it.documents.assessment {
		Some(hash) => format!("impact assessment {hash}"),
		None => "no impact assessment".into(),
	});
	lines.push(needs(it.track, rule));
	lines.push(state(it, now));
	lines.extend(it.tally.iter().map(|tally| format!("  {}", tally_line(tally))));
	for (aye, word) in [(true, "aye"), (false, "nay")] {
		let voters: Vec<_> =
			it.votes.iter().filter(|it| it.1 == aye).map(|it| it.0.to_string()).collect();
		if !voters.is_empty() {
			lines.push(format!("{word}: institution {}", voters.join(", ")));
		}
	}
	lines
}

/// What has to happen for a motion to pass.
fn needs(track: Track, rule: &TrackRule) -> String {
	let always = rule.always.map(|it| format!(", {} among them", codes::word(it)));
	format!(
		"track {}: {} chambers must approve{}; one does if at least {} % of its members vote, and \
		 more than {} % of the votes are in favour",
		codes::word(track),
		rule.chambers,
		always.unwrap_or_default(),
		rule.quorum,
		rule.majority
	)
}

/// How far a motion is, and what comes next.
fn state(it: &MotionView, now: Moment) -> String {
	let id = it.id;
	let stands = if it.approved { "approved" } else { "rejected" };
	let veto = it.veto.map(|it| format!("; {} may stop it until then", codes::word(it)));
	let lapses = it.lapses.unwrap_or(Moment::MAX);
	match it.enacts {
		None if now < it.decides => {
			format!("votes are taken until {}, it would be {stands} now", utc(it.decides))
		},
		None => {
			format!("the time to vote is over, it would be {stands}: `salus motion close {id}`")
		},
		Some(enacts) if now < enacts => {
			format!("approved, may be carried out from {}{}", utc(enacts), veto.unwrap_or_default())
		},
		Some(_) if now < lapses => {
			format!("approved, may be carried out until {}: `salus motion enact {id}`", utc(lapses))
		},
		Some(_) => {
			format!("approved, but nobody carried it out in time: `salus motion lapse {id}`")
		},
	}
}

fn tally_line(it: &TallyView) -> String {
	let vetoes = match it.vetoes {
		0 => String::new(),
		vetoes => format!(", {vetoes} would stop it"),
	};
	format!(
		"{}: {} of {} voted, {} aye, {} nay{vetoes}, {}",
		codes::word(it.chamber),
		it.ayes.saturating_add(it.nays),
		it.members,
		it.ayes,
		it.nays,
		if it.approves { "approves" } else { "does not approve" }
	)
}

/// Counts, and says how that ended.
async fn close(session: &Session<'_>, id: MotionId) -> anyhow::Result<()> {
	let call = Call::close_motion(id);
	let sent = session.chain.submit(&session.identity()?, call, Until::InBlock).await;
	let at = explained(session, id, sent).await?;
	let motion = session.chain.motion(id, At::Block(at.block)).await?;
	let enacts = motion.and_then(|it| it.enacts);
	let text = match enacts {
		Some(enacts) => format!("motion {id} is approved, may be carried out from {}", utc(enacts)),
		None => format!("motion {id} is rejected"),
	};
	let value = json!({ "motion": id, "approved": enacts.is_some(), "enacts": enacts });
	session.output.done(text, at, value);
	Ok(())
}

/// Carries out. A call that fails is an error here, though its motion is over.
async fn enact(session: &Session<'_>, id: MotionId) -> anyhow::Result<()> {
	let call = Call::enact_motion(id);
	// Not until it is final: some motions are there to bring finality back.
	let sent = session.chain.submit(&session.identity()?, call, Until::InBlock).await;
	if let Err(error) = &sent {
		let outcomes = session.chain.outcomes(At::Best).await?;
		if let Some(it) = outcomes.iter().find(|it| it.id == id) {
			return Err(anyhow::Error::from(error.clone()).context(outcome_line(it)));
		}
	}
	let at = explained(session, id, sent).await?;
	let value = json!({ "motion": id, "outcome": Outcome::Done });
	session.output.done(format!("motion {id} is carried out"), at, value);
	Ok(())
}

async fn outcomes(session: &Session<'_>) -> anyhow::Result<()> {
	let outcomes = session.chain.outcomes(At::Best).await?;
	let text = match outcomes.is_empty() {
		true => "no motion was carried out yet".into(),
		false => outcomes.iter().map(outcome_line).collect::<Vec<_>>().join("\n"),
	};
	session.output.say(text, json!({ "outcomes": outcomes }));
	Ok(())
}

fn outcome_line(it: &OutcomeView) -> String {
	let how = match it.outcome {
		Outcome::Done => "done",
		Outcome::Failed => "its call failed and changed nothing",
		Outcome::OtherRuntime => {
			"it was proposed to another version of the chain, and its call was not made"
		},
	};
	format!("motion {} ({}) is over since {}: {how}", it.id, codes::word(it.track), utc(it.at))
}

#[cfg(test)]
mod tests;
