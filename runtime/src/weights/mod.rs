//! What our pallets' calls weigh, a file a pallet, measured by `scripts/weights`.

pub mod pallet_chambers;
pub mod pallet_consent;
pub mod pallet_policy;
pub mod pallet_records;
pub mod pallet_redaction;
pub mod pallet_registry;
pub mod pallet_stake;
