//! What the calls cost at worst.

use crate::*;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Inspect, EnsureOrigin, Get, Time},
	BoundedVec,
};
use frame_system::RawOrigin;
use salus_primitives::{
	account_digest, enrolment_digest, GuardianScope, Hash32, InstitutionId, Jurisdiction, KeyRef,
	PublicKey, Quorum, SubjectId, BACKUPS_AT_MOST,
};
use sp_runtime::traits::{Saturating, Zero};

const NOW: Moment = 1_000 * DAY;
const SUBJECT: SubjectId = SubjectId([7; 16]);
const ALONE: Power = Power::Alone { regulator: InstitutionId(1) };

type Helper<T> = <T as Config>::BenchmarkHelper;

fn admission(roles: Roles, control_group: u32) -> Admission {
	Admission {
		roles,
		accredited_until: Moment::MAX,
		control_group,
		country: *b"DE",
		jurisdiction: Jurisdiction::Eu,
	}
}

/// A funded institution with these roles in a control group of its own.
fn institution<T: Config>(role: Role, group: u32) -> (T::AccountId, InstitutionId) {
	Helper::<T>::set_time(NOW);
	let account: T::AccountId = account("institution", group, 0);
	Helper::<T>::fund(&account);
	let id = InstitutionId(NextInstitution::<T>::get());
	let roles = Roles::default().with(role);
	Pallet::<T>::do_admit(
		account.clone(),
		admission(roles, group),
		Some(Hash32([1; 32])),
		Zero::zero(),
	)
	.expect("the account is new");
	(account, id)
}

fn key(id: u32) -> KeyRef {
	PublicKey::X25519(Hash32([id as u8; 32])).reference(id)
}

/// What the person of `seed` needs to be enrolled by the provider.
fn agreement<T: Config>(
	seed: u32,
	provider: InstitutionId,
	subject: SubjectId,
) -> (T::AccountId, T::Signature, Moment) {
	let account = Helper::<T>::signer(seed);
	let expires = T::Clock::now() + DAY;
	let genesis = Pallet::<T>::genesis_hash();
	let digest = enrolment_digest(&genesis, provider, subject, &key(0), expires);
	let signature = Helper::<T>::sign(&account, &digest);
	(account, signature, expires)
}

/// What the person of `seed` needs to take the subject over.
fn takeover<T: Config>(seed: u32) -> (T::AccountId, T::Signature, Moment) {
	let account = Helper::<T>::signer(seed);
	let expires = T::Clock::now() + DAY;
	let digest = account_digest(&Pallet::<T>::genesis_hash(), SUBJECT, &key(1), expires);
	let signature = Helper::<T>::sign(&account, &digest);
	(account, signature, expires)
}

/// A provider and the account of a subject that it enrolled.
fn subject<T: Config>() -> (T::AccountId, T::AccountId) {
	let (provider, id) = institution::<T>(Role::Provider, 1);
	let (account, signature, expires) = agreement::<T>(1, id, SUBJECT);
	Pallet::<T>::do_enrol(provider.clone(), SUBJECT, account.clone(), key(0), expires, signature)
		.expect("the person agreed");
	(provider, account)
}

fn until<T: Config>() -> Moment {
	T::Clock::now() + T::Policy::get().parties.guardian_at_most
}

fn guardian<T: Config>(n: u32) -> T::AccountId {
	account("guardian", n, 0)
}

/// So many guardians, all of whom agreed to something.
fn appoint<T: Config>(own: &T::AccountId, guardians: u32) {
	for n in 0..guardians {
		Pallet::<T>::do_appoint_guardian(
			own.clone(),
			SUBJECT,
			guardian::<T>(n),
			GuardianScope::ALL,
			until::<T>(),
		)
		.expect("there is room");
		let agreement = Agreement { act: Hash32([2; 32]), at: NOW };
		Agreements::<T>::insert(SUBJECT, guardian::<T>(n), agreement);
	}
}

/// A list of proposals with room for one.
fn propose<T: Config>() {
	let lapses = T::Clock::now() + PROPOSAL_LASTS;
	let proposals = (1..MAX_PROPOSALS).map(|n| Proposal {
		guardian: account("proposed", n, 0),
		scope: GuardianScope::ALL,
		until: until::<T>(),
		by: InstitutionId(0),
		lapses,
	});
	let proposals = BoundedVec::truncate_from(proposals.collect());
	Proposals::<T>::insert(SUBJECT, proposals);
}

