//! What a chain with real data must not go below. A rehearsal may: its file has `test-keys = true`.

use super::{
	document::{Line, Mistakes},
	file::Consortium,
	values::{self, REHEARSAL},
};
use salus_primitives::{Moment, Track, DAY, TRACKS};
use std::ops::RangeInclusive;

/// Slots of a session. Fewer, and an offence is forgotten before anybody reports it; more, and a
/// validator waits for days until it takes part, and could be reported for longer than a slash stays open.
const SLOTS: RangeInclusive<u32> = 600..=3_600;
/// Fewest percent of a chamber that speak for it.
const QUORUM: u8 = 34;
/// Shortest time to vote on a motion that is no emergency, and to carry one out: members find out, and
/// somebody is at work. What is arranged beforehand and decided in a second, nobody can answer.
const NOTICE: Moment = DAY;
/// Longest time to vote and to wait. The rules of tracks never change: a track of ten years is none.
const PATIENCE: Moment = 90 * DAY;
/// For so long institutions are accredited at least, so that there is time to found and to renew.
const ACCREDITED: Moment = 365 * DAY;

/// Fewest chambers that approve.
fn chambers(track: Track) -> u8 {
	match track {
		Track::Policy | Track::Upgrade => 4,
		Track::Membership | Track::Emergency => 3,
	}
}

/// Notes what only a rehearsal may have. `now` is the time on this machine.
pub fn check(all: &Consortium, now: Moment, mistakes: &Mistakes) {
	let add = |line: Line, what: String| mistakes.add(line, format!("{what} {REHEARSAL}"));
	let slots = &all.session_slots;
	if !SLOTS.contains(&slots.value) {
		add(
			slots.line,
			format!(
				"sessions of {} slots: give from {} to {} slots, which sets for how long offences can \
				 be reported and bonds stay",
				slots.value,
				SLOTS.start(),
				SLOTS.end()
			),
		);
	}
	for it in &all.institutions {
		let ends = it.accredited_until.as_ref();
		let ends = ends.filter(|it| it.value > now && it.value < now.saturating_add(ACCREDITED));
		if let Some(ends) = ends {
			add(
				ends.line,
				format!(
					"the accreditation of {} ends within a year: give a day that is further away",
					it.name
				),
			);
		}
	}
	for track in TRACKS {
		let (rule, line) = (all.rules.rule(track), all.track_line(track));
		let name = values::name(&track);
		let least = chambers(track);
		if rule.chambers < least {
			add(
				line,
				format!(
					"track {name} needs {} chambers: give chambers = {least} or more",
					rule.chambers
				),
			);
		}
		if rule.quorum < QUORUM {
			add(
				line,
				format!("track {name} has a quorum of {}: give {QUORUM} or more", rule.quorum),
			);
		}
		if rule.lapses < NOTICE {
			add(
				line,
				format!(
					"what track {name} approves lapses after {}: give lapses of a day or more, or it is \
					 never carried out",
					values::span_words(rule.lapses.into())
				),
			);
		}
		if rule.deciding.max(rule.delay) > PATIENCE {
			add(
				line,
				format!("track {name} takes too long: give deciding and delay of 90d at most"),
			);
		}
		if track == Track::Emergency {
			continue;
		}
		if rule.early {
			add(
				line,
				format!(
					"track {name} closes early, before all have heard of a motion: only emergencies \
					 may; write early = false"
				),
			);
		}
		if rule.deciding < NOTICE {
			add(
				line,
				format!(
					"motions of track {name} are decided after {}: give deciding of a day or more",
					values::span_words(rule.deciding.into())
				),
			);
		}
	}
}
