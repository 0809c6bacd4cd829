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
		Weight::from_parts(239_256_000, 24084)
			.saturating_add(T::DbWeight::get().reads(24_u64))
			.saturating_add(T::DbWeight::get().writes(11_u64))
	}
	fn grant_by_subject() -> Weight {
		Weight::from_parts(60_000_000, 3640)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn revoke() -> Weight {
		Weight::from_parts(37_686_000, 3625)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `n` from 1 to 32.
	fn revoke_many(n: u32) -> Weight {
		Weight::from_parts(33_363_159, 3600)
			.saturating_add(Weight::from_parts(19_081_412, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2635).saturating_mul(n.into()))
	}
	fn revoke_all() -> Weight {
		Weight::from_parts(32_568_000, 3600)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn narrow() -> Weight {
		Weight::from_parts(270_502_000, 24084)
			.saturating_add(T::DbWeight::get().reads(25_u64))
			.saturating_add(T::DbWeight::get().writes(12_u64))
	}
	fn narrow_by_subject() -> Weight {
		Weight::from_parts(80_000_000, 6240)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn request() -> Weight {
		Weight::from_parts(197_474_000, 45836)
			.saturating_add(T::DbWeight::get().reads(26_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn approve() -> Weight {
		Weight::from_parts(335_539_000, 24084)
			.saturating_add(T::DbWeight::get().reads(27_u64))
			.saturating_add(T::DbWeight::get().writes(15_u64))
	}
	fn decline() -> Weight {
		Weight::from_parts(82_703_000, 3640)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn close_request() -> Weight {
		Weight::from_parts(87_210_000, 3640)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn object() -> Weight {
		Weight::from_parts(29_214_000, 3600)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn withdraw_objection() -> Weight {
		Weight::from_parts(217_954_000, 24084)
			.saturating_add(T::DbWeight::get().reads(20_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn opt_out() -> Weight {
		Weight::from_parts(24_016_000, 3600)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn opt_in() -> Weight {
		Weight::from_parts(212_155_000, 24084)
			.saturating_add(T::DbWeight::get().reads(20_u64))
			.saturating_add(T::DbWeight::get().writes(10_u64))
	}
	fn open_emergency() -> Weight {
		Weight::from_parts(63_504_000, 5015)
			.saturating_add(T::DbWeight::get().reads(8_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn review_emergency() -> Weight {
		Weight::from_parts(68_923_000, 6096)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn anchor() -> Weight {
		Weight::from_parts(37_035_000, 3543)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn prune() -> Weight {
		Weight::from_parts(42_894_000, 3625)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn prune_emergency() -> Weight {
		Weight::from_parts(31_076_000, 5015)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn prune_anchor() -> Weight {
		Weight::from_parts(30_956_000, 3521)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	/// `g` from 1 to 1000.
	fn verdict(g: u32) -> Weight {
		Weight::from_parts(71_617_038, 3706)
			.saturating_add(Weight::from_parts(39_603, 0).saturating_mul(g.into()))
			.saturating_add(T::DbWeight::get().reads(8_u64))
	}
}
