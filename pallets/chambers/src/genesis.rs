//! The chambers a chain starts with.

use crate::*;
use salus_primitives::{Chamber, InstitutionId, Moment, Track, TrackRule, CHAMBERS, TRACKS};

/// Whether a motion may ever carry by this rule, and never by a tie.
fn is_valid(rule: &TrackRule) -> bool {
	(1..=CHAMBERS.len()).contains(&rule.chambers.into())
		&& (1..=100).contains(&rule.quorum)
		&& (50..=99).contains(&rule.majority)
		&& rule.deciding > 0
		&& rule.lapses > 0
		// Without a delay there is no time to stop anything.
		&& (rule.veto.is_none() || rule.delay > 0)
}

impl<T: Config> Pallet<T> {
	pub(crate) fn set_rules(rules: TrackRules) {
		for track in TRACKS {
			assert!(is_valid(rules.rule(track)), "the rule of track {track:?} is not valid");
		}
		for (track, lasts) in T::Passing::lasts() {
			assert!(
				Self::takes(&rules, track) < lasts,
				"a motion of track {track:?} takes {} ms from proposal to effect, and what it would \
				 confirm ends after {lasts} ms: let it take less, or the other last longer",
				Self::takes(&rules, track)
			);
		}
		Rules::<T>::put(rules);
	}

	fn takes(rules: &TrackRules, track: Track) -> Moment {
		let rule = rules.rule(track);
		rule.deciding.saturating_add(rule.delay)
	}

	/// How long a motion of this track takes from its proposal until it may be carried out.
	pub fn time_to_effect(track: Track) -> Moment {
		Self::takes(&Rules::<T>::get(), track)
	}

	pub(crate) fn seat(id: u32, chamber: Chamber) {
		let institution = InstitutionId(id);
		assert!(
			!Members::<T>::contains_key(institution),
			"institution {id} is listed for two seats"
		);
		// Known only where the institutions' own pallet is built first.
		let group = T::Parties::control_group(institution);
		assert!(
			group.is_none()
				|| Members::<T>::iter_keys().all(|other| T::Parties::control_group(other) != group),
			"institution {id} has a seat and so has another one of its control group"
		);
		Benches::<T>::try_append(chamber, institution)
			.expect("a chamber of the genesis configuration has at most 32 members");
		Members::<T>::insert(institution, Seat { chamber, since: 0 });
	}
}
