//! What the node answers about those who make and finalise blocks.

use crate::{Hash32, InstitutionId, Moment};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

wire! {
	/// Whether an account takes part in elections.
	pub enum ValidatorState {
		/// It does.
		#[codec(index = 0)]
		Standing,
		/// Its institution, or the loss of a seat, took it out.
		#[codec(index = 1)]
		Leaving,
		/// It offended and was to be slashed.
		#[codec(index = 2)]
		Offender,
	}
}

view! {
	/// An account that is bonded as a validator.
	ValidatorView {
		/// The account.
		account: Hash32,
		/// Who bonded it.
		institution: InstitutionId,
		/// What is held for it, in planck.
		bond: u128,
		/// What the policy in force asks for, in planck.
		full_bond: u128,
		/// Policy has asked for more than its bond: that counts in elections of this session on.
		bond_due: Option<u32>,
		/// Whether it takes part in elections.
		state: ValidatorState,
		/// Whether it made too few blocks in the last session that could be judged.
		idle: bool,
		/// Whether it has session keys.
		has_keys: bool,
		/// The session in which its keys were set last.
		keys_set: Option<u32>,
		/// Whether it serves in this session.
		active: bool,
		/// Whether it serves in the next one.
		queued: bool,
		/// Blocks that it made in this session.
		blocks: u32,
		/// Slashes of it that are not decided.
		slashes: u32,
		/// Its bond is free from this session on, if it neither stands nor serves nor has a slash
		/// open.
		free_from: Option<u32>,
		/// It has stood since.
		since: Moment,
	}
}

view! {
	/// A slash that is not decided.
	SlashView {
		/// When the offence happened.
		session: u32,
		/// Whose bond it is taken of.
		validator: Hash32,
		/// What it costs, in millionths of the bond.
		share: u32,
		/// From then on anyone may carry it out.
		due: Moment,
	}
}

view! {
	/// The session that runs, and what is counted in sessions.
	SessionView {
		/// Its number.
		index: u32,
		/// How many slots it has.
		slots: u32,
		/// How many of them had passed by this block.
		passed: u32,
		/// How many are left until the first block that may begin the next one.
		left: u32,
		/// Length of a slot, in milliseconds.
		slot_duration: Moment,
		/// Its slots are over then. The next session begins with the first block after that.
		ends: Moment,
		/// How many validators serve.
		active: u32,
		/// The set never gets smaller than this while so many validators have keys.
		floor: u32,
		/// Offences may be reported for so many sessions after their own.
		reporting: u32,
		/// A bond stays for so many sessions after the last one served.
		unbonding: u32,
		/// Session keys stay for at least so many sessions.
		rotation: u32,
		/// Finality is being started anew: until it is back nobody stands, leaves or changes keys.
		finality_restarts: bool,
	}
}

impl SessionView {
	/// When a session begins at the earliest, by the clock of slots.
	pub fn begins(&self, session: u32) -> Moment {
		let length = Moment::from(self.slots).saturating_mul(self.slot_duration);
		let next = self.index.saturating_add(1);
		let away = length.saturating_mul(session.abs_diff(next).into());
		match session < next {
			true => self.ends.saturating_sub(away),
			false => self.ends.saturating_add(away),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn sessions_begin_one_after_the_other() {
		let session = SessionView {
			index: 7,
			slots: 10,
			passed: 4,
			left: 6,
			slot_duration: 3,
			ends: 1_000,
			active: 4,
			floor: 4,
			reporting: 1,
			unbonding: 2,
			rotation: 3,
			finality_restarts: false,
		};
		assert_eq!([6, 7, 8, 9, 10].map(|it| session.begins(it)), [940, 970, 1_000, 1_030, 1_060]);
		assert_eq!(SessionView { ends: 10, ..session }.begins(0), 0);
	}
}
