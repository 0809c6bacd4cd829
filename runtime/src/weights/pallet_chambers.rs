//! What the calls of `pallet_chambers` weigh. Written by `scripts/weights`; do not edit.
//!
//! Machine: AMD EPYC
//! Measured: 2026-11-21, steps 10, repeats 5, wasm Compiled

#![allow(missing_docs, unused_parens, clippy::unnecessary_cast)]

use crate::frame_support::{traits::Get, weights::Weight};
use core::marker::PhantomData;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: crate::frame_system::Config> pallet_chambers::WeightInfo for WeightInfo<T> {
	fn join() -> Weight {
		Weight::from_parts(408_497_000, 82686)
			.saturating_add(T::DbWeight::get().reads(36_u64))
			.saturating_add(T::DbWeight::get().writes(33_u64))
	}
	fn leave() -> Weight {
		Weight::from_parts(40_480_000, 3603)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn expel() -> Weight {
		Weight::from_parts(42_203_000, 3603)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn propose() -> Weight {
		Weight::from_parts(131_775_000, 3640)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn vote() -> Weight {
		Weight::from_parts(82_302_000, 7723)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn withdraw_vote() -> Weight {
		Weight::from_parts(101_381_000, 7723)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(303_210_000, 401470)
			.saturating_add(T::DbWeight::get().reads(165_u64))
			.saturating_add(T::DbWeight::get().writes(164_u64))
	}
	fn close() -> Weight {
		Weight::from_parts(2_184_346_000, 409470)
			.saturating_add(T::DbWeight::get().reads(491_u64))
			.saturating_add(T::DbWeight::get().writes(164_u64))
	}
	fn veto() -> Weight {
		Weight::from_parts(815_912_000, 401470)
			.saturating_add(T::DbWeight::get().reads(232_u64))
			.saturating_add(T::DbWeight::get().writes(164_u64))
	}
	fn enact() -> Weight {
		Weight::from_parts(331_583_000, 401470)
			.saturating_add(T::DbWeight::get().reads(169_u64))
			.saturating_add(T::DbWeight::get().writes(167_u64))
	}
	fn lapse() -> Weight {
		Weight::from_parts(266_226_000, 401470)
			.saturating_add(T::DbWeight::get().reads(166_u64))
			.saturating_add(T::DbWeight::get().writes(164_u64))
	}
}
