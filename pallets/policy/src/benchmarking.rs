//! One benchmark for each call, each on a book in which a policy that asked anew has come into force
//! and a restriction holds.

use crate::*;
use alloc::boxed::Box;
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Time};
use salus_primitives::{
	Adoption, Bounds, Documents, Hash32, Languages, Moment, Policy, Purpose, Purposes, Reconsent,
	Restriction, Suites, PURPOSES,
};

/// As many languages as there may be.
fn languages() -> Languages {
	let codes = (b'a'..=b'z').flat_map(|it| [[b'a', it], [b'b', it]]).take(Languages::AT_MOST);
	codes.collect::<alloc::vec::Vec<_>>().try_into().unwrap_or_default()
}

fn entry(policy: Policy) -> Entry {
	Entry {
		documents: Documents { text: Hash32([1; 32]), assessment: Some(Hash32([2; 32])) },
		languages: languages(),
		adopted: 0,
		in_force: 0,
		older_grants_until: 0,
		policy,
	}
}

/// Version 2 asked anew and is in force, and nothing of it concerns a live grant any more.
fn asked_anew<T: Config>() -> Policy {
	let bounds = Bounds::default();
	let first = Policy { version: 1, reconsent: None, ..Policy::default() };
	let asks = Reconsent { before: 2, widened: Purposes::of(&PURPOSES), from: Moment::MAX };
	let second = Policy { version: 2, reconsent: Some(asks), ..first };
	Limits::<T>::put(bounds);
	History::<T>::insert(1, entry(first));
	History::<T>::insert(2, entry(second));
	Book::<T>::put(Chapter {
		current: first,
		next: Some(Next { in_force: 0, policy: second }),
		restriction: None,
	});
	second
}

fn restricted<T: Config>() {
	let restriction = Restriction {
		purposes: Purposes::of(&[Purpose::HMARKT]),
		suites: Suites(0),
		until: Moment::MAX,
	};
	Book::<T>::mutate(|it| it.restriction = Some(restriction));
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn adopt() -> Result<(), BenchmarkError> {
		let before = asked_anew::<T>();
		restricted::<T>();
		let origin =
			T::AdoptOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let now = T::Clock::now();
		let from = now.saturating_add(before.consent.notice);
		let asks = Reconsent { before: 3, widened: Purposes::of(&PURPOSES), from };
		let mut policy = Policy { version: 3, reconsent: Some(asks), ..before };
		policy.consent.purposes =
			Purposes(policy.consent.purposes.0 & !Purposes::of(&[Purpose::HMARKT]).0);
		let adoption = Adoption { policy, in_force: now, languages: languages() };

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Box::new(adoption));

		assert_eq!(Book::<T>::get().newest().version, 3);
		Ok(())
	}

	#[benchmark]
	fn restrict() -> Result<(), BenchmarkError> {
		asked_anew::<T>();
		restricted::<T>();
		let origin =
			T::RestrictOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let purposes = Purposes::of(&[Purpose::HRESCH, Purpose::HOPERAT]);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, purposes, Suites(0));

		let taken = Book::<T>::get().restriction.map(|it| it.purposes);
		assert!(taken.is_some_and(|it| it.contains(Purpose::CLINTRCHNPC)));
		Ok(())
	}

	#[benchmark]
	fn lift() -> Result<(), BenchmarkError> {
		asked_anew::<T>();
		restricted::<T>();
		let origin =
			T::LiftOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin);

		assert!(Pallet::<T>::ensure_may_lift().is_err());
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::mock::externalities(),
		crate::tests::mock::Test
	);
}
