//! Counting: from who sits and what they said, anew each time.

use crate::*;
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::traits::Get;
use salus_primitives::{Chamber, InstitutionId, MotionId, TrackRule, CHAMBERS};

/// How the members of one chamber whose votes count stand on a motion.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
	/// How many there are.
	pub members: u32,
	/// In favour.
	pub ayes: u32,
	/// Against.
	pub nays: u32,
	/// Would stop it.
	pub vetoes: u32,
}

/// How every chamber stands.
pub type Tallies = [(Chamber, Tally); CHAMBERS.len()];

impl Tally {
	/// Counts the ballots of these members; one that said nothing has none.
	pub fn count(ballots: impl IntoIterator<Item = Option<Ballot>>) -> Self {
		ballots.into_iter().fold(Self::default(), |sum, ballot| Self {
			members: sum.members.saturating_add(1),
			ayes: sum.ayes.saturating_add(ballot.is_some_and(|it| it.aye == Some(true)).into()),
			nays: sum.nays.saturating_add(ballot.is_some_and(|it| it.aye == Some(false)).into()),
			vetoes: sum.vetoes.saturating_add(ballot.is_some_and(|it| it.veto).into()),
		})
	}

	/// Whether the chamber approves: enough voted, and enough of them in favour. With a majority of at
	/// least half, a tie is a no.
	pub fn approves(&self, rule: &TrackRule) -> bool {
		let votes = self.ayes.saturating_add(self.nays);
		self.members > 0
			&& votes.saturating_mul(100) >= self.members.saturating_mul(rule.quorum.into())
			&& self.ayes.saturating_mul(100) > votes.saturating_mul(rule.majority.into())
	}

	/// Whether it also would if all others voted against.
	pub fn is_certain(&self, rule: &TrackRule) -> bool {
		self.approves(rule)
			&& self.ayes.saturating_mul(100) > self.members.saturating_mul(rule.majority.into())
	}

	/// Whether more than half of the members would stop it.
	pub fn is_vetoed(&self) -> bool {
		self.vetoes.saturating_mul(2) > self.members
	}
}

/// Whether enough chambers approve by `test`, and among them the one that always has to.
pub fn carries(tallies: &Tallies, rule: &TrackRule, test: fn(&Tally, &TrackRule) -> bool) -> bool {
	let approves = |it: &&(Chamber, Tally)| test(&it.1, rule);
	let approving = tallies.iter().filter(approves).count();
	approving >= usize::from(rule.chambers)
		&& rule.always.is_none_or(|always| tallies.iter().filter(approves).any(|it| it.0 == always))
}

/// Whether those that it concerns approve by `test`, as far as they have members.
fn agreed(
	tallies: &Tallies,
	concerned: &[Chamber],
	rule: &TrackRule,
	test: fn(&Tally, &TrackRule) -> bool,
) -> bool {
	tallies
		.iter()
		.filter(|(chamber, tally)| concerned.contains(chamber) && tally.members > 0)
		.all(|(_, tally)| test(tally, rule))
}

impl<T: Config> Pallet<T> {
	/// Whether a motion carries by `test`, with the chambers that it concerns.
	pub(crate) fn is_carried(
		motion: &MotionOf<T>,
		tallies: &Tallies,
		test: fn(&Tally, &TrackRule) -> bool,
	) -> bool {
		let rule = Self::rule(motion);
		let concerned = Self::call_of(motion).map(|call| T::Scope::concerns(&call));
		carries(tallies, &rule, test)
			&& agreed(tallies, &concerned.unwrap_or_default(), &rule, test)
	}

	/// What the track of a motion asks for.
	pub(crate) fn rule(motion: &MotionOf<T>) -> TrackRule {
		*Rules::<T>::get().rule(motion.track)
	}

	/// The members whose votes count now: those that may vote, and of several under one control the
	/// one that has sat for longest; of those that sat down at once, the one with the lowest id.
	pub(crate) fn voters() -> BTreeMap<InstitutionId, Seat> {
		let mut seated: Vec<_> = CHAMBERS
			.into_iter()
			.flat_map(|chamber| {
				let bench = Benches::<T>::get(chamber).into_iter();
				bench.filter(move |it| T::Parties::may_vote(*it, chamber))
			})
			.filter_map(|it| Some((Members::<T>::get(it)?, it)))
			.collect();
		seated.sort_unstable_by_key(|(seat, it)| (seat.since, *it));
		let mut groups = BTreeSet::new();
		seated
			.into_iter()
			.filter(|(_, it)| groups.insert(T::Parties::control_group(*it)))
			.map(|(seat, it)| (it, seat))
			.collect()
	}

	/// Those of a chamber that sat there before a motion was proposed, so that nobody packs it
	/// meanwhile, each with its ballot.
	pub(crate) fn votes<'a>(
		id: MotionId,
		motion: &MotionOf<T>,
		chamber: Chamber,
		voters: &'a BTreeMap<InstitutionId, Seat>,
	) -> impl Iterator<Item = (InstitutionId, Option<Ballot>)> + use<'a, T> {
		let opened = motion.opened;
		voters
			.iter()
			.filter(move |(_, seat)| seat.chamber == chamber && seat.since < opened)
			.map(move |(it, _)| (*it, Ballots::<T>::get(id, it).filter(|it| it.chamber == chamber)))
	}

	fn count(
		id: MotionId,
		motion: &MotionOf<T>,
		chamber: Chamber,
		voters: &BTreeMap<InstitutionId, Seat>,
	) -> Tally {
		Tally::count(Self::votes(id, motion, chamber, voters).map(|(_, ballot)| ballot))
	}

	/// How a chamber stands on a motion now.
	pub(crate) fn tally(id: MotionId, motion: &MotionOf<T>, chamber: Chamber) -> Tally {
		Self::count(id, motion, chamber, &Self::voters())
	}

	/// How all of them do.
	pub(crate) fn tallies(id: MotionId, motion: &MotionOf<T>) -> Tallies {
		let voters = Self::voters();
		CHAMBERS.map(|chamber| (chamber, Self::count(id, motion, chamber, &voters)))
	}

	/// The version by which calls are encoded now.
	pub(crate) fn transaction_version() -> u32 {
		T::Version::get().transaction_version
	}
}
