//! What the calls cost at worst.

use crate::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::traits::EnsureOrigin;
use frame_system::RawOrigin;
use pallet_authorship::EventHandler;
use salus_primitives::InstitutionId;

type Helper<T> = <T as Config>::BenchmarkHelper;

fn validator<T: Config>(seed: u8) -> T::AccountId {
	account("validator", seed.into(), 0)
}

/// An institution with as many seats as there can be and so many standing accounts.
fn institution<T: Config>(standing: u8) -> (T::AccountId, InstitutionId, Vec<T::AccountId>) {
	let (account, id) = Helper::<T>::institution(0);
	Pallet::<T>::do_grant_seats(id, MAX_SEATS).expect("the institution has no seats");
	let validators: Vec<_> = (0..standing).map(validator::<T>).collect();
	for validator in &validators {
		Pallet::<T>::do_stand(account.clone(), validator.clone()).expect("there is a seat");
	}
	(account, id, validators)
}

fn keys<T: Config>(validator: &T::AccountId, seed: u32) -> (T::Keys, Proof) {
	let (keys, proof) = Helper::<T>::keys(validator, seed);
	(keys, proof.try_into().expect("a proof is short"))
}

/// An account with keys that may have others now.
fn with_keys<T: Config>(account: &T::AccountId, validator: &T::AccountId) {
	let (keys, proof) = keys::<T>(validator, 1);
	Pallet::<T>::do_set_keys(account.clone(), validator.clone(), keys, proof)
		.expect("the keys are new");
	Validators::<T>::mutate(validator, |row| {
		if let Some(row) = row {
			row.keys_set = None;
		}
	});
}

/// An account with a slash that is due, of this session.
fn offender<T: Config>() -> T::AccountId {
	let (_, _, validators) = institution::<T>(1);
	Validators::<T>::mutate(&validators[0], |row| {
		if let Some(row) = row {
			row.state = State::Offender;
			row.slashes = 1;
		}
	});
	let offence = Offence { share: WHOLE / 2, fate: Fate::Pending { due: 0 } };
	Offences::<T>::insert(session::<T>(), &validators[0], offence);
	validators[0].clone()
}

fn session<T: Config>() -> SessionIndex {
	pallet_session::Pallet::<T>::current_index()
}

fn origin<T: Config, O: EnsureOrigin<T::RuntimeOrigin>>() -> Result<T::RuntimeOrigin, BenchmarkError>
{
	O::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn grant_seats() -> Result<(), BenchmarkError> {
		let origin = origin::<T, T::SeatOrigin>()?;
		let (_, id, _) = institution::<T>(MAX_SEATS);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, 0);
		assert!(Pallet::<T>::standing_of(id).is_empty());
		Ok(())
	}

	#[benchmark]
	fn stand() {
		let (account, id, _) = institution::<T>(MAX_SEATS - 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(account), validator::<T>(MAX_SEATS));
		assert_eq!(Pallet::<T>::standing_of(id).len(), usize::from(MAX_SEATS));
	}

	#[benchmark]
	fn set_keys() {
		let (account, _, validators) = institution::<T>(1);
		let validator = validators[0].clone();
		with_keys::<T>(&account, &validator);
		let (keys, proof) = keys::<T>(&validator, 2);
		#[extrinsic_call]
		_(RawOrigin::Signed(account), validator.clone(), keys.clone(), proof);
		assert_eq!(pallet_session::Pallet::<T>::load_keys(&validator), Some(keys));
	}

	#[benchmark]
	fn leave() {
		let (account, _, validators) = institution::<T>(1);
		#[extrinsic_call]
		_(RawOrigin::Signed(account), validators[0].clone());
		assert_eq!(Validators::<T>::get(&validators[0]).map(|it| it.state), Some(State::Leaving));
	}

	#[benchmark]
	fn withdraw() -> Result<(), BenchmarkError> {
		let (account, _, validators) = institution::<T>(MAX_SEATS);
		with_keys::<T>(&account, &validators[0]);
		Pallet::<T>::do_leave(account.clone(), validators[0].clone())?;
		let caller: T::AccountId = whitelisted_caller();
		#[extrinsic_call]
		_(RawOrigin::Signed(caller), validators[0].clone());
		assert!(!Validators::<T>::contains_key(&validators[0]));
		Ok(())
	}

	#[benchmark]
	fn apply_slash() {
		let offender = offender::<T>();
		let caller: T::AccountId = whitelisted_caller();
		#[extrinsic_call]
		_(RawOrigin::Signed(caller), session::<T>(), offender.clone());
		assert_eq!(Validators::<T>::get(&offender).map(|it| it.slashes), Some(0));
	}

	#[benchmark]
	fn cancel_slash() -> Result<(), BenchmarkError> {
		let origin = origin::<T, T::CancelOrigin>()?;
		let offender = offender::<T>();
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, session::<T>(), offender.clone());
		assert_eq!(Validators::<T>::get(&offender).map(|it| it.slashes), Some(0));
		Ok(())
	}

	#[benchmark]
	fn note_author() {
		let author = validator::<T>(0);
		#[block]
		{
			Pallet::<T>::note_author(author.clone());
		}
		assert_eq!(Authored::<T>::get(&author), 1);
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::mock::externalities(),
		crate::tests::mock::Test
	);
}
