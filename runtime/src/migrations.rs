//! What a new runtime does to the state of the old one, in its first block.
//!
//! Single-block or lazy migrations only: while one runs over several blocks, no transaction of a user
//! gets in, and rights must. Every pallet of ours stands at storage version 1.

/// The migrations of this version, in order. None: it is the first.
pub type All = ();
