//! What this pallet asks of others.

use alloc::vec::Vec;
use salus_primitives::{Chamber, ControlGroup, Documents, InstitutionId, Moment, MotionId, Track};

/// Who is who.
pub trait Parties<AccountId> {
	/// The institution that `account` acts for, whatever its standing.
	fn institution_of(account: &AccountId) -> Option<InstitutionId>;
	/// Whether an institution may take a seat: it is in good standing and has the chamber's role.
	fn may_sit(institution: InstitutionId, chamber: Chamber) -> bool;
	/// Whether the vote of one that sits there counts. What a single power does to it, such as a
	/// suspension that lapses, must not take the vote away.
	fn may_vote(institution: InstitutionId, chamber: Chamber) -> bool;
	/// Institutions under one control share it.
	fn control_group(institution: InstitutionId) -> Option<ControlGroup>;
}

/// What motions are for.
pub trait Scope<RuntimeCall, RuntimeOrigin> {
	/// The way a motion with this call takes, if motions may make it at all. Calls of this pallet, and
	/// calls that wrap others, are not for motions.
	fn track(call: &RuntimeCall) -> Option<Track>;
	/// Whether the call widens secondary use.
	fn widens(call: &RuntimeCall) -> bool;
	/// The chambers that must approve whatever the track says, because the call decides who is in
	/// them. One without members cannot, and is not asked.
	fn concerns(call: &RuntimeCall) -> Vec<Chamber>;
	/// The origin by which an approved motion makes this call.
	fn origin(
		call: &RuntimeCall,
		track: Track,
		motion: MotionId,
		documents: Documents,
	) -> RuntimeOrigin;
}

/// What the chambers or others do for a while.
pub trait Passing {
	/// The tracks of the motions that make it lasting, and after how long it ends by itself.
	fn lasts() -> Vec<(Track, Moment)>;
}

/// What the benchmarks need of the other pallets.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AccountId, RuntimeCall> {
	/// The `n`th institution that may sit in this chamber and pay for motions, in a control group of
	/// its own.
	fn institution(chamber: Chamber, n: u32) -> (AccountId, InstitutionId);
	/// Makes its vote count no more.
	fn disqualify(institution: InstitutionId);
	/// A call that motions on this track make.
	fn call(track: Track) -> RuntimeCall;
	/// Sets the clock.
	fn set_time(now: Moment);
}