/// A subject with a recovery that one institution started.
fn recovery<T: Config>() -> (T::AccountId, T::AccountId) {
	let (provider, own) = subject::<T>();
	let (account, signature, expires) = takeover::<T>(2);
	Pallet::<T>::do_start_recovery(provider, SUBJECT, account.clone(), key(1), expires, signature)
		.expect("none is pending");
	(own, account)
}

fn origin<T: Config, O: EnsureOrigin<T::RuntimeOrigin>>() -> Result<T::RuntimeOrigin, BenchmarkError>
{
	O::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn enrol() {
		let (provider, id) = institution::<T>(Role::Provider, 1);
		let (account, signature, expires) = agreement::<T>(1, id, SUBJECT);
		#[extrinsic_call]
		_(RawOrigin::Signed(provider), SUBJECT, account.clone(), key(0), expires, signature);
		assert!(Pallet::<T>::controls(&account, SUBJECT));
	}

	#[benchmark]
	fn add_key() {
		let (account, id) = institution::<T>(Role::Provider, 1);
		let key = PublicKey::X25519(Hash32([3; 32]));
		#[extrinsic_call]
		_(RawOrigin::Signed(account), key);
		assert_eq!(Pallet::<T>::newest_key(id), Some((0, key)));
	}

	#[benchmark]
	fn set_receipt_key() {
		let (account, id) = institution::<T>(Role::Custodian, 1);
		for moment in 1..MAX_RECEIPT_KEYS {
			Pallet::<T>::put_receipt_key(id, NOW + u64::from(moment), Hash32([2; 32]));
		}
		let needed = BACKUPS_AT_MOST + T::Policy::get().erasure.tombstone_for;
		Helper::<T>::set_time(NOW + needed + DAY);
		#[extrinsic_call]
		_(RawOrigin::Signed(account), Hash32([3; 32]));
		assert_eq!(Pallet::<T>::receipt_key(id), Some(Hash32([3; 32])));
	}

	#[benchmark]
	fn set_endpoint() {
		let (account, id) = institution::<T>(Role::Custodian, 1);
		let mut endpoint = b"https://".to_vec();
		endpoint.resize(MAX_ENDPOINT as usize, b'a');
		let endpoint = BoundedVec::truncate_from(endpoint);
		#[extrinsic_call]
		_(RawOrigin::Signed(account), endpoint.clone());
		assert_eq!(Endpoints::<T>::get(id), Some(endpoint));
	}

	#[benchmark]
	fn admit() -> Result<(), BenchmarkError> {
		Helper::<T>::set_time(NOW);
		let origin = origin::<T, T::AdmitOrigin>()?;
		let account: T::AccountId = account("institution", 1, 0);
		let roles = Roles::of(&[Role::Custodian, Role::EmergencyDesk]);
		Desks::<T>::kill();
		#[extrinsic_call]
		_(
			origin as T::RuntimeOrigin,
			account.clone(),
			admission(roles, 1),
			Some(Hash32([3; 32])),
			T::MaxAllotment::get(),
		);
		assert!(Pallet::<T>::institution_of(&account).is_some());
		Ok(())
	}

	#[benchmark]
	fn change() -> Result<(), BenchmarkError> {
		let origin = origin::<T, T::ChangeOrigin>()?;
		let (_, id) = institution::<T>(Role::Provider, 1);
		Desks::<T>::kill();
		let roles = Roles::of(&[Role::Provider, Role::EmergencyDesk]);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, admission(roles, 2));
		assert_eq!(Pallet::<T>::control_group(id), Some(2));
		Ok(())
	}

	#[benchmark]
	fn suspend() -> Result<(), BenchmarkError> {
		let origin = origin::<T, T::SuspendOrigin>()?;
		let (_, id) = institution::<T>(Role::Provider, 1);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id);
		assert!(Pallet::<T>::in_good_standing(id, NOW).is_none());
		Ok(())
	}

	#[benchmark]
	fn reinstate() -> Result<(), BenchmarkError> {
		let origin = origin::<T, T::ReinstateOrigin>()?;
		let (_, id) = institution::<T>(Role::Provider, 1);
		Pallet::<T>::do_suspend(id, ALONE)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id);
		assert!(Pallet::<T>::in_good_standing(id, NOW).is_some());
		Ok(())
	}

	#[benchmark]
	fn remove() -> Result<(), BenchmarkError> {
		let origin = origin::<T, T::RemoveOrigin>()?;
		Desks::<T>::kill();
		let (account, id) = institution::<T>(Role::Custodian, 1);
		Pallet::<T>::do_bond(account)?;
		Pallet::<T>::keep_desks_in_step(id, true)
			.map_err(|_| BenchmarkError::Stop("there is room for a desk"))?;
		let (successor, successor_id) = institution::<T>(Role::Provider, 2);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, Some(successor_id));
		assert!(Pallet::<T>::answers_for(&successor, id));
		Ok(())
	}

	#[benchmark]
	fn bond() {
		let (account, id) = institution::<T>(Role::Custodian, 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(account));
		assert_eq!(Pallet::<T>::bond_of(id), Pallet::<T>::custodian_bond());
	}

	#[benchmark]
	fn unbond() -> Result<(), BenchmarkError> {
		let (account, id) = institution::<T>(Role::Custodian, 1);
		Pallet::<T>::do_bond(account.clone())?;
		Pallet::<T>::withdraw_role(id, Role::Custodian);
		#[extrinsic_call]
		_(RawOrigin::Signed(account));
		assert_eq!(Pallet::<T>::bond_of(id), Default::default());
		Ok(())
	}

	#[benchmark]
	fn rotate_account() {
		let (own, _) = recovery::<T>();
		appoint::<T>(&own, 1);
		let (account, signature, expires) = takeover::<T>(3);
		#[extrinsic_call]
		_(RawOrigin::Signed(own), SUBJECT, account.clone(), key(1), expires, signature);
		assert!(Pallet::<T>::controls(&account, SUBJECT));
	}

	#[benchmark]
	fn set_key() {
		let (_, own) = subject::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(own), SUBJECT, key(1));
		assert_eq!(Pallet::<T>::subject(SUBJECT).map(|it| it.key), Some(key(1)));
	}

	#[benchmark]
	fn appoint_guardian() {
		let (_, own) = subject::<T>();
		appoint::<T>(&own, u32::from(MAX_GUARDIANS) - 1);
		let guardian: T::AccountId = account("new", 0, 0);
		let until = until::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(own), SUBJECT, guardian.clone(), GuardianScope::ALL, until);
		assert!(Guardians::<T>::contains_key(SUBJECT, guardian));
	}

	#[benchmark]
	fn attest_guardian() -> Result<(), BenchmarkError> {
		let (first, own) = subject::<T>();
		appoint::<T>(&own, u32::from(MAX_GUARDIANS) - 1);
		let (second, _) = institution::<T>(Role::PatientAdvocate, 2);
		propose::<T>();
		let guardian: T::AccountId = account("new", 0, 0);
		let (scope, until) = (GuardianScope::ALL, until::<T>());
		Pallet::<T>::do_attest_guardian(first, SUBJECT, guardian.clone(), scope, until)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(second), SUBJECT, guardian.clone(), scope, until);
		assert!(Guardians::<T>::contains_key(SUBJECT, guardian));
		Ok(())
	}

	#[benchmark]
	fn remove_guardian() {
		let (_, own) = subject::<T>();
		appoint::<T>(&own, 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(own), SUBJECT, guardian::<T>(0));
		assert!(!Guardians::<T>::contains_key(SUBJECT, guardian::<T>(0)));
	}

	#[benchmark]
	fn suspend_guardian() {
		let (_, own) = subject::<T>();
		appoint::<T>(&own, 1);
		let (regulator, _) = institution::<T>(Role::Regulator, 2);
		#[extrinsic_call]
		_(RawOrigin::Signed(regulator), SUBJECT, guardian::<T>(0));
		assert!(Guardians::<T>::get(SUBJECT, guardian::<T>(0)).is_some_and(|it| it.suspended));
	}

	#[benchmark]
	fn reinstate_guardian() -> Result<(), BenchmarkError> {
		let (_, own) = subject::<T>();
		appoint::<T>(&own, 1);
		let (regulator, _) = institution::<T>(Role::Regulator, 2);
		Pallet::<T>::do_suspend_guardian(regulator.clone(), SUBJECT, guardian::<T>(0))?;
		#[extrinsic_call]
		_(RawOrigin::Signed(regulator), SUBJECT, guardian::<T>(0));
		assert!(Guardians::<T>::get(SUBJECT, guardian::<T>(0)).is_some_and(|it| !it.suspended));
		Ok(())
	}

	#[benchmark]
	fn set_quorum() {
		let (_, own) = subject::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(own), SUBJECT, Quorum::All);
		assert_eq!(Pallet::<T>::subject(SUBJECT).map(|it| it.quorum), Some(Quorum::All));
	}

	#[benchmark]
	fn start_recovery() {
		recovery::<T>();
		let (second, id) = institution::<T>(Role::PatientAdvocate, 2);
		let (account, signature, expires) = takeover::<T>(3);
		#[extrinsic_call]
		_(RawOrigin::Signed(second), SUBJECT, account, key(1), expires, signature);
		assert_eq!(Pallet::<T>::recovery(SUBJECT).map(|it| it.by), Some(id));
	}

	#[benchmark]
	fn confirm_recovery() {
		let (_, account) = recovery::<T>();
		let (second, _) = institution::<T>(Role::PatientAdvocate, 2);
		#[extrinsic_call]
		_(RawOrigin::Signed(second), SUBJECT, account);
		assert!(Pallet::<T>::is_recovering(SUBJECT));
	}

	#[benchmark]
	fn veto_recovery() {
		let (own, _) = recovery::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(own), SUBJECT);
		assert!(Pallet::<T>::recovery(SUBJECT).is_none());
	}

	#[benchmark]
	fn finish_recovery() -> Result<(), BenchmarkError> {
		let (own, account) = recovery::<T>();
		Pallet::<T>::do_appoint_guardian(
			own,
			SUBJECT,
			account.clone(),
			GuardianScope::ALL,
			until::<T>(),
		)?;
		let (second, _) = institution::<T>(Role::PatientAdvocate, 2);
		Pallet::<T>::do_confirm_recovery(second.clone(), SUBJECT, account.clone())?;
		Helper::<T>::set_time(NOW + T::Policy::get().parties.recovery_delay);
		#[extrinsic_call]
		_(RawOrigin::Signed(second), SUBJECT);
		assert!(Pallet::<T>::controls(&account, SUBJECT));
		Ok(())
	}

	#[benchmark]
	fn close() {
		let (own, _) = recovery::<T>();
		appoint::<T>(&own, MAX_GUARDIANS.into());
		propose::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(own), SUBJECT);
		assert!(Pallet::<T>::subject(SUBJECT).is_none());
	}

	#[benchmark]
	fn top_up() -> Result<(), BenchmarkError> {
		let (provider, _) = subject::<T>();
		Pallet::<T>::spend_allowance(SUBJECT)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(provider), SUBJECT);
		let allowance = T::Policy::get().parties.allowance;
		assert_eq!(Pallet::<T>::subject(SUBJECT).map(|it| it.allowance), Some(allowance));
		Ok(())
	}

	#[benchmark]
	fn suspend_for_good() -> Result<(), BenchmarkError> {
		let origin = origin::<T, T::ChangeOrigin>()?;
		let (_, id) = institution::<T>(Role::Provider, 1);
		Pallet::<T>::do_suspend(id, ALONE)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id);
		assert!(!Pallet::<T>::may_vote(id, Role::Provider));
		Ok(())
	}

	#[benchmark]
	fn allot() -> Result<(), BenchmarkError> {
		let origin = origin::<T, T::AllotOrigin>()?;
		let (account, id) = institution::<T>(Role::Provider, 1);
		let before = T::Currency::balance(&account);
		let units = T::MaxAllotment::get();
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, units);
		assert_eq!(T::Currency::balance(&account), before.saturating_add(units));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::mock::externalities(),
		crate::tests::mock::Test
	);
}
