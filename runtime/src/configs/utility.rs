//! Acting together and for others.

use crate::{constants::*, *};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::{ConstU128, ConstU32, InstanceFilter};
use sp_runtime::traits::BlakeTwo256;

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = ConstU128<{ UNIT / 10 }>;
	type DepositFactor = ConstU128<{ UNIT / 100 }>;
	type MaxSignatories = ConstU32<20>;
	type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
	type BlockNumberProvider = System;
}

/// What a hot key of an institution may do.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	scale_info::TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Default,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// What a vault does.
	#[codec(index = 1)]
	Custody,
	/// What a hospital's record system does.
	#[codec(index = 2)]
	Issuing,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		match self {
			Self::Any => true,
			Self::Custody => matches!(
				call,
				RuntimeCall::Redaction(pallet_redaction::Call::submit_receipt { .. })
					| RuntimeCall::Registry(pallet_registry::Call::set_endpoint { .. })
			),
			Self::Issuing => matches!(
				call,
				RuntimeCall::Records(_)
					| RuntimeCall::Registry(pallet_registry::Call::enrol { .. })
			),
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		self == other || *self == Self::Any
	}
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ConstU128<{ UNIT / 10 }>;
	type ProxyDepositFactor = ConstU128<{ UNIT / 100 }>;
	type MaxProxies = ConstU32<16>;
	type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
	type MaxPending = ConstU32<16>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = ConstU128<{ UNIT / 10 }>;
	type AnnouncementDepositFactor = ConstU128<{ UNIT / 100 }>;
	type BlockNumberProvider = System;
}
