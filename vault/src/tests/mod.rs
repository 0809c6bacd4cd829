//! What a vault promises, with real files and a chain in memory.

mod access;
mod backup;
mod deposit;
mod erasure;
mod ledger;
mod network;
mod release;
mod signed;
mod start;
mod store;

use network::*;
