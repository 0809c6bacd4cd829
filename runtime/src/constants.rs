//! Numbers of the chain that cannot change after launch, and the size of a unit.

use crate::{Balance, BlockNumber};

/// Length of a slot in milliseconds.
pub const SLOT_DURATION: u64 = 3_000;
/// Slots of an epoch unless genesis says otherwise: one hour.
pub const EPOCH_DURATION: BlockNumber = 1_200;
/// Chance that a slot has a primary author.
pub const PRIMARY_PROBABILITY: (u64, u64) = (1, 4);
/// Blocks for which an era may last: an idle chain stretches eras.
pub const BLOCK_HASH_COUNT: BlockNumber = 4_096;
/// One unit.
pub const UNIT: Balance = 1_000_000_000_000;
/// Most validators.
pub const MAX_AUTHORITIES: u32 = 100;
/// Sessions, of an hour each, for which an offence may be reported: a week.
pub const REPORTING_SESSIONS: u32 = 7 * 24;
/// Sessions for which a bond stays after the last one served: two weeks.
pub const UNBONDING_SESSIONS: u32 = 14 * 24;
/// Sessions for which session keys stay at least.
pub const ROTATION_SESSIONS: u32 = 6;
