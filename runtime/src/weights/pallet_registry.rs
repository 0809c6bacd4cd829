//! What the calls of `pallet_registry` weigh. Written by `scripts/weights`; do not edit.
//!
//! Machine: AMD EPYC
//! Measured: 2026-11-21, steps 10, repeats 5, wasm Compiled

#![allow(missing_docs, unused_parens, clippy::unnecessary_cast)]

use crate::frame_support::{traits::Get, weights::Weight};
use core::marker::PhantomData;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: crate::frame_system::Config> pallet_registry::WeightInfo for WeightInfo<T> {
	fn enrol() -> Weight {
		Weight::from_parts(187_008_000, 6196)
			.saturating_add(T::DbWeight::get().reads(11_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn add_key() -> Weight {
		Weight::from_parts(34_160_000, 3543)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn set_receipt_key() -> Weight {
		Weight::from_parts(43_375_000, 4118)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn set_endpoint() -> Weight {
		Weight::from_parts(24_737_000, 3543)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn admit() -> Weight {
		Weight::from_parts(59_328_000, 4118)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn change() -> Weight {
		Weight::from_parts(20_200_000, 3543)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn suspend() -> Weight {
		Weight::from_parts(23_265_000, 3543)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn reinstate() -> Weight {
		Weight::from_parts(18_177_000, 3543)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn remove() -> Weight {
		Weight::from_parts(45_728_000, 6096)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn bond() -> Weight {
		Weight::from_parts(91_316_000, 4118)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn unbond() -> Weight {
		Weight::from_parts(79_588_000, 3734)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn rotate_account() -> Weight {
		Weight::from_parts(139_657_000, 6196)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn set_key() -> Weight {
		Weight::from_parts(32_668_000, 3600)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn appoint_guardian() -> Weight {
		Weight::from_parts(48_402_000, 3600)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn attest_guardian() -> Weight {
		Weight::from_parts(113_449_000, 24084)
			.saturating_add(T::DbWeight::get().reads(17_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn remove_guardian() -> Weight {
		Weight::from_parts(41_982_000, 3600)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn suspend_guardian() -> Weight {
		Weight::from_parts(39_268_000, 3556)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn reinstate_guardian() -> Weight {
		Weight::from_parts(38_177_000, 3556)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn set_quorum() -> Weight {
		Weight::from_parts(21_161_000, 3600)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn start_recovery() -> Weight {
		Weight::from_parts(131_605_000, 6096)
			.saturating_add(T::DbWeight::get().reads(10_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn confirm_recovery() -> Weight {
		Weight::from_parts(61_141_000, 6096)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn veto_recovery() -> Weight {
		Weight::from_parts(31_367_000, 3600)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn finish_recovery() -> Weight {
		Weight::from_parts(81_151_000, 6196)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn close() -> Weight {
		Weight::from_parts(298_834_000, 27020)
			.saturating_add(T::DbWeight::get().reads(31_u64))
			.saturating_add(T::DbWeight::get().writes(33_u64))
	}
	fn top_up() -> Weight {
		Weight::from_parts(90_254_000, 3600)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn suspend_for_good() -> Weight {
		Weight::from_parts(16_685_000, 3543)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn allot() -> Weight {
		Weight::from_parts(37_666_000, 3593)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}
