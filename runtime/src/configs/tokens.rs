//! The token ledger. Nobody calls it: records drives it.

use crate::*;
use frame_support::traits::{AsEnsureOriginWithArg, ConstU128, ConstU32, NeverEnsureOrigin};
use pallet_nfts::{PalletFeature, PalletFeatures};
use salus_primitives::RecordId;

frame_support::parameter_types! {
	/// No trading, attributes, approvals or swaps.
	pub Features: PalletFeatures = PalletFeatures::from_disabled(
		PalletFeature::Trading
			| PalletFeature::Attributes
			| PalletFeature::Approvals
			| PalletFeature::Swaps
	);
}

impl pallet_nfts::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type CollectionId = u32;
	type ItemId = RecordId;
	type Currency = Balances;
	type ForceOrigin = NeverEnsureOrigin<()>;
	type CreateOrigin = AsEnsureOriginWithArg<NeverEnsureOrigin<AccountId>>;
	type Locker = ();
	// The deposit of a record is ours.
	type CollectionDeposit = ConstU128<0>;
	type ItemDeposit = ConstU128<0>;
	type MetadataDepositBase = ConstU128<0>;
	type AttributeDepositBase = ConstU128<0>;
	type DepositPerByte = ConstU128<0>;
	type StringLimit = ConstU32<0>;
	// Burning asks for an attribute of the pallet's own, whose key takes a few bytes.
	type KeyLimit = ConstU32<16>;
	type ValueLimit = ConstU32<0>;
	type ApprovalsLimit = ConstU32<0>;
	type ItemAttributesApprovalsLimit = ConstU32<0>;
	type MaxTips = ConstU32<0>;
	type MaxDeadlineDuration = ConstU32<0>;
	type MaxAttributesPerCall = ConstU32<0>;
	type Features = Features;
	type OffchainSignature = Signature;
	type OffchainPublic = <Signature as Verify>::Signer;
	type WeightInfo = pallet_nfts::weights::SubstrateWeight<Runtime>;
	type BlockNumberProvider = System;
	#[cfg(feature = "runtime-benchmarks")]
	type Helper = crate::benchmarks::Helper;
}
