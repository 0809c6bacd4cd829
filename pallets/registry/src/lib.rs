#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;

mod accounts;
mod admission;
mod agreements;
mod attestation;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod bonds;
mod closing;
mod enrolment;
mod genesis;
mod guardians;
mod institutions;
mod keys;
mod recovery;
mod subjects;
mod suspension;
#[cfg(test)]
mod tests;
mod traits;
#[cfg(any(feature = "try-runtime", feature = "std"))]
mod try_state;
mod types;
mod units;
mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub use traits::BenchmarkHelper;
pub use traits::{Holdings, Liabilities};
pub use types::{
	Admission, Agreement, Founding, Guardian, Institution, Power, Proposal, Recovery, Standing,
	Subject,
};
pub use weights::{ByDbOperations, WeightInfo};

use salus_primitives::{Moment, Role, Roles};

/// Longest endpoint in bytes.
pub const MAX_ENDPOINT: u32 = 128;
/// Most emergency desks: each is a recipient of every record.
pub const MAX_DESKS: u32 = 8;
/// Most receipt keys of a custodian that are remembered.
pub const MAX_RECEIPT_KEYS: u32 = 16;
/// Most guardians of a subject, lapsed ones among them.
pub const MAX_GUARDIANS: u8 = 8;
/// Of these, most that institutions attested, so that room is left for those whom the subject trusts.
pub const MAX_ATTESTED: usize = 4;
/// Most guardians of a subject that wait for a second attestation.
pub const MAX_PROPOSALS: u32 = 8;
/// Of these, most by one institution, so that none keeps the others out.
pub const MAX_PROPOSALS_EACH: usize = 2;
/// Most successors that are followed to find who answers for an institution.
pub const MAX_SUCCESSORS: u8 = 4;

const DAY: Moment = 24 * 60 * 60 * 1000;
/// An attestation waits so long for the second one.
pub const PROPOSAL_LASTS: Moment = 7 * DAY;
/// A guardian's agreement waits so long for the others'.
pub const AGREEMENT_LASTS: Moment = 28 * DAY;

/// Who may attest guardians.
pub const ATTESTERS: Roles =
	Roles::of(&[Role::Provider, Role::LegalAuthority, Role::PatientAdvocate]);
/// Who may start and confirm a recovery.
pub const RECOVERERS: Roles = Roles::of(&[Role::Provider, Role::PatientAdvocate]);

