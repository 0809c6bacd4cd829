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
		Weight::from_parts(1_986_572_000, 410110)
			.saturating_add(T::DbWeight::get().reads(296_u64))
			.saturating_add(T::DbWeight::get().writes(33_u64))
	}
	fn leave() -> Weight {
		Weight::from_parts(37_265_000, 3603)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn expel() -> Weight {
		Weight::from_parts(1_679_676_000, 410110)
			.saturating_add(T::DbWeight::get().reads(326_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn propose() -> Weight {
		Weight::from_parts(118_667_000, 3640)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn vote() -> Weight {
		Weight::from_parts(86_499_000, 7723)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn withdraw_vote() -> Weight {
		Weight::from_parts(72_538_000, 7723)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(298_544_000, 401470)
			.saturating_add(T::DbWeight::get().reads(165_u64))
			.saturating_add(T::DbWeight::get().writes(164_u64))
	}
	fn close() -> Weight {
		Weight::from_parts(2_680_994_000, 410110)
			.saturating_add(T::DbWeight::get().reads(491_u64))
			.saturating_add(T::DbWeight::get().writes(164_u64))
	}
	fn veto() -> Weight {
		Weight::from_parts(2_202_893_000, 410110)
			.saturating_add(T::DbWeight::get().reads(492_u64))
			.saturating_add(T::DbWeight::get().writes(164_u64))
	}
	fn enact() -> Weight {
		Weight::from_parts(349_500_000, 401470)
			.saturating_add(T::DbWeight::get().reads(169_u64))
			.saturating_add(T::DbWeight::get().writes(167_u64))
	}
	fn lapse() -> Weight {
		Weight::from_parts(313_506_000, 401470)
			.saturating_add(T::DbWeight::get().reads(166_u64))
			.saturating_add(T::DbWeight::get().writes(164_u64))
	}
}
