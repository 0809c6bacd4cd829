#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;

mod answers;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod cases;
mod duties;
mod holds;
mod identity;
mod penalties;
mod prune;
mod receipts;
mod rectification;
#[cfg(test)]
mod tests;
mod traits;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod views;
mod weights;

pub use cases::erasure_act;
pub use holds::MAX_HOLDS;
pub use prune::MAX_SLOTS;
pub use rectification::MAX_RECTIFICATIONS;
#[cfg(feature = "runtime-benchmarks")]
pub use traits::{BenchmarkHelper, Sample};
pub use traits::{Custody, Parties, Records};
pub use types::{
	Answer, Case, Challenge, Duty, Extent, Hold, Life, OwnCopy, Penalty, Rectification,
	RectificationLife, SealingDue, Tombstone,
};
pub use weights::{ByDbOperations, WeightInfo};

#[frame_support::pallet]
#[allow(missing_docs)]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::{pallet_prelude::*, RawOrigin};
	use salus_primitives::{
		CaseId, ErasureGround, Hash32, HoldBasis, InstitutionId, Moment, NoticeCounts, Policy,
		Receipt, RecordId, RectificationId, RefusalGround, Served, SubjectId, UnableReason,
		MAX_SEALINGS,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The chain's clock, in milliseconds.
		type Clock: Time<Moment = Moment>;
		/// The policy in force.
		type Policy: Get<Policy>;
		/// Who is who.
		type Parties: Parties<Self::AccountId>;
		/// What is erased.
		type Records: Records;
		/// Who cancels a penalty that was contested, and gives up on receipts that never come.
		type CancelOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
		/// Sets up what the benchmarks need of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
	}

	/// Every case that was not withdrawn or pruned. Persons choose the ids, so the hasher is a
	/// cryptographic one.
	#[pallet::storage]
	pub type Cases<T: Config> = StorageMap<_, Blake2_128Concat, CaseId, Case>;

	/// The case that restricts a record.
	#[pallet::storage]
	pub type CaseOf<T: Config> = StorageMap<_, Blake2_128Concat, RecordId, CaseId>;

	/// Receipts that are owed: by custodian, then case, version and epoch. A custodian reads its own
	/// to know what to erase.
	#[pallet::storage]
	pub type Slots<T: Config> =
		StorageDoubleMap<_, Twox64Concat, InstitutionId, Blake2_128Concat, (CaseId, u32, u32), ()>;

	/// What each custodian owes or has sworn, for each version and epoch, while the case is kept.
	#[pallet::storage]
	pub type Duties<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		CaseId,
		Twox64Concat,
		(InstitutionId, u32, u32),
		Duty,
	>;

	/// How far each custodian of a case is with telling those it served.
	#[pallet::storage]
	pub type Notices<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, CaseId, Twox64Concat, InstitutionId, NoticeCounts>;

	/// Erased records, by a hash that does not name them.
	#[pallet::storage]
	pub type Tombstones<T: Config> = StorageMap<_, Identity, Hash32, Tombstone>;

	/// When the erasure of a record may be asked for again. It bounds free calls.
	#[pallet::storage]
	pub type Pauses<T: Config> = StorageMap<_, Blake2_128Concat, RecordId, Moment>;

	/// Legal holds, lapsed ones too until their row is dropped.
	#[pallet::storage]
	pub type Holds<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, RecordId, Twox64Concat, InstitutionId, Hold>;

	/// Penalties that have not taken effect.
	#[pallet::storage]
	pub type Penalties<T: Config> = StorageMap<_, Twox64Concat, u32, Penalty>;

	/// The id of the next penalty.
	#[pallet::storage]
	pub type NextPenalty<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// How many penalties wait for a custodian.
	#[pallet::storage]
	pub type PenaltiesOf<T: Config> = StorageMap<_, Twox64Concat, InstitutionId, u32, ValueQuery>;

	/// Every request for rectification that was not withdrawn or pruned, while its record is live.
	#[pallet::storage]
	pub type Rectifications<T: Config> =
		StorageMap<_, Blake2_128Concat, RectificationId, Rectification>;

	/// The requests about a record, oldest first. Only the newest may wait for an answer.
	#[pallet::storage]
	pub type RectificationsOf<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		RecordId,
		BoundedVec<RectificationId, ConstU32<MAX_RECTIFICATIONS>>,
		ValueQuery,
	>;

	/// When rectification of a record may be asked for again. It bounds free calls.
	#[pallet::storage]
	pub type RectificationPauses<T: Config> = StorageMap<_, Blake2_128Concat, RecordId, Moment>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Erasure was asked for. The controller answers by `due`.
		ErasureRequested { case: CaseId, controller: InstitutionId, due: Moment },
		/// A guardian agreed to an erasure; others have to agree too.
		AgreementNoted { subject: SubjectId },
		/// The case was taken back.
		RequestWithdrawn { case: CaseId },
		/// The controller accepted. Custodians erase from `not_before` on.
		ErasureAccepted { case: CaseId, not_before: Moment },
		/// The controller accepted for what is superseded and keeps the rest on `ground`.
		ErasurePartlyAccepted { case: CaseId, ground: RefusalGround, not_before: Moment },
		/// The controller said nothing in time, which accepts.
		SilenceAccepted { case: CaseId, not_before: Moment },
		/// The controller has the record erased because it need not keep it any more.
		RecordRetired { case: CaseId, not_before: Moment },
		/// The controller refused.
		ErasureRefused { case: CaseId, ground: RefusalGround },
		/// The controller took its one extension.
		AnswerExtended { case: CaseId, due: Moment },
		/// The controller did not answer in time.
		AnswerOverdue { case: CaseId, controller: InstitutionId },
		/// The controller doubts who asks. Its clock stands still until `until` at the latest.
		IdentityChallenged { case: CaseId, until: Moment },
		/// An institution attested that those who ask may ask.
		Attested { case: CaseId, attester: InstitutionId },
		/// A custodian swore that it erased its part of one sealing.
		ReceiptAccepted { case: CaseId, custodian: InstitutionId },
		/// Nobody can open the record any more; its rows are gone.
		RecordErased { case: CaseId },
		/// Nobody can open the superseded sealings any more; their rows are gone.
		RecordPartlyErased { case: CaseId },
		/// A legal authority stopped the erasure of a record.
		HoldPlaced { record: RecordId, authority: InstitutionId, until: Moment },
		/// It set another end.
		HoldRenewed { record: RecordId, authority: InstitutionId, until: Moment },
		/// It ended its hold.
		HoldLifted { record: RecordId, authority: InstitutionId },
		/// A hold that had lapsed left the state.
		HoldDropped { record: RecordId, authority: InstitutionId },
		/// A custodian is unable to erase until `until`.
		UnableDeclared {
			case: CaseId,
			custodian: InstitutionId,
			reason: UnableReason,
			until: Moment,
		},
		/// A custodian told those it served, or heard from them.
		NoticesReported { case: CaseId, custodian: InstitutionId },
		/// A custodian was silent. It may contest the penalty.
		CustodianFined { case: CaseId, custodian: InstitutionId, penalty: u32 },
		/// A custodian served what it had sworn to have erased. It may contest the penalty.
		ReceiptProvenFalse { case: CaseId, custodian: InstitutionId, penalty: u32 },
		/// A penalty took effect.
		PenaltyApplied { penalty: u32, custodian: InstitutionId },
		/// A penalty was contested and cancelled.
		PenaltyCancelled { penalty: u32, custodian: InstitutionId },
		/// Rectification was asked for. The controller answers by `due`.
		RectificationRequested {
			rectification: RectificationId,
			controller: InstitutionId,
			due: Moment,
		},
		/// The controller answered.
		RectificationAnswered { rectification: RectificationId, answer: Answer },
		/// The controller took its one extension.
		RectificationExtended { rectification: RectificationId, due: Moment },
		/// The refusal is disputed; the statement lies with the record's custodians.
		RefusalDisputed { rectification: RectificationId },
		/// The request was taken back.
		RectificationWithdrawn { rectification: RectificationId },
		/// A case left the state.
		CasePruned { case: CaseId },
		/// An answered request left the state.
		RectificationPruned { rectification: RectificationId },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is such a case or request already. Draw a new salt.
		CaseExists,
		/// There is no such case or request. Check the id; it may have been withdrawn or pruned.
		NotFound,
		/// There is no such record. Check the id.
		NoSuchRecord,
		/// The account neither controls the subject nor is a guardian who may do this. Sign with
		/// the subject's own account.
		NotTheSubject,
		/// Only the controller of the record may do this. Sign with its account.
		NotTheController,
		/// Persons do not name this ground, or the law that binds the controller does not know it.
		/// Name another.
		BadGround,
		/// This guardian cannot agree now: it has agreed already, or must wait before it changes its
		/// mind.
		MayNotAgree,
		/// An erasure of this record is under way already. Wait for its end.
		CaseOpen,
		/// The same was withdrawn or answered a short while ago. Try again after the pause.
		TooSoon,
		/// It was answered before. Nothing is left to do.
		AlreadyAnswered,
		/// Cooling has ended, or a receipt is in: custodians may have erased already.
		TooLateToWithdraw,
		/// Guardians ask. Have an independent institution attest first.
		NeedsAttester,
		/// The identity of those who ask is in doubt. Wait for an attester, or for the challenge to
		/// lapse.
		IdentityInDoubt,
		/// A legal hold stops the erasure. Wait until it ends.
		OnHold,
		/// The subject's account is being recovered. Wait until that is over.
		RecoveryPending,
		/// Every sealing of the record is in force. Accept as a whole, or refuse.
		NothingSuperseded,
		/// The record has more sealings or custodians than a case can hold. Records has the same
		/// bounds, so this does not happen.
		TooManySealings,
		/// The one extension was taken.
		AlreadyExtended,
		/// The time for this is over. Answer instead.
		TooLate,
		/// The one challenge was made.
		AlreadyChallenged,
		/// The institution is in no position to attest. Ask a provider, patient advocate, legal
		/// authority or regulator in good standing.
		NotAnAttester,
		/// The institution is under the control of the controller or, for a hold, of a custodian.
		/// Ask another one.
		NotIndependent,
		/// Neither is the identity in doubt nor do guardians need an attester.
		NothingToAttest,
		/// Nobody is late yet. Wait until the time is over.
		NotLate,
		/// It was reported before.
		AlreadyTold,
		/// The controller has to keep the record, or its law knows no such right: silence accepts
		/// nothing here.
		KeptByLaw,
		/// The controller has to keep the record still. Wait until that is over.
		RetentionNotOver,
		/// Only a legal authority may do this. For placing, it must be in good standing.
		NotAnAuthority,
		/// The record is erased; nothing is left to hold.
		AlreadyErased,
		/// So many holds are live. Wait until one ends.
		TooManyHolds,
		/// This authority holds no such record, or its hold has ended.
		NoSuchHold,
		/// The hold has not lapsed.
		StillHeld,
		/// The controller has not accepted, cooling has not ended, or a penalty may still be
		/// contested. Wait.
		NotDueYet,
		/// This custodian owes no such receipt, or it came in before.
		NoSuchSlot,
		/// The record is another one than the case's.
		WrongRecord,
		/// The receipt must say that every step was done.
		StepsMissing,
		/// A moment lies outside what is allowed: an end must lie ahead and not further than the
		/// policy says; a receipt is not dated in the future or before cooling ended, nor its last
		/// backup later than [`salus_primitives::BACKUPS_AT_MOST`] after it; what proves it false
		/// is later than the receipt and not in the future, and a new receipt is later than that. An
		/// authority holds a record for three times the longest hold in total.
		BadTime,
		/// The signature is not by the receipt key that the custodian had at that time.
		BadSignature,
		/// Only a custodian may do this. Sign with its account.
		NotACustodian,
		/// The custodian declared before that it is unable.
		AlreadyDeclared,
		/// The counts must grow, and what is acknowledged or unreachable is part of what was sent.
		BadCounts,
		/// There is no receipt that could be false.
		NoReceipt,
		/// It was proven before.
		AlreadyProven,
		/// There is no such penalty: it took effect or was cancelled.
		NoSuchPenalty,
		/// A request about this record waits for an answer. Wait for it, or withdraw it.
		RectificationOpen,
		/// No newer version than at the request is in force. Amend the record first.
		NotAmended,
		/// There is no refusal to disagree with.
		NotRefused,
		/// The refusal is disputed already.
		AlreadyDisputed,
		/// It is still under way, or its end is not long enough ago.
		TooEarly,
		/// Custodians still owe receipts. Wait for them.
		ReceiptsMissing,
		/// The hold has lapsed but bounds what its authority may place again. Wait until the case is
		/// over.
		StillCounted,
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Asks for the erasure of a record: its subject, or all guardians who may erase. Free, and
		/// valid only while no case is open. The case's id is [`salus_primitives::case_id`] of
		/// record and salt.
		#[pallet::call_index(0)]
		#[pallet::weight((<T as Config>::WeightInfo::request(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, record: &RecordId, salt: &[u8; 16], ground: &ErasureGround| -> bool {
			Pallet::<T>::may(origin, |who| Pallet::<T>::ensure_may_request(who, *record, salt, *ground).is_ok())
		})]
		pub fn request(
			origin: OriginFor<T>,
			record: RecordId,
			salt: [u8; 16],
			ground: ErasureGround,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request(who, record, salt, ground)
		}

		/// Takes a request back, or stops what the controller retires. Free, and valid only until
		/// cooling ends. Who recovered the account has the whole cooling time anew, unless a receipt
		/// is in.
		#[pallet::call_index(1)]
		#[pallet::weight((<T as Config>::WeightInfo::withdraw(MAX_SEALINGS), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, case: &CaseId| -> bool {
			Pallet::<T>::may(origin, |who| Pallet::<T>::ensure_may_withdraw(who, *case).is_ok())
		})]
		pub fn withdraw(origin: OriginFor<T>, case: CaseId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(who, case)
		}

		/// The controller accepts and says what becomes of its own copy.
		#[pallet::call_index(2)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, case: &CaseId, own_copy: &OwnCopy| -> bool {
			Pallet::<T>::may(origin, |who| Pallet::<T>::ensure_may_accept(who, *case, *own_copy).is_ok())
		})]
		pub fn accept(origin: OriginFor<T>, case: CaseId, own_copy: OwnCopy) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept(who, case, own_copy)
		}

		/// The controller refuses on a ground of the law.
		#[pallet::call_index(3)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, case: &CaseId, ground: &RefusalGround| -> bool {
			Pallet::<T>::may(origin, |who| Pallet::<T>::ensure_may_refuse(who, *case, *ground).is_ok())
		})]
		pub fn refuse(origin: OriginFor<T>, case: CaseId, ground: RefusalGround) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_refuse(who, case, ground)
		}

		/// Hands in a custodian's receipt. The receipt's own signature says who swears.
		#[pallet::call_index(4)]
		#[pallet::weight((<T as Config>::WeightInfo::submit_receipt(), DispatchClass::Operational))]
		#[pallet::feeless_if(|_origin: &OriginFor<T>, receipt: &Receipt, signature: &[u8; 64]| -> bool {
			Pallet::<T>::ensure_may_submit_receipt(receipt, signature).is_ok()
		})]
		pub fn submit_receipt(
			origin: OriginFor<T>,
			receipt: Receipt,
			signature: [u8; 64],
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_submit_receipt(receipt, signature)
		}

		/// The controller takes more time, once and before its time is over.
		#[pallet::call_index(5)]
		pub fn extend(origin: OriginFor<T>, case: CaseId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_extend(who, case)
		}

		/// The controller doubts who asks, once and before its time is over. Its clock stands still
		/// until somebody attests or the challenge lapses.
		#[pallet::call_index(6)]
		pub fn challenge_identity(origin: OriginFor<T>, case: CaseId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_challenge_identity(who, case)
		}

		/// An independent institution attests that those who ask may ask.
		#[pallet::call_index(7)]
		pub fn attest(origin: OriginFor<T>, case: CaseId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attest(who, case)
		}

		/// The controller accepts for the superseded sealings and keeps the current one.
		#[pallet::call_index(8)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, case: &CaseId, ground: &RefusalGround| -> bool {
			Pallet::<T>::may(origin, |who| Pallet::<T>::ensure_may_accept_partly(who, *case, *ground).is_ok())
		})]
		pub fn accept_partly(
			origin: OriginFor<T>,
			case: CaseId,
			ground: RefusalGround,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_partly(who, case, ground)
		}

		/// Lets the controller's silence accept, where nothing obliges it to keep the record. By
		/// anyone.
		#[pallet::call_index(9)]
		#[pallet::feeless_if(|_origin: &OriginFor<T>, case: &CaseId| -> bool {
			Pallet::<T>::ensure_may_accept_by_silence(*case).is_ok()
		})]
		pub fn accept_by_silence(origin: OriginFor<T>, case: CaseId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_accept_by_silence(case)
		}

		/// Reports that the controller is late, once. By anyone.
		#[pallet::call_index(10)]
		#[pallet::feeless_if(|_origin: &OriginFor<T>, case: &CaseId| -> bool {
			Pallet::<T>::ensure_may_report_overdue(*case).is_ok()
		})]
		pub fn report_overdue(origin: OriginFor<T>, case: CaseId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_report_overdue(case)
		}

		/// An independent legal authority stops the erasure of a record for a time, or sets another
		/// end.
		#[pallet::call_index(11)]
		pub fn place_hold(
			origin: OriginFor<T>,
			record: RecordId,
			basis: HoldBasis,
			until: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_place_hold(who, record, basis, until)
		}

		/// The authority ends its hold.
		#[pallet::call_index(12)]
		pub fn lift_hold(origin: OriginFor<T>, record: RecordId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lift_hold(who, record)
		}

		/// Removes a hold that has lapsed. By anyone.
		#[pallet::call_index(13)]
		#[pallet::feeless_if(|_origin: &OriginFor<T>, record: &RecordId, authority: &InstitutionId| -> bool {
			Pallet::<T>::ensure_may_drop_hold(*record, *authority).is_ok()
		})]
		pub fn drop_hold(
			origin: OriginFor<T>,
			record: RecordId,
			authority: InstitutionId,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_drop_hold(record, authority)
		}

		/// A custodian declares, once, that it is unable to erase until `until`.
		#[pallet::call_index(14)]
		pub fn declare_unable(
			origin: OriginFor<T>,
			case: CaseId,
			version: u32,
			epoch: u32,
			reason: UnableReason,
			until: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_declare_unable(who, case, version, epoch, reason, until)
		}

		/// Fines a custodian's silence, each time its time has passed again. By anyone.
		#[pallet::call_index(15)]
		#[pallet::feeless_if(|_origin: &OriginFor<T>, case: &CaseId, custodian: &InstitutionId, version: &u32, epoch: &u32| -> bool {
			Pallet::<T>::ensure_may_fine(*case, *custodian, *version, *epoch).is_ok()
		})]
		pub fn fine(
			origin: OriginFor<T>,
			case: CaseId,
			custodian: InstitutionId,
			version: u32,
			epoch: u32,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_fine(case, custodian, version, epoch)
		}

		/// Proves by a custodian's own signature that it served after it had sworn to have erased.
		/// By anyone.
		#[pallet::call_index(16)]
		#[pallet::feeless_if(|_origin: &OriginFor<T>, case: &CaseId, served: &Served, signature: &[u8; 64]| -> bool {
			Pallet::<T>::ensure_may_prove_false(*case, served, signature).is_ok()
		})]
		pub fn prove_false(
			origin: OriginFor<T>,
			case: CaseId,
			served: Served,
			signature: [u8; 64],
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prove_false(case, served, signature)
		}

		/// Takes what a penalty costs, once it can no longer be contested. By anyone.
		#[pallet::call_index(17)]
		#[pallet::feeless_if(|_origin: &OriginFor<T>, penalty: &u32| -> bool {
			Pallet::<T>::ensure_may_apply_penalty(*penalty).is_ok()
		})]
		pub fn apply_penalty(origin: OriginFor<T>, penalty: u32) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_apply_penalty(penalty)
		}

		/// Cancels a penalty that was contested.
		#[pallet::call_index(18)]
		pub fn cancel_penalty(origin: OriginFor<T>, penalty: u32) -> DispatchResult {
			T::CancelOrigin::ensure_origin(origin)?;
			Self::do_cancel_penalty(penalty)
		}

		/// A custodian says how far it is with telling those it served.
		#[pallet::call_index(19)]
		pub fn report_notices(
			origin: OriginFor<T>,
			case: CaseId,
			counts: NoticeCounts,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_report_notices(who, case, counts)
		}

		/// The controller has a record erased because it need not keep it any more.
		#[pallet::call_index(20)]
		pub fn retire(origin: OriginFor<T>, record: RecordId, salt: [u8; 16]) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_retire(who, record, salt)
		}

		/// Asks that a record be put right. Free, and valid only while no request waits. The id is
		/// [`salus_primitives::rectification_id`] of record and salt.
		#[pallet::call_index(21)]
		#[pallet::weight((<T as Config>::WeightInfo::request_rectification(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, record: &RecordId, salt: &[u8; 16]| -> bool {
			Pallet::<T>::may(origin, |who| Pallet::<T>::ensure_may_request_rectification(who, *record, salt).is_ok())
		})]
		pub fn request_rectification(
			origin: OriginFor<T>,
			record: RecordId,
			salt: [u8; 16],
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request_rectification(who, record, salt)
		}

		/// The controller says that it amended the record, or why it does not.
		#[pallet::call_index(22)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, rectification: &RectificationId, answer: &Answer| -> bool {
			Pallet::<T>::may(origin, |who| Pallet::<T>::ensure_may_answer_rectification(who, *rectification, *answer).is_ok())
		})]
		pub fn answer_rectification(
			origin: OriginFor<T>,
			rectification: RectificationId,
			answer: Answer,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_answer_rectification(who, rectification, answer)
		}

		/// The controller takes more time, once and before its time is over.
		#[pallet::call_index(23)]
		pub fn extend_rectification(
			origin: OriginFor<T>,
			rectification: RectificationId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_extend_rectification(who, rectification)
		}

		/// Disagrees with a refusal (45 CFR 164.526(d)). Free, once.
		#[pallet::call_index(24)]
		#[pallet::weight((<T as Config>::WeightInfo::dispute(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, rectification: &RectificationId| -> bool {
			Pallet::<T>::may(origin, |who| Pallet::<T>::ensure_may_dispute(who, *rectification).is_ok())
		})]
		pub fn dispute(origin: OriginFor<T>, rectification: RectificationId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_dispute(who, rectification)
		}

		/// Takes a request for rectification back. Free, and valid only while it waits.
		#[pallet::call_index(25)]
		#[pallet::weight((<T as Config>::WeightInfo::withdraw_rectification(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, rectification: &RectificationId| -> bool {
			Pallet::<T>::may(origin, |who| Pallet::<T>::ensure_may_withdraw_rectification(who, *rectification).is_ok())
		})]
		pub fn withdraw_rectification(
			origin: OriginFor<T>,
			rectification: RectificationId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_rectification(who, rectification)
		}

		/// Removes a case that is over and was kept for long enough. By anyone; where receipts are
		/// missing, only by [`Config::CancelOrigin`], for they may come no more.
		#[pallet::call_index(26)]
		#[pallet::weight(<T as Config>::WeightInfo::prune_case(MAX_SEALINGS))]
		#[pallet::feeless_if(|_origin: &OriginFor<T>, case: &CaseId| -> bool {
			Pallet::<T>::ensure_may_prune_case(*case).is_ok()
		})]
		pub fn prune_case(origin: OriginFor<T>, case: CaseId) -> DispatchResultWithPostInfo {
			let row = match T::CancelOrigin::try_origin(origin) {
				Ok(_) => Self::ensure_over(case)?,
				Err(origin) => {
					ensure_signed(origin)?;
					Self::ensure_may_prune_case(case)?
				},
			};
			Self::do_prune_case(case, row)
		}

		/// Removes a request for rectification that was answered long enough ago. By anyone.
		#[pallet::call_index(27)]
		#[pallet::feeless_if(|_origin: &OriginFor<T>, rectification: &RectificationId| -> bool {
			Pallet::<T>::ensure_may_prune_rectification(*rectification).is_ok()
		})]
		pub fn prune_rectification(
			origin: OriginFor<T>,
			rectification: RectificationId,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune_rectification(rectification)
		}
	}

	impl<T: Config> Pallet<T> {
		fn may(origin: &OriginFor<T>, check: impl FnOnce(&T::AccountId) -> bool) -> bool {
			matches!(origin.clone().into(), Ok(RawOrigin::Signed(who)) if check(&who))
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
