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
	/// What a vault does: receipts, notices, anchors of its log, where it answers.
	#[codec(index = 1)]
	Custody,
	/// What a hospital's record system does: enrol, issue, amend.
	#[codec(index = 2)]
	Issuing,
	/// What a privacy office does: answer requests for erasure and rectification.
	#[codec(index = 3)]
	Answering,
	/// What an emergency desk does.
	#[codec(index = 4)]
	Emergency,
	/// What an operator of validators does: name session keys.
	#[codec(index = 5)]
	Authoring,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		use pallet_consent::Call as Consent;
		use pallet_records::Call as Records;
		use pallet_redaction::Call as Redaction;
		use pallet_registry::Call as Registry;

		match self {
			Self::Any => true,
			Self::Custody => matches!(
				call,
				RuntimeCall::Redaction(
					Redaction::submit_receipt { .. }
						| Redaction::declare_unable { .. }
						| Redaction::report_notices { .. }
				) | RuntimeCall::Registry(Registry::set_endpoint { .. })
					| RuntimeCall::Consent(Consent::anchor { .. })
			),
			Self::Issuing => matches!(
				call,
				RuntimeCall::Records(
					Records::issue { .. }
						| Records::issue_batch { .. }
						| Records::amend { .. }
						| Records::reseal { .. }
						| Records::abandon_reseal { .. }
				) | RuntimeCall::Registry(Registry::enrol { .. })
			),
			Self::Answering => matches!(
				call,
				RuntimeCall::Redaction(
					Redaction::accept { .. }
						| Redaction::accept_partly { .. }
						| Redaction::refuse { .. }
						| Redaction::extend { .. }
						| Redaction::challenge_identity { .. }
						| Redaction::retire { .. }
						| Redaction::answer_rectification { .. }
						| Redaction::extend_rectification { .. }
				)
			),
			Self::Emergency => {
				matches!(call, RuntimeCall::Consent(Consent::open_emergency { .. }))
			},
			Self::Authoring => {
				matches!(call, RuntimeCall::Stake(pallet_stake::Call::set_keys { .. }))
			},
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
