//! What the calls of `pallet_records` weigh. Written by `scripts/weights`; do not edit.
//!
//! Machine: AMD EPYC
//! Measured: 2026-11-21, steps 10, repeats 5, wasm Compiled

#![allow(missing_docs, unused_parens, clippy::unnecessary_cast)]

use crate::frame_support::{traits::Get, weights::Weight};
use core::marker::PhantomData;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: crate::frame_system::Config> pallet_records::WeightInfo for WeightInfo<T> {
	fn issue() -> Weight {
		Weight::from_parts(278_303_000, 23922)
			.saturating_add(T::DbWeight::get().reads(29_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn amend() -> Weight {
		Weight::from_parts(187_539_000, 23922)
			.saturating_add(T::DbWeight::get().reads(23_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `n` from 1 to 16.
	fn issue_batch(n: u32) -> Weight {
		Weight::from_parts(103_519_805, 23922)
			.saturating_add(Weight::from_parts(191_107_105, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(25_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2716).saturating_mul(n.into()))
	}
	fn reseal() -> Weight {
		Weight::from_parts(211_524_000, 23922)
			.saturating_add(T::DbWeight::get().reads(24_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn confirm() -> Weight {
		Weight::from_parts(79_838_000, 6086)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn abandon_reseal() -> Weight {
		Weight::from_parts(58_517_000, 3706)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn attest() -> Weight {
		Weight::from_parts(63_374_000, 6086)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(35_673_000, 3706)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn offer_transfer() -> Weight {
		Weight::from_parts(48_922_000, 6210)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn attest_transfer() -> Weight {
		Weight::from_parts(134_480_000, 3706)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn retract_transfer() -> Weight {
		Weight::from_parts(38_418_000, 3706)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}
