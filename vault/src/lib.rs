//! A custodian's vault: it keeps ciphertexts and wraps that it cannot open, releases them to those
//! whom the chain allows, and erases them when the chain says so.
//!
//! * [`Ledger`]: what the vault asks of the chain. [`Node`] asks a node and reconnects.
//! * [`start`]: checks who it is, opens its folder, serves the endpoints of
//!   [`salus_client::vault`] and erases.
//! * [`verify_log`]: the hash chain over the log of accesses to one record.
//!
//! What lies in the data folder:
//!
//! ```text
//! lock           held while a vault runs
//! vault.sqlite   sealings, wraps under slot keys, log, nonces, notices, cases, erasures
//! keys.sqlite    one slot key per sealing: mirror it live, never archive it
//! blobs/         ciphertexts under random names
//! ```
//! A copy of everything but `keys.sqlite` opens nothing, not even for a recipient's key.

mod erase;
mod http;
mod ledger;
mod node;
mod start;
mod store;
#[cfg(test)]
mod tests;
mod vault;

pub use ledger::{Answer, Ledger};
pub use node::Node;
pub use start::{start, Running, Settings, StartError};
pub use store::{log_hash, verify_log, StoreError};
