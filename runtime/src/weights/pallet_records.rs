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
		Weight::from_parts(307_517_000, 23967)
			.saturating_add(T::DbWeight::get().reads(30_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn amend() -> Weight {
		Weight::from_parts(234_909_000, 23967)
			.saturating_add(T::DbWeight::get().reads(24_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	/// `n` from 1 to 16.
	fn issue_batch(n: u32) -> Weight {
		Weight::from_parts(171_105_975, 23967)
			.saturating_add(Weight::from_parts(131_820_657, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(26_u64))
			.saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64))
			.saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2716).saturating_mul(n.into()))
	}
	fn reseal() -> Weight {
		Weight::from_parts(228_189_000, 23967)
			.saturating_add(T::DbWeight::get().reads(25_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn confirm() -> Weight {
		Weight::from_parts(78_827_000, 6096)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn abandon_reseal() -> Weight {
		Weight::from_parts(62_763_000, 3706)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn attest() -> Weight {
		Weight::from_parts(60_479_000, 6096)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(35_422_000, 3706)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn offer_transfer() -> Weight {
		Weight::from_parts(48_703_000, 6210)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn attest_transfer() -> Weight {
		Weight::from_parts(132_026_000, 3706)
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().writes(7_u64))
	}
	fn retract_transfer() -> Weight {
		Weight::from_parts(38_577_000, 3706)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}
