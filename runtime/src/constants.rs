//! Numbers of the chain that cannot change after launch, and the size of a unit.

use crate::{Balance, BlockNumber};

/// Length of a slot in milliseconds.
pub const SLOT_DURATION: u64 = 3_000;
/// Slots of an epoch: one hour.
pub const EPOCH_DURATION: BlockNumber = 1_200;
/// Chance that a slot has a primary author.
pub const PRIMARY_PROBABILITY: (u64, u64) = (1, 4);
/// Blocks for which an era may last: an idle chain stretches eras.
pub const BLOCK_HASH_COUNT: BlockNumber = 4_096;
/// One unit.
pub const UNIT: Balance = 1_000_000_000_000;
/// Most validators.
pub const MAX_AUTHORITIES: u32 = 100;
