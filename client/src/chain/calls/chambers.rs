//! Chambers and their motions.

use super::Call;
use codec::Encode;
use salus_primitives::{Chamber, Documents, Hash32, InstitutionId, MotionId};

const PALLET: &str = "Chambers";

impl Call {
	/// `Chambers.join`
	pub fn join_chamber(chamber: Chamber) -> Self {
		Self::new(PALLET, "join", chamber)
	}

	/// `Chambers.leave`
	pub fn leave_chamber() -> Self {
		Self::new(PALLET, "leave", ())
	}

	/// `Chambers.expel`: clears away the seat of an institution that has lost its vote.
	pub fn expel(institution: InstitutionId) -> Self {
		Self::new(PALLET, "expel", institution)
	}

	/// `Chambers.propose`, of a call as [`crate::chain::Chain::encode`] writes it.
	pub fn propose(mut call: Vec<u8>, documents: Documents) -> Self {
		documents.encode_to(&mut call);
		Self { pallet: PALLET, name: "propose", arguments: call, is_right: false }
	}

	/// `Chambers.vote`, on the motion whose call hashes to `call`.
	pub fn vote(motion: MotionId, call: Hash32, aye: bool) -> Self {
		Self::new(PALLET, "vote", (motion, call, aye))
	}

	/// `Chambers.withdraw_vote`
	pub fn withdraw_vote(motion: MotionId) -> Self {
		Self::new(PALLET, "withdraw_vote", motion)
	}

	/// `Chambers.withdraw`
	pub fn withdraw_motion(motion: MotionId) -> Self {
		Self::new(PALLET, "withdraw", motion)
	}

	/// `Chambers.close`
	pub fn close_motion(motion: MotionId) -> Self {
		Self::new(PALLET, "close", motion)
	}

	/// `Chambers.veto`
	pub fn veto_motion(motion: MotionId) -> Self {
		Self::new(PALLET, "veto", motion)
	}

	/// `Chambers.enact`
	pub fn enact_motion(motion: MotionId) -> Self {
		Self::new(PALLET, "enact", motion)
	}

	/// `Chambers.lapse`
	pub fn lapse_motion(motion: MotionId) -> Self {
		Self::new(PALLET, "lapse", motion)
	}
}
