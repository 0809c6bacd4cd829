//! Measures a network of nodes that run on this machine, under load.
//!
//! * [`stats`]: percentiles and pacing.
//! * [`machine`]: processor time, folders, what ended the nodes' blocks.
//! * [`node`]: connections; [`tx`]: calls, signed beforehand.
//! * [`people`]: who sends: the development institutions, and subjects that are enrolled for it.
//! * [`watch`]: best and final blocks as they come.
//! * [`flood`]: as many transactions as the pool takes, counted in blocks.
//! * [`latency`], [`verdicts`]: how long one waits.
//! * [`run`]: all of it, in order; [`report`]: the tables.

pub mod flood;
pub mod latency;
pub mod machine;
pub mod node;
pub mod people;
pub mod report;
pub mod run;
pub mod stats;
pub mod tx;
pub mod verdicts;
pub mod watch;
