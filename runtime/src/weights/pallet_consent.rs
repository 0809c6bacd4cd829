//! What the calls of `pallet_consent` weigh. Written by `scripts/weights`; do not edit.
//!
//! Machine: AMD EPYC
//! Measured: 2026-11-21, steps 10, repeats 5, wasm Compiled

#![allow(missing_docs, unused_parens, clippy::unnecessary_cast)]

use crate::frame_support::{traits::Get, weights::Weight};
use core::marker::PhantomData;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: crate::frame_system::Config> pallet_consent::WeightInfo for WeightInfo<T> {
	fn grant() -> Weight {
		Weight::from_parts(239_596_000, 24084)
			.saturating_add(T::DbWeight::get().reads(24_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn grant_by_subject() -> Weight {
		Weight::from_parts(55_162_000, 3628)
			.saturating_add(T::DbWeight::get().reads(7_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn revoke() -> Weight {
		Weight::from_parts(36_675_000, 3625)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `n` from 1 to 32.
	fn revoke_many(n: u32) -> Weight {
		Weight::from_parts(24_502_996, 3600)
			.saturating_add(Weight::from_parts(20_567_439, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2635).saturating_mul(n.into()))
	}
	fn revoke_all() -> Weight {
		Weight::from_parts(33_841_000, 3600)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn narrow() -> Weight {
		Weight::from_parts(266_746_000, 24084)
			.saturating_add(T::DbWeight::get().reads(25_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn narrow_by_subject() -> Weight {
		Weight::from_parts(79_048_000, 6260)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn request() -> Weight {
		Weight::from_parts(205_175_000, 45836)
			.saturating_add(T::DbWeight::get().reads(26_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn approve() -> Weight {
		Weight::from_parts(325_003_000, 24084)
			.saturating_add(T::DbWeight::get().reads(27_u64))
			.saturating_add(T::DbWeight::get().writes(15_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(91_035_000, 3640)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn close_request() -> Weight {
		Weight::from_parts(84_886_000, 3640)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn object() -> Weight {
		Weight::from_parts(26_249_000, 3600)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn withdraw_objection() -> Weight {
		Weight::from_parts(232_005_000, 24084)
			.saturating_add(T::DbWeight::get().reads(20_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn opt_out() -> Weight {
		Weight::from_parts(28_903_000, 3600)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn opt_in() -> Weight {
		Weight::from_parts(223_672_000, 24084)
			.saturating_add(T::DbWeight::get().reads(20_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn open_emergency() -> Weight {
		Weight::from_parts(68_902_000, 5015)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn review_emergency() -> Weight {
		Weight::from_parts(70_685_000, 6104)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn anchor() -> Weight {
		Weight::from_parts(38_828_000, 3547)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn prune() -> Weight {
		Weight::from_parts(43_215_000, 3625)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn prune_emergency() -> Weight {
		Weight::from_parts(36_394_000, 5015)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn prune_anchor() -> Weight {
		Weight::from_parts(36_104_000, 3521)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `g` from 1 to 1000.
	fn verdict(g: u32) -> Weight {
		Weight::from_parts(77_281_168, 3706)
			.saturating_add(Weight::from_parts(31_964, 0).saturating_mul(g.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
	}
}
