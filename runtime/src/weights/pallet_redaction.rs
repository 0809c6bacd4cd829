//! What the calls of `pallet_redaction` weigh. Written by `scripts/weights`; do not edit.
//!
//! Machine: AMD EPYC
//! Measured: 2026-11-21, steps 10, repeats 5, wasm Compiled

#![allow(missing_docs, unused_parens, clippy::unnecessary_cast)]

use crate::frame_support::{traits::Get, weights::Weight};
use core::marker::PhantomData;

/// Measured weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: crate::frame_system::Config> pallet_redaction::WeightInfo for WeightInfo<T> {
	fn request() -> Weight {
		Weight::from_parts(87_139_000, 4005)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// `s` from 0 to 32.
	fn withdraw(s: u32) -> Weight {
		Weight::from_parts(76_278_018, 15298)
			.saturating_add(Weight::from_parts(66_246_552, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().reads((14_u64).saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes((14_u64).saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 17941).saturating_mul(s.into()))
	}
	fn accept() -> Weight {
		Weight::from_parts(1_885_322_000, 82489)
			.saturating_add(T::DbWeight::get().reads(39_u64))
			.saturating_add(T::DbWeight::get().writes(456_u64))
	}
	fn refuse() -> Weight {
		Weight::from_parts(81_612_000, 4005)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn submit_receipt() -> Weight {
		Weight::from_parts(434_726_000, 4118)
			.saturating_add(T::DbWeight::get().reads(20_u64))
			.saturating_add(T::DbWeight::get().writes(49_u64))
	}
	fn extend() -> Weight {
		Weight::from_parts(65_237_000, 4005)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn challenge_identity() -> Weight {
		Weight::from_parts(64_005_000, 4005)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn attest() -> Weight {
		Weight::from_parts(62_232_000, 6096)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn accept_partly() -> Weight {
		Weight::from_parts(2_095_223_000, 82489)
			.saturating_add(T::DbWeight::get().reads(39_u64))
			.saturating_add(T::DbWeight::get().writes(442_u64))
	}
	fn accept_by_silence() -> Weight {
		Weight::from_parts(2_419_225_000, 82489)
			.saturating_add(T::DbWeight::get().reads(38_u64))
			.saturating_add(T::DbWeight::get().writes(456_u64))
	}
	fn report_overdue() -> Weight {
		Weight::from_parts(37_576_000, 4005)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn place_hold() -> Weight {
		Weight::from_parts(524_449_000, 82489)
			.saturating_add(T::DbWeight::get().reads(57_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn lift_hold() -> Weight {
		Weight::from_parts(431_631_000, 6078)
			.saturating_add(T::DbWeight::get().reads(20_u64))
			.saturating_add(T::DbWeight::get().writes(48_u64))
	}
	fn drop_hold() -> Weight {
		Weight::from_parts(391_872_000, 23886)
			.saturating_add(T::DbWeight::get().reads(26_u64))
			.saturating_add(T::DbWeight::get().writes(55_u64))
	}
	fn declare_unable() -> Weight {
		Weight::from_parts(67_140_000, 3553)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn fine() -> Weight {
		Weight::from_parts(96_543_000, 4005)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn prove_false() -> Weight {
		Weight::from_parts(151_795_000, 4118)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn apply_penalty() -> Weight {
		Weight::from_parts(96_012_000, 3640)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn cancel_penalty() -> Weight {
		Weight::from_parts(37_426_000, 3518)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn report_notices() -> Weight {
		Weight::from_parts(48_171_000, 3521)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn retire() -> Weight {
		Weight::from_parts(1_960_393_000, 82489)
			.saturating_add(T::DbWeight::get().reads(42_u64))
			.saturating_add(T::DbWeight::get().writes(458_u64))
	}
	fn request_rectification() -> Weight {
		Weight::from_parts(86_298_000, 6116)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn answer_rectification() -> Weight {
		Weight::from_parts(66_399_000, 3706)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn extend_rectification() -> Weight {
		Weight::from_parts(56_413_000, 3553)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn dispute() -> Weight {
		Weight::from_parts(43_335_000, 3706)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn withdraw_rectification() -> Weight {
		Weight::from_parts(76_314_000, 4010)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// `s` from 1 to 32.
	fn prune_case(s: u32) -> Weight {
		Weight::from_parts(52_339_053, 21238)
			.saturating_add(Weight::from_parts(65_751_209, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().reads((14_u64).saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((14_u64).saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 17941).saturating_mul(s.into()))
	}
	fn prune_rectification() -> Weight {
		Weight::from_parts(53_930_000, 4010)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
}
