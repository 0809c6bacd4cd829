#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod election;
mod fees;
mod genesis;
mod keys;
mod offences;
mod queries;
mod seats;
mod sessions;
mod standing;
#[cfg(test)]
mod tests;
mod traits;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod turns;
mod types;
mod weights;

pub use election::cap;
pub use fees::ToAuthors;
pub use sessions::Identified;
#[cfg(feature = "runtime-benchmarks")]
pub use traits::BenchmarkHelper;
pub use traits::{Finality, Parties};
pub use types::{Bent, Fate, Founder, Member, Offence, Slash, State, Validator, ValidatorInfo};
pub use weights::{ByDbOperations, WeightInfo};

use salus_primitives::Moment;
use sp_staking::SessionIndex;

/// Most seats of an institution, and most accounts that it bonds, leaving ones among them.
pub const MAX_SEATS: u8 = 8;
/// Longest proof that somebody owns session keys, in bytes: a signature by each key.
pub const MAX_PROOF: u32 = 256;
/// A session with fewer blocks for each validator says nothing about who missed its turns.
pub const BLOCKS_TO_JUDGE: u32 = 50;
/// Fewest slots of a session.
pub const MIN_SESSION_SLOTS: u32 = 10;
/// Most slots of a session: a day of slots of three seconds.
pub const MAX_SESSION_SLOTS: u32 = 28_800;
/// A whole bond, in millionths.
const WHOLE: u32 = 1_000_000;