#[frame_support::pallet]
#[allow(missing_docs)]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		GuardianScope, Hash32, InstitutionId, KeyId, KeyRef, Policy, PublicKey, Quorum, SubjectId,
	};
	use sp_runtime::traits::{IdentifyAccount, Verify};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<
		<T as frame_system::Config>::AccountId,
	>>::Balance;
	pub type SubjectOf<T> = Subject<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The reason of our holds.
		type RuntimeHoldReason: From<HoldReason>;
		/// Where deposits and bonds are held, and units made.
		type Currency: fungible::Mutate<Self::AccountId>
			+ fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// The chain's clock, in milliseconds.
		type Clock: Time<Moment = Moment>;
		/// The signature by which an account agrees to control a subject.
		type Signature: Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>> + Parameter;
		/// The policy in force.
		type Policy: Get<Policy>;
		/// Who admits institutions.
		type AdmitOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who changes what was said of them, and stops them for good.
		type ChangeOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who stops them for a while, and with which power.
		type SuspendOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Power>;
		/// Who lets them act again, and with which power.
		type ReinstateOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Power>;
		/// Who sends them away.
		type RemoveOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who allots units to them.
		type AllotOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// What others keep of a subject.
		type Holdings: Holdings;
		/// What custodians owe.
		type Liabilities: Liabilities;
		/// Held from the provider for each subject it enrols, in planck.
		#[pallet::constant]
		type EnrolmentDeposit: Get<BalanceOf<Self>>;
		/// An institution is allotted so much at once at most, in planck.
		#[pallet::constant]
		type MaxAllotment: Get<BalanceOf<Self>>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
		/// What benchmarks cannot make themselves.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId, Self::Signature>;
	}

	/// Why units are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For the rows of a subject.
		#[codec(index = 0)]
		Enrolment,
		/// For the erasures a custodian will owe.
		#[codec(index = 1)]
		CustodianBond,
	}

	/// Every institution that was ever admitted. Governance counts the ids, so they need no hashing
	/// against crafted keys.
	#[pallet::storage]
	pub type Institutions<T: Config> =
		StorageMap<_, Twox64Concat, InstitutionId, Institution<T::AccountId>>;

	/// The id of the institution that is admitted next.
	#[pallet::storage]
	pub type NextInstitution<T> = StorageValue<_, u32, ValueQuery>;

	/// The institution an account acts for. The inverse of [`Institution::account`].
	#[pallet::storage]
	pub type InstitutionOf<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, InstitutionId>;

	/// The emergency desks.
	#[pallet::storage]
	pub type Desks<T> = StorageValue<_, BoundedVec<InstitutionId, ConstU32<MAX_DESKS>>, ValueQuery>;

	/// Encryption keys of institutions. Rotated by adding: ids count from 0 without gaps.
	#[pallet::storage]
	pub type Keys<T: Config> =
		StorageDoubleMap<_, Twox64Concat, InstitutionId, Twox64Concat, KeyId, PublicKey>;

	/// The sr25519 keys that sign a custodian's erasure receipts, each from a moment on, oldest
	/// first.
	#[pallet::storage]
	pub type ReceiptKeys<T: Config> = StorageMap<
		_,
		Twox64Concat,
		InstitutionId,
		BoundedVec<(Moment, Hash32), ConstU32<MAX_RECEIPT_KEYS>>,
		ValueQuery,
	>;

	/// Where a custodian's vault answers.
	#[pallet::storage]
	pub type Endpoints<T: Config> =
		StorageMap<_, Twox64Concat, InstitutionId, BoundedVec<u8, ConstU32<MAX_ENDPOINT>>>;

	/// The last day (since the epoch, UTC) on which a provider enrolled, and how many.
	#[pallet::storage]
	pub type Enrolled<T: Config> =
		StorageMap<_, Twox64Concat, InstitutionId, (u32, u32), ValueQuery>;

	/// Every subject. A provider chooses the id, so the hasher is a cryptographic one.
	#[pallet::storage]
	pub type Subjects<T: Config> = StorageMap<_, Blake2_128Concat, SubjectId, SubjectOf<T>>;

	/// Who may act for a subject.
	#[pallet::storage]
	pub type Guardians<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, SubjectId, Blake2_128Concat, T::AccountId, Guardian>;

	/// Guardians that wait for a second attestation.
	#[pallet::storage]
	pub type Proposals<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		SubjectId,
		BoundedVec<Proposal<T::AccountId>, ConstU32<MAX_PROPOSALS>>,
		ValueQuery,
	>;

	/// What guardians agreed to last, while the others have not.
	#[pallet::storage]
	pub type Agreements<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, SubjectId, Blake2_128Concat, T::AccountId, Agreement>;

	/// Recoveries that have not taken effect.
	#[pallet::storage]
	pub type Recoveries<T: Config> =
		StorageMap<_, Blake2_128Concat, SubjectId, Recovery<T::AccountId>>;

	/// The institutions a chain starts with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// In any order; ids and accounts must be distinct. Bonds are held, so balances come first.
		pub institutions: alloc::vec::Vec<Founding<T::AccountId>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			self.institutions.iter().cloned().for_each(Pallet::<T>::found);
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A provider enrolled a subject.
		SubjectEnrolled { subject: SubjectId, provider: InstitutionId },
		/// An institution added an encryption key.
		KeyAdded { institution: InstitutionId, key: KeyId },
		/// A custodian named the key that signs its receipts.
		ReceiptKeySet { custodian: InstitutionId },
		/// A custodian said where its vault answers.
		EndpointSet { custodian: InstitutionId },
		/// An institution was admitted.
		InstitutionAdmitted { institution: InstitutionId },
		/// What governance says of an institution was changed.
		InstitutionChanged { institution: InstitutionId },
		/// An institution was stopped until a moment, or until it is reinstated.
		InstitutionSuspended { institution: InstitutionId, until: Option<Moment> },
		/// An institution may act again.
		InstitutionReinstated { institution: InstitutionId },
		/// An institution has left for good.
		InstitutionRemoved { institution: InstitutionId, successor: Option<InstitutionId> },
		/// An institution lost a role.
		RoleWithdrawn { institution: InstitutionId, role: Role },
		/// A custodian filled up its bond.
		Bonded { custodian: InstitutionId },
		/// A former custodian has its bond back, or another one what it held beyond it.
		Unbonded { custodian: InstitutionId },
		/// A custodian lost some of its bond.
		BondTaken { custodian: InstitutionId },
		/// A subject moved to another account.
		AccountRotated { subject: SubjectId },
		/// A subject named another encryption key.
		SubjectKeySet { subject: SubjectId, key: KeyId },
		/// A subject appointed a guardian, or renewed it.
		GuardianAppointed { subject: SubjectId, guardian: T::AccountId, until: Moment },
		/// One institution attests a guardian; a second one is missing.
		GuardianProposed { subject: SubjectId, guardian: T::AccountId, by: InstitutionId },
		/// A second institution attested a guardian, so that it may act.
		GuardianAttested {
			subject: SubjectId,
			guardian: T::AccountId,
			until: Moment,
			by: InstitutionId,
		},
		/// A guardian may no longer act.
		GuardianRemoved { subject: SubjectId, guardian: T::AccountId },
		/// A regulator stopped a guardian.
		GuardianSuspended { subject: SubjectId, guardian: T::AccountId, by: InstitutionId },
		/// A regulator let a guardian act again.
		GuardianReinstated { subject: SubjectId, guardian: T::AccountId, by: InstitutionId },
		/// A subject said how many of its guardians must agree.
		QuorumSet { subject: SubjectId, quorum: Quorum },
		/// An institution asks that another account controls the subject.
		RecoveryStarted { subject: SubjectId, by: InstitutionId },
		/// A second institution confirmed it: it takes effect at `due`, unless it is vetoed.
		RecoveryConfirmed { subject: SubjectId, by: InstitutionId, due: Moment },
		/// The subject's account stopped a recovery.
		RecoveryVetoed { subject: SubjectId },
		/// Another account controls the subject.
		RecoveryFinished { subject: SubjectId },
		/// A subject is gone.
		SubjectClosed { subject: SubjectId },
		/// A provider gave a subject its allowance back.
		AllowanceRestored { subject: SubjectId, provider: InstitutionId },
		/// Units were made for an institution.
		UnitsAllotted { institution: InstitutionId, units: BalanceOf<T> },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The account acts for no institution. Sign with the institution's account or its proxy.
		NotAnInstitution,
		/// The institution is suspended or removed, or its accreditation has ended. Ask its
		/// regulator.
		NotInGoodStanding,
		/// The institution lacks the role for this call. Roles are given by governance.
		RoleMissing,
		/// There is such a subject already. Draw 16 new random bytes.
		SubjectExists,
		/// The enrolment signature has expired. Ask the person for a new one.
		EnrolmentExpired,
		/// The enrolment signature is valid for more than 24 hours. Ask for a shorter one.
		EnrolmentTooLong,
		/// The signature is not the new account's over this provider, subject, key and expiry.
		BadEnrolmentSignature,
		/// The endpoint is not an `http://` or `https://` address in printable ASCII.
		BadEndpoint,
		/// There is no such subject. Look its id up.
		NoSuchSubject,
		/// The subject's allowance is used up. Pay the fee or ask the provider.
		AllowanceUsedUp,
		/// The provider has enrolled as many subjects today as policy allows. Try again after
		/// midnight UTC.
		EnrolmentsUsedUp,
		/// There is no such institution. Look its id up.
		NoSuchInstitution,
		/// The roles are none, or not all of them are known. Name at least one role.
		BadRoles,
		/// The country is not two upper-case letters of ISO 3166-1.
		BadCountry,
		/// The accreditation has ended already. Name a later moment, or suspend the institution.
		AccreditationOver,
		/// The account acts for an institution, or for a person as subject or guardian. Use another
		/// account.
		AccountInUse,
		/// The custodian has named no receipt key. Name one first.
		NeedsReceiptKey,
		/// That key signs the custodian's receipts already.
		ReceiptKeyUnchanged,
		/// There are eight emergency desks. Take the role from another one first.
		TooManyDesks,
		/// The institution is suspended for good already. Reinstate or remove it.
		AlreadySuspended,
		/// The institution is not suspended, so there is nothing to lift.
		NotSuspended,
		/// The institution was removed for good. Admit it anew with another account.
		InstitutionRemoved,
		/// The successor is the institution itself or not in good standing. Name another one.
		BadSuccessor,
		/// Erasures or penalties of the institution are open, or accounts of it are bonded as
		/// validators. Wait until the first are answered, and withdraw the second once they are free:
		/// anyone may.
		StillOwes,
		/// The bond is complete.
		AlreadyBonded,
		/// The institution has no bond.
		NoBond,
		/// The institution is a custodian and holds no more than policy asks, so its bond stays. Ask
		/// governance to take the role.
		StillCustodian,
		/// The account does not control the subject. Sign with the subject's own account.
		NotTheSubject,
		/// The account controls the subject already. Name another one.
		SameAccount,
		/// The key's id is not larger than the last one's. Count on.
		KeyNotNewer,
		/// The signature of the new account has expired. Sign anew.
		SignatureExpired,
		/// The signature of the new account is valid for more than 24 hours. Sign a shorter one.
		SignatureTooLong,
		/// The signature is not the new account's over this subject, key and expiry.
		BadAccountSignature,
		/// The scope is empty or not known. Name at least one of view, consent, erase.
		BadScope,
		/// The guardian would end in the past. Name a later moment.
		EndsInThePast,
		/// The guardian would last longer than policy allows. Name an earlier end and renew.
		TermTooLong,
		/// The account controls the subject and needs no guardianship of it.
		GuardianIsSubject,
		/// Institutions attested this guardian, so the subject cannot change it.
		GuardianAttested,
		/// It is so already.
		NothingChanges,
		/// The subject has eight guardians. Remove one first; anyone may remove lapsed ones.
		TooManyGuardians,
		/// Too many guardians of the subject wait for a second attestation. Attest one of them, or
		/// wait until one lapses.
		TooManyProposals,
		/// The institution attests this guardian already. Another one has to.
		AlreadyProposed,
		/// Both institutions are under one control. Ask one of another control group.
		SameControlGroup,
		/// The account is no guardian of the subject.
		NoSuchGuardian,
		/// The guardian is live, and neither the account's own nor appointed by it. Ask a regulator
		/// to suspend it.
		NotYoursToRemove,
		/// A regulator suspended the guardian already.
		GuardianAlreadySuspended,
		/// The account is no live guardian of the subject in this scope.
		NotAGuardian,
		/// The guardian agreed to this already. The others have to.
		AlreadyAgreed,
		/// The guardian agreed to something else a short while ago. Wait as long as policy says.
		TooSoonToChange,
		/// A recovery of the subject is confirmed, or the same control group started one. Veto it or
		/// wait for its end.
		RecoveryPending,
		/// No recovery of the subject is pending.
		NoRecovery,
		/// The recovery was not confirmed or not finished in time. Start it again.
		RecoveryLapsed,
		/// The recovery is confirmed already.
		AlreadyConfirmed,
		/// The recovery is not due, or nobody confirmed it. Wait: the owner may still veto.
		NotDue,
		/// The subject still has a record, a grant that nobody took back or an open emergency access.
		/// Erase, revoke or wait; the deletion plan lists what.
		StillInUse,
		/// The pending recovery is to another account. Look at it again before you confirm it.
		RecoveryOfAnother,
		/// The subject appointed this guardian, so institutions cannot change it before it lapses.
		GuardianAppointed,
		/// Institutions attested four guardians of the subject. Remove a lapsed one or wait.
		TooManyAttested,
		/// A regulator suspended this guardian: its row stays, and ends no earlier, until it lapses or
		/// is reinstated. Ask the regulator.
		GuardianSuspended,
		/// The sixteen receipt keys may all still be needed to check receipts. Wait until the oldest
		/// is not.
		TooManyReceiptKeys,
		/// A receipt key was set at this moment already. Send the call again in a later block.
		ReceiptKeyTooSoon,
		/// The subject's allowance is full already.
		AllowanceFull,
		/// A suspension of the institution is running, ran out less than the time of one ago, or was
		/// ended early and you had begun it, or it had followed on another one that was ended early.
		/// Wait, or ask a motion to suspend it for good.
		SuspendedLately,
		/// The institution was suspended for good. Only a motion reinstates it.
		NeedsMotion,
		/// The key's suite is deprecated. Name a key of another suite.
		SuiteDeprecated,
		/// More units are named than an institution may be allotted at once. Name fewer.
		TooManyUnits,
		/// No units are named. Name some.
		NoUnits,
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Enrols a subject under a new pseudonym.
		///
		/// `signature` is the new account's over [`salus_primitives::enrolment_digest`].
		#[pallet::call_index(0)]
		pub fn enrol(
			origin: OriginFor<T>,
			subject: SubjectId,
			account: T::AccountId,
			key: KeyRef,
			expires: Moment,
			signature: T::Signature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_enrol(who, subject, account, key, expires, signature)
		}

		/// Adds an encryption key. Vaults and issuers use the newest.
		#[pallet::call_index(1)]
		pub fn add_key(origin: OriginFor<T>, key: PublicKey) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_add_key(who, key)
		}

		/// Names the sr25519 key that signs this custodian's receipts from now on.
		#[pallet::call_index(2)]
		pub fn set_receipt_key(origin: OriginFor<T>, key: Hash32) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_receipt_key(who, key)
		}

		/// Says where this custodian's vault answers.
		#[pallet::call_index(3)]
		pub fn set_endpoint(
			origin: OriginFor<T>,
			endpoint: BoundedVec<u8, ConstU32<MAX_ENDPOINT>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_endpoint(who, endpoint)
		}

		/// Admits an institution under the next id, and allots `units` to it, in planck.
		#[pallet::call_index(4)]
		pub fn admit(
			origin: OriginFor<T>,
			account: T::AccountId,
			admission: Admission,
			receipt_key: Option<Hash32>,
			units: BalanceOf<T>,
		) -> DispatchResult {
			T::AdmitOrigin::ensure_origin(origin)?;
			Self::do_admit(account, admission, receipt_key, units)
		}

		/// Changes what governance says of an institution.
		#[pallet::call_index(5)]
		pub fn change(
			origin: OriginFor<T>,
			institution: InstitutionId,
			admission: Admission,
		) -> DispatchResult {
			T::ChangeOrigin::ensure_origin(origin)?;
			Self::do_change(institution, admission)
		}

		/// Stops an institution for as long as policy says. It still answers for what it did.
		#[pallet::call_index(6)]
		pub fn suspend(origin: OriginFor<T>, institution: InstitutionId) -> DispatchResult {
			let power = T::SuspendOrigin::ensure_origin(origin)?;
			Self::do_suspend(institution, power)
		}

		/// Lets a suspended institution act again.
		#[pallet::call_index(7)]
		pub fn reinstate(origin: OriginFor<T>, institution: InstitutionId) -> DispatchResult {
			let power = T::ReinstateOrigin::ensure_origin(origin)?;
			Self::do_reinstate(institution, power)
		}

		/// Sends an institution away for good. The successor answers for it from now on.
		#[pallet::call_index(8)]
		pub fn remove(
			origin: OriginFor<T>,
			institution: InstitutionId,
			successor: Option<InstitutionId>,
		) -> DispatchResult {
			T::RemoveOrigin::ensure_origin(origin)?;
			Self::do_remove(institution, successor)
		}

		/// Fills up this custodian's bond.
		#[pallet::call_index(9)]
		pub fn bond(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_bond(who)
		}

		/// Gives a former custodian its bond back, and another one what it holds beyond what policy
		/// asks.
		#[pallet::call_index(10)]
		pub fn unbond(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unbond(who)
		}

		/// Moves a subject to another account. Free within the allowance.
		///
		/// `signature` is the new account's over [`salus_primitives::account_digest`].
		#[pallet::call_index(11)]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>,
			subject: &SubjectId,
			account: &T::AccountId,
			key: &KeyRef,
			expires: &Moment,
			signature: &T::Signature
		| -> bool {
			Pallet::<T>::signed_and(origin, |who| {
				Pallet::<T>::has_allowance(*subject)
					&& Pallet::<T>::ensure_may_rotate_account(
						who, *subject, account, key, *expires, signature,
					)
					.is_ok()
			})
		})]
		pub fn rotate_account(
			origin: OriginFor<T>,
			subject: SubjectId,
			account: T::AccountId,
			key: KeyRef,
			expires: Moment,
			signature: T::Signature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_rotate_account(who, subject, account, key, expires, signature)
		}

		/// Names a newer encryption key of the subject. Free within the allowance.
		#[pallet::call_index(12)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId, key: &KeyRef| -> bool {
			Pallet::<T>::signed_and(origin, |who| {
				Pallet::<T>::ensure_may_set_key(who, *subject, key).is_ok_and(|it| it.allowance > 0)
			})
		})]
		pub fn set_key(origin: OriginFor<T>, subject: SubjectId, key: KeyRef) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_key(who, subject, key)
		}

		/// Appoints a guardian until a moment, or renews one. Free within the allowance.
		#[pallet::call_index(13)]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>,
			subject: &SubjectId,
			guardian: &T::AccountId,
			scope: &GuardianScope,
			until: &Moment
		| -> bool {
			Pallet::<T>::signed_and(origin, |who| {
				Pallet::<T>::ensure_may_appoint_guardian(who, *subject, guardian, *scope, *until)
					.is_ok_and(|it| it.allowance > 0)
			})
		})]
		pub fn appoint_guardian(
			origin: OriginFor<T>,
			subject: SubjectId,
			guardian: T::AccountId,
			scope: GuardianScope,
			until: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_appoint_guardian(who, subject, guardian, scope, until)
		}

		/// Attests a guardian. It may act once two institutions of different control groups attest
		/// the same within seven days.
		#[pallet::call_index(14)]
		pub fn attest_guardian(
			origin: OriginFor<T>,
			subject: SubjectId,
			guardian: T::AccountId,
			scope: GuardianScope,
			until: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attest_guardian(who, subject, guardian, scope, until)
		}

		/// Removes a guardian: the subject one that it appointed, a guardian itself, anyone one that
		/// has lapsed. Free.
		#[pallet::call_index(15)]
		#[pallet::weight((<T as Config>::WeightInfo::remove_guardian(), DispatchClass::Operational))]
		#[pallet::feeless_if(|
			origin: &OriginFor<T>,
			subject: &SubjectId,
			guardian: &T::AccountId
		| -> bool {
			Pallet::<T>::signed_and(origin, |who| {
				Pallet::<T>::ensure_may_remove_guardian(who, *subject, guardian).is_ok()
			})
		})]
		pub fn remove_guardian(
			origin: OriginFor<T>,
			subject: SubjectId,
			guardian: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_guardian(who, subject, guardian)
		}

		/// Stops a guardian until it is reinstated. For regulators.
		#[pallet::call_index(16)]
		pub fn suspend_guardian(
			origin: OriginFor<T>,
			subject: SubjectId,
			guardian: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_suspend_guardian(who, subject, guardian)
		}

		/// Lets a suspended guardian act again. For regulators.
		#[pallet::call_index(17)]
		pub fn reinstate_guardian(
			origin: OriginFor<T>,
			subject: SubjectId,
			guardian: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reinstate_guardian(who, subject, guardian)
		}

		/// Says how many guardians must agree on what widens access. Free within the allowance.
		#[pallet::call_index(18)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId, quorum: &Quorum| -> bool {
			Pallet::<T>::signed_and(origin, |who| {
				Pallet::<T>::ensure_may_set_quorum(who, *subject, *quorum)
					.is_ok_and(|it| it.allowance > 0)
			})
		})]
		pub fn set_quorum(
			origin: OriginFor<T>,
			subject: SubjectId,
			quorum: Quorum,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_quorum(who, subject, quorum)
		}

		/// Asks that another account controls a subject whose key is lost. Nothing happens unless a
		/// second institution confirms it.
		///
		/// `signature` is the new account's over [`salus_primitives::account_digest`].
		#[pallet::call_index(19)]
		pub fn start_recovery(
			origin: OriginFor<T>,
			subject: SubjectId,
			account: T::AccountId,
			key: KeyRef,
			expires: Moment,
			signature: T::Signature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_start_recovery(who, subject, account, key, expires, signature)
		}

		/// Confirms a recovery to this account that an institution of another control group started.
		#[pallet::call_index(20)]
		pub fn confirm_recovery(
			origin: OriginFor<T>,
			subject: SubjectId,
			account: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_confirm_recovery(who, subject, account)
		}

		/// Stops a recovery. For the account that still controls the subject. Free.
		#[pallet::call_index(21)]
		#[pallet::weight((<T as Config>::WeightInfo::veto_recovery(), DispatchClass::Operational))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId| -> bool {
			Pallet::<T>::signed_and(origin, |who| {
				Pallet::<T>::ensure_may_veto_recovery(who, *subject).is_ok()
			})
		})]
		pub fn veto_recovery(origin: OriginFor<T>, subject: SubjectId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_veto_recovery(who, subject)
		}

		/// Carries out a recovery that is due. For anyone. Free.
		#[pallet::call_index(22)]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId| -> bool {
			Pallet::<T>::signed_and(origin, |_| {
				Pallet::<T>::ensure_may_finish_recovery(*subject).is_ok()
			})
		})]
		pub fn finish_recovery(origin: OriginFor<T>, subject: SubjectId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_finish_recovery(subject)
		}

		/// Removes a subject and everything this pallet knows of it. Free.
		#[pallet::call_index(23)]
		#[pallet::weight((
			<T as Config>::WeightInfo::close().saturating_add(T::Holdings::forget_weight()),
			DispatchClass::Operational,
		))]
		#[pallet::feeless_if(|origin: &OriginFor<T>, subject: &SubjectId| -> bool {
			Pallet::<T>::signed_and(origin, |who| {
				Pallet::<T>::ensure_may_close(who, *subject).is_ok()
			})
		})]
		pub fn close(origin: OriginFor<T>, subject: SubjectId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_close(who, subject)
		}

		/// Gives a subject its allowance back. For providers.
		#[pallet::call_index(24)]
		pub fn top_up(origin: OriginFor<T>, subject: SubjectId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_top_up(who, subject)
		}

		/// Stops an institution until it is reinstated, suspended before or not. It still answers for
		/// what it did.
		#[pallet::call_index(25)]
		pub fn suspend_for_good(
			origin: OriginFor<T>,
			institution: InstitutionId,
		) -> DispatchResult {
			T::ChangeOrigin::ensure_origin(origin)?;
			Self::do_suspend_for_good(institution)
		}

		/// Makes new units, in planck, for an institution.
		#[pallet::call_index(26)]
		pub fn allot(
			origin: OriginFor<T>,
			institution: InstitutionId,
			units: BalanceOf<T>,
		) -> DispatchResult {
			T::AllotOrigin::ensure_origin(origin)?;
			Self::do_allot(institution, units)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	impl<T: Config> Pallet<T> {
		/// Whether an account signed, and what it asks for `may` be done.
		fn signed_and(origin: &OriginFor<T>, may: impl FnOnce(&T::AccountId) -> bool) -> bool {
			ensure_signed(origin.clone()).is_ok_and(|who| may(&who))
		}
	}
}
