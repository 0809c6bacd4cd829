//! What our pallets' calls weigh, a file a pallet, measured by `scripts/weights`.

pub mod pallet_consent;
pub mod pallet_records;
pub mod pallet_redaction;
pub mod pallet_registry;