#[frame_support::pallet]
#[allow(missing_docs)]
pub mod pallet {
	use super::{Member, *};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, Time},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{InstitutionId, Policy};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	pub type CurrencyOf<T> = <T as Config>::Currency;
	pub type BalanceOf<T> =
		<CurrencyOf<T> as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;
	pub type ValidatorOf<T> = Validator<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
	/// Proof that somebody owns session keys.
	pub type Proof = BoundedVec<u8, ConstU32<MAX_PROOF>>;

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ pallet_session::Config<ValidatorId = <Self as frame_system::Config>::AccountId>
		+ pallet_session::historical::Config<FullIdentification = ()>
	{
		/// The reason of our holds.
		type RuntimeHoldReason: From<HoldReason>;
		/// Where bonds are held and fees are paid.
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::Balanced<Self::AccountId>;
		/// The chain's clock, in milliseconds.
		type Clock: Time<Moment = Moment>;
		/// The policy in force.
		type Policy: Get<Policy>;
		/// Who the institutions are.
		type Parties: Parties<Self::AccountId>;
		/// Who votes on finality.
		type Finality: Finality<Self::Keys>;
		/// Who grants seats and takes them away.
		type SeatOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who spares a validator a slash.
		type CancelOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Names the account that collects fees within a session.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// Most accounts that are bonded at a time, and so most validators.
		#[pallet::constant]
		type MaxValidators: Get<u32>;
		/// An offence may be reported for so many sessions after the one it happened in.
		#[pallet::constant]
		type ReportingSessions: Get<SessionIndex>;
		/// A bond stays for so many sessions after the last one served. More than
		/// `ReportingSessions`.
		#[pallet::constant]
		type UnbondingSessions: Get<SessionIndex>;
		/// If policy asks for a larger bond, an account that stands has so many sessions to fill its own
		/// up before elections take it for one with a flaw.
		#[pallet::constant]
		type BondGraceSessions: Get<SessionIndex>;
		/// How many slots a session has unless genesis says otherwise.
		type SessionSlots: Get<u32>;
		/// Session keys stay for at least so many sessions.
		#[pallet::constant]
		type RotationSessions: Get<SessionIndex>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
		/// What benchmarks cannot make themselves.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId, Self::Keys>;
	}

	/// Why units are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For the good conduct of validators.
		#[codec(index = 0)]
		Bond,
	}

	/// The set never gets smaller than this while so many validators have keys. Given at genesis.
	#[pallet::storage]
	pub type Floor<T> = StorageValue<_, u32, ValueQuery>;

	/// How many slots a session has. Given at genesis and never changed: a chain on which it changes
	/// makes no more blocks.
	#[pallet::storage]
	pub type SessionSlots<T: Config> =
		StorageValue<_, u32, ValueQuery, <T as Config>::SessionSlots>;

	/// How many seats governance granted to an institution.
	#[pallet::storage]
	pub type Seats<T> = StorageMap<_, Twox64Concat, InstitutionId, u8, ValueQuery>;

	/// Every account that is bonded as a validator.
	#[pallet::storage]
	pub type Validators<T: Config> =
		CountedStorageMap<_, Blake2_128Concat, T::AccountId, ValidatorOf<T>>;

	/// The accounts that an institution bonded, oldest first.
	#[pallet::storage]
	pub type ValidatorsOf<T: Config> = StorageMap<
		_,
		Twox64Concat,
		InstitutionId,
		BoundedVec<T::AccountId, ConstU32<{ MAX_SEATS as u32 }>>,
		ValueQuery,
	>;

	/// The set that was elected last: it waits, or serves already if nothing changed since.
	#[pallet::storage]
	pub type Elected<T: Config> =
		StorageValue<_, BoundedVec<Member<T::AccountId>, T::MaxValidators>, ValueQuery>;

	/// What that election gave up so that the set is large enough.
	#[pallet::storage]
	pub type LastBent<T> = StorageValue<_, Bent, ValueQuery>;

	/// Blocks of this session by author.
	#[pallet::storage]
	pub type Authored<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// Offences by the session they happened in and the offender. A row stays until its session can
	/// be reported no more and its slash is decided.
	#[pallet::storage]
	pub type Offences<T: Config> =
		StorageDoubleMap<_, Twox64Concat, SessionIndex, Blake2_128Concat, T::AccountId, Offence>;

	/// The validators a chain starts with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The set never gets smaller than this.
		pub floor: u32,
		/// How many slots a session has, if not as many as the runtime says. Sessions of a few slots
		/// are for rehearsals: offences can be reported, and bonds stay, for a number of sessions.
		pub session_slots: Option<u32>,
		/// What is held for each validator, in planck. Balances come first.
		pub bond: u128,
		/// Who has seats, and for which accounts.
		pub founders: alloc::vec::Vec<Founder<T::AccountId>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if let Some(slots) = self.session_slots {
				assert!(
					(MIN_SESSION_SLOTS..=MAX_SESSION_SLOTS).contains(&slots),
					"a session of {slots} slots: give from {MIN_SESSION_SLOTS} to {MAX_SESSION_SLOTS}"
				);
				SessionSlots::<T>::put(slots);
			}
			Pallet::<T>::found(self.floor, self.bond, &self.founders);
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An institution may stand with so many accounts.
		SeatsGranted { institution: InstitutionId, seats: u8 },
		/// An account stands for election with a full bond.
		Stood { institution: InstitutionId, validator: T::AccountId },
		/// An account has session keys. They count from the session after next.
		KeysSet { validator: T::AccountId },
		/// An account stands no longer.
		Leaving { institution: InstitutionId, validator: T::AccountId },
		/// An institution has its bond for an account back.
		Withdrawn { institution: InstitutionId, validator: T::AccountId },
		/// Another set serves from this session on, or the same one with other keys or with everybody
		/// enabled again.
		SetElected { session: SessionIndex, members: u32 },
		/// The set for this session is large enough only because rules were bent.
		FloorHeld { session: SessionIndex, bent: Bent },
		/// Somebody proved that a validator broke the rules of consensus in this session.
		OffenceReported { session: SessionIndex, validator: T::AccountId },
		/// A validator loses this share of its bond, in millionths, unless it is spared before.
		SlashDeferred { session: SessionIndex, validator: T::AccountId, share: u32, due: Moment },
		/// A validator lost some of its bond. It was burned.
		SlashApplied { session: SessionIndex, validator: T::AccountId, amount: BalanceOf<T> },
		/// A validator was spared a slash.
		SlashCancelled { session: SessionIndex, validator: T::AccountId },
		/// A validator made too few blocks of this session. The next election puts it last.
		TurnsMissed { session: SessionIndex, validator: T::AccountId, made: u32, of: u32 },
		/// The fees of this session went to the institutions whose validators made its blocks.
		FeesShared { session: SessionIndex, amount: BalanceOf<T> },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The account acts for no institution. Sign with the institution's account or its proxy.
		NotAnInstitution,
		/// The institution does not stand well as a validator: governance suspended or removed it, its
		/// accreditation has ended, or it lacks the role. A motion cures it: propose one that
		/// reinstates the institution, or one that changes its accreditation or roles.
		NotInGoodStanding,
		/// There is no such institution. Look its id up.
		NoSuchInstitution,
		/// More seats than an institution may have. Grant at most eight.
		TooManySeats,
		/// The institution has so many seats already. Name another number.
		SeatsUnchanged,
		/// The seats of the institution are taken by accounts that stand or have a slash open. Let one
		/// leave, wait until the slash is decided, or ask governance for a seat.
		NoSeat,
		/// The account acts for another institution. Name one that acts for nobody, or your own.
		AccountTaken,
		/// The institution has eight accounts bonded. Withdraw one that has left.
		TooManyAccounts,
		/// As many accounts are bonded as the chain has room for. Wait until one is withdrawn.
		TooManyValidators,
		/// The account stands with a full bond already, so there is nothing to do.
		AlreadyStands,
		/// The account is not bonded. Stand first.
		NotBonded,
		/// The institution did not bond that account. Sign with the account of the one that did.
		NotYours,
		/// The account does not stand, so there is nothing to leave.
		NotStanding,
		/// A slash of the account is not decided. Wait until it is due and apply it, or ask for it to
		/// be cancelled.
		SlashOpen,
		/// The account still stands. Leave first.
		StillStands,
		/// The account serves in this session or the next. Wait until another set serves.
		StillServes,
		/// What the account did can still be reported. Wait until unbonding is over.
		StillLiable,
		/// The session keys were set a short while ago. Wait for as many sessions as they have to
		/// stay.
		KeysTooFresh,
		/// The account has these session keys already. Make new ones first.
		KeysUnchanged,
		/// One of the session keys is another validator's. Make new ones.
		KeysTaken,
		/// The proof is not a signature by each of the session keys over the validator's account.
		/// Make it with `author_rotateKeysWithOwner`.
		BadProof,
		/// No slash of that account for that session waits. Look the open slashes up.
		NoSuchSlash,
		/// The slash may still be contested. Wait until it is due.
		NotDue,
		/// Finality is being restarted, and until then it would not learn of another set or other
		/// keys. Wait until it is back: the runbook of the operators says how to see that.
		FinalityRestarts,
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Says with how many accounts an institution may stand. If more of them stand, the newest
		/// ones leave.
		#[pallet::call_index(0)]
		pub fn grant_seats(
			origin: OriginFor<T>,
			institution: InstitutionId,
			seats: u8,
		) -> DispatchResult {
			T::SeatOrigin::ensure_origin(origin)?;
			Self::do_grant_seats(institution, seats)
		}

		/// Lets an account stand for election, or stand again, and fills its bond up. For the
		/// institution that has a seat for it.
		#[pallet::call_index(1)]
		pub fn stand(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_stand(who, validator)
		}

		/// Names the session keys of a bonded account. For the institution that bonded it.
		///
		/// `proof` holds a signature by each key over the account, as
		/// `author_rotateKeysWithOwner` makes it.
		#[pallet::call_index(2)]
		pub fn set_keys(
			origin: OriginFor<T>,
			validator: T::AccountId,
			keys: T::Keys,
			proof: Proof,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_keys(who, validator, keys, proof)
		}

		/// Takes an account out of the next elections. For the institution that bonded it.
		#[pallet::call_index(3)]
		pub fn leave(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave(who, validator)
		}

		/// Gives the institution its bond for an account back and removes the account's session
		/// keys, once nothing that it did can be reported any more. For anyone.
		#[pallet::call_index(4)]
		pub fn withdraw(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_withdraw(validator)
		}

		/// Carries out a slash that is due. For anyone.
		#[pallet::call_index(5)]
		pub fn apply_slash(
			origin: OriginFor<T>,
			session: SessionIndex,
			validator: T::AccountId,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_apply_slash(session, validator)
		}

		/// Spares a validator a slash that was not carried out.
		#[pallet::call_index(6)]
		pub fn cancel_slash(
			origin: OriginFor<T>,
			session: SessionIndex,
			validator: T::AccountId,
		) -> DispatchResult {
			T::CancelOrigin::ensure_origin(origin)?;
			Self::do_cancel_slash(session, validator)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				T::ReportingSessions::get() > 0,
				"an offence can be reported in the session after it"
			);
			assert!(
				T::ReportingSessions::get() < T::UnbondingSessions::get(),
				"whoever leaves stays bonded for longer than its offences may be reported"
			);
			assert!(
				T::BondGraceSessions::get() > 1,
				"whoever fills its bond up in a session does so before the next election"
			);
			assert!(
				T::RotationSessions::get() > 2,
				"keys last longer than the two sessions after a rotation in which nothing is provable"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
