//! Networks of real processes that are broken on purpose.
//!
//! * [`spec`]: a chain to rehearse on: the `local` one with other sessions and more validators.
//! * [`node`], [`network`]: processes that are started, killed, paused and asked.
//! * [`cut`], [`clock`]: a network that can be divided, clocks that are wrong.
//! * [`people`], [`load`]: those who send transactions, by the `salus` command.
//! * [`rest`]: whether nodes rest, and wake for a transaction.
//! * [`report`]: one line for each thing that a drill has proved.

pub mod clock;
pub mod cut;
pub mod load;
pub mod network;
pub mod node;
pub mod people;
pub mod report;
pub mod rest;
pub mod rpc;
pub mod spec;
pub mod state;
pub mod tool;

pub use load::Load;
pub use network::Network;
pub use node::Node;
pub use people::{Decision, Person};
pub use report::{drill, within, Report};
pub use spec::Spec;

use std::time::Duration;

/// The length of a slot.
pub const SLOT: Duration = Duration::from_secs(3);
/// For what must happen but may take long on a busy machine, such as a start: compiling the runtime
/// takes a node a quarter of a minute of a core.
pub const SOON: Duration = Duration::from_secs(600);
