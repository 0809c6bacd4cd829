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
		Weight::from_parts(80_550_000, 4005)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// `s` from 0 to 32.
	fn withdraw(s: u32) -> Weight {
		Weight::from_parts(42_902_572, 15298)
			.saturating_add(Weight::from_parts(77_519_888, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().reads((14_u64).saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(9_u64))
			.saturating_add(T::DbWeight::get().writes((14_u64).saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 17941).saturating_mul(s.into()))
	}
	fn accept() -> Weight {
		Weight::from_parts(1_972_401_000, 82489)
			.saturating_add(T::DbWeight::get().reads(39_u64))
			.saturating_add(T::DbWeight::get().writes(456_u64))
	}
	fn refuse() -> Weight {
		Weight::from_parts(154_660_000, 4005)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn submit_receipt() -> Weight {
		Weight::from_parts(466_423_000, 4118)
			.saturating_add(T::DbWeight::get().reads(20_u64))
			.saturating_add(T::DbWeight::get().writes(49_u64))
	}
	fn extend() -> Weight {
		Weight::from_parts(56_755_000, 4005)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn challenge_identity() -> Weight {
		Weight::from_parts(55_302_000, 4005)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn attest() -> Weight {
		Weight::from_parts(66_759_000, 6086)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn accept_partly() -> Weight {
		Weight::from_parts(2_004_720_000, 82489)
			.saturating_add(T::DbWeight::get().reads(39_u64))
			.saturating_add(T::DbWeight::get().writes(442_u64))
	}
	fn accept_by_silence() -> Weight {
		Weight::from_parts(1_834_997_000, 82489)
			.saturating_add(T::DbWeight::get().reads(38_u64))
			.saturating_add(T::DbWeight::get().writes(456_u64))
	}
	fn report_overdue() -> Weight {
		Weight::from_parts(29_774_000, 4005)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn place_hold() -> Weight {
		Weight::from_parts(494_756_000, 82489)
			.saturating_add(T::DbWeight::get().reads(57_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn lift_hold() -> Weight {
		Weight::from_parts(326_495_000, 6078)
			.saturating_add(T::DbWeight::get().reads(20_u64))
			.saturating_add(T::DbWeight::get().writes(48_u64))
	}
	fn drop_hold() -> Weight {
		Weight::from_parts(464_280_000, 23886)
			.saturating_add(T::DbWeight::get().reads(26_u64))
			.saturating_add(T::DbWeight::get().writes(55_u64))
	}
	fn declare_unable() -> Weight {
		Weight::from_parts(51_596_000, 3553)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn fine() -> Weight {
		Weight::from_parts(84_115_000, 4005)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn prove_false() -> Weight {
		Weight::from_parts(141_350_000, 4118)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(6_u64))
	}
	fn apply_penalty() -> Weight {
		Weight::from_parts(93_329_000, 3604)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn cancel_penalty() -> Weight {
		Weight::from_parts(33_420_000, 3518)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn report_notices() -> Weight {
		Weight::from_parts(46_500_000, 3521)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn retire() -> Weight {
		Weight::from_parts(1_947_293_000, 82489)
			.saturating_add(T::DbWeight::get().reads(42_u64))
			.saturating_add(T::DbWeight::get().writes(458_u64))
	}
	fn request_rectification() -> Weight {
		Weight::from_parts(98_537_000, 6116)
			.saturating_add(T::DbWeight::get().reads(9_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn answer_rectification() -> Weight {
		Weight::from_parts(60_360_000, 3706)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn extend_rectification() -> Weight {
		Weight::from_parts(61_651_000, 3553)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn dispute() -> Weight {
		Weight::from_parts(41_631_000, 3706)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn withdraw_rectification() -> Weight {
		Weight::from_parts(88_722_000, 4010)
			.saturating_add(T::DbWeight::get().reads(6_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	/// `s` from 1 to 32.
	fn prune_case(s: u32) -> Weight {
		Weight::from_parts(145_015_000, 21238)
			.saturating_add(Weight::from_parts(72_143_486, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(12_u64))
			.saturating_add(T::DbWeight::get().reads((14_u64).saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(8_u64))
			.saturating_add(T::DbWeight::get().writes((14_u64).saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 17941).saturating_mul(s.into()))
	}
	fn prune_rectification() -> Weight {
		Weight::from_parts(44_637_000, 4010)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
}
