#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;

mod ballots;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod enactment;
mod genesis;
mod members;
mod motions;
mod origins;
mod tally;
#[cfg(test)]
mod tests;
mod traits;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod vetoes;
mod views;
mod weights;

pub use origins::{EnsureEmergency, EnsureMembership, EnsurePolicy};
#[cfg(feature = "runtime-benchmarks")]
pub use traits::BenchmarkHelper;
pub use traits::{Parties, Passing, Scope};
pub use types::{Ballot, Motion, PastMotion, Seat, TrackRules};
pub use weights::{ByDbOperations, WeightInfo};

use tally::Tally;

/// Most members of a chamber.
pub const MAX_MEMBERS: u32 = 32;
/// Longest call of a motion, encoded, in bytes.
pub const MAX_CALL: u32 = 4_096;
/// Most motions that an institution has open.
pub const MAX_OPEN: u8 = 4;

#[frame_support::pallet]
#[allow(missing_docs)]
pub mod pallet {
	use super::*;
	use alloc::{boxed::Box, vec::Vec};
	use frame_support::{
		dispatch::{DispatchClass, GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::{fungible, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{Chamber, Documents, Hash32, InstitutionId, Moment, MotionId, Track};
	use sp_runtime::traits::Dispatchable;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<
		<T as frame_system::Config>::AccountId,
	>>::Balance;
	pub type MotionOf<T> = Motion<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The calls that motions make.
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo
			+ From<frame_system::Call<Self>>;
		/// The reason of our holds.
		type RuntimeHoldReason: From<HoldReason>;
		/// Where deposits are held.
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// The chain's clock, in milliseconds.
		type Clock: Time<Moment = Moment>;
		/// Who is who.
		type Parties: Parties<Self::AccountId>;
		/// What motions are for.
		type Scope: Scope<<Self as Config>::RuntimeCall, Self::RuntimeOrigin>;
		/// What ends by itself unless a motion confirms it. Asked at genesis.
		type Passing: Passing;
		/// Held from the proposer until a motion ends, in planck.
		#[pallet::constant]
		type MotionDeposit: Get<BalanceOf<Self>>;
		/// The heaviest call that a motion makes.
		#[pallet::constant]
		type MaxWeight: Get<Weight>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
		/// What benchmarks cannot make themselves.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId, <Self as Config>::RuntimeCall>;
	}

	/// Why units are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For an open motion.
		#[codec(index = 0)]
		Motion,
	}

	/// Who makes the call of a motion.
	#[pallet::origin]
	#[derive(
		Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
	)]
	pub enum Origin {
		/// An approved motion.
		#[codec(index = 0)]
		Motion { track: Track, motion: MotionId, documents: Documents },
	}

	/// Where each member sits. Governance counts the ids of institutions, so they need no hashing
	/// against crafted keys; the same holds for motions.
	#[pallet::storage]
	pub type Members<T: Config> = StorageMap<_, Twox64Concat, InstitutionId, Seat>;

	/// Who sits in each chamber. The inverse of [`Members`].
	#[pallet::storage]
	pub type Benches<T: Config> = StorageMap<
		_,
		Twox64Concat,
		Chamber,
		BoundedVec<InstitutionId, ConstU32<MAX_MEMBERS>>,
		ValueQuery,
	>;

	/// The motions that have not ended.
	#[pallet::storage]
	pub type Motions<T: Config> = StorageMap<_, Twox64Concat, MotionId, MotionOf<T>>;

	/// The id of the motion that is proposed next.
	#[pallet::storage]
	pub type NextMotion<T> = StorageValue<_, MotionId, ValueQuery>;

	/// What members said of the open motions.
	#[pallet::storage]
	pub type Ballots<T: Config> =
		StorageDoubleMap<_, Twox64Concat, MotionId, Twox64Concat, InstitutionId, Ballot>;

	/// How many motions each institution has open.
	#[pallet::storage]
	pub type Open<T: Config> = StorageMap<_, Twox64Concat, InstitutionId, u8, ValueQuery>;

	/// What each track asks for. No call changes it: that takes an upgrade of the runtime.
	#[pallet::storage]
	pub type Rules<T> = StorageValue<_, TrackRules, ValueQuery>;

	/// The last 256 motions that were carried out, in a ring.
	#[pallet::storage]
	pub type Outcomes<T: Config> = StorageMap<_, Twox64Concat, u8, PastMotion>;

	/// The place in the ring for the next one; it begins anew after 256.
	#[pallet::storage]
	pub type NextOutcome<T> = StorageValue<_, u8, ValueQuery>;

	/// The chambers a chain starts with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Who sits where, each institution once.
		pub members: Vec<(u32, Chamber)>,
		/// What each track asks for.
		pub rules: TrackRules,
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::set_rules(self.rules);
			for (id, chamber) in &self.members {
				Pallet::<T>::seat(*id, *chamber);
			}
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An institution took a seat.
		MemberJoined { institution: InstitutionId, chamber: Chamber },
		/// A member gave its seat up.
		MemberLeft { institution: InstitutionId, chamber: Chamber },
		/// A member whose vote did not count any more, or was one too many of its control group, lost
		/// its seat.
		MemberExpelled { institution: InstitutionId, chamber: Chamber },
		/// A motion was proposed. Votes are taken until `decides`.
		MotionProposed { motion: MotionId, track: Track, proposer: InstitutionId, decides: Moment },
		/// A member voted, or changed its vote.
		Voted { motion: MotionId, institution: InstitutionId, aye: bool },
		/// A member took its vote back.
		VoteWithdrawn { motion: MotionId, institution: InstitutionId },
		/// The proposer took a motion back.
		MotionWithdrawn { motion: MotionId, track: Track },
		/// A motion carried. It may be carried out from `enacts` on.
		MotionApproved { motion: MotionId, track: Track, enacts: Moment },
		/// A motion did not carry.
		MotionRejected { motion: MotionId, track: Track },
		/// A member would stop an approved motion.
		VetoCast { motion: MotionId, institution: InstitutionId },
		/// A chamber stopped an approved motion.
		MotionVetoed { motion: MotionId, track: Track },
		/// An approved motion was carried out, with this result of its call.
		MotionEnacted {
			motion: MotionId,
			track: Track,
			documents: Documents,
			result: DispatchResult,
		},
		/// Nobody carried an approved motion out in time.
		MotionLapsed { motion: MotionId, track: Track },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The account acts for no institution. Sign with the institution's account or its proxy.
		NotAnInstitution,
		/// The institution sits in no chamber. Join one first.
		NotAMember,
		/// The institution sits in a chamber already. Leave it first.
		AlreadyMember,
		/// The institution is not in good standing or lacks the role of that chamber.
		MayNotSit,
		/// Another member, of this or another chamber, is under the same control. Let it leave first.
		SameControlGroup,
		/// All 32 members of that chamber may vote. Wait until one leaves.
		ChamberFull,
		/// The member's vote counts, and it is under no other member's control, so nobody expels it.
		/// It may leave by itself.
		StillVotes,
		/// The institution's vote does not count now: a motion suspended or removed it, its
		/// accreditation has ended, or it lost the chamber's role. A motion cures it: ask another
		/// member to propose one that reinstates the institution, or one that changes its
		/// accreditation or roles.
		MayNotVote,
		/// The member did not sit before the motion was proposed. Vote on later ones.
		JoinedLater,
		/// Motions do not make this call.
		NotForMotions,
		/// A motion on this track needs an assessment of its impact. Name the hash of one.
		NeedsAssessment,
		/// The call is longer than 4,096 bytes. Propose it in parts.
		CallTooLong,
		/// The call weighs more than motions may. Propose it in parts.
		TooHeavy,
		/// The institution has four motions open. Wait until one ends, or withdraw one.
		TooManyOpen,
		/// There is no such motion, or it has ended. Look at the outcomes.
		NoSuchMotion,
		/// The motion was approved already.
		AlreadyApproved,
		/// The motion is not about the call you looked at: look at it again.
		WrongCall,
		/// The time to vote is over. Close the motion.
		VotingOver,
		/// The member voted like this already.
		NothingChanges,
		/// The member has not voted, so there is nothing to take back.
		NotVoted,
		/// Another institution proposed the motion. Only the proposer takes it back.
		NotTheProposer,
		/// Votes are still taken. Wait until the motion decides.
		StillDeciding,
		/// The motion was not approved. Close it first.
		NotApproved,
		/// No chamber may stop this motion.
		NoVeto,
		/// The motion has taken effect, so nobody stops it any more.
		VetoOver,
		/// Another chamber may stop this motion.
		NotTheVetoChamber,
		/// The member would stop this motion already. Others of its chamber have to.
		AlreadyVetoed,
		/// The motion does not take effect yet. Wait.
		TooEarly,
		/// Nobody carried the motion out in time. Propose it anew.
		Lapsed,
		/// The motion may still be carried out, or does not take effect yet.
		NotLapsed,
		/// The motion was proposed to another version of the runtime. Propose it anew.
		OtherRuntime,
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Takes a seat in a chamber. For institutions with its role.
		#[pallet::call_index(0)]
		pub fn join(origin: OriginFor<T>, chamber: Chamber) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_join(who, chamber)
		}

		/// Gives the seat up. Its votes count no more.
		#[pallet::call_index(1)]
		pub fn leave(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave(who)
		}

		/// Takes the seat of a member whose vote does not count any more, or that came under one
		/// control with a member that has sat for longer. For anyone.
		#[pallet::call_index(2)]
		pub fn expel(origin: OriginFor<T>, institution: InstitutionId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_expel(institution)
		}

		/// Proposes a call, for a deposit. Its track follows from the call. For members; this is no
		/// vote.
		#[pallet::call_index(3)]
		pub fn propose(
			origin: OriginFor<T>,
			call: Box<<T as Config>::RuntimeCall>,
			documents: Documents,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_propose(who, call, documents)
		}

		/// Votes, or changes the vote. For members that sat in their chamber before the motion was
		/// proposed.
		///
		/// `call` is the BLAKE2b-256 hash of the motion's call as it is encoded. Whoever votes names
		/// what it saw: a reorganisation of the chain may give the motion's id to another one.
		#[pallet::call_index(4)]
		pub fn vote(
			origin: OriginFor<T>,
			motion: MotionId,
			call: Hash32,
			aye: bool,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_vote(who, motion, call, aye)
		}

		/// Takes the vote back.
		#[pallet::call_index(5)]
		pub fn withdraw_vote(origin: OriginFor<T>, motion: MotionId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_vote(who, motion)
		}

		/// Takes a motion back that was not approved. For its proposer.
		#[pallet::call_index(6)]
		pub fn withdraw(origin: OriginFor<T>, motion: MotionId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(who, motion)
		}

		/// Decides a motion once its time to vote is over, or nothing could turn it down any more
		/// where its track allows that. For anyone.
		#[pallet::call_index(7)]
		pub fn close(origin: OriginFor<T>, motion: MotionId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_close(motion)
		}

		/// Would stop an approved motion before it takes effect. For members of the chamber that has
		/// this power; it takes more than half of them.
		#[pallet::call_index(8)]
		pub fn veto(origin: OriginFor<T>, motion: MotionId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_veto(who, motion)
		}

		/// Carries an approved motion out. For anyone. It succeeds even if the motion's call fails;
		/// the event says so. The most that its call may weigh is declared, and what it did not is
		/// given back.
		#[pallet::call_index(9)]
		#[pallet::weight(
			<T as Config>::WeightInfo::enact().saturating_add(T::MaxWeight::get())
		)]
		pub fn enact(origin: OriginFor<T>, motion: MotionId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_enact(motion)
		}

		/// Ends an approved motion that nobody carried out in time. For anyone.
		#[pallet::call_index(10)]
		pub fn lapse(origin: OriginFor<T>, motion: MotionId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_lapse(motion)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// An approved motion that no block has room for would never be carried out.
		fn integrity_test() {
			let heaviest = T::WeightInfo::enact().saturating_add(T::MaxWeight::get());
			let room = T::BlockWeights::get().get(DispatchClass::Normal).max_extrinsic;
			assert!(
				room.is_none_or(|room| heaviest.all_lte(room)),
				"MaxWeight leaves no room for the call of a motion in a block"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
