#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;

mod anchors;
mod authority;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod emergencies;
mod grants;
mod history;
mod objections;
mod queries;
mod requests;
mod revocations;
#[cfg(test)]
mod tests;
mod traits;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod verdict;
mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub use traits::BenchmarkHelper;
pub use traits::{Facts, Holds, Parties, Records};
pub use types::{
	Emergency, Generation, Grant, GrantIds, GrantState, OptOut, Request, Unreviewed, DAY,
	MAX_REQUESTS, MAX_REQUESTS_BY_ONE, MAX_REVOKED, MAX_UNREVIEWED,
};
pub use weights::{ByDbOperations, WeightInfo};

/// Amounts, in the smallest part of a unit.
pub type BalanceOf<T> = <<T as Config>::Currency as frame_support::traits::fungible::Inspect<
	<T as frame_system::Config>::AccountId,
>>::Balance;

#[frame_support::pallet]
#[allow(missing_docs)]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible::MutateHold, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		GrantId, Hash32, InstitutionId, Moment, Policy, Purposes, SubjectId, TermsOnChain,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The runtime's hold reasons.
		type RuntimeHoldReason: From<HoldReason>;
		/// What deposits are held in.
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// The chain's clock, in milliseconds.
		type Clock: Time<Moment = Moment>;
		/// The policy in force.
		type Policy: Get<Policy>;
		/// Who is who.
		type Parties: Parties<Self::AccountId>;
		/// What is known of records.
		type Records: Records;
		/// What is known of legal holds.
		type Holds: Holds;
		/// What an institution has held for a request while the request stands.
		#[pallet::constant]
		type RequestDeposit: Get<BalanceOf<Self>>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
		/// What benchmarks need of others.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A request for access stands.
		#[codec(index = 0)]
		Request,
	}

	/// Every grant of a subject, live or not. Subjects choose the ids, so the hashers are
	/// cryptographic ones.
	#[pallet::storage]
	pub type Grants<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, SubjectId, Blake2_128Concat, GrantId, Grant>;

	/// The generation that a subject's next grant belongs to.
	#[pallet::storage]
	pub type Current<T: Config> = StorageMap<_, Blake2_128Concat, SubjectId, u32, ValueQuery>;

	/// The generations of a subject that have grants.
	#[pallet::storage]
	pub type Generations<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, SubjectId, Twox64Concat, u32, Generation, ValueQuery>;

	/// The requests that wait for a subject, by the id that the grant would have.
	#[pallet::storage]
	pub type Requests<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		SubjectId,
		Blake2_128Concat,
		GrantId,
		Request<BalanceOf<T>>,
	>;

	/// How many they are.
	#[pallet::storage]
	pub type RequestCount<T: Config> = StorageMap<_, Blake2_128Concat, SubjectId, u32, ValueQuery>;

	/// The purposes that a subject objects to.
	#[pallet::storage]
	pub type Objections<T: Config> =
		StorageMap<_, Blake2_128Concat, SubjectId, Purposes, ValueQuery>;

	/// Who opted out of secondary use.
	#[pallet::storage]
	pub type OptOuts<T: Config> = StorageMap<_, Blake2_128Concat, SubjectId, OptOut>;

	/// The latest emergency access of each desk to a subject's records.
	#[pallet::storage]
	pub type Emergencies<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, SubjectId, Twox64Concat, InstitutionId, Emergency>;

	/// The unreviewed ones of a desk: an exact list, since they are reviewed in any order and whether
	/// one is overdue is asked before each new one.
	#[pallet::storage]
	pub type Open<T: Config> = StorageMap<_, Twox64Concat, InstitutionId, Unreviewed, ValueQuery>;

	/// The last day on which a desk opened emergency access, and how often.
	#[pallet::storage]
	pub type DeskDays<T: Config> =
		StorageMap<_, Twox64Concat, InstitutionId, (u32, u32), ValueQuery>;

	/// Unjustified emergency accesses of a desk since it was given the role.
	#[pallet::storage]
	pub type Unjustified<T: Config> = StorageMap<_, Twox64Concat, InstitutionId, u32, ValueQuery>;

	/// The root of a custodian's access log on a day, counted from the epoch.
	#[pallet::storage]
	pub type Anchors<T: Config> =
		StorageDoubleMap<_, Twox64Concat, InstitutionId, Twox64Concat, u32, Hash32>;

	/// The first and the last day of a custodian's anchors. All pruned: the first is after the last.
	#[pallet::storage]
	pub type AnchorSpan<T: Config> = StorageMap<_, Twox64Concat, InstitutionId, (u32, u32)>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A grant was given, outright or by approving a request of the same id.
		GrantGiven { grant: GrantId, subject: SubjectId },
		/// A grant was taken back.
		GrantRevoked { grant: GrantId, subject: SubjectId },
		/// Every grant of a subject was taken back.
		AllGrantsRevoked { subject: SubjectId },
		/// A guardian agreed to an act; others are missing, and nothing else happened.
		AgreementNoted { subject: SubjectId, act: Hash32 },
		/// An institution asked for access.
		AccessRequested { grant: GrantId, subject: SubjectId, by: InstitutionId },
		/// A request was declined.
		RequestDeclined { grant: GrantId, subject: SubjectId },
		/// A request was taken back, or had lapsed and was cleared away.
		RequestClosed { grant: GrantId, subject: SubjectId },
		/// A subject objected to purposes.
		Objected { subject: SubjectId, purposes: Purposes },
		/// A subject no longer objects to purposes.
		ObjectionWithdrawn { subject: SubjectId, purposes: Purposes },
		/// A subject opted out of secondary use.
		OptedOut { subject: SubjectId },
		/// A subject opted in again, for grants from now on.
		OptedIn { subject: SubjectId },
		/// A desk opened emergency access until `until`; it is to be reviewed by `review_by`.
		EmergencyOpened {
			subject: SubjectId,
			desk: InstitutionId,
			until: Moment,
			review_by: Moment,
		},
		/// An emergency access was reviewed.
		EmergencyReviewed { subject: SubjectId, desk: InstitutionId, justified: bool },
		/// A custodian anchored its access log of a day.
		LogAnchored { custodian: InstitutionId, day: u32 },
		/// The history of a grant was over.
		GrantPruned { grant: GrantId, subject: SubjectId },
		/// The history of an emergency access was over.
		EmergencyPruned { subject: SubjectId, desk: InstitutionId },
		/// The time of an anchor was over.
		AnchorPruned { custodian: InstitutionId, day: u32 },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The subject has such a grant or request already. Draw 16 new random bytes.
		GrantExists,
		/// The subject has no such grant. Check both ids.
		NotFound,
		/// The account acts for the subject neither itself nor as a guardian who may consent. Sign with
		/// such an account.
		NotTheSubject,
		/// The grant ends in the past. Choose a later end.
		EndsInThePast,
		/// The grant lasts longer than policy allows. Choose an earlier end.
		WindowTooLong,
		/// Open terms name no purpose or action or an unknown one, or their window is empty or ends
		/// after the grant.
		BadTerms,
		/// The grant was revoked before. There is nothing left to do.
		AlreadyRevoked,
		/// The grant has ended by itself. There is nothing left to do.
		AlreadyEnded,
		/// Another version of the policy is in force. Read it, and name its version.
		OldPolicy,
		/// The guardian agreed to this before, or to something else too recently. Wait for the others.
		MayNotAgree,
		/// The new grant ends after the one it replaces. Choose an earlier end, or give a new grant.
		EndsLater,
		/// No grant is named. Name at least one.
		NothingNamed,
		/// A grant is named twice. Name each once.
		NamedTwice,
		/// No grant is left to take back.
		NothingLive,
		/// The account acts for no institution in good standing.
		NotAnInstitution,
		/// No such subject is enrolled. Check the id.
		NoSuchSubject,
		/// Open terms name another grantee than the one who asks. Name yourself.
		NotTheGrantee,
		/// So many requests wait for the subject that there is no room. Try later, or close one.
		TooManyRequests,
		/// So many requests of the institution wait for the subject that it may make no more. Close one,
		/// or wait for an answer.
		TooManyRequestsByOne,
		/// There is no such request. Check both ids.
		NoSuchRequest,
		/// The request was not answered in time. Have it made again.
		RequestLapsed,
		/// Another institution asked, and the request has not lapsed yet. Wait until it has.
		NotTheRequester,
		/// No purpose is named, or an unknown one.
		BadPurposes,
		/// The subject objects to all of these purposes already.
		AlreadyObjected,
		/// The subject objects to none of these purposes.
		NotObjected,
		/// The subject is out of secondary use already.
		AlreadyOptedOut,
		/// The subject is not out of secondary use.
		NotOptedOut,
		/// The account acts for no emergency desk in good standing.
		NotADesk,
		/// An emergency access of the desk was not reviewed in time. Have it reviewed first.
		ReviewOverdue,
		/// So many emergency accesses of the desk were not reviewed that it may open no more. Have one
		/// reviewed first.
		TooManyUnreviewed,
		/// The desk has access already. Use it.
		EmergencyOpen,
		/// The desk has opened as many as a day may have. Another desk may still have room.
		BudgetSpent,
		/// The account acts for no regulator or patient advocate in good standing.
		NotAReviewer,
		/// There is no such emergency access. Check both ids.
		NoSuchEmergency,
		/// The reviewer is under the same control as the desk. Somebody else has to review.
		SameControlGroup,
		/// The emergency access was reviewed before.
		AlreadyReviewed,
		/// The account acts for no custodian in good standing.
		NotACustodian,
		/// The day is not over, so entries may still come. Wait until it is.
		DayNotOver,
		/// The day is not the one after the last. Anchor day by day, empty days too.
		NotTheNextDay,
		/// There is no such anchor. Check custodian and day.
		NoSuchAnchor,
		/// An older anchor stands before this one. Prune that first.
		NotTheOldest,
		/// The history of the row is not over. Wait until it is.
		StillNeeded,
		/// Open terms name a purpose for which the policy lets nobody be granted access. Leave it out.
		PurposeNotAllowed,
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Gives a grant that ends at `until` at the latest, under the policy of version `policy`.
		#[pallet::call_index(0)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, grant: &GrantId, subject: &SubjectId, terms: &TermsOnChain, until: &Moment, policy: &u32| -> bool {
			T::Parties::has_allowance(*subject) && Pallet::<T>::would(origin, |who| {
				Pallet::<T>::ensure_may_grant(who, *grant, *subject, terms, *until, *policy)
			})
		})]
		pub fn grant(
			origin: OriginFor<T>,
			grant: GrantId,
			subject: SubjectId,
			terms: TermsOnChain,
			until: Moment,
			policy: u32,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_grant(who, grant, subject, terms, until, policy)
		}

		/// Takes a grant back. Free, and valid only while the grant is live.
		#[pallet::call_index(1)]
		#[pallet::weight((<T as Config>::WeightInfo::revoke(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId, grant: &GrantId| -> bool {
			Pallet::<T>::would(origin, |who| {
				Pallet::<T>::ensure_may_revoke(who, *subject, *grant)
			})
		})]
		pub fn revoke(origin: OriginFor<T>, subject: SubjectId, grant: GrantId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke(who, subject, grant)
		}

		/// Takes several grants back. Free, and valid only while all of them are live.
		#[pallet::call_index(2)]
		#[pallet::weight((<T as Config>::WeightInfo::revoke_many(grants.len() as u32), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId, grants: &GrantIds| -> bool {
			Pallet::<T>::would(origin, |who| {
				Pallet::<T>::ensure_may_revoke_many(who, *subject, grants)
			})
		})]
		pub fn revoke_many(
			origin: OriginFor<T>,
			subject: SubjectId,
			grants: GrantIds,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_many(who, subject, grants)
		}

		/// Takes every grant back, however many there are. Free, and valid only while there is one that
		/// nobody took back.
		#[pallet::call_index(3)]
		#[pallet::weight((<T as Config>::WeightInfo::revoke_all(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId| -> bool {
			Pallet::<T>::would(origin, |who| Pallet::<T>::ensure_may_revoke_all(who, *subject))
		})]
		pub fn revoke_all(origin: OriginFor<T>, subject: SubjectId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_all(who, subject)
		}

		/// Replaces a live grant by a new one that ends no later.
		#[pallet::call_index(4)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId, grant: &GrantId, new: &GrantId, terms: &TermsOnChain, until: &Moment, policy: &u32| -> bool {
			T::Parties::has_allowance(*subject) && Pallet::<T>::would(origin, |who| {
				Pallet::<T>::ensure_may_narrow(who, *subject, *grant, *new, terms, *until, *policy)
			})
		})]
		pub fn narrow(
			origin: OriginFor<T>,
			subject: SubjectId,
			grant: GrantId,
			new: GrantId,
			terms: TermsOnChain,
			until: Moment,
			policy: u32,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_narrow(who, subject, grant, new, terms, until, policy)
		}

		/// Asks a subject for access. A deposit is held while the request stands.
		#[pallet::call_index(5)]
		pub fn request(
			origin: OriginFor<T>,
			subject: SubjectId,
			grant: GrantId,
			terms: TermsOnChain,
			until: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request(who, subject, grant, terms, until)
		}

		/// Turns a request into a grant of the same id and terms, under the policy in force.
		#[pallet::call_index(6)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId, grant: &GrantId| -> bool {
			T::Parties::has_allowance(*subject) && Pallet::<T>::would(origin, |who| {
				Pallet::<T>::ensure_may_approve(who, *subject, *grant)
			})
		})]
		pub fn approve(origin: OriginFor<T>, subject: SubjectId, grant: GrantId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_approve(who, subject, grant)
		}

		/// Declines a request. Free, and valid while the request stands.
		#[pallet::call_index(7)]
		#[pallet::weight((<T as Config>::WeightInfo::decline(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId, grant: &GrantId| -> bool {
			Pallet::<T>::would(origin, |who| {
				Pallet::<T>::ensure_may_decline(who, *subject, *grant)
			})
		})]
		pub fn decline(origin: OriginFor<T>, subject: SubjectId, grant: GrantId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_decline(who, subject, grant)
		}

		/// Takes a request back, or clears a lapsed one away.
		#[pallet::call_index(8)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId, grant: &GrantId| -> bool {
			Pallet::<T>::would(origin, |who| {
				Pallet::<T>::ensure_may_close_request(who, *subject, *grant)
			})
		})]
		pub fn close_request(
			origin: OriginFor<T>,
			subject: SubjectId,
			grant: GrantId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_close_request(who, subject, grant)
		}

		/// Objects to purposes. Free, and valid only if it adds one.
		#[pallet::call_index(9)]
		#[pallet::weight((<T as Config>::WeightInfo::object(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId, purposes: &Purposes| -> bool {
			Pallet::<T>::would(origin, |who| {
				Pallet::<T>::ensure_may_object(who, *subject, *purposes)
			})
		})]
		pub fn object(
			origin: OriginFor<T>,
			subject: SubjectId,
			purposes: Purposes,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_object(who, subject, purposes)
		}

		/// Withdraws the objection to purposes.
		#[pallet::call_index(10)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId, purposes: &Purposes| -> bool {
			T::Parties::has_allowance(*subject) && Pallet::<T>::would(origin, |who| {
				Pallet::<T>::ensure_may_withdraw_objection(who, *subject, *purposes)
			})
		})]
		pub fn withdraw_objection(
			origin: OriginFor<T>,
			subject: SubjectId,
			purposes: Purposes,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_objection(who, subject, purposes)
		}

		/// Opts out of secondary use. Free, and valid while the subject is not out.
		#[pallet::call_index(11)]
		#[pallet::weight((<T as Config>::WeightInfo::opt_out(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId| -> bool {
			Pallet::<T>::would(origin, |who| Pallet::<T>::ensure_may_opt_out(who, *subject))
		})]
		pub fn opt_out(origin: OriginFor<T>, subject: SubjectId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_opt_out(who, subject)
		}

		/// Opts in to secondary use again, for grants from now on.
		#[pallet::call_index(12)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId| -> bool {
			T::Parties::has_allowance(*subject) && Pallet::<T>::would(origin, |who| {
				Pallet::<T>::ensure_may_opt_in(who, *subject)
			})
		})]
		pub fn opt_in(origin: OriginFor<T>, subject: SubjectId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_opt_in(who, subject)
		}

		/// Opens emergency access to the records of one subject, for a few hours. Opening it again adds
		/// to what an earlier one still has to answer for.
		#[pallet::call_index(13)]
		pub fn open_emergency(origin: OriginFor<T>, subject: SubjectId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_open_emergency(who, subject)
		}

		/// Says whether an emergency access was justified. One that was not ends at once.
		#[pallet::call_index(14)]
		pub fn review_emergency(
			origin: OriginFor<T>,
			subject: SubjectId,
			desk: InstitutionId,
			justified: bool,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_review_emergency(who, subject, desk, justified)
		}

		/// Anchors the access log of one day that is over, counted from the epoch.
		#[pallet::call_index(15)]
		pub fn anchor(origin: OriginFor<T>, day: u32, root: Hash32) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_anchor(who, day, root)
		}

		/// Removes a grant whose history is over. Free then.
		#[pallet::call_index(16)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId, grant: &GrantId| -> bool {
			Pallet::<T>::would(origin, |_| Pallet::<T>::ensure_may_prune(*subject, *grant))
		})]
		pub fn prune(origin: OriginFor<T>, subject: SubjectId, grant: GrantId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune(subject, grant)
		}

		/// Removes an emergency access whose history is over. Free then.
		#[pallet::call_index(17)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId, desk: &InstitutionId| -> bool {
			Pallet::<T>::would(origin, |_| {
				Pallet::<T>::ensure_may_prune_emergency(*subject, *desk)
			})
		})]
		pub fn prune_emergency(
			origin: OriginFor<T>,
			subject: SubjectId,
			desk: InstitutionId,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune_emergency(subject, desk)
		}

		/// Removes a custodian's oldest anchor when its time is over. Free then.
		#[pallet::call_index(18)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, custodian: &InstitutionId, day: &u32| -> bool {
			Pallet::<T>::would(origin, |_| {
				Pallet::<T>::ensure_may_prune_anchor(*custodian, *day)
			})
		})]
		pub fn prune_anchor(
			origin: OriginFor<T>,
			custodian: InstitutionId,
			day: u32,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune_anchor(custodian, day)
		}
	}

	impl<T: Config> Pallet<T> {
		/// Whether the origin is a signed one whose account passes the check.
		fn would<R>(
			origin: &OriginFor<T>,
			check: impl FnOnce(&T::AccountId) -> Result<R, Error<T>>,
		) -> bool {
			ensure_signed(origin.clone()).is_ok_and(|who| check(&who).is_ok())
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
